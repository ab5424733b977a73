"""What IP Control is made of: its errors, and methods that read without parameters and change with them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .television import Television

type Params = Mapping[str, object]
type Result = dict[str, object] | list[dict[str, object]]

UNKNOWN_METHOD = -32601
BAD_PARAMS = -32602
FAILED = -32002
INVALID = -32003


class RpcError(Exception):
    """An error as JSON-RPC answers it."""

    def __init__(self, code: int, message: str) -> None:
        """Remember the code."""
        super().__init__(message)
        self.code = code
        self.message = message


def unknown_method() -> RpcError:
    """Return the error for what this set does not have, or not now."""
    return RpcError(UNKNOWN_METHOD, "Method not found")


def bad_params() -> RpcError:
    """Return the error for parameters that a method does not take."""
    return RpcError(BAD_PARAMS, "Invalid params")


def failed() -> RpcError:
    """Return the error of a set that knows what is asked and does not do it."""
    return RpcError(FAILED, "Server error")


@dataclass(frozen=True)
class Method:
    """One method; `ambient` says whether it is there while art is shown or the set sleeps, `fields` what changes take."""

    read: Callable[[Television], Result] | None = None
    write: Callable[[Television, Params], None] | None = None
    ambient: bool = True
    fields: tuple[str, ...] = ()


def number(tv: Television, value: int) -> int | str:
    """Return a number as this set writes it: those of 2018 as text."""
    return str(value) if tv.settings.ip_control.numbers_as_text else value


def chosen(value: object, allowed: tuple[str, ...]) -> str:
    """Return a text that this set accepts; raises RpcError."""
    if not isinstance(value, str) or value not in allowed:
        raise failed()
    return value
