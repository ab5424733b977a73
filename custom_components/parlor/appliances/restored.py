"""Puts together again what was written down: each field of the type that it must have, or nothing at all. Pure."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
import math
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints


def restored[T](cls: type[T], kept: object) -> T:
    """Return what was kept as `asdict` wrote it. Raises TypeError or ValueError of whatever is not that."""
    if not isinstance(kept, Mapping) or not is_dataclass(cls):
        raise TypeError(f"no {cls.__name__}")
    hints = get_type_hints(cls)
    names = {one.name for one in fields(cls)}
    if set(kept) != names:
        raise ValueError(f"other fields than those of {cls.__name__}")
    return cls(**{name: _made(hints[name], kept[name]) for name in names})


def _made(hint: Any, kept: object) -> object:
    """Return a value of the type of a field."""
    if isinstance(hint, UnionType):
        return None if kept is None else _made(next(one for one in get_args(hint) if one is not NoneType), kept)
    if get_origin(hint) is tuple:
        if not isinstance(kept, list | tuple):
            raise TypeError("no list")
        return tuple(_made(get_args(hint)[0], one) for one in kept)
    if isinstance(hint, type) and is_dataclass(hint):
        return restored(hint, kept)
    return _word(hint, kept) if issubclass(hint, str | bool) else _number(hint, kept)


def _word(hint: type[str | bool], kept: object) -> object:
    if issubclass(hint, Enum):
        return hint(kept)
    if not isinstance(kept, hint):
        raise TypeError(f"no {hint.__name__}")
    return kept


def _number(hint: type[float], kept: object) -> float:
    if isinstance(kept, bool) or not isinstance(kept, int | hint) or not math.isfinite(kept):
        raise TypeError(f"no {hint.__name__}")
    return hint(kept)
