"""Which actions a home's things can do at all: a fan without a direction has none to set. Pure.

Only of kinds whose features stay as they are: what a player can do changes with what it plays.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from homeassistant.components.climate.const import ClimateEntityFeature
from homeassistant.components.cover.const import CoverEntityFeature
from homeassistant.components.fan import FanEntityFeature
from homeassistant.components.humidifier.const import HumidifierEntityFeature
from homeassistant.components.vacuum.const import VacuumEntityFeature

from ..home import Thing
from .actions import PLAY_TITLE, Action

_NEEDS: Final[Mapping[str, int]] = {
    "climate.set_fan_mode": ClimateEntityFeature.FAN_MODE,
    "climate.set_preset_mode": ClimateEntityFeature.PRESET_MODE,
    "climate.set_temperature": ClimateEntityFeature.TARGET_TEMPERATURE | ClimateEntityFeature.TARGET_TEMPERATURE_RANGE,
    "cover.set_cover_position": CoverEntityFeature.SET_POSITION,
    "cover.set_cover_tilt_position": CoverEntityFeature.SET_TILT_POSITION,
    "cover.stop_cover": CoverEntityFeature.STOP,
    "fan.oscillate": FanEntityFeature.OSCILLATE,
    "fan.set_direction": FanEntityFeature.DIRECTION,
    "fan.set_percentage": FanEntityFeature.SET_SPEED,
    "fan.set_preset_mode": FanEntityFeature.PRESET_MODE,
    "humidifier.set_mode": HumidifierEntityFeature.MODES,
    "vacuum.locate": VacuumEntityFeature.LOCATE,
    "vacuum.pause": VacuumEntityFeature.PAUSE,
    "vacuum.return_to_base": VacuumEntityFeature.RETURN_HOME,
    "vacuum.set_fan_speed": VacuumEntityFeature.FAN_SPEED,
    "vacuum.stop": VacuumEntityFeature.STOP,
}


def possible(actions: Iterable[Action], things: Iterable[Thing]) -> list[Action]:
    """Return the actions that any of the things can do, as far as that is known; films are played where there is a screen."""
    things = tuple(things)
    players = [thing for thing in things if thing.domain == "media_player"]
    has_screen = any(thing.device_class != "speaker" for thing in players)
    known: dict[str, int] = {}
    unknown: set[str] = set()
    for thing in things:
        if thing.features is None:
            unknown.add(thing.domain)
        else:
            known[thing.domain] = known.get(thing.domain, 0) | int(thing.features)
    return [
        action
        for action in actions
        if (action.name not in _NEEDS or action.domain in unknown or known.get(action.domain, 0) & _NEEDS[action.name])
        and (action.name != PLAY_TITLE or has_screen)
    ]
