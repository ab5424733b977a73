"""What acting on a group, a scene, a script or an automation acts on: what an undo has to put back."""

from typing import Final

from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant

from ..plan.steps import Step
from .reach import Reach

# Entities that are nothing but what they set in motion.
SEND_ON: Final = frozenset({"automation", "scene", "script"})


def set_in_motion(hass: HomeAssistant, entity_id: str) -> frozenset[str]:
    """Return the entities that an entity stands for, as far as they are named; none where it stands for itself."""
    if not _stands_for_others(hass, entity_id):
        return frozenset()
    step = Step(domain=entity_id.partition(".")[0], service="turn_on", entity_ids=(entity_id,))
    return frozenset(
        deed.entity_id
        for deed in Reach(hass).deeds(step)
        if deed.entity_id
        and not _stands_for_others(hass, deed.entity_id)
        # What an automation does because a lamp went on is its own affair.
        and all(_stands_for_others(hass, each) for each in deed.via)
    )


def _stands_for_others(hass: HomeAssistant, entity_id: str) -> bool:
    """Say whether acting on an entity is acting on others."""
    state = hass.states.get(entity_id)
    members = state.attributes.get(ATTR_ENTITY_ID) if state else None
    return entity_id.partition(".")[0] in SEND_ON or (isinstance(members, list | tuple) and bool(members))
