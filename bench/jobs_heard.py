"""Home Assistant's side of a machine: what came in and is held of it, when it is away, frozen or not running, and what was heard when."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from custom_components.parlor.appliances.reading import Doing, Phase, Reading

from .jobs_faults import Arrival, Fault, Spell
from .jobs_truth import Moment
from .jobs_wires import Voice, Word, read


class Watcher(Protocol):
    """Whoever makes jobs of readings, as its owner sees it."""

    def hear(self, reading: Reading, now: float) -> None:
        """Take in a reading."""

    def wait(self, until: float) -> None:
        """Let time go by until then, and no further."""

    def restart(self, now: float) -> None:
        """Be killed, and come back knowing what was written down."""

    def asks_at(self) -> float | None:
        """Return from when on it wants to be told everything anew."""


@dataclass(frozen=True, slots=True)
class Stand:
    """What was heard at a time, `said` when the machine was as `moment` says; None is that nothing can be heard any more."""

    at: float
    reading: Reading | None
    moment: Moment


@dataclass(slots=True)
class Listener:
    """Plays what comes in to a watcher, and notes what was heard."""

    voice: Voice
    words: list[Word]
    stands: list[Stand] = field(default_factory=list)
    asked: int = 0
    _held: dict[str, object] = field(default_factory=dict)
    _moments: dict[str, Moment] = field(default_factory=dict)
    _spell: Spell | None = None
    _next: int = 0
    _now_told: dict[str, object] = field(default_factory=dict)
    _now_moments: dict[str, Moment] = field(default_factory=dict)

    def play(self, arrivals: list[Arrival], spells: list[Spell], until: float, watcher: Watcher) -> None:
        """Play all of it in the order of time."""
        for at, do in self._in_order(arrivals, spells):
            self._wait(at, watcher)
            do(at, watcher)
        self._wait(until, watcher)

    def _in_order(
        self, arrivals: list[Arrival], spells: list[Spell]
    ) -> Iterator[tuple[float, Callable[[float, Watcher], None]]]:
        steps: list[tuple[float, Callable[[float, Watcher], None]]] = [(self.words[0].at, self._all_anew)]
        for spell in spells:
            steps += [(spell.begins, partial(self._begins, spell)), (spell.ends, self._ends)]
        steps += [(one.at, partial(self._comes, one.word)) for one in arrivals]
        yield from sorted(steps, key=lambda step: step[0])

    def _wait(self, until: float, watcher: Watcher) -> None:
        """Let time go by, and have everything told where the watcher wants that: once for each time at which it does."""
        asked = None
        while self._is_up and (at := watcher.asks_at()) is not None and at <= until and at != asked:
            asked = at
            watcher.wait(at)
            if self._is_up and not (self._spell and self._spell.fault is Fault.AWAY):
                self.asked += 1
                self._all_anew(at, watcher)
        if self._is_up:
            watcher.wait(until)

    @property
    def _is_up(self) -> bool:
        return self._spell is None or self._spell.fault is not Fault.KILLED

    def _comes(self, word: Word, at: float, watcher: Watcher) -> None:
        """Take in a word, where one can come in."""
        if self._spell is not None:
            return
        self._held |= word.told
        self._moments |= dict.fromkeys(word.told, word.moment)
        self._hear(at, watcher)

    def _begins(self, spell: Spell, at: float, watcher: Watcher) -> None:
        self._spell = spell
        if spell.fault is Fault.AWAY:
            watcher.hear(Reading(doing=Doing.UNKNOWN, at=at), at)
        if spell.fault is not Fault.FROZEN:
            self._note(Stand(at, None, self.words[0].moment))

    def _ends(self, at: float, watcher: Watcher) -> None:
        spell, self._spell = self._spell, None
        assert spell is not None
        if spell.fault is Fault.KILLED:
            watcher.restart(at)
            watcher.hear(Reading(doing=Doing.UNKNOWN, at=at), at)
        if spell.is_told_after:
            self._all_anew(at, watcher)
        elif spell.fault is Fault.AWAY:
            self._hear(at, watcher)

    def _all_anew(self, at: float, watcher: Watcher) -> None:
        """Take in all that is said now."""
        while self._next < len(self.words) and self.words[self._next].at <= at:
            word = self.words[self._next]
            self._now_told |= word.told
            self._now_moments |= dict.fromkeys(word.told, word.moment)
            self._next += 1
        self._held, self._moments = dict(self._now_told), dict(self._now_moments)
        if self._held:
            self._hear(at, watcher)

    def _hear(self, at: float, watcher: Watcher) -> None:
        """Have the watcher hear all that is held."""
        reading = read(self._held, at)
        tags = [self._moments[key] for key in ("state", "phase") if key in self._moments]
        is_heard = reading.doing is not Doing.UNKNOWN and bool(tags)
        if tags:
            says_end = reading.doing is Doing.FINISHED and reading.phase in (Phase.FINISH, Phase.ANTI_CREASE)
            moment = self._moments["phase"] if says_end else self._moments.get("state", tags[0])
            self._note(Stand(at, reading if is_heard else None, moment))
        watcher.hear(reading, at)

    def _note(self, stand: Stand) -> None:
        self.stands.append(stand)
