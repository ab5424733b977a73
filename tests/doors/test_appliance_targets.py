"""What a target means, and that no assistant starts what heats by a target that its policy does not see through."""

from typing import Any

import pytest

from custom_components.parlor.appliance_targets import targeted_appliances
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances_known import async_appliances
from custom_components.parlor.const import DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    label_registry as lr,
)
from homeassistant.setup import async_setup_component

from ..assistant.policy.test_reach import is_refused
from .machines import add_device, add_machine

type Target = dict[str, Any]


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> dict[str, str]:
    """Return the ids of a kitchen with a range of two ovens, an oven at a plug, and a lamp."""
    assert await async_setup_component(hass, "homeassistant", {})
    area = ar.async_get(hass).async_create("Kitchen")
    label = lr.async_get(hass).async_create("Cooking")
    device_id, sensor = add_device(hass, "range")
    dr.async_get(hass).async_update_device(device_id, area_id=area.id, labels={label.label_id})
    add_machine(hass, "upper", ApplianceKind.OVEN, device_id=device_id, part="upper")
    add_machine(hass, "lower", ApplianceKind.OVEN, device_id=device_id, part="lower")
    registry = er.async_get(hass)
    plug = registry.async_get_or_create("sensor", "plug", "1", suggested_object_id="plug")
    add_machine(hass, "grill", ApplianceKind.OVEN, appliance_id=plug.id)
    for unique_id, name in ((f"{device_id}/upper_attention", "upper_attention"), (f"{plug.id}_waiting", "grill_full")):
        registry.async_get_or_create("binary_sensor", DOMAIN, unique_id, suggested_object_id=name)
    lamp = registry.async_get_or_create("light", "lamp", "1", suggested_object_id="lamp")
    registry.async_update_entity(lamp.entity_id, area_id=area.id)
    hass.states.async_set("group.cooking", "on", {"entity_id": ["sensor.upper_job", "light.lamp"]})
    return {"device": device_id, "sensor": sensor, "area": area.id, "label": label.label_id, "plug": plug.entity_id}


TARGETS: dict[str, tuple[Target, set[str]]] = {
    "job": ({"entity_id": ["sensor.upper_job"]}, {"Upper"}),
    "other entity of a part": ({"entity_id": ["binary_sensor.upper_attention"]}, {"Upper"}),
    "sensor of the brand": ({"entity_id": ["{sensor}"]}, {"Upper", "Lower"}),
    "device": ({"device_id": ["{device}"]}, {"Upper", "Lower"}),
    "device and lamp": ({"device_id": ["{device}"], "entity_id": ["light.lamp"]}, {"Upper", "Lower"}),
    "room": ({"area_id": ["{area}"]}, {"Upper", "Lower"}),
    "label": ({"label_id": ["{label}"]}, {"Upper", "Lower"}),
    "plug": ({"entity_id": ["{plug}"]}, {"Grill"}),
    "entity of what was added": ({"entity_id": ["binary_sensor.grill_full"]}, {"Grill"}),
    "lamp": ({"entity_id": ["light.lamp"]}, set()),
    "group": ({"entity_id": ["group.cooking"]}, set()),
    "all": ({"entity_id": ["all"]}, set()),
    "none": ({}, set()),
}


def filled(target: Target, ids: dict[str, str]) -> Target:
    """Return a target with the ids of this home."""
    return {key: [each.format(**ids) for each in named] for key, named in target.items()}


@pytest.mark.parametrize("name", list(TARGETS))
async def test_what_is_meant_and_that_the_policy_sees_it(
    hass: HomeAssistant, kitchen: dict[str, str], name: str
) -> None:
    target, expected = TARGETS[name]
    target = filled(target, kitchen)
    assert {one.name() for one in targeted_appliances(hass, target)} == expected
    actions = {"start": "parlor.start_appliance", "choose": "parlor.set_program"}
    scripts = {key: {"sequence": [{"action": action, "target": target}]} for key, action in actions.items()}
    assert await async_setup_component(hass, "script", {"script": scripts})
    for key in scripts:
        assert await is_refused(hass, "script.turn_on", f"script.{key}") == "heat_refused" or not expected


async def test_what_is_hidden_everywhere_is_not_meant_by_its_room(hass: HomeAssistant, kitchen: dict[str, str]) -> None:
    registry = er.async_get(hass)
    registry.async_update_entity(kitchen["sensor"], hidden_by=er.RegistryEntryHider.USER)
    assert not targeted_appliances(hass, {"area_id": [kitchen["area"]]})
    assert len(targeted_appliances(hass, {"entity_id": [kitchen["sensor"]]})) == 2


async def test_what_is_left_out(hass: HomeAssistant, kitchen: dict[str, str]) -> None:
    target = {"area_id": [kitchen["area"]], "exclude": {"entity_id": ["sensor.lower_job"]}}
    assert [one.name() for one in targeted_appliances(hass, target)] == ["Upper"]
    async_appliances(hass).remove(f"{kitchen['device']}/upper")
    assert not targeted_appliances(hass, target)
