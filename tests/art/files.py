"""Picture files of every kind, and what stands in a finished one."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image
from pillow_heif import from_pillow

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 160, 30), (30, 30, 220), (250, 250, 250)


def quarters(width: int = 400, height: int = 200) -> Image.Image:
    """Return a picture that shows which way is up: red, green above blue, white."""
    image = Image.new("RGB", (width, height), WHITE)
    image.paste(RED, (0, 0, width // 2, height // 2))
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    return image


def corners(image: Image.Image) -> tuple[str, ...]:
    """Return the colours of the four quarters: above, then below."""
    names = {"red": RED, "green": GREEN, "blue": BLUE, "white": WHITE, "black": (0, 0, 0)}
    spots = [(x, y) for y in (0.25, 0.75) for x in (0.25, 0.75)]
    found = [image.convert("RGB").getpixel((int(image.width * x), int(image.height * y))) for x, y in spots]
    return tuple(
        min(names, key=lambda name: sum(abs(a - b) for a, b in zip(names[name], color, strict=True)))
        for color in found
        if isinstance(color, tuple)
    )


def saved(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """Return a picture as a file."""
    written = BytesIO()
    if kind == "HEIF":
        from_pillow(image).save(written, **options)
    else:
        image.save(written, kind, **options)
    return written.getvalue()


@dataclass(frozen=True, slots=True)
class Markers:
    """What the markers of a JPEG say: all of them, its kind of frame, its sampling per component, its passes."""

    codes: tuple[int, ...]
    frame: int
    sampling: tuple[tuple[int, int], ...]

    @property
    def passes(self) -> int:
        """Return how often the decoder goes over the picture."""
        return self.codes.count(0xDA)


def markers(data: bytes) -> Markers:
    """Read a JPEG's markers by the standard (ITU T.81, annex B)."""
    found = tuple(_segments(data))
    [(frame, body)] = [(code, body) for code, body in found if code in (0xC0, 0xC1, 0xC2)]
    sampling = tuple((body[7 + 3 * each] >> 4, body[7 + 3 * each] & 15) for each in range(body[5]))
    return Markers(tuple(code for code, _ in found), frame, sampling)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    assert data[:2] == b"\xff\xd8" and data[-2:] == b"\xff\xd9"
    position = 2
    while position < len(data) - 2:
        assert data[position] == 0xFF
        length = int.from_bytes(data[position + 2 : position + 4])
        yield data[position + 1], data[position + 4 : position + 2 + length]
        is_scan, position = data[position + 1] == 0xDA, position + 2 + length
        while is_scan and not (data[position] == 0xFF and data[position + 1] not in (0, *range(0xD0, 0xD8))):
            position += 1
