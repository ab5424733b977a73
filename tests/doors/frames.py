"""A simulated Frame, and pictures to put on it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from typing import Any

from PIL import Image
import pytest

from custom_components.parlor.const import DOMAIN
from homeassistant.core import Context, HomeAssistant, SupportsResponse
from homeassistant.exceptions import HomeAssistantError
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import ArtTransferred

from .tvs import PLAYER, entry_of, set_up, simulated, until_state

FRAME = "QE55LS03DAUXXN"
ART_MODE = "switch.living_room_tv_art_mode"
MATTE = "select.living_room_tv_matte"


@asynccontextmanager
async def frame(hass: HomeAssistant, host: str, *, power: str = "art", **settings: Any) -> AsyncIterator[SimulatedTV]:
    """Run a Frame, and Home Assistant that knows all of it."""
    async with simulated(hass, host, model=FRAME, power=power, **settings) as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, ART_MODE, lambda state: state.state == ("on" if power == "art" else "off"))
        if power == "art":  # mattes are not asked for while something else is watched
            await until_state(hass, MATTE, bool)
        yield tv


def painted(number: int, kind: str = "JPEG", size: tuple[int, int] = (160, 90)) -> bytes:
    """Return a picture like no other."""
    written = BytesIO()
    Image.new("RGB", size, (number % 256, 100, number * 7 % 256)).save(written, kind)
    return written.getvalue()


def uploads(tv: SimulatedTV) -> int:
    """Return how many pictures the Frame received."""
    return sum(transferred.upload for transferred in tv.log.of(ArtTransferred))


async def act(hass: HomeAssistant, action: str, *, context: Context | None = None, **data: Any) -> dict[str, Any]:
    """Call an action of Parlor for the Frame, and return what it answers."""
    answers = hass.services.supports_response(DOMAIN, action) is not SupportsResponse.NONE
    answer = await hass.services.async_call(
        DOMAIN,
        action,
        {"entity_id": PLAYER, **data},
        blocking=True,
        return_response=answers,
        context=context,
    )
    if not answers:
        return {}
    assert isinstance(answer, dict)
    told = answer[PLAYER]
    assert isinstance(told, dict)
    return told


async def refused(hass: HomeAssistant, action: str, **data: Any) -> str | None:
    """Return the translation key of the error that an action ends with."""
    with pytest.raises(HomeAssistantError) as error:
        await act(hass, action, **data)
    assert error.value.translation_domain == DOMAIN
    return error.value.translation_key
