"""How a simulated TV draws its picture: what its picture menu holds, and within which bounds."""

from dataclasses import dataclass
from enum import StrEnum

from .merge import Offset


class Tuner(StrEnum):
    """Where the channel comes from, as IP Control writes it; `tvplus` is Samsung's streamed television."""

    DTV = "dtv"
    ATV = "atv"
    TVPLUS = "tvplus"


@dataclass(frozen=True, kw_only=True)
class Picture:
    """The picture menu; numbers are those of a set of 2024."""

    mode: str = "Standard"
    size: str = "16:9"
    tone: str = "Standard"
    game: bool = False
    backlight: int = 25
    contrast: int = 45
    brightness: Offset = 0
    sharpness: int = 10
    color: int = 25
    tint: Offset = 0


# As measured on Frames of 2024 and 2025.
RANGES = {
    "backlight": (0, 50),
    "contrast": (0, 50),
    "brightness": (-5, 5),
    "sharpness": (0, 20),
    "color": (0, 50),
    "tint": (-15, 15),
}
TONES = ("Cool", "Standard", "Warm1", "Warm2")
SIZES = ("16:9", "Custom", "4:3")
# In these the set chooses its values itself and refuses to have them changed.
LOCKED_MODES = frozenset({"Dynamic"})
