"""Questions to the history, as people ask them, answered from what may be told: of exposed screens, where that was allowed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
import re
import time
from typing import Final

from homeassistant.core import HomeAssistant

from ...viewing.history import By, History, Known, LeftOff, Wanted
from ...viewing.history.words import spelt
from ...viewing.seen import Activity
from ...viewing.title import TitleKind
from ...viewing.viewing import Outcome, Viewing
from ..home import Home
from .screens import ToldScreen, household_of, screens_of
from .spans import Span

MOST_READ: Final = 150
EVER: Final = 20 * 365 * 86400.0  # seconds: a span, however long, is added up faster than everything
MOST_UNFINISHED: Final = 10
GLANCE: Final = 60.0  # seconds of a viewing that nobody means by "we watched"
# What is seen in no viewing of a film or a series, but is no watching either.
_NOT_WATCHED: Final = frozenset({TitleKind.MUSIC.value, TitleKind.GAME.value})
_ENTRY_ID: Final = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}|[0-9a-f]{32}")


class Ask(StrEnum):
    """What can be asked of the history."""

    WATCHED = "watched"  # what was watched
    TIME = "time"  # for how long
    TITLE = "title"  # when and how far a film or a series was watched
    UNFINISHED = "unfinished"  # what can be gone on with


class NotTold(StrEnum):
    """Why there is no answer; each is the key of a sentence in `replies/`."""

    OFF = "history_off"
    NOT_ALLOWED = "history_not_allowed"
    BROKEN = "history_broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question; what is empty or None is not asked for. `place` is the name of a screen or a room, `person` as people say it."""

    ask: Ask
    title: str = ""
    span: Span | None = None
    person: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the history says.

    `person` is whom it is about, empty where it covers everybody; `is_person_unknown` says that somebody was asked for of whom nothing is
    known. `seconds` is the time that was watched in all, `viewings` are newest first, each work once, and mere glances only where there is nothing else.
    """

    question: Question
    viewings: tuple[Viewing, ...] = ()
    seconds: float = 0.0
    stop: LeftOff | None = None
    unfinished: tuple[LeftOff, ...] = ()
    person: str = ""
    is_person_unknown: bool = False
    is_place_unknown: bool = False
    screens: tuple[ToldScreen, ...] = ()


def history_of(hass: HomeAssistant) -> History | NotTold:
    """Return the history, or why it may not be asked."""
    household = household_of(hass)
    if household is None or household.history is None:
        return NotTold.OFF
    return household.history if household.asks_history else NotTold.NOT_ALLOWED


async def async_ask(hass: HomeAssistant, home: Home, history: History, question: Question) -> Answer:
    """Answer a question for whoever sees this home; raises HistoryError where the file cannot be read."""
    known, screens = await history.known(), screens_of(hass, home)
    named = named_screens(screens, question.place) if question.place else screens
    if question.place and not named:
        return Answer(question=question, is_place_unknown=True, screens=screens)
    meant = frozenset(screen.id for screen in named)
    told = meant if question.place else meant | _without_screen(known, home)
    persons, is_unknown = _persons(hass, known, question.person)
    answer = Answer(question=question, person=", ".join(sorted(persons)), is_person_unknown=is_unknown, screens=screens)
    if not told:
        return answer
    span = question.span
    wanted = Wanted(
        screens=told,
        persons=persons,
        since=span.since.timestamp() if span else None,
        until=span.until.timestamp() if span else None,
    )
    return _as_it_is(await _async_filled(history, answer, wanted))


def _as_it_is(answer: Answer) -> Answer:
    """Return an answer in which only what is on goes on: the history keeps open for a while what may come back."""
    on = {
        screen.viewing.id: screen.title
        for screen in answer.screens
        if screen.viewing and screen.activity is not Activity.PAUSED
    }
    now = {viewing.id: viewing for screen in answer.screens for viewing in screen.open_ones}

    def seen(viewing: Viewing) -> Viewing:
        if viewing.ended is not None:
            return viewing
        newest = now.get(viewing.id, viewing)
        viewing = replace(viewing, as_of=max(viewing.as_of, newest.as_of), position=newest.position)
        is_on = viewing.id in on and (viewing.title is None or on[viewing.id] is not None)
        return viewing if is_on else replace(viewing, ended=viewing.as_of)

    def stopped(stop: LeftOff) -> LeftOff:
        return replace(stop, viewing=seen(stop.viewing))

    return replace(
        answer,
        viewings=tuple(map(seen, answer.viewings)),
        stop=stopped(answer.stop) if answer.stop else None,
        unfinished=tuple(map(stopped, answer.unfinished)),
    )


async def _async_filled(history: History, answer: Answer, wanted: Wanted) -> Answer:
    """Return an answer with what the history says of what is meant."""
    question = answer.question
    if question.ask is Ask.UNFINISHED:
        asked = replace(wanted, series=None, title=question.title or None)
        found = await history.continue_watching(asked, limit=MOST_UNFINISHED)
        return replace(answer, unfinished=found)
    if question.ask is Ask.TITLE:
        (person,) = wanted.persons or {None}
        stop = await history.left_off(question.title, person=person, screens=wanted.screens)
        if stop is None and person is None:
            stop = _just_begun(answer.screens, question.title)
        if stop is None:
            return answer
        viewings = await history.viewings(replace(wanted, title=question.title, limit=MOST_READ))
        return replace(answer, stop=stop, viewings=_each_once(viewings))
    asked = replace(wanted, title=question.title or None)
    now = time.time()
    totals = await history.totals(asked if question.span else replace(asked, since=now - EVER, until=now), By.KIND)
    seconds = sum(total.seconds for total in totals if total.key not in _NOT_WATCHED)
    if question.ask is Ask.TIME:
        return replace(answer, seconds=seconds)
    viewings = await history.viewings(replace(asked, limit=MOST_READ))
    return replace(answer, seconds=seconds, viewings=_each_once(_within(viewing, wanted) for viewing in viewings))


def _just_begun(screens: Iterable[ToldScreen], words: str) -> LeftOff | None:
    """Return what is watched of a title that the history does not know yet."""
    for viewing in (viewing for screen in screens for viewing in screen.open_ones):
        title = viewing.title
        if title is not None and any(name and spelt(name) == spelt(words) for name in (title.name, title.series)):
            return LeftOff(viewing=viewing, is_finished=False)
    return None


def _within(viewing: Viewing, wanted: Wanted) -> Viewing:
    """Return a viewing with as much as was watched of it in a span, as if it had run evenly."""
    begin, end = viewing.started, max(viewing.as_of, viewing.started)
    inside = min(end, wanted.until or end) - max(begin, wanted.since or begin)
    if end <= begin or inside >= end - begin:
        return viewing
    return replace(viewing, watched=viewing.watched * max(0.0, inside) / (end - begin))


def _each_once(viewings: Iterable[Viewing]) -> tuple[Viewing, ...]:
    """Return the newest viewing of each work without glances, unless there are only such; of one in pieces, how long all of them were."""
    found: dict[object, Viewing] = {}
    for viewing in viewings:
        if viewing.activity is Activity.LISTENING:
            continue
        key = viewing.title.key if viewing.title else (viewing.screen, viewing.app, viewing.channel, viewing.source)
        if (newer := found.get(key)) is None:
            found[key] = viewing
        else:
            found[key] = replace(newer, watched=newer.watched + viewing.watched, started=viewing.started)
    every = tuple(found.values())
    meant = (viewing for viewing in every if viewing.watched >= GLANCE or viewing.outcome is Outcome.FINISHED)
    return tuple(meant) or every


def _without_screen(known: Known, home: Home) -> frozenset[str]:
    """Return what the history has of no screen of ours: imported, or marked by hand; of a player, only where that is exposed."""
    others = {name for name in known.screens if not _ENTRY_ID.fullmatch(name)}
    return frozenset(name for name in others if not name.startswith("media_player.") or name in home.by_id)


def named_screens(screens: Iterable[ToldScreen], place: str) -> tuple[ToldScreen, ...]:
    """Return the screens of a name, an entity or a room."""
    wanted = place.strip().casefold()
    every = tuple(screens)

    def names(screen: ToldScreen) -> set[str]:
        thing = screen.thing
        return {each.casefold() for each in (screen.name, thing.entity_id, *thing.names, *screen.parts)}

    found = tuple(screen for screen in every if wanted in names(screen))
    return found or tuple(
        screen
        for screen in every
        if wanted in ((screen.thing.area or "").casefold(), (screen.thing.floor or "").casefold())
    )


def _persons(hass: HomeAssistant, known: Known, said: str) -> tuple[frozenset[str], bool]:
    """Return the persons of a name in the history, and whether somebody was named of whom nothing is known."""
    wanted = said.strip().casefold()
    if not wanted:
        return frozenset(), False
    exact = {person for person in known.persons if person.casefold() == wanted}
    part = {person for person in known.persons if wanted in person.casefold().split()}
    if found := exact or (part if len(part) == 1 else set()):
        return frozenset(list(found)[:1]), False
    people = {state.name.casefold(): state.name for state in hass.states.async_all("person")}
    if wanted in people:  # somebody of the household of whom nothing was seen
        return frozenset({people[wanted]}), False
    return frozenset(), True
