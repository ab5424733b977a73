"""Which pictures on a TV are ours, and from which files: only those may be deleted, and none is sent twice."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Self

MAX_HUNG: Final = 2000  # of one TV; a Frame keeps some 1,200 photographs
MAX_ID: Final = 256  # characters
MAX_NAME: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Hung:
    """One picture that we hung: its id on the TV, the SHA-256 of the file and of what was sent, its form, the file's name."""

    content_id: str
    source: str
    picture: str
    form: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What we hung on one TV, the oldest first; no more than the last 2,000."""

    hung: tuple[Hung, ...] = ()

    def get(self, content_id: str) -> Hung | None:
        """Return what we hung under that id."""
        return next((each for each in self.hung if each.content_id == content_id), None)

    def of_source(self, source: str, form: str) -> Hung | None:
        """Return what was hung of a file in that form."""
        return next((each for each in self.hung if (each.source, each.form) == (source, form)), None)

    def of_picture(self, picture: str) -> Hung | None:
        """Return where the same picture hangs, from whichever file it was made."""
        return next((each for each in self.hung if each.picture == picture), None)

    def with_hung(self, new: Hung) -> Self:
        """Return the ledger with a picture more; a TV that gives an id again has thrown away what had it before."""
        rest = tuple(each for each in self.hung if each.content_id != new.content_id)
        return replace(self, hung=(*rest, new)[-MAX_HUNG:])

    def without(self, content_ids: Collection[str]) -> Self:
        """Return the ledger without some pictures."""
        return replace(self, hung=tuple(each for each in self.hung if each.content_id not in content_ids))

    def lost(self, listed: Collection[str]) -> frozenset[str]:
        """Return what a TV that listed all its photographs has no longer, and may give the ids of to others.

        A TV that lists nothing at all says nothing.
        """
        return frozenset(each.content_id for each in self.hung) - set(listed) if listed else frozenset()

    def as_data(self) -> list[dict[str, str]]:
        """Return what is stored."""
        return [asdict(each) for each in self.hung]

    @classmethod
    def from_data(cls, data: object) -> Self:
        """Return the ledger that was stored, without whatever in it is none."""
        entries = data if isinstance(data, list) else []
        ledger = cls()
        for entry in entries[-MAX_HUNG:]:
            if (hung := _hung(entry)) is not None:
                ledger = ledger.with_hung(hung)
        return ledger


def _hung(entry: object) -> Hung | None:
    """Return a stored entry, None where it is none."""
    if not isinstance(entry, Mapping):
        return None
    values: dict[str, Any] = {key: entry.get(key) for key in ("content_id", "source", "picture", "form")}
    name = entry.get("name")
    is_sound = all(isinstance(value, str) and 0 < len(value) <= MAX_ID for value in values.values())
    return Hung(**values, name=name[:MAX_NAME] if isinstance(name, str) else "") if is_sound else None
