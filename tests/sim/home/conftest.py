"""What the tests of the simulated home share."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

type Call = Callable[..., Coroutine[Any, Any, None]]


@pytest.fixture(autouse=True)
async def _homeassistant(hass: HomeAssistant) -> None:
    """Set up the component that keeps what is exposed."""
    assert await async_setup_component(hass, "homeassistant", {})


@pytest.fixture
def call(hass: HomeAssistant) -> Call:
    """Call a service as a user does: `call("light.turn_on", "light.lamp", brightness_pct=30)`."""

    async def call_service(service: str, entity_id: str, **data: Any) -> None:
        domain, name = service.split(".")
        await hass.services.async_call(domain, name, {"entity_id": entity_id, **data}, blocking=True)

    return call_service
