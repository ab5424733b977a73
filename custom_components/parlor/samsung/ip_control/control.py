"""What IP Control does with a TV, each thing seen to have happened."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Final

import aiohttp

from ..errors import NotAvailable, NotConfirmed, Rejected, TVIsOff
from ..power.verdict import Power
from ..state import Facts, Timing
from .client import ControlClient
from .settings import EXTERNAL, SPEAKER, Choice, Level
from .state import Reading, bare, channel, feature, tv_states
from .watch import ControlWatch
from .wire import Value, text

LOOK_EVERY: Final = 0.3  # seconds between looks for the effect


class IPControl:
    """One TV's IP Control, which its owner allowed; what it tells is `TVState.control`.

    Every command raises SamsungError alone: TVUnreachable within 3 seconds, ControlClosed where IP Remote is off,
    ControlRefused where the TV no longer knows our token, NotAvailable and Rejected where it has no such thing or does
    not do it now, NotConfirmed where it said that it did and the effect was not seen.
    """

    def __init__(self, session: aiohttp.ClientSession, host: str, token: str, facts: Facts, timing: Timing) -> None:
        """Describe it; nothing is asked until `run`."""
        self._client = ControlClient(session, host, token)
        self._facts = facts
        self._timing = timing
        self._watch = ControlWatch(self._client, facts, timing)
        self.run = self._watch.run
        self.look_soon = self._watch.look_soon

    async def is_on(self) -> bool:
        """Ask whether the TV is on, art included, and take it into the evidence."""
        return await self._watch.ask_power()

    async def turn_on(self) -> None:
        """Say that the TV is to come on, whatever it does now; art mode counts as on."""
        await self._power("powerOn")

    async def turn_off(self) -> None:
        """Say that the TV is to go off, art mode included."""
        await self._power("powerOff")

    async def reboot(self) -> None:
        """Restart the TV; it is gone for a while then, and nothing tells that it was this."""
        await self._power("reboot")

    async def _power(self, value: str) -> None:
        """Say a word about power, once: a second one could undo what the first one did."""
        await self._client.ask("powerControl", {"power": value}, again=False)
        self._watch.look_soon()

    async def set_choice(self, choice: Choice, value: str) -> None:
        """Set what has a few values; a speaker outside the TV is named as `ControlState.speakers` does."""
        if choice is SPEAKER:
            await self._set_speaker(value)
            return

        async def read() -> Reading:
            return feature(choice.name, await self._client.ask(choice.method), ())

        await self._change(choice.method, {choice.field: value}, read, {choice.name: value})

    async def _set_speaker(self, name: str) -> None:
        """Send the sound to a speaker, and see it in the TV's states: the method itself may answer null."""
        outside = next((speaker for speaker in self._watch.state.speakers if speaker.name == name), None)
        if outside is not None:
            method, params = "externalSpeakerControl", {"deviceName": outside.name, "deviceId": outside.id}
        elif name == EXTERNAL:
            raise Rejected("a speaker outside the TV is chosen by its name")
        else:
            method, params = SPEAKER.method, {SPEAKER.field: name}

        async def read() -> Reading:
            """Read it where it is told best; of several speakers outside a set may only tell that it is one of them."""
            speakers = self._watch.state.speakers
            told = await self._read_states()
            if told["speaker"] != name:
                told = {**told, **feature("speaker", await self._client.ask(SPEAKER.method), speakers)}
            is_outside = outside is not None and told["speaker"] == EXTERNAL
            return {**told, "speaker": name} if is_outside else told

        await self._change(method, params, read, {"speaker": name})

    async def _read_states(self) -> Reading:
        """Read what the TV shows and how loud."""
        return tv_states(await self._client.ask("getTVStates"), self._watch.state.speakers)

    async def set_level(self, level: Level, value: int) -> None:
        """Set a number of the picture menu."""

        async def read() -> Reading:
            return feature(level.name, await self._client.ask(level.method), ())

        await self._change(level.method, {level.name: value}, read, {level.name: value})

    async def set_game_mode(self, on: bool) -> None:
        """Turn game mode on or off; sets have it on HDMI only."""

        async def read() -> Reading:
            return feature("game_mode", await self._client.ask("gameModeControl"), ())

        await self._change("gameModeControl", {"gameMode": "On" if on else "Off"}, read, {"game_mode": on})

    async def set_volume(self, volume: int) -> None:
        """Set the volume, 0-100."""
        await self._change("directVolumeControl", {"volume": volume}, self._read_states, {"volume": volume})

    async def set_muted(self, muted: bool) -> None:
        """Mute or unmute."""
        word = "muteOn" if muted else "muteOff"
        await self._change("muteControl", {"mute": word}, self._read_states, {"muted": muted})

    async def select_source(self, source: str) -> None:
        """Switch to an input as the set writes it, as "HDMI1"; a Frame does not take this."""
        await self._change("inputSourceControl", {"inputSource": source}, self._read_states, {"source": source})

    async def set_channel(self, number: str, kind: str | None = None) -> None:
        """Tune to a channel by its number, of the kind ("dtv", "atv", "tvplus") that is shown where none is given."""
        state = self._watch.state
        params = {
            "atvDtv": kind or state.channel_kind or "dtv",
            "airCable": state.channel_cable or "air",
            "channelNum": number,
        }

        async def read() -> Reading:
            return channel(await self._client.ask("directChannelControl"))

        await self._change("directChannelControl", params, read, {"channel": number})

    async def open_url(self, url: str) -> None:
        """Open a page in the TV's browser, and see the browser in front; which page it shows is not told."""
        await self._client.ask("directAccessControl", {"applicationName": "webBrowser", "url": url}, again=False)

        async def is_done() -> bool:
            return text(await self._client.ask("directAccessControl"), "applicationName") == "webBrowser"

        await self._until(is_done)

    async def _change(
        self,
        method: str,
        params: Mapping[str, Value],
        read: Callable[[], Awaitable[Reading]],
        wanted: Reading,
    ) -> None:
        """Change something, and see by reading it that it changed."""
        try:
            await self._client.ask(method, params)
        except (NotAvailable, Rejected) as error:
            if self._facts.state.power is Power.OFF:
                raise TVIsOff("the TV is off") from error
            raise
        self._watch.doubt()

        async def is_done() -> bool:
            reading = await read()
            self._watch.read(reading)
            return all(_same(reading.get(name), value) for name, value in wanted.items())

        await self._until(is_done)

    async def _until(self, is_done: Callable[[], Awaitable[bool]]) -> None:
        """Look until something is so; what the TV does not tell for the moment it may tell at the next look."""
        try:
            async with asyncio.timeout(self._timing.control_wait):
                while True:
                    with suppress(NotAvailable, Rejected):
                        if await is_done():
                            return
                    await asyncio.sleep(LOOK_EVERY)
        except TimeoutError as error:
            raise NotConfirmed("the TV took it, and nothing changed") from error


def _same(told: Value | None, wanted: Value | None) -> bool:
    """Say whether two values are the same; sets do not always repeat a word as it was written."""
    if isinstance(told, str) and isinstance(wanted, str):
        return bare(told) == bare(wanted)
    return told == wanted
