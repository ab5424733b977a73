"""What IP Control can read and change, as tables: methods, the fields they carry, known values and ranges."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Choice:
    """A setting with a few values; sets have others as well, which are shown as they tell them."""

    name: str
    method: str
    field: str
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """A setting that is a number; ranges as measured on Frames of 2024 and 2025."""

    name: str
    low: int
    high: int

    @property
    def method(self) -> str:
        """Return the method that reads and sets it; its field is the name."""
        return f"{self.name}Control"


PICTURE_MODE: Final = Choice(
    "picture_mode", "pictureModeControl", "pictureMode", ("Dynamic", "Standard", "Movie", "Natural", "FilmmakerMode")
)
PICTURE_SIZE: Final = Choice("picture_size", "pictureSizeControl", "pictureSize", ("16:9", "4:3", "Custom"))
SOUND_MODE: Final = Choice("sound_mode", "soundModeControl", "soundMode", ("Standard", "Optimized", "Amplify"))
COLOR_TONE: Final = Choice("color_tone", "colorToneControl", "colorTone", ("Cool", "Standard", "Warm1", "Warm2"))
# "External" is told and not taken: such a speaker is chosen by its name and id.
SPEAKER: Final = Choice("speaker", "speakerSelectControl", "speakerSelect", ("Internal", "AudioOut/Optical"))
EXTERNAL: Final = "External"
CHOICES: Final = (PICTURE_MODE, PICTURE_SIZE, SOUND_MODE, COLOR_TONE, SPEAKER)

# While a set shows art, and still when it sleeps, this is its picture mode.
AMBIENT: Final = "Ambient"

BACKLIGHT: Final = Level("backlight", 0, 50)
CONTRAST: Final = Level("contrast", 0, 50)
BRIGHTNESS: Final = Level("brightness", -5, 5)  # of the shadows: what sets of 2020 and later call Shadow Detail
SHARPNESS: Final = Level("sharpness", 0, 20)
COLOR: Final = Level("color", 0, 50)
TINT: Final = Level("tint", -15, 15)
VIDEO_LEVELS: Final = (CONTRAST, BRIGHTNESS, SHARPNESS, COLOR, TINT)
LEVELS: Final = (BACKLIGHT, *VIDEO_LEVELS)

# What a set may have, and the method whose answer shows that it has it.
FEATURES: Final[dict[str, str]] = {
    "source": "inputSourceControl",
    "channel": "directChannelControl",
    "volume": "directVolumeControl",
    "muted": "muteControl",
    "browser": "directAccessControl",
    "game_mode": "gameModeControl",
    **{setting.name: setting.method for setting in (*CHOICES, *LEVELS)},
}
