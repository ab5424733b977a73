"""A machine that runs a cycle: it starts with its switch, reports through sensors, and is done until its door is opened."""

from collections.abc import Mapping
from datetime import datetime, timedelta
import math

from homeassistant.const import STATE_OFF, STATE_ON, UnitOfTime
from homeassistant.core import CALLBACK_TYPE, Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event, async_track_time_interval
from homeassistant.util import dt as dt_util

from .entity import SimEntity
from .plan import Appliance, Phase

_TICK = timedelta(seconds=1)


def phase_at(appliance: Appliance, elapsed: float) -> tuple[Phase | None, float]:
    """Return the phase that a cycle is in after so many seconds (None: over), and the seconds that remain of the cycle."""
    remaining = sum(phase.seconds for phase in appliance.phases) - elapsed
    for phase in appliance.phases:
        if elapsed < phase.seconds:
            return phase, remaining
        elapsed -= phase.seconds
    return None, 0


@callback
def async_run_appliance(hass: HomeAssistant, appliance: Appliance, entities: Mapping[str, SimEntity]) -> CALLBACK_TYPE:
    """Bring a machine to life until the returned function is called."""
    machine = _Machine(hass, appliance, entities)
    stop_listening = async_track_state_change_event(
        hass, [entities[part].entity_id for part in (appliance.switch, appliance.door) if part], machine.async_changed
    )

    @callback
    def stop() -> None:
        stop_listening()
        machine.async_halt()

    return stop


class _Machine:
    """One machine: it runs while its switch is on and its door shut."""

    def __init__(self, hass: HomeAssistant, appliance: Appliance, entities: Mapping[str, SimEntity]) -> None:
        self._hass = hass
        self._appliance = appliance
        self._switch = entities[appliance.switch]
        self._state = entities[appliance.state]
        self._door = entities[appliance.door] if appliance.door else None
        self._remaining = entities[appliance.remaining] if appliance.remaining else None
        self._power = entities[appliance.power] if appliance.power else None
        self._started: datetime | None = None
        self._stop_clock: CALLBACK_TYPE | None = None

    @callback
    def async_changed(self, event: Event[EventStateChangedData]) -> None:
        """Follow the switch and the door."""
        on = self._is(self._switch, STATE_ON)
        door_is_open = self._door is not None and self._is(self._door, STATE_ON)
        if on and self._started is None:
            # A machine does not start with its door open, as real ones do not.
            if door_is_open:
                self._switch.async_put(STATE_OFF)
            else:
                self._start()
        elif not on and self._started is not None:
            self.async_halt()
            self._report(self._appliance.idle, 0, 0)
        elif door_is_open and self._started is None and self._is(self._state, self._appliance.finished):
            self._report(self._appliance.idle, 0, 0)

    @callback
    def async_halt(self) -> None:
        """Stop the clock of a cycle."""
        self._started = None
        if self._stop_clock is not None:
            self._stop_clock()
            self._stop_clock = None

    def _start(self) -> None:
        """Begin a cycle."""
        self._started = dt_util.utcnow()
        self._stop_clock = async_track_time_interval(self._hass, self._tick, _TICK)
        self._tick(self._started)

    @callback
    def _tick(self, now: datetime) -> None:
        """Report where the cycle is, and end it when it is over."""
        assert self._started is not None
        phase, remaining = phase_at(self._appliance, (now - self._started).total_seconds())
        if phase is not None:
            self._report(phase.state, remaining, phase.watts or 0)
            return
        self.async_halt()
        self._report(self._appliance.finished, 0, 0)
        self._switch.async_put(STATE_OFF)

    def _report(self, state: str, remaining: float, watts: float) -> None:
        """Say it through the machine's entities."""
        self._state.async_put(state)
        if self._remaining is not None:
            in_minutes = self._remaining.unit_of_measurement == UnitOfTime.MINUTES
            self._remaining.async_put(str(math.ceil(remaining / 60 if in_minutes else remaining)))
        if self._power is not None:
            self._power.async_put(str(watts))

    def _is(self, entity: SimEntity, state: str) -> bool:
        """Return whether an entity is in a state."""
        current = self._hass.states.get(entity.entity_id)
        return current is not None and current.state == state
