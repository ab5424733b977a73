"""What is remembered, for whom: bounded, and found again by the words of a sentence. Pure.

What is remembered is data. It is shown to a model as such, and no step's permission depends on it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

from rapidfuzz import fuzz, utils

from homeassistant.util.ulid import ulid_now

from ..prompt.describe import plain
from .words import alike_words, score

MOST: Final = 100  # for each person, and for the household
MOST_CHARACTERS: Final = 200
# Of 100: from there on two texts say the same, but for capitals, spaces and punctuation.
SAME: Final = 100
# How much of the words that are to be forgotten, or asked for, must be in what is meant.
LEAST_MEANT: Final = 0.6
_ENTRIES: Final = "entries"

type Owner = str | None
"""A user's id; None for the household, which is everybody."""


class Refusal(StrEnum):
    """Why something is not remembered; each is the key of a sentence in `replies/`."""

    EMPTY = "memory_empty"
    FULL = "memory_full"
    KNOWN = "memory_known"
    TOO_LONG = "memory_too_long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """One thing that is remembered; `at` is Unix time."""

    id: str = field(default_factory=ulid_now)
    owner: Owner = None
    text: str
    at: float


@dataclass(slots=True)
class Memory:
    """Everything that is remembered, the oldest first."""

    entries: tuple[Remembered, ...] = ()

    def remember(self, owner: Owner, text: str, now: float) -> Remembered | Refusal:
        """Remember something for a person or the household, or say why not: nothing old is dropped for it."""
        said = checked(text)
        if isinstance(said, Refusal):
            return said
        known = [entry for entry in self.entries if entry.owner == owner]
        if any(_is_same(entry.text, said) for entry in known):
            return Refusal.KNOWN
        if len(known) >= MOST:
            return Refusal.FULL
        entry = Remembered(owner=owner, text=said, at=now)
        self.entries = (*self.entries, entry)
        return entry

    def change(self, entry_id: str, text: str) -> Refusal | None:
        """Word one thing anew."""
        said = checked(text)
        if isinstance(said, Refusal):
            return said
        self.entries = tuple(replace(entry, text=said) if entry.id == entry_id else entry for entry in self.entries)
        return None

    def forget(self, *entry_ids: str) -> None:
        """Remember some things no more."""
        self.entries = tuple(entry for entry in self.entries if entry.id not in entry_ids)

    def erase(self, owners: Iterable[Owner] | None = None) -> int:
        """Remember nothing of some owners, or of nobody anything, any more; returns how much it was."""
        before = len(self.entries)
        gone = None if owners is None else frozenset(owners)
        self.entries = () if gone is None else tuple(entry for entry in self.entries if entry.owner not in gone)
        return before - len(self.entries)

    def of(self, owner: Owner) -> tuple[Remembered, ...]:
        """Return what one may know who speaks: their own and the household's, the newest first; nobody else's."""
        return tuple(entry for entry in reversed(self.entries) if entry.owner in (None, owner))

    def meant(self, owner: Owner, words: str) -> tuple[Remembered, ...]:
        """Return what some words mean among what the speaker may know, the likeliest first; several where it is unclear."""
        found = [(alike_words(words, entry.text), entry) for entry in self.of(owner)]
        best = max((share for share, _ in found), default=0.0)
        if best < LEAST_MEANT:
            return ()
        return tuple(entry for share, entry in found if share >= best - 0.05)

    def matter_for(self, owner: Owner, sentence: str, most: int) -> tuple[Remembered, ...]:
        """Return what shares words with a sentence, the likeliest first, at most a few."""
        found = [(score(sentence, entry.text), entry) for entry in self.of(owner)]
        likely = sorted((each for each in found if each[0] > 0), key=lambda each: -each[0])
        return tuple(entry for _, entry in likely[:most])

    @property
    def as_dict(self) -> dict[str, Any]:
        """Return it as it is written."""
        return {_ENTRIES: [asdict(entry) for entry in self.entries]}

    def read(self, data: Any) -> None:
        """Take what was written before; what cannot be read is left out."""
        written = data.get(_ENTRIES) if isinstance(data, Mapping) else None
        found = [entry for each in written if (entry := _parsed(each))] if isinstance(written, list) else []
        self.entries = (*found, *self.entries)


def checked(text: str) -> str | Refusal:
    """Return a text as it is remembered, on one line, or why it cannot be."""
    said = plain(text, MOST_CHARACTERS + 1).strip(" .,;:!。")
    if not any(character.isalnum() for character in said):
        return Refusal.EMPTY
    return said if len(said) <= MOST_CHARACTERS else Refusal.TOO_LONG


def _is_same(one: str, other: str) -> bool:
    """Say whether two texts say the same."""
    return fuzz.ratio(one, other, processor=lambda text: utils.default_process(text).split()) >= SAME


def _parsed(data: Any) -> Remembered | None:
    """Return an entry as it was written, None for what is none."""
    try:
        owner = data["owner"]
        return Remembered(
            id=str(data["id"]),
            owner=None if owner is None else str(owner),
            text=plain(data["text"], MOST_CHARACTERS),
            at=float(data["at"]),
        )
    except KeyError, TypeError, ValueError:
        return None
