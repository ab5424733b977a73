"""Reads what hangs and how it is set: when the channel opens, when art comes on, and now and then."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from typing import Final

from ..errors import BadAnswer, InvalidParameter, NotSupported, SamsungError, TVFailed, TVSilent
from ..remote.link import Link
from ..state import Facts, Timing
from . import readings
from .asking import PROBE, Desk
from .generations import VERSION_REQUESTS, Learned, Settings, Slides
from .news import heard, merged, mode_told
from .socket import ArtSocket
from .state import ArtState, Slideshow
from .wire import ArtMessage

# After these another way to ask may still work.
NOT_THAT_WAY: Final = (NotSupported, InvalidParameter, TVFailed, TVSilent, BadAnswer)


class ArtWatch:
    """Keeps the state of the art."""

    def __init__(self, facts: Facts, timing: Timing, look_soon: Callable[[float], None]) -> None:
        """Know where the state is kept, and who looks at the power when the art app tells that it changes."""
        self._facts = facts
        self._timing = timing
        self._look_soon = look_soon
        self._learned = Learned()
        self._firmware: str | None = None
        self._stirred = asyncio.Event()
        self._is_due = True
        self.has_heard = False  # anything of the art app since the channel was opened

    @property
    def art(self) -> ArtState:
        """Return what is known now."""
        return self._facts.state.art or ArtState()

    @property
    def learned(self) -> Learned:
        """Return what is known of how the set wants to be asked."""
        return self._learned

    def put(self, art: ArtState) -> None:
        """Take over what is known."""
        self._facts.set(replace(self._facts.state, art=replace(art, is_connected=True)))

    def hear(self, message: ArtMessage) -> None:
        """Take what the art app says, asked or unasked."""
        self.has_heard = True
        mode, before = mode_told(message), self.art.mode
        self.put(heard(self.art, message))
        now, evidence = self._facts.clock(), self._facts.state.evidence
        if mode is not None:
            self._facts.weigh(evidence.art_said(mode, now, is_news=message.event == "art_mode_changed"))
            if mode and before is False:
                self.look()  # sets do not tell everything while art is not shown
        elif message.event == "go_to_standby":
            self._facts.weigh(evidence.art_said_standby(now))
            self._look_soon(self._timing.soon_for)
        elif message.event == "wakeup":
            self._facts.weigh(evidence.art_said_wakeup(now))
            self._look_soon(self._timing.soon_for)
            self.look()

    def lost(self) -> None:
        """Take back what the art channel said: it can no longer be asked."""
        if self._facts.state.evidence.in_art is not None:
            self._facts.weigh(self._facts.state.evidence.art_said(None, self._facts.clock()))
        if self._facts.state.art is not None and self._facts.state.art.mode is not None:
            self._facts.set(replace(self._facts.state, art=replace(self._facts.state.art, mode=None)))

    def opened(self) -> None:
        """Read everything soon: the channel is new."""
        self.has_heard = False
        self.look()

    def look(self) -> None:
        """Read everything again soon."""
        self._is_due = True
        self._learned.absent.clear()
        self._stirred.set()

    async def run(self, link: Link[ArtSocket], desk: Desk) -> None:
        """Read while the channel is open, and rest, for ever."""
        due_at = float("-inf")
        while True:
            self._stirred.clear()
            if link.is_open:
                is_due, self._is_due = self._is_due or self._facts.clock() >= due_at, False
                if is_due:
                    due_at = self._facts.clock() + self._timing.art_settings_poll
                await self._read(link, desk, is_due=is_due)
            with suppress(TimeoutError):
                async with asyncio.timeout(self._timing.art_poll):
                    await self._stirred.wait()

    async def _read(self, link: Link[ArtSocket], desk: Desk, *, is_due: bool) -> None:
        """Read the mode, and everything where that is due; a set that twice says nothing is connected to anew."""
        try:
            try:
                await self.read_mode(desk)
            except TVSilent:
                await self.read_mode(desk)
            if is_due:
                await self._read_all(desk)
        except TVSilent:
            if not self.has_heard:
                self.lost()  # what it said before has to be doubted; one that fell silent may only be busy
            link.drop()
        except SamsungError:
            self._is_due = self._is_due or is_due

    async def read_mode(self, desk: Desk) -> None:
        """Ask whether art is shown; the answer is heard as every message is."""
        async with desk.turn():
            await desk.ask("get_artmode_status")

    async def _read_all(self, desk: Desk) -> None:
        """Ask for everything else, each in a turn of its own: whoever wants something done need not wait for all."""
        self._check_firmware()
        reads = (
            self.read_version,
            self.read_current,
            self.read_settings,
            self.read_slideshow,
            self._read_mattes,
            self._read_filters,
            self._read_rotation,
        )
        for read in reads:
            if read.__name__ in self._learned.absent:
                continue
            try:
                async with desk.turn():
                    await read(desk)
            except NOT_THAT_WAY:
                # Silent until art is shown, the connection is new, or the firmware is: then it is asked again.
                self._learned.absent.add(read.__name__)

    def _check_firmware(self) -> None:
        """Forget how the set wants to be asked once its firmware is another."""
        info = self._facts.state.info
        if info is not None and info.firmware != self._firmware:
            self._firmware = info.firmware
            self._learned.forget()

    async def know_version(self, desk: Desk) -> None:
        """Ask for the version where it is not known yet; a set that does not tell counts as new."""
        with suppress(*NOT_THAT_WAY):
            await self.read_version(desk)

    async def read_version(self, desk: Desk) -> None:
        """Ask for the version of the art API, by the name of either generation; a turn of one's own is needed."""
        if self._learned.version is not None:
            return
        for request in VERSION_REQUESTS:
            with suppress(*NOT_THAT_WAY):
                told = (await desk.ask(request, seconds=PROBE)).fields.get("version")
                if isinstance(told, str) and told[:1].isdigit():
                    self._learned.version = told[:16]
                    self.put(replace(self.art, api_version=told[:16]))
                    return
        raise NotSupported("the art app tells no version")

    async def read_current(self, desk: Desk) -> None:
        """Ask which picture hangs."""

        def takes(answer: ArtMessage) -> None:
            told, known = readings.artwork(answer.fields), self.art.current
            current = merged(known, told) if told and known else told
            self._put_or_fail(replace(self.art, current=current) if current else None)

        await desk.ask("get_current_artwork", seconds=PROBE, takes=takes)

    async def read_settings(self, desk: Desk) -> None:
        """Ask for the settings, in the way this set knows."""
        await self.by_ways(Settings, self._learned.generation.settings, lambda way: self._read_settings(desk, way))

    async def _read_settings(self, desk: Desk, way: Settings) -> None:
        """Ask for the settings in one way."""
        generation = self._learned.generation

        def together(answer: ArtMessage) -> None:
            self._put_or_fail(readings.settings(self.art, answer.fields))

        def brightness(answer: ArtMessage) -> None:
            self.put(replace(self.art, brightness=readings.level(answer.fields, generation.brightness)))

        def temperature(answer: ArtMessage) -> None:
            told = readings.level(answer.fields, generation.color_temperature)
            self.put(replace(self.art, color_temperature=told))

        if way is Settings.TOGETHER:
            await desk.ask(way, seconds=PROBE, takes=together)
            return
        await desk.ask("get_brightness", seconds=PROBE, takes=brightness)
        with suppress(*NOT_THAT_WAY):
            await desk.ask("get_color_temperature", seconds=PROBE, takes=temperature)

    async def read_slideshow(self, desk: Desk) -> None:
        """Ask whether pictures change by themselves, by the name this set knows."""

        def takes(answer: ArtMessage) -> None:
            told = readings.slideshow(answer.fields)
            self._put_or_fail(replace(self.art, slideshow=told) if told else None)

        async def ask(way: Slides) -> None:
            await desk.ask(f"get_{way}_status", seconds=PROBE, takes=takes)

        await self.by_ways(Slides, self._learned.generation.slides, ask)

    def took(self, slideshow: Slideshow) -> None:
        """Take over a slideshow that the set has acknowledged: some tell their own badly."""
        self.put(replace(self.art, slideshow=slideshow))

    async def _read_mattes(self, desk: Desk) -> None:
        """Ask which mattes there are."""

        def takes(answer: ArtMessage) -> None:
            self._put_or_fail(readings.mattes(self.art, answer.fields))

        if not self.art.matte_types:
            await desk.ask("get_matte_list", seconds=PROBE, takes=takes)

    async def _read_filters(self, desk: Desk) -> None:
        """Ask which photo filters there are."""

        def takes(answer: ArtMessage) -> None:
            filters = readings.words(answer.fields.get("filter_list"), "filter_id", "filter_name")
            self._put_or_fail(replace(self.art, filters=filters) if filters else None)

        if not self.art.filters:
            await desk.ask("get_photo_filter_list", seconds=PROBE, takes=takes)

    async def _read_rotation(self, desk: Desk) -> None:
        """Ask how the set hangs."""

        def takes(answer: ArtMessage) -> None:
            told = readings.rotation(answer.fields)
            self._put_or_fail(replace(self.art, rotation=told) if told else None)

        await desk.ask("get_current_rotation", seconds=PROBE, takes=takes)

    def _put_or_fail(self, art: ArtState | None) -> None:
        """Take over what was read; raises BadAnswer where there was nothing to read."""
        if art is None:
            raise BadAnswer("the answer does not tell what was asked")
        self.put(art)

    async def by_ways[WayT: StrEnum, ResultT](
        self, kind: type[WayT], likely: tuple[WayT, ...], ask: Callable[[WayT], Awaitable[ResultT]]
    ) -> ResultT:
        """Ask in the way known to work, or in one way after the other, and remember which did.

        Raises what the set refused with, if it did, and else how the last way failed.
        """
        failure: SamsungError = NotSupported("the art app knows no such question")
        for way in self._learned.ways_of(kind, likely):
            try:
                result = await ask(way)
            except NOT_THAT_WAY as error:
                failure = error if isinstance(failure, (NotSupported, TVSilent)) else failure
            else:
                self._learned.ways[kind] = way
                return result
        self._learned.ways.pop(kind, None)
        raise failure
