"""An appliance of which only the power is known that it takes."""

from collections.abc import Callable, Mapping
from typing import Any, Final, override

from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT, UnitOfPower
from homeassistant.core import HomeAssistant
from homeassistant.util.unit_conversion import PowerConverter

from .appliance_voice import Heard, Voice, follow_states
from .appliances.command import Call, Order, Outcome, Program, Why
from .appliances.kind import ApplianceKind
from .appliances.reading import Reading
from .appliances.sources.brand import Role
from .appliances.sources.power import PowerMemory, PowerSettings, follow, next_at, read_power

_UNITS: Final = frozenset(PowerConverter.VALID_UNITS)


class PowerVoice(Voice):
    """A sensor of power: it takes some while it runs, and hardly any while it rests."""

    def __init__(
        self, hass: HomeAssistant, entity_id: str, kind: ApplianceKind, watts: float, kept: Mapping[str, Any]
    ) -> None:
        """Know the sensor, from which power it runs, and what was remembered of it."""
        self._hass = hass
        self._entity_id = entity_id
        self._settings = PowerSettings.of(kind, watts)
        self._memory = PowerMemory.from_dict(kept)

    @property
    @override
    def next_at(self) -> float | None:
        """Return when what it takes now has lasted long enough to mean something."""
        return next_at(self._memory, self._settings)

    @override
    def kept(self) -> Mapping[str, Any]:
        """Return since when it takes what it takes."""
        return self._memory.as_dict()

    @override
    def subscribe(self, heard: Heard) -> Callable[[], None]:
        """Listen to the sensor."""
        return follow_states(self._hass, self._entity_id, heard)

    @override
    def read(self, now: float) -> Reading:
        """Return whether it runs, by what it has taken until now."""
        self._memory = follow(self._memory, self._watts, now, self._settings)
        return read_power(self._memory, now)

    @property
    def _watts(self) -> float | None:
        """Return what it takes, None where that cannot be told."""
        state = self._hass.states.get(self._entity_id)
        if state is None:
            return None
        unit = state.attributes.get(ATTR_UNIT_OF_MEASUREMENT, UnitOfPower.WATT)
        try:
            power = float(state.state)
        except ValueError:
            return None
        is_known = isinstance(unit, str) and unit in _UNITS
        return PowerConverter.convert(power, unit, UnitOfPower.WATT) if is_known else None

    @override
    def programs(self) -> tuple[Program, ...]:
        """Return none: a plug knows of no programs."""
        return ()

    @override
    def calls(self, order: Order, now: float) -> tuple[Call, ...] | Why:
        """Say that it cannot be told anything: to cut its power is no way to stop a machine."""
        return Why.NOT_OFFERED

    @override
    async def carry_out(self, calls: tuple[Call, ...]) -> Outcome:
        """Do nothing, and say so."""
        return Outcome(why=Why.NOT_OFFERED)

    @override
    async def refresh(self) -> bool:
        """Ask nobody: what a sensor of power says next is all that there is."""
        return False

    @override
    def tells(self, roles: frozenset[Role]) -> bool:
        """Say that it tells of nothing but whether it runs."""
        return False
