"""What a SmartThings device is: one appliance, several in one body, or none."""

from collections.abc import Collection, Mapping
from typing import Final

from ..kind import ApplianceKind
from .status import MAIN, Status, has, value

type Categories = Mapping[str, Collection[str]]

# What the manufacturer says that a device is: the categories in `models.Category` of pysmartthings 4.0.3.
_CATEGORIES: Final[Mapping[str, ApplianceKind]] = {
    "Washer": ApplianceKind.WASHER,
    "Dryer": ApplianceKind.DRYER,
    "ClothingCareMachine": ApplianceKind.DRYER,  # dries and airs what hangs in it, and tells of it as a dryer
    "Dishwasher": ApplianceKind.DISHWASHER,
    "Oven": ApplianceKind.OVEN,
    "Range": ApplianceKind.OVEN,
    "Stove": ApplianceKind.OVEN,
    "Cooktop": ApplianceKind.COOKTOP,
    "KitchenHood": ApplianceKind.HOOD,
    "Microwave": ApplianceKind.MICROWAVE,
    "Refrigerator": ApplianceKind.REFRIGERATOR,
    "KimchiRefrigerator": ApplianceKind.REFRIGERATOR,
    "CubeRefrigerator": ApplianceKind.REFRIGERATOR,
    "WineCellar": ApplianceKind.REFRIGERATOR,
    "RobotCleaner": ApplianceKind.ROBOT_VACUUM,
    "AirConditioner": ApplianceKind.AIR_CONDITIONER,
    "AirPurifier": ApplianceKind.AIR_PURIFIER,
}
# What only machines of one kind have; for those whose category says nothing.
_CAPABILITIES: Final[Mapping[str, ApplianceKind]] = {
    "washerOperatingState": ApplianceKind.WASHER,
    "samsungce.washerOperatingState": ApplianceKind.WASHER,
    "dryerOperatingState": ApplianceKind.DRYER,
    "samsungce.dryerOperatingState": ApplianceKind.DRYER,
    "dishwasherOperatingState": ApplianceKind.DISHWASHER,
    "samsungce.dishwasherOperation": ApplianceKind.DISHWASHER,
    "ovenOperatingState": ApplianceKind.OVEN,
    "samsungce.ovenOperatingState": ApplianceKind.OVEN,
    "custom.cooktopOperatingState": ApplianceKind.COOKTOP,
    "samsungce.robotCleanerOperatingState": ApplianceKind.ROBOT_VACUUM,
    "robotCleanerMovement": ApplianceKind.ROBOT_VACUUM,
}
_SAYS_NOTHING: Final = frozenset({"Other", "Others"})
# A part is an appliance where it has runs of its own: the second drum of a washer, the second cavity of an oven.
_PARTS: Final = frozenset({ApplianceKind.WASHER, ApplianceKind.DRYER, ApplianceKind.DISHWASHER, ApplianceKind.OVEN})
# The types of programs of machines that wash and dry in one drum.
_DRIES_TOO: Final = frozenset({"dryingOnly", "allInOne", "washingAndDrying"})


def kind_of(categories: Categories, status: Status) -> ApplianceKind | None:
    """Return what a device is, None where it is no appliance of a known kind."""
    told = [category for category in categories.get(MAIN, ()) if category not in _SAYS_NOTHING]
    kind = next((_CATEGORIES[category] for category in told if category in _CATEGORIES), None)
    if kind is None and not told:
        kind = _by_capabilities(status, MAIN)
    return ApplianceKind.WASHER_DRYER if kind is ApplianceKind.WASHER and _dries_too(status) else kind


def parts_of(categories: Categories, status: Status) -> Mapping[str, ApplianceKind]:
    """Return every appliance that a device is, by its component: the device itself first, as `main`."""
    if (kind := kind_of(categories, status)) is None:
        return {}
    others = {component: _by_capabilities(status, component) for component in status if component != MAIN}
    return {MAIN: kind} | {component: other for component, other in others.items() if other in _PARTS and other}


def _by_capabilities(status: Status, component: str) -> ApplianceKind | None:
    return next((kind for name, kind in _CAPABILITIES.items() if has(status, name, component)), None)


def _dries_too(status: Status) -> bool:
    """Say whether a washer has programs that dry."""
    cycles = value(status, "samsungce.washerCycle", "supportedCycles")
    if not isinstance(cycles, list):
        return False
    types = (cycle.get("cycleType") for cycle in cycles if isinstance(cycle, Mapping))
    return any(isinstance(one, str) and one in _DRIES_TOO for one in types)
