"""What whoever turns a TV on or off holds in hand."""

import asyncio
from dataclasses import dataclass, replace
from typing import Final, Protocol

from ..errors import TVUnreachable
from ..frames import key_frame
from ..remote.keys import KeyPress
from ..remote.link import RemoteLink
from ..remote.socket import RemoteSocket
from ..state import Facts, Timing, TVState
from .watch import PowerWatch
from .wol import Waking

POWER_KEY: Final = "KEY_POWER"
LOOK_EVERY: Final = 0.5  # seconds between looks for the effect


async def press(socket: RemoteSocket, press: KeyPress) -> None:
    """Send one key; a held one is let go whatever happens in between: a key that stays down blocks the remote in hand."""
    if not press.hold:
        await socket.send(key_frame(press.key))
        return
    await socket.send(key_frame(press.key, "Press"))
    try:
        await asyncio.sleep(press.hold)
    finally:
        await socket.send(key_frame(press.key, "Release"))


class Discrete(Protocol):
    """What turns a set on or off whatever it does now, as IP Control does; raises SamsungError."""

    async def turn_on(self) -> None:
        """Turn on."""

    async def turn_off(self) -> None:
        """Turn off."""


class ArtMode(Protocol):
    """What shows art, or what is watched; raises SamsungError."""

    async def set_mode(self, on: bool) -> None:
        """Show art, or what was watched before."""


@dataclass(frozen=True, slots=True)
class Hands:
    """One TV in hand: what is known of it, what reaches it, and what there is to turn it on and off beside its key.

    `control` is None where its owner did not allow that.
    """

    host: str
    facts: Facts
    link: RemoteLink
    watch: PowerWatch
    timing: Timing
    waking: Waking
    art: ArtMode
    control: Discrete | None

    @property
    def state(self) -> TVState:
        """Return what is known now."""
        return self.facts.state

    @property
    def cards(self) -> tuple[str, ...]:
        """Return the network cards by which the TV can be woken."""
        info = self.state.info
        return self.waking.cards(info.mac if info else None)

    @property
    def is_wakeable(self) -> bool:
        """Say whether there is a way to wake the TV while its network sleeps."""
        return bool(self.cards) or self.waking.on_wake is not None

    async def wake(self) -> None:
        """Send what wakes the network cards of the TV."""
        if cards := self.cards:
            await self.waking.send(self.host, cards)

    async def answers(self) -> bool:
        """Ask the TV, and return whether its network is up."""
        try:
            await self.watch.ask()
        except TVUnreachable:
            return False
        return self.state.evidence.failing_since is None

    async def press(self, key: str, hold: float = 0.0) -> None:
        """Press a key; raises PairingNeeded, TVUnreachable."""
        await press(await self.link.socket(), KeyPress(key, hold))

    def commanded(self, *, on: bool) -> None:
        """Take it into the evidence that we turned the TV on or off, and look oftener for what comes of it."""
        now, evidence = self.facts.clock(), self.state.evidence
        self.facts.weigh(replace(evidence, on_command_at=now) if on else replace(evidence, off_command_at=now))
        self.watch.look_soon(self.timing.soon_for)
