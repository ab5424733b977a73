"""Puts a home's floors, areas, devices and entities into Home Assistant's registries, the first time only: users may move things."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    label_registry as lr,
)

from .const import DOMAIN
from .plan import Area, EntityPlan, Home

type Ids = dict[str, str]
"""Ids of a file -> ids of Home Assistant's registry, which makes its own out of the names."""


@callback
def async_register_places(hass: HomeAssistant, home: Home) -> Ids:
    """Make sure that every floor and area is there, and return the areas' ids."""
    floors = fr.async_get(hass)
    floor_ids = {
        floor.id: (
            floors.async_get_floor_by_name(floor.name)
            or floors.async_create(floor.name, aliases=set(floor.aliases), level=floor.level)
        ).floor_id
        for floor in home.floors
    }
    return {area.id: _async_area(hass, area, floor_ids.get(area.floor or "")) for area in home.areas}


@callback
def _async_area(hass: HomeAssistant, plan: Area, floor_id: str | None) -> str:
    """Return the id of an area; one that Home Assistant made by itself learns its floor and aliases here."""
    areas = ar.async_get(hass)
    if (known := areas.async_get_area_by_name(plan.name)) is None:
        return areas.async_create(plan.name, aliases=set(plan.aliases), floor_id=floor_id, icon=plan.icon).id
    if known.floor_id is None and not known.aliases:
        areas.async_update(known.id, aliases=set(plan.aliases), floor_id=floor_id)
    return known.id


@callback
def async_register_devices(hass: HomeAssistant, entry_id: str, home: Home, areas: Ids) -> None:
    """Make sure that every device is there, in its area."""
    devices = dr.async_get(hass)
    known = {
        identifier
        for device in dr.async_entries_for_config_entry(devices, entry_id)
        for identifier in device.identifiers
    }
    for plan in home.devices.values():
        info = {key: str(plan.info[key]) for key in ("manufacturer", "model", "sw_version") if key in plan.info}
        device = devices.async_get_or_create(
            config_entry_id=entry_id,
            identifiers={(DOMAIN, plan.id)},
            name=plan.name,
            manufacturer=info.get("manufacturer"),
            model=info.get("model"),
            sw_version=info.get("sw_version"),
        )
        if plan.area and (DOMAIN, plan.id) not in known:
            devices.async_update_device(device.id, area_id=areas[plan.area])


@callback
def async_known_entities(hass: HomeAssistant, entry_id: str) -> set[str]:
    """Return the unique ids of an entry's entities that were there before."""
    return {entity.unique_id for entity in er.async_entries_for_config_entry(er.async_get(hass), entry_id)}


@callback
def async_place_entities(hass: HomeAssistant, entry_id: str, home: Home, areas: Ids, known: set[str]) -> None:
    """Give new entities the area, aliases and labels that the file says and that they do not have from their device."""
    plans = {plan.id: plan for plan in home.entities if plan.id not in known}
    registry = er.async_get(hass)
    for entity in er.async_entries_for_config_entry(registry, entry_id):
        if (plan := plans.get(entity.unique_id)) is None:
            continue
        if plan.aliases:
            registry.async_update_entity(entity.entity_id, aliases=[er.COMPUTED_NAME, *plan.aliases])
        if plan.labels:
            registry.async_update_entity(entity.entity_id, labels={_async_label(hass, label) for label in plan.labels})
        if plan.area and plan.area != _area_of_device(home, plan):
            registry.async_update_entity(entity.entity_id, area_id=areas[plan.area])


def _area_of_device(home: Home, plan: EntityPlan) -> str | None:
    """Return the area that an entity has from its device."""
    return home.devices[plan.device].area if plan.device else None


@callback
def _async_label(hass: HomeAssistant, name: str) -> str:
    """Return the id of a label, made where it is not there."""
    labels = lr.async_get(hass)
    return (labels.async_get_label_by_name(name) or labels.async_create(name)).label_id
