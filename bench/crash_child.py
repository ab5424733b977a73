"""`python -m bench.crash_child FILE`: begins the process that is killed, without Home Assistant, which takes seconds to import and has no part in it."""

import asyncio
from importlib import import_module
from pathlib import Path
import sys
from types import ModuleType

PACKAGE = "custom_components.parlor"  # what is watched is a room of it that needs nothing of the package itself


def begin() -> None:
    """Let the rooms of Parlor be imported without its doors, and do what the lines say."""
    package = ModuleType(PACKAGE)
    package.__path__ = [str(Path(__file__).parent.parent.joinpath(*PACKAGE.split(".")))]
    sys.modules[PACKAGE] = package
    asyncio.run(import_module("bench.crash_watching").main(Path(sys.argv[1])))


if __name__ == "__main__":
    begin()
