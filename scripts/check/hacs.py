"""What a store of custom integrations asks of a repository: `hacs.json`, and the brand's pictures in the right sizes."""

from collections.abc import Iterator
import json
from pathlib import Path
import struct

import probatio

_HACS = probatio.Schema(
    {
        probatio.Required("name"): str,
        probatio.Optional("content_in_root"): bool,
        probatio.Optional("country"): [str],
        probatio.Optional("filename"): str,
        probatio.Optional("hacs"): str,
        probatio.Optional("hide_default_branch"): bool,
        probatio.Optional("homeassistant"): probatio.Match(r"^20\d\d\.\d{1,2}\.\d+$"),
        probatio.Optional("persistent_directory"): str,
        probatio.Optional("render_readme"): bool,
        probatio.Optional("zip_release"): bool,
    }
)
_PNG = b"\x89PNG\r\n\x1a\n"
# Home Assistant's brands: icons are square; logos keep to a shortest side.
_ICONS = {"icon.png": 256, "icon@2x.png": 512, "dark_icon.png": 256, "dark_icon@2x.png": 512}
_LOGOS = {
    "logo.png": (128, 256),
    "logo@2x.png": (256, 512),
    "dark_logo.png": (128, 256),
    "dark_logo@2x.png": (256, 512),
}
_REQUIRED = ("icon.png", "icon@2x.png")


def check(repository: Path, integration: Path) -> Iterator[str]:
    """Yield what is wrong with `hacs.json` and with the pictures in the integration's `brand` folder."""
    try:
        content = _HACS(json.loads((repository / "hacs.json").read_text()))
    except (OSError, ValueError, probatio.Invalid) as error:
        yield f"hacs.json: {error}"
    else:
        if content.get("zip_release") and not str(content.get("filename", "")).endswith(".zip"):
            yield "hacs.json: zip_release needs a filename that ends in .zip"
    yield from _check_brand(repository / integration / "brand")


def _check_brand(folder: Path) -> Iterator[str]:
    yield from (f"brand/{name}: missing" for name in _REQUIRED if not (folder / name).is_file())
    for path in sorted(folder.glob("*")):
        size = _png_size(path)
        if size is None:
            yield f"brand/{path.name}: not a PNG picture"
        elif (side := _ICONS.get(path.name)) is not None:
            if size != (side, side):
                yield f"brand/{path.name}: {size[0]}x{size[1]}, must be {side}x{side}"
        elif (sides := _LOGOS.get(path.name)) is not None:
            if not sides[0] <= min(size) <= sides[1]:
                yield f"brand/{path.name}: its shortest side is {min(size)}, must be {sides[0]} to {sides[1]}"
        else:
            yield f"brand/{path.name}: nobody asks for it"


def _png_size(path: Path) -> tuple[int, int] | None:
    head = path.read_bytes()[:24]
    if len(head) < 24 or not head.startswith(_PNG):
        return None
    width, height = struct.unpack(">II", head[16:24])
    return width, height
