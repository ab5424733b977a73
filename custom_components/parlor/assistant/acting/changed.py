"""What a plan changed of an entity, aspect by aspect, and the calls that take it back. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
import math
from typing import Any, Final

from homeassistant.util.json import JsonValueType

from ..plan.steps import Step
from .expectations import Seen

# Items of a to-do list are in no state: who notes what was before puts them here.
ITEMS: Final = "items"
# What was done through a group, a scene or a script may have changed anything of its members.
ANYTHING: Final = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What a plan did to one entity: the steps, how it was before, and how they left it."""

    entity_id: str
    before: Seen
    left: Seen
    steps: tuple[Step, ...] = ()

    @property
    def domain(self) -> str:
        """Return the kind of the entity."""
        return self.entity_id.partition(".")[0]

    @property
    def services(self) -> frozenset[str]:
        """Return what was called, or that it may have been anything."""
        return frozenset(step.service for step in self.steps) or frozenset({ANYTHING})

    def is_other(self, *aspects: str) -> bool:
        """Say whether any of some aspects was changed."""
        return any(not alike(name, aspect_of(self.before, name), aspect_of(self.left, name)) for name in aspects)


type Call = tuple[str, Mapping[str, JsonValueType]]
"""A service and its data."""


@dataclass(frozen=True, slots=True)
class WayBack:
    """The calls that take back what can be; `is_whole` says whether that is all."""

    calls: tuple[Call, ...] = ()
    is_whole: bool = True


NO_WAY: Final = WayBack(is_whole=False)

# What is compared to know what a plan changed, and whether somebody changed it since.
ASPECTS: Final[Mapping[str, tuple[str, ...]]] = {
    "alarm_control_panel": ("state",),
    "automation": ("state",),
    "climate": (
        "state", "preset_mode", "temperature", "target_temp_low", "target_temp_high", "humidity", "fan_mode", "swing_mode",
    ),
    "cover": ("state", "current_position", "current_tilt_position"),
    "fan": ("state", "percentage", "preset_mode", "oscillating", "direction"),
    "humidifier": ("state", "humidity", "mode"),
    "light": ("state", "brightness", "color_temp_kelvin", "hs_color", "effect"),
    "media_player": ("state", "volume_level", "is_volume_muted", "source", "sound_mode", "shuffle", "repeat"),
    "todo": (ITEMS,),
    "vacuum": ("state", "fan_speed"),
    "valve": ("state", "current_position"),
    "water_heater": ("state", "temperature"),
}  # fmt: skip


def aspects_of(domain: str) -> tuple[str, ...]:
    """Return what is compared of an entity of a domain."""
    return ASPECTS.get(domain, ("state",))


def aspect_of(seen: Seen, name: str) -> Any:
    """Return one aspect of an entity."""
    return seen.state if name == "state" else seen.attributes.get(name)


def alike(name: str, one: Any, other: Any) -> bool:
    """Say whether an aspect is the same, with room for a device's own steps."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, abs_tol=_ROOM.get(name, 0.01) + 1e-9)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(alike(name, *pair) for pair in zip(one, other, strict=True))
    return bool(one == other)


_ROOM: Final[Mapping[str, float]] = {
    "brightness": 3,
    "color_temp_kelvin": 100,
    "current_position": 2,
    "current_tilt_position": 2,
    "hs_color": 3,
}
