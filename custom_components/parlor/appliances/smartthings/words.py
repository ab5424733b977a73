"""The words of SmartThings' machines for what they do, in those of all brands. Looked up in lower case: the same word is written in two ways."""

from collections.abc import Mapping
from typing import Final

from ..reading import Doing, Phase

# `machineState` of the standard capabilities, `operatingState` of Samsung's own.
STATES: Final[Mapping[str, Doing]] = {
    "run": Doing.RUNNING,
    "running": Doing.RUNNING,
    "pause": Doing.PAUSED,
    "paused": Doing.PAUSED,
    "stop": Doing.IDLE,
    "ready": Doing.IDLE,
}

# A job that says that there is none.
NO_JOB: Final = frozenset({"none", "ready", "unknown"})

# A start that is put off. An oven that shall end at a time waits too.
SCHEDULED_JOBS: Final = frozenset({"delaywash", "scheduledstart", "scheduledend"})

# Protects the machine from frost, of which nobody wants to be told that it has begun or is done.
NO_RUN_JOBS: Final = frozenset({"freezeprotection"})

# `washerJobState`, `dryerJobState`, `dishwasherJobState`, `ovenJobState`, `steamClosetJobState`: the options of core's sensors on 2026.10
# and 2026.11, and what the capabilities' definitions have besides. None is a job for which all brands together have no word.
PHASES: Final[Mapping[str, Phase | None]] = {
    "airwash": Phase.REFRESH,
    "airwashing": Phase.REFRESH,
    "refreshing": Phase.REFRESH,
    "weightsensing": Phase.SENSING,
    "sensing": Phase.SENSING,
    "prewash": Phase.PRE_WASH,
    "predrain": Phase.DRAIN,
    "draining": Phase.DRAIN,
    "wash": Phase.WASH,
    "washing": Phase.WASH,
    "aiwash": Phase.WASH,
    "rinse": Phase.RINSE,
    "rinsing": Phase.RINSE,
    "airinse": Phase.RINSE,
    "spin": Phase.SPIN,
    "spinning": Phase.SPIN,
    "aispin": Phase.SPIN,
    "drying": Phase.DRY,
    "aidrying": Phase.DRY,
    "dehumidifying": Phase.DRY,
    "continuousdehumidifying": Phase.DRY,
    "cooling": Phase.COOL,
    "sanitizing": Phase.SANITIZE,
    "steaming": Phase.STEAM,
    "internalcare": Phase.SELF_CLEAN,
    "cleaning": Phase.SELF_CLEAN,
    "wrinkleprevent": Phase.ANTI_CREASE,
    "finish": Phase.FINISH,
    "finished": Phase.FINISH,
    "preheat": Phase.PREHEAT,
    "fastpreheat": Phase.PREHEAT,
    "timeholdpreheat": Phase.PREHEAT,
    "stoneheating": Phase.PREHEAT,
    "stone_heating": Phase.PREHEAT,
    "cooking": Phase.COOK,
    "searing": Phase.COOK,
    "warming": Phase.KEEP_WARM,
    "defrosting": None,
    "thawingfrozeninside": None,
}

# A robot's `operatingState`, whose words each robot lists in `supportedOperatingState`, and `robotCleanerMovement`.
ROBOT: Final[Mapping[str, tuple[Doing, Phase | None]]] = {
    "cleaning": (Doing.RUNNING, Phase.CLEAN),
    "point": (Doing.RUNNING, Phase.CLEAN),
    "moving": (Doing.RUNNING, None),
    "exploring": (Doing.RUNNING, None),
    "patrol": (Doing.RUNNING, None),
    "monitoring": (Doing.RUNNING, None),
    "manual": (Doing.RUNNING, None),
    "homing": (Doing.RUNNING, Phase.RETURN),
    "chargingforremainingjob": (Doing.RUNNING, Phase.CHARGE),
    "emitdust": (Doing.RUNNING, Phase.EMPTY),
    "washingmop": (Doing.RUNNING, Phase.EMPTY),
    "paused": (Doing.PAUSED, None),
    "pause": (Doing.PAUSED, None),
    "error": (Doing.ERROR, None),
    "alarm": (Doing.ERROR, None),
    "poweroff": (Doing.OFF, None),
    # What the station does with the mop and the water once the robot is home is no run.
    **dict.fromkeys(
        ("sterilizingmop", "dryingmop", "spindrying", "supplyingwater", "preparingwater"), (Doing.IDLE, None)
    ),
    **dict.fromkeys(("drainingwater", "descaling", "waitingfordescaling"), (Doing.IDLE, None)),
    **dict.fromkeys(("idle", "charging", "charged", "flexcharged", "docked", "powersaving"), (Doing.IDLE, None)),
    **dict.fromkeys(("reserve", "after"), (Doing.IDLE, None)),
}

# `cooktopOperatingState`.
COOKTOP: Final[Mapping[str, Doing]] = {**STATES, "finished": Doing.IDLE}
