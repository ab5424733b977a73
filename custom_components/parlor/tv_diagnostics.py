"""What diagnostics tell of a TV: everything that was heard, and nothing that says whose it is or what is watched on it."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
import math
from typing import Any, Final

from homeassistant.components.diagnostics import REDACTED
from homeassistant.config_entries import ConfigEntry

from .samsung.tv import SamsungTV

# Texts that say what a TV is or how it is set, and not whose it is or what it shows. Every other text is taken out.
TOLD: Final = frozenset(
    {
        "api_version", "channel_cable", "channel_kind", "color_tone", "filters", "firmware", "has", "kind", "matte_colors",
        "matte_types", "model", "network", "options", "picture_mode", "picture_size", "power_state", "refused",
        "rest_power", "sound_mode", "source", "value",
    }
)  # fmt: skip
# What says more than its form would show: where people sit, what they watch, what they have at home.
HIDDEN: Final = frozenset(
    {
        "app", "channel", "channel_entity", "control_token", "current", "hidden_inputs", "inputs", "media", "token",
        "turn_on_action", "wake_broadcast", "wake_mac",
    }
)  # fmt: skip
TIMES: Final = ("_at", "_since", "_until")  # how the names of what is a time end


def entry_told(entry: ConfigEntry) -> dict[str, Any]:
    """Return how a TV was set up and is set."""
    return {"entry": _plain("", entry.data, 0.0), "options": _plain("", entry.options, 0.0)}


def tv_told(tv: SamsungTV) -> dict[str, Any]:
    """Return what is known of the TV, and how many seconds ago each evidence was heard."""
    state: dict[str, Any] = _plain("", tv.state, tv.now())
    return {"is_wakeable": tv.is_wakeable, "evidence": state.pop("evidence"), "state": state}


def _plain(key: str, value: Any, now: float) -> Any:
    """Return a value as it may be shown to strangers; `key` is what it is called."""
    if value is None or isinstance(value, bool | int):
        return REDACTED if key in HIDDEN and value is not None else value
    if key in HIDDEN:
        return REDACTED if value else value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float):
        return _number(key, value, now)
    if isinstance(value, str):
        return value if key in TOLD or not value else REDACTED
    return _parts(key, value, now)


def _number(key: str, value: float, now: float) -> float | None:
    """Return a number, a time as its age; None for what was never heard."""
    if not math.isfinite(value):
        return None
    return round(now - value if key.endswith(TIMES) else value, 1)


def _parts(key: str, value: Any, now: float) -> Any:
    """Return what has parts, part by part; of what stands in a row only how much there is, where it is no number."""
    if isinstance(value, Mapping):
        return {str(part): _plain(str(part), each, now) for part, each in value.items()}
    if is_dataclass(value):
        return {part.name: _plain(part.name, getattr(value, part.name), now) for part in fields(value)}
    row = sorted(value) if isinstance(value, frozenset) else list(value)
    is_harmless = key in TOLD or all(isinstance(each, int | float) for each in row)
    return [_plain(key, each, now) for each in row] if is_harmless else f"{len(row)} {REDACTED}"
