"""The appliances that there are now: they come and go with the entities of other integrations, and each is followed while it is there."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.debounce import Debouncer
from homeassistant.helpers.event import async_track_state_change_event

from .appliance import Appliance
from .appliance_watchdog import Watchdog
from .appliances.job import Change
from .appliances_kept import KeptAppliances
from .appliances_known import async_appliances
from .appliances_left import async_clean, is_awaited
from .appliances_settings import AppliancesSettings
from .appliances_wired import Wired, async_wired
from .const import LOGGER
from .smartthings_link import async_link

if TYPE_CHECKING:
    from . import ParlorConfigEntry

SETTLES: Final = 2.0  # seconds after the last change of the registries: an integration brings many entities at once

type Came = Callable[[Appliance], None]


class Followed:
    """All appliances, by their ids."""

    def __init__(self, hass: HomeAssistant, entry: ParlorConfigEntry) -> None:
        """Know none yet."""
        self.all: dict[str, Appliance] = {}
        self._hass = hass
        self._entry = entry
        self._settings = AppliancesSettings.parse(entry.options)
        self._kept = KeptAppliances(hass)
        self._watchdogs: dict[str, Watchdog] = {}
        self._listeners: list[Came] = []
        self._linked: frozenset[str] = frozenset()
        self._is_told = False
        self._end_awaiting: Callable[[], None] | None = None
        self._look_soon = Debouncer(
            hass, LOGGER, cooldown=SETTLES, immediate=False, function=self.look, background=True
        )

    async def async_begin(self) -> None:
        """Find those that are there, and follow what comes and goes."""
        hass, entry = self._hass, self._entry
        link = async_link(hass)
        entry.async_on_unload(link.start())
        await self._kept.async_load()
        self.look()
        entry.async_on_unload(link.subscribe(self._said))
        entry.async_on_unload(hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, self._changed))
        entry.async_on_unload(hass.bus.async_listen(dr.EVENT_DEVICE_REGISTRY_UPDATED, self._changed))
        entry.async_on_unload(hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, self._stopped))
        entry.async_on_unload(self.async_end)

    async def async_end(self) -> None:
        """Follow none any more, and write down how they are."""
        self._look_soon.async_shutdown()
        self._await({})
        for appliance_id in tuple(self.all):
            self._let_go(appliance_id)
        await self._kept.async_write()

    @callback
    def tell(self) -> None:
        """Tell what happens from now on, and what happened before there was anybody to tell."""
        self._is_told = True
        for appliance in tuple(self.all.values()):
            appliance.tell()

    def subscribe(self, came: Came) -> Callable[[], None]:
        """Tell somebody of each appliance that is there and of each that comes; return what ends that."""
        self._listeners.append(came)
        for appliance in self.all.values():
            came(appliance)
        return lambda: self._listeners.remove(came) if came in self._listeners else None

    @callback
    def look(self) -> None:
        """Take up what has come, let go of what has gone, and go on otherwise with what has changed."""
        hass = self._hass
        self._linked = frozenset(async_link(hass).devices)
        found = {one.wiring.id: one for one in async_wired(hass, self._settings, self._kept.kinds)}
        hidden = {name for name, one in self._settings.corrections.items() if one.is_hidden}
        if any(one.wiring.kind is not found[name].wiring.kind for name, one in self.all.items() if name in found):
            # Its entities are others now: they begin anew, under the names that they have.
            hass.config_entries.async_schedule_reload(self._entry.entry_id)
            return
        for appliance_id in tuple(self.all):
            if appliance_id not in found and not self._is_awaited(appliance_id, hidden):
                self._let_go(appliance_id)
        there = {*found, *(name for name in self._kept.ids if self._is_awaited(name, hidden))}
        self._kept.forget_but(there)
        async_clean(hass, self._entry, there)
        for appliance_id, one in found.items():
            appliance = self.all.get(appliance_id)
            if appliance is None:
                self._take_up(one)
            elif one.wiring != appliance.wiring or one.source != appliance.source:
                self._rewire(appliance, one)
        self._await(found)

    def _is_awaited(self, appliance_id: str, hidden: set[str]) -> bool:
        """Say whether an appliance of which nothing is told now is there all the same: core has only not been set up."""
        return appliance_id not in hidden and appliance_id in self._kept.kinds and is_awaited(self._hass, appliance_id)

    @callback
    def _take_up(self, wired: Wired) -> None:
        """Begin to follow an appliance; what is wrong with one is not the others' fault."""
        hass, entry, appliance_id = self._hass, self._entry, wired.wiring.id
        voice = wired.voice(hass, self._kept.voice(appliance_id))
        appliance = Appliance(hass, wired.wiring, voice, self._kept.memory(appliance_id))
        appliance.source, appliance.name, appliance.door = wired.source, wired.name, wired.door
        appliance.program_names = dict(self._settings.program_names.get(appliance_id, {}))
        appliance.subscribe(self._keeping(appliance))
        try:
            appliance.begin()
        except Exception:  # noqa: BLE001  whatever it is, it is logged, and the others are followed
            LOGGER.exception("An appliance of %s cannot be followed", wired.wiring.brand)
            appliance.end()
            return
        self.all[appliance_id] = appliance
        self._kept.know(appliance_id, wired)
        self._watchdogs[appliance_id] = Watchdog(hass, entry, appliance)
        async_appliances(hass).add(appliance.known)
        if self._is_told:
            appliance.tell()
        for came in tuple(self._listeners):
            came(appliance)

    @callback
    def _rewire(self, appliance: Appliance, wired: Wired) -> None:
        """Have an appliance speak otherwise, and tell that it may tell more."""
        appliance.source, appliance.name = wired.source, wired.name
        self._kept.know(appliance.id, wired)
        is_other_brand = wired.wiring.brand != appliance.wiring.brand
        appliance.rewire(wired.wiring, wired.voice(self._hass, self._kept.voice(appliance.id)))
        if is_other_brand:
            async_appliances(self._hass).add(appliance.known)
        for came in tuple(self._listeners):
            came(appliance)

    def _keeping(self, appliance: Appliance) -> Callable[[Change], None]:
        """Return a listener that has written down what changes: at once what must not be told twice."""

        @callback
        def changed(change: Change) -> None:
            if appliance.untold:
                return  # what was not told yet must be found anew after a crash
            is_at_rest = change.job == change.previous and not change.events and not change.job.state.is_under_way
            if not is_at_rest:
                self._kept.keep(appliance.id, appliance.watch.memory, appliance.voice.kept())
            if change.events:
                # Not a task of the entry: those are cancelled when it is unloaded.
                self._hass.async_create_task(self._kept.async_write(), "parlor keeps jobs")

        return changed

    @callback
    def _let_go(self, appliance_id: str) -> None:
        """Follow an appliance no more; what runs has not ended."""
        self._watchdogs.pop(appliance_id).end()
        async_appliances(self._hass).remove(appliance_id)
        appliance = self.all.pop(appliance_id)
        appliance.end()
        self._kept.keep(appliance_id, appliance.watch.memory, appliance.voice.kept())

    @callback
    def _await(self, found: Mapping[str, Wired]) -> None:
        """Look again once an entity says something that its owner named and that nobody knows yet."""
        if self._end_awaiting is not None:
            self._end_awaiting()
            self._end_awaiting = None
        unknown = [one.awaits for one in found.values() if one.awaits is not None]
        if unknown:
            self._end_awaiting = async_track_state_change_event(self._hass, unknown, self._came)

    @callback
    def _came(self, _: Event[EventStateChangedData]) -> None:
        """Look again, as something is known now."""
        self._look_soon.async_schedule_call()

    @callback
    def _changed(self, _: Event[Any]) -> None:
        """Look again, once the registries have settled."""
        self._look_soon.async_schedule_call()

    @callback
    def _said(self, device_id: str) -> None:
        """Look again once a device of SmartThings has come or gone."""
        is_there = async_link(self._hass).device(device_id) is not None
        if is_there is not (device_id in self._linked):
            self._look_soon.async_schedule_call()

    async def _stopped(self, _: Event) -> None:
        """Write down how it is before Home Assistant ends."""
        for appliance in self.all.values():
            self._kept.keep(appliance.id, appliance.watch.memory, appliance.voice.kept())
        await self._kept.async_write()
