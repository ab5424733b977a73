"""Sets how loud a TV is: through its renderer, and where that cannot through IP Control; both see that it was done."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from ..errors import NotConfirmed, VolumeUnknown
from ..ip_control.control import IPControl
from ..power.watch import PowerWatch
from ..state import Facts, Timing, TVState
from ..upnp.link import RendererLink
from .loudness import is_elsewhere

LOOK_EVERY: Final = 0.2  # seconds between looks for the effect


class SoundControl:
    """The sound of one TV that is on."""

    def __init__(
        self, link: RendererLink, control: IPControl | None, watch: PowerWatch, facts: Facts, timing: Timing
    ) -> None:
        """Know both ways."""
        self._renderer = link.renderer
        self._sound = link.sound
        self._control = control
        self._watch = watch
        self._facts = facts
        self._timing = timing

    async def set_volume(self, volume: int) -> None:
        """Set the volume, 0-100; raises VolumeUnknown where nothing lets it be set, NotConfirmed where it is ignored."""
        if await self._is_rendered():
            await self._render(self._renderer.set_volume(volume), lambda state: state.volume == volume)
        else:
            await self._controlled().set_volume(volume)

    async def set_muted(self, muted: bool) -> None:
        """Mute or unmute; raises as `set_volume`."""
        if await self._is_rendered():
            await self._render(self._renderer.set_muted(muted), lambda state: state.muted == muted)
        else:
            await self._controlled().set_muted(muted)

    async def _is_rendered(self) -> bool:
        """Say whether the renderer tells the volume; raises VolumeUnknown where it is that of silent speakers."""
        if is_elsewhere(self._facts.state):
            raise VolumeUnknown("the sound does not come from the TV's own speakers")
        if self._facts.state.volume is None:
            await self._watch.ask_sound()
        return self._facts.state.volume is not None

    def _controlled(self) -> IPControl:
        """Return IP Control, where it tells a volume."""
        told = self._facts.state.control
        if self._control is None or told is None or told.volume is None:
            raise VolumeUnknown("the TV tells no volume")
        return self._control

    async def _render(self, command: Awaitable[None], is_done: Callable[[TVState], bool]) -> None:
        """Have the renderer do something, and see that it did: what it takes in vain may be for a speaker outside."""
        would_change = not is_done(self._facts.state)
        await command
        try:
            async with asyncio.timeout(self._timing.sound_wait):
                await self._watch.ask_sound()
                while not is_done(self._facts.state):
                    await asyncio.sleep(LOOK_EVERY)
                    await self._watch.ask_sound()
        except TimeoutError as error:
            if would_change:
                self._sound.missed()
            raise NotConfirmed("the TV took the volume and did not change it") from error
