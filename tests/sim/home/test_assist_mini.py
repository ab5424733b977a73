"""Every case of the public set `assist-mini` is reached by the plainly right service call, and nothing else changes."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from homeassistant.core import HomeAssistant
from sim.home import async_put, async_start_home, load_home

from .conftest import Call

# The first sentence of a case -> the service that does it.
SERVICES: dict[str, dict[str, tuple[str, dict[str, Any]]]] = {
    "light": {
        "Please turn on the kitchen light": ("light.turn_on", {}),
        "Turn on the living room light": ("light.turn_on", {}),
        "Turn on the Backyard light": ("light.turn_on", {}),
        "Kitchen light off": ("light.turn_off", {}),
        "Dining room light off": ("light.turn_off", {}),
        "Set the living room light to 50% brightness": ("light.turn_on", {"brightness_pct": 50}),
    },
    "todo": {"Put history homework on personal tasks todo list": ("todo.add_item", {"item": "history homework"})},
    "cover": {
        "Close the garage door": ("cover.close_cover", {}),
        "Please open the garage door": ("cover.open_cover", {}),
        "Open the smart curtain": ("cover.open_cover", {}),
        "Close the smart curtains": ("cover.close_cover", {}),
        "Set the smart curtain to 50%": ("cover.set_cover_position", {"position": 50}),
    },
    "lock": {"Lock smart lock": ("lock.lock", {}), "Unlock smart lock": ("lock.unlock", {})},
    "vacuum": {
        "Start vacuum in the living room": ("vacuum.start", {}),
        "Return Roborock Downstairs to base": ("vacuum.return_to_base", {}),
    },
    "valve": {
        "open the front yard valve": ("valve.open_valve", {}),
        "close the front yard valve": ("valve.close_valve", {}),
        "set the irrigation valve to 50%": ("valve.set_valve_position", {"position": 50}),
    },
    "fan": {"Turn on the bedroom 1 fan": ("fan.turn_on", {}), "Turn off the bedroom fan": ("fan.turn_off", {})},
    "media-player": {
        "Pause Outdoor Speakers": ("media_player.media_pause", {}),
        "Resume Outdoor Speakers": ("media_player.media_play", {}),
        "Skip song on outdoor speakers": ("media_player.media_next_track", {}),
        "Set outdoor speakers volume to 50%": ("media_player.volume_set", {"volume_level": 0.5}),
        "Mute the outdoor speakers": ("media_player.volume_mute", {"is_volume_muted": True}),
        "Turn off the Outdoor Speakers": ("media_player.turn_off", {}),
    },
}
# Home Assistant derives it from the state since the set was written.
DERIVED = {"is_closed"}

type Snapshot = dict[str, tuple[str, dict[str, Any]]]


def cases(folder: Path, category: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Return the cases of a category, each with the file of its home."""
    for file in sorted(folder.glob("*/*.yaml")):
        text = yaml.safe_load(file.read_text())
        if text.get("category") == category:
            for case in text["tests"]:
                yield file.with_name("_fixtures.yaml"), case


def snapshot_of(hass: HomeAssistant) -> Snapshot:
    """Return every entity's state and attributes."""
    return {
        state.entity_id: (state.state, {key: value for key, value in state.attributes.items() if key not in DERIVED})
        for state in hass.states.async_all()
    }


def expected(before: Snapshot, case: Mapping[str, Any]) -> Snapshot:
    """Return what the home must look like after a case."""
    after = dict(before)
    for entity_id, change in case["expect_changes"].items():
        state, attributes = before[entity_id]
        after[entity_id] = (change.get("state", state), attributes | change.get("attributes", {}))
    return after


def comparable(snapshot: Snapshot, ignored: Mapping[str, list[str]]) -> Snapshot:
    """Return a snapshot without what a case ignores, and without attributes that are None or absent alike."""
    return {
        entity_id: (
            state,
            {
                key: value
                for key, value in attributes.items()
                if value is not None and key not in ignored.get(entity_id, [])
            },
        )
        for entity_id, (state, attributes) in snapshot.items()
    }


@pytest.mark.parametrize("category", SERVICES)
async def test_category(hass: HomeAssistant, data_folder: Path, category: str, call: Call) -> None:
    found = await hass.async_add_executor_job(lambda: list(cases(data_folder / "assist-mini", category)))
    assert found
    for fixtures, case in found:
        entry = await async_start_home(hass, await hass.async_add_executor_job(load_home, fixtures))
        for entity_id, setup in case.get("setup", {}).items():
            await async_put(hass, entity_id, setup.get("state"), setup.get("attributes"))
            for name, value in setup.get("attributes", {}).items():
                state = hass.states.get(entity_id)
                assert state and (state.state == "off" or state.attributes[name] == value)
        before = snapshot_of(hass)
        service, data = SERVICES[category][case["sentences"][0]]
        (entity_id,) = case["expect_changes"]
        await call(service, entity_id, **data)
        ignored = case.get("ignore_changes", {})
        assert comparable(snapshot_of(hass), ignored) == comparable(expected(before, case), ignored), case["sentences"]
        await hass.config_entries.async_remove(entry.entry_id)
