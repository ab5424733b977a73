"""Evenings as real integrations tell them: states of entities, with their times, and what a screen should make of them.

Each `<name>.json` is one evening on one screen:

- `integration`, `home_assistant`, `from`, `made`, `about`: whose shapes these are, of which version, which classes of which files write
  them, how the stream was made, and what happens in it. Most were made by running the entity class of Home Assistant over
  objects of the library that it uses; tokens are struck out.
- `begins`: the time of `t` = 0; `t` are seconds since.
- `screen`: the sources of the screen, as `source_of` wants them.
- `states`: each change of an entity: `t`, `entity_id`, `state`, `attributes`.
- `expected`: what is seen at a time: `t`, `activity`, and where they are given `title` (null: nobody can tell), `series`, `season`,
  `episode`, `app`, `input`, `channel`, `person`.
- `events`: every event of a viewing: `t` (within `TOLERANCE` seconds), `happened` and `title`; `"*"` stands for any.

To add one: write the file by hand or with the integration's entity class, and run `test_streams.py`.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
import json
from pathlib import Path
from typing import Any, Final

from custom_components.parlor.viewing.observation import Role, Setup, Source
from custom_components.parlor.viewing.sources import source_of

TOLERANCE: Final = 15.0
UPDATED: Final = "media_position_updated_at"
HERE: Final = Path(__file__).parent
NAMES: Final = tuple(sorted(path.stem for path in HERE.glob("*.json")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One state of an entity, as Home Assistant's state machine holds it; `at` is Unix time."""

    at: float
    entity_id: str
    state: str
    attributes: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """One evening: `sources` are the words for `source_of`, `expected` and `events` as in the file, with `at` in Unix time."""

    name: str
    integration: str
    begins: datetime
    sources: tuple[dict[str, Any], ...]
    states: tuple[Told, ...]
    expected: tuple[dict[str, Any], ...]
    events: tuple[dict[str, Any], ...]

    @property
    def setup(self) -> Setup:
        """Return the screen; what an entity can know is told by what it says first."""
        return Setup(sources=tuple(self._source(**told) for told in self.sources))

    def _source(self, entity_id: str, brand: str, role: str, **plan: Any) -> Source:
        """Return one source of the screen."""
        first = next((told.attributes for told in self.states if told.entity_id == entity_id), {})
        return source_of(entity_id, brand, first, Role(role), **plan)

    def shifted(self, begins: datetime) -> Stream:
        """Return the same evening at another time."""
        by = (begins - self.begins).total_seconds()
        states = tuple(
            replace(told, at=told.at + by, attributes=_later(told.attributes, begins - self.begins))
            for told in self.states
        )
        return replace(
            self, begins=begins, states=states, expected=_moved(self.expected, by), events=_moved(self.events, by)
        )


def load(name: str) -> Stream:
    """Return an evening by the name of its file; times in its attributes are datetimes, as in the state machine."""
    told = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    begins = datetime.fromisoformat(told["begins"])
    zero = begins.timestamp()
    states = tuple(
        Told(
            at=zero + row["t"],
            entity_id=row["entity_id"],
            state=row["state"],
            attributes=_timed(row["attributes"]),
        )
        for row in told["states"]
    )
    expected, events = (tuple({**row, "at": zero + row["t"]} for row in told[key]) for key in ("expected", "events"))
    return Stream(
        name=name,
        integration=told["integration"],
        begins=begins,
        sources=tuple(told["screen"]["sources"]),
        states=states,
        expected=expected,
        events=events,
    )


def _timed(attributes: dict[str, Any]) -> dict[str, Any]:
    """Return attributes with their time as a datetime."""
    told = attributes.get(UPDATED)
    return {**attributes, UPDATED: datetime.fromisoformat(told)} if isinstance(told, str) else attributes


def _later(attributes: dict[str, Any], by: timedelta) -> dict[str, Any]:
    """Return attributes with their time moved."""
    return {**attributes, UPDATED: attributes[UPDATED] + by} if UPDATED in attributes else attributes


def _moved(rows: tuple[dict[str, Any], ...], by: float) -> tuple[dict[str, Any], ...]:
    """Return rows at another time."""
    return tuple({**row, "at": row["at"] + by} for row in rows)
