"""From the entities of another integration, through Parlor's own appliances, to what an assistant says of them."""

from datetime import UTC, datetime

from freezegun.api import FrozenDateTimeFactory
import pytest

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant

from .appliance_homes import WASHER, add_foreign, appliances_on, told
from .conftest import Say, add_assistant
from .test_entry_appliances import ENDS, JOB, STATE, go, in_minutes, say as tell


@pytest.fixture
async def noon(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> FrozenDateTimeFactory:
    """Let it be noon."""
    await hass.config.async_set_time_zone("UTC")
    freezer.move_to(datetime(2026, 11, 28, 12, 0, tzinfo=UTC))
    return freezer


async def test_a_wash_is_asked_about(home: HomeAssistant, noon: FrozenDateTimeFactory, say: Say) -> None:
    washer = add_foreign(home, "smartthings", "Miss Bubble", WASHER)
    async with appliances_on(home):
        await add_assistant(home, None)
        assert (await say("is the washing done?")).startswith("I can't do that without a model")
        async_expose_entity(home, "conversation", told(home, washer["device"], "job").entity_id, True)
        # The idle machine claims an end, and nobody believes it.
        assert await say("when will the washing machine be done?") == "Miss Bubble is not running."
        await tell(home, washer, **{STATE: "run", JOB: "wash", ENDS: in_minutes(60)})
        answer = "No. Miss Bubble is running (washing). It will be done in 1 h, today at 13:00."
        assert await say("is the washing done?") == answer
        assert (
            await say("wie lange braucht Miss Bubble noch?", "de")
            == "Miss Bubble läuft (wäscht). Fertig in 1 h, heute um 13:00."
        )
        await go(home, noon, 3600)
        await tell(home, washer, **{STATE: "stop", JOB: "finish"})
        await go(home, noon, 61)
        assert (await say("is the laundry done?")).startswith("Yes. Miss Bubble finished today at 13:0")
        assert await say("I emptied the washing machine") == "All right, Miss Bubble has been emptied."
        assert "emptied" not in await say("is the laundry done?")


async def test_a_washer_that_takes_no_orders_says_why(
    home: HomeAssistant, noon: FrozenDateTimeFactory, say: Say
) -> None:
    washer = add_foreign(home, "smartthings", "Washer", WASHER)
    async with appliances_on(home):
        await add_assistant(home, None)
        async_expose_entity(home, "conversation", told(home, washer["device"], "job").entity_id, True)
        assert await say("start the washing machine") == "Washer cannot be told to do that."
