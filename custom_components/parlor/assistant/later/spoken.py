"""Sentences about later: "in 10 minutes turn off the TV", "what have you planned", without a model. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
import re
from typing import Final

from .moments import OutOfReach, read_moment
from .reading import Place, read_event
from .states import SAID_STATES, read_state
from .when import AtTime, Once, OnScreen, OnState
from .words import Words

# Words that say when, and words in all: more nobody needs.
MOST_WORDS: Final = 10
LONGEST: Final = 25
_WHEN: Final = re.compile(r"(?:when|once|as soon as)\s", re.IGNORECASE)
# "That the match begins" at eight: the time was a part of it. So it is of "before", of what is asked, of what comes every day, of what others
# are to be told, and of a second command.
_NO_REMINDER: Final = re.compile(
    r"\b(?:is|are|was|be|starts?|begins?|opens?|closes?|leaves?|comes?|arrives?|at|on|by|for|from|until|beginn\w*|um|bis|ab|von|für)$"
    r"|^(?:what|how|when|where|who|why|which|if|whether|and|again|[ap]\.?m|wann|wie|was|wo|wer|ob|und|uhr|daran|nochmal|wenn)\b"
    r"|\b(?:before|ahead of|vor|every|each|daily|weekly|always|jede\w*|täglich|wöchentlich|immer|(?:mon|tues|wednes|thurs|fri|satur|sun)days|(?:mon|diens|donners|frei|sams|sonn)tags|mittwochs)\b"
    r"|\b(?:and|und)\b.*\b(?:turn|switch|mach|schalt|open|close|play|dim)\w*\b|전에|매일|매주|마다|고\s|한테 .*오라|에게|께\s|아이들한테",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(r"^[\s,]+|[\s,.!?]+$")


@dataclass(frozen=True, slots=True)
class Delayed:
    """A sentence without the words that say when, and when; `said` are those words."""

    text: str
    when: Once
    said: str


@dataclass(frozen=True, slots=True)
class AboutPlans:
    """A sentence about what is planned: to be told or cancelled, and which of it."""

    is_cancel: bool
    words: str = ""


def read_delayed(text: str, words: Words, place: Place) -> list[Delayed]:
    """Return how a sentence can be taken apart into what and when, with the most words for when first."""
    if text.count(" ") >= LONGEST:
        return []
    return list(_delayed(_ENDS.sub("", " ".join(text.split())), words, place))


def _delayed(text: str, words: Words, place: Place) -> Iterator[Delayed]:
    """Yield the readings of a sentence."""
    pieces = text.split(" ")
    for size in range(min(MOST_WORDS, len(pieces) - 1), 0, -1):
        for start in range(len(pieces) - size + 1):
            said = " ".join(pieces[start : start + size])
            if (when := _when(said, words, place)) is not None:
                yield Delayed(_ENDS.sub("", " ".join(pieces[:start] + pieces[start + size :])), when, said)


def _when(said: str, words: Words, place: Place) -> Once | None:
    """Return when some words say that it is to be."""
    said = _ENDS.sub("", said)
    try:
        if (at := read_moment(said, words, place.now)) is not None:
            return AtTime(at=at)
    except OutOfReach:
        return None
    event = read_event(said, words, place)
    if isinstance(event, OnScreen):
        return event
    return _state(said, place) if words.code == "en" else None


def _state(said: str, place: Place) -> OnState | None:
    """Return the state of a thing that is waited for, where it is one that people have a word for, or a number."""
    if not _WHEN.match(said):
        return None
    state = read_state(said, place.home, place.state_of)
    if not isinstance(state, OnState):
        return None
    return state if not state.states or SAID_STATES.issuperset(state.states) else None


def read_reminder(delayed: Delayed, words: Words) -> str:
    """Return what the speaker is to be reminded of, as it was said; empty where it is something else, or comes again, or has more of a time in it."""
    text = _ENDS.sub("", " ".join(delayed.text.split()))
    found = (pattern.fullmatch(text) for pattern in words.reminders)
    said = next((_ENDS.sub("", match["text"]) for match in found if match), "")
    return "" if _NO_REMINDER.search(said) or words.hint.search(said) else said


def read_about_plans(text: str, words: Words) -> AboutPlans | None:
    """Return what a sentence asks of the plans, None where it is about something else."""
    text = _ENDS.sub("", " ".join(text.split()))
    for is_cancel, patterns in ((False, words.lists), (True, words.cancels)):
        for pattern in patterns:
            if found := pattern.fullmatch(text):
                given = found.groupdict()
                return AboutPlans(is_cancel, "all" if given.get("all") else (given.get("rest") or "").strip())
    return None
