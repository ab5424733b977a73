"""How one integration tells what it plays: a row that somebody who has such a device adds in an afternoon."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
import re
from types import MappingProxyType
from typing import Final

from ..observation import Knows, Observation, Status, Use

MISSED: Final = 3  # polls that may be missed before what was told last is too old to count

type Attributes = Mapping[str, object]
type Amend = Callable[[Observation, Attributes], Observation]

ON_OFF: Final = Knows.POWER
PLAYS: Final = Knows.PLAYING | Knows.TITLE
FOLLOWED: Final = PLAYS | Knows.POSITION


class SourceIs(StrEnum):
    """What the attribute `source` of a media player means."""

    INPUT = "input"
    APP = "app"
    EITHER = "either"  # an app where it is one, else an input
    OTHER = "other"  # a playlist, a radio station, a device: nothing about a screen


class TitleIs(StrEnum):
    """What the attribute `media_title` of a media player means."""

    TITLE = "title"  # the work; of live TV the channel, where the channel is not told by itself
    CHANNEL = "channel"
    PROGRAMME = "programme"  # the work, of live TV too
    APP = "app"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """How one integration tells what it plays.

    `every` is how often it asks its device, in seconds, None where the device tells each change. `use` is what such a device is
    for. `person` names the attribute with who watches. `statuses` says what a state means where that is not what
    Home Assistant's words say. `inputs` matches ids of apps that are really inputs, `tuner` those that are live TV. `untitled`
    are titles, in lower case, that say nothing. `amend` does what no row can say. `note` is for people.
    """

    name: str
    knows: Knows
    every: float | None = None
    use: Use = Use.UNKNOWN
    source: SourceIs = SourceIs.EITHER
    title: TitleIs = TitleIs.TITLE
    person: str | None = None
    statuses: Mapping[str, Status] = field(default=MappingProxyType({}), hash=False)
    inputs: re.Pattern[str] | None = None
    tuner: re.Pattern[str] | None = None
    untitled: frozenset[str] = frozenset()
    amend: Amend | None = None
    note: str = ""

    @property
    def fresh(self) -> float | None:
        """Return the seconds for which what it says holds, None where it tells each change."""
        return None if self.every is None else self.every * MISSED
