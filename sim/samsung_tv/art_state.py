"""What the art app of a simulated Frame shows (`Gallery`) and how it behaves (`ArtSettings`), as immutable records."""

from dataclasses import dataclass
from enum import StrEnum

from .merge import Offset

MY_PHOTOS = "MY-C0002"
FAVOURITES = "MY-C0004"
RECENT = "MY-C0008"
STORE = "MY-C0001"


class ArtApi(StrEnum):
    """The generation of the art app; `none` is firmware of 2022 before 1622: the channel is there, nobody hosts it."""

    NONE = "none"
    OF_2019 = "0.97"
    OF_2021 = "2.03"
    OF_2022 = "4.3.4.0"
    OF_2025 = "5.0.1.0"


class ArtReady(StrEnum):
    """When `ms.channel.ready` comes: after `ms.channel.connect`, before it, or never."""

    AFTER = "after"
    BEFORE = "before"
    NEVER = "never"


class WrongApi(StrEnum):
    """How a request of another generation is answered; `as_api` is what is known of each."""

    AS_API = "as_api"
    SILENT = "silent"
    ERROR = "error"


class ArtFault(StrEnum):
    """How the art app misbehaves: `deaf` never answers, `busy` always answers error -10, `garbage` sends no JSON."""

    NONE = "none"
    DEAF = "deaf"
    BUSY = "busy"
    GARBAGE = "garbage"


class TransferFault(StrEnum):
    """How the socket for pictures misbehaves.

    `closed` is not there, `hangs` never reads nor writes, `cut` ends in the middle, `garbage` sends nonsense as a
    header, `fails` takes everything and then reports error -1, `unconfirmed` keeps the picture and says nothing.
    """

    NONE = "none"
    CLOSED = "closed"
    HANGS = "hangs"
    CUT = "cut"
    GARBAGE = "garbage"
    FAILS = "fails"
    UNCONFIRMED = "unconfirmed"


class Rotation(StrEnum):
    """How the panel hangs."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"


class Motion(StrEnum):
    """After how many minutes without movement art goes dark."""

    OFF = "off"
    FIVE = "5"
    FIFTEEN = "15"
    THIRTY = "30"
    HOUR = "60"
    TWO_HOURS = "120"
    FOUR_HOURS = "240"


class Sensitivity(StrEnum):
    """How little movement is noticed, from 1 to 3."""

    LOW = "1"
    MIDDLE = "2"
    HIGH = "3"


class Order(StrEnum):
    """In which order a slideshow goes."""

    IN_ORDER = "slideshow"
    SHUFFLED = "shuffleslideshow"


@dataclass(frozen=True, kw_only=True)
class Gallery:
    """What the art app shows right now; `slideshow` is `off` or a number of minutes."""

    current: str = "SAM-S0100001"
    brightness: int = 5
    color_temperature: Offset = 0
    motion_timer: Motion = Motion.OFF
    motion_sensitivity: Sensitivity = Sensitivity.MIDDLE
    brightness_sensor: bool = True
    rotation: Rotation = Rotation.LANDSCAPE
    slideshow: str = "off"
    slideshow_category: str = ""
    slideshow_order: Order = Order.IN_ORDER


@dataclass(frozen=True, kw_only=True)
class ArtSettings:
    """How the art app behaves: its generation, its habits and its faults.

    `only_in_art`: reads of the artwork and the slideshow get no answer while the set is not in art mode.
    `claims_art`: art mode is reported as on in standby. `one_at_a_time`: a request during another is lost.
    `broadcast_seconds`: how long after a change everyone hears of it. `thumbnail_seconds`: before the first byte.
    `token_of_its_own`: a token of the remote channel is worth nothing here. `minute_seconds` is a slideshow's minute.
    """

    api: ArtApi = ArtApi.OF_2022
    ready: ArtReady = ArtReady.AFTER
    wrong_api: WrongApi = WrongApi.AS_API
    only_in_art: bool = True
    claims_art: bool = False
    one_at_a_time: bool = True
    token_of_its_own: bool = False
    secured: bool | None = None
    brightness_most: int = 10
    most_photos: int = 100
    answer_seconds: float = 0.0
    broadcast_seconds: float = 0.0
    thumbnail_seconds: float = 0.0
    transfer_seconds: float = 20.0
    minute_seconds: float = 60.0
    grey_is_silent: bool = False
    fault: ArtFault = ArtFault.NONE
    transfer: TransferFault = TransferFault.NONE


@dataclass(frozen=True, kw_only=True)
class Artwork:
    """One picture; `grey` says that the set stored it but can only show a grey rectangle in its place."""

    content_id: str
    category_id: str
    width: int
    height: int
    file_type: str = "jpg"
    matte_id: str = "none"
    portrait_matte_id: str = "none"
    image_date: str = ""
    favourite: bool = False
    filter_id: str = "none"
    grey: bool = False

    @property
    def mine(self) -> bool:
        """Return whether it was uploaded; what came with the set or from the store cannot be deleted."""
        return self.category_id == MY_PHOTOS


MATTE_TYPES = (
    "none", "modernthin", "modern", "modernwide", "flexible", "shadowbox", "panoramic", "triptych", "mix", "squares",
)  # fmt: skip
MATTE_COLORS: dict[str, tuple[int, int, int]] = {
    "black": (34, 34, 33),
    "neutral": (137, 136, 134),
    "antique": (224, 219, 210),
    "warm": (231, 231, 223),
    "polar": (232, 230, 231),
    "sand": (164, 145, 113),
    "seafoam": (90, 104, 101),
    "sage": (170, 176, 141),
    "burgandy": (98, 39, 46),
    "navy": (39, 53, 74),
    "apricot": (239, 188, 96),
    "byzantine": (86, 86, 137),
    "lavender": (182, 171, 177),
    "redorange": (219, 103, 66),
    "skyblue": (105, 192, 211),
    "turquoise": (46, 150, 141),
}
FILTERS = (
    "none", "ink", "watercolor", "aqua", "artdeco", "wash", "pastel", "feuve",
)  # fmt: skip


def is_matte(matte_id: str) -> bool:
    """Return whether a set knows a matte: `none`, or a type and a colour as `modern_apricot`."""
    kind, _, colour = matte_id.partition("_")
    return matte_id == "none" or (kind in MATTE_TYPES[1:] and colour in MATTE_COLORS)
