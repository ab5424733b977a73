"""What is known of the art on a Frame. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

# Categories as every set names them; store collections have ids of their own.
MY_PHOTOS: Final = "MY-C0002"
FAVOURITES: Final = "MY-C0004"
RECENT: Final = "MY-C0008"
NO_MATTE: Final = "none"


class Orientation(StrEnum):
    """How the set hangs."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"


@dataclass(frozen=True, slots=True, kw_only=True)
class Artwork:
    """One picture on the set; what a firmware leaves out is None.

    `content_id` is the set's own (`MY_F0016` for one's photos, `SAM-S…` from the store) and never used twice; mattes are
    `type_color` (`shadowbox_polar`) or `none`; `taken_at` is the set's text, `2026:11:25 20:01:07`.
    """

    content_id: str
    category_id: str | None = None
    matte_id: str | None = None
    portrait_matte_id: str | None = None
    content_type: str | None = None
    width: int | None = None
    height: int | None = None
    taken_at: str | None = None

    @property
    def is_own(self) -> bool:
        """Say whether this is a photo of its owner's, and none from the store."""
        return self.content_id.startswith("MY_F") or self.category_id == MY_PHOTOS


@dataclass(frozen=True, slots=True, kw_only=True)
class Slideshow:
    """Whether the set changes the picture by itself: `minutes` is None while it does not."""

    minutes: int | None = None
    shuffle: bool = False
    category_id: str | None = None

    @property
    def is_on(self) -> bool:
        """Say whether it runs."""
        return self.minutes is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A setting that is a whole number from `least` to `most`."""

    value: int
    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A setting that is one of `options`, in the set's own words (`off`, `5`, `15` for minutes)."""

    value: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtState:
    """All that is known of a Frame's art now; what the set has not told, or does not have, is None or empty.

    `mode` is whether the set says that it shows art, which some also say while they sleep: what a person would see is
    `TVState.power`. `current` is what hangs, or would hang once art is shown. `is_connected` is whether the channel is
    open and answers: what is shown while it is not may be old.
    """

    api_version: str | None = None
    is_connected: bool = False
    mode: bool | None = None
    current: Artwork | None = None
    slideshow: Slideshow | None = None
    brightness: Level | None = None
    color_temperature: Level | None = None
    motion_timer: Choice | None = None
    motion_sensitivity: Choice | None = None
    brightness_sensor: bool | None = None
    rotation: Orientation | None = None
    matte_types: tuple[str, ...] = ()
    matte_colors: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()

    @property
    def mattes(self) -> tuple[str, ...]:
        """Return every matte the set may have, none first; which fit depends on the shape of the picture.

        A set may restart when it shows a picture of 4:3 with a matte meant for 16:9: `mattes_for` leaves those out.
        """
        types = [kind for kind in self.matte_types if kind != NO_MATTE]
        coloured = (f"{kind}_{color}" for kind in types for color in self.matte_colors)
        plain = types if not self.matte_colors else ()
        return (NO_MATTE, *plain, *coloured) if self.matte_types else ()

    def mattes_for(self, width: int, height: int) -> tuple[str, ...]:
        """Return the mattes that a set offers for a picture of this size in pixels."""
        if abs(width * 9 - height * 16) * 50 <= height * 16:
            return self.mattes
        return tuple(matte for matte in self.mattes if matte.partition("_")[0] in ANY_SHAPE)


# What sets offer, and survive, for pictures that are not 16:9 (seen on one of 2025; others may offer more).
ANY_SHAPE: Final = frozenset({NO_MATTE, "flexible", "shadowbox"})

type Fields = Mapping[str, object]
