"""One Samsung TV: what is known of it, and what can be asked of it."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import replace
import logging
from typing import Any, Final

import aiohttp

from .apps.icons import AppIcons, Icon
from .apps.launch import AppLauncher
from .apps.memory import AppMemory
from .apps.pace import Pace
from .apps.questions import AppQuestions
from .apps.socket import AppSocket
from .apps.watch import AppWatch
from .art.channel import ArtChannel
from .choose import Chooser
from .errors import Refusal, SamsungError
from .frames import App
from .ip_control.control import IPControl
from .power.turning_off import turn_off
from .power.turning_on import turn_on
from .power.watch import PowerWatch
from .power.ways import Hands
from .power.wol import Waking
from .remote.keyboard import Keyboard
from .remote.keys import KeyPress, channel_keys
from .remote.link import RemoteLink
from .rest import RestClient
from .sound.commands import SoundControl
from .state import Facts, Timing, TVState
from .upnp.link import RendererLink
from .upnp.playback import Playback

LOGGER = logging.getLogger(__name__)

AFTER_FAULT: Final = 10.0  # seconds before a task that failed for a reason of ours runs again


class SamsungTV:
    """One Samsung TV of 2016 or later.

    `session` must not verify certificates; `token` is what pairing granted; `waking` is what wakes the TV beside
    the address that it tells itself; `control_token` opens IP Control, where its owner allowed that;
    `on_token` hears of every new token; `memory` is what is known of its apps from before. Every command raises
    SamsungError alone: TVUnreachable within 3 seconds where the TV is gone, PairingNeeded where it refuses us, TVIsOff,
    NotConfirmed where the effect can be watched and was not seen. Keys and text have no acknowledgement: they count as
    sent when the TV shows afterwards that it is there, and on.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        host: str,
        *,
        token: str | None = None,
        waking: Waking | None = None,
        control_token: str | None = None,
        on_token: Callable[[str], None] | None = None,
        memory: AppMemory | None = None,
        timing: Timing | None = None,
    ) -> None:
        """Describe the TV; nothing is asked until `connect`."""
        self._timing = timing = timing or Timing()
        self.host = host
        self._facts = Facts()
        self._rest = RestClient(session, host)
        self._renderer = RendererLink(session, host, self._facts, timing)
        pace = Pace(self._facts.clock, timing.app_most)
        questions = AppQuestions(self._rest, AppSocket(session, host), pace, self._facts)
        self._apps = AppWatch(questions, self._facts, timing, memory := memory or AppMemory())
        self._watch = PowerWatch(self._rest, self._renderer.sound, self._facts, timing)
        self._link = RemoteLink(
            session, host, self._facts, timing, token=token, on_token=on_token, on_apps_changed=self._apps.hint
        )
        self._icons = AppIcons(self._link, self._facts)
        self.control = IPControl(session, host, control_token, self._facts, timing) if control_token else None
        self.art = ArtChannel(session, host, self._facts, timing, self._link, self._watch.look_soon)
        self._keyboard = Keyboard(
            self._link, self._watch, self._facts, timing, self._picture_changes, self._renderer.sound.pressed
        )
        self._sound = SoundControl(self._renderer, self.control, self._watch, self._facts, timing)
        self._chooser = Chooser(self._facts, timing, self._apps, self.control, self._keyboard.press)
        self._playback = Playback(self._renderer.media, self._facts, timing, self._keyboard.press)
        self._launcher = AppLauncher(
            self._apps, questions, self._link, self._facts, timing, memory=memory, vouch=self._keyboard.vouch
        )
        self._hands = Hands(
            host, self._facts, self._link, self._watch, timing, waking or Waking(), self.art, self.control
        )
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def state(self) -> TVState:
        """Return what is known now."""
        return self._facts.state

    @property
    def is_wakeable(self) -> bool:
        """Say whether there is a way to wake the TV when its network sleeps."""
        return self._hands.is_wakeable

    def now(self) -> float:
        """Return the time on the clock by which evidence is dated, in seconds."""
        return self._facts.clock()

    def subscribe(self, callback: Callable[[TVState], None]) -> Callable[[], None]:
        """Have `callback` called with the new state at every change; return what ends that."""
        return self._facts.subscribe(callback)

    def refused(self, refusal: Refusal) -> None:
        """Take over, before `connect`, how the TV refused us the last time: it is not asked again by itself."""
        self._facts.set(replace(self.state, refusal=refusal))

    async def connect(self) -> None:
        """Ask once who the TV is, for at most 3 seconds, and watch it from then on; a sleeping TV is no error."""
        with suppress(SamsungError):
            await self._watch.ask()
        self._tasks = [
            asyncio.create_task(self._keep(run), name=f"samsung {self.host} {run.__qualname__}")
            for run in (
                self._watch.run,
                self._link.run,
                self._apps.run,
                self._icons.run,
                self._renderer.run,
                self._renderer.media.run,
                self.art.run,
                *((self.control.run,) if self.control else ()),
            )
        ]

    async def close(self) -> None:
        """End all watching and close the connection."""
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        self._watch.close()
        await self._renderer.sound.close()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _picture_changes(self) -> None:
        """Look at once what is shown: a key was pressed that may change it."""
        self._apps.hint()
        if self.control:
            self.control.look_soon()

    async def _keep(self, run: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Run a task for ever: a fault of ours is logged and does not end the watching."""
        while True:
            try:
                await run()
            except Exception:
                LOGGER.exception("Watching %s failed", self.host)
                await asyncio.sleep(AFTER_FAULT)

    def announced(self, *, alive: bool) -> None:
        """Take an SSDP announcement: `ssdp:alive` at power on, `ssdp:byebye` at power off, its fastest sign."""
        evidence, now = self.state.evidence, self._facts.clock()
        self._facts.weigh(replace(evidence, alive_at=now) if alive else replace(evidence, byebye_at=now))
        if not (alive and self.state.is_lit):  # one that is on answers searches as well: that tells nothing
            self._watch.look_soon(self._timing.announced_for if alive else self._timing.soon_for)

    async def refresh(self) -> None:
        """Ask for power and sound now; raises TVUnreachable."""
        await self._watch.ask()
        await self._watch.ask_sound()

    def icon(self, app: App) -> Icon | None:
        """Return the icon of an app if it is at hand, as that of an app in front is a moment later."""
        return self._icons.of(app)

    async def fetch_icon(self, app: App) -> Icon | None:
        """Return the icon of an app, None where the TV does not hand it out within 2 seconds."""
        return await self._icons.fetch(app)

    async def turn_on(self) -> None:
        """Turn on and see it happen; raises NotConfirmed after 14 seconds."""
        await turn_on(self._hands)

    async def turn_off(self) -> None:
        """Turn off, art mode included; raises PowerUnknown where the power key might turn it on."""
        await turn_off(self._hands)

    async def send_keys(self, keys: Sequence[KeyPress]) -> None:
        """Press keys in order, without a pause where none is asked for; no other call gets in between."""
        await self._keyboard.press(keys)

    async def send_text(self, text: str) -> None:
        """Put text into the field that has the focus; apps with a keyboard of their own ignore it."""
        await self._keyboard.type(text)

    async def set_volume(self, volume: int) -> None:
        """Set the volume, 0-100; raises VolumeUnknown where nothing lets it be set, NotConfirmed where it is ignored."""
        await self._keyboard.check_is_on()
        await self._sound.set_volume(volume)

    async def set_muted(self, muted: bool) -> None:
        """Mute or unmute; raises as `set_volume`."""
        await self._keyboard.check_is_on()
        await self._sound.set_muted(muted)

    async def select_input(self, key: str) -> bool:
        """Switch to an input (`HDMI1`); return whether that was seen, raises NotConfirmed where another one was."""
        await self._keyboard.check_is_on()
        return await self._chooser.select_input(key)

    async def tune(self, number: str) -> bool:
        """Tune to a channel ("12", "5-1"); returns and raises as `select_input`, ValueError where it is no number."""
        keys = channel_keys(number)
        await self._keyboard.check_is_on()
        return await self._chooser.tune(number, keys)

    async def next_channel(self) -> bool:
        """Go to the next channel; returns and raises as `select_input`."""
        return await self._chooser.step("KEY_CHUP")

    async def previous_channel(self) -> bool:
        """Go to the previous channel; returns and raises as `select_input`."""
        return await self._chooser.step("KEY_CHDOWN")

    async def launch_app(self, app_id: str, meta: str = "") -> None:
        """Open an app, at the content that `meta` names, and see it come to the front, as far as the TV tells.

        Raises AppUnknown, and NotConfirmed after 4 seconds for each of up to three ways.
        """
        await self._keyboard.check_is_there()
        await self._launcher.launch(app_id, meta)

    async def open_url(self, url: str) -> bool:
        """Open a page in the TV's browser; return whether that was seen, raises NotConfirmed where an app stays in front."""
        await self._keyboard.check_is_there()
        if await self._chooser.open_page(url):
            return True
        await self._launcher.open_url(url)
        return False

    async def close_app(self, app_id: str) -> None:
        """Close an app, and see it end; raises AppUnknown, NotConfirmed."""
        await self._keyboard.check_is_there()
        await self._launcher.close(app_id)

    async def play_url(self, url: str, title: str, mime: str) -> None:
        """Have the TV fetch a medium (`video/mp4`) from an address and play it, and see it play.

        Raises BadAnswer where it takes none, NotConfirmed after 8 seconds.
        """
        await self._keyboard.check_is_there()
        await self._renderer.media.play_url(url, title, mime)
        self._apps.hint()

    async def play(self) -> None:
        """Play on, by key where nothing was pushed; raises NotConfirmed where pushed media stay paused."""
        await self._playback.play()

    async def pause(self) -> None:
        """Pause; as `play`."""
        await self._playback.pause()

    async def stop(self) -> None:
        """Stop; as `play`."""
        await self._playback.stop()

    async def seek(self, seconds: float) -> None:
        """Go to a place in pushed media; raises NotSupported where there are none."""
        await self._playback.seek(seconds)
