"""Pictures of every kind become what a Frame shows, and nothing in a file comes through as another error."""

from io import BytesIO
import struct
import zlib

from hypothesis import given, settings, strategies as st
from PIL import Image, ImageCms
import pytest

from custom_components.parlor.art.errors import NotAPicture, PictureDamaged, PictureError, PictureTooLarge
from custom_components.parlor.art.files import MAX_BYTES
from custom_components.parlor.art.form import Fit, Form
from custom_components.parlor.art.picture import Picture, digest_of, prepare

from .files import corners, markers, quarters, saved

UPRIGHT = ("red", "green", "blue", "white")
# How a camera that was held in each way stores what it saw.
STORED = {
    1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}  # fmt: skip


def opened(picture: Picture) -> Image.Image:
    return Image.open(BytesIO(picture.data))


def check_is_plain(picture: Picture) -> None:
    """See that it is a baseline JPEG with 4:2:0 colours and nothing but the picture."""
    found = markers(picture.data)
    assert found.frame == 0xC0 and found.passes == 1
    assert found.sampling == ((2, 2), (1, 1), (1, 1))
    # JFIF alone: no EXIF, no XMP, no profile (0xE1, 0xE2), no Photoshop block (0xED), no comment (0xFE).
    assert {code for code in found.codes if code >= 0xE0} == {0xE0}
    assert opened(picture).size == picture.size and picture.digest == digest_of(picture.data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", STORED)
def test_turned_upright(orientation: int, kind: str) -> None:
    turn = STORED[orientation]
    stored = quarters() if turn is None else quarters().transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Secret Camera"
    picture = prepare(saved(stored, kind, exif=exif), Form(fit=Fit.KEEP))
    assert corners(opened(picture)) == UPRIGHT and picture.size == (400, 200)
    assert b"Secret" not in picture.data and b"Exif" not in picture.data
    check_is_plain(picture)


@pytest.mark.parametrize("orientation", [6, 8])
def test_a_large_photograph_held_upright(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    turn = STORED[orientation]
    assert turn is not None
    photograph = saved(quarters(3000, 4000).transpose(turn), "JPEG", exif=exif)
    picture = prepare(photograph, Form())
    assert picture.size == (2160, 3840) and picture.is_portrait and corners(opened(picture)) == UPRIGHT


@pytest.mark.parametrize(
    ("image", "kind", "options"),
    [
        (quarters(), "JPEG", {"progressive": True, "subsampling": 0, "quality": 100, "comment": b"hello"}),
        (quarters(), "JPEG", {"icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()}),
        (quarters(), "JPEG", {"icc_profile": b"no profile at all"}),
        (quarters().convert("CMYK"), "JPEG", {}),
        (quarters().convert("CMYK"), "TIFF", {}),
        (quarters().quantize(8), "PNG", {}),
        (quarters().quantize(8), "GIF", {}),
        (quarters().convert("RGBA"), "PNG", {}),
        (quarters(), "WEBP", {"lossless": True}),
        (quarters(), "TIFF", {"compression": "tiff_lzw"}),
        (quarters(), "GIF", {"save_all": True, "append_images": [Image.new("RGB", (400, 200))] * 3}),
        (quarters(), "WEBP", {"save_all": True, "append_images": [Image.new("RGB", (400, 200))] * 3}),
        (quarters(), "TIFF", {"save_all": True, "append_images": [Image.new("RGB", (400, 200))] * 3}),
        (quarters(), "MPO", {"save_all": True, "append_images": [Image.new("RGB", (400, 200))]}),
        (quarters(), "HEIF", {}),
        (quarters().convert("RGBA"), "HEIF", {}),
    ],
)
def test_every_kind(image: Image.Image, kind: str, options: dict[str, object]) -> None:
    picture = prepare(saved(image, kind, **options), Form(fit=Fit.KEEP))
    assert corners(opened(picture)) == UPRIGHT and picture.size == (400, 200)
    check_is_plain(picture)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "I;16"])
@pytest.mark.parametrize(("level", "shown"), [(0, 0), (255, 255)])
def test_grey_of_every_depth(mode: str, level: int, shown: int) -> None:
    image = (
        Image.new("I;16", (64, 64), level * 257) if mode == "I;16" else Image.new("L", (64, 64), level).convert(mode)
    )
    picture = prepare(saved(image), Form(fit=Fit.KEEP))
    assert opened(picture).getpixel((9, 9)) == (shown, shown, shown)


def test_16_bits_are_not_burnt_out() -> None:
    picture = prepare(saved(Image.new("I;16", (64, 64), 0x8000)), Form())
    assert opened(picture).getpixel((9, 9)) == (128, 128, 128)


def test_what_shows_through_is_the_color() -> None:
    image = Image.new("RGBA", (64, 64), (255, 0, 0, 0))
    picture = prepare(saved(image), Form(color=(0, 0, 250)))
    color = opened(picture).getpixel((9, 9))
    assert isinstance(color, tuple) and color[0] < 10 and color[2] > 240


def test_a_wide_gamut_is_converted() -> None:
    # A profile whose red, green and blue are exchanged shows whether it was used at all.
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for first, second in ((b"rXYZ", b"tmp0"), (b"bXYZ", b"rXYZ"), (b"tmp0", b"bXYZ")):
        swapped = swapped.replace(first, second)
    picture = prepare(saved(Image.new("RGB", (64, 64), (255, 0, 0)), icc_profile=swapped), Form())
    color = opened(picture).getpixel((9, 9))
    assert isinstance(color, tuple) and color[2] > 200 and color[0] < 60


@pytest.mark.parametrize(
    ("size", "fit", "expected"),
    [
        ((8000, 4500), Fit.COVER, (3840, 2160)),
        ((4000, 3000), Fit.COVER, (3840, 2160)),
        ((3000, 4000), Fit.COVER, (2160, 3840)),
        ((400, 300), Fit.COVER, (400, 225)),
        ((4000, 3000), Fit.KEEP, (2880, 2160)),
        ((3000, 4000), Fit.KEEP, (2160, 2880)),
        ((4259, 2160), Fit.KEEP, (3840, 1947)),
        ((400, 300), Fit.KEEP, (400, 300)),
        ((4000, 3000), Fit.CONTAIN, (3840, 2160)),
        ((3000, 4000), Fit.CONTAIN, (2160, 3840)),
        ((400, 300), Fit.CONTAIN, (533, 300)),
        ((3000, 3000), Fit.CONTAIN, (3840, 2160)),
        ((5000, 1), Fit.COVER, (2, 1)),
        ((5000, 1), Fit.CONTAIN, (3840, 2160)),
        ((1, 1), Fit.COVER, (1, 1)),
    ],
)
def test_size(size: tuple[int, int], fit: Fit, expected: tuple[int, int]) -> None:
    picture = prepare(saved(Image.new("L", size, 99), "PNG"), Form(fit=fit))
    assert picture.size == expected


def test_size_of_a_smaller_panel() -> None:
    assert prepare(saved(quarters(4000, 3000), "JPEG"), Form(panel=(1920, 1080))).size == (1920, 1080)


def test_contained_on_a_color() -> None:
    picture = prepare(saved(Image.new("RGB", (300, 300), (255, 0, 0))), Form(fit=Fit.CONTAIN, color=(0, 0, 255)))
    image = opened(picture)
    for x, main in ((5, 2), (image.width // 2, 0), (image.width - 5, 2)):
        color = image.getpixel((x, 150))
        assert isinstance(color, tuple) and color[main] > 230


def test_the_middle_is_kept() -> None:
    image = Image.new("RGB", (300, 300), (255, 0, 0))
    image.paste((0, 255, 0), (0, 100, 300, 200))
    shown = opened(prepare(saved(image), Form()))
    color = shown.getpixel((shown.width // 2, shown.height // 2))
    assert isinstance(color, tuple) and color[1] > 230


def test_the_same_file_gives_the_same_picture() -> None:
    data = saved(quarters(), "JPEG")
    assert prepare(data, Form()) == prepare(data, Form())
    assert prepare(saved(quarters()), Form()).digest == prepare(saved(quarters(), "TIFF"), Form()).digest


def huge(*, scans: bytes, frame: int = 0xC0) -> bytes:
    """Return a JPEG that says it has 12,000 x 12,000 pixels, and little in it."""
    data = bytearray(saved(quarters(), "JPEG", progressive=frame == 0xC2))
    start = data.index(bytes((0xFF, frame)))
    data[start + 5 : start + 9] = struct.pack(">HH", 12_000, 12_000)
    return bytes(data[:-2]) + scans + b"\xff\xd9"


@pytest.mark.parametrize(
    "data",
    [huge(scans=b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00"), huge(scans=b"", frame=0xC2)],
    ids=["two passes", "progressive"],
)
def test_what_would_be_held_whole_in_memory(data: bytes) -> None:
    with pytest.raises(PictureTooLarge):
        prepare(data, Form())


def test_what_is_read_in_one_pass_may_be_larger() -> None:
    assert prepare(huge(scans=b""), Form()).size == (3840, 2160)


def png(width: int, height: int, body: bytes = b"") -> bytes:
    """Return a PNG that says it is that large, whatever is in it."""
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(body)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def endless_passes() -> bytes:
    """Return a progressive JPEG whose last pass comes again and again."""
    data = saved(quarters(), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * 500 + b"\xff\xd9"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", NotAPicture),
        (b"GIF89a", PictureError),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NotAPicture),
        (b"%PDF-1.7", NotAPicture),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", NotAPicture),
        (b"\xff\xd8\xff\xe0" + bytes(100), PictureError),
        (bytes(1000), NotAPicture),
        (b"\0\0\0\x18ftypheic" + bytes(100), PictureError),
        (b"\0\0\0\x18ftypavif" + bytes(100), PictureError),
        (png(40_000, 40_000), PictureTooLarge),
        (png(9_000, 9_000), PictureTooLarge),
        (png(0x7FFFFFFF, 0x7FFFFFFF), PictureTooLarge),
        (png(400, 200, bytes(100)), PictureDamaged),
        (saved(quarters(), "JPEG")[:-500], PictureDamaged),
        (saved(quarters())[:-50], PictureDamaged),
        (saved(quarters(), "HEIF")[:-100], PictureError),
        (endless_passes(), PictureTooLarge),
    ],
    ids=range(17),
)
def test_what_cannot_be_hung(data: bytes, error: type[PictureError]) -> None:
    with pytest.raises(error):
        prepare(data, Form())


def test_a_file_of_more_than_50_mb() -> None:
    with pytest.raises(PictureTooLarge):
        prepare(saved(quarters()) + bytes(MAX_BYTES), Form())


def test_a_video_behind_a_photograph_is_no_pass() -> None:
    motion = saved(quarters(), "JPEG") + b"\xff\xda\x00\x02" * 1000
    assert corners(opened(prepare(motion, Form(fit=Fit.KEEP)))) == UPRIGHT


FILES = [saved(quarters(64, 48), kind) for kind in ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "HEIF", "AVIF")]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(FILES), st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=8), st.booleans()
)
def test_broken_files_raise_nothing_else(data: bytes, changes: list[tuple[int, int]], is_cut: bool) -> None:
    broken = bytearray(data)
    for where, value in changes:
        broken[where % len(broken)] = value
    try:
        picture = prepare(bytes(broken[: len(broken) // 2] if is_cut else broken), Form())
    except PictureError:
        return
    check_is_plain(picture)
