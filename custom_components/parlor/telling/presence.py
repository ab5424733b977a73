"""How surely somebody is in a room, from its sensors and its screens. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from .place import Presence, Screen

LINGERS: Final = timedelta(minutes=5)  # for which somebody who was just noticed is likely to be there still


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """What a sensor of motion or occupancy says, and since when; None where it says nothing."""

    is_on: bool | None
    since: datetime


def presence_of(sensors: Iterable[Noticed], screens: Iterable[Screen], now: datetime) -> Presence:
    """Return how surely somebody is there: who sits still before a film is noticed by no motion sensor."""
    said = [sensor for sensor in sensors if sensor.is_on is not None]
    if any(sensor.is_on for sensor in said):
        return Presence.HERE
    if any(screen.doing.is_active for screen in screens) or any(now - sensor.since < LINGERS for sensor in said):
        return Presence.LIKELY
    return Presence.EMPTY if said else Presence.UNKNOWN
