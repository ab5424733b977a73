"""What comes between a machine and who listens: words that are lost, doubled, swapped and late, sources that are away or frozen, and restarts."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
import random
from typing import Final

from .jobs_machines import MINUTE
from .jobs_truth import BEGIN, History
from .jobs_wires import Told, Voice, Word

TOGETHER: Final = 3.0  # seconds within which the attributes of one change are pushed, in any order
SWAPPED: Final = 8.0  # seconds by which a word may overtake another where words do


@dataclass(frozen=True, slots=True)
class Arrival:
    """A word as it comes in, said at another time."""

    at: float
    word: Word


class Fault(Enum):
    """What is wrong for a while."""

    AWAY = "away"  # the source says that it is unavailable
    FROZEN = "frozen"  # nothing comes, and nothing says so
    KILLED = "killed"  # Home Assistant does not run


@dataclass(frozen=True, slots=True)
class Spell:
    """A while in which something is wrong; `is_told_after` says that all is told anew at its end."""

    fault: Fault
    begins: float
    ends: float
    is_told_after: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """How bad it is at one machine: the share of words that are lost, doubled and swapped, and how often a day something else happens."""

    lost: float
    doubled: float
    swapped: float
    stalls: float
    away: float
    frozen: float
    killed: float


def drawn(chance: random.Random) -> Trouble:
    """Draw how bad it is: some machines are heard well, most are not."""

    def some(most: float) -> float:
        return chance.uniform(0, most) if chance.random() < 0.6 else 0.0

    return Trouble(
        lost=some(0.06), doubled=some(0.1), swapped=some(0.3), stalls=some(4), away=some(3), frozen=some(1.5), killed=some(3)
    )  # fmt: skip


def arrivals(
    words: Iterable[Word], voice: Voice, trouble: Trouble, days: float, chance: random.Random
) -> list[Arrival]:
    """Return what comes in, in the order in which it does."""
    found: list[Arrival] = []
    is_asked = voice.manner.polls is not None  # an answer is whole, and comes or not
    for word in words:
        for told in _apart(word.told, chance) if voice.manner.is_each else (word.told,):
            at = word.at + (chance.uniform(0, TOGETHER) if voice.manner.is_each else 0.0)
            if not is_asked and chance.random() < trouble.lost:
                continue
            if not is_asked and chance.random() < trouble.swapped:
                at += chance.uniform(0, SWAPPED)
            found.append(Arrival(at, Word(word.at, told, word.moment)))
            if chance.random() < trouble.doubled:
                found.append(Arrival(at + chance.uniform(0, 20), Word(word.at, told, word.moment)))
    return _stalled(sorted(found, key=lambda one: one.at), trouble, days, chance)


def _apart(told: Told, chance: random.Random) -> list[Told]:
    """Return each attribute alone, in any order."""
    apart: list[Told] = [{key: value} for key, value in told.items()]
    chance.shuffle(apart)
    return apart


def _stalled(found: list[Arrival], trouble: Trouble, days: float, chance: random.Random) -> list[Arrival]:
    """Return all with some minutes in which nothing came through, and then all of it at once, in order."""
    for begins in _times(trouble.stalls, days, chance, [one.at for one in found]):
        ends = begins + chance.uniform(1, 10) * MINUTE
        late = [index for index, one in enumerate(found) if begins <= one.at < ends]
        for behind, index in enumerate(late):
            found[index] = Arrival(ends + behind * 0.05, found[index].word)
        found.sort(key=lambda one: one.at)
    return found


def spells(history: History, voice: Voice, trouble: Trouble, days: float, chance: random.Random) -> list[Spell]:
    """Return what is wrong for a while, none before the one before is over."""
    nears = [at for run in history.runs for at in (run.began, run.ended)]
    found: list[Spell] = []
    for fault, a_day, minutes in (
        (Fault.AWAY, trouble.away, (1, 300)),
        (Fault.FROZEN, trouble.frozen, (20, 600)),
        (Fault.KILLED, trouble.killed, (0.5, 300)),
    ):
        for begins in _times(a_day, days, chance, nears):
            low, high = minutes
            ends = begins + low * (high / low) ** chance.random() * MINUTE
            is_told = {
                Fault.AWAY: not voice.is_back_stale,
                Fault.FROZEN: voice.manner.polls is not None or chance.random() < 0.5,
                Fault.KILLED: True,
            }[fault]
            found.append(Spell(fault, begins, ends, is_told))
    found.sort(key=lambda one: one.begins)
    apart: list[Spell] = []
    for spell in found:
        if not apart or spell.begins > apart[-1].ends + 30:
            apart.append(spell)
    return apart


def _times(a_day: float, days: float, chance: random.Random, nears: list[float]) -> list[float]:
    """Return when something happens: anywhere, or close to where it hurts."""
    count = int(a_day * days) + (chance.random() < a_day * days % 1)
    return [
        chance.choice(nears) + chance.uniform(-40, 10) * MINUTE
        if nears and chance.random() < 0.6
        else BEGIN + chance.uniform(0, days * 86400)
        for _ in range(count)
    ]
