"""What was spent: sums of tokens, requests and money."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
import math
from typing import Any, Self

from ..stream import Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Sums of requests; `unpriced` are those without a known price, `estimated` those whose tokens the service did not count."""

    requests: int = 0
    input: int = 0
    cached: int = 0
    cache_write: int = 0
    output: int = 0
    reasoning: int = 0
    estimated: int = 0
    unpriced: int = 0
    priced_money: float = 0.0

    @classmethod
    def of(cls, usage: Usage, cost: float | None) -> Self:
        """Return one request."""
        return cls(
            requests=1,
            input=usage.input_tokens,
            cached=usage.cached_tokens,
            cache_write=usage.cache_write_tokens,
            output=usage.output_tokens,
            reasoning=usage.reasoning_tokens,
            estimated=int(usage.estimated),
            unpriced=int(cost is None),
            priced_money=cost or 0.0,
        )

    @classmethod
    def sum(cls, parts: Iterable[Self]) -> Self:
        """Return several as one."""
        listed = list(parts)
        return cls(**{field.name: sum(getattr(part, field.name) for part in listed) for field in fields(cls)})

    @classmethod
    def parse(cls, value: object) -> Self:
        """Return what was stored; what makes no sense counts as nothing."""
        stored: Mapping[Any, Any] = value if isinstance(value, Mapping) else {}
        counts = {field.name: _count(stored.get(field.name), field.type) for field in fields(cls)}
        return cls(**{name: count for name, count in counts.items() if count is not None})

    @property
    def tokens(self) -> int:
        """Return all tokens."""
        return self.input + self.output

    @property
    def money(self) -> float | None:
        """Return the money; None where a part of it is not known."""
        return None if self.unpriced else self.priced_money

    @property
    def cached_share(self) -> float | None:
        """Return which part of the input came from the cache; None where there was none."""
        return self.cached / self.input if self.input else None

    @property
    def stored(self) -> dict[str, Any]:
        """Return this as JSON."""
        return asdict(self)


def _count(value: object, kind: object) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        return None
    return float(value) if kind is float else int(value)
