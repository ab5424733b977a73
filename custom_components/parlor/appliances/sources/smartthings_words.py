"""What the words of Samsung's appliances mean, as core's SmartThings integration writes them: its machines share their words."""

from typing import Final

from ..reading import Doing, Phase
from .rows import Says, Words

_OVER: Final = Says(Doing.FINISHED, Phase.FINISH)
_LATER: Final = Says(Doing.SCHEDULED)
_NOTHING: Final = Says()  # known, and says nothing that has a word here

# Washers, dryers, dishwashers, ovens, cooktops: `*_machine_state` and `*_job_state`, `cooktop_operating_state`.
MACHINES: Final = Words(
    states={
        "run": Says(Doing.RUNNING),
        "running": Says(Doing.RUNNING),
        "pause": Says(Doing.PAUSED),
        "paused": Says(Doing.PAUSED),
        "stop": Says(Doing.IDLE),
        "ready": Says(Doing.IDLE),
        "finished": Says(Doing.FINISHED),
        "on": Says(Doing.RUNNING),  # a cooktop that has two states has a binary sensor
        "off": Says(Doing.IDLE),
    },
    phases={
        "ai_drying": Says(phase=Phase.DRY),
        "ai_rinse": Says(phase=Phase.RINSE),
        "ai_spin": Says(phase=Phase.SPIN),
        "ai_wash": Says(phase=Phase.WASH),
        "air_wash": Says(phase=Phase.REFRESH),
        "cleaning": Says(phase=Phase.SELF_CLEAN),
        "continuous_dehumidifying": Says(phase=Phase.DRY),
        "cooking": Says(phase=Phase.COOK),
        "cooling": Says(phase=Phase.COOL),
        "defrosting": _NOTHING,
        "dehumidifying": Says(phase=Phase.DRY),
        "delay_wash": _LATER,
        "draining": Says(phase=Phase.DRAIN),
        "drying": Says(phase=Phase.DRY),
        "fast_preheat": Says(phase=Phase.PREHEAT),
        "finish": _OVER,
        "finished": _OVER,
        "freeze_protection": _NOTHING,
        "internal_care": Says(phase=Phase.SELF_CLEAN),
        "none": _NOTHING,
        "pre_drain": Says(phase=Phase.DRAIN),
        "pre_wash": Says(phase=Phase.PRE_WASH),
        "preheat": Says(phase=Phase.PREHEAT),
        "ready": _NOTHING,
        "refreshing": Says(phase=Phase.REFRESH),
        "rinse": Says(phase=Phase.RINSE),
        "rinsing": Says(phase=Phase.RINSE),
        "sanitizing": Says(phase=Phase.SANITIZE),
        "scheduled_end": _LATER,
        "scheduled_start": _LATER,
        "searing": Says(phase=Phase.COOK),
        "sensing": Says(phase=Phase.SENSING),
        "spin": Says(phase=Phase.SPIN),
        "stone_heating": Says(phase=Phase.PREHEAT),
        "thawing_frozen_inside": _NOTHING,
        "time_hold_preheat": Says(phase=Phase.PREHEAT),
        "warming": Says(phase=Phase.KEEP_WARM),
        "wash": Says(phase=Phase.WASH),
        "weight_sensing": Says(phase=Phase.SENSING),
        # the drum turns now and then until somebody comes: the run is over
        "wrinkle_prevent": Says(Doing.FINISHED, Phase.ANTI_CREASE),
    },
    no_program=frozenset({"none", "others"}),
)

# `robot_cleaner_movement`, where there is no vacuum entity.
MOVEMENT: Final = Words(
    states={
        "homing": Says(Doing.RUNNING, Phase.RETURN),
        "idle": Says(Doing.IDLE),
        "charging": Says(Doing.IDLE),
        "alarm": Says(Doing.ERROR),
        "off": Says(Doing.OFF),
        "reserve": Says(Doing.SCHEDULED),
        "point": Says(Doing.RUNNING, Phase.CLEAN),
        "cleaning": Says(Doing.RUNNING, Phase.CLEAN),
        "pause": Says(Doing.PAUSED),
        "washing_mop": Says(Doing.RUNNING, Phase.EMPTY),
        # `after` is said by core as well; after what, nobody writes
    }
)
