"""What the demo itself has set up, so that it can tell this from what the user did."""

from dataclasses import asdict, dataclass, field
import json
from pathlib import Path
from typing import Self

_FILE = "demo.json"


@dataclass
class Memory:
    """Entries that the demo made, those among them that are in their places or that follow what is watched, that of SmartThings, and the assistant's service."""

    folder: Path
    made: list[str] = field(default_factory=list)
    arranged: list[str] = field(default_factory=list)
    watching: list[str] = field(default_factory=list)
    appliances: str | None = None
    smartthings: str | None = None
    assistant: str | None = None
    base_url: str | None = None

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Return what was kept in a folder; nothing where nothing sensible was."""
        try:
            return cls(folder, **json.loads((folder / _FILE).read_text(encoding="utf-8")))
        except OSError, ValueError, TypeError:
            return cls(folder)

    def keep(self) -> None:
        """Write it down."""
        kept = asdict(self)
        del kept["folder"]
        (self.folder / _FILE).write_text(json.dumps(kept, indent=2), encoding="utf-8")
