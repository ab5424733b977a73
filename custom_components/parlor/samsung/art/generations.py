"""What differs between the generations of the art app, as tables. Pure.

A request that a set does not know stays without any answer. Firmwares mix: a set of 2022 was seen that knows the new
question for settings and the old one for the slideshow. So each subject lists its ways, likely ones first, and which of
them a set answers is found by asking it once.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Slides(StrEnum):
    """The two names of the slideshow: `get_…_status` and `set_…_status`."""

    SLIDESHOW = "slideshow"
    AUTO_ROTATION = "auto_rotation"


class Settings(StrEnum):
    """How the settings are asked for: all at once, with their ranges, or one by one."""

    TOGETHER = "get_artmode_settings"
    ONE_BY_ONE = "get_brightness"


class Thumbnails(StrEnum):
    """How a thumbnail is asked for; where it then comes from, the answer says."""

    LIST = "get_thumbnail_list"
    SINGLE = "get_thumbnail"


VERSION_REQUESTS: Final = ("api_version", "get_api_version")  # the first since 2022; each is silent on the other's sets


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """How sets of one generation are likely to be asked; `sends_inline`: pictures go in the frame itself."""

    slides: tuple[Slides, ...] = (Slides.SLIDESHOW, Slides.AUTO_ROTATION)
    settings: tuple[Settings, ...] = (Settings.TOGETHER, Settings.ONE_BY_ONE)
    thumbnails: tuple[Thumbnails, ...] = (Thumbnails.LIST, Thumbnails.SINGLE)
    sends_inline: bool = False
    brightness: tuple[int, int] = (0, 10)
    color_temperature: tuple[int, int] = (-5, 5)


OLDEST: Final = Generation(  # 0.97: 2019, and maybe before
    slides=(Slides.AUTO_ROTATION, Slides.SLIDESHOW),
    settings=(Settings.ONE_BY_ONE, Settings.TOGETHER),
    thumbnails=(Thumbnails.SINGLE,),
    sends_inline=True,
)
OLD: Final = Generation(  # 2.x: 2020-2021
    slides=(Slides.AUTO_ROTATION, Slides.SLIDESHOW),
    settings=(Settings.ONE_BY_ONE, Settings.TOGETHER),
    thumbnails=(Thumbnails.SINGLE, Thumbnails.LIST),
)
NEW: Final = Generation()  # 4.x: 2022-2024, and 5.x: 2025

GENERATIONS: Final[tuple[tuple[int, Generation], ...]] = ((4, NEW), (2, OLD), (0, OLDEST))  # from which major number on


def generation_of(version: str | None) -> Generation:
    """Return the generation of an API version (`0.97`, `2.03`, `4.3.4.0`, `5.0.1.0`); unknown ones count as new."""
    major = (version or "").partition(".")[0]
    if not major.isascii() or not major.isdigit() or len(major) > 3:
        return NEW
    return next(generation for least, generation in GENERATIONS if int(major) >= least)


@dataclass(slots=True)
class Learned:
    """Which way a set turned out to answer, by subject, and which it has not; forgotten with a new firmware."""

    ways: dict[type[StrEnum], StrEnum] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    version: str | None = None

    @property
    def generation(self) -> Generation:
        """Return the generation the set belongs to."""
        return generation_of(self.version)

    def ways_of[WayT: StrEnum](self, kind: type[WayT], likely: tuple[WayT, ...]) -> tuple[WayT, ...]:
        """Return how to ask: the way that is known to work alone, or all in their order."""
        known = self.ways.get(kind)
        return (known,) if isinstance(known, kind) else likely

    def forget(self) -> None:
        """Know nothing again."""
        self.ways.clear()
        self.absent.clear()
        self.version = None
