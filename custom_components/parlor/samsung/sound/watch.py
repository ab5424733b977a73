"""How loud the TV is: asked, and told by the renderer itself; nothing is told where it is not the TV that is heard."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from ..errors import PortsClosed, SamsungError
from ..power.verdict import Power
from ..state import Facts, TVState
from ..upnp.last_change import sound as after_event
from ..upnp.renderer import Renderer, Sound
from .speaker import Attempts, is_external, should_change

EFFECT: Final = 1.5  # seconds within which that of a key shows


class SoundWatch:
    """Keeps volume and mute of one TV, and judges whether they are worth telling."""

    def __init__(self, renderer: Renderer, facts: Facts) -> None:
        """Know whom to ask."""
        self._renderer = renderer
        self._facts = facts
        self._told: Sound | None = None
        self._changes = 0
        self.is_pushed = False
        self._attempts = Attempts()
        self._watching: asyncio.Task[None] | None = None
        facts.subscribe(self._follow)

    def _follow(self, state: TVState) -> None:
        """Forget what was told when the panel goes dark; hear which speaker IP Control names."""
        if not state.is_lit:
            self._told = None
        elif self._told is not None and state.external_speaker is not self._external:
            self._tell()

    async def ask(self) -> None:
        """Ask volume and mute, which also shows whether the renderer is there."""
        try:
            sound = await self._renderer.sound()
        except SamsungError as error:
            if isinstance(error, PortsClosed):
                self._facts.weigh(self._facts.state.evidence.not_rendered(self._facts.clock()))
            self._take(None)
            return
        self._facts.weigh(self._facts.state.evidence.rendered(self._facts.clock()))
        self._take(sound)

    def heard(self, told: Mapping[str, str]) -> None:
        """Take what the renderer told by itself."""
        self._facts.weigh(self._facts.state.evidence.rendered(self._facts.clock()))
        self._take(after_event(told, self._told))

    def _take(self, sound: Sound | None) -> None:
        """Take over what the renderer tells; that it changed shows that it is the TV's own speakers that are heard."""
        before, self._told = self._told, sound
        if sound is not None and before is not None and sound != before:
            self._changes += 1
            self._attempts = self._attempts.hit()
        self._tell()

    @property
    def _external(self) -> bool | None:
        """Say whether something else than the TV is heard."""
        control = self._facts.state.control
        volume = self._told.volume if self._told else None
        return is_external(self._attempts, volume, control.speaker if control else None)

    def _tell(self) -> None:
        """Tell what is known: of a speaker that is not the TV's, nothing."""
        external = self._external
        known = None if external else self._told
        self._facts.set(
            replace(
                self._facts.state,
                volume=known.volume if known else None,
                muted=known.muted if known else None,
                external_speaker=external,
            )
        )

    def pressed(self, keys: Iterable[str]) -> None:
        """Watch for the effect of volume keys that were sent, beside whatever else is done."""
        told, is_on = self._told, self._facts.state.power is Power.ON
        if told is None or not is_on or not should_change(keys, told.volume, told.muted):
            return
        if self._watching is None or self._watching.done():
            self._watching = asyncio.create_task(self._watch_effect(), name="samsung sound")

    async def _watch_effect(self) -> None:
        """Note an attempt that changed nothing for a while."""
        changes = self._changes
        await asyncio.sleep(EFFECT)
        if changes == self._changes:
            await self.ask()
        if changes == self._changes and self._told is not None and self._facts.state.power is Power.ON:
            self.missed()

    def missed(self) -> None:
        """Note an attempt without effect: what the TV took and its renderer does not show."""
        self._attempts = self._attempts.missed()
        self._tell()

    async def close(self) -> None:
        """Watch for no effect any more."""
        if self._watching:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)
