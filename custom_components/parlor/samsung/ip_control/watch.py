"""Asks IP Control what it does not push: whether the TV is on, what its input is, how it is set."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import Final

from ..errors import BadAnswer, ControlClosed, ControlRefused, NotAvailable, Rejected, SamsungError
from ..power.verdict import Power
from ..state import Facts, Timing, TVState
from .client import ControlClient
from .settings import AMBIENT, FEATURES, VIDEO_LEVELS
from .state import ControlState, Reading, Speaker, channel, external_speakers, feature, tv_states, video_states
from .wire import switch, text

PROBES_A_ROUND: Final = 6
STALE: Final = 60.0  # seconds for which what changes seldom is taken as it was
REFUSALS: Final = 3  # in a row, before a token counts as lost: a set that starts says such things, too
CLOSED: Final = 5  # times in a row, some two minutes: a set that comes on opens its ports one after the other
AFTER_FAILURE: Final = 2.0  # as often as usual; then half as often each time

# What is read apart from getTVStates, with what a set must have for that; the levels of the picture all at once.
VIDEO: Final = frozenset(level.name for level in VIDEO_LEVELS)
APART: Final = ("backlight", "color_tone", "game_mode")
VIDEO_STATES: Final = "getVideoStates"
SPEAKERS: Final = "externalSpeakerControl"
WHO: Final = "getDeviceInformation"


class ControlWatch:
    """Asks every few seconds while the TV is on or may be; otherwise it lets it sleep."""

    def __init__(self, client: ControlClient, facts: Facts, timing: Timing) -> None:
        """Know whom to ask."""
        self._client = client
        self._facts = facts
        self._timing = timing
        self._stirred = asyncio.Event()
        self._soon_until = float("-inf")
        self._changed_at = float("-inf")
        self._asked_at: dict[str, float] = {}
        self._absent: set[str] = set()
        self._refusals = 0
        self._failures = 0
        self._wanted = (False, False)
        facts.set(replace(facts.state, control=ControlState()))
        facts.subscribe(self._heard)

    @property
    def state(self) -> ControlState:
        """Return what is known now."""
        return self._facts.state.control or ControlState()

    def look_soon(self) -> None:
        """Ask now and often for a while, because what is shown may change."""
        self._soon_until = self._facts.clock() + self._timing.control_soon_for
        self._stirred.set()

    def doubt(self) -> None:
        """Ask for what changes seldom as well: one setting changes others, as a picture mode all its levels."""
        self._asked_at.clear()
        self.look_soon()

    def read(self, values: Reading) -> None:
        """Take over what was read."""
        before = self.state
        after = before.reading(values)
        if before.source != after.source:
            self._absent.clear()  # what a set has depends on what it shows
        if before != after:
            self._changed_at = self._facts.clock()
            self._facts.set(replace(self._facts.state, control=after))

    def _heard(self, state: TVState) -> None:
        """Ask at once when the TV comes on, or begins to answer."""
        before, self._wanted = self._wanted, (self._is_wanted(state), state.power is Power.ON)
        if self._wanted[1] and not before[1]:
            self._failures = 0
            self._absent.clear()
        if self._wanted != before and any(self._wanted):
            self._stirred.set()

    def _is_wanted(self, state: TVState) -> bool:
        """Say whether there is anything to ask: a set that says it sleeps is left alone."""
        is_asleep = state.evidence.rest_power in ("standby", "") and not state.is_lit
        return state.is_reachable and not is_asleep

    async def run(self) -> None:
        """Ask, and wait, for ever."""
        while True:
            self._stirred.clear()
            if self._is_wanted(self._facts.state):
                await self._round()
            elif self._facts.state.evidence.control_on is not None:
                self._facts.weigh(self._facts.state.evidence.control_said(None, self._facts.clock()))
            with suppress(TimeoutError):
                async with asyncio.timeout(self._interval()):
                    await self._stirred.wait()

    def _interval(self) -> float:
        """Return how long to wait: longer where nothing changes, much longer where there is nobody to talk to."""
        timing, now = self._timing, self._facts.clock()
        if self._failures:
            return min(timing.control_poll * AFTER_FAILURE**self._failures, timing.control_retry)
        if self._facts.state.power is Power.ON and self._unknown:
            return timing.control_search
        if now < self._soon_until:
            return timing.control_poll_soon
        if self._facts.state.power is Power.ON and now - self._changed_at < timing.control_calm:
            return timing.control_poll
        return timing.control_poll_calm

    async def _round(self) -> None:
        """Ask everything that is due, and judge what came of it."""
        try:
            if await self.ask_power() and self._facts.state.is_lit:
                await self._ask_states()
            if self._facts.state.power is Power.ON:
                await self._ask_features()
                await self._ask_seldom()
                await self._ask_once()
        except SamsungError as error:
            self._failed(error)
        else:
            self._refusals = self._failures = 0
            self._tell(is_refused=False, is_closed=False)

    def _failed(self, error: SamsungError) -> None:
        """Take note of a failure; the TV itself may well be on."""
        self._failures = min(self._failures + 1, 10)
        self._refusals = self._refusals + 1 if isinstance(error, ControlRefused) else 0
        self._facts.weigh(self._facts.state.evidence.control_said(None, self._facts.clock()))
        is_closed = self.state.is_closed
        if self._facts.state.power is Power.ON:
            is_closed = isinstance(error, ControlClosed) and self._failures >= CLOSED
        if self._failures > 1:
            self._facts.set(replace(self._facts.state, control=self.state.dark))
        self._tell(is_refused=self.state.is_refused or self._refusals >= REFUSALS, is_closed=is_closed)

    def _tell(self, *, is_refused: bool, is_closed: bool) -> None:
        """Take over whether IP Control lets us in."""
        control = replace(self.state, is_refused=is_refused, is_closed=is_closed)
        self._facts.set(replace(self._facts.state, control=control))

    async def ask_power(self) -> bool:
        """Ask whether the TV is on, before anything else: the rest is stale in standby."""
        is_on = switch(await self._client.ask("powerControl"), "power", "powerOn", "powerOff")
        if is_on is None:
            raise BadAnswer("powerControl says neither on nor off")
        self._facts.weigh(self._facts.state.evidence.control_said(is_on, self._facts.clock()))
        return is_on

    async def _ask_states(self) -> None:
        """Ask what the TV shows and how loud, and the channel where that is the tuner's."""
        reading = tv_states(await self._client.ask("getTVStates"), self.state.speakers)
        if (picture_mode := reading["picture_mode"]) is not None:
            now, evidence = self._facts.clock(), self._facts.state.evidence
            self._facts.weigh(evidence.control_said(True, now, in_art=picture_mode == AMBIENT))
        self.read(reading)
        if self._facts.state.power is Power.ART or "channel" not in self.state.has:
            return
        told = None
        if self.state.source == "TV":
            with suppress(NotAvailable, Rejected, BadAnswer):
                told = await self._client.ask(FEATURES["channel"])
        self.read(channel(told))

    async def _ask_features(self) -> None:
        """Find out what this set has, a little at a time; what it has not now it may have with another picture."""
        for name in self._unknown[:PROBES_A_ROUND]:
            try:
                answer = await self._client.ask(FEATURES[name])
            except NotAvailable, Rejected, BadAnswer:
                self._absent.add(name)
            else:
                control = replace(self.state, has=self.state.has | {name})
                self._facts.set(replace(self._facts.state, control=control))
                self.read(feature(name, answer, self.state.speakers))

    @property
    def _unknown(self) -> list[str]:
        """Return what was neither found nor found missing yet."""
        return [name for name in FEATURES if name not in self.state.has and name not in self._absent]

    async def _ask_seldom(self) -> None:
        """Ask what changes seldom, one thing a round, the longest not asked first."""
        has, now = self.state.has, self._facts.clock()
        due = [FEATURES[name] for name in APART if name in has]
        due += [VIDEO_STATES] if VIDEO & has else []
        due += [SPEAKERS] if "speaker" in has else []
        due = [method for method in due if now - self._asked_at.get(method, float("-inf")) >= STALE]
        if not due:
            return
        method = min(due, key=lambda method: self._asked_at.get(method, float("-inf")))
        self._asked_at[method] = now
        answer = None
        with suppress(NotAvailable, Rejected, BadAnswer):
            answer = await self._client.ask(method)
        if method == SPEAKERS:
            self._take_speakers(external_speakers(answer))
        elif method == VIDEO_STATES:
            self.read(video_states(answer))
        else:
            self.read(feature(next(name for name in APART if FEATURES[name] == method), answer, self.state.speakers))

    async def _ask_once(self) -> None:
        """Ask which firmware the set has and what its serial number is, which do not change while it is watched."""
        if WHO in self._absent or self.state.firmware is not None:
            return
        self._absent.add(WHO)
        with suppress(NotAvailable, Rejected, BadAnswer):
            answer = await self._client.ask(WHO)
            who = replace(self.state, firmware=text(answer, "FWVersion"), serial=text(answer, "serialNumber"))
            self._facts.set(replace(self._facts.state, control=who))

    def _take_speakers(self, speakers: tuple[Speaker, ...]) -> None:
        """Take over which speakers outside the TV there are."""
        if speakers != self.state.speakers:
            self._facts.set(replace(self._facts.state, control=replace(self.state, speakers=speakers)))
