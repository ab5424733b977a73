"""What is planned stays over restarts, no more than can be kept, and no longer than its assistant."""

from collections.abc import Mapping
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.assistant.later.job import Job
from custom_components.parlor.assistant.later.keeping import MOST_JOBS, Later
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState, HomeAssistant
from sim.home import async_put
from sim.openai_service import OpenAIService

from .conftest import Say
from .screens import pass_time
from .test_later import OFF, ON, WISH, jobs, later, notes, parlor, state

__all__ = ["parlor"]


@pytest.mark.parametrize(
    ("down", "is_on", "noted"),
    [(300, "on", []), (1500, "off", ["I missed it, because Home Assistant was not running"])],
)
async def test_over_a_restart(
    home: HomeAssistant,
    parlor: MockConfigEntry,
    service: OpenAIService,
    say: Say,
    freezer: FrozenDateTimeFactory,
    down: float,
    is_on: str,
    noted: list[str],
) -> None:
    """What is planned waits until Home Assistant has started, and is not run too late."""
    service.script.add(later(when="in 5 minutes", steps=[ON]), later(when="cover.blind opens", steps=[OFF]))
    await say(WISH)
    await say(WISH)
    assert await home.config_entries.async_unload(parlor.entry_id)
    await pass_time(home, freezer, 300 + down)
    assert state(home, "light.kitchen") == "off"
    home.set_state(CoreState.starting)
    assert await home.config_entries.async_setup(parlor.entry_id)
    await home.async_block_till_done()
    assert (state(home, "light.kitchen"), jobs(parlor)) == ("off", ["1", "2"])
    home.set_state(CoreState.running)
    home.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await pass_time(home, freezer, 1)
    assert (state(home, "light.kitchen"), jobs(parlor)) == (is_on, ["2"])
    assert [note.partition(".")[0] for note in notes(home)] == noted
    await async_put(home, "light.kitchen", "on")
    await async_put(home, "cover.blind", "open")
    await home.async_block_till_done()
    assert (state(home, "light.kitchen"), jobs(parlor)) == ("off", [])


def kept(*told: Any) -> Mapping[str, Any]:
    """Return a file of what is planned."""
    return {"version": 1, "minor_version": 1, "key": "parlor.planned.one", "data": {"jobs": list(told)}}


JOB = {
    "id": "1",
    "when": {"kind": "time", "at": "2026-11-27T20:00:00+00:00"},
    "steps": [{"action": "light.turn_on", "entity_ids": ["light.kitchen"], "data": {}}],
    "say": "",
    "asker": {"user_id": None, "assistant": "conversation", "language": "de", "device_id": None, "agent_id": ""},
    "made": "2026-11-27T19:00:00+00:00",
    "began": None,
}


@pytest.mark.parametrize(
    ("told", "waiting", "noted"),
    [
        ([JOB], ["1"], ""),
        ([None, 3, {}, {**JOB, "when": {"kind": "x"}}, {**JOB, "id": "2"}], ["2"], ""),
        ([{**JOB, "began": "2026-11-27T19:00:00+00:00"}], [], "mittendrin"),
        ([{**JOB, "when": {"kind": "state", "entity_id": "no id", "states": ["on"]}}], [], "nicht mehr warten"),
        ([{**JOB, "id": str(number)} for number in range(200)], [str(number) for number in range(50)], ""),
    ],
)
async def test_what_a_home_that_starts_anew_finds(
    home: HomeAssistant,
    hass_storage: dict[str, Any],
    freezer: FrozenDateTimeFactory,
    told: list[Any],
    waiting: list[str],
    noted: str,
) -> None:
    freezer.move_to("2026-11-27 19:15:00+00:00")
    hass_storage["parlor.planned.one"] = kept(*told)
    entry = MockConfigEntry(domain="parlor", data={"kind": "assistant"}, title="Parlor", entry_id="one")
    entry.add_to_hass(home)
    assert await home.config_entries.async_setup(entry.entry_id)
    await home.async_block_till_done()
    assert sorted(jobs(entry), key=int) == waiting
    assert noted in " ".join(notes(home))
    assert bool(noted) == bool(notes(home))


async def test_no_more_than_can_be_kept(
    home: HomeAssistant, parlor: MockConfigEntry, service: OpenAIService, say: Say
) -> None:
    kept_jobs: Later = parlor.runtime_data.later
    for _ in range(MOST_JOBS):
        await kept_jobs.async_add(Job.from_dict({**JOB, "id": kept_jobs.new_id()}))
    service.script.add(later(when="in 5 minutes", steps=[ON]))
    assert (await say(WISH)).startswith("Too much is planned already")
    assert len(jobs(parlor)) == MOST_JOBS


async def test_an_assistant_that_is_removed_takes_its_plans_along(
    home: HomeAssistant,
    parlor: MockConfigEntry,
    service: OpenAIService,
    say: Say,
    freezer: FrozenDateTimeFactory,
    hass_storage: dict[str, Any],
) -> None:
    service.script.add(later(when="in 5 minutes", steps=[ON]))
    await say(WISH)
    assert f"parlor.planned.{parlor.entry_id}" in hass_storage
    await home.config_entries.async_remove(parlor.entry_id)
    await pass_time(home, freezer, 301)
    assert f"parlor.planned.{parlor.entry_id}" not in hass_storage
    assert state(home, "light.kitchen") == "off"
