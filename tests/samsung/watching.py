"""Watching a TV at the pace of a test."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import aiohttp

from custom_components.parlor.samsung.errors import Refusal
from custom_components.parlor.samsung.power.verdict import Power
from custom_components.parlor.samsung.state import Timing, TVState
from custom_components.parlor.samsung.tv import SamsungTV

from .conftest import TOKEN

NETFLIX, YOUTUBE = "3201907018807", "111299001912"
FAST = Timing(
    poll=0.05, poll_soon=0.05, soon_for=1, app_poll=0.05, app_likely=0.05, app_round=0.1, app_most=1000, app_list_wait=0.5, reconnect=0.05,
    reconnect_most=0.1, on_wait=3, off_wait=0.5, app_wait=0.5, hold_power=0.1, choice_wait=0.7, control_poll=0.05,
    control_search=0.05, control_poll_soon=0.05, control_poll_calm=0.05, control_retry=0.1, control_wait=1,
)  # fmt: skip
SLOW = replace(
    FAST, poll=60, poll_soon=60, app_poll=60, app_likely=60, control_poll=60, control_poll_soon=60, control_poll_calm=60
)


@asynccontextmanager
async def watched(
    session: aiohttp.ClientSession,
    host: str,
    *,
    timing: Timing = FAST,
    token: str | None = TOKEN,
    refused: Refusal | None = None,
    **rest: Any,
) -> AsyncIterator[SamsungTV]:
    """Watch a TV until the block ends."""
    tv = SamsungTV(session, host, token=token, timing=timing, **rest)
    if refused:
        tv.refused(refused)
    await tv.connect()
    try:
        yield tv
    finally:
        await tv.close()


async def until(tv: SamsungTV, fact: Callable[[TVState], object], seconds: float = 5) -> TVState:
    """Wait until what is known of a TV fits."""
    changed = asyncio.Event()
    end = tv.subscribe(lambda _: changed.set())
    try:
        async with asyncio.timeout(seconds):
            while not fact(tv.state):
                changed.clear()
                await changed.wait()
    finally:
        end()
    return tv.state


def shows(name: str, state: TVState) -> bool:
    """Say whether an app of that name is in front."""
    return state.app is not None and state.app.name == name


def power(tv: SamsungTV) -> Power:
    """Return whether a TV is on, as it is known now."""
    return tv.state.power
