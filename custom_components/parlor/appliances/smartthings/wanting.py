"""What an appliance wants somebody for, by what its filters and dispensers say."""

from collections.abc import Mapping
from typing import Final

from ..reasons import DETERGENT_LOW, DUST_BAG_FULL, FILTER_CLEAN, FILTER_REPLACE, SOFTENER_LOW, WATER_FILTER
from .status import MAIN, Status, text

_FILTER: Final[Mapping[str, str]] = {"replace": FILTER_REPLACE, "wash": FILTER_CLEAN, "clean": FILTER_CLEAN}
_STATION: Final = "station"  # of a robot, which holds the bag
_DISPENSER: Final = ("low", "empty", "lack")

# Capability and attribute, and which word of it means what; every other word means that nothing is wanted.
_ROWS: Final[tuple[tuple[str, str, Mapping[str, str]], ...]] = (
    ("custom.waterFilter", "waterFilterStatus", dict.fromkeys(_FILTER, WATER_FILTER)),
    ("custom.dustFilter", "dustFilterStatus", _FILTER),
    ("custom.hepaFilter", "hepaFilterStatus", _FILTER),
    ("custom.electricHepaFilter", "electricHepaFilterStatus", _FILTER),
    ("custom.deodorFilter", "deodorFilterStatus", _FILTER),
    ("custom.veryFineDustFilter", "veryFineDustFilterStatus", _FILTER),
    ("samsungce.hoodFilter", "hoodFilterStatus", _FILTER),
    ("samsungce.robotCleanerMotorFilter", "motorFilterStatus", _FILTER),
    ("samsungce.robotCleanerDustBag", "status", {"full": DUST_BAG_FULL}),
    ("samsungce.autoDispenseDetergent", "remainingAmount", dict.fromkeys(_DISPENSER, DETERGENT_LOW)),
    ("samsungce.autoDispenseSoftener", "remainingAmount", dict.fromkeys(_DISPENSER, SOFTENER_LOW)),
)


def reasons(status: Status, component: str) -> tuple[str, ...]:
    """Return what a part of a device wants somebody for, each once; the station of a robot is one with it."""
    places = (component, _STATION) if component == MAIN else (component,)
    wanted = (
        words.get(told.lower())
        for capability, attribute, words in _ROWS
        for place in places
        if (told := text(status, capability, attribute, place)) is not None
    )
    return tuple(dict.fromkeys(one for one in wanted if one is not None))
