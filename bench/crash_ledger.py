"""What really happens at screens, and the book of it that Parlor has no part in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
import random
from typing import Any, Final

BEGIN: Final = 1_800_000_000.0
SURE: Final = 60.0  # seconds from which on something was watched, and that may be lost of one viewing
SLACK: Final = 2.0


@dataclass(slots=True)
class Film:
    """A film that somebody watches once: how long it ran while Parlor looked, while it did not, and how often that was killed meanwhile."""

    title: str
    duration: float
    position: float = 0.0
    seen: float = 0.0
    unseen: float = 0.0
    kills: int = 0


@dataclass(slots=True)
class Room:
    """A screen: films one after the other, with pauses, and some that are given up."""

    name: str
    chance: random.Random
    films: list[Film] = field(default_factory=list)
    status: str = "idle"
    wait: float = 30.0

    @property
    def film(self) -> Film | None:
        """Return what is on."""
        return self.films[-1] if self.status in ("playing", "paused") else None

    def go_on(self, seconds: float, *, is_seen: bool) -> None:
        """Let time pass; `is_seen` says whether Parlor looks."""
        film = self.film
        if film is None:
            self._come_back(seconds)
        elif self.status == "playing":
            ran = min(seconds, film.duration - film.position)
            film.position += ran
            film.seen += ran if is_seen else 0.0
            film.unseen += 0.0 if is_seen else ran
        if film is not None and is_seen:
            self._change_mind(film)

    def _come_back(self, seconds: float) -> None:
        """Begin the next film when it is time."""
        self.wait -= seconds
        if self.wait <= 0:
            title = f"{self.name.title()} Film Number {len(self.films) + 1}"
            self.films.append(Film(title, self.chance.uniform(900, 5400)))
            self.status = "playing"

    def _change_mind(self, film: Film) -> None:
        """End what is at its end, pause, resume, or give up."""
        if film.position >= film.duration or self.chance.random() < 0.004:
            self.status, self.wait = "idle", self.chance.uniform(400, 900)
        elif self.chance.random() < 0.03:
            self.status = "paused" if self.status == "playing" else "playing"

    def says(self) -> Mapping[str, Any]:
        """Return what its player says now."""
        if (film := self.film) is None:
            return {"status": self.status}
        return {"status": self.status, "title": film.title, "position": film.position, "duration": film.duration}


class Ledger:
    """All rooms, the time, and what a history says wrong of them."""

    def __init__(self, seed: int) -> None:
        """Begin with nothing watched."""
        self.chance = random.Random(seed)
        self.now = BEGIN
        self.rooms = [Room(name, random.Random(f"{seed}{name}")) for name in ("bedroom", "kitchen", "attic")]
        self._past: dict[str, float] = {}
        self.lost: set[str] = set()
        self.doubled: set[str] = set()

    def go_on(self, seconds: float, *, is_seen: bool) -> None:
        """Let time pass."""
        self.now += seconds
        for room in self.rooms:
            room.go_on(seconds, is_seen=is_seen)

    def killed(self) -> None:
        """Note that Parlor was killed while these films were on, or just had been."""
        for room in self.rooms:
            if room.films:
                room.films[-1].kills += 1

    def says(self) -> dict[str, Any]:
        """Return what all players say now."""
        return {"at": self.now, "said": {room.name: room.says() for room in self.rooms}}

    def compare(self, viewings: Sequence[Mapping[str, Any]]) -> None:
        """Note what a history lost and what it has twice."""
        told: dict[str | None, list[Mapping[str, Any]]] = {}
        for viewing in viewings:
            told.setdefault(viewing["title"], []).append(viewing)
        for film in (film for room in self.rooms for film in room.films):
            rows = told.pop(film.title, [])
            watched = sum(row["watched"] for row in rows)
            if film.seen >= SURE * (1 + film.kills) and watched < film.seen - SURE * film.kills - SLACK:
                self.lost.add(film.title)
            if len(rows) > 1 or watched > film.seen + film.unseen + SLACK * (1 + film.kills):
                self.doubled.add(film.title)
        self.doubled |= {str(title) for title in told}  # nobody watched that
        self._compare_past({row["id"]: row["watched"] for row in viewings if row["ended"] is not None})

    def _compare_past(self, ended: dict[str, float]) -> None:
        """What had ended is as it was."""
        self.lost |= {name for name, watched in self._past.items() if ended.get(name, 0.0) < watched - SLACK}
        self.doubled |= {name for name, watched in self._past.items() if ended.get(name, 0.0) > watched + SLACK}
        self._past = ended
