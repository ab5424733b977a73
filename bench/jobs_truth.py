"""What really happens at an appliance over days: runs with pauses, stops, ends, and what people do with it. The truth that is measured against."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
import random
from typing import Final

from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing, Phase

from .jobs_machines import MACHINES, MINUTE, Machine

BEGIN: Final = 1_790_000_000.0  # Unix time
CANCELS: Final = 0.13  # share of the runs that somebody breaks off
AT_ONCE: Final = 0.2  # share of the ends after which the next load goes in at once
FORGETS: Final = 0.25  # share of the ends after which nobody comes until the next run
_GOES_ON: Final = frozenset({Doing.RUNNING, Doing.PAUSED, Doing.ERROR, Doing.ATTENTION})


class Belief(Enum):
    """What a machine makes of its own end while it runs."""

    REVISES = "revises"  # comes closer to the truth
    STUBBORN = "stubborn"  # says what it said at the beginning, and that it is a minute when that is over
    JUMPS = "jumps"  # is stubborn, and puts it right at once in the middle


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """How a machine is from a time on; `left` are the seconds that it thinks it still takes, `done` the share, both None where it does not know."""

    at: float
    doing: Doing = Doing.IDLE
    phase: Phase | None = None
    program: str | None = None
    done: float | None = None
    left: float | None = None
    is_open: bool = False
    run: int = 0
    """The number of the run that goes on, or of the last one."""

    @property
    def goes_on(self) -> bool:
        """Say whether it is in the middle of a run, by its own words."""
        return self.doing in _GOES_ON


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run as it was: `is_finished` says that it came to its end by itself."""

    number: int
    began: float
    ended: float
    is_finished: bool
    phase: Phase | None
    share: float
    """How much of it was done, as far as it took for real; of what was broken off as far as it would have taken."""


@dataclass(slots=True)
class History:
    """All that happened at one machine."""

    kind: ApplianceKind
    chance: random.Random
    belief: Belief = field(init=False)
    moments: list[Moment] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    now: float = BEGIN

    def __post_init__(self) -> None:
        """Begin with an idle machine."""
        self.belief = self.chance.choice(list(Belief))
        self.moments.append(Moment(at=self.now))

    @property
    def machine(self) -> Machine:
        """Return how its kind runs."""
        return MACHINES[self.kind]

    @property
    def last(self) -> Moment:
        """Return how it is now."""
        return self.moments[-1]

    def be(self, **changed: object) -> None:
        """Let it be otherwise from now on."""
        self.moments.append(replace(self.last, at=self.now, **changed))  # type: ignore[arg-type]  # each is a field of it

    def live(self, runs: int) -> None:
        """Let that many runs happen."""
        self.now += self.chance.uniform(1, 60) * MINUTE
        for number in range(1, runs + 1):
            self._load()
            self._put_off()
            is_finished = self._run(number)
            self._after(is_finished=is_finished, is_last=number == runs)

    def _load(self) -> None:
        """Somebody turns it on and puts something in."""
        if self.last.doing is not Doing.IDLE:
            self.be(doing=Doing.IDLE, phase=None, done=None, left=None)
        self.now += self.chance.uniform(1, 20)
        if self.machine.has_door:
            self.be(is_open=True)
            self.now += self.chance.uniform(3, 90)
            self.be(is_open=False)
            self.now += self.chance.uniform(2, 30)

    def _put_off(self) -> None:
        """Its start is put off now and then."""
        if not self.machine.can_be_put_off or self.chance.random() > 0.15:
            return
        self.be(doing=Doing.SCHEDULED, program=self.chance.choice(self.machine.programs))
        self.now += self.chance.uniform(30, 600) * MINUTE

    def _run(self, number: int) -> bool:
        """Let it run, and return whether it came to its end."""
        machine, chance, began = self.machine, self.chance, self.now
        thought = _long(chance, machine.lengths) * MINUTE
        takes = thought * chance.uniform(machine.soonest, machine.latest)
        has_time = machine.knows_its_end and chance.random() >= machine.by_hand
        is_finished = (has_time or not machine.knows_its_end) and chance.random() >= CANCELS
        until = 1.0 if is_finished else chance.uniform(0.02, 0.97)
        program = chance.choice(machine.programs)
        between = iter(sorted(chance.uniform(0.05, until) for _ in range(chance.choice((0, 0, 0, 1, 1, 2)))))
        stop, ran = next(between, None), 0.0
        self.be(doing=Doing.RUNNING, run=number, program=program)
        while ran < takes * until:
            share = ran / takes
            left = self._thinks(thought, takes, ran) if has_time else None
            done = None if not has_time else ran / (ran + left) if left else 1.0
            self.be(doing=Doing.RUNNING, phase=_phase(machine, share), done=done, left=left)
            if stop is not None and share >= stop:
                self._stops()
                stop = next(between, None)
            step = min(machine.seconds_a_word, takes * until - ran)
            ran, self.now = ran + step, self.now + step
        phase, share = _phase(machine, until), until
        self.runs.append(
            Run(number=number, began=began, ended=self.now, is_finished=is_finished, phase=phase, share=share)
        )
        return is_finished

    def _thinks(self, thought: float, takes: float, ran: float) -> float:
        """Return how long it thinks that it still takes."""
        left = takes - ran
        if self.belief is Belief.REVISES or (self.belief is Belief.JUMPS and ran > takes * 0.6):
            return left + (thought - takes) * left / takes
        return max(MINUTE if thought >= 10 * MINUTE else 1.0, thought - ran)

    def _stops(self) -> None:
        """It is paused, is stuck, or says for some seconds that it does nothing."""
        before, chance = self.last, self.chance
        what = chance.random()
        if what < 0.25:
            self.be(doing=Doing.IDLE, done=None, left=None)
            self.now += chance.uniform(0.05, 1) * self.machine.blinks
        elif what < 0.4:
            self.be(doing=Doing.ERROR)
            self.now += chance.uniform(0.5, 40) * MINUTE
        else:
            self.be(doing=Doing.PAUSED)
            is_opened = self.machine.has_door and chance.random() < 0.6
            if is_opened:
                self.now += chance.uniform(2, 20)
                self.be(is_open=True)
            self.now += chance.uniform(0.2, 25) * MINUTE
            if is_opened:
                self.be(is_open=False)
                self.now += chance.uniform(1, 10)
        self.be(doing=before.doing, done=before.done, left=before.left)

    def _after(self, *, is_finished: bool, is_last: bool) -> None:
        """It is over: it may turn its drum, turn itself off, be emptied soon, late or never, and run again."""
        machine, chance = self.machine, self.chance
        at_once = chance.random() < AT_ONCE
        rest = chance.uniform(1.5, 6) if at_once else _long(chance, machine.rest)
        until = self.now + (max(rest, 60) if is_last else rest) * MINUTE
        comes = self.now + _long(chance, (1, 600)) * MINUTE
        if not is_finished:
            self.be(doing=Doing.CANCELLED, phase=None, done=None, left=None)
            self.now += chance.uniform(2, 8)
            self.be(doing=Doing.IDLE)
        else:
            self.be(doing=Doing.FINISHED, phase=Phase.FINISH, done=1.0, left=0.0)
            turns = chance.uniform(10, 120) * MINUTE if chance.random() < machine.turns_after else 0.0
            for at, changed in self._goes_quiet(turns):
                if at < min(comes, until):
                    self.now = at
                    self.be(**changed)
        if comes < until and machine.has_door and chance.random() >= FORGETS:
            self.now = max(self.now, comes)
            self.be(
                is_open=True,
                doing=Doing.IDLE if self.last.doing is Doing.FINISHED else self.last.doing,
                phase=None,
                done=None,
                left=None,
            )
            self.now += chance.uniform(5, 300)
            self.be(is_open=False)
        self.now = max(until, self.now + 20)
        if is_last:
            self.be()

    def _goes_quiet(self, turns: float) -> Iterator[tuple[float, dict[str, object]]]:
        """Yield what becomes of a machine that is done and that nobody opens."""
        at = self.now + self.chance.uniform(2, 60)
        if turns:
            yield at, {"phase": Phase.ANTI_CREASE}
            at += turns
            yield at, {"phase": Phase.FINISH}
        what = self.chance.random()
        if what < 0.35:  # says for as long as nobody comes that it is done
            return
        at += self.chance.choice((2, 300, 900))
        yield at, {"doing": Doing.OFF if what < 0.7 else Doing.IDLE, "phase": None, "done": None, "left": None}


def _phase(machine: Machine, share: float) -> Phase | None:
    """Return the step at a share of a run."""
    until = 0.0
    for phase, part in machine.phases:
        until += part
        if share < until:
            return phase
    return machine.phases[-1][0]


def _long(chance: random.Random, between: tuple[float, float]) -> float:
    """Return a length between two, short ones as often as long ones."""
    low, high = between
    return float(low * (high / low) ** chance.random())
