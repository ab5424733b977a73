"""Waiting for what a cloud pushes."""

import asyncio
from collections.abc import Callable
import time

from freezegun.api import FrozenDateTimeFactory

from sim.smartthings import SmartThingsCloud

_LOOK_SECONDS = 0.005
_STEP_SECONDS = 60  # the library gives a stream up that says nothing for 120


async def until(seen: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait until something is seen, also while a test has frozen the clock. Raises TimeoutError."""
    for _ in range(round(seconds / _LOOK_SECONDS)):
        if seen():
            return
        await asyncio.to_thread(time.sleep, _LOOK_SECONDS)
    raise TimeoutError


async def pass_time(freezer: FrozenDateTimeFactory, cloud: SmartThingsCloud, seconds: float) -> None:
    """Let time pass on a frozen clock, for Home Assistant and for the machines, so slowly that the stream stays open."""
    while seconds > 0:
        step = min(seconds, _STEP_SECONDS)
        freezer.tick(step)
        cloud.home.tick()
        seconds -= step
        for _ in range(2):
            await asyncio.to_thread(time.sleep, _LOOK_SECONDS)
