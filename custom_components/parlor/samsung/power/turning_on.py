"""Turns a TV on by the best way that it has, one beside the other where they cannot undo each other, and sees it happen."""

import asyncio
from contextlib import suppress
from dataclasses import replace
import logging
from typing import Final

from ..errors import NotConfirmed, PairingNeeded, SamsungError, TVUnreachable
from ..state import TVState
from .verdict import Decider, Power
from .ways import LOOK_EVERY, POWER_KEY, Hands

LOGGER = logging.getLogger(__name__)

# Seconds of nothing but `standby` before the key is sent (again): a set that is coming on says it for a moment, too, and
# the key would turn that off.
NUDGE_WOKEN: Final = 3.0
NUDGE_PRESSED: Final = 8.0
OWN_ACTION_AFTER: Final = 6.0  # seconds that the better ways are given before the user's own action is run as well
# What leaves no doubt that the set is dark, so that the key turns it on.
DARK: Final = (Decider.REST, Decider.CONTROL, Decider.OFF_COMMAND, Decider.BYEBYE, Decider.RENDERER)


async def turn_on(hands: Hands) -> None:
    """Turn on, and return once the TV says or shows so, which that it was told to does not prove.

    Raises TVUnreachable where it cannot be reached or woken, PairingNeeded where only the key is left and the TV refuses
    us, NotConfirmed where it did not come on within 14 s.
    """
    attempt = TurningOn(hands)
    try:
        async with asyncio.timeout(hands.timing.on_wait):
            await attempt.run()
    except TimeoutError as error:
        raise attempt.refusal or NotConfirmed("the TV did not come on") from error
    finally:
        attempt.end()


class TurningOn:
    """One attempt: what was tried already, and how the TV was found."""

    def __init__(self, hands: Hands) -> None:
        """Have tried nothing yet."""
        self.refusal: PairingNeeded | None = None
        self._hands = hands
        self._before = hands.state
        self._began_at = hands.facts.clock()
        self._standby_since: float | None = None
        self._patience = NUDGE_WOKEN
        self._may_nudge = True
        self._may_leave_art = True
        self._own_action: asyncio.Task[None] | None = None

    def end(self) -> None:
        """Wait for the user's action no longer."""
        if self._own_action:
            self._own_action.cancel()

    async def run(self) -> None:
        """Turn on, for as long as it takes."""
        hands = self._hands
        if hands.state.evidence.failing_since is not None:
            await hands.wake()  # which travels while the question waits for its answer
        answers = await hands.answers()
        self._before = hands.state
        if self._before.power is Power.ON and answers and not self._before.is_assumed:
            return
        if not answers and not hands.is_wakeable:
            raise TVUnreachable("the TV sleeps without network, and nothing is known that wakes it")
        hands.commanded(on=True)
        if answers:
            await self._tell()
        elif not hands.cards:
            self._run_own_action()
        while not await self._is_on():
            await self._try_again(answers=answers)
            await asyncio.sleep(LOOK_EVERY)
            answers = await hands.answers()

    async def _tell(self) -> None:
        """Tell a set whose network is up: out of art, by IP Control, by the key where it is dark, else by a socket.

        One that may be lit the key would turn off, but opening a socket wakes those of 2015 to 2018.
        """
        if self._before.power is Power.ART:
            await self._leave_art()
        elif not await self._tell_control():
            self._patience = NUDGE_PRESSED if await self._reach(is_dark=self._is_surely_dark) else NUDGE_WOKEN

    @property
    def _is_surely_dark(self) -> bool:
        """Say whether the key turns this set on: one that tells the truth and says `on` may only have lost its renderer."""
        evidence, decided_by = self._before.evidence, self._before.decided_by
        may_be_lit = decided_by is Decider.RENDERER and evidence.has_told_off and evidence.rest_power == "on"
        return self._before.power is Power.OFF and decided_by in DARK and not may_be_lit

    async def _tell_control(self) -> bool:
        """Tell it by IP Control, and return whether that was taken."""
        control = self._hands.control
        if control is None:
            return False
        with suppress(SamsungError):
            await control.turn_on()
            self._patience = NUDGE_PRESSED
            return True
        return False

    async def _reach(self, *, is_dark: bool) -> bool:
        """Open the remote channel, press the key where the set is dark, and return whether it was pressed."""
        hands = self._hands
        try:
            await hands.link.socket()
            if is_dark:
                await hands.press(POWER_KEY)
                return True
        except PairingNeeded as error:
            self.refusal = error
            if not hands.is_wakeable:
                self._take_back()
                raise
        except TVUnreachable:
            pass  # its network may fall asleep this moment: then it is woken
        return False

    def _take_back(self) -> None:
        """Take it out of the evidence that the TV was told: nothing reached it."""
        evidence = self._hands.state.evidence
        self._hands.facts.weigh(replace(evidence, on_command_at=self._before.evidence.on_command_at))

    async def _leave_art(self) -> None:
        """Go from art to what is watched; the key is for sets whose art channel does not do it."""
        self._may_leave_art = False
        with suppress(SamsungError):
            await self._hands.art.set_mode(False)
        if self._hands.state.power is Power.ART:
            await self._reach(is_dark=True)

    async def _try_again(self, *, answers: bool) -> None:
        """Wake the network again, tell once more where only that woke, and do what the user set up where nothing helped."""
        hands = self._hands
        now, power_state = hands.facts.clock(), hands.state.evidence.rest_power
        if not answers or power_state != "on" or not hands.state.is_lit or self._before.decided_by is Decider.WAKE_UP:
            await hands.wake()
        if hands.state.power is Power.ART and answers and self._may_leave_art:
            await self._leave_art()  # a Frame comes on as it went off
        self._standby_since = (self._standby_since or now) if answers and power_state == "standby" else None
        if self._may_nudge and self._standby_since is not None and now - self._standby_since >= self._patience:
            self._may_nudge = False
            if not await self._tell_control():
                await self._reach(is_dark=True)
        if now - self._began_at >= OWN_ACTION_AFTER:
            self._run_own_action()

    def _run_own_action(self) -> None:
        """Run what the user set up, once."""
        if self._hands.waking.on_wake and self._own_action is None:
            self._own_action = asyncio.create_task(self._act(), name=f"samsung {self._hands.host} own action")

    async def _act(self) -> None:
        """Run what the user set up; its faults are its own."""
        assert self._hands.waking.on_wake
        try:
            await self._hands.waking.on_wake()
        except Exception:
            LOGGER.exception("What was set up to turn on %s failed", self._hands.host)

    async def _is_on(self) -> bool:
        """Say whether the set itself shows that it came on; one that said `on` while it was off has to show more."""
        hands, before = self._hands, self._before
        commanded_at = hands.state.evidence.on_command_at
        said_on_anyway = before.power is not Power.ON and before.evidence.rest_power == "on"
        if said_on_anyway and hands.state.evidence.turned_on_at <= commanded_at:
            return await self._is_seen(hands.state, commanded_at)
        if hands.state.is_assumed:
            await hands.watch.ask_sound()
        return hands.state.power is Power.ON and not hands.state.is_assumed

    async def _is_seen(self, before: TVState, commanded_at: float) -> bool:
        """Say whether something was seen since the command that only a lit set does; without a renderer nothing is."""
        await self._hands.watch.ask_sound()
        state = self._hands.state
        evidence = state.evidence
        is_told = evidence.control_on is True and evidence.control_since > commanded_at
        is_shown = is_told or evidence.seen_at > commanded_at
        is_shown = is_shown or not (before.has_sound or evidence.is_renderer_gone)
        return state.power is Power.ON and is_shown
