"""What is planned for later: through a model, over restarts, for whoever may, once."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.parlor.assistant.later.keeping import Later
from homeassistant.components.persistent_notification import _async_get_or_create_notifications
from homeassistant.core import Context, HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from sim.home import async_put
from sim.openai_service import OpenAIService, Reply, ToolCall

from .conftest import Say, add_assistant
from .screens import pass_time

WISH = "Would you be so kind as to see to it, you know what"
OFF = {"action": "light.turn_off", "target": "light.kitchen"}
ON = {"action": "light.turn_on", "target": "light.kitchen"}
UNLOCK = {"action": "lock.unlock", "target": "lock.front_door"}


@pytest.fixture
async def parlor(home: HomeAssistant, service: OpenAIService, freezer: FrozenDateTimeFactory) -> MockConfigEntry:
    """Return an assistant on the scripted service, on an evening."""
    await home.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to("2026-11-27 19:15:00+00:00")
    entry = await add_assistant(home, service.url)
    service.requests.clear()
    return entry


def later(**arguments: Any) -> Reply:
    """Have the model plan something."""
    return Reply(tool_calls=(ToolCall("parlor__later", arguments),))


def act(*steps: dict[str, Any]) -> Reply:
    """Have the model do something at once."""
    return Reply(tool_calls=(ToolCall("parlor__act", {"steps": list(steps), "say": "Done."}),))


def jobs(entry: MockConfigEntry) -> list[str]:
    """Return what an assistant has planned, by number."""
    kept: Later = entry.runtime_data.later
    return [job.id for job in kept.jobs]


def notes(hass: HomeAssistant) -> list[str]:
    """Return what was noted for people to read."""
    return [note["message"] for note in _async_get_or_create_notifications(hass).values()]


def state(hass: HomeAssistant, entity_id: str) -> str:
    """Return a state that is there."""
    found = hass.states.get(entity_id)
    assert found is not None
    return found.state


async def test_in_twenty_minutes(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say, freezer: FrozenDateTimeFactory
) -> None:
    service.script.add(later(when="in 20 minutes", steps=[ON], say="The kitchen is lit."))
    assert await say(WISH) == "Planned. Today at 20:35: turn on Kitchen light."
    assert len(service.turns) == 1
    await pass_time(home, freezer, 1140)
    assert state(home, "light.kitchen") == "off"
    await pass_time(home, freezer, 61)
    assert (state(home, "light.kitchen"), jobs(parlor), notes(home)) == ("on", [], [])


async def test_when_something_is_so(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say, freezer: FrozenDateTimeFactory
) -> None:
    service.script.add(later(when="cover.blind opens", steps=[ON]))
    assert await say(WISH) == "Planned. When Blind is open: turn on Kitchen light."
    await async_put(home, "cover.blind", "unavailable")
    await async_put(home, "cover.blind", "open")
    await home.async_block_till_done()
    assert state(home, "light.kitchen") == "off"  # what comes back is no news
    await async_put(home, "cover.blind", "closed")
    await async_put(home, "cover.blind", "open")
    await home.async_block_till_done()
    assert (state(home, "light.kitchen"), jobs(parlor)) == ("on", [])
    await async_put(home, "light.kitchen", "off")
    await async_put(home, "cover.blind", "closed")
    await async_put(home, "cover.blind", "open")
    await home.async_block_till_done()
    assert state(home, "light.kitchen") == "off"  # once is once


async def test_what_is_so_already_has_only_to_stay_so(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say, freezer: FrozenDateTimeFactory
) -> None:
    await async_put(home, "light.reading_lamp", "on")
    await pass_time(home, freezer, 360)
    service.script.add(later(when="light.reading_lamp on for 10 min", steps=[ON]))
    await say(WISH)
    await pass_time(home, freezer, 230)
    assert state(home, "light.kitchen") == "off"
    await pass_time(home, freezer, 20)
    assert state(home, "light.kitchen") == "on"


async def test_a_reminder_is_noted_where_nothing_can_speak(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say, freezer: FrozenDateTimeFactory
) -> None:
    service.script.add(later(when="in 5 minutes", say="The pizza is done."))
    assert "say “The pizza is done.”" in await say(WISH)
    await pass_time(home, freezer, 301)
    assert notes(home) == ["The pizza is done."]


async def test_listed_and_cancelled(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say
) -> None:
    service.script.add(
        later(do="list"),
        later(when="22:30", steps=[OFF]),
        later(when="tomorrow 7:00", steps=[ON]),
        later(do="list"),
        later(do="cancel"),
        later(do="cancel", say="the garden"),
        later(do="cancel", say="tonight"),
        later(do="cancel", say="turn on kitchen light"),
        later(do="cancel", say="all"),
    )
    assert await say(WISH) == "Nothing is planned."
    await say(WISH)
    await say(WISH)
    told = "today at 22:30: turn off Kitchen light; tomorrow at 07:00: turn on Kitchen light"
    assert await say(WISH) == f"Planned: {told}."
    assert await say(WISH) == f"Which one do you mean? {told}."
    assert await say(WISH) == "I find nothing like that among what is planned."
    assert await say(WISH) == "Cancelled: today at 22:30: turn off Kitchen light."
    assert await say(WISH) == "Cancelled: tomorrow at 07:00: turn on Kitchen light."
    assert await say(WISH) == "Nothing is planned."
    assert jobs(parlor) == []


async def test_the_policy_judges_when_it_is_planned(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say
) -> None:
    service.script.add(later(when="in 5 minutes", steps=[UNLOCK], say="Open."))
    assert "who is speaking" in await say(WISH)
    assert jobs(parlor) == []


async def test_and_when_it_runs(
    home: HomeAssistant, service: OpenAIService, say: Say, freezer: FrozenDateTimeFactory
) -> None:
    entry = await add_assistant(home, service.url, allow_sensitive=True)
    service.script.add(later(when="in 5 minutes", steps=[UNLOCK], say="Open."))
    assert "unlock Front door" in await say(WISH)
    (agent,) = entry.subentries.values()
    home.config_entries.async_update_subentry(entry, agent, data={**agent.data, "allow_sensitive": False})
    await pass_time(home, freezer, 301)
    assert state(home, "lock.front_door") == "locked"
    assert "who is speaking" in notes(home)[0]


async def test_who_is_gone_can_do_nothing_any_more(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say, freezer: FrozenDateTimeFactory
) -> None:
    user = MockUser(is_owner=True).add_to_hass(home)
    service.script.add(later(when="in 5 minutes", steps=[ON]))
    await say(WISH, context=Context(user_id=user.id))
    user.is_active = False
    await pass_time(home, freezer, 301)
    assert state(home, "light.kitchen") == "off"
    assert "not allowed" in notes(home)[0]


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"when": None, "steps": None, "say": None, "do": None},
        {"when": [[1]], "steps": "[" * 5_000},
        {"when": "x" * 5_000, "steps": [{}]},
        {"do": {"a": 1}},
        {"do": "cancel", "say": {"a": ["b" * 10_000]}},
        {"when": "in 5 minutes"},
        {"when": "in 5 minutes", "steps": [{"action": "rm", "target": "/"}]},
        {"when": "every day at 7", "steps": []},
    ],
)
async def test_no_arguments_break_it(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say, arguments: Any
) -> None:
    service.script.add(later(**arguments), Reply(text="No."))
    assert len(await say(WISH)) < 500
    assert jobs(parlor) == []


async def test_it_is_said_where_it_was_asked_for(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say, freezer: FrozenDateTimeFactory
) -> None:
    """A satellite that can speak up says what came of it; one that fails is no fault of the plan."""
    satellite = MockConfigEntry(domain="satellite")
    satellite.add_to_hass(home)
    device = dr.async_get(home).async_get_or_create(
        config_entry_id=satellite.entry_id, identifiers={("satellite", "1")}
    )
    speaker = er.async_get(home).async_get_or_create("assist_satellite", "satellite", "1", device_id=device.id)
    announced: list[dict[str, Any]] = []

    def announce(call: ServiceCall) -> None:
        announced.append(dict(call.data))
        raise HomeAssistantError("busy")

    home.services.async_register("assist_satellite", "announce", announce)
    service.script.add(later(when="in 5 minutes", steps=[ON], say="The kitchen is lit."))
    await say(WISH, device_id=device.id)
    await pass_time(home, freezer, 301)
    await home.async_block_till_done(wait_background_tasks=True)
    assert announced == [{"entity_id": speaker.entity_id, "message": "The kitchen is lit."}]
    assert notes(home) == []


async def test_what_a_sentence_puts_off_is_not_done_at_once(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say, freezer: FrozenDateTimeFactory
) -> None:
    """Small models hear the command and not when it is to be."""
    service.script.add(act(ON))
    assert await say("would you be so kind in 20 minutes") == "Planned. Today at 20:35: turn on Kitchen light."
    assert (state(home, "light.kitchen"), len(service.turns)) == ("off", 1)
    await pass_time(home, freezer, 1201)
    assert state(home, "light.kitchen") == "on"


async def test_of_what_nobody_knows_the_time_of_nothing_is_done(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say
) -> None:
    service.script.add(act(ON), later(when="cover.blind opens", steps=[ON]))
    when = "when the parcel is there, do what I told you"
    assert await say(when) == "Planned. When Blind is open: turn on Kitchen light."
    assert "is for later, so nothing was done" in str(service.turns[-1].body["input"])
    service.script.add(act(ON), act(ON))
    assert await say(when) == "I can't tell when that is to be, so I did nothing."
    assert state(home, "light.kitchen") == "off"


async def test_what_is_put_off_is_judged(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say
) -> None:
    service.script.add(act(UNLOCK))
    assert (await say("be so kind, in 20 minutes, you know")).startswith("I may not do that with Front door")
    assert (state(home, "lock.front_door"), jobs(parlor)) == ("locked", [])
