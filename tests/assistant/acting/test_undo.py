"""What undoing comes to, kind by kind; and what is left alone, with why."""

from collections.abc import Mapping
from typing import Any

import pytest

from custom_components.parlor.assistant.acting.changed import Changed
from custom_components.parlor.assistant.acting.expectations import NOTHING_KNOWN, Seen
from custom_components.parlor.assistant.acting.undo import SETTLE_SECONDS, Left, Now, undo
from custom_components.parlor.assistant.plan.steps import Step

type Call = tuple[str, Mapping[str, Any]]
ENDED = 1000.0
CLOSED = {"current_position": 0, "supported_features": 15}


def step(action: str, entity_id: str, **data: Any) -> Step:
    """Return a step on one entity."""
    domain, _, service = action.partition(".")
    return Step(domain=domain, service=service, entity_ids=(entity_id,), data=data)


def changed(before: Seen, left: Seen, *actions: str, **data: Any) -> Changed:
    """Return what actions of one kind did to an entity."""
    entity_id = f"{actions[0].partition('.')[0]}.it"
    return Changed(
        entity_id=entity_id,
        before=before,
        left=left,
        steps=tuple(step(action, entity_id, **data) for action in actions),
    )


def seen(state: str, **attributes: Any) -> Seen:
    """Return a state."""
    return Seen(state, attributes)


def calls(one: Changed, now: Now | None = None) -> list[Call] | Left:
    """Return the calls that take it back, or why nothing does."""
    known = {one.entity_id: now or Now(seen=one.left, since=ENDED)}
    undoing = undo([one], known, ENDED)
    if undoing.left and not undoing.steps:
        return undoing.left[one.entity_id]
    return [(each.service, dict(each.data)) for each in undoing.steps]


@pytest.mark.parametrize(
    ("before", "left", "action", "expected"),
    [
        (seen("off"), seen("on", brightness=255), "light.turn_on", [("turn_off", {})]),
        (seen("on", brightness=80), seen("off"), "light.turn_off", [("turn_on", {"brightness": 80})]),
        (
            seen("on", brightness=80, color_mode="color_temp", color_temp_kelvin=3000, hs_color=(30, 50)),
            seen("on", brightness=80, color_mode="hs", hs_color=(0, 100)),
            "light.turn_on",
            [("turn_on", {"brightness": 80, "color_temp_kelvin": 3000})],
        ),
        (
            seen("on", brightness=80, color_mode="hs", hs_color=(30, 50), effect="rainbow", effect_list=["rainbow"]),
            seen("on", brightness=80, color_mode="hs", hs_color=(0, 100)),
            "light.turn_on",
            [("turn_on", {"brightness": 80, "hs_color": [30, 50], "effect": "rainbow"})],
        ),
        (seen("off"), seen("on"), "switch.turn_on", [("turn_off", {})]),
        (seen("on"), seen("off"), "input_boolean.turn_off", [("turn_on", {})]),
        (seen("off"), seen("on"), "siren.turn_on", [("turn_off", {})]),
        (seen("on"), seen("off"), "automation.turn_off", [("turn_on", {})]),
        (seen("off", percentage=0), seen("on", percentage=66), "fan.turn_on", [("turn_off", {})]),
        (seen("on", percentage=33), seen("off", percentage=0), "fan.turn_off", [("turn_on", {"percentage": 33})]),
        (
            seen("on", percentage=33, oscillating=False),
            seen("on", percentage=66, oscillating=True),
            "fan.set_percentage",
            [("set_percentage", {"percentage": 33}), ("oscillate", {"oscillating": False})],
        ),
        (
            seen("on", percentage=33, preset_mode="sleep"),
            seen("on", percentage=100, preset_mode=None),
            "fan.set_percentage",
            [("set_preset_mode", {"preset_mode": "sleep"})],
        ),
        (seen("closed", **CLOSED), seen("opening", current_position=10), "cover.open_cover", [("close_cover", {})]),
        (
            seen("open", current_position=40, supported_features=15),
            seen("closed", current_position=0),
            "cover.close_cover",
            [("set_cover_position", {"position": 40})],
        ),
        (seen("open", current_position=40, supported_features=3), seen("closed"), "cover.close_cover", Left.IMPOSSIBLE),
        (seen("open"), seen("closed"), "cover.close_cover", [("open_cover", {})]),
        (seen("opening"), seen("closed"), "cover.close_cover", Left.IMPOSSIBLE),
        (
            seen("open", current_position=100, current_tilt_position=30),
            seen("open", current_position=100, current_tilt_position=80),
            "cover.set_cover_tilt_position",
            [("set_cover_tilt_position", {"tilt_position": 30})],
        ),
        (seen("unlocked"), seen("locked"), "lock.lock", [("unlock", {})]),
        (seen("locked"), seen("unlocked"), "lock.unlock", [("lock", {})]),
        (seen("jammed"), seen("locked"), "lock.lock", Left.IMPOSSIBLE),
        (
            seen("disarmed"),
            seen("armed_home"),
            "alarm_control_panel.alarm_arm_home",
            [("alarm_disarm", {})],
        ),
        (
            seen("heat", temperature=20.0, preset_mode="none"),
            seen("cool", temperature=24.0, preset_mode="none"),
            "climate.set_temperature",
            [("set_hvac_mode", {"hvac_mode": "heat"}), ("set_temperature", {"temperature": 20.0})],
        ),
        (
            seen("heat", temperature=17.0, preset_mode="eco"),
            seen("heat", temperature=22.0, preset_mode="none"),
            "climate.set_temperature",
            [("set_preset_mode", {"preset_mode": "eco"})],
        ),
        (
            seen("heat_cool", target_temp_low=18, target_temp_high=24, temperature=None),
            seen("heat_cool", target_temp_low=20, target_temp_high=26, temperature=None),
            "climate.set_temperature",
            [("set_temperature", {"target_temp_low": 18, "target_temp_high": 24})],
        ),
        (
            seen("off", temperature=20),
            seen("heat", temperature=22, fan_mode="auto"),
            "climate.turn_on",
            [("set_hvac_mode", {"hvac_mode": "off"})],
        ),
        (
            seen("on", humidity=40),
            seen("on", humidity=60),
            "humidifier.set_humidity",
            [("set_humidity", {"humidity": 40})],
        ),
        (
            seen("eco", temperature=50),
            seen("performance", temperature=60),
            "water_heater.set_operation_mode",
            [("set_operation_mode", {"operation_mode": "eco"}), ("set_temperature", {"temperature": 50})],
        ),
        (seen("off"), seen("idle", source="TV"), "media_player.turn_on", [("turn_off", {})]),
        (seen("playing", source="Netflix"), seen("off"), "media_player.turn_off", [("turn_on", {})]),
        (
            seen("on", volume_level=0.2, source="TV"),
            seen("on", volume_level=0.5, source="Netflix"),
            "media_player.volume_up",
            [("volume_set", {"volume_level": 0.2})],
        ),
        (
            seen("on", source="TV"),
            seen("on", source="Netflix"),
            "media_player.select_source",
            [("select_source", {"source": "TV"})],
        ),
        (seen("on"), seen("on", source="Netflix"), "media_player.select_source", Left.IMPOSSIBLE),
        (
            seen("on", is_volume_muted=False),
            seen("on", is_volume_muted=True),
            "media_player.volume_mute",
            [("volume_mute", {"is_volume_muted": False})],
        ),
        (seen("playing"), seen("paused"), "media_player.media_pause", [("media_play", {})]),
        (seen("paused"), seen("playing"), "media_player.media_play", [("media_pause", {})]),
        (seen("idle"), seen("playing"), "media_player.play_media", [("media_stop", {})]),
        (seen("playing"), seen("idle"), "media_player.media_stop", Left.IMPOSSIBLE),
        (
            seen("on", shuffle=False),
            seen("on", shuffle=True),
            "media_player.shuffle_set",
            [("shuffle_set", {"shuffle": False})],
        ),
        (seen("docked"), seen("cleaning"), "vacuum.start", [("return_to_base", {})]),
        (seen("cleaning"), seen("returning"), "vacuum.return_to_base", [("start", {})]),
        (seen("error"), seen("cleaning"), "vacuum.start", Left.IMPOSSIBLE),
        (seen("docked"), seen("mowing"), "lawn_mower.start_mowing", [("dock", {})]),
        (seen("4.5"), seen("7"), "number.set_value", [("set_value", {"value": 4.5})]),
        (seen("calm"), seen("wild"), "select.select_option", [("select_option", {"option": "calm"})]),
        (seen("hello"), seen("bye"), "input_text.set_value", [("set_value", {"value": "hello"})]),
        (seen("open"), seen("closed"), "valve.close_valve", [("open_valve", {})]),
        (seen("2026-01-01"), seen("2026-01-02"), "button.press", Left.IMPOSSIBLE),
        (seen("unavailable"), seen("on"), "switch.turn_on", Left.UNKNOWN),
        (seen("off"), seen("off"), "switch.turn_on", []),
    ],
)
def test_each_kind(before: Seen, left: Seen, action: str, expected: list[Call] | Left) -> None:
    assert calls(changed(before, left, action)) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (Now(seen=seen("on", brightness=100), since=ENDED), [("turn_off", {})]),
        # A lamp tells its brightness a moment later.
        (Now(seen=seen("on", brightness=200), since=ENDED + SETTLE_SECONDS), [("turn_off", {})]),
        (Now(seen=seen("on", brightness=200), since=ENDED + SETTLE_SECONDS + 1), Left.CHANGED),
        (Now(seen=seen("on", brightness=200), since=ENDED + 1, is_by_others=True), Left.CHANGED),
        (Now(seen=seen("on", brightness=101), since=ENDED + 600), [("turn_off", {})]),
        (Now(seen=seen("off"), since=ENDED + 600), Left.CHANGED),
    ],
)
def test_what_was_changed_since_is_left_alone(now: Now, expected: list[Call] | Left) -> None:
    assert calls(changed(seen("off"), seen("on", brightness=100), "light.turn_on"), now) == expected


def test_a_blind_on_its_way_and_a_tv_that_plays_by_now_are_as_they_were_left() -> None:
    blind = changed(seen("closed", **CLOSED), seen("opening", current_position=10), "cover.open_cover")
    assert calls(blind, Now(seen=seen("open", current_position=100), since=ENDED + 60)) == [("close_cover", {})]
    tv = changed(seen("off"), seen("on"), "media_player.turn_on")
    assert calls(tv, Now(seen=seen("playing", source="Netflix"), since=ENDED + 600)) == [("turn_off", {})]


def test_an_effect_that_came_after_nobody_waited_any_more_is_taken_back_too() -> None:
    lamp = changed(seen("off"), seen("off"), "light.turn_on")
    assert calls(lamp, Now(seen=seen("on"), since=ENDED + 60)) == [("turn_off", {})]
    assert calls(lamp, Now(seen=seen("on"), since=ENDED + 60, is_by_others=True)) == []


def test_what_a_script_set_in_motion_is_known_by_its_context() -> None:
    member = Changed(entity_id="light.member", before=seen("off"), left=seen("off"))
    assert calls(member, Now(seen=seen("on"), since=ENDED + 60, is_ours=True)) == [("turn_off", {})]
    assert calls(member, Now(seen=seen("on"), since=ENDED + 60)) == []


def test_a_list_of_which_others_take_and_to_which_they_add() -> None:
    items = [{"uid": "1", "summary": "milk", "status": "needs_action"}]
    added = [*items, {"uid": "2", "summary": "milk"}, {"uid": "3", "summary": "eggs"}]
    before, left = seen("1", items=tuple(items)), seen("3", items=tuple(added))
    assert calls(changed(before, left, "todo.add_item", item="milk")) == [("remove_item", {"item": ["2"]})]
    assert calls(changed(left, before, "todo.remove_item", item="eggs")) == [("add_item", {"item": "eggs"})]
    ticked = seen("0", items=({"uid": "1", "summary": "oat milk", "status": "completed"},))
    assert calls(changed(before, ticked, "todo.update_item", item="milk")) == [
        ("update_item", {"item": "1", "rename": "milk", "status": "needs_action"})
    ]


def test_what_needs_the_same_calls_is_called_together_and_in_order() -> None:
    changes = [
        Changed(
            entity_id=f"light.{name}",
            before=seen("off"),
            left=seen("on"),
            steps=(step("light.turn_on", f"light.{name}"),),
        )
        for name in ("one", "two")
    ]
    undoing = undo(changes, {}, ENDED)
    assert [(each.action, each.entity_ids) for each in undoing.steps] == [
        ("light.turn_off", ("light.one", "light.two"))
    ]


def test_what_is_in_no_state_cannot_be_taken_back() -> None:
    timer = Step(domain="intent", service="HassStartTimer")
    done = Changed(entity_id="", before=NOTHING_KNOWN, left=NOTHING_KNOWN, steps=(timer,))
    assert undo([done], {}, ENDED).left == {"": Left.IMPOSSIBLE}
