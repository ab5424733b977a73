"""Turns a TV off, art included, without turning on what is off, and looks what comes of it."""

import asyncio
from contextlib import suppress
from typing import Final

from ..errors import NotConfirmed, PowerUnknown, SamsungError, TVUnreachable
from .verdict import Decider, Power
from .ways import LOOK_EVERY, POWER_KEY, Hands

OFF_KEY: Final = "KEY_POWEROFF"  # few sets since 2016 take it, and none takes it for on
# What leaves no doubt that there is nothing to turn off.
SURELY_OFF: Final = (Decider.REST, Decider.CONTROL, Decider.UNREACHABLE)


async def turn_off(hands: Hands) -> None:
    """Turn off. Sets go on saying `on` for up to a minute: that does not speak against it, and is not waited for.

    A set that already counts as off is left alone. Raises TVUnreachable, PairingNeeded, PowerUnknown where the key might
    as well turn the TV on, and NotConfirmed where a Frame took the key for the one to art.
    """
    if not await hands.answers():
        if hands.state.power is Power.OFF:
            return
        raise TVUnreachable("the TV does not answer")
    if hands.state.power is Power.OFF and hands.state.decided_by in SURELY_OFF:
        return
    if not await _tell_control(hands):
        if hands.state.power is Power.OFF:
            return
        if hands.state.power is Power.UNKNOWN or hands.state.is_assumed:
            await _press_off_key(hands)
        else:
            await _press_power_key(hands)
    hands.commanded(on=False)
    with suppress(TimeoutError):
        async with asyncio.timeout(hands.timing.off_wait):
            await _watch_going_off(hands)
    if hands.state.power is Power.ART:
        raise NotConfirmed("the Frame went to art, and not off")


async def _tell_control(hands: Hands) -> bool:
    """Tell it by IP Control, which also does it from art, and return whether that was taken."""
    if hands.control is None:
        return False
    with suppress(SamsungError):
        await hands.control.turn_off()
        return True
    return False


async def _press_power_key(hands: Hands) -> None:
    """Press the key that toggles; a Frame only goes off where it is held."""
    state = hands.state
    is_frame = state.power is Power.ART or state.evidence.in_art is not None
    is_frame = is_frame or (state.info is not None and state.info.is_frame is True)
    await hands.press(POWER_KEY, hands.timing.hold_power if is_frame else 0.0)


async def _press_off_key(hands: Hands) -> None:
    """Press the key that few sets take where it is not known whether this one is on, and see that it went off."""
    if not hands.link.is_open:  # opening it would wake a set that sleeps
        raise PowerUnknown("it is not known whether the TV is on")
    await hands.press(OFF_KEY)
    pressed_at = hands.facts.clock()
    with suppress(TimeoutError):
        async with asyncio.timeout(hands.timing.off_wait):
            while await hands.answers():
                await hands.watch.ask_sound()
                evidence = hands.state.evidence
                gone_at = max(evidence.hung_up_at, evidence.renderer_gone_at)
                if gone_at > pressed_at or evidence.rest_power in ("standby", ""):
                    return
                await asyncio.sleep(LOOK_EVERY)
            return
    raise PowerUnknown("it is not known whether the TV is on, and it did not show that it went off")


async def _watch_going_off(hands: Hands) -> None:
    """Look until the TV itself says that it is off, or says nothing, or shows that it is not."""
    while True:
        answers = await hands.answers()
        if not answers or hands.state.decided_by is not Decider.OFF_COMMAND:
            return
        await asyncio.sleep(LOOK_EVERY)
