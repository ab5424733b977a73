"""Takes in one word of an appliance, or that time went by: the run goes on, begins or is over, and what happened is noted. Pure."""

from dataclasses import replace
from typing import Final

from .claims import claimed_end
from .ending import (
    FIRST_PHASES,
    ORDERED,
    SAME_END,
    Ending,
    end_time,
    ending,
    has_moved,
    has_stayed,
    is_another_run,
    is_of_unheard_run,
    is_straggler,
    unseen_end,
)
from .job import Happened
from .kind import ApplianceKind, Traits
from .memory import MIXED, Memory, Over, Run
from .reading import RESTS, Doing, Phase, Reading

OPENS_ITSELF: Final = 120.0  # seconds around its end in which a dishwasher opens its own door
LATE: Final = 120.0  # seconds after which what happened could not be told when it did
STUCK: Final = frozenset({Doing.ATTENTION, Doing.ERROR})
_STATES: Final = {Doing.PAUSED: Happened.PAUSED, Doing.ERROR: Happened.ERROR, Doing.ATTENTION: Happened.ATTENTION}


class Taking:
    """What is taken in of one word, while it is: `run`, `over` and `stopping_since` are as they are now, `before` is all as it was."""

    def __init__(self, kind: ApplianceKind, memory: Memory, now: float) -> None:
        """Begin with what is remembered."""
        self.kind = kind
        self.traits: Traits = kind.traits
        self.before = memory
        self.run, self.over = memory.run, memory.over
        self.stopping_since = memory.stopping_since
        self.now = now
        self.happened: list[tuple[Happened, float, str | None, bool]] = []

    def tell(
        self, happened: Happened, at: float | None = None, reason: str | None = None, *, since: float | None = None
    ) -> None:
        """Note that something happened, be it at some time since then."""
        at = self.now if at is None else at
        self.happened.append((happened, at, reason, self.now - (at if since is None else since) > LATE))

    def hear(self, reading: Reading) -> None:
        """Take in what an appliance says of its run."""
        self._rests(reading)
        doing = reading.doing
        if not self.traits.has_runs and doing in (Doing.FINISHED, Doing.CANCELLED):
            self._stopped()
        elif doing in (Doing.RUNNING, Doing.PAUSED) or (doing in RESTS and self.run is not None):
            self._runs(reading)
        elif doing is Doing.FINISHED:
            self._says_finished(reading)
        elif doing is Doing.CANCELLED:
            self._end_run(is_finished=False)
        elif doing in (Doing.IDLE, Doing.OFF, Doing.SCHEDULED):
            self._stopped()
            if doing is Doing.SCHEDULED and self.over is not None and self.run is None:
                self.over = replace(self.over, is_waiting=False)

    def _rests(self, reading: Reading) -> None:
        """Take in that a run rested until now; until when it did that was not heard for a while before it stopped, nobody knows."""
        run, silent_since = self.run, self.before.silent_since
        rests, goes_on = reading.doing in RESTS, reading.doing is Doing.RUNNING
        if run is None or run.rested_at is None or (self.stopping_since is not None and not (rests or goes_on)):
            return
        if rests and has_moved(run, reading):
            self.run = replace(run, rested_at=self.now)
        elif silent_since is None or rests:
            self.run = run.rests(self.now)
        else:
            self.run = run.rests(silent_since) if goes_on else replace(run, rested_at=None)
        if goes_on and reading.ends_at is not None and claimed_end(reading, self.now) is None:
            # What it claims still is what it claimed before it rested, and of no use.
            self.run = replace(self.run, claim=run.claim)

    def _runs(self, reading: Reading) -> None:
        """A run goes on, or begins; another one than before means that the one before is over."""
        run = self.run
        if run is not None and self.stopping_since is not None and run.fell_at is not None:
            # What was claimed while it stood still is said anew now, one after the other.
            run = self.run = replace(run, fell_at=self.now)
        self.stopping_since = None
        if run is not None and self.traits.has_runs and is_another_run(run, self.before.doing, reading, self.now):
            self._end_run(is_finished=True, at=unseen_end(run, self.now))
            self._begin(reading, must_move=has_stayed(run, self.now))
        if self.run is None:
            self._begin(reading)
        run = self.run
        assert run is not None
        if not run.is_sure and self._can_be_sure(run, reading):
            self._is_sure(run)

    def _can_be_sure(self, run: Run, reading: Reading) -> bool:
        """Say whether words of a run are of a new one."""
        ordered = self.before.ordered_start_at
        if ordered is not None and self.now - ordered < ORDERED:
            return True
        if run.must_move:
            return run.progress is None or (reading.progress or 0.0) > run.progress or reading.phase in FIRST_PHASES
        return self.now >= run.sure_at and not is_straggler(self.traits, self.over, reading, self.now)

    def _begin(self, reading: Reading, *, must_move: bool = False) -> None:
        """A run begins, of which it is known when, unless it went on already when it was heard for the first time."""
        is_known = self.before.doing_at is not None
        # A machine that says that it is done may take back that word before the one that it runs.
        takes_back = self.before.doing is Doing.FINISHED
        self.run = Run(
            since=self.now,
            heard_at=min(self.now, reading.at),
            started_at=self.now if is_known and reading.doing is not Doing.PAUSED else None,
            after=self._last_rest(),
            is_sure=False,
            must_move=must_move,
            progress=reading.progress if must_move else None,
            sure_at=self.now + (min(MIXED, self.traits.shortest_run) if takes_back else 0.0),
        )

    def _last_rest(self) -> float | None:
        """Return when it was surely not running for the last time: now, unless it was not heard before."""
        before = self.before
        if before.doing_at is None:
            return None
        return self.now if before.silent_since is None else before.doing_at

    def _is_sure(self, run: Run) -> None:
        """It is a run, and no echo of the one before: what was in the machine is not any more."""
        self.run = replace(run, is_sure=True)
        if self.over is not None:
            self.over = replace(self.over, is_waiting=False)
        if run.started_at is not None:
            self.tell(Happened.STARTED, run.started_at)

    def _stopped(self) -> None:
        """It is heard to be idle or off."""
        run = self.run
        if run is None:
            return
        if not run.is_sure or not self.traits.has_runs:
            self.run, self.stopping_since = None, None
            return
        if self.stopping_since is None:
            self.stopping_since = self.now
        found = ending(self.traits, replace(self.before, stopping_since=self.stopping_since), run, self.now)
        if found is not Ending.TOO_EARLY:
            self._end_run(is_finished=found is Ending.FINISHED, at=min(self.stopping_since, end_time(run, self.now)))

    def _says_finished(self, reading: Reading) -> None:
        """It says itself that it is over: of a run that is known, or of one that nobody heard of."""
        if self.run is not None and self.run.is_sure:
            self._end_run(is_finished=True, at=end_time(self.run, self.now))
            return
        self.run, self.stopping_since = None, None
        before = self.before
        if before.doing is Doing.FINISHED or (self.over is not None and self.now - self.over.at < SAME_END):
            return
        if before.doing_at is None:  # it was so before anybody listened
            self.over = Over(at=reading.at, is_finished=True, is_waiting=self.traits.has_load)
        elif is_of_unheard_run(self.traits, self.over, reading, self.now - before.doing_at):
            self.over = Over(at=self.now, is_finished=True, is_waiting=self.traits.has_load, program=reading.program)
            self.tell(Happened.FINISHED, since=before.silent_since)

    def _end_run(self, *, is_finished: bool, at: float | None = None) -> None:
        """The run is over."""
        run, self.run, self.stopping_since = self.run, None, None
        if run is None or not run.is_sure or not self.traits.has_runs:
            return
        at = self.now if at is None else at
        self.over = Over(
            at=at,
            is_finished=is_finished,
            is_waiting=is_finished and self.traits.has_load,
            claim=run.settled_claim(at),
            progress=run.settled_progress(at),
            phase=run.phase,
            program=run.program,
            started_at=run.started_at,
            energy=run.energy,
            opened_itself=self.before.door_since is not None and self.kind is ApplianceKind.DISHWASHER,
        )
        self.tell(Happened.FINISHED if is_finished else Happened.CANCELLED, at)

    def hear_door(self, reading: Reading) -> float | None:
        """Take in how the door is, and return since when it is open: who opens it takes out what is done."""
        before, is_open = self.before.door_since, reading.door_open
        if is_open is None:
            return before
        over = self.over
        if over is not None and over.is_waiting and self.run is None:
            opens, closes = is_open and before is None, not is_open and before is not None
            opens_itself = self.kind is ApplianceKind.DISHWASHER and opens and self.now - over.at < OPENS_ITSELF
            if opens_itself:
                self.over = replace(over, opened_itself=True)
            elif (opens and self.now > over.at) or (closes and over.opened_itself):
                self.unload()
        return (before if before is not None else self.now) if is_open else None

    def unload(self) -> bool:
        """Somebody took out what was done; say whether there was anything."""
        if self.over is None or not self.over.is_waiting:
            return False
        self.over = replace(self.over, is_waiting=False)
        self.tell(Happened.UNLOADED)
        return True

    def moves_on(self, reading: Reading) -> None:
        """Tell what changes within a run."""
        before = self.before
        is_going = before.run is not None and self.run is not None and self.run.is_sure
        if reading.doing is not before.doing and before.doing_at is not None:
            if (happened := _STATES.get(reading.doing)) is not None and (is_going or reading.doing in STUCK):
                self.tell(happened, reason=next(iter(reading.reasons), None))
            elif reading.doing is Doing.RUNNING and is_going and before.doing in RESTS:
                self.tell(Happened.RESUMED)
        if is_going and reading.phase not in (None, Phase.PREHEAT) and before.run and before.run.phase is Phase.PREHEAT:
            self.tell(Happened.PREHEATED)
