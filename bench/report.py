"""A suite's figures: a table for people, and JSON as the last line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
import json
from pathlib import Path
import shutil
import subprocess
from typing import Any

from homeassistant.const import __version__ as HA_VERSION

REPOSITORY = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a suite found; `core` is left empty where Home Assistant's own integration cannot do the thing."""

    suite: str
    ours: Mapping[str, Any] = field(default_factory=dict)
    core: Mapping[str, Any] = field(default_factory=dict)
    skipped: str | None = None
    notes: tuple[str, ...] = ()

    def print(self) -> None:
        """Print the table and the line that machines read."""
        if self.skipped:
            print(json.dumps({"suite": self.suite, "skipped": self.skipped}))
            return
        keys = list(dict.fromkeys([*self.ours, *self.core]))
        width = max(len(key) for key in keys)
        print(f"{'':{width}}  {'ours':>24}  {'core':>24}" if self.core else f"{'':{width}}  {'ours':>24}")
        for key in keys:
            row = f"{key:{width}}  {_cell(self.ours.get(key)):>24}"
            print(f"{row}  {_cell(self.core.get(key)):>24}" if self.core else row)
        for note in self.notes:
            print(f"  {note}")
        line = {"suite": self.suite, "commit": _commit(), "ha": HA_VERSION, "ours": self.ours}
        print(json.dumps({**line, "core": self.core} if self.core else line))


def _cell(value: Any) -> str:
    """Return a figure as people read it."""
    if isinstance(value, Mapping):
        return " ".join(_cell(one) for one in value.values())
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    return "" if value is None else str(value)


def _commit() -> str:
    """Return the commit that is measured, marked where the tree differs from it."""
    if (git := shutil.which("git")) is None:
        return "unknown"
    found = subprocess.run(
        [git, "describe", "--always", "--dirty", "--abbrev=12"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=10,
        check=False,
    )
    return found.stdout.strip() or "unknown"
