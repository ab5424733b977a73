"""What is guarded by what it is, by its name, and by the service."""

import pytest

from custom_components.parlor.assistant.plan.actions import ACTIONS
from custom_components.parlor.assistant.policy.guards import (
    guard_of_deed,
    guard_of_entity,
    guard_of_sibling,
    guard_of_words,
    is_heater_key,
    is_order_to_open,
)
from custom_components.parlor.assistant.policy.rule import Guard


@pytest.mark.parametrize(
    ("domain", "device_class", "name", "guard"),
    [
        ("lock", None, "Front", Guard.ENTRY),
        ("alarm_control_panel", None, "House", Guard.ALARM),
        ("valve", "water", "Main", Guard.WATER),
        ("siren", None, "Attic", Guard.SIREN),
        ("cover", "garage", "Left", Guard.ENTRY),
        ("cover", "blind", "Garage", None),
        ("cover", None, "Garage", Guard.ENTRY),
        ("cover", None, "Patio door blind", None),
        ("cover", None, "Hoftor", Guard.ENTRY),
        ("cover", None, "Terrassentür Rollladen", None),
        ("cover", None, "차고 문", Guard.ENTRY),
        ("cover", None, "거실 블라인드", None),
        ("switch", None, "garage_door", Guard.ENTRY),
        ("switch", None, "Garage door light", None),
        ("switch", None, "Gateway restart", None),
        ("switch", None, "Investigate", None),
        ("button", None, "Türöffner", Guard.ENTRY),
        ("button", None, "open_door", Guard.ENTRY),
        ("input_button", None, "대문 열기", Guard.ENTRY),
        ("light", None, "Garage door", None),
        ("switch", None, "Oven", Guard.HEAT),
        ("switch", None, "Range hood", None),
        ("select", None, "인덕션 코스", Guard.HEAT),
        ("number", None, "Backofen Temperatur", Guard.HEAT),
        ("sensor", None, "Oven", None),
        ("switch", None, "Tornado fan", None),
    ],
)
def test_entities(domain: str, device_class: str | None, name: str, guard: Guard | None) -> None:
    assert guard_of_entity(domain, device_class, name) is guard


@pytest.mark.parametrize(
    ("action", "entity", "guard"),
    [
        ("lock.unlock", Guard.ENTRY, Guard.ENTRY),
        ("lock.open", Guard.ENTRY, Guard.ENTRY),
        ("lock.lock", Guard.ENTRY, None),
        ("cover.open_cover", Guard.ENTRY, Guard.ENTRY),
        ("cover.toggle", Guard.ENTRY, Guard.ENTRY),
        ("cover.set_cover_position", Guard.ENTRY, Guard.ENTRY),
        ("cover.close_cover", Guard.ENTRY, None),
        ("cover.stop_cover", Guard.ENTRY, None),
        ("cover.open_cover", None, None),
        ("alarm_control_panel.alarm_disarm", Guard.ALARM, Guard.ALARM),
        ("alarm_control_panel.alarm_arm_away", Guard.ALARM, None),
        ("alarm_control_panel.alarm_trigger", Guard.ALARM, Guard.SIREN),
        ("valve.open_valve", Guard.WATER, Guard.WATER),
        ("valve.close_valve", Guard.WATER, None),
        ("siren.turn_on", Guard.SIREN, Guard.SIREN),
        ("siren.turn_off", Guard.SIREN, None),
        ("switch.turn_on", Guard.HEAT, Guard.HEAT),
        ("switch.turn_off", Guard.HEAT, None),
        ("switch.turn_off", Guard.ENTRY, Guard.ENTRY),
        ("homeassistant.toggle", Guard.ENTRY, Guard.ENTRY),
        ("homeassistant.update_entity", Guard.ENTRY, None),
        ("zwave_js.set_value", Guard.ENTRY, Guard.ENTRY),
        ("todo.remove_item", None, Guard.DELETE),
        ("todo.remove_completed_items", None, Guard.DELETE),
        ("calendar.delete_event", None, Guard.DELETE),
        ("todo.add_item", None, None),
        ("dominos.order", None, Guard.PURCHASE),
        ("shell_command.open_gate", None, Guard.ENTRY),
        ("conversation.process", None, Guard.UNCLEAR),
        ("", None, Guard.UNCLEAR),
        ("light.turn_on", None, None),
    ],
)
def test_services(action: str, entity: Guard | None, guard: Guard | None) -> None:
    assert guard_of_deed(action, entity) is guard


def test_everyday_actions_are_not_guarded() -> None:
    guarded = {name for name in ACTIONS if guard_of_deed(name, guard_of_entity(name.partition(".")[0], "x", "Thing"))}
    assert guarded == {
        "alarm_control_panel.alarm_disarm", "lock.unlock", "siren.turn_on", "todo.remove_item", "valve.open_valve",
        "valve.set_valve_position",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("domain", "others", "heats", "guard"),
    [
        ("button", [Guard.ENTRY], False, Guard.ENTRY),
        ("switch", [None, Guard.ALARM], False, Guard.ALARM),
        ("light", [Guard.ENTRY], False, None),
        ("select", [None], True, Guard.HEAT),
        ("climate", [None], True, Guard.HEAT),
        ("light", [None], True, None),
        ("button", [Guard.HEAT], False, None),
    ],
)
def test_parts_of_a_device(domain: str, others: list[Guard | None], heats: bool, guard: Guard | None) -> None:
    known = {f"x.{index}": each for index, each in enumerate(others)}
    assert guard_of_sibling(domain, known, heats=heats) is guard


@pytest.mark.parametrize(
    ("key", "is_key"),
    [
        ("oven_mode", True),
        ("cooktop_operating_state", True),
        ("BOSCH-123-Cooking.Oven.Option.SetpointTemperature", True),
        ("Cooking.Common.Option.Hood.VentingLevel", False),
        ("washer_mode", False),
        ("proven", False),
    ],
)
def test_keys_of_what_heats(key: str, is_key: bool) -> None:
    assert is_heater_key(key) is is_key


def test_words_alone() -> None:
    assert guard_of_words("mcp", "delete-file") is Guard.DELETE
    assert guard_of_words("mcp", "unlock_door") is Guard.ENTRY
    assert guard_of_words("mcp", "get_weather") is None
    assert is_order_to_open("zigbee2mqtt/door/set UNLOCK")
    assert not is_order_to_open("zigbee2mqtt/lamp/set ON")
