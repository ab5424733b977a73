"""The devices of one loaded SmartThings entry of core's, followed by core's own push: nothing is asked, and what is told is kept here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
import time
from typing import Any

from homeassistant.core import HomeAssistant, callback

from .appliances.smartthings.kinds import Categories
from .appliances.smartthings.status import Place, Status, changed, with_event, with_fresh
from .const import LOGGER
from .smartthings_shapes import Client, Found, Unsubscribe, availability_of, is_online, told_of

type Heard = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowedDevice:
    """A device as its events left it.

    `id` is SmartThings', `device_id` that of Home Assistant's registry; `since` is when it was borrowed, Unix time, and `said_at` when each
    attribute was said after that.
    """

    id: str
    entry_id: str
    device_id: str | None
    categories: Categories
    status: Status
    is_online: bool
    since: float
    said_at: Mapping[Place, float] = field(default_factory=dict)

    @property
    def capabilities(self) -> Mapping[str, frozenset[str]]:
        """Return the capabilities of each component, without those that the device disables."""
        return {component: frozenset(capabilities) for component, capabilities in self.status.items()}


class BorrowedEntry:
    """What is followed of one entry while its client is the one that it was borrowed with."""

    def __init__(self, hass: HomeAssistant, client: Client, heard: Heard) -> None:
        """Follow nothing yet; `heard` is called with the id of a device after it said something."""
        self.client = client
        self.devices: dict[str, BorrowedDevice] = {}
        self._hass = hass
        self._heard = heard
        self._ends: dict[str, list[Unsubscribe]] = {}
        self._untold: dict[str, set[Place]] = {}
        self._is_fault_told = False

    @callback
    def follow(self, device: BorrowedDevice) -> None:
        """Hear all that a device says from now on. Raises whatever a client raises that has changed."""
        availability = availability_of(self.client)
        ends = self._ends.setdefault(device.id, [])
        self.devices[device.id] = device
        ends.append(self.client.add_device_event_listener(device.id, self._guarded(device.id, self._event)))
        if availability is not None:
            ends.append(availability(device.id, self._guarded(device.id, self._health)))

    @callback
    def drop(self, device_id: str) -> None:
        """Hear a device no more."""
        for end in self._ends.pop(device_id, ()):
            try:
                end()
            except Exception:  # noqa: BLE001  the client may be gone, or have forgotten it
                LOGGER.debug("A listener of a SmartThings device was gone already", exc_info=True)
        self.devices.pop(device_id, None)
        self._untold.pop(device_id, None)

    @callback
    def end(self) -> None:
        """Hear nothing more; what is known stays to be read."""
        known = dict(self.devices)
        for device_id in known:
            self.drop(device_id)
        self.devices = known

    @callback
    def refreshed(self, device_id: str, fresh: Status) -> None:
        """Take in everything that a device says, as it was asked for."""
        if (device := self.devices.get(device_id)) is not None:
            status = with_fresh(device.status, fresh)
            # What is said as before is no news of the device: it may be frozen.
            self.devices[device_id] = _after(device, status, *changed(device.status, status))
            self._tell(device_id)

    def _guarded(self, device_id: str, take: Callable[[str, Any], None]) -> Callable[[Any], None]:
        """Return a listener that raises nothing: the library would keep the event from core's own listeners, which come after it."""

        @callback
        def hear(event: Any) -> None:
            try:
                if device_id in self._ends:
                    take(device_id, event)
            except Exception:  # noqa: BLE001  whatever it is, it must not reach the library
                log = LOGGER.debug if self._is_fault_told else LOGGER.error
                self._is_fault_told = True
                log("What a SmartThings device told could not be taken in", exc_info=True)

        return hear

    def _event(self, device_id: str, event: Any) -> None:
        """Take in an event, and have it told once those that came with it are taken in: they are one change."""
        if (told := told_of(event)) is None:
            return
        at = (told.component, told.capability, told.attribute)
        if at in self._untold.get(device_id, ()):
            self._tell(device_id)  # what it said before is not lost: the end of a run may be said for a moment only
        device = self.devices[device_id]
        if told.capability in device.capabilities.get(told.component, ()):
            status = with_event(device.status, *at, told.value)
            self.devices[device_id] = _after(device, status, at)
        self._tell_soon(device_id, at)

    def _health(self, device_id: str, event: Any) -> None:
        """Take in whether a device can be reached."""
        if (online := is_online(event)) is None:
            return
        device = self.devices[device_id]
        self.devices[device_id] = replace(device, is_online=online)
        if online != device.is_online:
            self._tell_soon(device_id, ("", "", "health"))

    def _tell_soon(self, device_id: str, at: Place) -> None:
        """Have a change told after the library is done with the event, so that core's own entities come first."""
        if device_id not in self._untold:
            self._untold[device_id] = set()
            self._hass.loop.call_soon(self._tell_untold, device_id)
        self._untold[device_id].add(at)

    @callback
    def _tell_untold(self, device_id: str) -> None:
        """Tell what was put off, where nobody told it since."""
        if device_id in self._untold:
            self._tell(device_id)

    def _tell(self, device_id: str) -> None:
        self._untold.pop(device_id, None)
        self._heard(device_id)


def borrowed(
    device_id: str, entry_id: str, found: Found, registry_id: str | None, *, online: bool | None
) -> BorrowedDevice:
    """Return a device as core has it when it is borrowed; `online` is what its entities say, who know better than the start."""
    return BorrowedDevice(
        id=device_id,
        entry_id=entry_id,
        device_id=registry_id,
        categories=found.categories,
        status=found.status,
        is_online=found.is_online if online is None else online,
        since=time.time(),
    )


def _after(device: BorrowedDevice, status: Status, *said: Place) -> BorrowedDevice:
    """Return a device after it said something."""
    return replace(device, status=status, said_at={**device.said_at, **dict.fromkeys(said, time.time())})
