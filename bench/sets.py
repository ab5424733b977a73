"""Where the sets of sentences are: the public ones beside the repository, our own in it."""

import os
from pathlib import Path
from typing import Final

from .report import REPOSITORY

SCREENS: Final = Path(__file__).parent / "suites" / "screens"
HELD_OUT: Final = Path(__file__).parent / "suites" / "held_out"
ABSENT: Final = "the public data set assist-mini is not there (PARLOR_DATA names its folder)"


def data_folder(name: str = "assist-mini") -> Path | None:
    """Return the folder of a public data set, or None where it is absent."""
    folder = Path(os.environ.get("PARLOR_DATA", REPOSITORY.parent / "shared" / "data")) / name
    return folder if folder.is_dir() else None
