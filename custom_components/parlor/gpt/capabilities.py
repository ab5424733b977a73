"""What the models of a service take: learned from what it refused and what it answered, never guessed from names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Self

# A month: services are updated, and then take what they refused before.
KEPT_SECONDS: Final = 30 * 86400.0
MOST_MODELS: Final = 64


class Feature(StrEnum):
    """What a request may have and a model may refuse: the parameter by which it is refused."""

    TOOLS = "tools"
    FREE_CALLS = "free_calls"  # whether and what to call is the model's to choose: small ones call what is no tool
    PARALLEL = "parallel_tool_calls"
    STREAMING = "stream"
    USAGE = "stream_options"
    EFFORT = "reasoning_effort"
    TEMPERATURE = "temperature"
    OLD_LIMIT = "max_tokens"
    CACHE_KEY = "prompt_cache_key"
    CACHE_OPTIONS = "prompt_cache_options"
    CACHE_RETENTION = "prompt_cache_retention"


# Other words for them: of the other wire, or of a part.
_OTHER_WORDS: Final[Mapping[str, Feature]] = {
    "reasoning": Feature.EFFORT,
    "prompt_cache_breakpoint": Feature.CACHE_OPTIONS,
    "tool_choice": Feature.TOOLS,
}


def feature_of(param: str | None) -> Feature | None:
    """Return the feature that a refused parameter is, as in `reasoning.effort`; a part of a tool or of the input is none."""
    if not param:
        return None
    words = [word for word in param.replace("[", ".").replace("]", ".").split(".") if word]
    if words and words[-1] == "prompt_cache_breakpoint":
        return Feature.CACHE_OPTIONS
    if not words or (words[0] == Feature.TOOLS and len(words) > 1):  # one tool is wrong: it is not that none is taken
        return None
    return _OTHER_WORDS.get(words[0]) or (Feature(words[0]) if words[0] in Feature else None)


@dataclass(frozen=True, slots=True)
class Learned:
    """What one model of a service was seen to take and to refuse; `at` is when that changed last, in Unix seconds."""

    taken: frozenset[Feature] = frozenset()
    refused: frozenset[Feature] = frozenset()
    at: float = 0.0

    def after(self, sent: Iterable[Feature], without: frozenset[Feature], now: float) -> Self:
        """Return this after an answer to a request that was sent with some features, and without those it refused."""
        taken = (self.taken | frozenset(sent)) - without
        if taken == self.taken and without == self.refused:
            return self
        return type(self)(taken, without, now)

    def is_old(self, now: float) -> bool:
        """Say whether it is to be learned anew; what comes from the future was written with another clock."""
        return not 0 <= now - self.at < KEPT_SECONDS

    @property
    def stored(self) -> dict[str, Any]:
        """Return this as JSON."""
        return {"taken": sorted(self.taken), "refused": sorted(self.refused), "at": self.at}


def learned_from(stored: object, now: float) -> dict[str, Learned]:
    """Return what was stored of each model; what is old, or makes no sense, is left out."""
    models = stored if isinstance(stored, Mapping) else {}
    found = {str(model): learned for model, value in models.items() if (learned := _learned(value)) is not None}
    fresh = {model: learned for model, learned in found.items() if not learned.is_old(now)}
    return dict(sorted(fresh.items(), key=lambda each: -each[1].at)[:MOST_MODELS])


def _learned(value: object) -> Learned | None:
    if not isinstance(value, Mapping):
        return None
    at = value.get("at")
    if not isinstance(at, int | float) or isinstance(at, bool):
        return None
    return Learned(_features(value.get("taken")), _features(value.get("refused")), float(at))


def _features(names: object) -> frozenset[Feature]:
    return frozenset(Feature(name) for name in names if name in Feature) if isinstance(names, list) else frozenset()
