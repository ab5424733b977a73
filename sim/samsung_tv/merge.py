"""Settings that arrive as JSON: a frozen dataclass accepts what the types of its fields say."""

from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass, replace
from enum import EnumType, StrEnum
import ipaddress
import math
from types import NoneType, UnionType
from typing import ClassVar, Protocol, cast, get_args, get_origin, get_type_hints

LONGEST_TEXT = 1_000
LONGEST_LIST = 100
DAY = 86_400


class Record(Protocol):
    """Any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[object]]]


class BadValueError(ValueError):
    """A value that a field does not accept; the text says why."""


def _address(value: str) -> None:
    """Raise BadValueError unless a text is an IPv4 address with a port."""
    host, _, port = value.rpartition(":")
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        raise BadValueError("must be an address with a port, as 127.0.0.1:1900") from None
    if not port.isdecimal() or not 0 < int(port) < 65_536:
        raise BadValueError("must be an address with a port, as 127.0.0.1:1900")


type Address = str
"""An IPv4 address with a port, as 127.0.0.1:1900."""

type Offset = int
"""A whole number from -100 to 100."""


def accepts(record: type[Record]) -> frozenset[str]:
    """Return the names a record takes."""
    return frozenset(item.name for item in fields(record))


def merged[T: Record](record: T, changes: Mapping[str, object]) -> T:
    """Return the record with the changes in it; nested records are merged likewise.

    Numbers are whole from 0 to 100, offsets from -100, or seconds of at most a day. Raises BadValueError with the field and the reason.
    """
    hints = get_type_hints(type(record), include_extras=True)
    values: dict[str, object] = {}
    for name, value in changes.items():
        if name not in hints or name not in accepts(type(record)):
            raise BadValueError(f"{name}: unknown; known are {', '.join(sorted(accepts(type(record))))}")
        try:
            values[name] = _accepted(hints[name], value, getattr(record, name))
        except BadValueError as error:
            raise BadValueError(f"{name}: {error}") from None
    return replace(record, **values)


def _accepted(kind: object, value: object, now: object) -> object:
    """Return a value as a field of this type keeps it; `now` is what it keeps."""
    if is_dataclass(now) and not isinstance(now, type):
        if not isinstance(value, Mapping):
            raise BadValueError("must be an object")
        return merged(cast(Record, now), value)
    if get_origin(kind) is UnionType:
        [inner] = (part for part in get_args(kind) if part is not NoneType)
        return None if value is None else _accepted(inner, value, now)
    if get_origin(kind) is tuple:
        if not isinstance(value, (list, tuple)) or len(value) > LONGEST_LIST:
            raise BadValueError(f"must be a list of at most {LONGEST_LIST} values")
        return tuple(one_value(get_args(kind)[0], item) for item in value)
    return one_value(kind, value)


def one_value(kind: object, value: object) -> object:
    """Return a plain value as a field of this type keeps it; raises BadValueError."""
    if isinstance(kind, EnumType):
        return _one_of(cast(type[StrEnum], kind), value)
    if kind is bool:
        if not isinstance(value, bool):
            raise BadValueError("must be true or false")
        return value
    if kind is int or kind is Offset:
        return _whole(value, 0 if kind is int else -100)
    return seconds(value) if kind is float else _text(kind, value)


def _whole(value: object, least: int) -> int:
    """Return a whole number of at most 100."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= 100:
        raise BadValueError(f"must be a whole number from {least} to 100")
    return value


def _one_of(kind: type[StrEnum], value: object) -> StrEnum:
    """Return a value of an enumeration."""
    if not isinstance(value, str) or value not in list(kind):
        raise BadValueError(f"must be one of {', '.join(kind)}")
    return kind(value)


def seconds(value: object) -> float:
    """Return a time span in seconds, at most a day; raises BadValueError."""
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not math.isfinite(value):
        raise BadValueError("must be a number of seconds")
    if not 0 <= value <= DAY:
        raise BadValueError(f"must be from 0 to {DAY} seconds")
    return float(value)


def _text(kind: object, value: object) -> str:
    """Return a text, of the form its type asks for."""
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise BadValueError(f"must be a text of at most {LONGEST_TEXT} characters")
    if kind is Address:
        _address(value)
    return value
