"""How an assistant's flows show what is kept: others' words without a meaning of their own, times and names of the home."""

import re
from typing import TYPE_CHECKING, Final

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .assistant.memory.remembered import Owner

if TYPE_CHECKING:
    from .assistant.replies import Replies

# What has a meaning where a description shows it.
_MARKED: Final = re.compile(r"([\\`*_\[\]()<>!#|&~:{}])")


def shown(text: str) -> str:
    """Return others' words as they are shown, and neither a link nor a picture, and on one line."""
    return _MARKED.sub(r"\\\1", " ".join(text.split()))


def shown_time(at: float) -> str:
    """Return a time as it is read at home."""
    return dt_util.as_local(dt_util.utc_from_timestamp(at)).strftime("%Y-%m-%d %H:%M:%S")


def shown_entity(hass: HomeAssistant, entity_id: str) -> str:
    """Return what people call an entity."""
    state = hass.states.get(entity_id)
    return shown(state.name if state else entity_id)


async def async_replies(hass: HomeAssistant) -> Replies:
    """Return Parlor's words in the language of the home."""
    from .assistant.replies import async_get_replies

    return await async_get_replies(hass, hass.config.language)


async def async_owner_name(hass: HomeAssistant, owner: Owner) -> str:
    """Return whose something is: a person, else a user; empty for the household."""
    if owner is None:
        return ""
    for state in hass.states.async_all("person"):
        if state.attributes.get("user_id") == owner:
            return shown(state.name)
    user = await hass.auth.async_get_user(owner)
    return shown((user and user.name) or owner[:8])
