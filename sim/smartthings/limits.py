"""How much may be asked: per device and minute, and in a month."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from .errors import Refused, detail, error, usual

WINDOW = 60.0  # seconds


@dataclass(slots=True, kw_only=True)
class Quota:
    """The calls of a personal plan; None is a plan without an end. What a real cloud answers when they are gone is not known: 402 or 429."""

    left: int | None = None
    status: int = 402

    def spend(self) -> None:
        """Count one call. Raises Refused when there is none left."""
        if self.left is None:
            return
        if self.left <= 0:
            raise Refused(self.status, usual(self.status))
        self.left -= 1


@dataclass(slots=True, kw_only=True)
class RateLimit:
    """Twelve states and commands of a device in a minute, as developer.smartthings.com/docs/getting-started/rate-limits has it."""

    enabled: bool = False
    most: int = 12
    _asked: dict[str, deque[float]] = field(default_factory=dict)

    def ask(self, device_id: str, now: Callable[[], float]) -> dict[str, str]:
        """Count one request about a device, and return the headers that tell what is left. Raises Refused where it is too many."""
        if not self.enabled:
            return {}
        moment = now()
        asked = self._asked.setdefault(device_id, deque())
        while asked and moment - asked[0] >= WINDOW:
            asked.popleft()
        asked.append(moment)
        millis = round((WINDOW - (moment - asked[0])) * 1000)
        headers = {
            "X-RateLimit-Limit": str(self.most),
            "X-RateLimit-Remaining": str(max(0, self.most - len(asked))),
            "X-RateLimit-Reset": str(millis),
        }
        if len(asked) > self.most:
            raise Refused(429, self._body(len(asked), millis), headers)
        return headers

    def _body(self, attempt: int, millis: int) -> dict[str, object]:
        """Return the body as it is seen in the field."""
        why = f"attempt {attempt} limit {self.most} - retry in {millis} millis"
        return error("TooManyRequestError", "Too Many Requests", [detail("TooManyRequestError", why)])
