"""SmartThings at no cost: the client and the push of core's own entries, borrowed. No token, no subscription and no request of ours.

What core holds is nobody's promise. Where it has another shape, or is not there, no device is here, and appliances are read by core's entities.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
import time
from typing import Any, Final

from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange, ConfigEntryState
from homeassistant.const import ATTR_RESTORED, STATE_UNAVAILABLE
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.util.hass_dict import HassKey

from .appliances.command import CloudCall, Outcome, Why
from .appliances.smartthings.orders import echo
from .appliances.smartthings.status import MAIN
from .const import LOGGER
from .smartthings_borrowed import BorrowedDevice, BorrowedEntry, Heard, borrowed
from .smartthings_confirming import ECHO, Confirming, Seen
from .smartthings_sending import async_send
from .smartthings_shapes import Client, Found, client_of, devices_of

SMARTTHINGS: Final = "smartthings"
KEPT: Final = 120.0  # seconds for which what is known outlives that nobody listens: as long as an entry is loaded anew

DATA_LINK: Final[HassKey[Link]] = HassKey("parlor_smartthings_link")


@dataclass(frozen=True, slots=True)
class _Kept:
    """An entry that nobody follows for the moment."""

    entry: BorrowedEntry
    at: float


class Link:
    """All SmartThings devices of core's loaded entries, as their events leave them."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Borrow nothing yet."""
        self._hass = hass
        self._entries: dict[str, BorrowedEntry] = {}
        self._kept: dict[str, _Kept] = {}
        self._listeners: list[Heard] = []
        self._ends: list[Callable[[], None]] = []
        self._is_told: set[str] = set()
        self._confirming = Confirming(self)

    @callback
    def start(self) -> Callable[[], None]:
        """Follow core's entries, those that are loaded and those that will be; return what ends it."""
        if not self._ends:
            self._ends = [
                async_dispatcher_connect(self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._entry_changed),
                self._hass.bus.async_listen(dr.EVENT_DEVICE_REGISTRY_UPDATED, self._device_changed),
            ]
            for entry in self._hass.config_entries.async_loaded_entries(SMARTTHINGS):
                self._follow(entry)
        return self.stop

    @callback
    def stop(self) -> None:
        """Follow nothing more."""
        for end in self._ends:
            end()
        self._ends = []
        for entry_id in tuple(self._entries):
            self._kept[entry_id] = _Kept(self._let_go(entry_id), time.monotonic())

    @property
    def devices(self) -> Mapping[str, BorrowedDevice]:
        """Return the devices that are there now, by SmartThings' ids."""
        return {device_id: device for entry in self._entries.values() for device_id, device in entry.devices.items()}

    def device(self, device_id: str) -> BorrowedDevice | None:
        """Return one device, None where it is not there."""
        entry = self.entry_of(device_id)
        return entry.devices.get(device_id) if entry else None

    @callback
    def subscribe(self, listener: Heard) -> Callable[[], None]:
        """Call somebody with the id of each device that said something, came or went, until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    async def async_command(self, device_id: str, calls: tuple[CloudCall, ...]) -> Outcome:
        """Send commands, one after the other; the first that the cloud does not take is the last.

        What is set before a start is waited for. The effect of the last one is confirmed apart.
        """
        entry, device = self.entry_of(device_id), self.device(device_id)
        if entry is None or device is None:
            return Outcome(why=Why.NOT_OFFERED)
        if not device.is_online:
            return Outcome(why=Why.OFFLINE)
        for call in calls:
            outcome = await async_send(entry.client, device_id, call)
            if not outcome.is_done:
                return self._confirming.explained(device_id, outcome, call.component)
            if call is not calls[-1] and (is_set := echo(call)) is not None:
                outcome = await self.async_confirm(device_id, is_set, component=call.component)
                if not outcome.is_done:
                    return outcome
        return Outcome()

    async def async_confirm(
        self, device_id: str, is_seen: Seen, *, seconds: float | None = None, component: str = MAIN
    ) -> Outcome:
        """Wait until a device shows what it was told; where it does not, ask it once, and return why not."""
        return await self._confirming.async_confirm(device_id, is_seen, ECHO if seconds is None else seconds, component)

    async def async_refresh(self, device_id: str) -> bool:
        """Ask a device once for everything that it says, which is heard like its events, and say whether it was told.

        That is done no more often than every quarter of an hour for one device.
        """
        return await self._confirming.async_refresh(device_id)

    @callback
    def entry_of(self, device_id: str) -> BorrowedEntry | None:
        """Return the entry that a device is borrowed from."""
        return next((entry for entry in self._entries.values() if device_id in entry.devices), None)

    @callback
    def _entry_changed(self, change: ConfigEntryChange, entry: ConfigEntry) -> None:
        """Follow an entry of core's that was loaded, anew where it was loaded anew, and let go of one that was not."""
        if entry.domain != SMARTTHINGS:
            return
        if change is not ConfigEntryChange.REMOVED and entry.state is ConfigEntryState.LOADED:
            self._follow(entry)
        elif entry.entry_id in self._entries:
            self._gone(self._let_go(entry.entry_id))

    @callback
    def _follow(self, entry: ConfigEntry) -> None:
        """Follow the devices of an entry; where it is not what it is known to be, none of them."""
        runtime = getattr(entry, "runtime_data", None)
        client = client_of(runtime)
        known = self._entries.get(entry.entry_id)
        if known is not None and known.client is client:
            return
        if known is not None:
            self._let_go(entry.entry_id)
        try:
            devices = devices_of(runtime)
            if client is None or devices is None:
                self._tell_shape(entry.entry_id)
                return
            self._entries[entry.entry_id] = self._borrow(entry.entry_id, client, devices)
        except Exception:  # noqa: BLE001  of what is not ours, and may be another tomorrow
            LOGGER.debug("Core's SmartThings entry could not be followed", exc_info=True)
            self._tell_shape(entry.entry_id)
            return
        self._is_told.discard(entry.entry_id)
        self._gone(self._entries[entry.entry_id])

    def _borrow(self, entry_id: str, client: Client, devices: Mapping[str, Found]) -> BorrowedEntry:
        """Return an entry that is followed, with what was heard of its devices until just now."""
        kept = self._kept.pop(entry_id, None)
        is_kept = kept is not None and kept.entry.client is client and time.monotonic() - kept.at < KEPT
        before = kept.entry.devices if kept is not None and is_kept else {}
        followed = BorrowedEntry(self._hass, client, self._tell)
        try:
            for device_id, found in devices.items():
                followed.follow(before.get(device_id) or self._borrowed(entry_id, device_id, found))
        except BaseException:
            followed.end()
            raise
        return followed

    def _borrowed(self, entry_id: str, device_id: str, found: Found) -> BorrowedDevice:
        """Return a device as core has it now."""
        registered = dr.async_get(self._hass).async_get_device_by_identifier((SMARTTHINGS, device_id), entry_id)
        registry_id = registered.id if registered else None
        online = self._is_online(registry_id) if registry_id else None
        return borrowed(device_id, entry_id, found, registry_id, online=online)

    def _is_online(self, registry_id: str) -> bool | None:
        """Return whether a device can be reached, as core's entities say, None where none does; core's own note of it is of its start."""
        entities = er.async_entries_for_device(er.async_get(self._hass), registry_id)
        states = (self._hass.states.get(one.entity_id) for one in entities if one.platform == SMARTTHINGS)
        told = [one.state != STATE_UNAVAILABLE for one in states if one and not one.attributes.get(ATTR_RESTORED)]
        return any(told) if told else None

    @callback
    def _let_go(self, entry_id: str) -> BorrowedEntry:
        entry = self._entries.pop(entry_id)
        entry.end()
        return entry

    @callback
    def _gone(self, entry: BorrowedEntry) -> None:
        """Tell of all devices of an entry, which came or went."""
        for device_id in tuple(entry.devices):
            self._tell(device_id)

    @callback
    def _device_changed(self, event: Event[Any]) -> None:
        """Let go of a device that is removed."""
        if event.data.get("action") != "remove":
            return
        for entry in self._entries.values():
            for device in tuple(entry.devices.values()):
                if device.device_id == event.data.get("device_id"):
                    entry.drop(device.id)
                    self._tell(device.id)

    @callback
    def _tell(self, device_id: str) -> None:
        """Tell everybody of a device; one listener's fault is not the others'."""
        for listener in tuple(self._listeners):
            try:
                listener(device_id)
            except Exception:  # noqa: BLE001  whatever it is, it is logged, and the next is told
                LOGGER.exception("What a SmartThings device told could not be told to everybody")

    def _tell_shape(self, entry_id: str) -> None:
        """Say once that an entry is not what it is known to be."""
        if entry_id not in self._is_told:
            self._is_told.add(entry_id)
            LOGGER.warning(
                "Core's SmartThings integration has changed: only what its entities tell of appliances is known"
            )


@callback
def async_link(hass: HomeAssistant) -> Link:
    """Return the link, made when it is asked for the first time; whoever sets the appliances up starts it."""
    if DATA_LINK not in hass.data:
        hass.data[DATA_LINK] = Link(hass)
    return hass.data[DATA_LINK]
