"""Where the speaker is, and what the speaker may be naming that is not exposed."""

from homeassistant.components.conversation import ConversationInput
from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er

# A shorter name is in too many sentences by accident.
_MIN_NAME = 4


@callback
def async_speaker_area(hass: HomeAssistant, user_input: ConversationInput) -> ar.AreaEntry | None:
    """Return the room that a sentence was spoken in, told by the satellite or the device."""
    area_id, device_id = None, user_input.device_id
    if user_input.satellite_id and (entry := er.async_get(hass).async_get(user_input.satellite_id)):
        area_id, device_id = entry.area_id, entry.device_id or device_id
    if area_id is None and device_id and (device := dr.async_get(hass).async_get(device_id)):
        area_id = dr.async_get_effective_area_id(hass, device)
    return ar.async_get(hass).async_get_area(area_id) if area_id else None


@callback
def async_device_area(hass: HomeAssistant, device_id: str | None) -> ar.AreaEntry | None:
    """Return the room of a device that is spoken to."""
    device = dr.async_get(hass).async_get(device_id) if device_id else None
    area_id = dr.async_get_effective_area_id(hass, device) if device else None
    return ar.async_get(hass).async_get_area(area_id) if area_id else None


@callback
def async_names_unexposed(hass: HomeAssistant, assistant: str, text: str) -> bool:
    """Say whether a sentence names an entity that the assistant may not see."""
    said = text.casefold()
    named: dict[str, bool] = {}  # whether something of that name may be seen
    for state in hass.states.async_all():
        name = state.name.casefold()
        if len(name) >= _MIN_NAME and name in said and not named.get(name):
            named[name] = async_should_expose(hass, assistant, state.entity_id)
    return not all(named.values())
