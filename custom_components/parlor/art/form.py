"""What a picture is to become before it is hung, and whether it is shown at once."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

type Size = tuple[int, int]

PANEL: Final[Size] = (3840, 2160)


class Fit(StrEnum):
    """How a picture comes to the shape of the panel."""

    COVER = "cover"  # what stands over is cut off on both sides
    CONTAIN = "contain"  # whole, on a colour
    KEEP = "keep"  # whole, in its own shape: the TV puts a matte or a colour around it


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a picture is to become; `color` (red, green, blue) stands behind it, `panel` is the TV's pixels lying wide."""

    fit: Fit = Fit.COVER
    color: tuple[int, int, int] = (0, 0, 0)
    panel: Size = PANEL

    @property
    def name(self) -> str:
        """Return what tells two forms apart."""
        return f"{self.fit} #{bytes(self.color).hex()} {self.panel[0]}x{self.panel[1]}"


class Show(StrEnum):
    """When a picture that was hung is shown at once."""

    NEVER = "never"
    IN_ART_MODE = "in_art_mode"  # only while the set shows art anyway
    ALWAYS = "always"  # also in place of what is watched
