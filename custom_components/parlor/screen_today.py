"""How long a screen was watched today, for statistics and limits."""

from datetime import datetime
import time
from typing import Final, override

from homeassistant.components.sensor import RestoreSensor, SensorDeviceClass, SensorEntityDescription, SensorStateClass
from homeassistant.const import UnitOfTime
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from . import ParlorConfigEntry
from .screen import Screen
from .screen_entity import ScreenEntity
from .viewing.progress import runs

WATCHED_TODAY: Final = SensorEntityDescription(
    key="watched_today",
    device_class=SensorDeviceClass.DURATION,
    state_class=SensorStateClass.TOTAL,
    native_unit_of_measurement=UnitOfTime.SECONDS,
    suggested_unit_of_measurement=UnitOfTime.HOURS,
    suggested_display_precision=2,
)

EACH: Final = 55  # seconds of watching that are told together at least: those of two checkpoints


class WatchedToday(ScreenEntity, RestoreSensor):
    """Tells what was really watched since midnight."""

    def __init__(self, hass: HomeAssistant, entry: ParlorConfigEntry, screen: Screen) -> None:
        """Begin with what was counted so far."""
        super().__init__(hass, entry, screen, WATCHED_TODAY)
        self._shown: tuple[float, int] | None = None

    @override
    async def async_added_to_hass(self) -> None:
        """Go on from what was told before Home Assistant was ended, where no history knows it better."""
        last, state = await self.async_get_last_sensor_data(), await self.async_get_last_state()
        began = dt_util.parse_datetime(str(state.attributes.get("last_reset"))) if state else None
        is_of_today = began is not None and began.timestamp() == self.screen.count.today.began
        if last and is_of_today and isinstance(last.native_value, (int, float)):
            self.screen.count.resume(float(last.native_value))
        self.async_on_remove(self.screen.count.subscribe(self._show))

    @callback
    def _show(self) -> None:
        """Write what is told, if it is anything new; while something runs, a minute of it at a time, and the last of a day."""
        today = self.screen.count.today
        began, seconds = told = today.began, round(today.seconds)
        was_began, was = self._shown or (None, 0)
        can_wait = began == was_began and 0 <= seconds - was < EACH and time.time() < today.ends
        if told == self._shown or (can_wait and runs(self.screen.watch.seen)):
            return
        self._shown = told
        self.async_write_ha_state()

    @property
    @override
    def native_value(self) -> int:
        """Return the seconds of today."""
        return round(self.screen.count.today.seconds)

    @property
    @override
    def last_reset(self) -> datetime:
        """Return when today began."""
        return dt_util.utc_from_timestamp(self.screen.count.today.began)
