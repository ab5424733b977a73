"""What IP Control does with a TV."""

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp
import pytest

from custom_components.parlor.samsung.errors import (
    NotAvailable,
    NotConfirmed,
    Rejected,
    SamsungError,
    TVIsOff,
    TVUnreachable,
)
from custom_components.parlor.samsung.ip_control.control import IPControl
from custom_components.parlor.samsung.ip_control.settings import (
    BACKLIGHT,
    COLOR_TONE,
    LEVELS,
    PICTURE_MODE,
    SOUND_MODE,
    SPEAKER,
    VIDEO_LEVELS,
)
from custom_components.parlor.samsung.power.verdict import Power
from sim.samsung_tv import SamsungTV as SimulatedTV

from ..watching import SLOW, until, watched
from . import CONTROL_TOKEN
from .controlled import control, controlled, told

FRAME = "QE55LS03DAUXXN"


@pytest.mark.parametrize("tv", [FRAME], indirect=True)
async def test_a_frame_has_less_and_shows_nothing_of_its_picture_in_standby(
    session: aiohttp.ClientSession, tv: SimulatedTV
) -> None:
    async with controlled(session, tv) as watching:
        state = await until(watching, lambda state: "tint" in told(state).has)
        assert not {"picture_mode", "sound_mode", "picture_size", "source"} & told(state).has
        assert told(state).picture_mode == "Standard"
        with pytest.raises(NotAvailable):
            await control(watching).set_choice(PICTURE_MODE, "Movie")
        tv.change(power="standby")
        state = await until(watching, lambda state: state.power is Power.OFF)
        assert told(state).picture_mode is None
        assert "tint" in told(state).has


@pytest.mark.parametrize(
    ("command", "fact"),
    [
        (lambda c: c.set_choice(PICTURE_MODE, "Movie"), lambda tv: tv.state.picture.mode == "Movie"),
        (lambda c: c.set_choice(SOUND_MODE, "Amplify"), lambda tv: tv.state.sound_mode == "Amplify"),
        (lambda c: c.set_choice(COLOR_TONE, "Warm2"), lambda tv: tv.state.picture.tone == "Warm2"),
        (lambda c: c.set_choice(SPEAKER, "AudioOut/Optical"), lambda tv: tv.state.speaker == "AudioOut/Optical"),
        (lambda c: c.set_choice(SPEAKER, "Q-Symphony"), lambda tv: tv.state.speaker == "Q-Symphony"),
        (lambda c: c.set_choice(SPEAKER, "CINEMA 60"), lambda tv: tv.state.speaker == "CINEMA 60"),
        *((lambda c, level=level: c.set_level(level, level.high), lambda tv, level=level: getattr(
            tv.state.picture, level.name) == level.high) for level in LEVELS),
        (lambda c: c.set_game_mode(True), lambda tv: tv.state.picture.game),
        (lambda c: c.set_volume(31), lambda tv: tv.state.volume == 31),
        (lambda c: c.set_muted(True), lambda tv: tv.state.mute),
        (lambda c: c.select_source("HDMI3"), lambda tv: tv.state.input == "HDMI3"),
        (lambda c: c.set_channel("12"), lambda tv: tv.state.channel == "12"),
        (lambda c: c.open_url("https://example.com/"), lambda tv: tv.state.deep_link == "https://example.com/"),
    ],
)  # fmt: skip
async def test_a_command_is_done_and_told(
    session: aiohttp.ClientSession,
    tv: SimulatedTV,
    command: Callable[[IPControl], Awaitable[None]],
    fact: Callable[[SimulatedTV], bool],
) -> None:
    tv.configure(ip_control={"speakers": ["Q-Symphony=QSYM-RECEIVER", "CINEMA 60=RCV-1"]})
    tv.change(input="HDMI1")
    async with controlled(session, tv) as watching:
        await until(watching, lambda state: len(told(state).speakers) == 2)
        await command(control(watching))
        assert fact(tv)


async def test_what_a_command_changed_is_told_at_once(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host, control_token=CONTROL_TOKEN, timing=SLOW) as watching:
        await control(watching).is_on()
        await control(watching).set_level(BACKLIGHT, 3)
        assert told(watching.state).backlight == 3
        await control(watching).set_choice(PICTURE_MODE, "Movie")
        assert told(watching.state).picture_mode == "Movie"


async def test_a_change_that_does_not_happen_is_an_error(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(ip_control={"deaf": ["colorToneControl"], "failing": ["soundModeControl"]})
    async with controlled(session, tv) as watching:
        with pytest.raises(NotConfirmed):
            await control(watching).set_choice(COLOR_TONE, "Cool")
        with pytest.raises(Rejected):
            await control(watching).set_choice(SOUND_MODE, "Amplify")
        with pytest.raises(Rejected):
            await control(watching).set_choice(SPEAKER, "External")
        with pytest.raises(Rejected):
            await control(watching).set_game_mode(True)
        tv.change(picture={"mode": "Dynamic"})
        with pytest.raises(Rejected):
            await control(watching).set_level(VIDEO_LEVELS[0], 3)


async def test_a_set_of_2018(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(
        ip_control={
            "old": True,
            "weak_dh": True,
            "numbers_as_text": True,
            "invalid": ["backlightControl", "colorToneControl", "getDeviceInformation"],
        }
    )
    await tv.settle()
    tv.change(input="HDMI1")
    async with controlled(session, tv) as watching:
        state = told(await until(watching, lambda state: {"tint", "browser"} <= told(state).has))
        assert not {"backlight", "color_tone"} & state.has
        state = told(await until(watching, lambda state: told(state).contrast == 45))
        await control(watching).set_level(VIDEO_LEVELS[-1], -7)
        assert told(watching.state).tint == -7


async def test_power_is_switched_by_words(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(ip_control={"reboot_seconds": 0.2})
    async with controlled(session, tv) as watching:
        await control(watching).turn_off()
        await until(watching, lambda state: state.power is Power.OFF)
        await control(watching).turn_on()
        await until(watching, lambda state: state.power is Power.ON)
        assert await control(watching).is_on() is True
        await control(watching).reboot()
        await tv.until(lambda: not tv.state.lit)
        await tv.until(lambda: tv.state.lit)
    assert tv.log.keys == []


@pytest.mark.parametrize(("power", "error"), [("standby", TVIsOff), ("off", SamsungError)])
async def test_a_set_that_is_off_takes_nothing(
    session: aiohttp.ClientSession, tv: SimulatedTV, power: str, error: type[SamsungError]
) -> None:
    async with controlled(session, tv) as watching:
        tv.change(power=power)
        await tv.settle()
        if power == "standby":
            await until(watching, lambda state: state.power is Power.OFF)
        with pytest.raises(error):
            await control(watching).set_choice(PICTURE_MODE, "Movie")


async def test_a_frozen_tv_ends_a_command_in_time(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with controlled(session, tv) as watching:
        await until(watching, lambda state: told(state).source == "TV")
        tv.configure(faults={"network": "frozen"})
        await tv.settle()
        async with asyncio.timeout(5):
            with pytest.raises(TVUnreachable):
                await control(watching).set_volume(3)


async def test_which_of_several_speakers_outside_is_not_told_by_every_set(
    session: aiohttp.ClientSession, tv: SimulatedTV
) -> None:
    tv.configure(ip_control={"speakers": ["Cinema=RCV-1", "Bar=RCV-2"], "names_speakers": False})
    async with controlled(session, tv) as watching:
        await until(watching, lambda state: len(told(state).speakers) == 2)
        await control(watching).set_choice(SPEAKER, "Bar")
        assert tv.state.speaker == "Bar"
        await until(watching, lambda state: told(state).speaker == "External")
        await control(watching).set_choice(SPEAKER, "Internal")
        await until(watching, lambda state: told(state).speaker == "Internal")
