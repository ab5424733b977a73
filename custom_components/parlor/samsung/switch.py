"""Turns the TV on and off. The power key toggles, so what is known decides what is sent, and the effect is watched."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import Final

from .errors import NotConfirmed, PowerUnknown, SamsungError, TVUnreachable
from .frames import key_frame
from .keys import KeyPress
from .link import RemoteLink
from .power import Decider, Power
from .remote import RemoteSocket
from .state import Facts, Timing
from .watch import PowerWatch
from .wol import wake

POWER_KEY: Final = "KEY_POWER"
LOOK_EVERY: Final = 0.5  # seconds between looks for the effect
STANDBY_BEFORE_NUDGE: Final = 3.0  # seconds: a set that is coming on also says `standby` for a moment


async def press(socket: RemoteSocket, press: KeyPress) -> None:
    """Send one key; a held one is let go whatever happens in between."""
    if not press.hold:
        await socket.send(key_frame(press.key))
        return
    await socket.send(key_frame(press.key, "Press"))
    try:
        await asyncio.sleep(press.hold)
    finally:
        await socket.send(key_frame(press.key, "Release"))


class PowerSwitch:
    """Turns one TV on and off."""

    def __init__(
        self, host: str, mac: str | None, facts: Facts, link: RemoteLink, watch: PowerWatch, timing: Timing
    ) -> None:
        """Know how to reach the TV awake and asleep."""
        self._host = host
        self._mac = mac
        self._facts = facts
        self._link = link
        self._watch = watch
        self._timing = timing

    @property
    def mac(self) -> str | None:
        """Return where to send what wakes the TV."""
        info = self._facts.state.info
        return self._mac or (info.mac if info else None)

    async def turn_on(self) -> None:
        """Turn on, and return once the TV says so.

        Raises TVUnreachable where it cannot be reached or woken, NotConfirmed where it did not come on in time.
        """
        answers = await self._answers()
        state = self._facts.state
        if state.power is Power.ON and answers:
            return
        if not answers and self.mac is None:
            raise TVUnreachable("the TV sleeps without network, and its address for waking is not known")
        self._facts.weigh(replace(state.evidence, on_command_at=self._facts.clock()))
        self._watch.look_soon(self._timing.soon_for)
        if answers:
            await self._call_awake(state.decided_by)
        await self._watch_coming_on()

    async def _answers(self) -> bool:
        """Ask the TV, and return whether its network is up."""
        with suppress(TVUnreachable):
            await self._watch.ask()
        return self._facts.state.evidence.failing_since is None

    async def _call_awake(self, decided_by: Decider) -> None:
        """Send the key to a set known to be dark; one that may be lit it would turn off, but opening a socket wakes."""
        is_dark = decided_by in (Decider.REST, Decider.ART, Decider.OFF_COMMAND, Decider.BYEBYE)
        with suppress(TVUnreachable):  # its network may fall asleep this moment: then it is woken
            socket = await self._link.socket()
            if is_dark:
                await press(socket, KeyPress(POWER_KEY))

    async def _watch_coming_on(self) -> None:
        """Wake the network again each second until the TV is on, with the key where only the network woke."""
        standby_since: float | None = None
        for _ in range(round(self._timing.on_wait / LOOK_EVERY)):
            answers = await self._answers()
            if self.mac and not answers:
                await wake(self.mac, self._host)
            state = self._facts.state
            if state.power is Power.ON:
                return
            now = self._facts.clock()
            is_standby = answers and state.evidence.rest_power == "standby"
            standby_since = (standby_since or now) if is_standby else None
            if standby_since and now - standby_since >= STANDBY_BEFORE_NUDGE:
                standby_since = now + self._timing.on_wait  # once
                with suppress(TVUnreachable):
                    await press(await self._link.socket(), KeyPress(POWER_KEY))
            await asyncio.sleep(LOOK_EVERY)
        raise NotConfirmed("the TV did not come on")

    async def turn_off(self) -> None:
        """Turn off. Sets go on saying `on` for up to a minute: that does not speak against it, and is not waited for.

        Raises TVUnreachable, PairingNeeded, and PowerUnknown where the key might as well turn the TV on.
        """
        await self._watch.ask()
        state = self._facts.state
        if state.power is Power.OFF:
            return
        if state.power is Power.UNKNOWN:
            raise PowerUnknown("it is not known whether the TV is on")
        is_frame = state.info is not None and state.info.is_frame is True
        await press(await self._link.socket(), KeyPress(POWER_KEY, self._timing.hold_power if is_frame else 0.0))
        self._facts.weigh(replace(self._facts.state.evidence, off_command_at=self._facts.clock()))
        self._watch.look_soon(self._timing.soon_for)
        await self._watch_going_off()

    async def _watch_going_off(self) -> None:
        """Look for a moment whether the TV itself says that it is off."""
        for _ in range(round(self._timing.off_wait / LOOK_EVERY)):
            with suppress(SamsungError):
                await self._watch.ask()
            if self._facts.state.decided_by is not Decider.OFF_COMMAND or self._facts.state.evidence.failing_since:
                return
            await asyncio.sleep(LOOK_EVERY)
