"""Air conditioners, purifiers and hoods: what runs until somebody turns it off, as `climate` and `fan` entities say it."""

from typing import Final

from ..reading import Doing, Phase
from .rows import Says, Words

_ON: Final = Says(Doing.RUNNING)

# The modes of Home Assistant's climate entities, and the states of its fans.
AIR: Final = Words(
    states={
        "off": Says(Doing.OFF),
        "on": _ON,
        "heat": _ON,
        "cool": Says(Doing.RUNNING, Phase.COOL),
        "heat_cool": _ON,
        "auto": _ON,
        "dry": Says(Doing.RUNNING, Phase.DRY),
        "fan_only": _ON,
    }
)
