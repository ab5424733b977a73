"""The service that a model's word for an action names, in the domain of what it is for. Pure."""

from collections.abc import Mapping, Sequence
import re

from rapidfuzz import fuzz, process

from ..home import Home
from .actions import ACTIONS
from .targets import MAX_CANDIDATES, things_named

# What models and people call a service, for the domains that have the other.
_SERVICE_WORDS: Mapping[str, tuple[str, ...]] = {
    "activate": ("turn_on", "press"),
    "close": ("close_cover", "close_valve"),
    "dim": ("turn_on",),
    "dock": ("return_to_base", "dock"),
    "launch_app": ("select_source",),
    "lower": ("close_cover",),
    "mute": ("volume_mute",),
    "next": ("media_next_track",),
    "next_track": ("media_next_track",),
    "off": ("turn_off",),
    "on": ("turn_on",),
    "open": ("open_cover", "open_valve"),
    "open_app": ("select_source",),
    "pause": ("media_pause", "pause"),
    "play": ("media_play",),
    "previous": ("media_previous_track",),
    "previous_track": ("media_previous_track",),
    "raise": ("open_cover",),
    "resume": ("media_play", "start", "start_mowing"),
    "return_home": ("return_to_base", "dock"),
    "run": ("turn_on", "start"),
    "set": ("set_value", "select_option", "turn_on"),
    "set_brightness": ("turn_on",),
    "set_color": ("turn_on",),
    "set_mode": ("set_hvac_mode", "set_mode", "set_preset_mode"),
    "set_position": ("set_cover_position", "set_valve_position"),
    "set_source": ("select_source",),
    "set_speed": ("set_percentage", "set_fan_speed"),
    "set_state": (),
    "set_volume": ("volume_set",),
    "skip": ("media_next_track",),
    "start": ("start", "start_mowing", "turn_on"),
    "stop": ("media_stop", "stop_cover", "stop_valve", "stop", "dock"),
    "unmute": ("volume_mute",),
    "unpause": ("media_play",),
}


def read_action(home: Home, text: str, targets: Sequence[str]) -> str | None:
    """Return the action that a text names, with the domain of its targets where it has none or a wrong one."""
    words = re.split(r"[.:\s/]+", text.strip().casefold().replace("-", "_"))
    domain, service = (words[0], "_".join(words[1:])) if len(words) > 1 else ("", words[0])
    if (name := f"{domain}.{service}") in ACTIONS and domain in home.domains and _may_target(home, targets, domain):
        return name
    domains = sorted({thing.domain for text in targets for thing in things_named(home, text)}) or (
        [domain] if domain else []
    )
    found = {name for each in domains for name in _services(each, service)}
    return found.pop() if len(found) == 1 else None


def _may_target(home: Home, targets: Sequence[str], domain: str) -> bool:
    """Say whether the targets leave room for a domain: none of them is an entity of another."""
    return all(home.by_id[text].domain == domain for text in targets if text in home.by_id)


def _services(domain: str, service: str) -> list[str]:
    """Return the actions of a domain that a service's name can mean: itself, a word for it, or the only one like it."""
    if (name := f"{domain}.{service}") in ACTIONS:
        return [name]
    if words := [f"{domain}.{each}" for each in _SERVICE_WORDS.get(service, ()) if f"{domain}.{each}" in ACTIONS]:
        return words[:1]
    names = [action.service for action in ACTIONS.values() if action.domain == domain]
    near = process.extract(service, names, scorer=fuzz.ratio, score_cutoff=85, limit=2)
    return [f"{domain}.{near[0][0]}"] if len(near) == 1 else []


def near_actions(home: Home, text: str) -> tuple[str, ...]:
    """Return the actions of this home that look like a text."""
    names = [name for name, action in ACTIONS.items() if action.domain in home.domains]
    return tuple(name for name, *_ in process.extract(text, names, scorer=fuzz.WRatio, limit=MAX_CANDIDATES))
