"""Evenings as real integrations tell them, through Home Assistant's state machine to the entities of a screen."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.parlor.const import DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from ..viewing.streams import NAMES, Stream, load

SCREEN = "Screen"


def options(stream: Stream) -> dict[str, Any]:
    """Return the options of a screen that is made of what the stream names."""
    by_role: dict[str, list[dict[str, Any]]] = {}
    for source in stream.sources:
        by_role.setdefault(source["role"], []).append(source)
    power = next(iter(by_role.get("power", ())), None)
    made = {
        "plugged": {source["input"]: source["entity_id"] for source in by_role.get("input", ())},
        "players": [source["entity_id"] for role in ("player", "channel") for source in by_role.get(role, ())],
    }
    return made | ({"power_entity": power["entity_id"], "power_watts": power["watts"]} if power else {})


async def add_screen(hass: HomeAssistant, stream: Stream) -> None:
    """Have the entities of a stream registered by their integrations, and add a screen that is made of them."""
    assert await async_setup_component(hass, "homeassistant", {})
    for source in stream.sources:
        domain, name = source["entity_id"].split(".")
        er.async_get(hass).async_get_or_create(domain, source["brand"] or "template", name, suggested_object_id=name)
    player = stream.sources[0]["entity_id"]
    data = {"kind": "screen", "player": player}
    entry = MockConfigEntry(domain=DOMAIN, data=data, options=options(stream), title=SCREEN, unique_id=player)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()


async def wait(hass: HomeAssistant, freezer: FrozenDateTimeFactory, until: float) -> None:
    """Let time pass, and happen what is due."""
    freezer.move_to(dt_util.utc_from_timestamp(until))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()


def told(hass: HomeAssistant) -> dict[str, Any]:
    """Return what the entities of the screen say."""
    activity, now = (hass.states.get(f"sensor.screen_{key}") for key in ("activity", "now_watching"))
    assert activity is not None
    assert now is not None
    title = None if now.state in ("unknown", "unavailable") else now.state
    return {"activity": activity.state, "title": title, "series": now.attributes.get("series")}


@pytest.mark.parametrize("name", NAMES)
async def test_an_evening(hass: HomeAssistant, freezer: FrozenDateTimeFactory, name: str) -> None:
    """At each time the entities say what the household would say."""
    stream = load(name)
    freezer.move_to(stream.begins)
    await add_screen(hass, stream)
    moments = [(row["at"], 0, row) for row in stream.expected] + [(state.at, 1, state) for state in stream.states]
    for at, _, what in sorted(moments, key=lambda moment: moment[:2]):
        await wait(hass, freezer, at)
        if isinstance(what, dict):
            keys = [key for key in ("activity", "title", "series") if key in what and what[key] != "*"]
            found = told(hass)
            assert {key: found[key] for key in keys} == {key: what[key] for key in keys}, f"at {what['t']} s"
        else:
            hass.states.async_set(what.entity_id, what.state, what.attributes)
            await hass.async_block_till_done()
