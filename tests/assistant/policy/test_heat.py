"""What heats food is not started by another way: a part of its device, an action of Parlor's own, a script."""

import pytest

from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances_known import async_appliances
from custom_components.parlor.assistant.policy.guards import guard_of_words, is_heater
from custom_components.parlor.assistant.policy.rule import Guard
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component

from ..machines import add_machine
from .test_reach import is_refused


@pytest.fixture
async def home(hass: HomeAssistant) -> HomeAssistant:
    """Return a home of nothing."""
    assert await async_setup_component(hass, "homeassistant", {})
    return hass


@pytest.mark.parametrize(
    ("domain", "key", "own_name", "action", "heats"),
    [
        ("button", "start", "Start", "button.press", True),
        ("button", "start_program", None, "button.press", True),
        ("button", "stop", "Stop", "button.press", False),
        ("button", "pause_program", None, "button.press", False),
        ("button", None, "Stop", "button.press", True),  # a name alone is nothing to go by
        ("button", "resume_program", None, "button.press", True),
        ("switch", "power", None, "switch.turn_off", False),
        ("switch", "power", None, "switch.turn_on", True),
        ("select", "operation_mode", None, "select.select_option", True),
        ("select", "lamp", "Lamp", "select.select_option", False),
        ("switch", None, "Oven light", "switch.turn_on", False),
        ("switch", None, "Lamp plug", "switch.turn_on", True),
        ("select", "light_program", None, "select.select_option", True),
        ("number", "setpoint", None, "number.set_value", True),
        ("climate", None, None, "climate.set_temperature", True),
    ],
)
@pytest.mark.parametrize("device_name", ["Oven", "Cavity 2 by the lamp"])
async def test_what_starts_what_heats(
    home: HomeAssistant,
    domain: str,
    key: str | None,
    own_name: str | None,
    action: str,
    heats: bool,
    device_name: str,
) -> None:
    """Also where nothing says that it heats but what Parlor found it to be."""
    machine = add_machine(home, ApplianceKind.OVEN, device_name)
    device_id = next(iter(async_appliances(home).all.values())).device_id
    er.async_get(home).async_get_or_create(
        domain, "machines", "part", suggested_object_id="part", device_id=device_id, translation_key=key,
        original_name=own_name, has_entity_name=True,
    )  # fmt: skip
    home.states.async_set(f"{domain}.part", "off", {"friendly_name": f"{device_name} {own_name}"})
    assert await is_refused(home, action, f"{domain}.part") == ("heat_refused" if heats else None)
    assert not machine.orders


@pytest.mark.parametrize(
    ("kind", "action", "target", "reason"),
    [
        (ApplianceKind.OVEN, "parlor.start_appliance", "entity", "heat_refused"),
        (ApplianceKind.OVEN, "parlor.start_appliance", "device", "heat_refused"),
        (ApplianceKind.OVEN, "parlor.start_appliance", "none", "heat_refused"),
        (ApplianceKind.OVEN, "parlor.start_appliance", "template", "heat_refused"),
        (ApplianceKind.MICROWAVE, "parlor.resume_appliance", "entity", "heat_refused"),
        (ApplianceKind.COOKTOP, "parlor.set_program", "entity", "heat_refused"),
        (ApplianceKind.OVEN, "parlor.stop_appliance", "entity", None),
        (ApplianceKind.OVEN, "parlor.pause_appliance", "device", None),
        (ApplianceKind.WASHER, "parlor.start_appliance", "entity", None),
        (ApplianceKind.WASHER, "parlor.start_appliance", "none", None),
    ],
)
async def test_an_action_of_parlors_own_through_a_script(
    home: HomeAssistant, kind: ApplianceKind, action: str, target: str, reason: str | None
) -> None:
    add_machine(home, kind, "Thing")
    (known,) = async_appliances(home).all.values()
    targets: dict[str, dict[str, object]] = {
        "entity": {"target": {"entity_id": known.entity_id()}},
        "device": {"target": {"device_id": known.device_id}},
        "template": {"target": {"entity_id": "{{ 'sensor.' ~ 'x' }}"}},
        "none": {},
    }
    assert await async_setup_component(
        home, "script", {"script": {"dinner": {"sequence": [{"action": action, **targets[target]}]}}}
    )
    assert await is_refused(home, "script.turn_on", "script.dinner") == reason


@pytest.mark.parametrize(
    ("action", "verdict"),
    [
        ("rest_command.start_oven", "heat_refused"),
        ("miele.set_program_oven", "heat_refused"),
        ("rest_command.stop_oven", None),
        ("rest_command.oven_light", None),
    ],
)
def test_actions_called_after_what_heats(action: str, verdict: str | None) -> None:
    """An action that is called after an oven starts one, as far as anybody can tell."""
    assert guard_of_words(*action.split(".")) is (None if verdict is None else Guard.HEAT)


@pytest.mark.parametrize("name", ["Elektroherd", "Herdplatte", "Induktionsfeld", "Dampfgarer", "Toaster", "밥솥"])
def test_names_of_what_heats(name: str) -> None:
    """Whatever cooks is known by its name."""
    assert is_heater(name)
    assert not is_heater("Shepherd")
