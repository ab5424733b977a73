"""LG ThinQ's words: what its states mean, and what its events want somebody for."""

from collections.abc import Mapping
from typing import Final

from .. import reasons as wants
from ..reading import Doing, Phase
from .rows import Says, Words

_RUNS: Final = Says(Doing.RUNNING)
_IDLE: Final = Says(Doing.IDLE)
_OVER: Final = Says(Doing.FINISHED)


def _at(phase: Phase) -> Says:
    """Return what a word says that names what a run is at."""
    return Says(Doing.RUNNING, phase)


STATES: Final[Mapping[str, Says]] = {
    "power_off": Says(Doing.OFF),
    "power_on": _IDLE,
    "initial": _IDLE,
    "initializing": _IDLE,
    "standby": _IDLE,
    "sleep": _IDLE,
    "preference": _IDLE,
    "setdate": _IDLE,
    "diagnosis": _IDLE,
    "frozen_prevent_initial": _IDLE,
    "reserved": Says(Doing.SCHEDULED),
    "pause": Says(Doing.PAUSED),
    "paused": Says(Doing.PAUSED),
    "cancel": Says(Doing.CANCELLED),
    "error": Says(Doing.ERROR),
    "power_fail": Says(Doing.ERROR),
    "as_pop_up": Says(Doing.ATTENTION),  # "Product requires attention"
    "end": _OVER,
    "done": _OVER,
    "complete": _OVER,
    "running_end": _OVER,
    "cook_complete": _OVER,
    "cleaning_is_done": _OVER,
    "wrinkle_care": Says(Doing.FINISHED, Phase.ANTI_CREASE),
    # what washes and dries
    "running": _RUNS,
    "smart_grid_run": _RUNS,
    "add_drain": _RUNS,
    "dispensing": _RUNS,
    "detecting": _at(Phase.SENSING),
    "display_loadsize": _at(Phase.SENSING),
    "detergent_amount": _at(Phase.SENSING),
    "checking_turbidity": _at(Phase.SENSING),
    "soaking": _at(Phase.SOAK),
    "prewash": _at(Phase.PRE_WASH),
    "rinsing": _at(Phase.RINSE),
    "softening": _at(Phase.RINSE),
    "rinse_hold": Says(Doing.ATTENTION, Phase.RINSE),  # holds the water until somebody decides
    "spinning": _at(Phase.SPIN),
    "drying": _at(Phase.DRY),
    "night_dry": _at(Phase.DRY),
    "shoes_module": _at(Phase.DRY),
    "cooling": _at(Phase.COOL),
    "cool_down": _at(Phase.COOL),
    "end_cooling": _at(Phase.COOL),
    "steam": _at(Phase.STEAM),
    "presteam": _at(Phase.STEAM),
    "steam_softening": _at(Phase.STEAM),
    "refreshing": _at(Phase.REFRESH),
    "stay": _at(Phase.REFRESH),
    "sterilize": _at(Phase.SANITIZE),
    # what cooks; once it is heated up, cooking has begun
    "preheat": _at(Phase.PREHEAT),
    "preheating": _at(Phase.PREHEAT),
    "preheat_complete": _at(Phase.COOK),
    "preheating_is_done": _at(Phase.COOK),
    "cook": _at(Phase.COOK),
    "cooking_in_progress": _at(Phase.COOK),
    "proofing": _at(Phase.COOK),
    # robots, as core's vacuum reads them
    "cleaning": _at(Phase.CLEAN),
    "working": _at(Phase.CLEAN),
    "clean_learning": _at(Phase.CLEAN),
    "clean_select": _at(Phase.CLEAN),
    "clean_select_gozone": _at(Phase.CLEAN),
    "water_injection": _RUNS,
    "water_removal": _RUNS,
    "station": _at(Phase.EMPTY),
    "station_dry": _at(Phase.EMPTY),
    "station_mop": _at(Phase.EMPTY),
    "homing": _at(Phase.RETURN),
    "charging": _IDLE,
    "charging_complete": _IDLE,
    "macrosector": _IDLE,
    "reservation": _IDLE,
    "monitoring_detecting": _IDLE,
    "monitoring_moving": _IDLE,
    "monitoring_positioning": _IDLE,
}
# What Home Assistant's vacuum says where the sensor of a robot says nothing.
_VACUUM: Final = {"docked": _IDLE, "idle": _IDLE, "returning": _at(Phase.RETURN)}
WORDS: Final = Words(states={**STATES, **_VACUUM})

# States that say nothing of a run, or are of what is no appliance here (brewers, wine, plants).
SAYS_NOTHING: Final = frozenset(
    {
        "carbonation",
        "change_condition",
        "during_aging",
        "during_fermentation",
        "extracting_capsule",
        "extraction_mode",
        "firmware",
        "fota",
        "frozen_prevent_pause",
        "frozen_prevent_running",
        "lock",
        "melting",
        "oven_setting",
        "prepareing_fermentation",
        "temperature_stabilization",
    }
)

# Events that tell of an end.
ENDS: Final = frozenset(
    {
        "washing_is_complete",
        "drying_is_complete",
        "cooking_is_complete",
        "cleaning_is_complete",
        "cleaning_is_completed",
        "styling_is_complete",
    }
)
# What events of `notification` and of `error` want somebody for; any other error is `other`.
NOTICES: Final[Mapping[str, str]] = {
    "door_is_open": wants.DOOR_OPEN,
    "lack_of_water": wants.WATER_TANK_EMPTY,
    "rinse_is_not_enough": wants.RINSE_AID_LOW,
    "salt_refill_is_needed": wants.SALT_LOW,
    "time_to_change_filter": wants.FILTER,
    "time_to_change_water_filter": wants.FILTER,
    "time_to_clean_filter": wants.FILTER,
    "water_is_full": wants.DRAIN,
    "cleaning_is_failed": wants.OTHER,
    "drying_failed": wants.OTHER,
    "error_during_cleaning": wants.OTHER,
    "error_during_washing": wants.OTHER,
    "error_has_occurred": wants.OTHER,
    "need_to_check_location": wants.OTHER,
    "water_leak_has_occurred": wants.OTHER,
}
ERRORS: Final[Mapping[str, str]] = {
    "block_error": wants.BLOCKED,
    "brush_error": wants.BLOCKED,
    "suction_blocked_error": wants.BLOCKED,
    "left_wheel_error": wants.STUCK,
    "right_wheel_error": wants.STUCK,
    "move_error": wants.STUCK,
    "cliff_error": wants.STUCK,
    "door_close_error": wants.DOOR_OPEN,
    "door_open_error": wants.DOOR_OPEN,
    "inner_lid_open_error": wants.DOOR_OPEN,
    "drainmotor_error": wants.DRAIN,
    "water_drain_error": wants.DRAIN,
    "need_water_drain": wants.DRAIN,
    "dust_full_error": wants.DUST_BIN_FULL,
    "empty_water_alert_error": wants.WATER_TANK_EMPTY,
    "need_water_replenishment": wants.WATER_TANK_EMPTY,
    "filter_clogging_error": wants.FILTER,
    "no_filter_error": wants.FILTER,
    "out_of_balance_error": wants.UNBALANCED,
    "unbalanced_load_error": wants.UNBALANCED,
    "water_supply_error": wants.WATER_SUPPLY,
}
