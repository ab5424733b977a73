"""Whether an appliance waits to be unloaded, and whether it wants somebody."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.core import HomeAssistant

from .appliance import Appliance
from .appliance_entity import ApplianceEntity, Told
from .appliances.job import Job, JobState


@dataclass(frozen=True, kw_only=True)
class ApplianceBinarySensorDescription(BinarySensorEntityDescription, Told):
    """A binary sensor of an appliance, and what it reads."""

    is_on_fn: Callable[[Job], bool | None]
    attributes_fn: Callable[[Job], Mapping[str, Any] | None] = lambda _: None


def _wants_somebody(job: Job) -> bool | None:
    """Say whether it wants somebody, None where nobody knows how it is."""
    if job.reasons or job.state in (JobState.ATTENTION, JobState.ERROR):
        return True
    return None if job.state is JobState.UNKNOWN else False


BINARY_SENSORS: Final = (
    ApplianceBinarySensorDescription(
        key="waiting",
        exists_fn=lambda appliance: appliance.kind.traits.has_load,
        is_on_fn=lambda job: None if job.state is JobState.UNKNOWN else job.is_waiting,
    ),
    ApplianceBinarySensorDescription(
        key="attention",
        device_class=BinarySensorDeviceClass.PROBLEM,
        is_on_fn=_wants_somebody,
        attributes_fn=lambda job: {"reasons": list(job.reasons)},
    ),
)


class ApplianceBinarySensor(ApplianceEntity, BinarySensorEntity):
    """Tells whether something is so."""

    entity_description: ApplianceBinarySensorDescription

    @property
    @override
    def is_on(self) -> bool | None:
        """Return whether it is so."""
        return self.entity_description.is_on_fn(self.appliance.watch.job)

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any] | None:
        """Return what belongs to it."""
        return self.entity_description.attributes_fn(self.appliance.watch.job)


def binary_sensors_of(hass: HomeAssistant, appliance: Appliance) -> Iterable[ApplianceEntity]:
    """Yield the binary sensors of an appliance."""
    for description in BINARY_SENSORS:
        if description.exists_fn(appliance):
            yield ApplianceBinarySensor(hass, appliance, description)
