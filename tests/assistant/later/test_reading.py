"""When something is to be done, as models write it."""

from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from custom_components.parlor.assistant.home import Home
from custom_components.parlor.assistant.later.reading import Place, Wish, read_wish
from custom_components.parlor.assistant.later.when import (
    DAYS,
    AtSun,
    AtTime,
    Every,
    NotRead,
    OnState,
    from_dict,
    to_dict,
    triggers_of,
)
from homeassistant.core import State

from ..homes import HOME, thing

NOW = datetime(2026, 11, 27, 20, 15, tzinfo=ZoneInfo("Europe/Berlin"))
THINGS = Home(
    (
        *HOME.things,
        thing("binary_sensor.kitchen_window", "Kitchen window", "Kitchen"),
        thing("sensor.cellar", "Cellar temperature"),
        thing("select.mode", "House mode"),
        thing("person.anna", "Anna"),
    ),
    {},
)
STATES = {
    "light.bedroom_light": State("light.bedroom_light", "on"),
    "sensor.cellar": State("sensor.cellar", "20.5"),
    "climate.bedroom": State("climate.bedroom", "heat", {"current_temperature": 21.0, "temperature": 22.0}),
    "select.mode": State("select.mode", "Day", {"options": ["Day", "Night"]}),
}
PLACE = Place(home=THINGS, screens=(), state_of=STATES.get, now=NOW)


def on(entity_id: str, *states: str, **more: Any) -> OnState:
    """Return a state that is waited for."""
    return OnState(entity_id=entity_id, states=states, **more)


@pytest.mark.parametrize(
    ("raw", "when"),
    [
        ("in 20 minutes", AtTime(at=datetime(2026, 11, 27, 19, 35, tzinfo=UTC))),
        ("20 min", AtTime(at=datetime(2026, 11, 27, 19, 35, tzinfo=UTC))),
        ({"in": "20 minutes"}, AtTime(at=datetime(2026, 11, 27, 19, 35, tzinfo=UTC))),
        ({"at": "22:30"}, AtTime(at=datetime(2026, 11, 27, 21, 30, tzinfo=UTC))),
        ("um 22:30 Uhr", AtTime(at=datetime(2026, 11, 27, 21, 30, tzinfo=UTC))),
        ("sunset", AtSun(event="sunset")),
        ("30 minutes before sunrise", AtSun(event="sunrise", offset=-1800)),
        ("when the sun sets", AtSun(event="sunset")),
        ("binary_sensor.kitchen_window opens", on("binary_sensor.kitchen_window", "on")),
        ("when the kitchen window is closed for 10 minutes", on("binary_sensor.kitchen_window", "off", seconds=600)),
        ("light.bedroom_light is off", on("light.bedroom_light", "off")),
        ("bedroom light on for 10 min", on("light.bedroom_light", "on", seconds=600)),
        ("Bedroom lihgt off", on("light.bedroom_light", "off")),
        ("sensor.cellar below 18", OnState(entity_id="sensor.cellar", below=18.0)),
        ("the cellar temperature falls below 18.5 °C", OnState(entity_id="sensor.cellar", below=18.5)),
        ("sensor.cellar > 25 for 5 min", OnState(entity_id="sensor.cellar", above=25.0, seconds=300)),
        (
            {"entity_id": "sensor.cellar", "below": 18, "for": "10 min"},
            OnState(entity_id="sensor.cellar", below=18.0, seconds=600),
        ),
        ("climate.bedroom below 18", OnState(entity_id="climate.bedroom", attribute="current_temperature", below=18.0)),
        (
            "climate.bedroom temperature above 23",
            OnState(entity_id="climate.bedroom", attribute="temperature", above=23.0),
        ),
        ("house mode is night", on("select.mode", "Night")),
        ("Anna leaves", on("person.anna", "not_home")),
        ("lock.front_door unlocked", on("lock.front_door", "unlocked")),
    ],
)
def test_once(raw: Any, when: Any) -> None:
    assert read_wish(raw, PLACE) == Wish(when=when)
    assert from_dict(to_dict(when)) == when


@pytest.mark.parametrize(
    ("raw", "when"),
    [
        ("every day at 7", Every(at=time(7))),
        ("every weekday at 7:00", Every(at=time(7), days=DAYS[:5])),
        ("every evening at 10", Every(at=time(22))),
        ("on weekends at 9:30", Every(at=time(9, 30), days=DAYS[5:])),
        ("every monday and thursday at 18:00", Every(at=time(18), days=("mon", "thu"))),
        ("jeden Tag um 7 Uhr", Every(at=time(7))),
        ("always when light.bedroom_light is on", on("light.bedroom_light", "on")),
        ("whenever the kitchen window opens", on("binary_sensor.kitchen_window", "on")),
        ("every sunset", AtSun(event="sunset")),
    ],
)
def test_always(raw: Any, when: Any) -> None:
    assert read_wish(raw, PLACE) == Wish(when=when, is_always=True)
    assert triggers_of(when)


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("", "missing"),
        (None, "missing"),
        ({"x": [1]}, "missing"),
        ("soon", "cannot be read"),
        ("at 7 yesterday", "Unknown"),
        ("2020-01-01T07:00", "passed"),
        ("in 900 days", "a year"),
        ("light.bedroom_light is on", "so already"),
        ("light.bedroom_light is purple", "never"),
        ("house mode is party", "never"),
        ("cellar temperature below 25", "so already"),
        ("light.garage is on", "Unknown"),
        ("film ends", "no such screen"),
        ("x" * 5000, "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_asked_back(raw: Any, problem: str) -> None:
    read = read_wish(raw, PLACE)
    assert isinstance(read, NotRead)
    assert problem in read.problem


def test_candidates() -> None:
    read = read_wish("the bedroom lamp is on", PLACE)
    assert isinstance(read, NotRead)
    assert "light.bedroom_light" in read.candidates
