"""What SmartThings delivers of TVs, soundbars and appliances, and core makes no entity of: at no cost, as it is there already."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, override

from homeassistant.components.select import SelectEntity
from homeassistant.components.sensor import SensorDeviceClass, SensorEntity
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .appliances.command import Why
from .appliances.smartthings.extras import Extra, ExtraPlatform, chooses, extras_of, options, reads
from .const import DOMAIN
from .services_appliance import TEXTS
from .smartthings_borrowed import BorrowedDevice
from .smartthings_link import SMARTTHINGS, Link, async_link

if TYPE_CHECKING:
    from . import ParlorConfigEntry

PREFIX: Final = "smartthings"


class ExtraEntity(Entity):
    """One thing that a SmartThings device tells besides; it belongs to core's device."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, link: Link, device: BorrowedDevice, registered: dr.DeviceEntry, extra: Extra) -> None:
        """Know what is told, and by which device."""
        self._link = link
        self._id = device.id
        self._extra = extra
        self._attr_unique_id = unique_id(device.id, extra)
        self._attr_translation_key = extra.key
        self.device_entry = registered
        self._told: object = None

    @property
    def device(self) -> BorrowedDevice | None:
        """Return the device as it is now, None where core has let go of it."""
        return self._link.device(self._id)

    @property
    @override
    def available(self) -> bool:
        """Say whether the device can be heard."""
        device = self.device
        return device is not None and device.is_online

    @property
    def value(self) -> str | float | None:
        """Return what it told last."""
        device = self.device
        return None if device is None else reads(self._extra, device.status)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the device."""
        await super().async_added_to_hass()
        self.async_on_remove(self._link.subscribe(self._heard))

    @callback
    def _heard(self, device_id: str) -> None:
        """Show what changed of this one thing."""
        if device_id != self._id:
            return
        device = self.device
        told = (self.available, self.value, None if device is None else options(self._extra, device.status))
        if told != self._told:
            self._told = told
            self.async_write_ha_state()


class ExtraSensor(ExtraEntity, SensorEntity):
    """What can only be read."""

    def __init__(self, link: Link, device: BorrowedDevice, registered: dr.DeviceEntry, extra: Extra) -> None:
        """Know the unit."""
        super().__init__(link, device, registered, extra)
        self._attr_native_unit_of_measurement = extra.unit
        self._attr_device_class = SensorDeviceClass(extra.device_class) if extra.device_class else None

    @property
    @override
    def native_value(self) -> str | float | None:
        """Return what it told last."""
        return self.value


class ExtraSelect(ExtraEntity, SelectEntity):
    """What can be chosen, and is seen to have been."""

    @property
    @override
    def options(self) -> list[str]:
        """Return what the device lists."""
        device = self.device
        return [] if device is None else list(options(self._extra, device.status))

    @property
    @override
    def current_option(self) -> str | None:
        """Return what is chosen."""
        value = self.value
        return value if isinstance(value, str) else None

    @override
    async def async_select_option(self, option: str) -> None:
        """Choose it, and wait until the device shows that. Raises HomeAssistantError with the reason where it does not."""
        outcome = await self._link.async_command(self._id, chooses(self._extra, option))
        if outcome.is_done:
            outcome = await self._link.async_confirm(self._id, lambda status: reads(self._extra, status) == option)
        if outcome.why is None:
            return
        device = self.device_entry
        name = (device.name_by_user or device.name) if device else None
        told = {"name": name or "", **({"detail": outcome.detail or "?"} if outcome.why is Why.REFUSED else {})}
        raise HomeAssistantError(
            translation_domain=DOMAIN, translation_key=TEXTS[outcome.why], translation_placeholders=told
        )


def unique_id(device_id: str, extra: Extra) -> str:
    """Return what names an entity for as long as its device lives."""
    return f"{PREFIX}_{device_id}_{extra.key}"


@callback
def async_add_extras(
    hass: HomeAssistant,
    entry: ParlorConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    platform: ExtraPlatform,
    make: Callable[[Link, BorrowedDevice, dr.DeviceEntry, Extra], ExtraEntity],
) -> None:
    """Add what each device tells besides, now and as devices come; where core has come to make the same, ours goes."""
    link = async_link(hass)
    looked: set[tuple[str, str]] = set()

    @callback
    def look(device_id: str) -> None:
        """Look at a device that said something."""
        device = link.device(device_id)
        registered = dr.async_get(hass).async_get(device.device_id) if device and device.device_id else None
        if device is None or not isinstance(registered, dr.DeviceEntry):
            return
        found = [one for one in extras_of(device.status).values() if one.platform is platform]
        new = [one for one in found if (device_id, one.key) not in looked]
        looked.update((device_id, one.key) for one in new)
        async_add_entities(
            make(link, device, registered, one) for one in new if not _is_cores(hass, platform, device, one)
        )

    for device_id in tuple(link.devices):
        look(device_id)
    entry.async_on_unload(link.subscribe(look))


@callback
def _is_cores(hass: HomeAssistant, platform: ExtraPlatform, device: BorrowedDevice, extra: Extra) -> bool:
    """Say whether core has an entity for it on this version; one of ours of before is removed then."""
    registry = er.async_get(hass)
    entities = er.async_entries_for_device(registry, device.device_id or "", include_disabled_entities=True)
    is_cores = any(
        key.is_of(domain=one.domain, unique_id=one.unique_id, device_id=device.id, features=one.supported_features)
        for key in extra.core
        for one in entities
        if one.platform == SMARTTHINGS
    )
    ours = registry.async_get_entity_id(platform.value, DOMAIN, unique_id(device.id, extra))
    if is_cores and ours is not None:
        registry.async_remove(ours)
    return is_cores
