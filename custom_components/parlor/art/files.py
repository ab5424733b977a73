"""Finds and reads picture files, within bounds. Blocking: run it off the event loop."""

from collections.abc import Callable
from pathlib import Path
import stat
from typing import Final

from .errors import FileUnreadable, FolderTooLarge, PictureTooLarge

MAX_BYTES: Final = 50 * 1024 * 1024  # of one file; the largest photographs of phones have 30 MB
MAX_FILES: Final = 500  # of one folder
SUFFIXES: Final = frozenset(
    (".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".heic", ".heif", ".hif", ".avif", ".mpo")
)


def pictures_in(folder: Path) -> tuple[Path, ...]:
    """Return the picture files of a folder by name, none of those below it, and no hidden ones.

    Raises FileUnreadable, and FolderTooLarge where there are more than 500.
    """
    found: list[Path] = []
    try:
        for path in folder.iterdir():
            if path.suffix.lower() not in SUFFIXES or path.name.startswith("."):
                continue
            found.append(path)
            if len(found) > MAX_FILES:
                raise FolderTooLarge(f"more than {MAX_FILES} pictures")
    except OSError as error:
        raise FileUnreadable(error.strerror or "no folder") from error
    return tuple(sorted(found, key=lambda path: (path.name.casefold(), path.name)))


def read(path: Path, is_allowed: Callable[[str], bool]) -> bytes:
    """Return what is in a file; raises FileUnreadable also where a link leads out of what is allowed.

    Pipes and devices are not opened: reading one may never end.
    """
    try:
        if not is_allowed(str(path)) or not stat.S_ISREG(path.stat().st_mode):
            raise FileUnreadable("not a file that may be read")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise FileUnreadable("the file cannot be read") from error
    if len(data) > MAX_BYTES:
        raise PictureTooLarge(f"more than {MAX_BYTES // 1024 // 1024} MB")
    return data
