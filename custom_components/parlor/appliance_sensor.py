"""What an appliance tells in words, times and numbers: how far its job is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorEntityDescription
from homeassistant.const import MAX_LENGTH_STATE_STATE, PERCENTAGE, UnitOfEnergy, UnitOfTime
from homeassistant.core import HomeAssistant

from .appliance import Appliance
from .appliance_entity import ApplianceEntity, Told
from .appliances.job import Job, JobState
from .appliances.reading import Phase
from .appliances.sources.brand import Role

_RUN_ON_STATES: Final = (JobState.IDLE, JobState.RUNNING, JobState.ATTENTION, JobState.ERROR)


@dataclass(frozen=True, kw_only=True)
class ApplianceSensorDescription(SensorEntityDescription, Told):
    """A sensor of an appliance, and what it reads."""

    value_fn: Callable[[Appliance, Job], str | float | datetime | None]


def _at(time: float | None) -> datetime | None:
    """Return a Unix time as sensors tell it."""
    return None if time is None else datetime.fromtimestamp(time, UTC)


def _program(appliance: Appliance, job: Job) -> str | None:
    """Return what the program is called, as far as a state can be long."""
    name = appliance.program_name(job.program)
    return None if name is None else name[:MAX_LENGTH_STATE_STATE] or None


SENSORS: Final = (
    ApplianceSensorDescription(
        key="ends_at",
        translation_key="job_ends_at",
        device_class=SensorDeviceClass.TIMESTAMP,
        exists_fn=lambda appliance: appliance.tells(Role.ENDS_AT, Role.REMAINING),
        value_fn=lambda _, job: _at(job.ends_at),
    ),
    ApplianceSensorDescription(
        key="remaining",
        translation_key="job_remaining",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.MINUTES,
        exists_fn=lambda appliance: appliance.tells(Role.ENDS_AT, Role.REMAINING),
        value_fn=lambda _, job: job.remaining,
    ),
    ApplianceSensorDescription(
        key="progress",
        translation_key="job_progress",
        native_unit_of_measurement=PERCENTAGE,
        exists_fn=lambda appliance: appliance.tells(Role.PROGRESS),
        value_fn=lambda _, job: job.progress,
    ),
    ApplianceSensorDescription(
        key="phase",
        translation_key="job_phase",
        device_class=SensorDeviceClass.ENUM,
        options=list(Phase),
        exists_fn=lambda appliance: appliance.tells(Role.PHASE),
        value_fn=lambda _, job: job.phase,
    ),
    ApplianceSensorDescription(
        key="program",
        translation_key="job_program",
        exists_fn=lambda appliance: appliance.tells(Role.PROGRAM),
        value_fn=_program,
    ),
    ApplianceSensorDescription(
        key="energy",
        translation_key="job_energy",
        device_class=SensorDeviceClass.ENERGY,
        native_unit_of_measurement=UnitOfEnergy.KILO_WATT_HOUR,
        suggested_display_precision=2,
        exists_fn=lambda appliance: appliance.tells(Role.ENERGY),
        value_fn=lambda _, job: job.energy,
    ),
)


class ApplianceSensor(ApplianceEntity, SensorEntity):
    """Tells one thing of a job."""

    entity_description: ApplianceSensorDescription

    @property
    @override
    def native_value(self) -> str | float | datetime | None:
        """Return what is known of the job now."""
        return self.entity_description.value_fn(self.appliance, self.appliance.watch.job)


class JobSensor(ApplianceEntity, SensorEntity):
    """Tells how far a job is."""

    _attr_device_class = SensorDeviceClass.ENUM

    def __init__(self, hass: HomeAssistant, appliance: Appliance) -> None:
        """Offer the states that an appliance of this kind can have."""
        super().__init__(hass, appliance, SensorEntityDescription(key="job"))
        states = JobState if appliance.kind.traits.has_runs else _RUN_ON_STATES
        # A job of which nothing is known is no option of its own: that is Home Assistant's `unknown`.
        self._attr_options = [state for state in states if state is not JobState.UNKNOWN]

    @property
    @override
    def native_value(self) -> str | None:
        """Return how far it is, None where nobody knows."""
        state = self.appliance.watch.job.state
        return state if state in (self.options or ()) else None

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any]:
        """Return when it began and when it was done, as far as that is known."""
        job = self.appliance.watch.job
        return {
            "appliance_kind": self.appliance.kind,
            "started_at": _iso(job.started_at),
            "finished_at": _iso(job.finished_at),
            "reasons": list(job.reasons),
        }


def _iso(time: float | None) -> str | None:
    """Return a Unix time as attributes tell it."""
    told = _at(time)
    return None if told is None else told.isoformat(timespec="seconds")


def sensors_of(hass: HomeAssistant, appliance: Appliance) -> Iterable[ApplianceEntity]:
    """Yield the sensors of an appliance."""
    yield JobSensor(hass, appliance)
    if appliance.kind.traits.has_runs:
        for description in SENSORS:
            if description.exists_fn(appliance):
                yield ApplianceSensor(hass, appliance, description)
