"""What a SmartThings device says: its components, their capabilities, the attributes of those, and each attribute's value."""

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Final

type Attributes = Mapping[str, object]
type Capabilities = Mapping[str, Attributes]
type Status = Mapping[str, Capabilities]
type Place = tuple[str, str, str]  # a component, its capability and an attribute of that

MAIN: Final = "main"
# How a state can be said that is not known; pysmartthings hands on what the cloud says.
_NOTHING: Final = frozenset({"", "unknown", "null", "undefined"})


def value(status: Status, capability: str, attribute: str, component: str = MAIN) -> object:
    """Return what an attribute says, None where it is not there or was never told."""
    return status.get(component, {}).get(capability, {}).get(attribute)


def has(status: Status, capability: str, component: str = MAIN) -> bool:
    """Say whether a component has a capability; core has taken away those that the device disables."""
    return capability in status.get(component, {})


def text(status: Status, capability: str, attribute: str, component: str = MAIN) -> str | None:
    """Return what an attribute says as a word, None where it says none."""
    told = value(status, capability, attribute, component)
    return told if isinstance(told, str) and told.strip().lower() not in _NOTHING else None


def number(status: Status, capability: str, attribute: str, component: str = MAIN) -> float | None:
    """Return what an attribute says as a number, None where it is none."""
    return as_number(value(status, capability, attribute, component))


def texts(status: Status, capability: str, attribute: str, component: str = MAIN) -> tuple[str, ...]:
    """Return the words of an attribute that is a list, each once and without what is no word."""
    told = value(status, capability, attribute, component)
    return tuple(dict.fromkeys(one for one in told if isinstance(one, str) and one)) if isinstance(told, list) else ()


def flag(status: Status, capability: str, attribute: str, component: str = MAIN) -> bool | None:
    """Return what an attribute says of yes and no, be it as a word: `"false"` is what machines say."""
    told = value(status, capability, attribute, component)
    if isinstance(told, bool):
        return told
    return {"true": True, "false": False}.get(told.lower()) if isinstance(told, str) else None


def as_number(told: object) -> float | None:
    """Return a finite number, also where it is told as a word."""
    if isinstance(told, bool) or not isinstance(told, (int, float, str)):
        return None
    try:
        found = float(told)
    except ValueError, OverflowError:
        return None
    return found if isfinite(found) else None


def with_event(status: Status, component: str, capability: str, attribute: str, told: object) -> Status:
    """Return a status after an attribute said something, be it a new one; of a capability that was taken away nothing is taken in."""
    capabilities = status.get(component, {})
    if capability not in capabilities:
        return status
    return {**status, component: {**capabilities, capability: {**capabilities[capability], attribute: told}}}


def with_fresh(status: Status, fresh: Status) -> Status:
    """Return a status after everything was told anew; what the device disables, and core has taken away, stays away."""
    return {
        component: {
            capability: {**attributes, **fresh.get(component, {}).get(capability, {})}
            for capability, attributes in capabilities.items()
        }
        for component, capabilities in status.items()
    }


def changed(before: Status, after: Status) -> Iterator[Place]:
    """Yield where something else is said than before."""
    for component, capability, attribute, told in _all_of(after):
        if value(before, capability, attribute, component) != told:
            yield component, capability, attribute


def _all_of(status: Status) -> Iterator[tuple[str, str, str, object]]:
    """Yield all that is said, and where."""
    for component, capabilities in status.items():
        for capability, attributes in capabilities.items():
            for attribute, told in attributes.items():
                yield component, capability, attribute, told
