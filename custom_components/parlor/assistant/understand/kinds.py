"""What people mean by "the lamp", "the blinds", "the telly": kinds of things, told by domain and device class."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..home import Thing

type Classes = frozenset[str | None]

ANY_CLASS: Classes = frozenset()


@dataclass(frozen=True, slots=True)
class Kind:
    """One word for things; of `classes` the first that is found counts, an empty set is any device class."""

    domains: frozenset[str]
    classes: tuple[Classes, ...] = (ANY_CLASS,)
    # Whether "the light" of a room is all of its lights.
    is_grouped: bool = False


def _kind(domains: str, *classes: str, is_grouped: bool = False) -> Kind:
    """Write a kind down: domains and each set of device classes as words, `-` for a thing without one."""
    sets = tuple(frozenset(None if name == "-" else name for name in names.split()) for names in classes)
    return Kind(frozenset(domains.split()), sets or (ANY_CLASS,), is_grouped)


_SHUTTERS = "blind shade shutter"
_SINGULAR: Mapping[str, Kind] = {
    "light": _kind("light", is_grouped=True),
    "tv": _kind("media_player", "tv"),
    "speaker": _kind("media_player", "speaker receiver"),
    "player": _kind("media_player"),
    "blind": _kind("cover", "blind", _SHUTTERS, f"{_SHUTTERS} curtain awning -", is_grouped=True),
    "curtain": _kind("cover", "curtain", "shade blind", is_grouped=True),
    "awning": _kind("cover", "awning", is_grouped=True),
    "window": _kind("cover", "window"),
    "garage": _kind("cover", "garage"),
    "gate": _kind("cover lock", "gate", "-"),
    "door": _kind("cover lock", "door -", "garage"),
    "lock": _kind("lock"),
    "fan": _kind("fan"),
    "switch": _kind("switch input_boolean"),
    "valve": _kind("valve"),
    "vacuum": _kind("vacuum"),
    "mower": _kind("lawn_mower"),
    "climate": _kind("climate"),
    "heater": _kind("climate"),
    "cooler": _kind("climate"),
    "humidifier": _kind("humidifier"),
    "siren": _kind("siren"),
    "scene": _kind("scene"),
    "script": _kind("script"),
    "button": _kind("button input_button"),
}
_PLURALS = {"switches": "switch"}

# What a television is called where its integration gives it no device class.
_TV_WORDS = ("tv", "television", "fernseher", "티비", "텔레비전", "티브이")


@dataclass(frozen=True, slots=True)
class Meant:
    """A kind as it was said: one or several."""

    kind: Kind
    word: str
    is_plural: bool


def meant(word: str) -> Meant:
    """Return the kind for a slot value of the sentences, such as `light` or `lights`."""
    if word in _SINGULAR:
        return Meant(_SINGULAR[word], word, False)
    singular = _PLURALS.get(word, word.removesuffix("s"))
    return Meant(_SINGULAR[singular], singular, True)


def of_kind(word: str, classes: Classes, thing: Thing) -> bool:
    """Say whether a thing is of a kind, in one of its sets of device classes."""
    kind = _SINGULAR[word]
    if thing.domain not in kind.domains:
        return False
    if word == "tv" and thing.device_class is None:
        return is_screen(thing)
    # Only covers and players are told apart by class: a lock is a lock.
    return not classes or thing.domain == "lock" or thing.device_class in classes


# What a thermostat must be able to do to be a heating or an air conditioner; one that tells nothing heats.
_MODES = {"heater": frozenset({"heat", "heat_cool"}), "cooler": frozenset({"cool", "heat_cool"})}


def suits(word: str, attributes: Mapping[str, Any]) -> bool:
    """Say whether a thing of a kind's domain also does what the word says: an air conditioner cools."""
    wanted = _MODES.get(word)
    if wanted is None:
        return True
    modes = attributes.get("hvac_modes")
    return bool(wanted & {str(mode) for mode in modes}) if modes else word == "heater"


def is_screen(thing: Thing) -> bool:
    """Say whether a media player is a television, by its class or else by what people call it."""
    if thing.domain != "media_player":
        return False
    if thing.device_class is not None:
        return thing.device_class == "tv"
    return any(word in name.casefold().split() or word in name.casefold() for name in thing.names for word in _TV_WORDS)
