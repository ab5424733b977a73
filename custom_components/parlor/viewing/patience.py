"""How long what is gone for a moment may come back."""

from typing import Final

from .progress import Going, is_done

HOLD: Final = 90.0  # seconds that something may be gone: home screen, another app, a source that starts anew
AD_HOLD: Final = 180.0  # the same for an ad break
OFF_HOLD: Final = 10.0  # the same for a screen that is off
DONE_HOLD: Final = 10.0  # the same for a title that had come to its end
APP_FLICKER: Final = 10.0  # seconds that an app may be gone without being opened anew


def patience(going: Going, hold: float) -> float:
    """Return for how many of some seconds a viewing is held: of one that had come to its end there is little to come back to."""
    return min(hold, DONE_HOLD) if is_done(going.viewing) else hold
