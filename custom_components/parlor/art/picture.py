"""Makes any picture one that a Frame shows: turned upright, without metadata, in sRGB, of its panel's size, plain JPEG.

Blocking, and heavy to import: run it off the event loop. What a Frame stores and then shows as a grey rectangle are
progressive JPEGs, 4:4:4 colours, CMYK, and more pixels than its panel has.
"""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
import re
from threading import Lock
from typing import Final

from PIL import Image, ImageCms, UnidentifiedImageError

from .errors import NotAPicture, PictureDamaged, PictureError, PictureTooLarge
from .files import MAX_BYTES
from .form import Fit, Form, Size

MAX_PIXELS: Final = 64_000_000  # decoded at once; a phone's largest photographs have 50 million
MAX_SCANS: Final = (
    100  # passes of a progressive JPEG; encoders make about 10, and each costs as much as a whole picture
)
QUALITY: Final = 92  # what phones send; a Frame refused 100 with full colours

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF")
HEIF_BRANDS: Final = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
AVIF_BRANDS: Final = (b"avif", b"avis")
ORIENTATION: Final = 0x0112  # EXIF's tag
TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
MARKER: Final = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]", re.DOTALL)  # none of those within a pass
_one_at_a_time = Lock()  # a large picture takes hundreds of megabytes while it is worked on


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that a Frame shows: baseline JPEG with 4:2:0 colours, and the SHA-256 of it."""

    data: bytes
    digest: str
    size: Size

    @property
    def is_portrait(self) -> bool:
        """Say whether it is higher than wide."""
        return self.size[1] > self.size[0]


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a file, by which it is known again."""
    return sha256(data).hexdigest()


def prepare(data: bytes, form: Form) -> Picture:
    """Return the picture in a file of any kind we read, the first one of a moving picture.

    Raises NotAPicture, PictureTooLarge or PictureDamaged alone, whatever is in the file.
    """
    if len(data) > MAX_BYTES:
        raise PictureTooLarge(f"more than {MAX_BYTES // 1024 // 1024} MB")
    with _one_at_a_time:
        try:
            return _prepare(data, form)
        except PictureError:
            raise
        except Image.DecompressionBombError as error:
            raise PictureTooLarge(str(error)) from error
        except MemoryError as error:
            raise PictureTooLarge("more than there is memory for") from error
        except Exception as error:  # what decoders raise on broken files is of every kind
            raise PictureDamaged(str(error) or type(error).__name__) from error


def _prepare(data: bytes, form: Form) -> Picture:
    """Return the picture; raises whatever a decoder raises."""
    with _opened(data) as image:
        if image.format in ("JPEG", "MPO") and _is_read_in_one_pass(data, image):
            _open_small(image, form)
        if image.width * image.height > MAX_PIXELS:
            raise PictureTooLarge(f"{image.width} x {image.height} pixels")
        image.load()
        finished = _formed(_upright(image), image.info.get("icc_profile"), form)
    written = BytesIO()
    finished.save(written, "JPEG", quality=QUALITY, subsampling="4:2:0", progressive=False)
    made = written.getvalue()
    return Picture(data=made, digest=digest_of(made), size=finished.size)


def _opened(data: bytes) -> Image.Image:
    """Return the image of a file, not yet decoded; raises NotAPicture."""
    brand = data[8:12] if data[4:8] == b"ftyp" else b""
    try:
        if brand in HEIF_BRANDS and not any(each in data[16:64] for each in AVIF_BRANDS):
            # Only whoever has such pictures needs it; it is not registered with Pillow, which all of Home Assistant reads with.
            from pillow_heif import HeifImageFile

            return HeifImageFile(BytesIO(data))  # type: ignore[no-untyped-call]  # the package types its own classes only in part
        return Image.open(BytesIO(data), formats=FORMATS)
    except (UnidentifiedImageError, SyntaxError) as error:
        raise NotAPicture("not a picture of a kind that is read") from error


def _is_read_in_one_pass(data: bytes, image: Image.Image) -> bool:
    """Say whether a JPEG is read from top to bottom, so that what is not needed of it is never held in memory.

    Raises PictureTooLarge where it has endless passes, which would keep a processor busy for hours.
    """
    scans, position, parts = 0, 2, 0
    while (found := MARKER.search(data, position)) is not None:
        marker, position = data[found.start() + 1], found.end()
        if marker == 0xD9:
            break
        if marker in (0x01, 0xD8):
            continue
        if marker == 0xDA:
            scans, parts = scans + 1, data[position + 2] if position + 2 < len(data) else 0
        if scans > MAX_SCANS:
            raise PictureTooLarge(f"more than {MAX_SCANS} passes")
        position += int.from_bytes(data[position : position + 2])
    return scans == 1 and parts == len(image.getbands()) and "progressive" not in image.info


def _open_small(image: Image.Image, form: Form) -> None:
    """Have a JPEG decoded at a half, a quarter or an eighth of its size where the panel shows no more."""
    is_turned = _orientation(image) >= 5
    scale = _scale((image.height, image.width) if is_turned else image.size, form)
    image.draft(None, (max(1, int(image.width * scale)), max(1, int(image.height * scale))))


def _orientation(image: Image.Image) -> int:
    """Return how EXIF says the picture was held, 1-8; a broken note of it says nothing."""
    try:
        told = image.getexif().get(ORIENTATION)
    except Exception:  # noqa: BLE001 the picture itself can be whole
        return 1
    return told if isinstance(told, int) and told in TURNS else 1


def _upright(image: Image.Image) -> Image.Image:
    """Return the picture as it was seen."""
    turn = TURNS.get(_orientation(image))
    return image if turn is None else image.transpose(turn)


def _formed(image: Image.Image, profile: bytes | None, form: Form) -> Image.Image:
    """Return the picture at its size, in sRGB, on the colour."""
    box = _cut(image.size, form)
    scale = _scale(image.size, form)
    size = (max(1, round((box[2] - box[0]) * scale)), max(1, round((box[3] - box[1]) * scale)))
    small = _plain(image).resize(size, Image.Resampling.LANCZOS, box, 3.0)
    mask = small.getchannel("A") if small.mode == "RGBA" else None
    canvas = Image.new("RGB", _canvas(size, form), form.color)
    corner = ((canvas.width - size[0]) // 2, (canvas.height - size[1]) // 2)
    canvas.paste(_srgb(small.convert("RGB") if mask else small, profile), corner, mask)
    return canvas


def _plain(image: Image.Image) -> Image.Image:
    """Return the picture in a mode that can be made smaller."""
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def _srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in sRGB; a profile that is broken or of another kind of picture counts for nothing."""
    if profile:
        try:
            made = ImageCms.profileToProfile(
                image, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except ImageCms.PyCMSError, OSError, ValueError, TypeError:
            made = None
        if made is not None:
            return made
    return image.convert("RGB")


def _panel(size: Size, form: Form) -> Size:
    """Return the panel as the picture wants it, lying or standing."""
    return (form.panel[1], form.panel[0]) if size[1] > size[0] else form.panel


def _scale(size: Size, form: Form) -> float:
    """Return by how much a picture is made smaller; it is never made larger: the TV does that as well."""
    panel = _panel(size, form)
    ratios = (panel[0] / size[0], panel[1] / size[1])
    return min(1.0, max(ratios) if form.fit is Fit.COVER else min(ratios))


def _cut(size: Size, form: Form) -> tuple[float, float, float, float]:
    """Return the part of a picture that is shown: its middle, in the panel's shape, or all of it."""
    width, height = size
    if form.fit is not Fit.COVER:
        return (0, 0, width, height)
    panel = _panel(size, form)
    shown = (min(width, height * panel[0] / panel[1]), min(height, width * panel[1] / panel[0]))
    left, upper = (width - shown[0]) / 2, (height - shown[1]) / 2
    return (left, upper, left + shown[0], upper + shown[1])


def _canvas(size: Size, form: Form) -> Size:
    """Return the size of the whole: the smallest in the panel's shape that holds the picture, or the picture's own."""
    if form.fit is not Fit.CONTAIN:
        return size
    panel = _panel(size, form)
    scale = max(size[0] / panel[0], size[1] / panel[1])
    return (max(size[0], round(panel[0] * scale)), max(size[1], round(panel[1] * scale)))
