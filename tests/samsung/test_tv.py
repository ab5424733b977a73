"""One TV as a whole: commands with a result, what is told of it, and what survives a TV that misbehaves."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
import time
from typing import Any

import aiohttp
from aiohttp import web
import pytest

from custom_components.parlor.samsung.errors import (
    AppUnknown,
    NotConfirmed,
    PairingNeeded,
    PowerUnknown,
    Refusal,
    SamsungError,
    TVIsOff,
    TVUnreachable,
    VolumeUnknown,
)
from custom_components.parlor.samsung.keys import KeyPress
from custom_components.parlor.samsung.power import Decider, Power
from custom_components.parlor.samsung.state import Timing, TVState
from custom_components.parlor.samsung.tv import SamsungTV
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Connected, Disconnected, KeyReceived, Launched, Requested, TextReceived, Woken

from .conftest import TOKEN
from .strange import CONNECT, DEVICE, ordinary, strange_tv

NETFLIX, YOUTUBE = "3201907018807", "111299001912"
FAST = Timing(
    poll=0.05, poll_soon=0.05, soon_for=1, app_poll=0.05, app_round=0.1, app_pause=0.001, reconnect=0.05,
    reconnect_most=0.1, on_wait=3, off_wait=0.5, app_wait=0.5, hold_power=0.1,
)  # fmt: skip
SLOW = replace(FAST, poll=60, poll_soon=60, app_poll=60)


@asynccontextmanager
async def watched(
    session: aiohttp.ClientSession, host: str, *, timing: Timing = FAST, token: str | None = TOKEN, **rest: Any
) -> AsyncIterator[SamsungTV]:
    """Watch a TV until the block ends."""
    tv = SamsungTV(session, host, token=token, timing=timing, **rest)
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


async def test_what_is_known(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.change(app=NETFLIX)
    async with watched(session, tv.host) as seen:
        assert power(seen) is Power.ON
        state = await until(seen, lambda state: state.apps and state.app and state.volume is not None)
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
        assert len(tv.log.of(Connected)) == 1


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


async def test_off_and_on(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as seen:
        await seen.turn_off()
        assert tv.state.power == "standby" and power(seen) is Power.OFF
        await seen.turn_off()
        await seen.turn_on()
        assert tv.state.power == "on" and power(seen) is Power.ON
        await seen.turn_on()
        assert [key for key in tv.log.keys if key == "KEY_POWER"] == ["KEY_POWER"] * 2


async def test_off_is_not_doubted_while_rest_lags(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(off_lag=0.6)
    async with watched(session, tv.host) as seen:
        told: list[Power] = []
        await seen.turn_off()
        assert seen.state.decided_by is Decider.OFF_COMMAND and seen.state.is_assumed
        end = seen.subscribe(lambda state: told.append(state.power))
        await until(seen, lambda state: state.decided_by is Decider.REST)
        end()
        assert set(told) == {Power.OFF} and not seen.state.is_assumed


async def test_on_again_while_rest_lags(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(off_lag=30)
    async with watched(session, tv.host) as seen:
        await seen.turn_off()
        await seen.turn_on()
        assert tv.state.power == "on" and power(seen) is Power.ON


async def test_woken_from_the_dark(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.change(power="off")
    await tv.settle()
    tv.configure(wake_seconds=0.3)
    async with watched(session, tv.host, mac=tv.identity.mac) as seen:
        assert power(seen) is Power.OFF and seen.state.decided_by is Decider.UNREACHABLE
        await seen.turn_on()
        assert power(seen) is Power.ON and tv.log.of(Woken)[0].by == "wake_on_lan"
        await until(seen, lambda state: state.connected)


async def test_dark_and_not_to_be_woken(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.change(power="off")
    tv.configure(wakes_on_lan=False)
    await tv.settle()
    async with watched(session, tv.host, mac=tv.identity.mac, timing=replace(FAST, on_wait=1)) as seen:
        with pytest.raises(NotConfirmed):
            await seen.turn_on()
        assert power(seen) is Power.OFF
    async with watched(session, tv.host) as seen:
        assert not seen.is_wakeable
        with pytest.raises(TVUnreachable):
            await seen.turn_on()


async def test_only_its_network_woke(
    session: aiohttp.ClientSession, tv: SimulatedTV, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.parlor.samsung.switch.NUDGE_WOKEN", 0.2)
    tv.change(power="off")
    tv.configure(wakes_on_lan=False)
    await tv.settle()
    async with watched(session, tv.host, mac=tv.identity.mac) as seen:
        coming_on = asyncio.create_task(seen.turn_on())
        await asyncio.sleep(0.2)
        tv.change(power="standby")
        await coming_on
        assert power(seen) is Power.ON and tv.log.keys == ["KEY_POWER"]


async def test_a_frame_is_held_off_and_clicked_on(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async with SimulatedTV(loopback_host, model="QE55LS03BAUXXN", control_port=0) as tv:
        tv.pairing.tokens["Parlor"] = TOKEN
        tv.configure(hold_seconds=0.05)
        async with watched(session, tv.host) as seen:
            await seen.turn_off()
            assert tv.state.power == "standby" and power(seen) is Power.OFF
            await seen.turn_on()
            assert tv.state.power == "on"


async def test_power_unknown_is_not_toggled(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(reports="absent", websocket_wakes=True)
    tv.change(power="standby")
    async with watched(session, tv.host) as seen:
        assert power(seen) is Power.UNKNOWN
        with pytest.raises(PowerUnknown):
            await seen.turn_off()
        await asyncio.sleep(0.2)
        assert not tv.log.keys and not tv.log.of(Connected)  # watching alone does not wake it
        await seen.turn_on()
        assert tv.state.power == "on" and tv.log.of(Woken)[0].by == "websocket"


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


async def test_launching(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.apps)
        await seen.launch_app(NETFLIX)
        assert tv.state.app == NETFLIX
        assert seen.state.app is not None and seen.state.app.name == "Netflix"
        assert [entry.through for entry in tv.log.of(Launched)] == ["rest"]


async def test_launching_where_rest_only_says_ok(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(rest_launch="says_ok")
    async with watched(session, tv.host) as seen:
        await seen.launch_app(YOUTUBE)
        assert tv.state.app == YOUTUBE
        assert [entry.through for entry in tv.log.of(Launched)] == ["rest", "socket"]


async def test_launching_without_effect(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(rest_launch="says_ok", socket_launch="says_ok")
    async with watched(session, tv.host) as seen:
        with pytest.raises(NotConfirmed):
            await seen.launch_app(YOUTUBE)
        assert seen.state.app is None


async def test_launching_an_app_that_is_never_visible(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(never_visible=[YOUTUBE])
    async with watched(session, tv.host) as seen:
        await seen.launch_app(YOUTUBE)
        assert tv.state.app == YOUTUBE and seen.state.app is None


async def test_launching_at_content(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as seen:
        await seen.launch_app(YOUTUBE, "v=dQw4w9WgXcQ")
        assert tv.log.of(Launched)[-1].meta_tag == "v=dQw4w9WgXcQ"
        assert tv.state.app == YOUTUBE


async def test_launching_what_is_not_there(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as seen:
        with pytest.raises(AppUnknown):
            await seen.launch_app("1234")


async def test_launching_a_native_app(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.apps)
        await seen.launch_app("org.tizen.browser")
        await tv.until(lambda: tv.state.app == "org.tizen.browser")
        assert tv.log.of(Launched)[0].action_type == "NATIVE_LAUNCH"


@pytest.mark.parametrize("app_list", ["ignored", "null", "late"])
async def test_the_app_list_of_newer_sets(session: aiohttp.ClientSession, tv: SimulatedTV, app_list: str) -> None:
    tv.configure(app_list=app_list, app_list_seconds=0.4)
    async with watched(session, tv.host) as seen:
        state = await until(seen, lambda state: state.apps)
        names = [app.name for app in state.apps]
        assert {"YouTube", "Netflix", "Plex"} <= set(names) and "Hulu" not in names
        assert len(names) == len(set(names))
        if app_list == "late":
            await until(seen, lambda state: any(app.name == "Internet" for app in state.apps))


async def test_apps_come_and_go(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.apps)
        for app_id, name in ((NETFLIX, "Netflix"), (YOUTUBE, "YouTube"), (NETFLIX, "Netflix")):
            tv.change(app=app_id)
            await until(seen, partial(shows, name))
        tv.change(app=None)
        await until(seen, lambda state: state.app is None)


async def test_apps_are_asked_gently(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    timing = replace(FAST, app_pause=0.1, poll=60)
    async with watched(session, tv.host, timing=timing):
        await asyncio.sleep(1)
    asked = [request for request in tv.log.of(Requested) if "/applications/" in request.path]
    assert 5 < len(asked) <= 11


async def test_a_hint_is_followed_at_once(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(pushes_app_changes=True)
    async with watched(session, tv.host, timing=SLOW) as seen:
        await until(seen, lambda state: state.connected and state.apps)
        await asyncio.sleep(0.2)
        tv.change(app=YOUTUBE)
        await until(seen, lambda state: state.app, 1)


async def test_a_new_token_with_every_connection(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(reissue_token=True)
    tokens: list[str] = []
    async with watched(session, tv.host, on_token=tokens.append) as seen:
        for count in (1, 2):
            await until(seen, lambda state: state.connected)
            assert len(tokens) == count and tokens[-1] == tv.pairing.tokens["Parlor"]
            tv.change(power="off")
            await tv.settle()
            tv.change(power="on")
            await until(seen, lambda state: not state.connected)
            await tv.settle()
        assert seen.state.refusal is None


@pytest.mark.parametrize("stale", ["ask", "timeout"])
async def test_a_lost_token_is_no_popup_storm(session: aiohttp.ClientSession, tv: SimulatedTV, stale: str) -> None:
    tv.pairing.revoke()
    tv.configure(stale_token=stale, pairing="deny")
    async with watched(session, tv.host) as seen:
        state = await until(seen, lambda state: state.refusal)
        assert state.refusal is Refusal.AT_ONCE
        with pytest.raises(PairingNeeded):
            await seen.send_keys([KeyPress("KEY_HOME")])
        await asyncio.sleep(0.4)
        assert len(tv.log.of(Connected)) == 1
        assert power(seen) is Power.ON  # what REST tells is told on


async def test_a_popup_is_left_on_screen(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.pairing.revoke()
    tv.configure(pairing="ask")
    async with watched(session, tv.host) as seen:
        await tv.until(lambda: bool(tv.pairing.popup))
        await asyncio.sleep(0.3)
        assert len(tv.log.of(Connected)) == 0 and not seen.state.connected
        tv.pairing.answer(True)
        await until(seen, lambda state: state.connected)
        assert len(tv.log.of(Connected)) == 1


@pytest.mark.parametrize("fault", [{"remote": "drop"}, {"remote": "mute"}])
async def test_no_connection_for_a_command(
    session: aiohttp.ClientSession, tv: SimulatedTV, fault: dict[str, str]
) -> None:
    tv.configure(faults=fault)
    async with watched(session, tv.host) as seen:
        started = time.monotonic()
        with pytest.raises(TVUnreachable):
            await seen.send_keys([KeyPress("KEY_HOME")])
        assert time.monotonic() - started < 3.5
        tv.configure(faults={"remote": "none"})
        if fault["remote"] == "drop":
            await until(seen, lambda state: state.connected)


@pytest.mark.parametrize("network", ["frozen", "unplugged"])
async def test_gone_in_the_middle(session: aiohttp.ClientSession, tv: SimulatedTV, network: str) -> None:
    async with watched(session, tv.host, timing=SLOW) as seen:
        await until(seen, lambda state: state.connected)
        tv.configure(faults={"network": network})
        await tv.settle()
        await asyncio.sleep(3)
        started = time.monotonic()
        with pytest.raises(TVUnreachable):
            await seen.send_keys([KeyPress("KEY_HOME")])
        assert time.monotonic() - started < 3.5


async def test_half_open_is_noticed_and_healed(
    session: aiohttp.ClientSession, tv: SimulatedTV, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DARK", "QUIET"):
        monkeypatch.setattr(f"custom_components.parlor.samsung.power.{name}", 0.3)
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.connected)
        tv.configure(faults={"network": "unplugged"})
        await tv.settle()
        await until(seen, lambda state: state.power is Power.OFF and not state.connected, 10)
        tv.configure(faults={"network": "none"})
        await tv.settle()
        # It shows its renderer again, so this was no maintenance wake-up.
        await until(seen, lambda state: state.power is Power.ON and state.connected, 10)


async def test_a_tv_that_appears_later(session: aiohttp.ClientSession, loopback_host: str) -> None:
    async with watched(session, loopback_host) as seen:
        assert power(seen) is Power.OFF and seen.state.info is None
        async with SimulatedTV(loopback_host, control_port=0) as tv:
            tv.pairing.tokens["Parlor"] = TOKEN
            await until(seen, lambda state: state.power is Power.ON and state.connected and state.info)


async def test_sets_without_tokens(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(token_auth=False)
    async with watched(session, tv.host, token=None) as seen:
        await until(seen, lambda state: state.connected)
        assert not tv.log.of(Connected)[0].tls


async def test_answers_that_are_none(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as seen:
        for fault in ("not_found", "garbage", "error"):
            tv.configure(faults={"rest": fault})
            await asyncio.sleep(0.15)
            assert power(seen) is Power.ON
        await seen.refresh()
        await seen.send_keys([KeyPress("KEY_HOME")])
        tv.configure(faults={"rest": "none"})
        tv.change(power="standby")
        await until(seen, lambda state: state.power is Power.OFF)


async def test_announcements(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(reports="on")
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.connected)
        seen.announced(alive=False)
        assert power(seen) is Power.OFF and seen.state.decided_by is Decider.BYEBYE
        seen.announced(alive=True)
        assert power(seen) is Power.ON


async def test_faults_of_ours_do_not_end_the_watching(
    session: aiohttp.ClientSession, tv: SimulatedTV, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("custom_components.parlor.samsung.tv.AFTER_FAULT", 0.05)

    def explode(_: object) -> None:
        raise ZeroDivisionError

    tv.pairing.revoke()
    async with watched(session, tv.host, on_token=explode) as seen:
        seen.subscribe(explode)
        await until(seen, lambda state: state.connected)
    assert "Watching" in caplog.text and "listener" in caplog.text
    await tv.until(lambda: len(tv.log.of(Disconnected)) == 2)


async def test_nothing_is_left_behind(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    before = len(asyncio.all_tasks())
    for _ in range(5):
        async with watched(session, tv.host) as seen:
            await until(seen, lambda state: state.connected)
    await tv.until(lambda: len(tv.log.of(Disconnected)) == len(tv.log.of(Connected)) == 5)
    assert not [task for task in asyncio.all_tasks() if task.get_name().startswith("samsung")]
    assert len(asyncio.all_tasks()) - before < 5  # the simulated TV's own, for connections kept for more questions


async def test_strange_frames_do_not_end_the_connection(session: aiohttp.ClientSession, loopback_host: str) -> None:
    pressed = asyncio.Event()

    async def remote(socket: web.WebSocketResponse) -> None:
        await socket.send_str(CONNECT)
        for nonsense in ("{", '{"event":"ed.installedApp.get","data":{"data":null}}', '{"event":"ms.error","data":7}'):
            await socket.send_str(nonsense)
        async for message in socket:
            if "KEY_HOME" in message.data:
                pressed.set()

    async with (
        strange_tv(loopback_host, remote=remote),
        watched(session, loopback_host, token=None, timing=SLOW) as seen,
    ):
        await until(seen, lambda state: state.connected)
        await seen.send_keys([KeyPress("KEY_HOME")])
        async with asyncio.timeout(3):
            await pressed.wait()


async def test_a_message_of_a_megabyte(session: aiohttp.ClientSession, loopback_host: str) -> None:
    connections = 0

    async def remote(socket: web.WebSocketResponse) -> None:
        nonlocal connections
        connections += 1
        await socket.send_str(CONNECT)
        if connections == 1:
            await socket.send_str('"' + "x" * 1_000_000 + '"')
        async for _ in socket:
            pass

    async with strange_tv(loopback_host, remote=remote), watched(session, loopback_host, token=None) as seen:
        await until(seen, lambda _: connections == 2)
        await until(seen, lambda state: state.connected)


async def test_another_set_took_the_address(session: aiohttp.ClientSession, loopback_host: str) -> None:
    device = {**DEVICE, "device": {**DEVICE["device"], "udn": "uuid:other"}}
    answers = [DEVICE, device]

    async def rest(request: web.Request) -> web.StreamResponse:
        if request.path != "/api/v2/":
            return await ordinary(request)
        return web.json_response(answers[0] if len(answers) == 1 else answers.pop(0))

    async with strange_tv(loopback_host, rest=rest), watched(session, loopback_host, token=None) as seen:
        await until(seen, lambda state: state.info and state.info.udn == "other")


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
