"""What one machine says over its days in the manner of its brand, undisturbed; and what it means to whoever reads it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
import math
import random
from typing import Final

from custom_components.parlor.appliances.reading import Doing, Phase, Reading

from .jobs_machines import MINUTE, Machine
from .jobs_manners import Manner
from .jobs_truth import History, Moment

type Told = Mapping[str, object]
_AT_REST: Final = frozenset({Doing.IDLE, Doing.OFF, Doing.CANCELLED, Doing.FINISHED, Doing.SCHEDULED})
_OVER: Final = frozenset({Phase.FINISH, Phase.ANTI_CREASE})
AWAY: Final = "away"


@dataclass(frozen=True, slots=True)
class Word:
    """What is said at a time, and how the machine is then; `told` is only what is said anew."""

    at: float
    told: Told
    moment: Moment


class Voice:
    """How one machine of a brand tells: its own share of the brand's manners."""

    def __init__(self, manner: Manner, machine: Machine, chance: random.Random) -> None:
        """Draw what this one can say."""
        self.manner = manner
        self.chance = chance

        def has(share: float) -> bool:
            return chance.random() < share

        self.says_finish, self.says_cancel = has(manner.says_finish), has(manner.says_cancel)
        self.says_progress, self.says_phase = has(manner.says_progress), has(manner.says_phase)
        self.says_end, self.says_left = has(manner.says_end), has(manner.says_left)
        if not machine.knows_its_end:
            self.says_progress = self.says_end = self.says_left = False
        self.says_door, self.says_program = has(manner.says_door), has(manner.says_program)
        self.lies_idle, self.off_is_away = has(manner.lies_idle), has(manner.off_is_away)
        self.sticks = self.says_finish and manner.finish_in == "phase" and has(manner.sticks)
        self.turns_as_run, self.is_back_stale = has(manner.turns_as_run), has(manner.is_back_stale)
        self.skew = chance.choice((0.0, 0.0, 60.0, -60.0))
        self._default = chance.uniform(40, 180) * MINUTE

    def words(self, history: History) -> Iterator[Word]:
        """Yield all that is said of a history, each word only where it differs from what was said."""
        said: dict[str, object] = {}
        for moment in self._seen(history):
            told = self._tells(moment, said)
            changed = {key: value for key, value in told.items() if said.get(key, AWAY) != value}
            said |= changed
            if changed:
                yield Word(moment.at, changed, moment)

    def _seen(self, history: History) -> Iterator[Moment]:
        """Yield the moments that can be seen: each, some later, or those at which it is asked."""
        polls, lag = self.manner.polls, self.chance.uniform(*self.manner.lag)
        if polls is None:
            for moment, following in pairwise(history.moments):
                yield replace(moment, at=moment.at + lag) if lag else moment
                yield from self._lies(moment, following.at)
            return
        at = history.moments[0].at + self.chance.uniform(0, polls)
        for moment, following in pairwise(history.moments):
            while at < following.at:
                yield replace(moment, at=at)
                at += polls

    def _lies(self, moment: Moment, until: float) -> Iterator[Moment]:
        """Yield when it claims an end anew while it does nothing."""
        at = moment.at
        while (
            self.lies_idle
            and moment.doing is Doing.IDLE
            and (at := at + self.chance.uniform(0.5, 240) * MINUTE) < until
        ):
            yield replace(moment, at=at)

    def _tells(self, moment: Moment, said: Told) -> dict[str, object]:
        """Return all that is told of a moment."""
        told: dict[str, object] = {"state": self._state(moment)}
        if self.says_phase or (self.says_finish and self.manner.finish_in == "phase"):
            told["phase"] = self._phase(moment)
        if self.says_program and moment.program is not None:
            told["program"] = moment.program
        if self.says_door:
            told["door"] = moment.is_open
        if self.off_is_away:
            told[AWAY] = moment.doing is Doing.OFF
        return told | (self._at_rest(moment) if moment.doing in _AT_REST else self._under_way(moment, said))

    def _state(self, moment: Moment) -> Doing:
        doing = moment.doing
        if doing is Doing.FINISHED:
            if moment.phase is Phase.ANTI_CREASE and self.turns_as_run:
                return Doing.RUNNING
            if self.says_finish and self.manner.finish_in == "phase":
                return Doing.RUNNING if self.sticks else Doing.IDLE
            return Doing.FINISHED if self.says_finish else Doing.IDLE
        if doing is Doing.CANCELLED and not self.says_cancel:
            return Doing.IDLE
        if doing is Doing.SCHEDULED and self.manner.name in ("plug", "matter"):
            return Doing.IDLE
        if doing is Doing.ERROR and self.manner.name == "plug":
            return Doing.RUNNING
        if doing is Doing.OFF and self.manner.name in ("plug", "smartthings", "localthings"):
            return Doing.IDLE
        return doing

    def _phase(self, moment: Moment) -> Phase | None:
        if moment.doing in _AT_REST and not self.says_finish:
            return None
        return moment.phase if self.says_phase or moment.phase in _OVER else None

    def _at_rest(self, moment: Moment) -> dict[str, object]:
        """Return what is claimed of what does not run: nothing, or lies."""
        told: dict[str, object] = {}
        if self.lies_idle:
            if self.says_end:
                told["ends_at"] = math.floor((moment.at + self._default) / MINUTE) * MINUTE + self.skew
            if self.says_progress and moment.doing is not Doing.FINISHED:
                told["progress"] = 1
            if self.says_left:
                told["remaining"] = math.ceil(self._default / MINUTE)
        elif moment.doing in (Doing.IDLE, Doing.OFF):
            told |= {
                key: None
                for key, has in (
                    ("ends_at", self.says_end),
                    ("progress", self.says_progress),
                    ("remaining", self.says_left),
                )
                if has
            }
        return told

    def _under_way(self, moment: Moment, said: Told) -> dict[str, object]:
        """Return what is claimed of a run; one that stands still says nothing new of it."""
        if moment.doing is not Doing.RUNNING:
            return {}
        told: dict[str, object] = {}
        if self.says_end and moment.left is not None:
            claim = moment.at + moment.left + self.skew
            before = said.get("ends_at")
            is_same = isinstance(before, float) and abs(before - claim) < MINUTE * 0.9
            told["ends_at"] = before if is_same else float(round(claim))
        if self.says_left and moment.left is not None:
            told["remaining"] = math.ceil(moment.left / MINUTE)
        if self.says_progress and moment.done is not None:
            told["progress"] = round(moment.done * 100)
        return told


def read(told: Told, at: float) -> Reading:
    """Return what all that is said now means, to those who believe every word of it."""
    if told.get(AWAY):
        return Reading(doing=Doing.UNKNOWN, at=at)
    state, phase = told.get("state"), told.get("phase")
    doing = state if isinstance(state, Doing) else Doing.UNKNOWN
    if phase in _OVER and doing not in (Doing.OFF, Doing.PAUSED):
        doing = Doing.FINISHED
    goes_on = doing in (Doing.RUNNING, Doing.PAUSED)
    return Reading(
        doing=doing,
        at=at,
        raw=str(state),
        phase=phase if isinstance(phase, Phase) else None,
        program=_as(str, told.get("program")),
        progress=_as(int, told.get("progress")) if goes_on else None,
        ends_at=_as(float, told.get("ends_at")),
        remaining=_as(int, told.get("remaining")),
        door_open=_as(bool, told.get("door")),
    )


def _as[T](kind: type[T], value: object) -> T | None:
    return value if isinstance(value, kind) else None
