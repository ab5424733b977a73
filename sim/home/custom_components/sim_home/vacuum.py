"""Simulated vacuum cleaners."""

from typing import Any, override

from homeassistant.components.vacuum import StateVacuumEntity, VacuumActivity, VacuumEntityFeature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import SimHomeConfigEntry
from .entity import SimEntity, command, entities_of, seconds_of

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: SimHomeConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the home's vacuum cleaners."""
    async_add_entities(entities_of(entry, Platform.VACUUM, SimVacuum))


class SimVacuum(SimEntity, StateVacuumEntity):
    """A vacuum cleaner; it docks `behavior.return_seconds` after it was sent home, never where that is not given."""

    features = VacuumEntityFeature
    start_state = VacuumActivity.DOCKED

    @override
    def features_by_default(self) -> VacuumEntityFeature:
        """Do what every robot does."""
        features = (
            VacuumEntityFeature.START
            | VacuumEntityFeature.STOP
            | VacuumEntityFeature.PAUSE
            | VacuumEntityFeature.RETURN_HOME
            | VacuumEntityFeature.LOCATE
            | VacuumEntityFeature.CLEAN_SPOT
        )
        return features | VacuumEntityFeature.FAN_SPEED if "fan_speed_list" in self.plan.attributes else features

    @override
    def features_always(self) -> VacuumEntityFeature:
        """Report the state."""
        return VacuumEntityFeature.STATE

    @override
    def take_state(self, state: str | None) -> None:
        """Be busy with something; `off`, as older files say, is idle."""
        idle = state in {"off", "on"}
        self._attr_activity = None if state is None else VacuumActivity.IDLE if idle else VacuumActivity(state)

    @override
    @command
    def async_start(self) -> None:
        """Clean."""
        self._turn_to(VacuumActivity.CLEANING)

    @override
    @command
    def async_pause(self) -> None:
        """Stand still for a while."""
        self._turn_to(VacuumActivity.PAUSED)

    @override
    @command
    def async_stop(self, **kwargs: Any) -> None:
        """Stand still."""
        self._turn_to(VacuumActivity.IDLE)

    @override
    @command
    def async_return_to_base(self, **kwargs: Any) -> None:
        """Go home."""
        self._turn_to(VacuumActivity.RETURNING)
        if seconds := seconds_of(self.plan.behavior, "return_seconds"):
            self.after(seconds, lambda: self._turn_to(VacuumActivity.DOCKED))

    @override
    @command
    def async_clean_spot(self, **kwargs: Any) -> None:
        """Clean here."""
        self._turn_to(VacuumActivity.CLEANING)

    @override
    @command
    def async_locate(self, **kwargs: Any) -> None:
        """Beep, which nothing shows."""

    @override
    @command
    def async_set_fan_speed(self, fan_speed: str, **kwargs: Any) -> None:
        """Suck harder or softer."""
        self._attr_fan_speed = fan_speed

    def _turn_to(self, activity: VacuumActivity) -> None:
        """Do something else from now on."""
        self._cancel_timer()
        self._attr_activity = activity
