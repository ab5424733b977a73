"""Who asked for a plan, as the audit log names them."""

from typing import Protocol

from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr
from homeassistant.helpers.llm import LLMContext

from ..prompt.describe import plain
from ..speaker import async_speaker
from ..utterance import Way
from .record import AskedBy, Asker

MOST_NAME = 40


class Actor(Protocol):
    """What is to be known of whom a plan is run for."""

    @property
    def llm_context(self) -> LLMContext:
        """Return what Home Assistant knows of who asks."""

    @property
    def way(self) -> Way | None:
        """Return how the plan came about, where that is not what the turn says."""

    @property
    def agent_id(self) -> str | None:
        """Return the agent's entity, where that is not what the turn says."""

    @property
    def undoes(self) -> int:
        """Return whether the plan takes another back (1), or takes that back (2)."""


async def async_asked_by(hass: HomeAssistant, llm_context: LLMContext, *, is_ours: bool) -> AskedBy:
    """Return who asked: the person or the user, else the satellite and its room, else the agent that is not ours."""
    speaker = await async_speaker(hass, llm_context)
    area, satellite = _satellite(hass, llm_context.device_id)
    if speaker.is_known:
        kind = Asker.PERSON if speaker.person else Asker.USER
        return AskedBy(kind=kind, name=plain(speaker.name or "", MOST_NAME), area=area)
    if satellite:
        return AskedBy(kind=Asker.SATELLITE, name=satellite, area=area)
    if not is_ours:
        return AskedBy(kind=Asker.AGENT, name=plain(llm_context.platform, MOST_NAME))
    return AskedBy()


def _satellite(hass: HomeAssistant, device_id: str | None) -> tuple[str, str]:
    """Return the room and the name of the device that a sentence was spoken to."""
    registry = dr.async_get(hass)
    if device_id is None or (device := registry.async_get(device_id)) is None:
        return "", ""
    area_id = dr.async_get_effective_area_id(hass, device)
    area = ar.async_get(hass).async_get_area(area_id) if area_id else None
    return plain(area.name, MOST_NAME) if area else "", plain(device.name_by_user or device.name or "", MOST_NAME)
