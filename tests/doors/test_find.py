"""Looking things up: attributes, what was recorded, forecasts, calendars and lists."""

import asyncio
from datetime import timedelta
import time
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.components.recorder.common import async_wait_recording_done

from custom_components.parlor.assistant.past import recorded
from custom_components.parlor.assistant.tools.find import FindTool
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.components.recorder import Recorder, get_instance
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers.llm import LLMContext, ToolInput, ToolResult

CELLAR, METER, DOOR, STOVE = "sensor.cellar", "sensor.meter", "binary_sensor.door", "climate.stove"


async def find(hass: HomeAssistant, **arguments: Any) -> Any:
    """Call the tool."""
    context = LLMContext(platform="parlor", context=None, language="en", assistant="conversation", device_id=None)
    result = await FindTool().async_call(hass, ToolInput("parlor__find", arguments), context)
    assert isinstance(result, ToolResult)
    return result.data.get("problem") or result.data["found"]


def put(hass: HomeAssistant, entity_id: str, state: str, **attributes: Any) -> None:
    """Set a state, exposed."""
    hass.states.async_set(entity_id, state, attributes)
    async_expose_entity(hass, "conversation", entity_id, True)


@pytest.fixture
async def recorded_home(recorder_mock: Recorder, home: HomeAssistant, freezer: FrozenDateTimeFactory) -> HomeAssistant:
    """Return a home of which a day was recorded."""
    await home.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to("2026-11-27 11:00:00+00:00")
    for hour in range(8):
        put(home, CELLAR, str(20 - hour), unit_of_measurement="°C", friendly_name="Cellar temperature")
        put(home, METER, str(100 + hour), unit_of_measurement="kWh", state_class="total_increasing")
        put(home, DOOR, "on" if hour == 3 else "off", friendly_name="Cellar door")
        action = "heating" if hour in (2, 3) else "idle"
        put(home, STOVE, "heat", hvac_action=action, current_temperature=18 + hour, access_token="hidden")
        freezer.tick(timedelta(hours=1))
    await async_wait_recording_done(home)
    return home


async def test_what_was_recorded(recorded_home: HomeAssistant) -> None:
    (line,) = await find(recorded_home, query=CELLAR, ask="history", when="today")
    assert line == (
        "sensor.cellar (Cellar temperature): min 13 °C at Fri 19:00, max 20 °C at Fri 12:00, mean 16.5 °C, last 13 °C"
    )
    (line,) = await find(recorded_home, query="sensor.meter", when="today")
    assert "total 7 kWh" in line
    (line,) = await find(recorded_home, query=DOOR, ask="history")
    assert "on 1 h 0 min, 1 times, last from Fri 2026-11-27 15:00 to Fri 2026-11-27 16:00" in line
    assert "last change Fri 2026-11-27 16:00 to off" in line
    doing, measured = await find(recorded_home, query=STOVE, ask="history", when="today")
    assert "hvac_action: idle 6 h 0 min" in doing
    assert "heating 2 h 0 min, 1 times, last from Fri 14:00 to Fri 16:00" in doing
    assert "current_temperature: min 18 °" in measured


async def test_only_of_what_is_exposed(recorded_home: HomeAssistant) -> None:
    async_expose_entity(recorded_home, "conversation", DOOR, False)
    told = await find(recorded_home, query=DOOR, ask="history")
    assert DOOR not in str(told)
    assert "not told" in await find(recorded_home, query=STOVE, ask="history", attribute="access_token")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ({"query": CELLAR, "ask": "history", "when": "someday"}, "`when` must be"),
        ({"query": "qwertyuiop", "ask": "history"}, "Nothing is called so"),
    ],
)
async def test_what_cannot_be_told(recorded_home: HomeAssistant, arguments: dict[str, Any], problem: str) -> None:
    assert problem in await find(recorded_home, **arguments)


async def test_too_much_is_cut_and_told(recorded_home: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorded, "MOST_ROWS", 3)
    (line,) = await find(recorded_home, query=CELLAR, ask="history", when="today")
    assert "only the newest part" in line


async def test_a_recorder_that_does_not_answer_is_told(
    recorder_mock: Recorder, home: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorded, "SECONDS", 0.05)
    busy = [get_instance(home).async_add_executor_job(time.sleep, 0.2) for _ in range(20)]
    assert "too long" in await find(home, query="light.kitchen", ask="history")
    await asyncio.gather(*busy)


async def test_without_a_recorder(home: HomeAssistant) -> None:
    assert await find(home, query="light.kitchen", ask="history") == "Nothing is recorded in this home."


async def test_an_attribute_by_its_name(home: HomeAssistant) -> None:
    put(home, STOVE, "heat", fan_speed="high", access_token="hidden", friendly_name="Stove")
    (line,) = await find(home, query=STOVE, attribute="fan speed")
    assert line.endswith("; fan_speed: high")
    (line,) = await find(home, query=STOVE, attribute="access_token")
    assert "hidden" not in line and "fan_speed" in line


def answer(hass: HomeAssistant, domain: str, service: str, told: Any) -> None:
    """Have an action answer."""

    async def respond(call: ServiceCall) -> ServiceResponse:
        if isinstance(told, Exception):
            raise told
        return {call.data["entity_id"]: told} if told else {}

    hass.services.async_register(domain, service, respond, supports_response=SupportsResponse.ONLY)


FORECAST = [
    {"datetime": "2026-11-28T11:00:00+00:00", "condition": "rainy", "temperature": 8, "templow": 3, "precipitation": 4},
    {"datetime": "2026-11-29T11:00:00+00:00", "condition": "sunny", "temperature": 11, "templow": 1},
]


async def test_what_is_to_come(home: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await home.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to("2026-11-27 11:00:00+00:00")
    put(home, "weather.home", "sunny", supported_features=1, temperature_unit="°C")
    put(home, "calendar.family", "off", friendly_name="Family")
    put(home, "todo.shopping", "2", friendly_name="Shopping")
    answer(home, "weather", "get_forecasts", {"forecast": FORECAST})
    event = {
        "start": "2026-11-28T10:00:00+01:00",
        "end": "2026-11-28T11:00:00+01:00",
        "summary": "Dentist",
        "location": "Town",
    }
    answer(
        home,
        "calendar",
        "get_events",
        {"events": [event, {"start": "2026-11-29", "end": "2026-11-30", "summary": "Fair"}]},
    )
    answer(
        home,
        "todo",
        "get_items",
        {"items": [{"summary": "Milk\u202e\nand eggs", "due": "2026-11-28"}, {"summary": "Tea"}]},
    )
    assert await find(home, ask="forecast", when="tomorrow") == [
        "weather.home (home):",
        "Sat 2026-11-28: rainy, 8/3 °C, rain 4",
    ]
    assert await find(home, domain="calendar", when="weekend") == [
        "calendar.family (Family):",
        "Sat 2026-11-28 10:00-11:00 Dentist (Town)",
        "Sun 2026-11-29 Fair",
    ]
    assert await find(home, ask="items", query="shopping") == [
        "todo.shopping (Shopping):",
        "Milk and eggs (due 2026-11-28)",
        "Tea",
    ]


@pytest.mark.parametrize("told", [None, {"forecast": "?"}, {"forecast": [3, {}, {"datetime": "x"}]}, ValueError("Boo")])
async def test_nonsense_from_others_is_survived(home: HomeAssistant, told: Any) -> None:
    put(home, "weather.home", "sunny", supported_features=1)
    answer(home, "weather", "get_forecasts", told)
    first, second = await find(home, ask="forecast")
    assert first == "weather.home (home):"
    assert second in ("nothing", "weather.home could not be asked: ValueError")


async def test_nothing_to_ask(home: HomeAssistant) -> None:
    assert await find(home, ask="forecast") == "No weather is exposed."
    assert "`when` must be" in await find(home, ask="events", when="someday")
