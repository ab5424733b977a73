"""What a TV tells of itself that is neither picture nor sound, what a screen tells, and what an assistant spent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorEntityDescription
from homeassistant.const import PERCENTAGE, EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import StateType

from . import ParlorConfigEntry
from .appliance_entity import async_add_of_appliances
from .appliance_sensor import sensors_of
from .appliances.smartthings.extras import ExtraPlatform
from .const import CONF_KIND, Kind
from .described import DescribedEntity, Supported, async_add_described
from .entry_tv import TVData
from .samsung.art.state import Orientation
from .samsung.power.verdict import Decider
from .samsung.state import TVState
from .screen_entity import screen_of
from .screen_sensor import SCREEN_SENSORS, ScreenSensor
from .screen_today import WatchedToday
from .smartthings_extra import ExtraSensor, async_add_extras
from .spending_sensor import async_add_assistant_sensors

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class TVSensorDescription(SensorEntityDescription, Supported):
    """A sensor, and what it reads."""

    value_fn: Callable[[TVState], StateType] = lambda _: None


SENSORS: Final = (
    TVSensorDescription(
        key="power_evidence",
        device_class=SensorDeviceClass.ENUM,
        options=list(Decider),
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda state: state.decided_by,
    ),
    TVSensorDescription(
        key="artwork_id",
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        exists_fn=lambda state: state.art is not None,
        value_fn=lambda state: state.art.current.content_id if state.art and state.art.current else None,
    ),
    TVSensorDescription(
        key="orientation",
        device_class=SensorDeviceClass.ENUM,
        options=list(Orientation),
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        exists_fn=lambda state: state.art is not None and state.art.rotation is not None,
        value_fn=lambda state: state.art.rotation if state.art else None,
    ),
)

UPLOAD_SENSORS: Final = (
    TVSensorDescription(
        key="art_upload",
        native_unit_of_measurement=PERCENTAGE,
        suggested_display_precision=0,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        exists_fn=lambda state: state.art is not None,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant, entry: ParlorConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add what this TV, this screen, this assistant and these appliances tell."""
    if (screen := screen_of(entry)) is not None:
        async_add_entities(
            [*(ScreenSensor(hass, entry, screen, each) for each in SCREEN_SENSORS), WatchedToday(hass, entry, screen)]
        )
    if entry.data[CONF_KIND] == Kind.APPLIANCES:
        async_add_of_appliances(hass, entry, async_add_entities, sensors_of)
        async_add_extras(hass, entry, async_add_entities, ExtraPlatform.SENSOR, ExtraSensor)
    if entry.data[CONF_KIND] == Kind.ASSISTANT:
        async_add_assistant_sensors(entry, async_add_entities)
    if not isinstance(entry.runtime_data, TVData):
        return
    async_add_described(hass, entry, async_add_entities, TVSensor, SENSORS)
    async_add_described(hass, entry, async_add_entities, UploadSensor, UPLOAD_SENSORS)


class TVSensor(DescribedEntity, SensorEntity):
    """Tells one thing."""

    entity_description: TVSensorDescription

    @property
    @override
    def native_value(self) -> StateType:
        """Return what the TV told last."""
        return self.entity_description.value_fn(self.tv_state)


class UploadSensor(DescribedEntity, SensorEntity):
    """Tells how much of a folder is on the TV, while one is put there."""

    @property
    @override
    def native_value(self) -> StateType:
        """Return how much is done."""
        data = self.coordinator.config_entry.runtime_data
        assert isinstance(data, TVData)
        job = data.gallery.job
        return None if job is None or not job.total else 100 * len(job.outcomes) / job.total
