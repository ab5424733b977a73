"""What automations can ask of appliances: whether they run, and whether they wait for somebody to unload them."""

from datetime import timedelta
import time
from typing import Final, override

from homeassistant.core import HomeAssistant
from homeassistant.helpers.condition import Condition, ConditionConfig

from .appliance_targets import targeted_appliances
from .appliances.job import JobState
from .appliances.known import KnownAppliance
from .condition_targeted import TargetedCondition, condition_schema
from .job_told import KIND_FILTER, kinds_of
from .targeted import FOR


class JobCondition(TargetedCondition[KnownAppliance]):
    """A condition of appliances."""

    schema = condition_schema({**FOR, **KIND_FILTER})

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Know which kinds are asked for."""
        super().__init__(hass, config)
        self._kinds = kinds_of(self.options)

    @override
    def meant(self) -> tuple[KnownAppliance, ...]:
        """Return the appliances that are meant now, of the kinds that are asked for."""
        meant = targeted_appliances(self._hass, self.target)
        return tuple(one for one in meant if not self._kinds or one.kind in self._kinds)


class JobIsRunning(JobCondition):
    """An appliance runs."""

    @override
    def is_so(self, one: KnownAppliance) -> bool:
        """Say whether it runs, and is not paused."""
        return one.job().state is JobState.RUNNING

    @override
    def lasts(self, one: KnownAppliance, duration: timedelta) -> bool:
        """Say whether its job began so long ago, or has been seen to run for so long where nobody saw it begin."""
        job = one.job()
        state = self._hass.states.get(one.entity_id() or "")
        seen_since = state.last_changed.timestamp() if state else None
        return _is_past(job.started_at if job.started_at is not None else seen_since, duration)


class JobIsWaiting(JobCondition):
    """An appliance is done, and nobody has unloaded it."""

    @override
    def is_so(self, one: KnownAppliance) -> bool:
        """Say whether it waits."""
        return one.job().is_waiting

    @override
    def lasts(self, one: KnownAppliance, duration: timedelta) -> bool:
        """Say whether it was done so long ago."""
        return _is_past(one.job().finished_at, duration)


def _is_past(at: float | None, duration: timedelta) -> bool:
    return at is not None and time.time() - at >= duration.total_seconds()


JOB_CONDITIONS: Final[dict[str, type[Condition]]] = {"job_is_running": JobIsRunning, "job_is_waiting": JobIsWaiting}
