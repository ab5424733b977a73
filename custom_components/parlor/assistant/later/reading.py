"""Reads when something is to be done, as a model or a person writes it. Pure.

A repair is made only where nothing else can be meant; what is left open is asked back with candidates.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
import re
from typing import Any, Final

from ..home import Home
from ..watched.ask import named_screens
from ..watched.screens import ToldScreen
from .moments import OutOfReach, read_moment, read_span, read_time_of_day, within_reach
from .states import StateOf, read_state
from .when import DAYS, AtSun, AtTime, Every, NotRead, OnScreen, When
from .words import CODES, Words, load_all, load_words

MOST_WORDS: Final = 200
_ALWAYS: Final = re.compile(
    r"^(?:always|every time|each time|whenever|immer|jedes mal|immer wenn|항상|매번)[,:]?\s+(?=\S)", re.IGNORECASE
)
_EVERY: Final = re.compile(r"^(?:on )?(?:every|each|daily|jeden|jede|매일|weekdays|weekends)\b", re.IGNORECASE)
_DAY_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "day": DAYS, "morning": DAYS, "evening": DAYS, "night": DAYS, "daily": DAYS, "tag": DAYS, "morgen": DAYS, "abend": DAYS,
    "매일": DAYS, "weekday": DAYS[:5], "weekdays": DAYS[:5], "workday": DAYS[:5], "werktag": DAYS[:5], "weekend": DAYS[5:],
    "weekends": DAYS[5:], "wochenende": DAYS[5:], "monday": ("mon",), "tuesday": ("tue",), "wednesday": ("wed",),
    "thursday": ("thu",), "friday": ("fri",), "saturday": ("sat",), "sunday": ("sun",), "montag": ("mon",),
    "dienstag": ("tue",), "mittwoch": ("wed",), "donnerstag": ("thu",), "freitag": ("fri",), "samstag": ("sat",),
    "sonntag": ("sun",),
}  # fmt: skip
_EVENINGS: Final = frozenset({"evening", "night", "abend"})
_SUN: Final = re.compile(
    r"^(?:when |at |every )?(?:(?P<span>.+?) (?P<side>before|after) )?(?:the )?"
    r"(?:(?P<event>sunset|sunrise)|sun (?P<verb>sets|rises))$",
    re.IGNORECASE,
)
_TRIGGER_NAME: Final = re.compile(
    r"^(?:parlor\.)?(?P<event>viewing_(?:finished|abandoned|paused|resumed|started)|next_episode|title_changed|near_the_end)"
    r"(?: (?:on|in) (?:the )?(?P<place>.+))?$",
    re.IGNORECASE,
)
_NEAR_THE_END: Final = 5.0  # minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """When something is wished for, once or always."""

    when: When
    is_always: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where and when it is said: the home and its screens, the states, the time, and the room of the speaker."""

    home: Home
    screens: Sequence[ToldScreen]
    state_of: StateOf
    now: datetime
    area: str | None = None


def read_wish(raw: Any, place: Place) -> Wish | NotRead:
    """Read when something is to be done: `in 20 minutes`, `film ends on <screen>`, `<entity> below 18`, `every day 7:00`."""
    text = " ".join(_as_text(raw).split())[:MOST_WORDS].strip(" .,")
    if not text:
        return NotRead(problem="`when` is missing.")
    bare = _ALWAYS.sub("", text)
    is_always = bare != text or _EVERY.match(text) is not None
    try:
        when = _read(bare, place, is_always=is_always)
    except OutOfReach:
        return NotRead(problem="That time has passed, or is more than a year away.")
    return when if isinstance(when, NotRead) else Wish(when=when, is_always=is_always)


def _as_text(raw: Any) -> str:
    """Return what a model wrote, whether as words or in fields."""
    if not isinstance(raw, Mapping):
        return raw if isinstance(raw, str) else ""
    given = {str(key).casefold(): str(value) for key, value in raw.items() if value not in (None, "")}
    lasting = f" for {given['for']}" if "for" in given else ""
    if thing := given.get("entity_id") or given.get("entity"):
        thing += f" {given['attribute']}" if "attribute" in given else ""
        for side in ("above", "below"):
            if side in given:
                return f"{thing} {side} {given[side]}{lasting}"
        return f"{thing} is {given.get('to') or given.get('state', '')}{lasting}"
    if event := given.get("event"):
        where = given.get("screen") or given.get("area")
        return f"{event} on {where}" if where else event
    delay = given.get("in") or given.get("after") or given.get("delay")
    return f"in {delay}" if delay else given.get("at") or given.get("time") or given.get("when", "")


def _read(text: str, place: Place, *, is_always: bool) -> When | NotRead:
    """Return when it is, of what it can be the likeliest first."""
    if is_always and (every := _every(text)) is not None:
        return every
    every_language = load_all()
    for words in every_language if not is_always else ():
        if (at := read_moment(text, words, place.now)) is not None:
            return AtTime(at=at)
        if (span := read_span(text, words)) is not None:
            return AtTime(
                at=within_reach(datetime.fromtimestamp(place.now.timestamp() + span, place.now.tzinfo), place.now)
            )
    if (sun := _sun(text)) is not None:
        return sun
    for words in every_language:
        if (found := read_event(text, words, place, is_always=is_always)) is not None:
            return found
    return read_state(text, place.home, place.state_of, is_always=is_always)


def read_event(text: str, words: Words, place: Place, *, is_always: bool = False) -> OnScreen | NotRead | None:
    """Return what is to happen on which screens; None where nothing of the kind is said."""
    for event, found in _events(text, words):
        given = found.groupdict()
        screens = _screens(given.get("place"), place, is_always=is_always)
        if not screens:
            names = tuple(screen.name for screen in place.screens)
            return NotRead(problem="There is no such screen.", candidates=names)
        minutes = words.number(given["n"]) if given.get("n") else None
        kind = words.kinds.get(" ".join((given.get("kind") or "").casefold().split()), "") if is_always else ""
        on = OnScreen(event=event, screens=screens, kind=kind)
        return replace(on, minutes=minutes or _NEAR_THE_END) if event == "near_the_end" else on
    return None


def _events(text: str, words: Words) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the events that a text names."""
    if found := _TRIGGER_NAME.match(text):
        event = found["event"].casefold()
        yield "viewing_finished" if event == "viewing_abandoned" else event, found
    for event, patterns in words.events.items():
        for pattern in patterns:
            # Models leave "when" out.
            if found := pattern.fullmatch(text) or pattern.fullmatch(f"when {text}"):
                yield event, found


def _screens(said: str | None, place: Place, *, is_always: bool) -> tuple[str, ...]:
    """Return the entities of the screens that are meant: those named, else the one in use, or of the room, else all."""
    if said:
        return tuple(screen.thing.entity_id for screen in named_screens(place.screens, said.strip()))
    chosen = list(place.screens)
    if not is_always:
        used = [screen for screen in chosen if screen.activity.is_active]
        here = [screen for screen in used or chosen if place.area and screen.thing.area == place.area]
        chosen = here or used or chosen
    return tuple(screen.thing.entity_id for screen in chosen)


def _sun(text: str) -> AtSun | None:
    """Return the sunrise or the sunset that a text says."""
    if not (found := _SUN.match(text)):
        return None
    offset = read_span(found["span"], load_words("en")) if found["span"] else 0.0
    if offset is None:
        return None
    event = (found["event"] or {"sets": "sunset", "rises": "sunrise"}[found["verb"].casefold()]).casefold()
    return AtSun(event=event, offset=-offset if (found["side"] or "").casefold() == "before" else offset)


def _every(text: str) -> Every | None:
    """Return the time of day and the days of "every weekday at 7:00"."""
    words = re.split(r"[\s,]+", text.casefold())
    days: set[str] = set()
    is_evening, rest = False, []
    for word in words:
        if word in ("every", "each", "on", "and", "und", "jeden", "jede", "am"):
            continue
        if (named := _DAY_NAMES.get(word) or _DAY_NAMES.get(word.removesuffix("s"))) is not None:
            days.update(named)
            is_evening |= word in _EVENINGS
        else:
            rest.append(word)
    if not days or not rest:
        return None
    at = _time_of_day(" ".join(rest))
    if at is None:
        return None
    if is_evening and at.hour < 12 and not re.search(r"\b0\d:", text):
        at = at.replace(hour=at.hour + 12)
    return Every(at=at, days=tuple(day for day in DAYS if day in days))


def _time_of_day(text: str) -> time | None:
    """Return a time of day in any language."""
    times: Iterator[time | None] = (
        read_time_of_day(said, load_words(code)) for code in CODES for said in (text, f"at {text}", f"um {text}")
    )
    return next((at for at in times if at is not None), None)
