"""The phases of Matter appliances: makers name them freely, so that only plain words are understood."""

from collections.abc import Mapping
import re
from typing import Final

from ..reading import Phase

_APART: Final = re.compile(r"[^a-z0-9]+")
_LONGEST: Final = 60  # letters of a word that is looked at

PHASES: Final[Mapping[str, Phase]] = {
    "sensing": Phase.SENSING,
    "weighing": Phase.SENSING,
    "soak": Phase.SOAK,
    "soaking": Phase.SOAK,
    "presoak": Phase.SOAK,
    "prewash": Phase.PRE_WASH,
    "wash": Phase.WASH,
    "washing": Phase.WASH,
    "mainwash": Phase.WASH,
    "rinse": Phase.RINSE,
    "rinsing": Phase.RINSE,
    "finalrinse": Phase.RINSE,
    "spin": Phase.SPIN,
    "spinning": Phase.SPIN,
    "drain": Phase.DRAIN,
    "draining": Phase.DRAIN,
    "dry": Phase.DRY,
    "drying": Phase.DRY,
    "steam": Phase.STEAM,
    "steaming": Phase.STEAM,
    "cooling": Phase.COOL,
    "cooldown": Phase.COOL,
    "coolingdown": Phase.COOL,
    "preheat": Phase.PREHEAT,
    "preheating": Phase.PREHEAT,
    "preheated": Phase.COOK,
    "cook": Phase.COOK,
    "cooking": Phase.COOK,
    "keepwarm": Phase.KEEP_WARM,
    "anticrease": Phase.ANTI_CREASE,
}


def phase_of(label: str | None) -> Phase | None:
    """Return the phase that a label names."""
    return None if label is None or len(label) > _LONGEST else PHASES.get(_APART.sub("", label.casefold()))
