"""The apps of a TV: which there are, and which is in the foreground.

Sets since 2020 ignore the question for their app list, and none tells what is in the foreground unless asked app by
app; so those shown last are asked first, and no TV is asked more than 5 times a second.
"""

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import Final

from .errors import SamsungError
from .frames import App
from .power import Power
from .rest import AppStatus, RestClient
from .state import Facts, Timing, TVState

# Ids as seen on sets of several years and countries; the TV itself says which of them it has.
KNOWN_APPS: Final = (
    App("111299001912", "YouTube"),
    App("3201907018807", "Netflix"),
    App("11101200001", "Netflix"),
    App("3201910019365", "Prime Video"),
    App("3201512006785", "Prime Video"),
    App("3201901017640", "Disney+"),
    App("3201807016597", "Apple TV"),
    App("3201606009684", "Spotify"),
    App("3201512006963", "Plex"),
    App("3202301029760", "Max"),
    App("3201601007230", "HBO Max"),
    App("3201601007625", "Hulu"),
    App("3201710014981", "Paramount+"),
    App("3202110025305", "Paramount+"),
    App("3201707014489", "YouTube TV"),
    App("3201611010983", "YouTube Kids"),
    App("3202203026841", "Twitch"),
    App("3201808016802", "Pluto TV"),
    App("3201504001965", "Tubi"),
    App("3201806016390", "DAZN"),
    App("3201608010191", "Deezer"),
    App("3201511006428", "Rakuten TV"),
    App("3202302030097", "Crunchyroll"),
    App("3201710015016", "SmartThings"),
)
RECENT_APPS: Final = 5
ABSENT_FOR: Final = 600.0  # seconds: sets know none of their apps right after they come on, and people install some


class AppWatch:
    """Finds out which app is in the foreground, again and again while the TV is on."""

    def __init__(self, rest: RestClient, facts: Facts, timing: Timing) -> None:
        """Start with the apps that are known to exist somewhere."""
        self._rest = rest
        self._facts = facts
        self._timing = timing
        self._absent: dict[str, float] = {}
        self._recent: list[str] = []
        self._round_at = float("-inf")
        self._next_at = float("-inf")
        self._turn = asyncio.Lock()
        self._stirred = asyncio.Event()
        self._is_on = False
        facts.subscribe(self._changed)

    def hint(self) -> None:
        """Look at once: the TV or a command says that another app may have come to the front."""
        self._round_at = float("-inf")
        self._stirred.set()

    def _changed(self, state: TVState) -> None:
        """Look at once when the TV comes on."""
        is_on, self._is_on = self._is_on, state.power is Power.ON
        if self._is_on and not is_on:
            self._absent.clear()
            self.hint()

    async def run(self) -> None:
        """Look, and rest a little, for ever; while the TV is not on only rest."""
        while True:
            self._stirred.clear()
            if self._is_on:
                with suppress(SamsungError):
                    await self._look()
                self._doubt()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._timing.app_poll if self._is_on else None):
                    await self._stirred.wait()

    async def status(self, app_id: str) -> AppStatus | None:
        """Ask for one app, in turn with every other question of that kind; raises as RestClient."""
        async with self._turn:
            await asyncio.sleep(max(0.0, self._next_at - self._facts.clock()))
            self._next_at = self._facts.clock() + self._timing.app_pause
            return await self._rest.app_status(app_id)

    async def see(self, app: App) -> AppStatus | None:
        """Ask for one app and take over what the TV says of it."""
        status = await self.status(app.id)
        is_shown = self._facts.state.app is not None and self._facts.state.app.id == app.id
        if is_shown and (status is None or not status.visible):
            self._show(None)
        if status is None:
            self._absent[app.id] = self._facts.clock()
        elif status.visible:
            self._show(app if app in self._facts.state.apps else App(app.id, status.name or app.name))
        return status

    async def _look(self) -> None:
        """Ask the app shown last, then the ones before it, then all others where a full round is due."""
        shown = self._facts.state.app
        is_inventory = not self._facts.state.apps
        if shown and (status := await self.see(shown)) and status.visible and not is_inventory:
            return
        found: list[App] = []
        for app in self._due(shown):
            await self._confirm()
            if (status := await self.see(app)) is None:
                continue
            found.append(App(app.id, status.name or app.name))
            if status.visible and not is_inventory:
                break
        self._learn(found)

    async def _confirm(self) -> None:
        """Ask for the app shown again, where a long round keeps it from being asked in time."""
        state = self._facts.state
        if state.app and self._facts.clock() - state.evidence.app_at >= self._timing.app_poll:
            await self.see(state.app)

    def _doubt(self) -> None:
        """Stop showing an app of which the TV has told nothing for a while: it may long be another."""
        state = self._facts.state
        if state.app and self._facts.clock() - state.evidence.app_at >= self._timing.app_stale:
            self._show(None)

    def _due(self, shown: App | None) -> list[App]:
        """Return the apps to ask now, the one shown last first: all of them, or between full rounds the recent ones."""
        now = self._facts.clock()
        apps = self._facts.state.apps
        ids = {app.id for app in apps}
        known = (*apps, *(app for app in KNOWN_APPS if app.id not in ids))
        rank = {app_id: place for place, app_id in enumerate(self._recent)}
        due = (app for app in known if now - self._absent.get(app.id, float("-inf")) >= ABSENT_FOR)
        ranked = sorted(due, key=lambda app: rank.get(app.id, len(rank)))
        if shown is None and now - self._round_at < self._timing.app_round:
            return [app for app in ranked if app.id in self._recent[:RECENT_APPS]]
        self._round_at = now
        return ranked

    def _show(self, app: App | None) -> None:
        """Take over which app is in the foreground."""
        state = self._facts.state
        if app is None:
            self._facts.set(replace(state, app=None))
            return
        self._recent = [app.id, *(app_id for app_id in self._recent if app_id != app.id)]
        self._facts.weigh(replace(state.evidence, app_at=self._facts.clock()))
        self._facts.set(replace(self._facts.state, app=app))

    def _learn(self, found: list[App]) -> None:
        """Add apps that the TV turned out to have and has not listed; one id a name."""
        apps = self._facts.state.apps
        names = {app.name.casefold() for app in apps}
        new = {app.name.casefold(): app for app in reversed(found) if app.name.casefold() not in names}
        if new:
            added = tuple(app for app in found if new.get(app.name.casefold()) is app)
            self._facts.set(replace(self._facts.state, apps=(*apps, *added)))
