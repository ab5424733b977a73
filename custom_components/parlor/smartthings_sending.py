"""Tells SmartThings' devices something, and asks them, through core's client; learns what the library keeps to itself: that the cloud said no."""

import asyncio
from typing import Any, Final, cast

from .appliances.command import CloudCall, Outcome, Why
from .appliances.smartthings.status import Status
from .smartthings_shapes import Client, status_of

SENDING: Final = (
    15.0  # seconds for one request: the library gives the cloud 10 to begin to answer, and no limit to go on
)
_OVER_LIMIT: Final = frozenset({402, 429})  # pay, and too many requests
_ERRORS: Final = "SmartThingsError"  # what all of the library's own errors are


class Noting:
    """Stands before core's HTTP session and notes what the cloud answered, which the library looks at only in part."""

    def __init__(self, session: Any) -> None:
        """Stand before a session; nothing was answered."""
        self._session = session
        self.answered: int | None = None

    async def request(self, method: str, url: Any, **given: Any) -> Any:
        """Hand on a request as it is."""
        response = await self._session.request(method, url, **given)
        self.answered = getattr(response, "status", None)
        return response


async def async_send(client: Client, device_id: str, call: CloudCall) -> Outcome:
    """Send one command; done means here that the cloud took it, which says nothing of the device."""
    own, noting = _noted(client)
    arguments = list(call.arguments) or None
    try:
        async with asyncio.timeout(SENDING):
            await own.execute_device_command(
                device_id, call.capability, call.command, call.component, argument=arguments
            )
    except TimeoutError:
        return Outcome(why=Why.NO_EFFECT, detail="timeout")
    except Exception as error:  # noqa: BLE001  of a library that is not ours, and may be another tomorrow
        return _failed(error)
    return _refused(noting) or Outcome()


async def async_ask(client: Client, device_id: str) -> Status | Outcome:
    """Ask a device for everything that it says, with one request, or return why it was not told."""
    own, noting = _noted(client)
    try:
        async with asyncio.timeout(SENDING):
            told = await own.get_device_status(device_id)
    except TimeoutError:
        return Outcome(why=Why.NO_EFFECT, detail="timeout")
    except Exception as error:  # noqa: BLE001  of a library that is not ours, and may be another tomorrow
        # What the cloud says no with is no status, which the library fails to read: where nobody notes the number, that is how it looks.
        is_unread = noting is None and not _is_own(error)
        return _refused(noting) or (Outcome(why=Why.QUOTA, detail=_words(error)) if is_unread else _failed(error))
    status = status_of(told)
    return Outcome(why=Why.REFUSED, detail="no status") if status is None else status


def _noted(client: Client) -> tuple[Client, Noting | None]:
    """Return core's client once more, with the same token and session, and what notes the answers; where it cannot be made again, itself.

    It lives for one request, holds no token of its own, and leaves core's as it is.
    """
    session, refresh = getattr(client, "session", None), getattr(client, "refresh_token_function", None)
    if not callable(getattr(session, "request", None)) or not callable(refresh):
        return client, None
    noting = Noting(session)
    try:
        made = cast(Any, type(client))(session=noting, refresh_token_function=refresh)
    except TypeError, ValueError:
        return client, None
    return cast(Client, made), noting


def _refused(noting: Noting | None) -> Outcome | None:
    """Return what the cloud's answer means where it says no."""
    answered = noting.answered if noting else None
    if not isinstance(answered, int) or answered < 400:
        return None
    return Outcome(why=Why.QUOTA if answered in _OVER_LIMIT else Why.REFUSED, detail=f"HTTP {answered}")


def _failed(error: Exception) -> Outcome:
    return Outcome(why=Why.REFUSED, detail=_words(error))


def _is_own(error: Exception) -> bool:
    """Say whether the library raised an error of its own; it is known by name, as nobody has to have the library."""
    return any(kind.__name__ == _ERRORS for kind in type(error).__mro__)


def _words(error: Exception) -> str:
    """Return what an error says, without more of it than a person would read."""
    return (str(error) or type(error).__name__)[:200]
