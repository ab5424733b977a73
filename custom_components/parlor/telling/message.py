"""What is to be told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Self

from .place import Occasion, Way

MOST_TEXT: Final = 2000  # characters
MOST_TITLE: Final = 200
MOST_TAG: Final = 100
MOST_NAMED: Final = 100  # rooms or persons
LONGEST_HOLD: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message, with what its sender wants of how it is told; nothing wanted (no `ways`, `areas`, `persons`) means any.

    `phones` says whether phones are told in any case (True), never (False), or where nothing else reaches anybody (None). `told` and `failed` are the ids
    of surfaces; `user_id` is whose permissions it is told with; `waited_for` is what ran on the screens for which it waits, which no other start knows.
    """

    id: str
    text: str
    asked_at: datetime
    title: str | None = None
    is_urgent: bool = False
    tag: str | None = None
    ways: frozenset[Way] = frozenset()
    areas: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    phones: bool | None = None
    max_hold: timedelta | None = None
    user_id: str | None = None
    told: frozenset[str] = frozenset()
    failed: frozenset[str] = frozenset()
    waited_for: Mapping[str, Occasion] = field(default_factory=dict)

    def after(self, *, told: Iterable[str] = (), failed: Iterable[str] = ()) -> Self:
        """Return the message once it was told on some surfaces and could not be on others."""
        return replace(self, told=self.told.union(told), failed=self.failed.union(failed))

    def waiting(self, occasions: Mapping[str, Occasion]) -> Self:
        """Return the message that waits for the end of what runs; what it waited for at first stays, and gets more exact."""
        known = {**occasions, **self.waited_for}
        for screen, before in self.waited_for.items():
            now = occasions.get(screen, before)
            known[screen] = Occasion(viewing=before.viewing or now.viewing, app=before.app or now.app)
        return self if known == self.waited_for else replace(self, waited_for=known)

    def instead_of(self, before: Message) -> Self:
        """Return the message in the place of one that waits: it waits no longer for that, and what was said already is not said again."""
        is_same = (self.text, self.title) == (before.text, before.title)
        return replace(
            self,
            asked_at=min(self.asked_at, before.asked_at),
            waited_for=before.waited_for,
            told=self.told | before.told if is_same else self.told,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return it as it is kept over a restart."""
        return {
            "id": self.id,
            "text": self.text,
            "asked_at": self.asked_at.isoformat(),
            "title": self.title,
            "tag": self.tag,
            "ways": sorted(self.ways),
            "areas": sorted(self.areas),
            "persons": sorted(self.persons),
            "phones": self.phones,
            "user_id": self.user_id,
            "max_hold": None if self.max_hold is None else self.max_hold.total_seconds(),
            "told": sorted(self.told),
        }

    @classmethod
    def from_dict(cls, kept: object) -> Self:
        """Return what was kept; raises TypeError or ValueError for anything else. Only what is not urgent is ever kept."""
        if not isinstance(kept, Mapping):
            raise TypeError("not a message")
        text, asked_at = _text(kept.get("text"), MOST_TEXT), datetime.fromisoformat(_text(kept.get("asked_at"), 64))
        phones = kept.get("phones")
        return cls(
            id=_text(kept.get("id"), MOST_TAG),
            text=text,
            asked_at=asked_at if asked_at.tzinfo else asked_at.replace(tzinfo=UTC),
            title=_maybe(kept.get("title"), MOST_TITLE),
            tag=_maybe(kept.get("tag"), MOST_TAG),
            ways=frozenset(Way(each) for each in _texts(kept.get("ways"))),
            areas=_texts(kept.get("areas")),
            persons=_texts(kept.get("persons")),
            phones=phones if isinstance(phones, bool) else None,
            max_hold=_seconds(kept.get("max_hold")),
            user_id=_maybe(kept.get("user_id"), MOST_TAG),
            told=_texts(kept.get("told")),
        )


def _seconds(value: object) -> timedelta | None:
    """Return for how long a message may wait; raises ValueError where that is no such time."""
    if value is None:
        return None
    if not isinstance(value, int | float) or not 0 <= value <= LONGEST_HOLD.total_seconds():
        raise ValueError("not a time to wait")
    return timedelta(seconds=value)


def _text(value: object, most: int) -> str:
    """Return a text; raises ValueError where it is none, empty or too long."""
    if not isinstance(value, str) or not 0 < len(value) <= most:
        raise ValueError("not a text")
    return value


def _maybe(value: object, most: int) -> str | None:
    """Return a text, None where there is none."""
    return None if value is None else _text(value, most)


def _texts(value: object) -> frozenset[str]:
    """Return some texts; raises ValueError where they are none, or too many."""
    if not isinstance(value, list) or len(value) > MOST_NAMED:
        raise ValueError("not a list of texts")
    return frozenset(_text(each, 300) for each in value)
