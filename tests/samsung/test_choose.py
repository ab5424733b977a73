"""Inputs, channels and pages, chosen by the best way there is, and seen where the TV tells."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from custom_components.parlor.samsung.errors import NotConfirmed, TVIsOff, TVUnreachable
from custom_components.parlor.samsung.tv import SamsungTV
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Launched

from .ip_control import CONTROL_TOKEN
from .watching import NETFLIX, shows, until, watched

FRAME = "QE55LS03DAUXXN"
FEATURES = {"source", "channel", "browser"}


@asynccontextmanager
async def controlled(session: aiohttp.ClientSession, tv: SimulatedTV, **facts: Any) -> AsyncIterator[SamsungTV]:
    """Watch a TV whose IP Control knows us, and wait until it is known what that has."""
    tv.ip_control.tokens.append(CONTROL_TOKEN)
    tv.change(**facts)
    async with watched(session, tv.host, control_token=CONTROL_TOKEN) as seen:
        await until(seen, lambda state: state.control and state.control.source)
        yield seen


def source(tv: SamsungTV) -> str | None:
    """Return the input that IP Control told."""
    return tv.state.control.source if tv.state.control else None


async def test_an_input_through_ip_control(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with controlled(session, tv) as seen:
        await until(seen, lambda state: state.control and state.control.has >= FEATURES)
        assert await seen.select_input("HDMI2") is True
        assert (tv.state.input, source(seen), tv.log.keys) == ("HDMI2", "HDMI2", [])


async def test_an_input_that_an_app_covers(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with controlled(session, tv, input="HDMI1", app=NETFLIX) as seen:
        await until(seen, lambda state: shows("Netflix", state))
        assert await seen.select_input("HDMI1") is True
        assert tv.state.app is None and seen.state.app is None


@pytest.mark.parametrize("missing", [[], ["inputSourceControl"]])
async def test_an_input_by_its_key_is_seen_where_ip_control_tells(
    session: aiohttp.ClientSession, tv: SimulatedTV, missing: list[str]
) -> None:
    tv.configure(ip_control={"missing": missing})
    async with controlled(session, tv) as seen:
        await until(seen, lambda state: state.control and state.control.has >= {"channel", "browser"})
        assert await seen.select_input("HDMI2") is True
        assert tv.log.keys == (["KEY_HDMI2"] if missing else [])


async def test_a_frame_that_ignores_both_ways(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async with SimulatedTV(loopback_host, control_port=0, model=FRAME) as tv:
        tv.pairing.tokens["Parlor"] = "10916644"
        tv.configure(takes_hdmi_keys=False)
        async with controlled(session, tv) as seen:
            with pytest.raises(NotConfirmed):
                await seen.select_input("HDMI2")
            assert (tv.state.input, source(seen)) == ("TV", "TV")


async def test_an_input_without_ip_control_is_sent_and_not_seen(
    session: aiohttp.ClientSession, tv: SimulatedTV
) -> None:
    async with watched(session, tv.host) as seen:
        assert await seen.select_input("HDMI2") is False
        await tv.until(lambda: tv.state.input == "HDMI2")


async def test_an_input_that_is_taken_and_not_switched_to(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(ip_control={"deaf": ["inputSourceControl"]})
    async with controlled(session, tv) as seen:
        await until(seen, lambda state: state.control and state.control.has >= FEATURES)
        with pytest.raises(NotConfirmed):
            await seen.select_input("HDMI2")


async def test_a_channel_through_ip_control(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with controlled(session, tv) as seen:
        await until(seen, lambda state: state.control and state.control.has >= FEATURES)
        assert await seen.tune("042") is True
        assert (tv.state.channel, tv.log.keys) == ("42", [])


async def test_a_channel_by_keys_is_seen_where_ip_control_tells(
    session: aiohttp.ClientSession, tv: SimulatedTV
) -> None:
    tv.configure(ip_control={"failing": ["directChannelControl"]})
    async with controlled(session, tv) as seen:
        await until(seen, lambda state: state.control and state.control.channel)
        assert await seen.tune("42") is True
        assert tv.log.keys == ["KEY_4", "KEY_2", "KEY_ENTER"]


async def test_a_channel_that_does_not_come(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(ip_control={"failing": ["directChannelControl"]})
    # Where an app has the focus, digits go to it.
    async with controlled(session, tv, app=NETFLIX) as seen:
        await until(seen, lambda state: shows("Netflix", state))
        with pytest.raises(NotConfirmed):
            await seen.tune("42")


@pytest.mark.parametrize("number", ["", "ARD", "1.2.3"])
async def test_no_channel(session: aiohttp.ClientSession, tv: SimulatedTV, number: str) -> None:
    tv.change(power="off")
    await tv.settle()
    async with watched(session, tv.host) as seen:
        with pytest.raises(ValueError, match="no channel"):
            await seen.tune(number)


async def test_a_page_through_ip_control(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with controlled(session, tv) as seen:
        await until(seen, lambda state: state.control and state.control.has >= FEATURES)
        assert await seen.open_url("http://a.example/") is True
        assert tv.state.app == "org.tizen.browser"
        assert [each.through for each in tv.log.of(Launched)] != ["socket"]


async def test_a_page_without_ip_control_is_sent_and_not_seen(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as seen:
        assert await seen.open_url("http://a.example/") is False
        await tv.until(lambda: tv.state.app == "org.tizen.browser")


@pytest.mark.parametrize("fault", ["hang", "garbage", "drop", "error", "wrong_types"])
async def test_an_ip_control_that_went_wrong_is_no_way(
    session: aiohttp.ClientSession, tv: SimulatedTV, fault: str
) -> None:
    async with controlled(session, tv) as seen:
        tv.configure(ip_control={"fault": fault})
        await until(seen, lambda state: state.control and state.control.source is None, 15)
        assert await seen.select_input("HDMI2") is False
        await tv.until(lambda: tv.state.input == "HDMI2")


async def test_a_tv_that_sleeps(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with controlled(session, tv) as seen:
        tv.set.turn_off()
        await until(seen, lambda state: state.power == "off")
        with pytest.raises(TVIsOff):
            await seen.select_input("HDMI2")
        with pytest.raises(TVIsOff):
            await seen.tune("42")
        tv.change(power="off")
        await tv.settle()
        with pytest.raises(TVUnreachable):
            await seen.open_url("http://a.example/")
