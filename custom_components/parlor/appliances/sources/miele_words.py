"""Miele's words: what each of its states and each phase of its programs means."""

from typing import Final

from ..reading import Doing, Phase
from .rows import Says, Words

_STATES: Final = {
    "off": Says(Doing.OFF),
    "on": Says(Doing.IDLE),
    "programmed": Says(Doing.IDLE),
    "waiting_to_start": Says(Doing.SCHEDULED),
    "in_use": Says(Doing.RUNNING),
    "pause": Says(Doing.PAUSED),
    "program_ended": Says(Doing.FINISHED),
    "failure": Says(Doing.ERROR),
    "program_interrupted": Says(Doing.CANCELLED),
    "idle": Says(Doing.IDLE),
    "rinse_hold": Says(Doing.ATTENTION, Phase.RINSE),  # holds the water until somebody decides
    "superfreezing": Says(Doing.RUNNING),
    "supercooling": Says(Doing.RUNNING),
    "supercooling_superfreezing": Says(Doing.RUNNING),
    "superheating": Says(Doing.RUNNING),
    "autocleaning": Says(Doing.RUNNING, Phase.SELF_CLEAN),
}
# States that say nothing of a run.
SAYS_NOTHING: Final = frozenset({"reserved", "service", "not_connected"})

# What Home Assistant's vacuum says where the sensors of a robot say nothing.
_VACUUM: Final = {
    "cleaning": Says(Doing.RUNNING, Phase.CLEAN),
    "returning": Says(Doing.RUNNING, Phase.RETURN),
    "docked": Says(Doing.IDLE),
    "paused": Says(Doing.PAUSED),
    "error": Says(Doing.ERROR),
}

_PHASES: Final = {
    "pre_wash": Says(phase=Phase.PRE_WASH),
    "pre_dishwash": Says(phase=Phase.PRE_WASH),
    "soak": Says(phase=Phase.SOAK),
    "main_wash": Says(phase=Phase.WASH),
    "main_dishwash": Says(phase=Phase.WASH),
    "rinse": Says(phase=Phase.RINSE),
    "rinses": Says(phase=Phase.RINSE),
    "interim_rinse": Says(phase=Phase.RINSE),
    "final_rinse": Says(phase=Phase.RINSE),
    "starch_stop": Says(Doing.ATTENTION),
    "rinse_hold": Says(Doing.ATTENTION, Phase.RINSE),
    "drain": Says(phase=Phase.DRAIN),
    "spin": Says(phase=Phase.SPIN),
    "thermo_spin": Says(phase=Phase.SPIN),
    "drying": Says(phase=Phase.DRY),
    "extra_dry": Says(phase=Phase.DRY),
    "normal": Says(phase=Phase.DRY),
    "normal_plus": Says(phase=Phase.DRY),
    "slightly_dry": Says(phase=Phase.DRY),
    "hand_iron": Says(phase=Phase.DRY),
    "hand_iron_1": Says(phase=Phase.DRY),
    "hand_iron_2": Says(phase=Phase.DRY),
    "machine_iron": Says(phase=Phase.DRY),
    "timed_drying": Says(phase=Phase.DRY),
    "warm_air": Says(phase=Phase.DRY),
    "hygiene_drying": Says(phase=Phase.DRY),
    "perfect_dry_active": Says(phase=Phase.DRY),
    "steam_smoothing": Says(phase=Phase.STEAM),
    "steam_reduction": Says(phase=Phase.STEAM),
    "freshen_up_and_moisten": Says(phase=Phase.REFRESH),
    "hygiene": Says(phase=Phase.SANITIZE),
    "disinfecting": Says(phase=Phase.SANITIZE),
    "rinse_out_lint": Says(phase=Phase.SELF_CLEAN),
    "cooling_down": Says(phase=Phase.COOL),
    "cooling_phase": Says(phase=Phase.COOL),
    "comfort_cooling": Says(phase=Phase.COOL),
    "safety_cooling": Says(phase=Phase.COOL),
    "anti_crease": Says(Doing.FINISHED, Phase.ANTI_CREASE),
    "finished": Says(Doing.FINISHED, Phase.FINISH),
    "process_finished": Says(Doing.FINISHED, Phase.FINISH),
    "paused": Says(Doing.PAUSED),
    "cancelled": Says(Doing.CANCELLED),
    "pre_heating": Says(phase=Phase.PREHEAT),
    "heating_up": Says(phase=Phase.PREHEAT),
    "heating_up_phase": Says(phase=Phase.PREHEAT),
    "searing": Says(phase=Phase.COOK),
    "roasting": Says(phase=Phase.COOK),
    "slow_roasting": Says(phase=Phase.COOK),
    "heating": Says(phase=Phase.COOK),  # of microwaves, which need no preheating
    "keep_warm": Says(phase=Phase.KEEP_WARM),
    "keeping_warm": Says(phase=Phase.KEEP_WARM),
    "vacuum_cleaning": Says(phase=Phase.CLEAN),
    "going_to_target_area": Says(phase=Phase.CLEAN),
    "returning": Says(phase=Phase.RETURN),
    "docked": Says(phase=Phase.CHARGE),
    "vacuum_cleaning_paused": Says(Doing.PAUSED, Phase.CLEAN),
    "wheel_lifted": Says(Doing.ATTENTION),
    "dirty_sensors": Says(Doing.ATTENTION),
    "dust_box_missing": Says(Doing.ATTENTION),
    "blocked_drive_wheels": Says(Doing.ATTENTION),
    "blocked_brushes": Says(Doing.ATTENTION),
    "blocked_front_wheel": Says(Doing.ATTENTION),
    "motor_overload": Says(Doing.ERROR),
    "vacuum_internal_fault": Says(Doing.ERROR),
    "internal_fault": Says(Doing.ERROR),
}
# A cooking process has begun once it is heated up; of other machines the same word says nothing of what they are at.
COOKS: Final = "process_running"
# Phases that are of no kind known here, or say no more than that it runs.
NO_PHASE: Final = frozenset(
    {
        COOKS,
        "2nd_espresso",
        "2nd_grinding",
        "2nd_pre_brewing",
        "automatic_start",
        "cleaning",
        "dispensing",
        "door_open",
        "energy_save",
        "espresso",
        "flex_load_active",
        "grinding",
        "hot_milk",
        "milk_foam",
        "moisten",
        "not_running",
        "pre_brewing",
        "program_running",
        "reactivating",
        "remote_controlled",
        "smoothing",
        "venting",
        "waiting_for_start",
        "warm_cups_glasses",
        "warm_dishes_plates",
    }
)
WORDS: Final = Words(
    states={**_STATES, **_VACUUM},
    phases=_PHASES,
    no_program=frozenset({"no_program", "none", "unknown", "off"}),
)
