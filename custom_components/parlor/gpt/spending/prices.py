"""What a million tokens of a model cost."""

from collections.abc import Mapping
from dataclasses import dataclass
import math
from typing import Any, Final, Self

from ..stream import Usage

_MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """Money for a million tokens; what is read from the cache or written to it costs as other input unless it is said."""

    input: float
    output: float
    cached: float | None = None
    cache_write: float | None = None

    @classmethod
    def parse(cls, value: object) -> Self | None:
        """Return the price in stored JSON; None where it is none."""
        if not isinstance(value, Mapping):
            return None
        taken, given = _amount(value.get("input")), _amount(value.get("output"))
        if taken is None or given is None:
            return None
        return cls(
            input=taken,
            output=given,
            cached=_amount(value.get("cached")),
            cache_write=_amount(value.get("cache_write")),
        )

    def cost(self, usage: Usage) -> float:
        """Return what a request cost; what was cached or written is part of the input, reasoning part of the output."""
        cached = min(usage.cached_tokens, usage.input_tokens)
        written = min(usage.cache_write_tokens, usage.input_tokens - cached)
        plain = usage.input_tokens - cached - written
        read = self.input if self.cached is None else self.cached
        write = self.input if self.cache_write is None else self.cache_write
        parts = plain * self.input + cached * read + written * write + usage.output_tokens * self.output
        return parts / _MILLION


def parse_prices(stored: object) -> dict[str, Price]:
    """Return the price of each model in stored JSON."""
    models: Mapping[Any, Any] = stored if isinstance(stored, Mapping) else {}
    return {str(model): price for model, value in models.items() if (price := Price.parse(value)) is not None}


def _amount(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and value >= 0 else None
