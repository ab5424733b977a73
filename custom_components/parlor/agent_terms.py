"""What a conversation agent's settings say of its rules and its PIN, read from what is stored."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from .assistant.confirming.pin import Pin
from .assistant.confirming.terms import Terms
from .assistant.policy.rule import Guard, Rule, Verdict
from .assistant_settings import CONF_ALLOW_SENSITIVE, CONF_PIN, CONF_RULES

CONF_VERDICT: Final = "verdict"
CONF_SPEAKER: Final = "speaker"
ANYBODY, KNOWN, UNKNOWN = "anybody", "known", "unknown"
# What a stored rule calls what it names -> the rule's own field.
_NAMED: Final[Mapping[str, str]] = {
    "kinds": "guards",
    "entities": "entities",
    "domains": "domains",
    "device_classes": "device_classes",
    "actions": "actions",
    "labels": "labels",
    "persons": "persons",
}


def terms_of(data: Mapping[str, Any]) -> Terms:
    """Return the terms of an agent from its subentry's data."""
    return Terms(
        rules=tuple(rule_of(raw) for raw in data.get(CONF_RULES, ())),
        allow_sensitive=bool(data.get(CONF_ALLOW_SENSITIVE, False)),
        pin=Pin.from_data(data.get(CONF_PIN)),
    )


def rule_of(raw: Mapping[str, Any]) -> Rule:
    """Return one rule as it is stored; raises ValueError where it names a verdict or a kind that there is not."""
    named = {field: frozenset(_texts(raw.get(name))) for name, field in _NAMED.items()}
    speaker = raw.get(CONF_SPEAKER, ANYBODY)
    return Rule(
        verdict=Verdict(str(raw[CONF_VERDICT])),
        domains=named["domains"],
        device_classes=named["device_classes"],
        actions=named["actions"],
        labels=named["labels"],
        entities=named["entities"],
        guards=frozenset(Guard(kind) for kind in named["guards"]),
        persons=named["persons"],
        is_known=None if speaker == ANYBODY else speaker == KNOWN,
    )


def _texts(value: Any) -> Iterable[str]:
    """Return what is stored as a text or as several, without what is empty."""
    several = value if isinstance(value, list | tuple) else [value]
    return [text for each in several if each is not None and (text := str(each).strip())]
