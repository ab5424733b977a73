"""How long a screen was watched today, for statistics and limits."""

from contextlib import suppress
from datetime import datetime
import time
from typing import Final, override

from homeassistant.components.sensor import RestoreSensor, SensorDeviceClass, SensorEntityDescription, SensorStateClass
from homeassistant.const import UnitOfTime
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.event import async_track_time_change
from homeassistant.util import dt as dt_util

from . import ParlorConfigEntry
from .screen import Screen
from .screen_entity import ScreenEntity
from .viewing.history import By, HistoryError, Wanted
from .viewing.today import Today
from .viewing.watch import Change

WATCHED_TODAY: Final = SensorEntityDescription(
    key="watched_today",
    device_class=SensorDeviceClass.DURATION,
    state_class=SensorStateClass.TOTAL,
    native_unit_of_measurement=UnitOfTime.SECONDS,
    suggested_unit_of_measurement=UnitOfTime.HOURS,
    suggested_display_precision=2,
)


class WatchedToday(ScreenEntity, RestoreSensor):
    """Counts what was really watched since midnight; pauses are left out."""

    def __init__(self, hass: HomeAssistant, entry: ParlorConfigEntry, screen: Screen) -> None:
        """Begin with what goes on."""
        super().__init__(hass, entry, screen, WATCHED_TODAY)
        zone = dt_util.get_default_time_zone()
        self.today = Today(zone, datetime.now(zone).date())
        self._shown: tuple[float, float] | None = None

    @override
    async def async_added_to_hass(self) -> None:
        """Go on from what was counted before, and begin anew each midnight."""
        last, state = await self.async_get_last_sensor_data(), await self.async_get_last_state()
        began = dt_util.parse_datetime(str(state.attributes.get("last_reset"))) if state else None
        if last and began and began.timestamp() == self.today.began and isinstance(last.native_value, (int, float)):
            self._resume(float(last.native_value))
        await self._async_count()
        await super().async_added_to_hass()
        self.async_on_remove(async_track_time_change(self.hass, self._turned, hour=0, minute=0, second=0))
        self.async_on_remove(self.screen.household.subscribe(self._household_changed))

    @callback
    @override
    def changed(self, change: Change) -> None:
        """Count what ran since the last time."""
        now = time.time()
        for viewing in change.keep:
            self.today.add(viewing, now)
            if viewing.ended is not None:
                self.today.end(viewing.id)
        for name in change.dropped:
            self.today.take_back(name)
        if change.viewing is not None:
            self.today.add(change.viewing, now)
        self._show()

    @callback
    def _show(self) -> None:
        """Write what is told, if it is anything new."""
        told = (self.today.began, round(self.today.seconds))
        if told != self._shown:
            self._shown = told
            self.async_write_ha_state()

    @callback
    def _turned(self, _: datetime) -> None:
        """Count the day to its end, and begin another."""
        if (viewing := self.screen.watch.current(self.today.ends - 0.001)) is not None:
            self.today.add(viewing, min(time.time(), self.today.ends - 0.001))
        self._show()
        self.today.turn(time.time())
        self._show()

    @callback
    def _household_changed(self) -> None:
        """Count what the history knows, where that came or went."""
        self.screen.run(self._async_count_anew(), "parlor counts today")

    async def _async_count_anew(self) -> None:
        await self._async_count()
        self._show()

    async def _async_count(self) -> None:
        """Take over what the history knows of today; it lost nothing when Home Assistant was ended."""
        if (history := self.screen.keeping.history) is None:
            return
        wanted = Wanted(since=self.today.began, screens=frozenset({self.screen.id}))
        with suppress(HistoryError):
            self._resume(sum(total.seconds for total in await history.totals(wanted, By.SCREEN)))

    def _resume(self, seconds: float) -> None:
        """Go on from seconds in which the viewing that goes on now is as far as it is."""
        viewing = self.screen.watch.viewing
        self.today.resume(seconds, *([viewing] if viewing else []))

    @property
    @override
    def native_value(self) -> float:
        """Return the seconds of today."""
        return round(self.today.seconds)

    @property
    @override
    def last_reset(self) -> datetime:
        """Return when today began."""
        return dt_util.utc_from_timestamp(self.today.began)
