"""The energy meter of a machine, which reports every few minutes while something is used."""

from datetime import datetime, timedelta
from typing import Any

from ..device import Reported, seconds_stamp

EVERY = 300.0  # seconds


class Meter:
    """Counts what a machine takes; the energy in watt-hours goes on from what the payload shows."""

    def __init__(self, last: Any) -> None:
        """Go on from the last report, from nothing where there is none that can be read."""
        energy = last.get("energy") if isinstance(last, dict) else None
        self._energy = float(energy) if isinstance(energy, int | float) else 0.0
        self._told = self._energy
        self._at: datetime | None = None
        self._told_at: datetime | None = None
        self._watts = 0.0

    def report(self, watts: float, now: datetime) -> Reported | None:
        """Return a report where one is due: every few minutes, and when it goes on or off."""
        if self._at is not None:
            self._energy += self._watts * max(0.0, (now - self._at).total_seconds()) / 3600
        switched = (watts > 0) != (self._watts > 0)
        self._at, self._watts = now, watts
        if self._told_at is None:
            self._told_at = now
        due = watts > 0 and now >= self._told_at + timedelta(seconds=EVERY)
        return self._told_now(now) if switched or due else None

    def _told_now(self, now: datetime) -> Reported:
        """Return what was used since the last report."""
        energy = round(self._energy)
        value = {
            "energy": energy,
            "deltaEnergy": energy - round(self._told),
            "power": round(self._watts),
            "powerEnergy": round(self._energy - self._told, 3),
            "persistedEnergy": 0,
            "energySaved": 0,
            "start": seconds_stamp(self._told_at or now),
            "end": seconds_stamp(now),
        }
        self._told, self._told_at = self._energy, now
        return Reported(capability="powerConsumptionReport", attribute="powerConsumption", value=value)
