"""Sentences about what is and was watched: questions to the history, and films and series by their names. Pure.

They are read after all others: a title is any words, and what else a sentence can mean comes first.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
import re
from typing import Any, Final

from hassil.intents import SlotList
from hassil.recognize import recognize_all

from ..home import Thing
from ..watched.ask import Ask
from ..watched.screens import ToldScreen
from .kinds import is_screen
from .language import Language
from .parts import AnswerPart, AskPart, TitlePart
from .screens import screen_answer, who_watches
from .surroundings import Surroundings

type AskedParts = tuple[AskPart, ...] | tuple[TitlePart, ...] | tuple[AnswerPart, ...]

_MOST_READINGS: Final = 40
# What is about watching, but is told by nobody without a model.
_LEFT: Final = "LeftToModel"
_QUESTIONS: Final[Mapping[str, Ask]] = {
    "HistoryWatched": Ask.WATCHED,
    "HistoryTime": Ask.TIME,
    "HistoryTitle": Ask.TITLE,
    "HistoryUnfinished": Ask.UNFINISHED,
}
# What is on is to go on elsewhere.
_MOVED: Final = "MoveTitle"
_STARTS: Final[Mapping[str, str]] = {
    _MOVED: "resume",
    "ContinueTitle": "resume",
    "PlayTitle": "resume",
    "NextEpisode": "next",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a sentence of this kind says."""

    action: str
    title: str = ""
    span: str = ""
    person: str = ""
    is_guess: bool = False  # whether nobody here is known to be called so
    area: str = ""
    floor: str = ""
    name: str = ""
    scope: str = ""
    source: str = ""

    @property
    def has_place(self) -> bool:
        """Say whether it says where."""
        return bool(self.area or self.floor or self.name or self.scope == "here")


def read_ask(text: str, language: Language, lists: Mapping[str, SlotList]) -> Asked | None:
    """Return the reading of a sentence that leaves the fewest words to a title, or to a name that nobody here has."""
    found = list(islice(_read(text, language, lists), _MOST_READINGS))
    return min(found, key=_least_certain_last, default=None)


def _least_certain_last(asked: Asked) -> tuple[int, int, bool]:
    """Return what sorts readings: of two like ones, what is left to a model word for word comes first, by a name or any words last."""
    guessed = len(asked.title) + (len(asked.person) if asked.is_guess else 0)
    left = 2 if guessed or asked.source else 0
    return guessed, left if asked.action == _LEFT else 1, not asked.has_place


def _read(text: str, language: Language, lists: Mapping[str, SlotList]) -> Iterator[Asked]:
    for result in recognize_all(
        language.matchable(text), language.asks, slot_lists=dict(lists), language=language.code
    ):
        slots: dict[str, Any] = {}
        for entity in result.entities_list:
            if slots.setdefault(entity.name, entity.value) != entity.value:
                break
        else:
            if (asked := _asked(text, language, result.intent.name, slots)) is not None:
                yield asked


def _asked(text: str, language: Language, action: str, slots: Mapping[str, Any]) -> Asked | None:
    """Return what is asked, None where what would be its title or its name cannot be one."""
    title = language.noun(str(slots["title"]).strip(), text) if "title" in slots else ""
    guess = str(slots.get("somebody") or "").strip()
    if not _is_title(title, action, language) or (guess and not _is_name(guess, text, language)):
        return None
    told = {key: str(slots[key]) for key in ("span", "area", "floor", "name", "scope", "source") if key in slots}
    person = guess or str(slots.get("person") or slots.get("others") or "")
    return Asked(action=action, title=title, person=person, is_guess=bool(guess), **told)


def _is_title(words: str, action: str, language: Language) -> bool:
    """Say whether words can be a title: none that deny or delay a wish, or that ask themselves where spaces mean nothing."""
    if action in _STARTS and language.has_condition(words):
        return False
    is_asked = language.is_unspaced and (language.is_question(words) or language.has_condition(words))
    return action == _LEFT or not is_asked


def _is_name(words: str, text: str, language: Language) -> bool:
    """Say whether words can be the name of somebody: a single one, and no time."""
    said = words
    if language.is_unspaced and (found := re.search(r"\s*".join(map(re.escape, words)), text)):
        said = found[0]
    return len(said.split()) == 1 and not language.has_condition(said)


def plan_ask(text: str, asked: Asked, around: Surroundings) -> AskedParts | None:
    """Return what a sentence of this kind comes to; nothing where it is not certain, None where nobody else can know it either."""
    if asked.action == _LEFT:
        return None
    if asked.scope == "here" and around.area is None:
        return ()
    if asked.action in _QUESTIONS:
        place = _place(asked, around)
        if place is None:
            return ()
        ask = _QUESTIONS[asked.action]
        return (AskPart(text=text, ask=ask, title=asked.title, span=asked.span, person=asked.person, place=place),)
    if asked.action == "WhoWatches":
        return _who_watches(text, asked, around) if asked.person else _each_who_watches(text, asked, around)
    return _plan_title(text, asked, around)


def _plan_title(text: str, asked: Asked, around: Surroundings) -> AskedParts:
    """Return what a wish for a title comes to; nothing where it is not certain where, or which."""
    target = _target(asked, around)
    if asked.has_place and target is None:
        return ()
    if asked.action == "SkipIntro":
        return (AnswerPart(text=text, reply="intro_unknown", placeholders={"name": target.name if target else "TV"}),)
    title = asked.title
    if asked.action == _MOVED and not (title := _on_elsewhere(target, around)):
        return ()
    return (
        TitlePart(
            text=text,
            title=title,
            span=asked.span,
            start=_STARTS[asked.action],
            target=target.entity_id if target else "",
        ),
    )


def _place(asked: Asked, around: Surroundings) -> str | None:
    """Return the screen or the room that a question is about, empty where it is about all; None where there is none such."""
    if asked.name:
        things = [thing for thing in around.called.get(asked.name, ()) if thing.entity_id in around.screens]
        return things[0].entity_id if len(things) == 1 else None
    if asked.scope == "here":
        return around.area
    return asked.area or asked.floor


def _target(asked: Asked, around: Surroundings) -> Thing | None:
    """Return the screen that a title is to be on: the one that was named, else the one of the room, else the one in use, else the only one."""
    if asked.name:
        things = [thing for thing in around.called.get(asked.name, ()) if thing.domain == "media_player"]
        return things[0] if len(things) == 1 else None
    screens = _screens(around)
    if area := asked.area or ("" if asked.floor else around.area or ""):
        here = [thing for thing in screens if thing.area == area]
        if len(here) == 1 or asked.area or asked.scope == "here":
            return here[0] if len(here) == 1 else None
    if asked.floor:
        screens = [thing for thing in screens if thing.floor == asked.floor]
    used = [thing for thing in screens if _is_used(thing, around)]
    chosen = used if len(used) == 1 and not asked.title else screens
    return chosen[0] if len(chosen) == 1 else None


def _on_elsewhere(target: Thing | None, around: Surroundings) -> str:
    """Return the film or the series that is on a screen other than a target, empty where that is none, or not just one."""
    titles = {
        screen.title.series or screen.title.name
        for screen in _each(around.screens.values())
        if screen.title and target and target.entity_id not in screen.parts and screen.thing != target
    }
    return titles.pop() if len(titles) == 1 else ""


def _screens(around: Surroundings) -> list[Thing]:
    """Return what stands for each screen, and the TVs that are of none."""
    known = list(dict.fromkeys(screen.thing for screen in around.screens.values()))
    players = around.of_domains({"media_player"})
    return [*known, *(thing for thing in players if thing.entity_id not in around.screens and is_screen(thing))]


def _is_used(thing: Thing, around: Surroundings) -> bool:
    """Say whether something is on there."""
    screen = around.screens.get(thing.entity_id)
    return screen.activity.is_active if screen else around.is_in(thing, ("playing", "paused"))


def _who_watches(text: str, asked: Asked, around: Surroundings) -> tuple[AnswerPart, ...]:
    """Return what somebody watches, as far as that is told; else that it is not, and what is on."""
    screens = [screen for screen in _each(around.screens.values()) if screen.activity.is_active]
    wanted = asked.person.casefold()
    theirs = [screen for screen in screens if (screen.seen.person or "").casefold() == wanted]
    if theirs:
        return tuple(screen_answer(text, screen) for screen in theirs)
    unknown = AnswerPart(text=text, reply="now_whose_unknown", placeholders={"person": asked.person})
    return (unknown, *(screen_answer(text, screen) for screen in screens if not screen.seen.person))


def _each_who_watches(text: str, asked: Asked, around: Surroundings) -> tuple[AnswerPart, ...] | None:
    """Return who watches what on every screen, or where it was asked; None where a thing was named that is no screen."""
    things = _screens(around)
    if asked.name:
        things = [thing for thing in around.called.get(asked.name, ()) if thing in things]
        if not things:
            return None
    if area := asked.area or (around.area if asked.scope == "here" else ""):
        things = [thing for thing in things if thing.area == area]
    if asked.floor:
        things = [thing for thing in things if thing.floor == asked.floor]
    return who_watches(text, things, around)


def _each(screens: Iterable[ToldScreen]) -> tuple[ToldScreen, ...]:
    return tuple({screen.id: screen for screen in screens}.values())
