"""The trigger for a job that ends soon."""

from dataclasses import dataclass
import time
from typing import Final, override

import probatio

from homeassistant.core import CALLBACK_TYPE, callback

from .appliances.job import Change, Job, JobState
from .appliances.known import KnownAppliance
from .trigger_following import Firing, Run, Timers
from .trigger_job import ApplianceTrigger, all_appliances, fire_of_job, job_trigger_schema

CONF_MINUTES: Final = "minutes"
MINUTES: Final = probatio.All(probatio.Coerce(float), probatio.Range(min=0, max=1440))
MOVED: Final = 600.0  # seconds by which an end must move away to be another end: laundry is weighed, rinsing is added
_SOON: Final = 0.05  # seconds after which it is looked again, where a clock was a little early
_OVER: Final = frozenset({JobState.IDLE, JobState.SCHEDULED, JobState.FINISHED})


class JobEndsWithin(ApplianceTrigger):
    """Fires once a job when it has no more than some minutes left."""

    schema = job_trigger_schema({probatio.Required(CONF_MINUTES, default=10): MINUTES})

    @override
    def run(self, firing: Firing) -> CALLBACK_TYPE:
        """Begin to wait for it."""
        return EndsWithinRun(self, firing).end

    def due_in(self, job: Job) -> float | None:
        """Return in how many seconds so little is left, 0 or less where it is; None where it does not run or nobody knows."""
        if job.state is not JobState.RUNNING or job.ends_at is None:
            return None
        return job.ends_at - time.time() - float(self.options[CONF_MINUTES]) * 60.0

    @callback
    def is_so(self, one: KnownAppliance) -> bool:
        """Say whether no more than that is left of the job of an appliance."""
        due = self.due_in(one.job())
        return due is not None and due <= 0


@dataclass(frozen=True, slots=True)
class Told:
    """What is no news any more: of which job, and the end that it had then."""

    started_at: float | None
    ends_at: float


class EndsWithinRun(Run[KnownAppliance, Change]):
    """Waits for the end of each job to come near; of what went on before anybody waited, one that is near already is no news."""

    def __init__(self, trigger: JobEndsWithin, firing: Firing) -> None:
        """Begin to wait."""
        self._trigger = trigger
        self._firing = firing
        self._since = time.time()
        self._timers = Timers(firing.hass)
        self._told: dict[str, Told] = {}
        self._looked: dict[str, float | None] = {}  # at the job that began then
        super().__init__(all_appliances(firing.hass))

    @callback
    @override
    def came(self, one: KnownAppliance) -> None:
        """Take in how the job of an appliance is."""
        self._look(one)

    @callback
    @override
    def heard(self, one: KnownAppliance, change: Change) -> None:
        """Look anew when it will be so."""
        self._look(one)

    @callback
    def _look(self, one: KnownAppliance) -> None:
        """Fire where it is so, else come back when it may be."""
        self._timers.stop(one.id)
        job = one.job()
        if job.state in _OVER:
            self._told.pop(one.id, None)
            self._looked.pop(one.id, None)
        due = self._trigger.due_in(job)
        if due is None or job.ends_at is None or self._is_told(one, job, due, job.ends_at):
            return
        if due > 0:
            self._timers.start(one.id, due + _SOON, lambda: self._look(one))
        elif self._trigger.is_meant(one):
            self._told[one.id] = Told(job.started_at, job.ends_at)
            if self._trigger.is_all_or_first(one, self._trigger.is_so):
                fire_of_job(self._firing, one, job, "job ends soon", reason=None, is_late=False)

    @callback
    def _is_told(self, one: KnownAppliance, job: Job, due: float, ends_at: float) -> bool:
        """Say whether this end of this job is no news."""
        is_first_look = one.id not in self._looked or self._looked[one.id] != job.started_at
        self._looked[one.id] = job.started_at
        told = self._told.get(one.id)
        if told is not None and told.started_at != job.started_at:
            told = None
        is_old = told is None and is_first_look and due <= 0 and (job.started_at or 0.0) < self._since
        if is_old:
            self._told[one.id] = Told(job.started_at, ends_at)
            return True
        if told is not None and due > 0 and ends_at - told.ends_at > MOVED:
            del self._told[one.id]
            return False
        return told is not None

    @callback
    @override
    def gone(self, one_id: str) -> None:
        """Wait no longer for an appliance that has gone; what it fired for it does not fire for again."""
        self._timers.stop(one_id)

    @callback
    @override
    def end(self) -> None:
        """Wait for nothing any more."""
        super().end()
        self._timers.stop_all()
