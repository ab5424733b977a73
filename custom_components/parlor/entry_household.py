"""Sets up what is remembered of what the household watches, and nothing of it before somebody wants that."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
import shutil
import time
from typing import TYPE_CHECKING, Any, Final

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import EVENT_CORE_CONFIG_UPDATE, EVENT_HOMEASSISTANT_FINAL_WRITE, Platform
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryError, ConfigEntryNotReady
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.helpers.start import async_at_started
from homeassistant.util import dt as dt_util

from .const import CONF_GUIDE_URL, CONF_KIND, CONF_TMDB_KEY, DOMAIN, LOGGER
from .household import async_household
from .household_settings import HouseholdSettings
from .household_titles import guide_of, metadata_of
from .viewing.adopt import ended_alone, is_lost_glance
from .viewing.history import By, History, HistoryError, HistoryTooNew, Wanted

if TYPE_CHECKING:
    from . import ParlorConfigEntry

PLATFORMS: Final[tuple[Platform, ...]] = ()
FOLDER: Final = "parlor"  # in the configuration folder
FILE: Final = "history.db"
EXPORTS: Final = "exports"
ISSUE_DAMAGED: Final = "history_damaged"
RETAIN_EVERY: Final = timedelta(days=1)
LEFT_OPEN_EVERY: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdData:
    """What the household's entry holds while it is loaded; there is no history where nothing was ever remembered."""

    settings: HouseholdSettings
    history: History | None
    platforms: tuple[Platform, ...] = PLATFORMS


def household_folder(hass: HomeAssistant) -> Path:
    """Return the folder of all that is kept of what the household watches."""
    return Path(hass.config.path(FOLDER))


async def async_set_up(hass: HomeAssistant, entry: ParlorConfigEntry) -> HouseholdData:
    """Open the history, where there is one or is to be one, and let the household have it."""
    settings = HouseholdSettings.parse(entry.options)
    history = await _async_open(hass, settings)
    household = async_household(hass)
    folder = household_folder(hass)
    metadata, guide = metadata_of(hass, entry, settings, folder), guide_of(hass, settings, folder)
    household.metadata, household.guide = metadata, guide
    household.open_history(history, remembers=settings.remember, asks=settings.assistants)

    async def close() -> None:
        """Take the history from the household, and write down what is not yet."""
        household.metadata, household.guide = None, None
        household.close_history()
        for known in (metadata, guide):
            if known is not None:
                await known.close()
        if history is not None:
            await history.close()

    async def close_at_end(_: Event) -> None:
        """Do so once the screens have written their last, before Home Assistant ends."""
        await close()

    entry.async_on_unload(close)
    entry.async_on_unload(hass.bus.async_listen_once(EVENT_HOMEASSISTANT_FINAL_WRITE, close_at_end))
    if history is not None:
        _async_follow_time_zone(hass, entry)
        _async_end_left_open(hass, entry, history)
    if history is not None and settings.retention_days:
        _async_retain(hass, entry, history, settings.retention_days)
    return HouseholdData(settings=settings, history=history)


async def _async_open(hass: HomeAssistant, settings: HouseholdSettings) -> History | None:
    """Return the history; None where nothing is to be remembered and nothing was."""
    path = household_folder(hass) / FILE
    if not settings.remember and not await hass.async_add_executor_job(path.exists):
        return None
    where = {"path": str(path)}
    try:
        history = await History.open(path, zone=dt_util.get_default_time_zone(), erased=async_household(hass).erased)
    except HistoryTooNew as error:
        raise ConfigEntryError(
            translation_domain=DOMAIN, translation_key="history_too_new", translation_placeholders=where
        ) from error
    except HistoryError as error:
        raise ConfigEntryNotReady(
            translation_domain=DOMAIN, translation_key="history_unwritable", translation_placeholders=where
        ) from error

    @callback
    def damaged(aside: Path) -> None:
        """Say that the file could not be read any more, and where it is now."""
        ir.async_create_issue(
            hass,
            DOMAIN,
            ISSUE_DAMAGED,
            is_fixable=False,
            is_persistent=True,
            severity=ir.IssueSeverity.WARNING,
            translation_key="history_damaged",
            translation_placeholders={"aside": str(aside)},
        )

    history.damaged = damaged
    if history.moved_aside is not None:
        damaged(history.moved_aside)
    return history


def _async_follow_time_zone(hass: HomeAssistant, entry: ParlorConfigEntry) -> None:
    """Begin anew when the home moves to another time zone: its days are others then."""

    @callback
    def moved(event: Event[dict[str, Any]]) -> None:
        """Look whether that is what changed."""
        if "time_zone" in event.data:
            hass.config_entries.async_schedule_reload(entry.entry_id)

    entry.async_on_unload(hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, moved))


def _async_retain(hass: HomeAssistant, entry: ParlorConfigEntry, history: History, days: int) -> None:
    """Erase every day what is older than is wanted, for the first time once Home Assistant has started."""

    async def retain(_: datetime | HomeAssistant) -> None:
        """Erase it."""
        try:
            gone = await history.retain(days)
        except HistoryError as error:
            LOGGER.warning("What is older than %s days could not be erased: %s", days, error)
        else:
            LOGGER.debug("Erased %s viewings that were older than %s days", gone, days)

    entry.async_on_unload(async_at_started(hass, retain))
    entry.async_on_unload(async_track_time_interval(hass, retain, RETAIN_EVERY, name="parlor retention"))


def _async_end_left_open(hass: HomeAssistant, entry: ParlorConfigEntry, history: History) -> None:
    """End what was left open at screens that are gone, or not remembered any more, and drop what was but a glance: nobody else does."""

    async def end(_: datetime | HomeAssistant) -> None:
        """End and drop them; a screen that is followed ends its own."""
        now = time.time()
        try:
            left = await history.left_open()
            kept = {screen.id for screen in async_household(hass).screens.values() if screen.is_kept()}
            alone = [one for one in left if one.screen not in kept]
            ended = [after for one in alone if (after := ended_alone(one, now)).ended is not None]
            await history.keep(*ended, dropped=[one.id for one in alone if is_lost_glance(one, now)])
        except HistoryError as error:
            LOGGER.debug("What was left open could not be ended: %s", type(error).__name__)

    entry.async_on_unload(async_at_started(hass, end))
    entry.async_on_unload(async_track_time_interval(hass, end, LEFT_OPEN_EVERY, name="parlor left open"))


async def diagnostics(entry: ParlorConfigEntry) -> dict[str, Any]:
    """Return what is set and how much is kept; neither titles nor persons, and no addresses."""
    settings = HouseholdSettings.parse(entry.options).options
    told = {
        "entry": {CONF_KIND: entry.data[CONF_KIND], "has_tmdb_key": bool(entry.data.get(CONF_TMDB_KEY))},
        "options": {**settings, CONF_GUIDE_URL: CONF_GUIDE_URL in settings},
    }
    if entry.state is not ConfigEntryState.LOADED:
        return told
    data = entry.runtime_data
    assert isinstance(data, HouseholdData)
    return told | {"history": data.history and await _history_told(data.history)}


async def _history_told(history: History) -> dict[str, Any]:
    """Return how much a history has: viewings by kind, and bytes of its files."""
    try:
        totals = await history.totals(Wanted(), By.KIND)
    except HistoryError as error:
        return {"error": type(error).__name__}
    files = await asyncio.to_thread(_sizes, history.path)
    kinds = {str(total.key): total.viewings for total in totals}
    return {"viewings": sum(kinds.values()), "kinds": kinds, "bytes": sum(files)}


def _sizes(path: Path) -> list[int]:
    return [each.stat().st_size for each in path.parent.glob(f"{path.name}*")]


async def async_removed(hass: HomeAssistant, entry: ParlorConfigEntry) -> None:
    """Erase all that was kept."""
    ir.async_delete_issue(hass, DOMAIN, ISSUE_DAMAGED)
    await hass.async_add_executor_job(_erase, household_folder(hass))


def _erase(folder: Path) -> None:
    """Delete what Parlor keeps in its folder; what was exported is not its own."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name == EXPORTS:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    with suppress(OSError):  # not there, or something of the user's is still in it
        folder.rmdir()
