"""When a TV that refused us may be asked again by itself, without ever putting one popup after another on its screen.

Sets forget tokens after a long time without mains, and some take the same token again later; others refuse while their
remote access is switched off. Such a refusal comes at once, so no popup was drawn, and a few more attempts draw none
either. One that came late was a popup that somebody left or denied: then only a person has the TV asked again.
"""

from dataclasses import dataclass
from typing import Final

from ..errors import Refusal

POPUP_SEEN: Final = frozenset({Refusal.DENIED, Refusal.UNANSWERED})
MOST_TRIES: Final = 8  # about two hours of a lit screen, at the pace of `Timing`


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """That a TV refused us: why, when, and how often in a row."""

    refusal: Refusal
    at: float
    times: int = 1

    def wait(self, now: float, *, least: float, most: float) -> float | None:
        """Return the seconds until the TV may be asked again, from `least` doubled up to `most`; None for never."""
        if self.refusal in POPUP_SEEN or self.times > MOST_TRIES:
            return None
        return max(0.0, self.at + min(most, least * (1 << self.times - 1)) - now)
