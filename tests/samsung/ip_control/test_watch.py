"""What IP Control tells of a TV that is watched."""

import asyncio
from dataclasses import replace

import aiohttp
import pytest

from custom_components.parlor.samsung.errors import ControlClosed, ControlRefused
from custom_components.parlor.samsung.ip_control.client import ControlClient
from custom_components.parlor.samsung.ip_control.settings import FEATURES
from custom_components.parlor.samsung.ip_control.state import ControlState
from custom_components.parlor.samsung.power.verdict import Decider, Power
from custom_components.parlor.samsung.remote.keys import KeyPress
from custom_components.parlor.samsung.tv import SamsungTV
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import ControlAsked

from ..watching import FAST, until, watched
from . import CONTROL_TOKEN
from .controlled import control, controlled, told

FRAME = "QE55LS03DAUXXN"


async def until_complete(tv: SamsungTV) -> ControlState:
    """Wait until everything that a TV on HDMI has was found."""
    return told(await until(tv, lambda state: told(state).has == FEATURES.keys() and told(state).backlight is not None))


async def test_without_a_token_nothing_is_asked(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as watching:
        assert watching.control is None
        assert watching.state.control is None
        await until(watching, lambda state: state.connected)
    assert tv.log.of(ControlAsked) == []


async def test_everything_a_set_has_is_found_and_told(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.change(input="HDMI1", volume=7, mute=True, picture={"tint": -4, "game": True})
    async with controlled(session, tv) as watching:
        state = await until_complete(watching)
        state = told(await until(watching, lambda state: told(state).tint == -4 and told(state).game_mode))
        assert (state.source, state.channel, state.volume, state.muted) == ("HDMI1", None, 7, True)
        assert (state.picture_mode, state.sound_mode, state.speaker) == ("Standard", "Standard", "Internal")
        assert (state.picture_size, state.color_tone, state.backlight) == ("16:9", "Standard", 25)
        assert watching.state.power is Power.ON
        assert watching.state.evidence.control_on is True


async def test_what_is_changed_by_hand_is_noticed(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with controlled(session, tv) as watching:
        await until(watching, lambda state: told(state).channel == "5")
        tv.change(input="HDMI2", picture={"mode": "Movie"})
        state = await until(watching, lambda state: told(state).source == "HDMI2")
        await until(watching, lambda state: told(state).picture_mode == "Movie")
        assert told(state).channel is None or told(state).channel == "5"
        await until(watching, lambda state: told(state).channel is None)
        tv.change(input="TV", channel="1001", tuner="tvplus")
        state = await until(watching, lambda state: told(state).channel == "1001")
        assert told(state).channel_kind == "tvplus"


async def test_colour_that_goes_missing_is_unknown_and_still_there(
    session: aiohttp.ClientSession, tv: SimulatedTV
) -> None:
    async with controlled(session, tv) as watching:
        await until(watching, lambda state: told(state).tint == 0)
        tv.configure(ip_control={"pc_input": True})
        await control(watching).set_volume(5)
        state = told(await until(watching, lambda state: told(state).tint is None and told(state).picture_mode is None))
        assert "tint" in state.has
        assert state.contrast == 45


async def test_what_was_not_there_is_looked_for_again(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(ip_control={"missing": ["gameModeControl", "tintControl"]})
    async with controlled(session, tv) as watching:
        await until(watching, lambda state: len(told(state).has) == len(FEATURES) - 2)
        tv.configure(ip_control={"missing": []})
        tv.change(input="HDMI4")
        await until(watching, lambda state: told(state).has == FEATURES.keys())


async def test_what_is_not_there_is_asked_for_once(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(ip_control={"missing": ["gameModeControl"]})
    async with controlled(session, tv) as watching:
        await until(watching, lambda state: len(told(state).has) == len(FEATURES) - 1)
        await asyncio.sleep(0.5)
    assert [entry.method for entry in tv.log.of(ControlAsked)].count("gameModeControl") == 1


async def test_off_is_believed_while_rest_says_on(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(reports="on")
    async with controlled(session, tv) as watching:
        await until(watching, lambda state: told(state).source == "TV")
        tv.change(power="standby")
        state = await until(watching, lambda state: state.power is Power.OFF)
        assert state.decided_by is Decider.CONTROL
        assert told(state).source is None
        await asyncio.sleep(0.3)
        assert watching.state.power is Power.OFF
        tv.change(power="on")
        await until(watching, lambda state: state.power is Power.ON and told(state).source == "TV")


async def test_a_set_that_says_it_sleeps_is_left_alone(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with controlled(session, tv) as watching:
        await until(watching, lambda state: told(state).source == "TV")
        tv.change(power="standby")
        await until(watching, lambda state: state.decided_by is Decider.REST and state.power is Power.OFF)
        await asyncio.sleep(0.2)
        tv.log.clear()
        await asyncio.sleep(0.3)
        assert tv.log.of(ControlAsked) == []
        tv.change(power="on")
        await until(watching, lambda state: told(state).source == "TV")


async def test_a_lost_token_is_noted_once_and_makes_no_popup(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(pairing="ask")
    async with controlled(session, tv, token="lost") as watching:
        state = await until(watching, lambda state: told(state).is_refused)
        assert state.power is Power.ON
        with pytest.raises(ControlRefused):
            await control(watching).set_volume(3)
        assert tv.pairing.popup is None
        assert "createAccessToken" not in [entry.method for entry in tv.log.of(ControlAsked)]
        tv.ip_control.tokens.append("lost")
        await until(watching, lambda state: not told(state).is_refused and told(state).source == "TV")


async def test_ip_remote_switched_off_is_told_and_the_tv_is_still_on(
    session: aiohttp.ClientSession, tv: SimulatedTV
) -> None:
    async with controlled(session, tv) as watching:
        await until(watching, lambda state: told(state).source == "TV")
        tv.configure(ip_control={"enabled": False})
        state = await until(watching, lambda state: told(state).is_closed)
        assert state.power is Power.ON
        assert told(state).source is None
        with pytest.raises(ControlClosed):
            await control(watching).set_muted(True)
        tv.configure(ip_control={"enabled": True})
        await until(watching, lambda state: not told(state).is_closed and told(state).source == "TV")


@pytest.mark.parametrize("fault", ["garbage", "error", "redirect", "huge", "wrong_types", "drop"])
async def test_nonsense_leaves_nothing_told_and_passes(
    session: aiohttp.ClientSession, tv: SimulatedTV, fault: str
) -> None:
    async with controlled(session, tv) as watching:
        await until(watching, lambda state: told(state).source == "TV")
        tv.configure(ip_control={"fault": fault})
        state = await until(watching, lambda state: told(state).source is None)
        assert state.power is Power.ON
        tv.configure(ip_control={"fault": "none"})
        await until(watching, lambda state: told(state).source == "TV")


async def test_art_mode_is_never_written(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with controlled(session, tv) as watching:
        await until(watching, lambda state: len(told(state).has) == len(FEATURES))
    assert not [entry for entry in tv.log.of(ControlAsked) if entry.method == "artModeControl"]


async def test_a_calm_tv_is_asked_seldom(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    timing = replace(FAST, control_poll=0.02, control_calm=0.2, control_poll_calm=30)
    async with watched(session, tv.host, control_token=CONTROL_TOKEN, timing=timing) as watching:
        await until(watching, lambda state: told(state).backlight is not None)
        asked = 100
        async with asyncio.timeout(20):
            while asked > 2:  # it is calm once nothing has changed for a moment, which a busy machine draws out
                tv.log.clear()
                await asyncio.sleep(0.5)
                asked = len(tv.log.of(ControlAsked))


async def test_a_key_that_may_change_the_input_is_followed(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    calm = replace(FAST, control_calm=0, control_poll_calm=60)
    async with watched(session, tv.host, control_token=CONTROL_TOKEN, timing=calm) as watching:
        await until(watching, lambda state: told(state).has == FEATURES.keys())
        await watching.send_keys([KeyPress("KEY_HDMI2")])
        await until(watching, lambda state: told(state).source == "HDMI2")


@pytest.mark.parametrize("tv", [FRAME], indirect=True)
async def test_art_is_told_by_its_picture_mode_and_so_is_its_end(
    session: aiohttp.ClientSession, tv: SimulatedTV
) -> None:
    tv.configure(art={"api": "none"})
    async with controlled(session, tv) as watching:
        await until(watching, lambda state: told(state).picture_mode == "Standard")
        for _ in range(2):
            tv.change(power="art")
            state = await until(watching, lambda state: state.power is Power.ART)
            assert told(state).picture_mode is None
            tv.change(power="on")
            await until(watching, lambda state: state.power is Power.ON and told(state).picture_mode == "Standard")


async def test_nothing_is_left_when_it_is_closed_in_the_middle_of_a_question(
    session: aiohttp.ClientSession, tv: SimulatedTV
) -> None:
    tv.configure(ip_control={"fault": "hang"})
    async with controlled(session, tv):
        await asyncio.sleep(0.3)
    tv.configure(ip_control={"fault": "none"})
    assert not [task for task in asyncio.all_tasks() if task.get_name().startswith("samsung")]
    assert await ControlClient(session, tv.host, CONTROL_TOKEN).ask("powerControl") == {"power": "powerOn"}
