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
from .state import Facts, Timing, TVState
from .watch import PowerWatch
from .wol import wake

POWER_KEY: Final = "KEY_POWER"
LOOK_EVERY: Final = 0.5  # seconds between looks for the effect
# Seconds of nothing but `standby` before the key is sent (again): a set that is coming on says it for a moment, too, and
# the key would turn that off.
NUDGE_WOKEN: Final = 3.0
NUDGE_PRESSED: Final = 8.0


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
        """Turn on, and return once the TV says or shows so, which that it was told to does not prove.

        Raises TVUnreachable where it cannot be reached or woken, NotConfirmed where it did not come on within 14 s.
        """
        try:
            async with asyncio.timeout(self._timing.on_wait):
                await self._turn_on()
        except TimeoutError as error:
            raise NotConfirmed("the TV did not come on") from error

    async def _turn_on(self) -> None:
        """Turn on, for as long as it takes."""
        if self.mac and self._facts.state.evidence.failing_since is not None:
            await wake(self.mac, self._host)
        answers = await self._answers()
        before = self._facts.state
        if before.power is Power.ON and answers and not before.is_assumed:
            return
        if not answers and self.mac is None:
            raise TVUnreachable("the TV sleeps without network, and its address for waking is not known")
        self._facts.weigh(replace(before.evidence, on_command_at=self._facts.clock()))
        self._watch.look_soon(self._timing.soon_for)
        was_pressed = answers and await self._call_awake(before.decided_by)
        await self._watch_coming_on(before, NUDGE_PRESSED if was_pressed else NUDGE_WOKEN)

    async def _answers(self) -> bool:
        """Ask the TV, and return whether its network is up."""
        with suppress(TVUnreachable):
            await self._watch.ask()
        return self._facts.state.evidence.failing_since is None

    async def _call_awake(self, decided_by: Decider) -> bool:
        """Send the key to a set known to be dark, and return whether it went out.

        One that may be lit it would turn off, but opening a socket wakes.
        """
        is_dark = decided_by in (Decider.REST, Decider.ART, Decider.OFF_COMMAND, Decider.BYEBYE)
        with suppress(TVUnreachable):  # its network may fall asleep this moment: then it is woken
            socket = await self._link.socket()
            if is_dark:
                await press(socket, KeyPress(POWER_KEY))
                return True
        return False

    async def _watch_coming_on(self, before: TVState, patience: float) -> None:
        """Wake the network again each second until the TV is on, with the key once where only the network woke."""
        standby_since: float | None = None
        may_nudge = True
        while True:
            answers = await self._answers()
            if self.mac and not answers:
                await wake(self.mac, self._host)
            if await self._is_on(before):
                return
            now = self._facts.clock()
            is_standby = answers and self._facts.state.evidence.rest_power == "standby"
            standby_since = (standby_since or now) if is_standby else None
            if may_nudge and standby_since is not None and now - standby_since >= patience:
                may_nudge = False
                with suppress(TVUnreachable):
                    await press(await self._link.socket(), KeyPress(POWER_KEY))
            await asyncio.sleep(LOOK_EVERY)

    async def _is_on(self, before: TVState) -> bool:
        """Say whether the set itself shows that it came on; one that said `on` while it was off has to show more."""
        evidence = self._facts.state.evidence
        said_on_anyway = before.power is not Power.ON and before.evidence.rest_power == "on"
        if said_on_anyway and evidence.power_since <= evidence.on_command_at:
            await self._watch.ask_sound()
            evidence = self._facts.state.evidence
            if self._facts.state.has_sound and evidence.seen_at <= evidence.on_command_at:
                return False
        elif self._facts.state.is_assumed:
            await self._watch.ask_sound()
        return self._facts.state.power is Power.ON and not self._facts.state.is_assumed

    async def turn_off(self) -> None:
        """Turn off. Sets go on saying `on` for up to a minute: that does not speak against it, and is not waited for.

        A set that already counts as off is left alone. Raises TVUnreachable, PairingNeeded, and PowerUnknown where the
        key might as well turn the TV on.
        """
        try:
            await self._watch.ask()
        except TVUnreachable:
            if self._facts.state.power is Power.OFF:
                return
            raise
        state = self._facts.state
        if state.power is Power.OFF:
            return
        if state.power is Power.UNKNOWN or state.is_assumed:
            raise PowerUnknown("it is not known whether the TV is on")
        is_frame = state.info is not None and state.info.is_frame is True
        await press(await self._link.socket(), KeyPress(POWER_KEY, self._timing.hold_power if is_frame else 0.0))
        self._facts.weigh(replace(self._facts.state.evidence, off_command_at=self._facts.clock()))
        self._watch.look_soon(self._timing.soon_for)
        with suppress(TimeoutError):
            async with asyncio.timeout(self._timing.off_wait):
                await self._watch_going_off()

    async def _watch_going_off(self) -> None:
        """Look until the TV itself says that it is off, or says nothing."""
        while True:
            with suppress(SamsungError):
                await self._watch.ask()
            state = self._facts.state
            if state.decided_by is not Decider.OFF_COMMAND or state.evidence.failing_since is not None:
                return
            await asyncio.sleep(LOOK_EVERY)
