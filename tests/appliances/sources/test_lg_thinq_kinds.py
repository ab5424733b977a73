"""What LG ThinQ's appliances are, and which parts a device has."""

import pytest

from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing, Phase
from custom_components.parlor.appliances.sources.lg_thinq import BRAND

from .brand_cases import DEVICE, NOW, Told, iso, kinds
from .lg_thinq_cases import events, machine


@pytest.mark.parametrize(
    ("sort", "kind"),
    [
        ("DEVICE_WASHER", ApplianceKind.WASHER),
        ("DEVICE_WASHTOWER_WASHER", ApplianceKind.WASHER),
        ("DEVICE_WASHCOMBO_MINI", ApplianceKind.WASHER),
        ("DEVICE_WASHCOMBO_MAIN", ApplianceKind.WASHER_DRYER),
        ("DEVICE_DRYER", ApplianceKind.DRYER),
        ("DEVICE_WASHTOWER_DRYER", ApplianceKind.DRYER),
        ("DEVICE_DISH_WASHER", ApplianceKind.DISHWASHER),
        ("DEVICE_OVEN", ApplianceKind.OVEN),
        ("DEVICE_MICROWAVE_OVEN", ApplianceKind.MICROWAVE),
        ("DEVICE_COOKTOP", ApplianceKind.COOKTOP),
        ("DEVICE_HOOD", ApplianceKind.HOOD),
        ("DEVICE_KIMCHI_REFRIGERATOR", ApplianceKind.REFRIGERATOR),
        ("DEVICE_ROBOT_CLEANER", ApplianceKind.ROBOT_VACUUM),
        ("DEVICE_AIR_CONDITIONER", ApplianceKind.AIR_CONDITIONER),
        ("DEVICE_AIR_PURIFIER_FAN", ApplianceKind.AIR_PURIFIER),
    ],
)
def test_the_model_says_what_it_is(sort: str, kind: ApplianceKind) -> None:
    """The integration writes the type of a device behind its model."""
    assert kinds(BRAND, machine(sort)) == {None: kind}


def test_what_is_no_appliance_here() -> None:
    """Stylers, wine cellars, brewers and the like are of no kind here; nor is what does not say its type."""
    for sort in (
        "DEVICE_STYLER",
        "DEVICE_WINE_CELLAR",
        "DEVICE_HOME_BREW",
        "DEVICE_STICK_CLEANER",
        "DEVICE_NEW",
        "WASHER",
    ):
        assert kinds(BRAND, machine(sort)) == {}


def test_a_tower_is_a_washer_and_a_dryer() -> None:
    """As two devices, as the integration makes it, or as one."""
    sort = "DEVICE_WASHTOWER"
    washer = machine(sort, "washer_washer", "washer")
    dryer = machine(sort, "dryer_dryer", "dryer")
    assert kinds(BRAND, washer) == {None: ApplianceKind.WASHER}
    assert kinds(BRAND, dryer) == {None: ApplianceKind.DRYER}
    both = [*machine(sort, "washer"), *machine(sort, "dryer", "dryer", end="_2"), *events(sort)]
    assert kinds(BRAND, both) == {"washer": ApplianceKind.WASHER, "dryer": ApplianceKind.DRYER}
    first, second = BRAND.find(both)
    assert (first.id, second.id) == (f"{DEVICE}/washer", f"{DEVICE}/dryer")
    assert {one for one in first.entities if one.endswith("_2")} == set()
    assert {one for one in second.entities if not one.endswith("_2")} == {"event.notification", "event.error"}


def test_an_end_at_no_place_is_of_neither_part() -> None:
    """Of two ovens that cook, nobody knows which is meant."""
    sort = "DEVICE_OVEN"
    facts = [*machine(sort, "upper", "oven"), *machine(sort, "lower", "oven", end="_2"), *events(sort)]
    assert kinds(BRAND, facts) == {"upper": ApplianceKind.OVEN, "lower": ApplianceKind.OVEN}
    upper, lower = (Told(BRAND, wiring) for wiring in BRAND.find(facts))
    for told in (upper, lower):
        told.tell(0, {"sensor.state": "cooking_in_progress", "sensor.state_2": "preheating"})
        told.tell(9, {"event.notification": iso(NOW + 540)}, notification={"event_type": "cooking_is_complete"})
    assert (upper.read().doing, upper.read().phase) == (Doing.RUNNING, Phase.COOK)
    assert (lower.read().doing, lower.read().phase) == (Doing.RUNNING, Phase.PREHEAT)


def test_one_oven_is_no_part() -> None:
    """A single cavity is the whole device, wherever it says that it is."""
    assert kinds(BRAND, machine("DEVICE_OVEN", "oven", "oven")) == {None: ApplianceKind.OVEN}
    assert kinds(BRAND, machine("DEVICE_OVEN", "upper", "oven")) == {None: ApplianceKind.OVEN}
