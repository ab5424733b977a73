"""Pictures of a simulated Frame: drawn ones as real JPEG, thumbnails, and a look into what is uploaded."""

from dataclasses import dataclass
import functools
import io

from PIL import Image, ImageDraw, UnidentifiedImageError

THUMBNAIL = (480, 270)
# Markers of JPEG (ITU T.81, table B.1): what begins a frame, and what stands alone without a length.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_BASELINE = 0xC0
_SCAN = 0xDA
# Luminance at twice the density of both colours in both directions: 4:2:0.
_QUARTERED = ((2, 2), (1, 1), (1, 1))


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a picture is: `kind` is jpg or png, and `shows` whether a Frame can show it."""

    kind: str
    width: int
    height: int
    shows: bool


def look(data: bytes) -> Look | None:
    """Return what uploaded bytes are, or None if they are no JPEG and no PNG.

    A Frame stores every JPEG and shows a grey rectangle for one that is not baseline with 4:2:0.
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) > 24:
        return Look(
            kind="png", width=int.from_bytes(data[16:20]), height=int.from_bytes(data[20:24]), shows=_decodes(data)
        )
    return _look_into_jpeg(data) if data.startswith(b"\xff\xd8\xff") else None


def _look_into_jpeg(data: bytes) -> Look | None:
    """Return what the frame header of a JPEG says."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _ALONE or marker == 0xFF:
            at += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4])
        if marker in _FRAMES:
            return _framed(data[at + 4 : at + 2 + length], data, baseline=marker == _BASELINE)
        if marker == _SCAN:
            break
        at += 2 + length
    return None


def _framed(header: bytes, data: bytes, *, baseline: bool) -> Look | None:
    """Return what a frame header says: precision, height, width, and the density of each component."""
    if len(header) < 6 or len(header) < 6 + 3 * header[5]:
        return None
    densities = tuple((header[place] >> 4, header[place] & 15) for place in range(7, 6 + 3 * header[5], 3))
    shows = baseline and header[0] == 8 and densities == _QUARTERED and _decodes(data)
    return Look(kind="jpg", height=int.from_bytes(header[1:3]), width=int.from_bytes(header[3:5]), shows=shows)


def _decodes(data: bytes) -> bool:
    """Return whether every pixel is there."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            picture.load()
    except OSError, SyntaxError, ValueError, UnidentifiedImageError, Image.DecompressionBombError:
        return False
    return True


def encoded(picture: Image.Image) -> bytes:
    """Return a picture as the JPEG that every Frame shows."""
    written = io.BytesIO()
    picture.convert("RGB").save(written, "JPEG", quality=85, subsampling="4:2:0", progressive=False)
    return written.getvalue()


def thumbnail(data: bytes, *, grey: bool) -> bytes:
    """Return a small JPEG of a picture, or of a grey rectangle."""
    if grey:
        return encoded(Image.new("RGB", THUMBNAIL, (128, 128, 128)))
    with Image.open(io.BytesIO(data)) as picture:
        picture.thumbnail(THUMBNAIL)
        return encoded(picture)


@functools.cache
def drawn(name: str, size: tuple[int, int]) -> bytes:
    """Return a landscape that is always the same for a name."""
    width, height = size
    seed = sum(place * ord(letter) for place, letter in enumerate(name, 1))
    sky, sun, hills = ((seed * step % 200 + 40, seed * step % 151 + 60, seed * step % 97 + 90) for step in (3, 7, 11))
    picture = Image.new("RGB", size, sky)
    pen = ImageDraw.Draw(picture)
    across = width * (20 + seed % 60) // 100
    pen.ellipse((across - height // 8, height // 5, across + height // 8, height // 5 + height // 4), fill=sun)
    for row in range(3):
        top = height * (50 + 15 * row) // 100
        shade = tuple(max(0, part - 35 * row) for part in hills)
        points = [(width * step // 6, top + height * ((seed >> step + row) % 9) // 60) for step in range(7)]
        pen.polygon([(0, height), *points, (width, height)], fill=shade)
    return encoded(picture)
