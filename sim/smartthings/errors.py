"""Error bodies as the SmartThings cloud writes them."""

from collections.abc import Mapping, Sequence
from typing import Any
import uuid

type Json = dict[str, Any]


class Refused(Exception):
    """A request that is not done but answered with this status, body and headers; a body of None is an empty answer."""

    def __init__(self, status: int, body: Json | None, headers: Mapping[str, str] | None = None) -> None:
        """Say what goes back."""
        super().__init__(status)
        self.status = status
        self.body = body
        self.headers = dict(headers or {})


def error(code: str, message: str, details: Sequence[Json] = ()) -> Json:
    """Return a body in the one shape that every error of `api.smartthings.com` has; `details` is there at every level."""
    return {"requestId": request_id(), "error": {"code": code, "message": message, "details": list(details)}}


def request_id() -> str:
    """Return a number as the cloud gives every request."""
    return str(uuid.uuid4().int % 10**19)


def detail(code: str, message: str, target: str | None = None) -> Json:
    """Return one line of what is wrong."""
    line: Json = {"code": code, "message": message, "details": []}
    return line if target is None else {**line, "target": target}


def conflict(why: str = "") -> Refused:
    """Return the 409 of a device that is in no state for it; the cloud itself seldom says why."""
    details = [detail("ConflictError", why)] if why else []
    return Refused(409, error("ConflictError", "invalid device state", details))


def malformed(target: str, message: str) -> Refused:
    """Return the 422 of a command that the capability does not have, or an argument that it does not take."""
    wrong = detail("UnprocessableEntityError", f"{target}: {message}", target)
    return Refused(422, error("ConstraintViolationError", "The request is malformed.", [wrong]))


def forbidden() -> Refused:
    """Return the 403 for what is not there or not yours: the cloud does not tell which."""
    message = "The supplied authentication is not authorized to access this resource"
    return Refused(403, error("ForbiddenError", message))


def not_found(what: str) -> Refused:
    """Return the 404 of a path that leads nowhere."""
    return Refused(404, error("NotFoundError", f"{what} could not be found"))


def sinks_full(most: int) -> Refused:
    """Return the 409 for one subscription too many."""
    return Refused(409, error("ConflictError", f"Unable to create SinkFilter, threshold limit of {most} reached"))


_USUAL = {
    402: ("PaymentRequiredError", "The monthly API call quota of this plan is used up"),
    403: ("ForbiddenError", "The supplied authentication is not authorized to access this resource"),
    429: ("TooManyRequestError", "Too Many Requests"),
    500: ("UnexpectedError", "An unexpected error occurred"),
    502: ("BadGatewayError", "Bad Gateway"),
    503: ("ServiceUnavailableError", "The service is unavailable"),
}


def usual(status: int) -> Json | None:
    """Return the usual body of a status; a 401 has none."""
    if status == 401:
        return None
    code, message = _USUAL.get(status, ("UnexpectedError", f"Error {status}"))
    return error(code, message)
