"""What Home Connect's appliances are, and what their programs are called."""

from hypothesis import given, strategies as st
import pytest

from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.sources.home_connect import BRAND
from custom_components.parlor.appliances.sources.home_connect_kinds import program_name

from .brand_cases import AT_LEISURE, installed, kinds
from .home_connect_cases import DISHES, WASHER, appliance, entity, selects


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        (WASHER, ApplianceKind.WASHER),
        (DISHES, ApplianceKind.DISHWASHER),
        (("laundry_care_dryer_program_mix",), ApplianceKind.DRYER),
        (("laundry_care_washer_dryer_program_mix", "laundry_care_washer_program_wool"), ApplianceKind.WASHER_DRYER),
        ((*WASHER, "laundry_care_washer_program_wash_and_dry_60"), ApplianceKind.WASHER_DRYER),
        (("cooking_oven_program_heating_mode_hot_air", "cooking_oven_program_microwave_max"), ApplianceKind.OVEN),
        (("cooking_oven_program_microwave_90_watt", "cooking_oven_program_microwave_max"), ApplianceKind.MICROWAVE),
        (("cooking_hob_program_power_level_mode",), ApplianceKind.COOKTOP),
        (("cooking_common_program_hood_venting",), ApplianceKind.HOOD),
        (("consumer_products_cleaning_robot_program_cleaning_clean_all",), ApplianceKind.ROBOT_VACUUM),
        (("heating_ventilation_air_conditioning_air_conditioner_program_cool",), ApplianceKind.AIR_CONDITIONER),
    ],
)
def test_programs_say_what_it_is(options: tuple[str, ...], kind: ApplianceKind) -> None:
    """The programs that can be chosen are those of one kind."""
    assert kinds(BRAND, appliance(options)) == {None: kind}


@pytest.mark.parametrize(
    ("unique", "kind"),
    [
        ("LaundryCare.Washer.Option.SpinSpeed", ApplianceKind.WASHER),
        ("Dishcare.Dishwasher.Option.HalfLoad", ApplianceKind.DISHWASHER),
        ("Cooking.Oven.Status.CurrentCavityTemperature", ApplianceKind.OVEN),
        ("Cooking.Common.Option.Hood.VentingLevel", ApplianceKind.HOOD),
        ("Refrigeration.FridgeFreezer.Setting.SuperModeFreezer", ApplianceKind.REFRIGERATOR),
        ("Refrigeration.Common.Status.Door.Freezer", ApplianceKind.REFRIGERATOR),
        ("ConsumerProducts.CleaningRobot.Status.Lost", ApplianceKind.ROBOT_VACUUM),
    ],
)
def test_keys_say_what_it_is(unique: str, kind: ApplianceKind) -> None:
    """Where nothing can be chosen from afar, a key that only one kind has says it."""
    assert kinds(BRAND, [entity("sensor.any", "any", unique)]) == {None: kind}


def test_what_is_no_appliance_or_says_nothing() -> None:
    """Coffee makers, warming drawers and wine coolers are of no kind here; of what only says that it runs nobody knows what it is."""
    assert kinds(BRAND, appliance(("consumer_products_coffee_maker_program_beverage_coffee",))) == {}
    assert kinds(BRAND, appliance(("cooking_oven_program_heating_mode_warming_drawer",))) == {}
    assert (
        kinds(BRAND, [entity("binary_sensor.wine", "wine", "Refrigeration.Common.Status.Door.WineCompartment")]) == {}
    )
    assert kinds(BRAND, appliance(())) == {}
    hob = [entity("sensor.preheat", "preheat_finished", "Cooking.Oven.Event.PreheatFinished")]
    assert kinds(BRAND, hob) == {}  # it is made for hobs too
    assert kinds(BRAND, [entity("sensor.dishwasher", None, "BSH.Common.Status.OperationState")]) == {}


def test_a_microwave_says_that_a_program_was_aborted() -> None:
    """An oven never does."""
    grills = ("cooking_oven_program_microwave_max", "cooking_oven_program_heating_mode_grill_small_area")
    assert kinds(BRAND, appliance(grills)) == {None: ApplianceKind.OVEN}
    assert kinds(BRAND, appliance(grills, "sensor.aborted")) == {None: ApplianceKind.MICROWAVE}


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("cooking_oven_program_heating_mode_top_bottom_heating", "Top bottom heating"),
        ("cooking_oven_program_microwave_600_watt", "Microwave 600 watt"),
        ("laundry_care_dryer_program_cold_refresh_cold_refresh_cold_refresh", "Cold refresh"),
        ("laundry_care_washer_program_rinse_rinse_spin_drain", "Rinse spin drain"),
        ("laundry_care_washer_program_down_duvet_duvet", "Down duvet"),
        ("consumer_products_cleaning_robot_program_basic_go_home", "Go home"),
        ("something", "Something"),
    ],
)
def test_names_of_programs(key: str, name: str) -> None:
    """What says of which appliance it is is left out, and what is said twice is said once."""
    assert program_name(key) == name


def test_every_installed_program_has_a_name_and_anappliance() -> None:
    """No key of the installed integration is left without words, and each names what has it."""
    for key in installed("home_connect", "selector", "programs", "options"):
        assert program_name(key)
        found = kinds(BRAND, selects((key,)))
        assert len(found) == (0 if "coffee_maker" in key or "warming_drawer" in key else 1), key


@AT_LEISURE
@given(key=st.text(alphabet="ab_9 é", max_size=300))
def test_any_key_is_named(key: str) -> None:
    """Names are made of anything."""
    assert program_name(key) is not None
