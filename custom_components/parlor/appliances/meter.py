"""What a meter counted in a run: meters tremble, say nothing for a moment, and begin anew. Pure."""

from dataclasses import dataclass
from typing import Final, Self

ANEW: Final = 0.5  # of what it said before: a fall to less is no trembling
MOST: Final = 20.0  # kWh that no appliance uses between two words of its meter


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What was counted, in kWh; `meter` is what the meter said, the most of it where it trembles.

    `meter_before` is what it said before it fell, and `energy_before` what was counted until then: it may be back at once.
    """

    meter: float
    energy: float = 0.0
    meter_before: float | None = None
    energy_before: float = 0.0

    def hear(self, meter: float) -> Self:
        """Return what is counted after the meter said something."""
        cls, before = type(self), self.meter_before
        if before is not None and meter >= before and self.meter < before * ANEW:
            return cls(meter=meter, energy=self.energy_before + _used(meter - before))
        if meter >= self.meter:
            return cls(
                meter=meter,
                energy=self.energy + _used(meter - self.meter),
                meter_before=before,
                energy_before=self.energy_before,
            )
        if meter >= self.meter * ANEW:
            return self
        return cls(meter=meter, energy=self.energy + _used(meter), meter_before=self.meter, energy_before=self.energy)


def _used(energy: float) -> float:
    return energy if energy <= MOST else 0.0
