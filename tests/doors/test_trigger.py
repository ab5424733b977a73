"""Automations that start from what is watched, as Home Assistant runs them."""

from freezegun.api import FrozenDateTimeFactory
import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events

from homeassistant.components.automation.config import async_validate_config_item
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, entity_registry as er
from homeassistant.setup import async_setup_component

from .screens import BOX, FILM, TV, add_screen, episode, pass_time, play
from .triggered import ACTIVITY, Options, automate, idle


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ({}, 1),
        ({"kind": "film"}, 1),
        ({"kind": ["episode", "film"]}, 1),
        ({"kind": ["episode"]}, 0),
        ({"title": "metro"}, 1),
        ({"title": ["Nosferatu"]}, 0),
        ({"series": "Harbour"}, 0),
        ({"source": "hdmi 1"}, 1),
        ({"source": "HDMI 2"}, 0),
        ({"person": "Ada"}, 0),
        ({"behavior": "first"}, 1),
        ({"behavior": "all"}, 1),
    ],
)
async def test_viewing_started(hass: HomeAssistant, screen: MockConfigEntry, options: Options, count: int) -> None:
    fired = await automate(hass, "viewing_started", options)
    await play(hass, FILM)
    assert len(fired) == count
    if count:
        assert (fired[0].data["screen"], fired[0].data["title"]) == ("Bedroom TV", "Metropolis")


async def test_from_unavailable_to_playing(hass: HomeAssistant, screen: MockConfigEntry) -> None:
    hass.states.async_set(TV, "unavailable")
    hass.states.async_set(BOX, "unavailable")
    await hass.async_block_till_done()
    fired = await automate(hass, "viewing_started", {})
    await play(hass, FILM)
    assert len(fired) == 1


async def test_each_moment(hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory) -> None:
    names = ("viewing_paused", "viewing_resumed", "viewing_finished", "next_episode", "title_changed", "input_changed")
    automations = [
        {
            "alias": name,
            "triggers": {"trigger": f"parlor.{name}", "target": {"entity_id": ACTIVITY}},
            "actions": {"event": "fired", "event_data": {"by": name}},
        }
        for name in names
    ]
    fired = async_capture_events(hass, "fired")
    assert await async_setup_component(hass, "automation", {"automation": automations})
    await hass.async_block_till_done()
    await play(hass, episode(1))
    await pass_time(hass, freezer, 60)
    await play(hass, episode(1), "paused")
    await pass_time(hass, freezer, 60)
    await play(hass, {**episode(1), "media_position": 60})
    await pass_time(hass, freezer, 2330)
    await play(hass, episode(2))
    assert sorted(event.data["by"] for event in fired) == sorted(names)
    hass.states.async_set(TV, "on", {"source": "HDMI 2"})
    await hass.async_block_till_done()
    assert len(fired) == len(names) + 1 and fired[-1].data["by"] == "input_changed"


async def test_for(hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory) -> None:
    fired = await automate(hass, "viewing_paused", {"for": {"minutes": 5}})
    await play(hass, FILM)
    await play(hass, FILM, "paused")
    await pass_time(hass, freezer, 240)
    await play(hass, FILM)
    await pass_time(hass, freezer, 400)
    assert not fired
    await play(hass, FILM, "paused")
    await pass_time(hass, freezer, 301)
    assert len(fired) == 1


async def test_rooms_devices_and_the_player_are_targets(
    hass: HomeAssistant,
    screen: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
) -> None:
    area = ar.async_get(hass).async_create("Bedroom")
    other = ar.async_get(hass).async_create("Kitchen")
    er.async_get(hass).async_update_entity(ACTIVITY, area_id=area.id)
    counts = {}
    for name, target in {
        "area": {"area_id": area.id},
        "other": {"area_id": other.id},
        "player": {"entity_id": TV},
        "event": {"entity_id": "event.bedroom_tv_viewing"},
        "nothing": {"entity_id": "light.none"},
    }.items():
        counts[name] = (async_capture_events(hass, name), target)
    automations = [
        {
            "alias": name,
            "triggers": {"trigger": "parlor.viewing_started", "target": target},
            "actions": {"event": name},
        }
        for name, (_, target) in counts.items()
    ]
    assert await async_setup_component(hass, "automation", {"automation": automations})
    await hass.async_block_till_done()
    await play(hass, FILM)
    assert {name: len(events) for name, (events, _) in counts.items()} == {
        "area": 1,
        "other": 0,
        "player": 1,
        "event": 1,
        "nothing": 0,
    }


async def test_all_screens_and_the_first(hass: HomeAssistant, screen: MockConfigEntry) -> None:
    hass.states.async_set("media_player.den", "off", {"friendly_name": "Den"})
    await add_screen(hass, player="media_player.den", title="Den")
    target = {"entity_id": [ACTIVITY, "sensor.den_activity"]}
    events = {each: async_capture_events(hass, each) for each in ("each", "first", "all")}
    automations = [
        {
            "alias": each,
            "triggers": {"trigger": "parlor.viewing_started", "target": target, "options": {"behavior": each}},
            "actions": {"event": each},
        }
        for each in events
    ]
    assert await async_setup_component(hass, "automation", {"automation": automations})
    await hass.async_block_till_done()
    await play(hass, FILM)
    assert [len(events[each]) for each in ("each", "first", "all")] == [1, 1, 0]
    hass.states.async_set("media_player.den", "playing", {**FILM, "friendly_name": "Den"})
    await hass.async_block_till_done()
    assert [len(events[each]) for each in ("each", "first", "all")] == [2, 1, 1]


async def test_all_screens_for_a_while(
    hass: HomeAssistant, screen: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    den = {**FILM, "friendly_name": "Den"}
    hass.states.async_set("media_player.den", "off", {"friendly_name": "Den"})
    await add_screen(hass, player="media_player.den", title="Den")
    target = {"entity_id": [ACTIVITY, "sensor.den_activity"]}
    fired = await automate(hass, "viewing_paused", {"behavior": "all", "for": {"seconds": 10}}, target)
    await play(hass, FILM)
    hass.states.async_set("media_player.den", "playing", den)
    await pass_time(hass, freezer, 60)
    await play(hass, FILM, "paused")
    hass.states.async_set("media_player.den", "paused", den)
    await pass_time(hass, freezer, 3)
    await play(hass, FILM)
    await pass_time(hass, freezer, 3)
    await play(hass, FILM, "paused")
    await pass_time(hass, freezer, 5)
    assert not fired  # the den has been paused for eleven seconds, both for five
    await pass_time(hass, freezer, 6)
    assert len(fired) == 1
    await pass_time(hass, freezer, 60)
    assert len(fired) == 1


async def test_a_reload_fires_nothing_and_the_trigger_follows(
    hass: HomeAssistant,
    screen: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
) -> None:
    fired = await automate(hass, "viewing_started", {})
    await play(hass, FILM)
    assert await hass.config_entries.async_reload(screen.entry_id)
    await hass.async_block_till_done()
    assert len(fired) == 1
    await idle(hass, freezer)
    await play(hass, episode(1))
    assert len(fired) == 2
    listeners = len(screen.runtime_data.screen._listeners)  # noqa: SLF001  that none is left behind can be seen nowhere else
    await hass.services.async_call("automation", "turn_off", {"entity_id": "automation.test"}, blocking=True)
    assert len(screen.runtime_data.screen._listeners) == listeners - 1  # noqa: SLF001
    await idle(hass, freezer)
    await play(hass, FILM)
    assert len(fired) == 2


@pytest.mark.parametrize(
    ("trigger", "options"),
    [
        ("viewing_started", {"kind": "opera"}),
        ("viewing_started", {"behavior": "some"}),
        ("viewing_started", {"minutes": 5}),
        ("viewing_started", {"title": "  "}),
        ("app_opened", {"kind": "film"}),
        ("app_opened", {"source": "HDMI 1"}),
        ("input_changed", {"title": "Metropolis"}),
        ("near_the_end", {"minutes": -1}),
        ("near_the_end", {"minutes": "soon"}),
        ("watched_longer_than", {}),
        ("watched_longer_than", {"duration": "long"}),
    ],
)
async def test_options_that_cannot_be(
    hass: HomeAssistant, screen: MockConfigEntry, trigger: str, options: Options
) -> None:
    automation = {
        "triggers": {"trigger": f"parlor.{trigger}", "target": {"entity_id": ACTIVITY}, "options": options},
        "actions": [],
    }
    assert await async_setup_component(hass, "automation", {})
    with pytest.raises(probatio.Invalid, match="options"):
        await async_validate_config_item(hass, "test", automation)
