"""What of the times that an appliance claims can be true."""

from typing import Final

from .memory import Run
from .reading import Reading

LONGEST: Final = 26 * 3600.0  # seconds: a start can be put off for a day, and the run comes behind it
PASSED: Final = 60.0  # seconds by which a claimed end may have passed and still be one
STEADY: Final = 180.0  # seconds by which a claimed end may move without being told anew
CLOSE: Final = 600.0  # seconds before the end from which each minute counts


def claimed_end(reading: Reading, now: float) -> float | None:
    """Return the end that a reading claims, where it can be one: what does not run has none, whatever it says."""
    for claim in (reading.ends_at, None if reading.remaining is None else reading.at + reading.remaining * 60):
        if claim is not None and now - PASSED <= claim <= now + LONGEST and claim > reading.at - PASSED:
            return claim
    return None


def told_end(run: Run, claim: float | None, now: float) -> float | None:
    """Return the end that is told: one that hardly moves stays, one that has passed is gone."""
    before = run.ends_at
    if claim is None:
        return before if before is not None and before + PASSED >= now else None
    if before is None or before < now:
        return claim
    limit = STEADY if before - now > CLOSE else PASSED
    return before if abs(claim - before) < limit else claim
