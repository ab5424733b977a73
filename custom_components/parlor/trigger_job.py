"""Triggers for what happens with the job of an appliance: it starts, is done, wants somebody, is unloaded."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, override

import probatio

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.trigger import TriggerConfig

from .appliance_targets import targeted_appliances
from .appliances.job import Change, Happened, Job, JobEvent, JobState
from .appliances.known import KnownAppliance
from .appliances_known import async_appliances
from .job_told import KIND_FILTER, job_told, kinds_of
from .targeted import ALL, EACH, FIRST, FOR, targeted_schema
from .trigger_following import Firing, Followable, FollowingTrigger
from .trigger_happened import HappenedTrigger


@dataclass(frozen=True, slots=True, kw_only=True)
class JobMoment:
    """What is waited for, and what stays so afterwards, which is what several appliances are compared by and `for` is about."""

    happened: frozenset[Happened]
    holds: Callable[[Job], bool]
    description: str


def _wants_somebody(job: Job) -> bool:
    return job.state in (JobState.ATTENTION, JobState.ERROR) or bool(job.reasons)


JOB_MOMENTS: Final[Mapping[str, JobMoment]] = {
    "job_started": JobMoment(
        happened=frozenset({Happened.STARTED}), holds=lambda job: job.state.is_under_way, description="job started"
    ),
    "job_finished": JobMoment(
        happened=frozenset({Happened.FINISHED}),
        holds=lambda job: job.state is JobState.FINISHED or job.is_waiting,
        description="job finished",
    ),
    "job_needs_attention": JobMoment(
        happened=frozenset({Happened.ATTENTION, Happened.ERROR}), holds=_wants_somebody, description="attention needed"
    ),
    "job_unloaded": JobMoment(
        happened=frozenset({Happened.UNLOADED}), holds=lambda job: not job.is_waiting, description="unloaded"
    ),
}


def job_trigger_schema(options: Mapping[Any, Any]) -> probatio.Schema:
    """Return the schema of a trigger of appliances, with options of its own beside its filter."""
    return targeted_schema((EACH, FIRST, ALL), {**KIND_FILTER, **options})


@callback
def all_appliances(hass: HomeAssistant) -> Followable[KnownAppliance, Change]:
    """Return where the appliances are."""
    appliances = async_appliances(hass)
    return Followable(
        subscribe=appliances.subscribe,
        known=lambda: appliances.all,
        hear=lambda one, heard: one.subscribe(heard),
    )


class ApplianceTrigger(FollowingTrigger[KnownAppliance]):
    """A trigger of appliances."""

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Know which kinds are asked for."""
        super().__init__(hass, config)
        self._kinds = kinds_of(self.options)

    @callback
    @override
    def meant(self) -> tuple[KnownAppliance, ...]:
        """Return the appliances that are meant now, of the kinds that are asked for."""
        meant = targeted_appliances(self._hass, self.target)
        return tuple(one for one in meant if not self._kinds or one.kind in self._kinds)


@callback
def fire_of_job(
    firing: Firing, one: KnownAppliance, job: Job, description: str, *, reason: str | None, is_late: bool
) -> None:
    """Run the actions, with what is known of a job."""
    payload = {**job_told(one, job), "reason": reason, "is_late": is_late}
    firing.fire(payload, f"{description} on {one.name()}")


class JobTrigger(ApplianceTrigger, HappenedTrigger[KnownAppliance, Change, JobEvent]):
    """Fires when something happens with a job."""

    schema = job_trigger_schema(FOR)
    moment: JobMoment

    @callback
    @override
    def followable(self) -> Followable[KnownAppliance, Change]:
        """Return where the appliances are."""
        return all_appliances(self._hass)

    @callback
    @override
    def awaited(self, change: Change) -> Iterator[JobEvent]:
        """Yield what is the moment."""
        return (event for event in change.events if event.happened in self.moment.happened)

    @callback
    @override
    def holds(self, one: KnownAppliance) -> bool:
        """Say whether it is still so with an appliance."""
        return self.moment.holds(one.job())

    @callback
    @override
    def fire(self, firing: Firing, one: KnownAppliance, event: JobEvent, *, stayed: bool) -> None:
        """Run the actions; what has stayed so is told as it is by then."""
        job = one.job() if stayed else event.job
        reason = event.reason or next(iter(job.reasons), None)
        fire_of_job(firing, one, job, self.moment.description, reason=reason, is_late=event.is_late)


def job_trigger(moment: JobMoment) -> type[JobTrigger]:
    """Return the trigger for a moment."""
    return type("JobMomentTrigger", (JobTrigger,), {"moment": moment})
