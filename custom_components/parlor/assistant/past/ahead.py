"""What is to come: forecasts of the weather, events of calendars, open items of lists; asked of Home Assistant's own actions."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
import re
from typing import Any, Final

from homeassistant.components.weather import WeatherEntityFeature
from homeassistant.const import ATTR_SUPPORTED_FEATURES
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ..prompt.describe import plain
from ..watched.spans import Span, span_of

SECONDS: Final = 15.0
USUAL: Final = timedelta(days=7)
HOURLY_SPAN: Final = timedelta(hours=36)
MOST_LINES: Final = 30
_NEXT: Final = re.compile(r"(?:the )?next (\d{1,3}) (hour|day|week)s?")
_UNITS: Final = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WHOLE: Final = frozenset({"today", "tonight", "this week", "this month", "this year"})


class NotForetold(Exception):
    """There is no answer; the words say why."""


def span_ahead(said: str, now: datetime) -> Span:
    """Return the span to come that `tomorrow`, `weekend`, `next 3 days`, `friday` or a date is; raises ValueError."""
    words = re.sub(r"[\s_-]+", " ", said.strip().casefold())
    if not words:
        return Span(now, now + USUAL)
    if found := _NEXT.fullmatch(words):
        return Span(now, now + int(found[1]) * _UNITS[found[2]])
    if words in _WHOLE:
        found_span = span_of(words, now.replace(hour=12) if words == "tonight" else now)
        assert found_span is not None
        return Span(now, _whole_end(words, found_span, now))
    day = _day(words.removeprefix("next ").removeprefix("on "), said.strip(), now)
    length = timedelta(days=2) if words.endswith("weekend") else timedelta(days=1)
    return Span(max(_at(day, now), now) if day == now.date() else _at(day, now), _at(day + length, now))


def _whole_end(words: str, span: Span, now: datetime) -> datetime:
    """Return the end of a span that has begun, of which the past is told only so far."""
    match words:
        case "today":
            return _at(now.date() + timedelta(days=1), now)
        case "tonight":
            return _at(now.date() + timedelta(days=1), now) + timedelta(hours=5)
        case "this week":
            return _at(now.date() + timedelta(days=7 - now.weekday()), now)
    return max(span.until, now + timedelta(days=31))


def _day(words: str, said: str, now: datetime) -> date:
    """Return the day that is named; raises ValueError."""
    if words in ("tomorrow", "tomorrow morning", "tomorrow evening"):
        return now.date() + timedelta(days=1)
    if words == "day after tomorrow":
        return now.date() + timedelta(days=2)
    if words in ("weekend", "this weekend"):
        return now.date() + timedelta(days=(5 - now.weekday()) % 7)
    if words in _DAYS:
        return now.date() + timedelta(days=(_DAYS.index(words) - now.weekday()) % 7)
    return date.fromisoformat(said)


def _at(day: date, now: datetime) -> datetime:
    """Return the beginning of a day in the home's time zone."""
    return datetime.combine(day, time(0), tzinfo=now.tzinfo)


async def async_forecast(hass: HomeAssistant, entity_id: str, span: Span, context: Context) -> list[str]:
    """Return the weather to come in lines; by the hour where the span is short."""
    state = hass.states.get(entity_id)
    features = int(state.attributes.get(ATTR_SUPPORTED_FEATURES, 0)) if state else 0
    kinds = [
        ("hourly", WeatherEntityFeature.FORECAST_HOURLY),
        ("daily", WeatherEntityFeature.FORECAST_DAILY),
        ("twice_daily", WeatherEntityFeature.FORECAST_TWICE_DAILY),
    ]
    if span.until - dt_util.now() > HOURLY_SPAN:
        kinds = [*kinds[1:], kinds[0]]
    kind = next((name for name, feature in kinds if features & feature), None)
    if kind is None or state is None:
        raise NotForetold(f"{entity_id} foretells nothing.")
    told = await _async_answers(hass, "weather", "get_forecasts", entity_id, {"type": kind}, context)
    unit = plain(state.attributes.get("temperature_unit", ""), 8)
    return _lines(told.get("forecast"), span, lambda each, at: _weather(each, at, unit, is_hourly=kind == "hourly"))


async def async_events(hass: HomeAssistant, entity_id: str, span: Span, context: Context) -> list[str]:
    """Return the events of a calendar in lines."""
    data = {"start_date_time": span.since.isoformat(), "end_date_time": span.until.isoformat()}
    told = await _async_answers(hass, "calendar", "get_events", entity_id, data, context)
    return _lines(told.get("events"), None, _event)


async def async_items(hass: HomeAssistant, entity_id: str, context: Context) -> list[str]:
    """Return what is still to be done on a list, in lines."""
    told = await _async_answers(hass, "todo", "get_items", entity_id, {"status": ["needs_action"]}, context)
    return _lines(told.get("items"), None, _item)


async def _async_answers(
    hass: HomeAssistant, domain: str, service: str, entity_id: str, data: Mapping[str, Any], context: Context
) -> Mapping[str, Any]:
    """Return what an action answers of an entity; raises NotForetold."""
    try:
        async with asyncio.timeout(SECONDS):
            told = await hass.services.async_call(
                domain, service, {**data, "entity_id": entity_id}, blocking=True, context=context, return_response=True
            )
    except TimeoutError:
        raise NotForetold(f"{entity_id} did not answer in time.") from None
    except HomeAssistantError as error:
        raise NotForetold(f"{entity_id} could not be asked: {plain(error, 120)}") from error
    except Exception as error:
        raise NotForetold(f"{entity_id} could not be asked: {type(error).__name__}") from error
    answer = told.get(entity_id) if isinstance(told, Mapping) else None
    return answer if isinstance(answer, Mapping) else {}


def _lines(told: Any, span: Span | None, line: Callable[[Mapping[str, Any], datetime | None], str]) -> list[str]:
    """Return the lines of what was answered, of a span, in order and bounded."""
    found = [(_time(each), each) for each in told if isinstance(each, Mapping)] if isinstance(told, Sequence) else []
    chosen: Iterable[tuple[datetime | None, Mapping[str, Any]]] = found
    if span is not None:
        begin = span.since - timedelta(hours=1)
        chosen = [(at, each) for at, each in found if at is not None and begin <= at < span.until]
    return [line(each, at) for at, each in list(chosen)[:MOST_LINES]]


def _time(told: Mapping[str, Any]) -> datetime | None:
    """Return when something begins, in the home's time zone."""
    said = str(told.get("datetime") or told.get("start") or "")
    at = dt_util.parse_datetime(said)
    if at is None:
        day = dt_util.parse_date(said)
        return _at(day, dt_util.now()) if day else None
    return dt_util.as_local(at)


def _weather(told: Mapping[str, Any], at: datetime | None, unit: str, *, is_hourly: bool) -> str:
    """Return one forecast."""
    lowest = f"/{told['templow']}" if told.get("templow") is not None else ""
    when = f"{at:%a %H:%M}" if is_hourly else f"{at:%a %Y-%m-%d}"
    parts = [
        plain(told.get("condition") or "", 30),
        f"{told.get('temperature')}{lowest} {unit}".strip(),
        f"rain {told['precipitation']}" if told.get("precipitation") else "",
        f"{told['precipitation_probability']} %" if told.get("precipitation_probability") is not None else "",
        f"wind {told['wind_speed']}" if told.get("wind_speed") is not None else "",
    ]
    return plain(f"{when if at else ''}: {', '.join(part for part in parts if part)}", 120)


def _event(told: Mapping[str, Any], at: datetime | None) -> str:
    """Return one event: when, what, where."""
    is_day = "T" not in str(told.get("start", ""))
    end = dt_util.parse_datetime(str(told.get("end", "")))
    until = f"-{dt_util.as_local(end):%H:%M}" if end and not is_day else ""
    begin = (f"{at:%a %Y-%m-%d}" if is_day else f"{at:%a %Y-%m-%d %H:%M}") if at else ""
    where = f" ({plain(told['location'], 40)})" if told.get("location") else ""
    return f"{begin}{until} {plain(told.get('summary', ''), 80)}{where}".strip()


def _item(told: Mapping[str, Any], _at: datetime | None) -> str:
    """Return one item of a list."""
    due = f" (due {plain(told['due'], 25)})" if told.get("due") else ""
    return f"{plain(told.get('summary', ''), 80)}{due}"
