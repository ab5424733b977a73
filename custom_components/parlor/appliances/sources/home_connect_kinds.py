"""What a Home Connect appliance is: its integration does not say, but the keys of its entities and of its programs do."""

from collections.abc import Sequence
import re
from typing import Final

from ..facts import EntityFact
from ..kind import ApplianceKind

# The beginnings of keys in unique ids (`{appliance}-{key}`) that only one type of appliance has. Events of ovens are made for hobs too, all but one.
_KEYS: Final = (
    ("Dishcare.Dishwasher.", "dishwasher"),
    ("LaundryCare.WasherDryer.", "washer_dryer"),
    ("LaundryCare.Washer.", "washer"),
    ("LaundryCare.Dryer.", "dryer"),
    ("Cooking.Oven.Status.", "oven"),
    ("Cooking.Oven.Setting.", "oven"),
    ("Cooking.Oven.Option.SetpointTemperature", "oven"),
    ("Cooking.Oven.Option.FastPreHeat", "oven"),
    ("Cooking.Oven.Event.RegularPreheatFinished", "oven"),
    ("Cooking.Hob.", "cooktop"),
    ("Cooking.Common.Option.Hood.", "hood"),
    ("Cooking.Common.Event.Hood.", "hood"),
    ("Cooking.Hood.", "hood"),
    ("ConsumerProducts.CleaningRobot.", "robot_vacuum"),
    ("HeatingVentilationAirConditioning.AirConditioner.", "air_conditioner"),
    ("Refrigeration.FridgeFreezer.", "refrigerator"),
    ("Refrigeration.Common.Status.Door.Refrigerator", "refrigerator"),
    ("Refrigeration.Common.Status.Door.Freezer", "refrigerator"),
    ("Refrigeration.Common.Status.Door.Chiller", "refrigerator"),
    ("Refrigeration.Common.Status.Door.FlexCompartment", "refrigerator"),
    ("BSH.Common.Event.ProgramAborted", "aborts"),  # told of microwaves, never of ovens
)
_PROGRAMS: Final = (
    ("dishcare_dishwasher_program_", "dishwasher"),
    ("laundry_care_washer_dryer_program_", "washer_dryer"),
    ("laundry_care_washer_program_wash_and_dry_", "washer_dryer"),
    ("laundry_care_washer_program_", "washer"),
    ("laundry_care_dryer_program_", "dryer"),
    ("cooking_oven_program_heating_mode_warming_drawer", "warming_drawer"),
    ("cooking_oven_program_microwave_", "microwave"),
    ("cooking_oven_program_", "oven"),
    ("cooking_hob_program_", "cooktop"),
    ("cooking_common_program_hood_", "hood"),
    ("consumer_products_cleaning_robot_program_", "robot_vacuum"),
    ("consumer_products_coffee_maker_program_", "coffee_maker"),
    ("heating_ventilation_air_conditioning_air_conditioner_program_", "air_conditioner"),
)
_PROGRAM_SELECTS: Final = ("active_program", "selected_program")
_PREFIX: Final = re.compile(r"[a-z_]+?_program_")
# How programs are grouped, which people do not say.
_GROUP: Final = re.compile(r"(heating_mode|steam_modes|subsequent_mode|cleaning_modes|hood|basic|cleaning)_(?=\w)")
_LONGEST: Final = 100  # letters of a name in which it is worth looking for what is said twice
_REPEATED: Final = re.compile(r"(?:^|(?<=_))(\w+?)(?:_\1)+(?=_|$)")


def kind_of(facts: Sequence[EntityFact]) -> ApplianceKind | None:
    """Return what an appliance is; None where nothing says it, and of coffee makers, warming drawers and wine coolers."""
    programs = {_of_program(option) for fact in facts if _chooses_programs(fact) for option in fact.options} - {None}
    seen = programs | {said for fact in facts for key, said in _KEYS if f"-{key}" in fact.unique_id}
    if seen & {"coffee_maker"} or programs == {"warming_drawer"}:
        return None
    if "washer_dryer" in seen or seen >= {"washer", "dryer"}:
        return ApplianceKind.WASHER_DRYER
    if "microwave" in seen and (programs == {"microwave"} or "aborts" in seen):
        return ApplianceKind.MICROWAVE
    if "oven" in seen and "aborts" in seen:
        return ApplianceKind.MICROWAVE
    found = [kind for kind in ApplianceKind if kind.value in seen]
    return found[0] if len(found) == 1 or set(found) == {ApplianceKind.OVEN, ApplianceKind.MICROWAVE} else None


def program_name(key: str) -> str:
    """Return what a program is called: the words of its key behind what says of which appliance it is, what is said twice only once."""
    name = _PREFIX.sub("", key, count=1) or key
    name = _GROUP.sub("", name, count=1)
    if len(name) <= _LONGEST:
        name = _REPEATED.sub(r"\1", name)
    return name.replace("_", " ").capitalize()


def _chooses_programs(fact: EntityFact) -> bool:
    return fact.domain == "select" and fact.translation_key in _PROGRAM_SELECTS


def _of_program(option: str) -> str | None:
    """Return what has such a program."""
    return next((said for prefix, said in _PROGRAMS if option.startswith(prefix)), None)
