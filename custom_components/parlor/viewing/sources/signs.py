"""Observations of what is no media player: plugs, HDMI-CEC, the channel that SmartThings tells, the game of an account. Pure."""

from collections.abc import Mapping
import re
from typing import Final

from ..observation import Medium, Observation, Source, Status
from .apps import app_of
from .brand import Attributes
from .plain import address, number, text

OFF: Final = frozenset({"off", "standby", "not_home"})
SILENT: Final = frozenset({"unknown", "unavailable", ""})
# What the sensor of a Steam account says of itself.
PRESENCE: Final = frozenset(
    {"offline", "online", "busy", "away", "snooze", "looking_to_trade", "looking_to_play", "invisible"}
)
WATTS: Final[Mapping[str, float]] = {"W": 1.0, "kW": 1000.0, "mW": 0.001, "MW": 1_000_000.0, "VA": 1.0, "kVA": 1000.0}
# What stands for a channel where none is shown, as captures of real sets have it: apps by number or package.
APP_ID: Final = re.compile(r"\d{8,}|(com|org|tv|net|io)\.\S+|[A-Za-z0-9]{10}\.\S+", re.IGNORECASE)


def observe_power(source: Source, state: str, attributes: Attributes, at: float) -> Observation:
    """Return what a plug, a sensor of power or HDMI-CEC says: whether the thing behind it is on, and nothing else."""
    return Observation(source=source.id, at=at, status=_power(source, state, attributes))


def observe_channel(source: Source, state: str, at: float) -> Observation:
    """Return what a sensor of the channel says; sets put the id of an app there while an app is shown, and `art` for art."""
    told = text(state)
    if told is None or state in SILENT:
        return Observation(source=source.id, at=at, status=Status.UNKNOWN)
    if told.casefold() == "art":
        return Observation(source=source.id, at=at, status=Status.ART)
    if APP_ID.fullmatch(told):
        return Observation(source=source.id, at=at, status=Status.ON, app=app_of(told))
    return Observation(source=source.id, at=at, status=Status.ON, channel=told)


def observe_game(source: Source, state: str, attributes: Attributes, at: float) -> Observation:
    """Return what a sensor of an account says: the game that is played, as its state or, at Steam, as an attribute."""
    if state == "unavailable":
        return Observation(source=source.id, at=at, status=Status.UNKNOWN)
    name = text(attributes.get("game")) or (None if state in PRESENCE else text(state))
    if name is None:
        return Observation(source=source.id, at=at, status=Status.IDLE)
    game = Medium(
        title=name,
        content_type="game",
        content_id=address(attributes.get("game_id") or attributes.get("app_id")),
        image=address(attributes.get("game_image_main") or attributes.get("entity_picture")),
    )
    return Observation(source=source.id, at=at, status=Status.PLAYING, medium=game)


def _power(source: Source, state: str, attributes: Attributes) -> Status:
    """Return whether a thing is on, by its state or by the power that it draws."""
    if state in SILENT:
        return Status.UNKNOWN
    if not source.id.startswith("sensor."):
        return Status.OFF if state in OFF else Status.ON
    watts = number(state)
    if watts is None:
        return Status.UNKNOWN
    unit = attributes.get("unit_of_measurement")
    factor = WATTS.get(unit, 1.0) if isinstance(unit, str) else 1.0
    return Status.ON if watts * factor >= source.watts else Status.OFF
