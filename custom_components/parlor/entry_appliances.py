"""Sets up the appliances: those that other integrations brought, and those that their owner named."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import EVENT_HOMEASSISTANT_STOP, Platform
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
from homeassistant.helpers.debounce import Debouncer
from homeassistant.helpers.start import async_at_started

from .appliance import Appliance
from .appliance_told import appliance_told
from .appliance_watchdog import Watchdog, issue_id
from .appliances.job import Change
from .appliances_kept import KeptAppliances
from .appliances_known import async_appliances
from .appliances_settings import AppliancesSettings
from .appliances_wired import Wired, async_wired
from .const import DOMAIN, LOGGER
from .smartthings_extra import PREFIX as EXTRA
from .smartthings_link import async_link
from .teller import Teller, async_teller

if TYPE_CHECKING:
    from . import ParlorConfigEntry

PLATFORMS: Final = (Platform.BINARY_SENSOR, Platform.BUTTON, Platform.EVENT, Platform.SELECT, Platform.SENSOR)
SETTLES: Final = 2.0  # seconds after the last change of the registries: an integration brings many entities at once

type Came = Callable[[Appliance], None]


@dataclass(slots=True, kw_only=True, eq=False)
class AppliancesData:
    """What the appliances' entry holds while it is loaded."""

    appliances: Collection
    teller: Teller
    platforms: tuple[Platform, ...] = PLATFORMS


class Collection:
    """The appliances that there are now; they come and go with the entities of other integrations."""

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
        """Take up what has come, let go of what has gone, and begin anew with what has changed."""
        self._linked = frozenset(async_link(self._hass).devices)
        found = {wired.wiring.id: wired for wired in async_wired(self._hass, self._settings)}
        for appliance_id, appliance in tuple(self.all.items()):
            wired = found.get(appliance_id)
            if wired is None or wired.wiring.kind is not appliance.kind:
                self._let_go(appliance_id)
                self._remove(appliance_id)
            elif wired.wiring != appliance.wiring or wired.source != appliance.source:
                self._rewire(appliance, wired)
        for appliance_id, wired in found.items():
            if appliance_id not in self.all:
                self._take_up(wired)
        self._clean()

    @callback
    def _take_up(self, wired: Wired) -> None:
        """Begin to follow an appliance."""
        hass, entry, appliance_id = self._hass, self._entry, wired.wiring.id
        voice = wired.voice(hass, self._kept.voice(appliance_id))
        appliance = Appliance(hass, entry, wired.wiring, voice, self._kept.memory(appliance_id))
        appliance.source, appliance.name, appliance.door = wired.source, wired.name, wired.door
        appliance.program_names = dict(self._settings.program_names.get(appliance_id, {}))
        self.all[appliance_id] = appliance
        appliance.subscribe(self._keeping(appliance))
        appliance.begin()
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
        appliance.rewire(wired.wiring, wired.voice(self._hass, self._kept.voice(appliance.id)))
        for came in tuple(self._listeners):
            came(appliance)

    def _keeping(self, appliance: Appliance) -> Callable[[Change], None]:
        """Return a listener that has written down what changes: at once what must not be told twice."""

        @callback
        def changed(change: Change) -> None:
            if appliance.untold:
                return  # what was not told yet must be found anew after a crash
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
        self.all.pop(appliance_id).end()

    @callback
    def _remove(self, appliance_id: str) -> None:
        """Remove what was kept and shown of an appliance that is gone."""
        self._kept.forget(appliance_id)
        ir.async_delete_issue(self._hass, DOMAIN, issue_id(appliance_id))

    @callback
    def _clean(self) -> None:
        """Remove the entities of appliances that are none any more."""
        registry = er.async_get(self._hass)
        for registered in er.async_entries_for_config_entry(registry, self._entry.entry_id):
            if registered.unique_id.startswith(EXTRA):
                continue
            if not any(registered.unique_id.startswith(f"{appliance_id}_") for appliance_id in self.all):
                registry.async_remove(registered.entity_id)

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
        await self._kept.async_write()


async def async_set_up(hass: HomeAssistant, entry: ParlorConfigEntry) -> AppliancesData:
    """Find the appliances and follow them."""
    appliances = Collection(hass, entry)
    await appliances.async_begin()
    return AppliancesData(appliances=appliances, teller=async_teller(hass))


@callback
def async_ready(hass: HomeAssistant, entry: ParlorConfigEntry) -> None:
    """Tell what happened meanwhile, once there are entities and, at a start, automations to hear it."""
    data = entry.runtime_data
    assert isinstance(data, AppliancesData)

    @callback
    def tell(_: HomeAssistant) -> None:
        data.appliances.tell()

    entry.async_on_unload(async_at_started(hass, tell))


async def async_removed(hass: HomeAssistant, entry: ParlorConfigEntry) -> None:
    """Forget what was remembered of the appliances."""
    await KeptAppliances(hass).async_erase()


def diagnostics(entry: ParlorConfigEntry) -> dict[str, Any]:
    """Return what was found and how it is, without names."""
    if entry.state is not ConfigEntryState.LOADED:
        return {}
    data = entry.runtime_data
    assert isinstance(data, AppliancesData)
    return {
        "appliances": [appliance_told(appliance) for appliance in data.appliances.all.values()],
        "telling": {"held": data.teller.held},  # how much, and no words
    }
