"""What is remembered of a service that failed, so that nobody waits for it at full length with every request."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from .errors import ErrorKind, ServiceError

# Seconds for which a silent service is not asked again: at first, and at most after it was silent again and again.
COOL_DOWN: Final = 15.0
LONGEST_COOL_DOWN: Final = 300.0
# A limit is believed for no longer than that, whatever `Retry-After` says.
LONGEST_LIMIT: Final = 600.0
_SERVICE: Final = ""  # stands for all of its models


class Verdict(Enum):
    """What to do with a request."""

    GO = auto()
    PROBE = auto()  # look first whether anybody is there, which takes a moment
    REFUSE = auto()


@dataclass(frozen=True, slots=True)
class Outage:
    """A failure, and until when it is believed without a look; `seconds` is how long that was to be."""

    error: ServiceError
    until: float
    seconds: float = 0.0


class Outages:
    """The outages of one service and of its models; times are those of any clock that only goes forward."""

    def __init__(self) -> None:
        """Begin with a service that may be there."""
        self._known: dict[str, Outage] = {}

    def verdict(self, model: str, now: float) -> tuple[Verdict, ServiceError | None]:
        """Say what to do with a request to a model, and the failure because of which."""
        known = [outage for key in (model, _SERVICE) if (outage := self._known.get(key)) is not None]
        for outage in known:
            if now < outage.until:
                return Verdict.REFUSE, _still(outage, now)
        for outage in known:
            if outage.error.kind is not ErrorKind.RATE_LIMITED:
                return Verdict.PROBE, outage.error
        return Verdict.GO, None

    def failed(self, model: str, error: ServiceError, now: float) -> None:
        """Remember a failure that the next request would meet again; others are none of an outage."""
        if error.kind is ErrorKind.UNREACHABLE:  # that shows at once: a look costs nothing
            self._known[_SERVICE] = Outage(error, now)
        elif error.kind is ErrorKind.TIMEOUT:
            before = self._known.get(model)
            was_silent = before is not None and before.error.kind is ErrorKind.TIMEOUT
            seconds = min(2 * before.seconds, LONGEST_COOL_DOWN) if before and was_silent else COOL_DOWN
            self._known[model] = Outage(error, now + seconds, seconds)
        elif error.kind is ErrorKind.RATE_LIMITED and error.retry_after:
            self._known[model] = Outage(error, now + min(error.retry_after, LONGEST_LIMIT))

    def answered(self, model: str) -> None:
        """Forget what was wrong: a model answered."""
        self._known.pop(model, None)
        self._known.pop(_SERVICE, None)

    @property
    def told(self) -> Mapping[str, str]:
        """Return what is wrong now, by model, for people who look into it."""
        return {model or "*": outage.error.kind.value for model, outage in self._known.items()}


def _still(outage: Outage, now: float) -> ServiceError:
    """Return the failure as it is now: a limit lasts less long than it did."""
    error = outage.error
    left = outage.until - now if error.kind is ErrorKind.RATE_LIMITED else None
    return ServiceError(error.kind, status=error.status, retry_after=left)
