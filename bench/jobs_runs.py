"""Randomised runs of machines of all kinds and brands, disturbed in every way, and what is told of their ends."""

from collections.abc import Iterator
from dataclasses import dataclass, field
import random

from custom_components.parlor.appliances.kind import ApplianceKind

from .jobs_faults import Arrival, Spell, arrivals, drawn, spells
from .jobs_heard import Listener, Stand, Watcher
from .jobs_machines import MACHINES
from .jobs_manners import MANNERS, Manner
from .jobs_score import Score, scored
from .jobs_truth import BEGIN, History
from .jobs_watchers import Automation, Parlors
from .jobs_wires import Voice, Word

RUNS = 6
AFTERWARDS = 3 * 3600.0  # seconds of quiet after the last word


@dataclass(slots=True, kw_only=True)
class Life:
    """Some days of one machine: what happened, what was said, and what came in."""

    seed: int
    history: History
    voice: Voice
    words: list[Word]
    arrivals: list[Arrival]
    spells: list[Spell]

    @property
    def name(self) -> str:
        """Return what it is, to find it again."""
        return f"{self.seed} {self.history.kind} {self.voice.manner.name}"

    def watched_by(self, watcher: Watcher) -> Listener:
        """Play it to a watcher."""
        listener = Listener(self.voice, self.words)
        listener.play(self.arrivals, self.spells, self.history.now + AFTERWARDS, watcher)
        return listener


@dataclass(slots=True)
class Played:
    """What came of many lives, and of the same in the eyes of an automation."""

    ours: Score = field(default_factory=Score)
    naive: Score = field(default_factory=Score)
    runs: int = 0
    asked: int = 0


def life(seed: int, kind: ApplianceKind, manner: Manner) -> Life:
    """Return one machine's days; the same ones for the same seed."""
    chance = random.Random(f"{seed} {kind} {manner.name}")
    history = History(kind, chance)
    history.live(RUNS)
    days = (history.now - BEGIN) / 86400
    voice, trouble = Voice(manner, history.machine, chance), drawn(chance)
    words = list(voice.words(history))
    return Life(
        seed=seed,
        history=history,
        voice=voice,
        words=words,
        arrivals=arrivals(words, voice, trouble, days, chance),
        spells=spells(history, voice, trouble, days, chance),
    )


def lives(runs: int) -> Iterator[Life]:
    """Yield machines of all kinds and brands until that many runs are told of."""
    pairs = [(kind, manner) for manner in MANNERS for kind in manner.kinds]
    for seed in range(-(-runs // RUNS)):
        yield life(seed // len(pairs), *pairs[seed % len(pairs)])


def played(runs: int) -> Played:
    """Play that many runs to Parlor and to an automation."""
    found = Played()
    for one in lives(runs):
        ours, naive = Parlors(one.history.kind), Automation()
        listener = one.watched_by(ours)
        stands: list[Stand] = listener.stands
        machine = MACHINES[one.history.kind]
        found.ours.add(scored(one.history.runs, machine, stands, ours.told, one.name))
        heard = one.watched_by(naive).stands
        found.naive.add(scored(one.history.runs, machine, heard, naive.told, one.name))
        found.runs += len(one.history.runs)
        found.asked += listener.asked
    return found
