"""Learns more of what is watched than its players tell: from those who know works, and from a guide. Only where the user wants that."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
import time
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from homeassistant.core import HomeAssistant, callback

from .viewing.observation import Medium
from .viewing.title import Title, TitleKind
from .viewing.titles.details import Details
from .viewing.titles.words import norm
from .viewing.watch import Change

if TYPE_CHECKING:
    from .screen import Screen
    from .viewing.titles.guide import Guide

MOST_PEOPLE: Final = 10  # who are kept with a title
LOOK_AGAIN: Final = 900.0  # seconds after which a channel is asked about anew of which nothing is known
LIVE: Final = frozenset({TitleKind.LIVE, TitleKind.NEWS, TitleKind.SPORT})


class Lookups:
    """What is known of what one screen shows; `details` are those of its title."""

    def __init__(self, hass: HomeAssistant, screen: Screen) -> None:
        """Know nothing yet."""
        self._hass = hass
        self._screen = screen
        self._title: str | None = None
        self._channel: str | None = None
        self._shown: Medium | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._whom: tuple[object, object] = (screen.household.metadata, screen.household.guide)
        self.details: Details | None = None

    @callback
    def take(self, change: Change) -> None:
        """Look up what is new."""
        seen, household = change.seen, self._screen.household
        title, medium = seen.title, seen.medium
        key = title.key if title else None
        if key != self._title:
            self._title, self.details = key, None
            if title and medium and household.metadata is not None and title.kind not in LIVE:
                self._screen.run(self._async_look_up(title, medium), "parlor looks a title up")
        channel = seen.channel if medium is not None and medium.is_live and medium.title is None else None
        if channel != self._channel:
            if self._shown is not None:  # once this change is told: another programme is on when the channel is back
                self._hass.loop.call_soon(self._forget, self._shown)
            self._channel, self._shown = channel, medium if channel is not None else None
            self.end()
            if channel is not None and medium is not None and household.guide is not None:
                self._screen.run(self._async_look_for(household.guide, channel, medium), "parlor reads the guide")

    @callback
    def household_changed(self, change: Change) -> None:
        """Look up what is on, where somebody can be asked now who could not before, and nobody any more otherwise."""
        household = self._screen.household
        whom = (household.metadata, household.guide)
        if whom != self._whom:
            self._whom = whom
            self._title = self._channel = None
            self.end()
            self.take(change)

    @callback
    def end(self) -> None:
        """Come back to no channel."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    @callback
    def _forget(self, medium: Medium) -> None:
        """Know no programme any more of a channel that is shown no more."""
        if medium != self._shown:
            self._screen.async_take(self._screen.watch.unlearn(medium))

    async def _async_look_up(self, title: Title, medium: Medium) -> None:
        """Learn what is known of a title."""
        metadata = self._screen.household.metadata
        details = await metadata.look_up(title) if metadata is not None else None
        if details is None or self._title != title.key:
            return
        self.details = details
        self._screen.async_take(self._screen.watch.learn(_with(title, details), medium))

    async def _async_look_for(self, guide: Guide, channel: str, medium: Medium) -> None:
        """Learn what a channel shows, and come back when that is over."""
        now = time.time()
        programme = await guide.programme(channel, now)
        if self._channel != channel:
            return
        title = programme.title(channel) if programme else None
        watch = self._screen.watch
        self._screen.async_take(watch.learn(title, medium) if title else watch.unlearn(medium))
        again = programme.end - now if programme else LOOK_AGAIN
        self.end()
        look = callback(
            lambda: self._screen.run(self._async_look_for(guide, channel, medium), "parlor reads the guide")
        )
        self._timer = self._hass.loop.call_later(max(again, 1.0), look)


def _with(title: Title, details: Details) -> Title:
    """Return a title with what is known of it beside what its player told."""
    ids: Mapping[str, str] = MappingProxyType({**details.ids, **title.ids})
    people = title.people or tuple(dict.fromkeys(credit.name for credit in details.people))[:MOST_PEOPLE]
    series = norm(title.series or "")
    is_unnamed = bool(series) and norm(title.name).startswith(f"{series} ") and norm(details.name or series) != series
    return replace(
        title,
        name=(details.name if is_unnamed else None) or title.name,
        year=title.year or (None if title.series else details.year),
        people=people,
        ids=ids,
    )
