"""How one integration tells what it plays: a row that somebody who has such a device adds in an afternoon."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
import re
from types import MappingProxyType
from typing import Final

from ..observation import Knows, Observation, Status, Use

type Attributes = Mapping[str, object]
type Amend = Callable[[Observation, Attributes], Observation]

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
    OTHER = "other"  # the input, the app: no work


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """How one integration tells what it plays.

    `every` is how often it asks its device, in seconds, None where the device tells each change. `use` is what such a device is
    for. `person` names the attribute with who watches. `has_apps` says whether `app_id` and `app_name` are an app, `inputs` matches ids of
    apps that are really inputs, `tuner` those that are live TV. `statuses` says what a state means and `kinds` what a
    `media_content_type` means where that is not what Home Assistant's words say, `gone` what it means that its entity is unavailable. `untitled` are titles, in lower case, that say
    nothing. `amend` does what no row can say. `note` is for people.
    """

    name: str
    knows: Knows
    every: float | None = None
    use: Use = Use.UNKNOWN
    source: SourceIs = SourceIs.EITHER
    title: TitleIs = TitleIs.TITLE
    person: str | None = None
    has_apps: bool = True
    inputs: re.Pattern[str] | None = None
    tuner: re.Pattern[str] | None = None
    statuses: Mapping[str, Status] = field(default=MappingProxyType({}), hash=False)
    gone: Status = Status.UNKNOWN
    kinds: Mapping[str, str | None] = field(default=MappingProxyType({}), hash=False)
    untitled: frozenset[str] = frozenset()
    amend: Amend | None = None
    note: str = ""
