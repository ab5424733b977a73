"""What a state says, whatever its brand writes it as: a time, a span, a share, energy, a door. Nonsense says nothing."""

from datetime import datetime
import math
import re
from typing import Final

from ..facts import StateFact

_SPAN: Final = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?")
_MINUTES: Final = {"s": 1 / 60, "sec": 1 / 60, "min": 1.0, "m": 1.0, "h": 60.0, "hr": 60.0, "d": 1440.0}
_LONGEST: Final = 100 * 1440.0  # minutes: no run is longer, and what counts up since the epoch is no span
_KWH: Final = {"mWh": 1e-6, "Wh": 0.001, "kWh": 1.0, "MWh": 1000.0}
_WATTS: Final = {"": 1.0, "mW": 0.001, "W": 1.0, "kW": 1000.0}
_ON: Final = frozenset({"on", "true", "yes", "open", "opened", "enabled", "present"})
_OFF: Final = frozenset({"off", "false", "no", "closed", "close", "disabled", "locked"})


def word(fact: StateFact | None) -> str | None:
    """Return what a state says, None where it says nothing."""
    if fact is None or not isinstance(fact.state, str) or not fact.is_known:
        return None
    return fact.state.strip() or None


def number(fact: StateFact | None) -> float | None:
    """Return the finite number that a state says."""
    said = word(fact)
    try:
        value = math.nan if said is None else float(said)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def percent(fact: StateFact | None) -> float | None:
    """Return a share in per cent; what is none of a whole says nothing."""
    value = number(fact)
    return value if value is not None and 0.0 <= value <= 100.0 else None


def instant(fact: StateFact | None) -> float | None:
    """Return the Unix time of a timestamp; one that does not say of which zone it is says nothing."""
    said = word(fact)
    if said is None or len(said) < len("2026-01-01T00:00"):
        return None
    try:
        told = datetime.fromisoformat(said)
        at = 0.0 if told.tzinfo is None else told.timestamp()
    except ValueError, OverflowError, OSError:
        return None
    return at if at > 0.0 else None


def minutes(fact: StateFact | None) -> float | None:
    """Return a span in minutes: a number in the unit that stands with it (minutes without one), or `hh:mm` or `hh:mm:ss`."""
    said = word(fact)
    if fact is None or said is None:
        return None
    if match := _SPAN.fullmatch(said):
        hours, rest, seconds = match.groups()
        return int(hours) * 60.0 + int(rest) + int(seconds or 0) / 60
    value, unit = number(fact), _unit(fact)
    factor = _MINUTES.get(unit) if unit else 1.0
    if value is None or factor is None or not 0.0 <= value * factor <= _LONGEST:
        return None
    return value * factor


def kilowatt_hours(fact: StateFact | None) -> float | None:
    """Return what a meter has counted in kWh; without a unit it says nothing."""
    value = number(fact)
    factor = None if fact is None else _KWH.get(_unit(fact))
    return None if value is None or factor is None or value < 0 else value * factor


def watts(fact: StateFact | None) -> float | None:
    """Return a power in watts; a plug without a unit measures watts."""
    value = number(fact)
    factor = None if fact is None else _WATTS.get(_unit(fact))
    return None if value is None or factor is None else value * factor


def flag(fact: StateFact | None) -> bool | None:
    """Return whether something is on, open, allowed or present; another word says neither."""
    said = (word(fact) or "").casefold()
    if said in _ON:
        return True
    return False if said in _OFF else None


def _unit(fact: StateFact) -> str:
    """Return the unit that stands with a state."""
    unit = fact.attributes.get("unit_of_measurement")
    return unit if isinstance(unit, str) else ""
