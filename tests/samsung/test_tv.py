"""What is known of a TV, and commands with a result."""

import asyncio
from dataclasses import replace

import aiohttp
import pytest

from custom_components.parlor.samsung.errors import NotConfirmed, SamsungError, TVIsOff, VolumeUnknown
from custom_components.parlor.samsung.power.verdict import Power
from custom_components.parlor.samsung.remote.keys import KeyPress
from custom_components.parlor.samsung.state import TVState
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Connected, KeyReceived, TextReceived

from .watching import FAST, NETFLIX, SLOW, YOUTUBE, power, until, watched


def _has(state: TVState, name: str) -> bool:
    """Say whether an app of that name is known."""
    return name in {app.name for app in state.apps}


async def test_what_is_known(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.change(app=NETFLIX)
    async with watched(session, tv.host) as seen:
        assert power(seen) is Power.ON
        state = await until(seen, lambda state: _has(state, "Internet") and state.app and state.volume is not None)
        assert (state.volume, state.muted, state.app and state.app.name) == (12, False, "Netflix")
        assert {"YouTube", "Netflix", "Internet"} <= {app.name for app in state.apps}
        assert state.info is not None and state.info.model == tv.identity.model
        assert seen.is_wakeable


async def test_keys_in_order_without_a_pause(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host, timing=SLOW) as seen:
        await until(seen, lambda state: state.connected)
        keys = [KeyPress(f"KEY_{digit}") for digit in "31415926535897932384"]
        await seen.send_keys(keys)
        await tv.until(lambda: len(tv.log.keys) == 20)
        assert tv.log.keys == [key.key for key in keys]
        assert len([one for one in tv.log.of(Connected) if "remote.control" in one.path]) == 1


async def test_a_held_key(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host, timing=SLOW) as seen:
        await seen.send_keys([KeyPress("KEY_UP", 0.05), KeyPress("KEY_DOWN")])
        await tv.until(lambda: len(tv.log.of(KeyReceived)) == 3)
        assert [(entry.command, entry.key) for entry in tv.log.of(KeyReceived)] == [
            ("Press", "KEY_UP"),
            ("Release", "KEY_UP"),
            ("Click", "KEY_DOWN"),
        ]


async def test_a_held_key_is_let_go_when_cancelled(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host, timing=SLOW) as seen:
        holding = asyncio.create_task(seen.send_keys([KeyPress("KEY_UP", 60)]))
        await tv.until(lambda: bool(tv.log.keys))
        holding.cancel()
        await asyncio.gather(holding, return_exceptions=True)
        await tv.until(lambda: tv.log.of(KeyReceived)[-1].command == "Release")


async def test_text(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.change(text_field="")
    async with watched(session, tv.host) as seen:
        await seen.send_text("Größe")
        await tv.until(lambda: bool(tv.log.of(TextReceived)))
        assert tv.log.of(TextReceived)[0].text == "Größe" and tv.log.of(TextReceived)[0].accepted


async def test_a_tv_that_is_off_takes_no_keys(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.change(power="standby")
    async with watched(session, tv.host) as seen:
        for command in (
            seen.send_keys([KeyPress("KEY_HOME")]),
            seen.send_text("x"),
            seen.launch_app(YOUTUBE),
            seen.set_volume(5),
            seen.set_muted(True),
        ):
            with pytest.raises(TVIsOff):
                await command
        await seen.send_keys([KeyPress("KEY_POWER")])
        await tv.until(lambda: tv.state.power == "on")


async def test_a_key_to_a_tv_that_someone_just_turned_off(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host, timing=SLOW) as seen:
        await until(seen, lambda state: state.connected)
        tv.change(power="standby")
        with pytest.raises(TVIsOff):
            await seen.send_keys([KeyPress("KEY_HOME")])
        await seen.send_keys([KeyPress("KEY_POWER")])
        assert tv.state.power == "on"


async def test_volume_and_mute(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host, timing=SLOW) as seen:
        await seen.set_volume(20)
        await seen.set_muted(True)
        assert (tv.state.volume, tv.state.mute) == (20, True)
        assert (seen.state.volume, seen.state.muted) == (20, True)
    async with watched(session, tv.host) as seen:
        await seen.send_keys([KeyPress("KEY_VOLUP")])
        await until(seen, lambda state: state.volume == 21)


@pytest.mark.parametrize("fault", ["error", "garbage"])
async def test_no_volume_to_set(session: aiohttp.ClientSession, tv: SimulatedTV, fault: str) -> None:
    tv.configure(faults={"upnp": fault})
    async with watched(session, tv.host) as seen:
        with pytest.raises(VolumeUnknown):
            await seen.set_volume(20)
        assert seen.state.volume is None and not seen.state.has_sound


async def test_volume_that_a_soundbar_keeps(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(soundbar=True)
    async with watched(session, tv.host) as seen:
        with pytest.raises(NotConfirmed):
            await seen.set_volume(20)


async def test_every_error_is_ours(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async with watched(session, loopback_host, timing=replace(FAST, on_wait=0.5)) as seen:
        await seen.turn_off()  # what is off already is left alone
        for command in (
            seen.turn_on(),
            seen.send_keys([KeyPress("KEY_HOME")]),
            seen.send_text("x"),
            seen.launch_app(YOUTUBE),
            seen.set_volume(5),
            seen.refresh(),
        ):
            with pytest.raises(SamsungError):
                await command
