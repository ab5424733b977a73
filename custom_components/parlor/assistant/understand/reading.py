"""One way to read a sentence: an action, what it is aimed at, and with which value. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
import re
from typing import Any

from hassil.intents import SlotList
from hassil.recognize import RecognizeResult, recognize_all

from .language import Language

# Readings of one sentence that are looked at: ambiguity beyond that is none that could be settled.
_MOST_READINGS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one sentence template found in a text; names, areas and floors as the home knows them."""

    action: str
    name: str | None = None
    kind: str | None = None
    area: str | None = None
    floor: str | None = None
    scope: str | None = None
    is_all: bool = False
    refers_back: bool = False
    source: str | None = None
    value: float | None = None
    item: str | None = None
    todo: str | None = None
    # 0: an exact name; 1: a name without its room or in the plural; 2: a kind of thing, or nothing named at all.
    tier: int = 2

    @property
    def has_target(self) -> bool:
        """Say whether the text says what to act on."""
        return bool(self.name or self.kind or self.refers_back)


def read(
    text: str,
    language: Language,
    slot_lists: Mapping[str, SlotList],
    *,
    actions: frozenset[str] | None = None,
) -> list[Reading]:
    """Return every distinct reading of a text, those with an exact name first; `actions` limits them."""
    intents = language.fragments if actions else language.intents
    spoken, text = text, language.matchable(text)
    results = recognize_all(text, intents, slot_lists=dict(slot_lists), language=language.code)
    found: dict[Reading, None] = {}
    for result in islice(_readings(text, language, results, actions), _MOST_READINGS):
        item = language.noun(result.item, spoken) if result.item else None
        found.setdefault(replace(result, item=item))
    return sorted(found, key=lambda reading: reading.tier)


def _readings(text: str, language: Language, results: Any, actions: frozenset[str] | None) -> Iterator[Reading]:
    """Yield what a command may be read from."""
    for result in results:
        if actions and result.intent.name not in actions:
            continue
        if (reading := _reading(result)) and (actions or not turns(text, result, language)):
            yield reading


def turns(text: str, result: RecognizeResult, language: Language) -> bool:
    """Say whether words beside the names and values turn a command into something else: not, if, tomorrow."""
    return language.has_condition(rest_of(text, result))


def rest_of(text: str, result: RecognizeResult) -> str:
    """Return a text without the names and values that were found in it."""
    for entity in result.entities_list:
        if isinstance(entity.text, str) and entity.text.strip():
            said = re.escape(entity.text.strip())
            text = re.sub(rf"(?<!\w){said}(?!\w)", " ", text, count=1, flags=re.IGNORECASE)
    return text


def _reading(result: RecognizeResult) -> Reading | None:
    """Return a template's find as a reading, or None where it names two different things in one place."""
    slots: dict[str, Any] = {}
    for entity in result.entities_list:
        if slots.setdefault(entity.name, entity.value) != entity.value:
            return None
    tier = 2
    if "name" in slots:
        tier = (result.entities["name"].metadata or {}).get("tier", 0)
    weak = (result.intent_metadata or {}).get("weak", 0)
    values = [slots[name] for name in ("percent", "temperature", "channel", "minute") if name in slots]
    return Reading(
        action=result.intent.name,
        name=slots.get("name"),
        kind=slots.get("kind"),
        area=slots.get("area"),
        floor=slots.get("floor"),
        scope=slots.get("scope"),
        is_all="all" in slots,
        refers_back="pronoun" in slots,
        source=slots.get("source"),
        value=float(values[0]) if values else None,
        item=slots.get("item"),
        todo=slots.get("todo") or slots.get("any_todo"),
        tier=tier + weak,
    )
