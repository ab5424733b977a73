"""The apps of a TV: which there are, and which is in the foreground.

Sets since 2020 ignore the question for their app list, and none tells what is in the foreground unless asked app by
app. So the one shown last is asked first, the others in the order in which this household uses them, and no TV is asked
more than 5 times in any second.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
import time
from typing import Final

from ..errors import SamsungError
from ..frames import App
from ..power.evidence import NEVER
from ..power.verdict import Power
from ..rest import AppStatus
from ..state import Facts, Timing, TVState
from .known import KNOWN_APPS
from .memory import AppMemory, ranked
from .pace import SECOND
from .questions import AppQuestions

ABSENT_FOR: Final = 600.0  # seconds: sets know none of their apps right after they come on, and people install some
LIKELY: Final = 5  # apps most used, asked again and again between full rounds
SPARE: Final = 2  # questions in any second that are left for the app shown, while others are asked for the first time
HINT_FOR: Final = 3.0  # seconds within which what was hinted at shows: apps take a while to start
HINT_POLL: Final = 0.5
# Shares of its interval after which an app is due, and is asked beside others that are.
SLACK: Final = 0.9
NEARLY: Final = 0.5
RECHECK: Final = 60.0  # seconds between looks whether an app of our table may have come

# Keys that may bring another app, or none, to the front.
PICTURE_KEYS: Final = frozenset(
    {"KEY_HOME", "KEY_RETURN", "KEY_EXIT", "KEY_ENTER", "KEY_SOURCE", "KEY_TV", "KEY_DTV", "KEY_CHUP", "KEY_CHDOWN"}
    | {"KEY_HDMI", "KEY_HDMI1", "KEY_HDMI2", "KEY_HDMI3", "KEY_HDMI4", "KEY_CONTENTS"}
)


class AppWatch:
    """Finds out which app is in the foreground, again and again while the TV is on."""

    def __init__(self, questions: AppQuestions, facts: Facts, timing: Timing, memory: AppMemory) -> None:
        """Start with the apps that are known to exist somewhere, and what is remembered of their use."""
        self._questions = questions
        self._facts = facts
        self._timing = timing
        self._memory = memory
        self._asked: dict[str, float] = {}
        self._absent: dict[str, float] = {}
        self._found: dict[str, App] = {}
        self._on_since = self._all_known_until = NEVER
        self._known = ranked(KNOWN_APPS, memory.uses, time.time())
        self._learned = -1
        self._learned_of: tuple[App, ...] = ()
        self._ranked: list[App] | None = None
        self._ranked_of: tuple[App, ...] = ()
        self._hinted_until = float("-inf")
        self._stirred = asyncio.Event()
        self._is_on = False
        facts.subscribe(self._changed)

    def hint(self) -> None:
        """Look at once, and often for a moment: another app may have come to the front, or be about to."""
        if not self._is_on:
            return
        self._asked.clear()
        self._hinted_until = self._facts.clock() + HINT_FOR
        self._stirred.set()

    def _changed(self, state: TVState) -> None:
        """Begin anew when the TV comes on: it may have been updated, and knows few of its apps at first."""
        is_on, self._is_on = self._is_on, state.power is Power.ON
        if self._is_on and not is_on:
            self._absent.clear()
            self._found.clear()
            self._on_since = self._facts.clock()
            self._all_known_until = NEVER
            self._questions.trust_socket()
            self.hint()
        elif is_on and not self._is_on:
            self._stirred.set()

    async def run(self) -> None:
        """Look, and rest a little, for ever; while the TV is not on hold no connection to it."""
        try:
            while True:
                self._stirred.clear()
                rest: float | None = None
                if self._is_on:
                    rest = await self._watch()
                else:
                    await self._questions.close()
                with suppress(TimeoutError):
                    async with asyncio.timeout(rest):
                        await self._stirred.wait()
        finally:
            await self._questions.close()

    async def _watch(self) -> float:
        """Ask what is due, and return for how long to rest."""
        try:
            await self._look()
        except SamsungError:
            return self._timing.app_poll
        finally:
            self._doubt()
            self._learn()
        now = self._facts.clock()
        shown = self._facts.state.app
        waits = [self._asked.get(app.id, NEVER) + every * SLACK - now for app, every in self._intervals(shown)]
        if shown:
            waits = [waits[0], *(SECOND for _ in waits[1:2])]  # others are asked beside it, and only as the pace allows
        return max(0.0, min(waits, default=self._timing.app_poll))

    async def see(self, app: App) -> AppStatus | None:
        """Ask for one app, in turn with every other question of that kind, and take over what the TV says of it."""
        status = (await self._questions.ask([app.id]))[app.id]
        self._take([app], {app.id: status})
        shown = self._facts.state.app
        if shown and shown.id == app.id and not (status and status.visible):
            self._show(None)
        return status

    async def _look(self) -> None:
        """Ask for the app shown; once it is gone, or where there is none, for the others."""
        shown = self._facts.state.app
        due = self._due(shown)
        if shown is None or shown not in due:
            if shown:
                due = due[: max(0, self._questions.pace.free - SPARE)]
            if due:
                await self._ask(due)
            return
        if await self._ask([shown]):
            return
        self._asked = {shown.id: self._facts.clock()}
        try:
            if self._questions.pace.free > 0:  # the app that took its place is likely found in the same breath
                await self._ask(self._due(None))
        finally:
            now_shown = self._facts.state.app
            if now_shown and now_shown.id == shown.id:
                self._show(None)

    async def _ask(self, apps: Sequence[App]) -> list[App]:
        """Ask for the first apps of these, as many as the TV bears now; return those in front."""
        answers = await self._questions.ask([app.id for app in apps])
        return self._take([app for app in apps if app.id in answers], answers)

    def _take(self, apps: Sequence[App], answers: dict[str, AppStatus | None]) -> list[App]:
        """Take over what the TV says of some apps; return those in front."""
        now = self._facts.clock()
        shown: list[App] = []
        for app in apps:
            self._asked[app.id] = now
            if (status := answers[app.id]) is None:
                self._absent[app.id] = now
                continue
            if not status.is_told:
                continue
            named = self._named(app, status.name)
            self._found[app.id] = named
            if status.visible:
                shown.append(named)
        if shown:
            self._show(shown[0])
        return shown

    def _named(self, app: App, name: str | None) -> App:
        """Return an app as the TV lists it: by its id, or where it has another id for it as well, by its name."""
        apps = self._facts.state.apps
        told = (name or app.name).casefold()
        by_id = (one for one in apps if one.id == app.id)
        by_name = (one for one in apps if one.name.casefold() == told)
        return next(by_id, None) or next(by_name, None) or App(app.id, name or app.name)

    def _doubt(self) -> None:
        """Stop showing an app of which the TV has told nothing for a while: it may long be another."""
        state = self._facts.state
        if state.app and self._facts.clock() - state.evidence.app_at >= self._timing.app_stale:
            self._show(None)

    def _due(self, shown: App | None) -> list[App]:
        """Return the apps to ask now, the most likely ones first, with those nearly due that the same breath has room for."""
        now = self._facts.clock()
        waits = [(app, (now - self._asked.get(app.id, NEVER)) / every) for app, every in self._intervals(shown)]
        # A search goes through all of them before it asks the likely ones again.
        due = sorted((app for app, wait in waits if wait >= SLACK), key=lambda app: app.id in self._asked)
        if not due or shown:
            return due
        return due + [app for app, wait in waits if NEARLY <= wait < SLACK][: max(0, self._timing.app_most - len(due))]

    def _intervals(self, shown: App | None) -> list[tuple[App, float]]:
        """Return what to ask and how often: the app shown alone, or all; and what the TV has not answered for yet."""
        timing = self._timing
        ranking = self._ranking
        new = [(app, timing.app_round) for app in self._new()]
        if shown:
            is_hinted = self._facts.clock() < self._hinted_until
            return [(shown, min(timing.app_poll, HINT_POLL) if is_hinted else timing.app_poll), *new]
        there = [app for app in ranking if not self._is_absent(app)]
        likely = [(app, timing.app_likely) for app in there[:LIKELY]]
        return [*likely, *((app, timing.app_round) for app in there[LIKELY:]), *new]

    def _new(self) -> list[App]:
        """Return the apps of our table of which it is not known whether the TV has them; none once all are, for a minute."""
        if self._facts.clock() < self._all_known_until:
            return []
        known = self._found.keys() | {app.id for app in self._facts.state.apps}
        names = {app.name.casefold() for app in self._facts.state.apps}
        new = [
            app
            for app in self._known
            if app.id not in known and app.name.casefold() not in names and not self._is_absent(app)
        ]
        if not new:
            self._all_known_until = self._facts.clock() + RECHECK
        return new

    def _is_absent(self, app: App) -> bool:
        """Say whether the TV said a while ago that it does not know an app."""
        return self._facts.clock() - self._absent.get(app.id, NEVER) < ABSENT_FOR

    @property
    def _ranking(self) -> list[App]:
        """Return the apps of this TV in the order in which to look for them."""
        apps = self._facts.state.apps
        if self._ranked is None or self._ranked_of is not apps:
            self._ranked, self._ranked_of = ranked(apps, self._memory.uses, time.time()), apps
        return self._ranked

    def _show(self, app: App | None) -> None:
        """Take over which app is in the foreground."""
        state = self._facts.state
        if app is None:
            self._facts.set(replace(state, app=None))
            return
        is_same = state.app is not None and state.app.id == app.id
        self._facts.weigh(replace(state.evidence, app_at=self._facts.clock()))
        self._facts.set(replace(self._facts.state, app=app))
        if not is_same:
            self._memory.used(app.id)
            self._ranked = None

    def _learn(self) -> None:
        """Add apps that the TV turned out to have and has not listed; of two ids of one app the first counts.

        A TV that lists its apps does so in its first seconds, and names them better.
        """
        apps = list(self._facts.state.apps)
        if len(self._found) == self._learned and self._facts.state.apps is self._learned_of:
            return
        if not apps and self._facts.clock() - self._on_since < self._timing.app_list_wait:
            return
        ids = {app.id for app in apps}
        names = {app.name.casefold() for app in apps}
        for app in self._found.values():
            if app.id not in ids and app.name.casefold() not in names:
                apps.append(app)
                names.add(app.name.casefold())
        if len(apps) != len(self._facts.state.apps):
            self._facts.set(replace(self._facts.state, apps=tuple(apps)))
        self._learned, self._learned_of = len(self._found), self._facts.state.apps
