"""Reads what the recorder kept: states, and statistics where a span is long; bounded, in time, and off the event loop."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
import logging
from typing import Any, Final, Literal

from homeassistant.components.recorder import get_instance
from homeassistant.components.recorder.history import get_significant_states, state_changes_during_period
from homeassistant.components.recorder.statistics import statistics_during_period
from homeassistant.components.recorder.util import async_migration_in_progress
from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT
from homeassistant.core import HomeAssistant, State
from homeassistant.util import dt as dt_util

from ..prompt.describe import plain
from ..watched.spans import Span
from .figures import Numbers, Sample, is_measured, numbers_of, states_of, tell_numbers, tell_states

_LOGGER = logging.getLogger(__name__)
RECORDER: Final = "recorder"
SECONDS: Final = 12.0
MOST_ROWS: Final = 20_000
PART: Final = timedelta(hours=12)  # read in one go
SHORT: Final = timedelta(days=2)
MEDIUM: Final = timedelta(days=60)
_METERS: Final = frozenset({"total", "total_increasing"})
# What of an entity tells more than its state.
_TELLING: Final[Mapping[str, tuple[str, ...]]] = {
    "climate": ("hvac_action", "current_temperature"),
    "water_heater": ("", "current_temperature"),
    "weather": ("", "temperature"),
    "media_player": ("",),
}


class NotRecorded(Exception):
    """There is no recorder, or it does not answer; the words say which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of one entity: of its state, or of an attribute."""

    state: State
    attribute: str = ""

    @property
    def is_meter(self) -> bool:
        """Say whether it only ever goes on: what was used is the difference."""
        return not self.attribute and self.state.attributes.get("state_class") in _METERS

    @property
    def has_statistics(self) -> bool:
        """Say whether Home Assistant adds it up."""
        return not self.attribute and "state_class" in self.state.attributes

    @property
    def unit(self) -> str:
        """Return the unit of what is measured."""
        if self.attribute.endswith("temperature"):
            return plain(self.state.attributes.get("temperature_unit", "°"), 12)
        return "" if self.attribute else plain(self.state.attributes.get(ATTR_UNIT_OF_MEASUREMENT, ""), 12)


def asked_of(state: State, attribute: str = "") -> tuple[Asked, ...]:
    """Return what is asked of an entity: an attribute that was named, else what tells the most."""
    names = (attribute,) if attribute else _TELLING.get(state.domain, ("",))
    return tuple(
        Asked(state=state, attribute=name) for name in names if not name or name in state.attributes or attribute
    )


async def async_tell_recorded(hass: HomeAssistant, asked: Sequence[Asked], span: Span) -> list[str]:
    """Return a line of figures for each; raises NotRecorded."""
    if RECORDER not in hass.config.components:
        raise NotRecorded("Nothing is recorded in this home.")
    if async_migration_in_progress(hass):
        raise NotRecorded("The recorder is busy with an update of its file. Try again later.")
    try:
        async with asyncio.timeout(SECONDS):
            return [
                await get_instance(hass).async_add_executor_job(_tell, hass, one, span, dt_util.utcnow())
                for one in asked
            ]
    except TimeoutError:
        raise NotRecorded("The recorder took too long. Ask for a shorter time.") from None
    except Exception as error:
        _LOGGER.warning("The recorder could not be asked: %s", type(error).__name__)
        raise NotRecorded("The recorder cannot be read right now.") from error


def _tell(hass: HomeAssistant, asked: Asked, span: Span, now: datetime) -> str:
    """Return the line of one entity; runs in the recorder's own threads."""
    until = min(span.until, now)
    if asked.has_statistics and (numbers := _statistics(hass, asked, span.since, until)) is not None:
        return tell_numbers(numbers, asked.unit, span, is_meter=asked.is_meter)
    samples, is_cut = _samples(hass, asked, span.since, until)
    behind = " (only the newest part of it: too much was recorded)" if is_cut else ""
    if is_measured(samples) and (numbers := numbers_of(samples, until.timestamp())) is not None:
        return tell_numbers(numbers, asked.unit, span, is_meter=asked.is_meter) + behind
    return tell_states(states_of(samples, span.since.timestamp(), until.timestamp()), span) + behind


def _samples(hass: HomeAssistant, asked: Asked, since: datetime, until: datetime) -> tuple[list[Sample], bool]:
    """Return what was recorded, oldest first, and whether it is only the newest part."""
    read = _attribute_rows(hass, asked, since, until) if asked.attribute else _state_rows(hass, asked, since, until)
    is_cut = len(read) >= MOST_ROWS
    begin = since.timestamp()
    told: list[Sample] = []
    for state in sorted(read, key=lambda each: each.last_updated):
        value = state.attributes.get(asked.attribute) if asked.attribute else state.state
        at = max(state.last_updated.timestamp(), begin)
        if not told or told[-1].value != str(value):
            told.append(Sample(at, str(value)))
    return told, is_cut


def _state_rows(hass: HomeAssistant, asked: Asked, since: datetime, until: datetime) -> list[State]:
    """Return the states that were recorded."""
    name = asked.state.entity_id
    return state_changes_during_period(
        hass, since, until, name, no_attributes=True, descending=True, limit=MOST_ROWS, include_start_time_state=True
    ).get(name, [])


def _attribute_rows(hass: HomeAssistant, asked: Asked, since: datetime, until: datetime) -> list[State]:
    """Return what was recorded with its attributes, which change without the state; the newest part first."""
    name = asked.state.entity_id
    rows: list[State] = []
    end = until
    while end > since and len(rows) < MOST_ROWS:
        begin = max(since, end - PART)
        found = get_significant_states(hass, begin, end, [name], None, True, significant_changes_only=False).get(
            name, []
        )
        rows += [state for state in found if isinstance(state, State)]
        end = begin
    return rows


def _statistics(hass: HomeAssistant, asked: Asked, since: datetime, until: datetime) -> Numbers | None:
    """Return the figures that the recorder has added up; None where it has none, as of what is new."""
    length = until - since
    period: Literal["5minute", "hour", "day"] = "5minute" if length <= SHORT else "hour" if length <= MEDIUM else "day"
    name = asked.state.entity_id
    rows: list[Any] = list(
        statistics_during_period(
            hass, since, until, {name}, period, None, {"change", "max", "mean", "min", "state"}
        ).get(name, [])
    )
    if asked.is_meter:
        return _metered(asked, rows) if rows else None
    rows = [row for row in rows if row.get("mean") is not None]
    if not rows or (period != "5minute" and len(rows) < 2):
        return None
    least, most = (
        min(rows, key=lambda row: row["min"] if row["min"] is not None else row["mean"]),
        max(rows, key=lambda row: row["max"] if row["max"] is not None else row["mean"]),
    )
    return Numbers(
        least=least["min"] if least["min"] is not None else least["mean"],
        least_at=least["start"],
        most=most["max"] if most["max"] is not None else most["mean"],
        most_at=most["start"],
        mean=sum(row["mean"] for row in rows) / len(rows),
        last=rows[-1]["mean"],
        change=0.0,
    )


def _metered(asked: Asked, rows: Sequence[Any]) -> Numbers:
    """Return how much a meter went on: what was added up, and what came since."""
    total = sum(row["change"] or 0.0 for row in rows)
    counted = rows[-1].get("state")
    try:
        rest = float(asked.state.state) - counted if counted is not None else 0.0
    except ValueError:
        rest = 0.0
    change = total + max(rest, 0.0) if rows[-1]["end"] >= dt_util.utcnow().timestamp() - 2 * 3600 else total
    return Numbers(least=0, least_at=0, most=0, most_at=0, mean=0, last=0, change=change)
