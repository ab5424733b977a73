"""What a recorder kept of a media player, watched again: the viewings are those that would have been seen then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from ..claims import SameWork, Titles
from ..observation import Setup, Source
from ..sources import observe_state
from ..titles import same_work as is_same_work, title_of
from ..viewing import Viewing
from ..watch import Change, ScreenWatch

SHORTEST: Final = 60.0  # seconds that were really watched, below which a viewing is not worth remembering from afar


@dataclass(frozen=True, slots=True)
class Recorded:
    """A state as it was recorded: `at` is Unix time."""

    at: float
    state: str
    attributes: Mapping[str, object]


class Replay:
    """One player that is watched again, from the beginning of what was recorded; each state once, in the order of time."""

    def __init__(
        self,
        source: Source,
        *,
        screen: str,
        since: float,
        titles: Titles = title_of,
        same_work: SameWork = is_same_work,
    ) -> None:
        """Begin at a time; `screen` is where the player is, in the history."""
        self._source = source
        self._screen = screen
        self._now = since
        self._watch = ScreenWatch(
            Setup(sources=(source,)), screen=screen, clock=lambda: self._now, titles=titles, same_work=same_work
        )

    def feed(self, states: Iterable[Recorded]) -> tuple[Viewing, ...]:
        """Take in what was recorded next, and return the viewings that had ended by then."""
        ended: dict[str, Viewing] = {}
        for recorded in states:
            self._now = max(self._now, recorded.at)
            said = observe_state(self._source, recorded.state, recorded.attributes, self._now)
            self._collect(self._watch.observe(said), ended)
        return tuple(ended.values())

    def finish(self, until: float) -> tuple[Viewing, ...]:
        """Let time pass to the end of what was recorded; what still goes on then has not ended, and is left out."""
        self._now = max(self._now, until)
        ended: dict[str, Viewing] = {}
        self._collect(self._watch.tick(), ended)
        return tuple(ended.values())

    def _collect(self, change: Change, ended: dict[str, Viewing]) -> None:
        """Add what has ended, under ids that are the same each time that this is watched again."""
        for viewing in change.keep:
            if viewing.ended is not None and viewing.watched >= SHORTEST:
                identity = f"recorder:{self._source.id}:{int(viewing.started)}"
                ended[identity] = replace(viewing, id=identity)
