"""A TV that is watched with its IP Control."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

from custom_components.parlor.samsung.ip_control.control import IPControl
from custom_components.parlor.samsung.ip_control.state import ControlState
from custom_components.parlor.samsung.state import TVState
from custom_components.parlor.samsung.tv import SamsungTV
from sim.samsung_tv import SamsungTV as SimulatedTV

from ..watching import watched
from . import CONTROL_TOKEN


@asynccontextmanager
async def controlled(
    session: aiohttp.ClientSession, tv: SimulatedTV, token: str = CONTROL_TOKEN
) -> AsyncIterator[SamsungTV]:
    """Watch a TV with its IP Control."""
    async with watched(session, tv.host, control_token=token) as watching:
        yield watching


def told(state: TVState) -> ControlState:
    """Return what IP Control told."""
    assert state.control is not None
    return state.control


def control(tv: SamsungTV) -> IPControl:
    """Return what commands go through."""
    assert tv.control is not None
    return tv.control
