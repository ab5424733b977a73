"""What heats food is not started by a sentence, unless a rule allows it, and then after a yes."""

from typing import Any

import pytest

from custom_components.parlor.appliances.command import Command, Order
from custom_components.parlor.appliances.job import Job, JobState
from custom_components.parlor.appliances.kind import ApplianceKind
from homeassistant.core import Context, HomeAssistant

from ..assistant.machines import add_machine
from .conftest import Say, add_assistant
from .kept import person, records


@pytest.fixture
def anna(hass: HomeAssistant, hass_admin_user: Any) -> Context:
    """Return what is known of somebody who is signed in."""
    return person(hass, hass_admin_user)


def heat(verdict: str) -> dict[str, Any]:
    """Return the settings of an agent with a rule about what heats."""
    return {"rules": [{"verdict": verdict, "kinds": ["heat"]}]}


@pytest.mark.parametrize("kind", [ApplianceKind.OVEN, ApplianceKind.MICROWAVE])
async def test_what_heats_is_not_started(home: HomeAssistant, say: Say, anna: Context, kind: ApplianceKind) -> None:
    await add_assistant(home, None)
    oven = add_machine(home, kind, "Oven")
    told = "I don't start Oven: what heats food stays off until a rule in my settings allows it."
    assert await say("start the oven", context=anna) == told
    oven.change(Job(state=JobState.PAUSED))
    assert await say("resume the oven", context=anna) == told
    assert await say("set the oven to auto", context=anna) == told
    assert not oven.orders
    # Stopping is always done.
    assert await say("stop the oven", context=anna) == "Stopped Oven."
    assert [record["outcome"] for record in await records(home)].count("refused") == 3


@pytest.mark.parametrize("settings", [heat("allow"), heat("confirm"), {"allow_sensitive": True}])
async def test_where_it_is_allowed_it_waits_for_a_yes(
    home: HomeAssistant, say: Say, anna: Context, settings: dict[str, Any]
) -> None:
    await add_assistant(home, None, **settings)
    oven = add_machine(home, ApplianceKind.OVEN, "Oven")
    question = "“start the oven”? Say yes to do it."
    assert await say("start the oven", context=anna) == question
    assert not oven.orders
    assert await say("no", context=anna, goes_on=True) == "All right, I did nothing."
    assert await say("start the oven", context=anna) == question
    assert await say("yes", context=anna, goes_on=True) == "Started Oven."
    assert oven.orders == [Order(command=Command.START)]
    assert sorted(record["outcome"] for record in await records(home)) == ["done", "held", "held"]
