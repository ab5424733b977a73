"""What is to be done always becomes an automation, after a yes, for an administrator."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser
import yaml

from custom_components.parlor.assistant.audit.kept import async_audit
from custom_components.parlor.assistant.audit.log import Filter
from custom_components.parlor.assistant.audit.record import Done
from custom_components.parlor.assistant.confirming.asking import Asking
from custom_components.parlor.assistant.confirming.deed import HeldDeed
from custom_components.parlor.assistant.confirming.taking_back import async_take_back_or_ask
from custom_components.parlor.assistant.confirming.terms import Terms
from custom_components.parlor.assistant.confirming.waiting import waiting_in
from custom_components.parlor.assistant.later.automating import AutomationDeed
from custom_components.parlor.assistant.local import Understood
from custom_components.parlor.assistant.plan.reading import Plan
from custom_components.parlor.assistant.replies import async_get_replies
from custom_components.parlor.assistant.tools.later import LaterTool
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.llm import LLMContext, ToolInput, ToolResult
from homeassistant.setup import async_setup_component
from sim.home import async_put

from .conftest import add_assistant

ON = {"action": "light.turn_on", "target": "light.kitchen", "data": {"brightness_pct": 30}}
UNLOCK = {"action": "lock.unlock", "target": "lock.front_door"}
BY_HAND = [{"id": "mine", "alias": "Mine", "triggers": [], "conditions": [], "actions": []}]


@pytest.fixture
async def folder(home: HomeAssistant, tmp_path: Path) -> Path:
    """Return the configuration folder of a home with automations and their editor, and with an assistant."""
    home.config.config_dir = str(tmp_path)
    (tmp_path / "configuration.yaml").write_text("automation: !include automations.yaml\n")
    (tmp_path / "automations.yaml").write_text(yaml.safe_dump(BY_HAND))
    assert await async_setup_component(home, "automation", {"automation": BY_HAND})
    assert await async_setup_component(home, "config", {})
    await add_assistant(home, None)
    return tmp_path


@dataclass
class Yes:
    """A deed that waits, and who would say yes to it."""

    deed: HeldDeed
    who: LLMContext

    @property
    def description(self) -> str:
        """Return what would be done."""
        return self.deed.description

    async def async_run(self) -> str:
        """Say yes."""
        return await self.deed.async_run(Terms().actor(self.who))


@pytest.fixture
def held() -> list[Yes]:
    """Return the deeds that wait for a yes."""
    return []


async def plan(
    hass: HomeAssistant, held: list[Yes], user: MockUser | None, *, can_ask: bool = True, **arguments: Any
) -> Any:
    """Call the tool for a user."""
    asking = Asking(agent_id="conversation.parlor", conversation_id="here")
    tool = LaterTool(asking=asking if can_ask else None)
    context = Context(user_id=user.id if user else None)
    told = LLMContext(platform="parlor", context=context, language="en", assistant="conversation", device_id=None)
    result = await tool.async_call(hass, ToolInput(tool.name, arguments), told)
    assert isinstance(result, ToolResult)
    if (waits := waiting_in(hass).held.pop(("conversation.parlor", "here"), None)) is not None:
        assert not isinstance(waits.what, Plan | Understood)
        held.append(Yes(waits.what, told))
    return result.data


def automations(folder: Path) -> list[dict[str, Any]]:
    """Return what is kept."""
    kept: list[dict[str, Any]] = yaml.safe_load((folder / "automations.yaml").read_text(encoding="utf-8"))
    return kept


async def test_it_is_saved_after_a_yes_and_works(home: HomeAssistant, folder: Path, held: list[Yes]) -> None:
    user = MockUser(is_owner=True).add_to_hass(home)
    told = await plan(home, held, user, when="whenever cover.blind opens", steps=[ON])
    assert told["speech"] == "Always when Blind is open: set Kitchen light to 30 %? Say yes to do it."
    assert "trigger: state" in told["automation"]
    assert automations(folder) == BY_HAND
    (deed,) = held
    said = await deed.async_run()
    assert said == (
        "I saved the automation “Always when Blind is open: set Kitchen light to 30 %”. "
        "You find it in the settings, under Automations."
    )
    mine, made = automations(folder)
    assert mine == BY_HAND[0]
    assert list(made)[:3] == ["id", "alias", "description"]
    assert made["actions"] == [
        {"action": "light.turn_on", "target": {"entity_id": ["light.kitchen"]}, "data": {"brightness_pct": 30}}
    ]
    assert er.async_get(home).async_get_entity_id("automation", "automation", made["id"])
    await async_put(home, "cover.blind", "open")
    await home.async_block_till_done()
    state = home.states.get("light.kitchen")
    assert state is not None and state.state == "on"


async def test_it_is_taken_back_unless_somebody_changed_it(home: HomeAssistant, folder: Path, held: list[Yes]) -> None:
    user = MockUser(is_owner=True).add_to_hass(home)
    for change in ({}, {"mode": "restart"}):
        await plan(home, held, user, when="whenever cover.blind opens", steps=[ON])
        yes = held.pop()
        await yes.async_run()
        mine, made = automations(folder)
        (folder / "automations.yaml").write_text(yaml.safe_dump([mine, made | change]))
        replies = await async_get_replies(home, "en")
        taken = await async_take_back_or_ask(home, Terms().actor(yes.who), replies, None)
        name = "Always when Blind is open: set Kitchen light to 30 %"
        if change:
            assert taken.speech == f"{name}: somebody changed that since, so I left it as it is."
            assert [each["id"] for each in automations(folder)] == ["mine", made["id"]]
        else:
            assert taken.speech == f"Removed again: {name}."
            assert automations(folder) == BY_HAND
            assert er.async_get(home).async_get_entity_id("automation", "automation", made["id"]) is None
    (done, _) = [each for each in (await async_audit(home)).log.newest(Filter()) if each.action == "automation.create"]
    assert done.outcome is Done.DONE and done.entities[0].startswith("automation.")


@pytest.mark.parametrize(
    "when",
    ["every weekday at 7:00", "every sunset", "always when light.reading_lamp is on for 10 min", "every day at 22:30"],
)
async def test_what_an_automation_can_start_from(home: HomeAssistant, folder: Path, held: list[Yes], when: str) -> None:
    user = MockUser(is_owner=True).add_to_hass(home)
    assert "Always" in (await plan(home, held, user, when=when, steps=[ON]))["speech"]
    assert "I saved" in await held[0].async_run()
    assert len(automations(folder)) == 2
    # What waits for a time is ended with the test.
    await home.services.async_call("automation", "turn_off", {"entity_id": "all"}, blocking=True)


async def test_by_whom(home: HomeAssistant, folder: Path, held: list[Yes]) -> None:
    wish: dict[str, Any] = {"when": "every day at 7", "steps": [ON]}
    assert "I do not know who is speaking" in (await plan(home, held, None, **wish))["speech"]
    guest = MockUser().add_to_hass(home)
    guest.mock_policy({"entities": True})
    assert "Only an administrator" in (await plan(home, held, guest, **wish))["speech"]
    assert not held
    admin = MockUser(is_owner=True).add_to_hass(home)
    await plan(home, held, admin, **wish)
    admin.is_active = False
    assert "Only an administrator" in await held[0].async_run()
    assert automations(folder) == BY_HAND


async def test_what_is_guarded_is_automated_only_after_a_yes(
    home: HomeAssistant, folder: Path, held: list[Yes]
) -> None:
    user = MockUser(is_owner=True).add_to_hass(home)
    told = await plan(home, held, user, when="every day at 7", steps=[ON, UNLOCK])
    assert told["held"] and told["speech"].endswith("unlock Front door? Say yes to do it.")
    assert automations(folder) == BY_HAND
    told = await plan(home, [], user, can_ask=False, when="every day at 7", steps=[ON, UNLOCK])
    assert not told["done"] and "held" not in told
    assert automations(folder) == BY_HAND


async def test_where_nobody_can_be_asked_nothing_is_saved(home: HomeAssistant, folder: Path, held: list[Yes]) -> None:
    user = MockUser(is_owner=True).add_to_hass(home)
    told = await plan(home, held, user, can_ask=False, when="every day at 7", steps=[ON])
    assert told["done"] is False
    assert "I have not saved that automation" in told["speech"]


async def test_what_is_no_automation_is_asked_back(home: HomeAssistant, folder: Path, held: list[Yes]) -> None:
    user = MockUser(is_owner=True).add_to_hass(home)
    assert "needs steps" in (await plan(home, held, user, when="every day at 7", say="Hello."))["problems"][0]
    play = {"action": "media_player.play_title", "target": "media_player.old_tv", "data": {"title": "x"}}
    assert "no action" in (await plan(home, held, user, when="every day at 7", steps=[play]))["problems"][0]


@pytest.mark.parametrize("kept", ["- id: [", "just: a mapping"])
async def test_a_file_that_is_broken_stays_as_it_is(
    home: HomeAssistant, folder: Path, held: list[Yes], kept: str
) -> None:
    user = MockUser(is_owner=True).add_to_hass(home)
    await plan(home, held, user, when="every day at 7", steps=[ON])
    (folder / "automations.yaml").write_text(kept)
    assert await held[0].async_run() == "Home Assistant did not let me save the automation."
    assert (folder / "automations.yaml").read_text() == kept


async def test_without_an_editor_nothing_is_saved(home: HomeAssistant, tmp_path: Path, held: list[Yes]) -> None:
    await add_assistant(home, None)
    assert await async_setup_component(home, "automation", {})
    user = MockUser(is_owner=True).add_to_hass(home)
    await plan(home, held, user, when="every day at 7", steps=[ON])
    assert isinstance(held[0].deed, AutomationDeed)
    assert await held[0].async_run() == "Home Assistant did not let me save the automation."
