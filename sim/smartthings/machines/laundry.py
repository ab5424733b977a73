"""Washers and dryers, which differ in little more than the names of their attributes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, override

from ..device import Device, Reported, seconds_stamp
from ..errors import malformed
from .machine import Effect, Machine, Order, Stage
from .run import Phase, clock_text, minutes

_OPERATING = {Stage.IDLE: "ready", Stage.FINISHED: "ready", Stage.PAUSED: "paused"}
_MACHINE = {Stage.IDLE: "stop", Stage.FINISHED: "stop", Stage.PAUSED: "pause"}
_PLANS = {
    "washer": [("wash", 21), ("rinse", 16), ("spin", 12)],
    "dryer": [("drying", 57), ("cooling", 3)],
}
_WATTS = {"wash": 1900.0, "rinse": 150.0, "spin": 450.0, "drying": 800.0, "cooling": 120.0}


class Laundry(Machine):
    """A washer or a dryer; `kind` is how its attributes begin."""

    def __init__(self, device: Device, speed: float, kind: str) -> None:
        """Begin with the course that the payload shows."""
        super().__init__(device, speed)
        self._kind = kind
        self._std = f"{kind}OperatingState"
        self._ce = f"samsungce.{kind}OperatingState"
        self._cycle = f"samsungce.{kind}Cycle"
        self._delay_end = f"samsungce.{kind}DelayEnd"
        self._plan = _planned(device.get(self._ce, "scheduledJobs")) or _PLANS[kind]
        self.course = device.get(self._cycle, f"{kind}Cycle")
        self._delay = 0.0  # minutes until it is to be over, as it is set for the next start

    @property
    @override
    def locked(self) -> bool:
        """Return whether there is water in it."""
        return self._kind == "washer" and self.stage is Stage.RUNNING

    @property
    def courses(self) -> list[str]:
        """Return the codes of its courses."""
        return [str(each["cycle"]) for each in self.device.get(self._cycle, "supportedCycles") or ()]

    @override
    def phases(self) -> tuple[Phase, ...]:
        """Return the phases of the course; the real lengths of others are in no payload, so later ones are longer by a tenth each."""
        code = str(self.course or "").rpartition("_")[2]
        stretch = 1 + self.courses.index(code) / 10 if code in self.courses else 1.0
        return tuple(
            Phase(name, seconds=length * 60 * stretch / self.speed, watts=_WATTS.get(name, 500.0))
            for name, length in self._plan
        )

    @override
    def orders(self, order: Order) -> Effect | None:
        """Return what an order does."""
        if order.capability == self._std and order.command == "setMachineState":
            return self._set_machine_state(order.argument())
        if order.capability == self._cycle and order.command == f"set{self._kind.capitalize()}Cycle":
            return self._set_course(order.argument())
        if order.capability == self._delay_end and order.command == "setDelayTime":
            return self._set_delay(order.argument())
        return self._operate(order) if order.capability == self._ce else None

    def _operate(self, order: Order) -> Effect | None:
        """Return what an order of the detailed capability does."""
        match order.command:
            case "start":
                return self._start()
            case "pause":
                self.during(Stage.RUNNING)
                return self.pause
            case "resume":
                self.during(Stage.PAUSED)
                return self.resume
            case "cancel":
                self.during(Stage.RUNNING, Stage.PAUSED, Stage.DELAYED)
                return self.stop
            case "setDelayEnd":
                return self._start_later(order.argument())
            case "estimateOperationTime":
                return lambda now: None
        return None

    def _set_machine_state(self, state: object) -> Effect:
        """Return what the standard capability's one command does."""
        match state:
            case "run" if self.stage is Stage.PAUSED:
                return self.resume
            case "run":
                return self._start()
            case "pause":
                self.during(Stage.RUNNING)
                return self.pause
            case "stop":
                self.during(Stage.RUNNING, Stage.PAUSED, Stage.DELAYED)
                return self.stop
        raise malformed("commands[0].arguments[0]", "must be one of stop, run, pause")

    def _start(self) -> Effect:
        """Return the start: at once, or so that it is over when it was set to be."""
        self.startable()
        if self._delay and self.stage is not Stage.DELAYED:
            return lambda now: self._wait(now, self._delay)
        return self.start

    def _start_later(self, wanted: object) -> Effect:
        """Return the start that is over in so many minutes."""
        delay = self._checked(wanted)
        self.startable()
        return lambda now: self._wait(now, delay)

    def _set_delay(self, wanted: object) -> Effect:
        """Return what makes the next start a later one; 0 takes it back."""
        delay = 0.0 if wanted == 0 else self._checked(wanted)
        self.during(Stage.IDLE, Stage.FINISHED)

        def set_it(now: datetime) -> None:
            self.touched, self._delay = True, delay

        return set_it

    def _set_course(self, wanted: object) -> Effect:
        """Return what selects a course, by its code or by its name in the table."""
        code = str(wanted).rpartition("_")[2]
        if code not in self.courses:
            raise malformed("commands[0].arguments[0]", "is not a supported cycle")
        self.during(Stage.IDLE, Stage.FINISHED)
        table = (self.device.get(self._cycle, "referenceTable") or {}).get("id", "Table_00")

        def select(now: datetime) -> None:
            self.course = f"{table}_Course_{code}"
            self.stop(now)

        return select

    def _checked(self, wanted: object) -> float:
        """Return a delay in minutes. Raises Refused for what is none, or shorter than the programme."""
        least = minutes(sum(phase.seconds for phase in self.phases()))
        if isinstance(wanted, bool) or not isinstance(wanted, int | float) or not least <= wanted <= 24 * 60:
            raise malformed("commands[0].arguments[0]", f"must have a minimum value of {least}")
        return float(wanted)

    def _wait(self, now: datetime, delay: float) -> None:
        """Wait until it has to begin."""
        length = sum(phase.seconds for phase in self.phases())
        self._delay = delay
        self.waiting(now + timedelta(seconds=delay * 60 - length))

    @override
    def _begin(self, now: datetime) -> None:
        """Run; what was set for a later start is over with that."""
        self._delay = 0.0
        super()._begin(now)

    @override
    def _rest(self, now: datetime) -> None:
        """Do nothing; what was set for a later start is forgotten."""
        self._delay = 0.0
        super()._rest(now)

    @override
    def says(self, now: datetime) -> Iterator[Reported]:
        """Return everything that it reports; idle, it names an end: of the programme that would be over if it began now."""
        yield from self.common(now)
        phases = self.phases() if self.run is None else self.run.phases
        left, ends_at = self._left(now, phases)
        job = self._job(now)
        for capability, attribute, value, unit in (
            (self._cycle, f"{self._kind}Cycle", self.course, None),
            (self._ce, "scheduledJobs", _listed("jobName", phases), None),
            (self._ce, "scheduledPhases", _listed("phaseName", phases), None),
            (self._ce, "operationTime", minutes(sum(phase.seconds for phase in phases)), "min"),
            (self._ce, "operatingState", _OPERATING.get(self.stage, "running"), None),
            (self._std, f"{self._kind}JobState", job, None),
            (self._ce, f"{self._kind}JobState", job, None),
            (self._ce, "washerJobPhase", job, None),
            (self._std, "machineState", _MACHINE.get(self.stage, "run"), None),
            (self._std, "completionTime", seconds_stamp(ends_at), None),
            (self._ce, "progress", self._progress(now), "%"),
            (self._ce, "remainingTime", minutes(left), "min"),
            (self._ce, "remainingTimeStr", clock_text(left), None),
            (
                self._delay_end,
                "remainingTime",
                minutes(left) if self.stage is Stage.DELAYED else int(self._delay),
                "min",
            ),
            (self._delay_end, "minimumReservableTime", minutes(sum(phase.seconds for phase in phases)), "min"),
        ):
            yield Reported(capability=capability, attribute=attribute, value=value, unit=unit)

    def _left(self, now: datetime, phases: tuple[Phase, ...]) -> tuple[float, datetime]:
        """Return the seconds that it says are left, and when it says it will be over."""
        length = sum(phase.seconds for phase in phases)
        match self.stage:
            case Stage.DELAYED if self.begins_at is not None:
                ends_at = self.begins_at + timedelta(seconds=length)
                return max(0.0, (ends_at - now).total_seconds()), ends_at
            case Stage.RUNNING | Stage.PAUSED if self.run is not None:
                left = self.run.remaining(now)
                return left, self.run.ends_at or self._kept(now + timedelta(seconds=left))
            case Stage.FINISHED:
                return 0.0, self._finished_at or now
        return length, now + timedelta(seconds=length)

    def _kept(self, otherwise: datetime) -> datetime:
        """Return the end that was told last: a paused machine says no new one."""
        try:
            return datetime.fromisoformat(str(self.device.get(self._std, "completionTime")))
        except ValueError:
            return otherwise

    def _job(self, now: datetime) -> str:
        """Return what it is at in the programme."""
        match self.stage:
            case Stage.RUNNING | Stage.PAUSED if self.run is not None:
                return self.run.phase(now).name
            case Stage.DELAYED:
                return "delayWash"
            case Stage.FINISHED:
                return "finish" if self._kind == "washer" else "finished"
        return "none"

    def _progress(self, now: datetime) -> int:
        """Return the percent; 1 where there is nothing to tell, as real ones do."""
        if self.stage is Stage.FINISHED:
            return 100
        return 1 if self.run is None else self.run.progress(now)


def _planned(jobs: Any) -> list[tuple[str, float]]:
    """Return the phases that a payload lists, with minutes; nothing where it lists none."""
    if not isinstance(jobs, list):
        return []
    return [(str(job["jobName"]), float(job["timeInMin"])) for job in jobs if job.get("timeInMin")]


def _listed(name: str, phases: tuple[Phase, ...]) -> list[dict[str, Any]]:
    """Return phases as they are told."""
    return [{name: phase.name, "timeInMin": minutes(phase.seconds)} for phase in phases]
