"""IP Control of the simulated TV, misbehaving."""

import asyncio

import aiohttp
import pytest

from sim.samsung_tv import SamsungTV

from .ip_asking import HEADERS, Ask, body


@pytest.mark.parametrize(
    ("fault", "status", "text"),
    [
        ("garbage", 200, '{"jsonrpc"'),
        ("error", 500, "Internal"),
        ("wrong_types", 200, '{"jsonrpc"'),
        ("redirect", 307, ""),
    ],
)
async def test_faults(
    tv: SamsungTV, session: aiohttp.ClientSession, ask: Ask, fault: str, status: int, text: str
) -> None:
    tv.configure(ip_control={"fault": fault})
    url = f"https://{tv.host}:1516/"
    async with session.post(url, data=body("getTVStates"), headers=HEADERS, allow_redirects=False) as answer:
        assert answer.status == status
        assert (await answer.text()).startswith(text)


async def test_a_gigabyte_is_promised(tv: SamsungTV, session: aiohttp.ClientSession) -> None:
    tv.configure(ip_control={"fault": "huge"})
    async with session.post(f"https://{tv.host}:1516/", data=body("getTVStates"), headers=HEADERS) as answer:
        assert answer.content_length == 1_000_000_000
        assert len(await answer.content.readexactly(300_000)) == 300_000


async def test_hanging_dropping_and_dripping(tv: SamsungTV, ask: Ask) -> None:
    tv.configure(ip_control={"fault": "drop"})
    with pytest.raises(aiohttp.ClientError):
        await ask("getTVStates")
    for fault in ("hang", "drip"):
        tv.configure(ip_control={"fault": fault})
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await ask("getTVStates")
