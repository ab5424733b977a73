"""Whether the TV itself is heard, or a soundbar behind it."""

import asyncio

import aiohttp
import pytest

from custom_components.parlor.samsung.errors import NotConfirmed, SamsungError
from custom_components.parlor.samsung.remote.keys import KeyPress
from custom_components.parlor.samsung.sound.speaker import Attempts, is_external, should_change
from sim.samsung_tv import SamsungTV as SimulatedTV

from .watching import FAST, until, watched


@pytest.mark.parametrize(
    ("attempts", "volume", "named", "expected"),
    [
        (Attempts(), 12, None, None),
        (Attempts(), 0, None, None),
        (Attempts(), None, None, None),
        (Attempts().missed(), 12, None, None),
        (Attempts().missed(), 0, None, True),
        (Attempts().missed().missed(), 12, None, True),
        (Attempts().missed().missed(), None, None, True),
        (Attempts().missed().missed().hit(), 12, None, False),
        (Attempts().hit().missed(), 12, None, False),
        (Attempts().hit().missed().missed(), 12, None, True),
        (Attempts(), 12, "Internal", False),
        (Attempts().missed().missed(), 0, "internal", False),
        (Attempts(), 12, "AudioOut/Optical", True),
        (Attempts().hit(), 12, "HW-Q990C", True),
        (Attempts(), 12, "", None),
    ],
)
def test_external(attempts: Attempts, volume: int | None, named: str | None, expected: bool | None) -> None:
    assert is_external(attempts, volume, named) is expected


@pytest.mark.parametrize(
    ("keys", "volume", "muted", "expected"),
    [
        ("VOLUP", 12, False, True),
        ("VOLUP VOLUP", 12, False, True),
        ("VOLUP", 100, False, False),
        ("VOLUP", 100, True, True),
        ("VOLDOWN", 0, False, False),
        ("VOLDOWN", 1, False, True),
        ("VOLUP VOLDOWN", 12, False, False),
        ("MUTE", 12, False, True),
        ("MUTE MUTE", 12, False, False),
        ("HOME", 12, False, False),
        ("", 12, False, False),
    ],
)
def test_attempts(keys: str, volume: int, muted: bool, expected: bool) -> None:
    assert should_change([f"KEY_{key}" for key in keys.split()], volume, muted) is expected


@pytest.mark.parametrize(("soundbar_volume", "presses"), [(0, 1), (17, 2)])
async def test_a_soundbar_is_noticed_by_keys_that_change_nothing(
    session: aiohttp.ClientSession, tv: SimulatedTV, soundbar_volume: int, presses: int
) -> None:
    tv.configure(soundbar=True, soundbar_volume=soundbar_volume)
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.volume == soundbar_volume)
        assert seen.state.external_speaker is None
        for press in range(presses):
            assert seen.state.external_speaker is None
            await seen.send_keys([KeyPress("KEY_VOLUP")])
            await asyncio.sleep(2)
            assert tv.state.volume == 13 + press  # the key works
        state = await until(seen, lambda state: state.external_speaker)
        assert state.volume is None and state.muted is None
        await seen.send_keys([KeyPress("KEY_VOLUP")])
        assert tv.log.keys[-1] == "KEY_VOLUP"
        tv.configure(soundbar=False)
        tv.change(volume=30)
        state = await until(seen, lambda state: state.volume == 30)
        assert state.external_speaker is False


async def test_a_soundbar_is_noticed_by_levels_that_are_not_set(
    session: aiohttp.ClientSession, tv: SimulatedTV
) -> None:
    tv.configure(soundbar=True, soundbar_volume=17)
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.volume == 17)
        for _ in range(2):
            with pytest.raises(NotConfirmed):
                await seen.set_volume(40)
        assert seen.state.external_speaker is True and seen.state.volume is None
        with pytest.raises(SamsungError):
            await seen.set_volume(40)


async def test_the_tv_itself_is_not_taken_for_a_soundbar(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.change(volume=0)
    async with watched(session, tv.host, timing=FAST) as seen:
        await until(seen, lambda state: state.volume == 0)
        await seen.send_keys([KeyPress("KEY_VOLDOWN")])
        await seen.send_keys([KeyPress("KEY_VOLDOWN")])
        await asyncio.sleep(2)
        assert seen.state.external_speaker is None and seen.state.volume == 0
        await seen.send_keys([KeyPress("KEY_VOLUP")])
        await until(seen, lambda state: state.volume == 1 and state.external_speaker is False)
