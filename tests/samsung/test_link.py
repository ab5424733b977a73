"""What keeps the connection to a TV."""

import asyncio
from contextlib import suppress

import aiohttp

from custom_components.parlor.samsung.remote.link import RemoteLink
from custom_components.parlor.samsung.state import Facts
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Connected

from .conftest import TOKEN
from .watching import FAST


async def test_dropped_again_while_it_is_being_dropped(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    link = RemoteLink(session, tv.host, Facts(), FAST, token=TOKEN, on_token=None, on_apps_changed=lambda: None)
    running = asyncio.create_task(link.run())
    for times in (1, 2):
        assert (await link.socket()).is_open
        for _ in range(20):
            link.drop()
            await asyncio.sleep(0)
        assert not link.is_open and len(tv.log.of(Connected)) == times
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
