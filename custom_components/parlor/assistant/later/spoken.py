"""Sentences about later: "in 10 minutes turn off the TV", "what have you planned", without a model. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
import re
from typing import Final

from .moments import OutOfReach, read_moment
from .reading import Place, read_event
from .when import AtTime, Once, OnScreen
from .words import Words

# Words that say when, and words in all: more nobody needs.
MOST_WORDS: Final = 10
LONGEST: Final = 25
_ENDS: Final = re.compile(r"^[\s,]+|[\s,.!?]+$")


@dataclass(frozen=True, slots=True)
class Delayed:
    """A sentence without the words that say when, and when."""

    text: str
    when: Once


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
                yield Delayed(_ENDS.sub("", " ".join(pieces[:start] + pieces[start + size :])), when)


def _when(said: str, words: Words, place: Place) -> Once | None:
    """Return when some words say that it is to be."""
    said = _ENDS.sub("", said)
    try:
        if (at := read_moment(said, words, place.now)) is not None:
            return AtTime(at=at)
    except OutOfReach:
        return None
    event = read_event(said, words, place)
    return event if isinstance(event, OnScreen) else None


def read_about_plans(text: str, words: Words) -> AboutPlans | None:
    """Return what a sentence asks of the plans, None where it is about something else."""
    text = _ENDS.sub("", " ".join(text.split()))
    for is_cancel, patterns in ((False, words.lists), (True, words.cancels)):
        for pattern in patterns:
            if found := pattern.fullmatch(text):
                given = found.groupdict()
                return AboutPlans(is_cancel, "all" if given.get("all") else (given.get("rest") or "").strip())
    return None
