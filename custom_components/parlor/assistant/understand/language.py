"""A language as Parlor reads it: sentences in hassil's format, and how a sentence is cut and guarded."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
import re
from typing import Any

from hassil.intents import Intents
import yaml

_FOLDER = Path(__file__).parent.parent / "sentences"
CODES = frozenset({"en", "de", "ko"})

# Intents of the sentence files that are no actions, but pieces of one: they split "the TV and the lamp".
FRAGMENTS = frozenset({"Target", "Room"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The sentences of one language, parsed."""

    code: str
    intents: Intents
    fragments: Intents
    # Sentences about what is and was watched, which are read after all others.
    asks: Intents
    conjunctions: re.Pattern[str]
    conditions: tuple[re.Pattern[str], ...]
    questions: re.Pattern[str]
    # The words "on" and "off", which are not said of doors.
    switching: re.Pattern[str]
    # What makes a value a change by it: "by 20 %".
    relative: re.Pattern[str]
    fillers: tuple[re.Pattern[str], ...]
    rewrites: tuple[tuple[re.Pattern[str], str], ...]
    name_endings: tuple[str, ...]
    source_names: Mapping[str, tuple[str, ...]]
    # What a noun ends with as an object, after a final consonant and after a vowel, where a language writes it.
    object_endings: tuple[str, ...]
    # Whether spaces between words mean nothing, as in Korean: all are taken out before matching, of both sides.
    is_unspaced: bool

    def has_condition(self, text: str) -> bool:
        """Say whether a text denies, limits or delays what it asks for."""
        return any(condition.search(text) for condition in self.conditions)

    def is_question(self, text: str) -> bool:
        """Say whether a text asks and does not order."""
        return bool(self.questions.search(text.strip()))

    def matchable(self, text: str) -> str:
        """Return a text or a name as the sentence templates see it."""
        return "".join(text.split()) if self.is_unspaced else text

    def noun(self, said: str, text: str) -> str:
        """Return free words as they stand in a text, without an ending that only makes them an object."""
        if self.is_unspaced and (found := re.search(r"\s*".join(map(re.escape, said)), text)):
            said = found[0]
        if not self.object_endings or len(said) < 2 or not "가" <= said[-2] <= "힣":
            return said
        has_final_consonant = (ord(said[-2]) - ord("가")) % 28 != 0
        return said.removesuffix(self.object_endings[0 if has_final_consonant else 1]).strip()

    def bare(self, text: str) -> str:
        """Return a text without what is said for politeness, at both ends."""
        text = " ".join(text.split())
        for pattern, replacement in self.rewrites:
            text = pattern.sub(replacement, text)
        before = None
        while text != before:
            before = text
            for filler in self.fillers:
                text = filler.sub("", text).strip()
        return text


@cache
def load(code: str) -> Language:
    """Read and parse a language's sentences, once; blocks on disk and takes some tenths of a second."""
    data: dict[str, Any] = yaml.safe_load((_FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))
    is_unspaced = bool(data.get("unspaced"))
    if is_unspaced:
        data |= {key: unspaced(data[key]) for key in ("intents", "asks", "lists", "expansion_rules")}
    intents, asks = data["intents"], data["asks"]
    lists, rules = data.get("lists", {}), data.get("expansion_rules", {})
    common = {"language": code, "lists": lists, "expansion_rules": rules}
    return Language(
        code=code,
        intents=parsed({**common, "intents": {name: intents[name] for name in intents if name not in FRAGMENTS}}),
        fragments=parsed({**common, "intents": {name: intents[name] for name in FRAGMENTS}}),
        asks=parsed({**common, "intents": asks}),
        conjunctions=re.compile(data["conjunctions"], re.IGNORECASE),
        conditions=tuple(re.compile(pattern, re.IGNORECASE) for pattern in data["unless"]),
        questions=re.compile(data["questions"], re.IGNORECASE),
        switching=re.compile(data["switching"], re.IGNORECASE),
        relative=re.compile(data["relative"], re.IGNORECASE),
        fillers=_fillers(data["fillers"]),
        rewrites=tuple((re.compile(old, re.IGNORECASE), new) for old, new in data.get("rewrites", ())),
        name_endings=tuple(data.get("name_endings", ())),
        source_names={key: tuple(names) for key, names in data.get("source_names", {}).items()},
        object_endings=tuple(data.get("object_endings", ())),
        is_unspaced=is_unspaced,
    )


def unspaced(data: Any) -> Any:
    """Return templates without their spaces."""
    if isinstance(data, dict):
        return {key: unspaced(value) for key, value in data.items()}
    if isinstance(data, list):
        return [unspaced(value) for value in data]
    return data.replace("[ ]", "").replace(" ", "") if isinstance(data, str) else data


def parsed(data: dict[str, Any]) -> Intents:
    """Parse the sentence templates now, which hassil else does at the first sentence."""
    intents = Intents.from_dict(data)
    for intent in intents.intents.values():
        for block in intent.data:
            for sentence in block.sentences:
                sentence.get_required_clauses(intents.expansion_rules)
    return intents


def _fillers(words: Mapping[str, str]) -> tuple[re.Pattern[str], ...]:
    """Return what to cut off at the start and at the end of a text."""
    patterns = [re.compile(r"^[\s,.!?;:…。，！？'\"“”„-]+|[\s,.!?;:…。，！？'\"“”-]+$")]
    if start := words.get("start"):
        patterns.append(re.compile(rf"^(?:{start})(?:\s+|\s*,\s*)(?=\S)", re.IGNORECASE))
    if end := words.get("end"):
        patterns.append(re.compile(rf"(?<=\S)(?:\s+|\s*,\s*)(?:{end})$", re.IGNORECASE))
    return tuple(patterns)
