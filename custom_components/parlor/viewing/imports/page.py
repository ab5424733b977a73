"""What an import reads at a time."""

from dataclasses import dataclass

from ..viewing import Viewing


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Viewings that were read, and how far the reading has come: `done` of `total`, both of what the source counts."""

    viewings: tuple[Viewing, ...]
    done: int
    total: int
