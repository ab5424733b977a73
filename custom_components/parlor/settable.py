"""What can be set on a TV, by the kind of entity that sets it; which settings there are is said by subject."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from homeassistant.components.number import NumberEntityDescription
from homeassistant.components.select import SelectEntityDescription
from homeassistant.components.switch import SwitchEntityDescription

from .described import Supported
from .samsung.state import TVState
from .samsung.tv import SamsungTV

type Set[ValueT] = Callable[[SamsungTV, ValueT], Coroutine[Any, Any, None]]


@dataclass(frozen=True, kw_only=True)
class TVSwitchDescription(SwitchEntityDescription, Supported):
    """Something that is on or off."""

    is_on_fn: Callable[[TVState], bool | None]
    set_fn: Set[bool]


@dataclass(frozen=True, kw_only=True)
class TVSelectDescription(SelectEntityDescription, Supported):
    """One of several words; a TV that is off may know of none."""

    current_fn: Callable[[TVState], str | None]
    options_fn: Callable[[TVState], Sequence[str]]
    set_fn: Set[str]


@dataclass(frozen=True, kw_only=True)
class TVNumberDescription(NumberEntityDescription, Supported):
    """A whole number; where the TV tells no range, that of the description holds."""

    value_fn: Callable[[TVState], int | None]
    range_fn: Callable[[TVState], tuple[int, int] | None] = lambda _: None
    set_fn: Set[int]
