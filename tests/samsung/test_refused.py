"""When a TV that refused is asked again."""

import asyncio
from dataclasses import replace

import aiohttp
import pytest

from custom_components.parlor.samsung.errors import PairingNeeded, Refusal
from custom_components.parlor.samsung.power.verdict import Power
from custom_components.parlor.samsung.remote.keys import KeyPress
from custom_components.parlor.samsung.remote.refused import Refused
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import Connected

from .conftest import TOKEN
from .watching import FAST, until, watched

AGAIN = replace(FAST, ask_again=0.1, ask_again_most=0.2)


@pytest.mark.parametrize(
    ("refusal", "wait"),
    [(Refusal.DENIED, None), (Refusal.UNANSWERED, None), (Refusal.BLOCKED, 60), (Refusal.AT_ONCE, 60)],
)
def test_never_after_a_popup(refusal: Refusal, wait: float | None) -> None:
    assert Refused(refusal=refusal, at=100).wait(100, least=60, most=3600) == wait


def test_less_and_less_often() -> None:
    tries = [Refused(refusal=Refusal.AT_ONCE, at=0, times=times) for times in range(1, 11)]
    waits = [refused.wait(0, least=60, most=3600) for refused in tries]
    assert waits == [60, 120, 240, 480, 960, 1920, 3600, 3600, None, None]
    assert tries[0].wait(45, least=60, most=3600) == 15
    assert tries[0].wait(9999, least=60, most=3600) == 0


@pytest.mark.parametrize("settings", [{"stale_token": "timeout"}, {"pairing": "deny"}])
async def test_a_token_that_is_taken_again(
    session: aiohttp.ClientSession, tv: SimulatedTV, settings: dict[str, str]
) -> None:
    tv.pairing.revoke()
    tv.configure(**settings)
    async with watched(session, tv.host, timing=AGAIN) as seen:
        await until(seen, lambda state: state.refusal)
        await tv.until(lambda: len(tv.log.of(Connected)) >= 3)
        assert not seen.state.connected
        tv.pairing.tokens["Parlor"] = TOKEN
        state = await until(seen, lambda state: state.connected)
        assert state.refusal is None
        await seen.send_keys([KeyPress("KEY_HOME")])


@pytest.mark.parametrize("answer", [False, None])
async def test_a_popup_is_shown_once(session: aiohttp.ClientSession, tv: SimulatedTV, answer: bool | None) -> None:
    tv.pairing.revoke()
    tv.configure(pairing="ask", popup_seconds=0.7)
    async with watched(session, tv.host, timing=AGAIN) as seen:
        await tv.until(lambda: bool(tv.pairing.popup))
        await asyncio.sleep(0.6)
        if answer is not None:
            tv.pairing.answer(answer)
        state = await until(seen, lambda state: state.refusal)
        assert state.refusal is (Refusal.UNANSWERED if answer is None else Refusal.DENIED)
        tv.change(power="standby")
        await until(seen, lambda state: state.power is Power.OFF)
        tv.change(power="on")
        await until(seen, lambda state: state.power is Power.ON)
        await asyncio.sleep(0.5)
        assert len(tv.log.of(Connected)) == 1 and not tv.pairing.popup


async def test_refused_before(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.pairing.revoke()
    async with watched(session, tv.host, timing=AGAIN, refused=Refusal.UNANSWERED) as seen:
        await until(seen, lambda state: state.power is Power.ON)
        with pytest.raises(PairingNeeded):
            await seen.send_keys([KeyPress("KEY_HOME")])
        await asyncio.sleep(0.5)
        assert not tv.log.of(Connected)
