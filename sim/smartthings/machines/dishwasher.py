"""A dishwasher."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, override

from ..device import Device, Reported, seconds_stamp
from ..errors import malformed
from .machine import Effect, Machine, Order, Stage
from .run import Phase, clock_text, minutes

_STD = "dishwasherOperatingState"
_CE = "samsungce.dishwasherOperation"
_JOB = "samsungce.dishwasherJobState"
_COURSE = "samsungce.dishwasherWashingCourse"
_DETAILS = "samsungce.dishwasherWashingCourseDetails"
_OPTIONS = "samsungce.dishwasherWashingOptions"
_SUPPORTED = "custom.supportedOptions"
_CANCEL_AND_DRAIN = "89"

_OPERATING = {Stage.IDLE: "ready", Stage.FINISHED: "ready", Stage.PAUSED: "paused"}
_MACHINE = {Stage.IDLE: "stop", Stage.FINISHED: "stop", Stage.PAUSED: "pause"}
_SHARES = (("washing", 0.62, 1800.0), ("rinsing", 0.18, 300.0), ("drying", 0.20, 700.0))
_STANDARD_NAMES = {"washing": "wash", "rinsing": "rinse", "drying": "drying"}


class Dishwasher(Machine):
    """A dishwasher; opened while it runs, it pauses."""

    def __init__(self, device: Device, speed: float) -> None:
        """Begin with the course that the payload shows."""
        super().__init__(device, speed)
        self.course = device.get(_COURSE, "washingCourse")
        self._changed: dict[str, dict[str, Any]] = {}

    @property
    def courses(self) -> list[str]:
        """Return the names of its courses."""
        return [str(each) for each in self.device.get(_COURSE, "supportedCourses") or ()]

    @override
    def phases(self) -> tuple[Phase, ...]:
        """Return the phases of the course, which takes as long as its details say."""
        details = self.device.get(_DETAILS, "predefinedCourses") or ()
        length = next(
            (float(each["expectedTime"]["time"]) for each in details if each.get("courseName") == self.course), 120.0
        )
        return tuple(Phase(name, length * share * 60 / self.speed, watts) for name, share, watts in _SHARES)

    @override
    def orders(self, order: Order) -> Effect | None:
        """Return what an order does."""
        match order.capability, order.command:
            case (capability, "setMachineState") if capability == _STD:
                return self._set_machine_state(order.argument())
            case (capability, "setWashingCourse" | "startWashingCourse" as command) if capability == _COURSE:
                return self._set_course(order.argument(), start=command == "startWashingCourse")
            case (capability, "setCourse") if capability == _SUPPORTED and order.argument() == _CANCEL_AND_DRAIN:
                return self._cancel()
            case (capability, command) if capability == _OPTIONS:
                return self._set_option(command, order.argument())
            case (capability, command) if capability == _CE:
                return self._operate(command, order)
        return None

    def _operate(self, command: str, order: Order) -> Effect | None:
        """Return what an order of the operation does."""
        match command:
            case "start":
                self.startable()
                return self.start
            case "startLater":
                return self._start_later(order.argument())
            case "pause":
                self.during(Stage.RUNNING)
                return self.pause
            case "resume":
                self.during(Stage.PAUSED)
                return self.resume
            case "cancel":
                return self._cancel()
        return None

    def _set_machine_state(self, state: object) -> Effect:
        """Return what the standard capability's one command does."""
        match state:
            case "run" if self.stage is Stage.PAUSED:
                return self.resume
            case "run":
                self.startable()
                return self.start
            case "pause":
                self.during(Stage.RUNNING)
                return self.pause
            case "stop":
                return self._cancel()
        raise malformed("commands[0].arguments[0]", "must be one of stop, run, pause")

    def _cancel(self) -> Effect:
        """Return the end before its time."""
        self.during(Stage.RUNNING, Stage.PAUSED, Stage.DELAYED)
        return self.stop

    def _set_course(self, wanted: object, *, start: bool) -> Effect:
        """Return what selects a course, and begins it on demand."""
        if wanted not in self.courses:
            raise malformed("commands[0].arguments[0]", "is not a supported course")
        self.during(Stage.IDLE, Stage.FINISHED)
        if start:
            self.startable()

        def select(now: datetime) -> None:
            self.course = wanted
            self.stop(now)
            if start:
                self.start(now)

        return select

    def _set_option(self, command: str, wanted: object) -> Effect | None:
        """Return what changes an option, such as `setSanitize`; a value that it cannot have is refused."""
        name = command.removeprefix("set")
        name = name[:1].lower() + name[1:]
        known = self.device.get(_OPTIONS, name)
        if not isinstance(known, dict):
            return None
        if wanted not in known.get("settable", ()):
            raise malformed("commands[0].arguments[0]", "is not settable")
        self.during(Stage.IDLE, Stage.FINISHED)

        def change(now: datetime) -> None:
            self._changed[name] = {**known, "value": wanted}
            self.touched = True

        return change

    def _start_later(self, wanted: object) -> Effect:
        """Return the start after a while, said in minutes or as `HH:MM`."""
        delay = _delay(wanted)
        if delay is None or not 1 <= delay <= 24 * 60:
            raise malformed("commands[0].arguments[0]", "must be a time until 24:00")
        self.startable()
        return lambda now: self.waiting(now + timedelta(minutes=delay))

    @override
    def says(self, now: datetime) -> Iterator[Reported]:
        """Return everything that it reports; idle, it names an end too."""
        yield from self.common(now)
        for name, option in self._changed.items():
            yield Reported(capability=_OPTIONS, attribute=name, value=option)
        phases = self.phases() if self.run is None else self.run.phases
        left, ends_at = self._left(now, sum(phase.seconds for phase in phases))
        wait = max(0.0, (self.begins_at - now).total_seconds()) if self.begins_at is not None else 0.0
        job, standard, shown = self._jobs(now)
        progress = self._progress(now)
        jobs = [{"jobName": phase.name, "timeInSec": round(phase.seconds)} for phase in phases]
        for capability, attribute, value, unit in (
            (_COURSE, "washingCourse", self.course, None),
            (_JOB, "scheduledJobs", jobs, None),
            (_CE, "operatingState", _OPERATING.get(self.stage, "running"), None),
            (_STD, "dishwasherJobState", standard, None),
            (_JOB, "dishwasherJobState", job, None),
            ("custom.dishwasherOperatingProgress", "dishwasherOperatingProgress", shown, None),
            (_STD, "machineState", _MACHINE.get(self.stage, "run"), None),
            (_STD, "completionTime", seconds_stamp(ends_at), None),
            (_CE, "progressPercentage", progress, None),
            ("custom.dishwasherOperatingPercentage", "dishwasherOperatingPercentage", progress, None),
            (_CE, "remainingTime", float(minutes(left)), "min"),
            (_CE, "remainingTimeStr", clock_text(left), None),
            (_CE, "timeLeftToStart", float(minutes(wait)), "min"),
            ("custom.dishwasherDelayStartTime", "dishwasherDelayStartTime", f"{clock_text(wait)}:00", None),
        ):
            yield Reported(capability=capability, attribute=attribute, value=value, unit=unit)

    def _left(self, now: datetime, length: float) -> tuple[float, datetime]:
        """Return the seconds that it says are left of the programme, and when it says it will be over."""
        match self.stage:
            case Stage.DELAYED if self.begins_at is not None:
                return length, self.begins_at + timedelta(seconds=length)
            case Stage.RUNNING | Stage.PAUSED if self.run is not None:
                left = self.run.remaining(now)
                return left, self.run.ends_at or now + timedelta(seconds=left)
            case Stage.FINISHED:
                return 0.0, self._finished_at or now
        return length, now + timedelta(seconds=length)

    def _jobs(self, now: datetime) -> tuple[str, str, str]:
        """Return what it is at: in its own words, in the standard's, and as its display shows it."""
        match self.stage:
            case Stage.RUNNING | Stage.PAUSED if self.run is not None:
                name = self.run.phase(now).name
                return name, _STANDARD_NAMES[name], _STANDARD_NAMES[name]
            case Stage.FINISHED:
                return "finished", "finish", "finish"
        return "none", "unknown", "none"

    def _progress(self, now: datetime) -> int:
        """Return the percent; 1 where there is nothing to tell, as real ones do."""
        if self.stage is Stage.FINISHED:
            return 100
        return 1 if self.run is None else self.run.progress(now)


def _delay(wanted: object) -> float | None:
    """Return minutes; None where it is no time."""
    if isinstance(wanted, int | float) and not isinstance(wanted, bool):
        return float(wanted)
    try:
        hours, rest = str(wanted).split(":", 1)
        return int(hours) * 60 + int(rest.partition(":")[0])
    except ValueError:
        return None
