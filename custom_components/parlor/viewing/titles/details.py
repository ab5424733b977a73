"""What others know of a work."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

MOST_PEOPLE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Somebody who took part: `character` is whom an actor plays, `role` what somebody did (`actor`, `director`, …)."""

    name: str
    role: str = "actor"
    character: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What is known of a work: `runtime` in seconds, `ids` what others call it, `poster` an address, `by` who told it.

    `attribution` are the sentences that those who told it ask to be shown beside it.
    """

    name: str | None = None
    year: int | None = None
    runtime: float | None = None
    genres: tuple[str, ...] = ()
    overview: str | None = None
    people: tuple[Credit, ...] = ()
    poster: str | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    by: tuple[str, ...] = ()
    attribution: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return asdict(self)

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Self:
        """Return what `to_json` returned; raises TypeError, KeyError or ValueError for anything else."""
        lists = {key: tuple(told[key]) for key in ("genres", "by", "attribution")}
        people = tuple(Credit(**each) for each in told["people"])
        return cls(**{**told, **lists, "people": people})

    def and_also(self, other: Details) -> Details:
        """Return this, with what the other knows beside it."""
        return replace(
            self,
            name=self.name or other.name,
            year=self.year or other.year,
            runtime=self.runtime or other.runtime,
            genres=self.genres or other.genres,
            overview=self.overview or other.overview,
            people=self.people or other.people,
            poster=self.poster or other.poster,
            ids={**other.ids, **self.ids},
            by=(*self.by, *other.by),
            attribution=tuple(dict.fromkeys((*self.attribution, *other.attribution))),
        )
