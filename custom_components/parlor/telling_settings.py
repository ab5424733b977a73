"""What is set of how people are told something."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import StrEnum
from typing import Any, Final, Self

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from .appliances_settings import CONF_TELLING
from .const import CONF_KIND, DOMAIN, Kind
from .telling.place import Watched, Way
from .telling.rules import DEFAULT_HOLDS, DEFAULT_LIMIT, Rules

CONF_WAYS: Final = "ways"
CONF_TTS: Final = "tts"
CONF_SPEAKERS: Final = "speakers"
CONF_PHONES: Final = "phones"
CONF_PERSON: Final = "person"
CONF_TARGETS: Final = "targets"
CONF_LIMIT: Final = "limit"
CONF_HOLDS: Final = "holds"
CONF_QUIET_FROM: Final = "quiet_from"
CONF_QUIET_UNTIL: Final = "quiet_until"
MOST_MINUTES: Final = 24 * 60
EVERYBODY: Final = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingSettings:
    """The user's rules, and what is used for them; what is not set is found by itself.

    `tts` is the entity that speaks, `speakers` are the only media players that may be spoken through, and `phones` the notify entities or actions
    of persons: those at `EVERYBODY` belong to nobody in particular.
    """

    rules: Rules = field(default_factory=Rules)
    tts: str | None = None
    speakers: frozenset[str] = frozenset()
    phones: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def parse(cls, options: Mapping[str, Any]) -> Self:
        """Return what the options of an entry say; what cannot be read is as if it were not set."""
        told = options.get(CONF_TELLING)
        told = told if isinstance(told, Mapping) else {}
        start, end = _clock(told.get(CONF_QUIET_FROM)), _clock(told.get(CONF_QUIET_UNTIL))
        is_quiet = start is not None and end is not None
        rules = Rules(
            ways=_chosen(told.get(CONF_WAYS), Way, frozenset(Way)) or frozenset(Way),
            holds=_chosen(told.get(CONF_HOLDS), Watched, DEFAULT_HOLDS),
            limit=_limit(told.get(CONF_LIMIT)),
            quiet_from=start if is_quiet else None,
            quiet_until=end if is_quiet else None,
        )
        tts = told.get(CONF_TTS)
        return cls(
            rules=rules,
            tts=tts if isinstance(tts, str) and tts else None,
            speakers=frozenset(_texts(told.get(CONF_SPEAKERS))),
            phones=_phones(told.get(CONF_PHONES)),
        )


@callback
def async_telling_settings(hass: HomeAssistant) -> TellingSettings:
    """Return what is set in the entry of the appliances, the defaults where there is none."""
    entries = hass.config_entries.async_entries(DOMAIN)
    found = next((entry for entry in entries if entry.data.get(CONF_KIND) == Kind.APPLIANCES), None)
    return TellingSettings.parse(found.options if found else {})


def _chosen[Choice: StrEnum](value: object, kind: type[Choice], default: frozenset[Choice]) -> frozenset[Choice]:
    """Return what was chosen of what there is to choose."""
    return frozenset(kind(each) for each in _texts(value) if each in list(kind)) if isinstance(value, list) else default


def _limit(value: object) -> timedelta:
    """Return for how many minutes a message waits at most."""
    if isinstance(value, int | float) and 0 <= value <= MOST_MINUTES:
        return timedelta(minutes=value)
    return DEFAULT_LIMIT


def _texts(value: object) -> tuple[str, ...]:
    """Return the texts of a list, nothing for anything else."""
    return tuple(each for each in value if isinstance(each, str) and each) if isinstance(value, list | tuple) else ()


def _clock(value: object) -> time | None:
    """Return a time of day."""
    return dt_util.parse_time(value) if isinstance(value, str) else None


def _phones(value: object) -> dict[str, tuple[str, ...]]:
    """Return the phones of each person, and at `EVERYBODY` those of nobody in particular."""
    found: dict[str, tuple[str, ...]] = {}
    for each in value if isinstance(value, list | tuple) else ():
        if isinstance(each, Mapping):
            person = each.get(CONF_PERSON)
            name = person if isinstance(person, str) else EVERYBODY
            found[name] = (*found.get(name, ()), *_texts(each.get(CONF_TARGETS)))
    return found
