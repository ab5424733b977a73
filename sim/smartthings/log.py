"""Every request that the cloud got, so that a test can prove that there was none."""

from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
import time
from typing import Any

MOST = 50_000


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request: its body decoded where it is JSON, as text elsewhere."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    at: float = field(default_factory=time.time)


class RequestLog:
    """A bounded record of requests with counters that are not bounded."""

    def __init__(self) -> None:
        """Start empty."""
        self._entries: deque[Asked] = deque(maxlen=MOST)
        self._counts: Counter[tuple[str, str]] = Counter()
        self.answers: Counter[int] = Counter()

    def __len__(self) -> int:
        """Return the number of all requests so far, also of those that are no longer remembered."""
        return sum(self._counts.values())

    def add(self, asked: Asked) -> None:
        """Record one request."""
        self._entries.append(asked)
        self._counts[asked.method, asked.path] += 1

    def count(self, method: str = "", part: str = "") -> int:
        """Return how many requests there were of a method (all where it is empty) whose path contains `part`."""
        return sum(
            number
            for (asked_method, path), number in self._counts.items()
            if part in path and method in {"", asked_method}
        )

    def of(self, method: str = "", part: str = "") -> list[Asked]:
        """Return the requests of a method whose path contains `part`, oldest first."""
        return [asked for asked in self._entries if part in asked.path and method in {"", asked.method}]

    @property
    def commands(self) -> list[tuple[str, Any]]:
        """Return the commands that were sent, one each, with the id of the device."""
        return [
            (asked.path.split("/")[3], command)
            for asked in self.of("POST", "/commands")
            if isinstance(asked.body, dict)
            for command in asked.body.get("commands", ())
        ]

    def clear(self) -> None:
        """Forget everything."""
        self._entries.clear()
        self._counts.clear()
        self.answers.clear()

    def as_json(self) -> dict[str, Any]:
        """Return counters and requests as JSON."""
        return {
            "total": len(self),
            "counts": {f"{method} {path}": number for (method, path), number in sorted(self._counts.items())},
            "answers": {str(status): number for status, number in sorted(self.answers.items())},
            "requests": [asdict(asked) for asked in self._entries],
        }
