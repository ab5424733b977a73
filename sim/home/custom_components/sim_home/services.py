"""Services that play fate: put an entity into a state, or give it a fault."""

import probatio

from homeassistant.const import ATTR_ENTITY_ID, ATTR_STATE
from homeassistant.core import HomeAssistant, ServiceCall, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv, entity_registry as er

from .const import DOMAIN
from .entity import SimEntity
from .faults import Fault, FaultKind

_SET_STATE = probatio.Schema(
    {
        probatio.Required(ATTR_ENTITY_ID): cv.entity_ids,
        probatio.Optional(ATTR_STATE): probatio.Any(bool, cv.string),
        probatio.Optional("attributes", default=dict): dict,
    }
)
_SET_FAULT = probatio.Schema(
    {
        probatio.Required(ATTR_ENTITY_ID): cv.entity_ids,
        probatio.Required("fault"): probatio.Any("none", probatio.Coerce(FaultKind)),
        probatio.Optional("seconds", default=0): cv.positive_float,
        probatio.Optional("calls"): cv.positive_int,
    }
)


@callback
def async_set_up_services(hass: HomeAssistant) -> None:
    """Register the services."""
    hass.services.async_register(DOMAIN, "set_state", _async_set_state, _SET_STATE)
    hass.services.async_register(DOMAIN, "set_fault", _async_set_fault, _SET_FAULT)


async def _async_set_state(call: ServiceCall) -> None:
    """Put entities into a state, as if the devices themselves had changed."""
    for entity in _entities(call):
        entity.async_put(call.data.get(ATTR_STATE), call.data["attributes"])


async def _async_set_fault(call: ServiceCall) -> None:
    """Give entities a fault, or take it away."""
    kind = call.data["fault"]
    for entity in _entities(call):
        fault = None if kind == "none" else Fault(kind, call.data["seconds"], call.data.get("calls"))
        entity.async_set_fault(fault)


def _entities(call: ServiceCall) -> list[SimEntity]:
    """Return the simulated entities that a call names, whatever their entity ids are today."""
    loaded = call.hass.config_entries.async_loaded_entries(DOMAIN)
    made = {plan_id: entity for entry in loaded for plan_id, entity in entry.runtime_data.entities.items()}
    registry = er.async_get(call.hass)
    found = []
    for entity_id in call.data[ATTR_ENTITY_ID]:
        registered = registry.async_get(entity_id)
        entity = made.get(registered.unique_id) if registered and registered.platform == DOMAIN else None
        if entity is None:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="not_simulated",
                translation_placeholders={"entity": entity_id},
            )
        found.append(entity)
    return found
