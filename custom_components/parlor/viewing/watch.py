"""One screen, watched: each observation of a source is weighed with the others, and the viewings that come of it are told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from secrets import token_hex
import time
from typing import Final

from .adopt import adopt, close
from .claims import SameWork, Titles
from .follow import identity
from .fuse import fuse
from .heard import stale_at
from .observation import App, Medium, Observation, Role, Setup, Status
from .patience import HOLD
from .seen import Activity, Seen
from .session import advance, learn
from .state import JITTER, Session, at_time
from .title import Title
from .titles import same_work as is_same_work, title_of
from .viewing import Event, Viewing

_REMEMBERED: Final = 32  # titles that are at hand for what sources say
_NOTHING: Final = Seen(activity=Activity.UNKNOWN)
_SOON: Final = 0.001


@dataclass(frozen=True, slots=True)
class Change:
    """What came of an observation: what is seen, what goes on, what happened, which viewings to write down and which to forget."""

    seen: Seen
    viewing: Viewing | None
    events: tuple[Event, ...] = ()
    keep: tuple[Viewing, ...] = ()
    dropped: tuple[str, ...] = ()


@dataclass(slots=True)
class _Silence:
    """What the screen itself said before it fell silent, and until when that still counts."""

    source: str | None
    before: Observation | None = None
    over_at: float = 0.0

    def hear(self, said: Observation, last: Observation | None, now: float) -> None:
        """Note that a source says something, or nothing after it had said something."""
        if said.source != self.source:
            return
        if said.status is not Status.UNKNOWN:
            self.before = None
        elif last is not None and last.status is not Status.UNKNOWN:
            self.before, self.over_at = last, now + HOLD

    def is_on(self, now: float) -> bool:
        """Say whether the screen has been silent for but a moment."""
        return self.before is not None and now < self.over_at


class ScreenWatch:
    """Watches one screen. Does no I/O and takes no time; whoever has it calls `tick` at `next_at`."""

    def __init__(
        self,
        setup: Setup,
        *,
        screen: str,
        clock: Callable[[], float] = time.time,
        titles: Titles = title_of,
        same_work: SameWork = is_same_work,
    ) -> None:
        """Know nothing of a screen yet; `screen` is its id in the history and `clock` tells Unix time."""
        self.setup = setup
        self.seen = _NOTHING
        self._clock = clock
        self._titles = titles
        self._same_work = same_work
        self._known = frozenset(source.id for source in setup.sources)
        self._silence = _Silence(next((source.id for source in setup.sources if source.role is Role.SCREEN), None))
        self._is_fleeting = any(source.fresh is not None for source in setup.sources)
        self._said: dict[str, Observation] = {}
        self._made: dict[object, Title | None] = {}
        self._learned: dict[object, Title] = {}
        self._events: list[Event] = []
        self._keep: dict[str, Viewing] = {}
        self._dropped: list[str] = []
        self._session = Session(screen=screen, seed=token_hex(8), at=clock())

    @property
    def said(self) -> Mapping[str, Observation]:
        """Return what each source said last."""
        return self._said

    @property
    def viewing(self) -> Viewing | None:
        """Return the viewing that goes on, as of the last change."""
        return self._session.current(self._session.at)

    def current(self, now: float) -> Viewing | None:
        """Return the viewing that goes on, brought up to a time."""
        return self._session.current(now)

    def open_ones(self, now: float) -> tuple[Viewing, ...]:
        """Return the viewings that have not ended, brought up to a time: what goes on, told or not yet, and what may come back."""
        return self._session.open_ones(now)

    @property
    def next_at(self) -> float | None:
        """Return when `tick` wants to be called without any news, as Unix time; it is after the last call."""
        due = self._session.next_at
        stale = stale_at(self.setup, self._said, self._session.at) if self._is_fleeting else None
        silent = self._silence.over_at if self._silence.is_on(self._session.at) else None
        times = [one for one in (due, silent, None if stale is None else stale + _SOON) if one is not None]
        return max(min(times), self._session.at + _SOON) if times else None

    def observe(self, *observations: Observation) -> Change:
        """Take in what sources say, each all that it says now; what is older than what it said last is ignored."""
        now = self._begin()
        for said in observations:
            last = self._said.get(said.source)
            if said.source in self._known and (last is None or said.at >= last.at):
                self._silence.hear(said, last, now)
                self._said[said.source] = said if said.at <= now else replace(said, at=self._clock())
        self._advance(now)
        return self._change()

    def tick(self) -> Change:
        """Let happen what happens by time alone."""
        return self.observe()

    def learn(self, title: Title, of: Medium) -> Change:
        """Take a better title for what a source said; what goes on gets it, and no new viewing starts."""
        now = self._begin()
        name = identity(of)
        self._learned.pop(name, None)
        self._learned[name] = title
        if len(self._learned) > _REMEMBERED:
            del self._learned[next(iter(self._learned))]
        self._made.clear()
        self._take(learn(self._session, title, of, self._same_work))
        self._advance(now)
        return self._change()

    def unlearn(self, of: Medium) -> Change:
        """Know no better title any more for what a source said: the programme of a channel is over, and none is known after it."""
        now = self._begin()
        self._learned.pop(identity(of), None)
        self._made.clear()
        self._advance(now)
        return self._change()

    def adopt(self, viewing: Viewing) -> Change:
        """Take over a viewing that an earlier run left open: it goes on if it is what is seen, else it ended when last written down."""
        now = self._begin()
        self._take(adopt(self._session, viewing, now, self._same_work))
        return self._change()

    def close(self) -> Change:
        """Have what goes on written down as it is now; it does not end."""
        now = self._begin()
        self._take(close(self._session, now))
        return self._change()

    def _begin(self) -> float:
        """Let happen what was due before now, each at its time, and return what time it is."""
        now = self._clock()
        back = now - self._session.at
        if back < -JITTER:  # the clock was set back: so is all that was said
            self._said = {source: replace(said, at=said.at + back) for source, said in self._said.items()}
            self._session = at_time(self._session, now)
            self._silence.over_at += back
        elif (
            back < 0
        ):  # by so little that nothing else need know: what is said next is no older than what was said last
            self._said = {source: replace(said, at=min(said.at, now)) for source, said in self._said.items()}
        while (due := self.next_at) is not None and due <= now:
            self._advance(due)
        return max(now, self._session.at) if back >= -JITTER else now

    def _advance(self, now: float) -> None:
        before = self._silence.before if self._silence.is_on(now) else None
        self.seen = fuse(self.setup, self._said, now, self._title, before)
        self._take(advance(self._session, self.seen, now, self._same_work))

    def _take(self, outcome: tuple[Session, tuple[Event, ...]]) -> None:
        """Keep a session, and what is to be told of it."""
        self._session, events = outcome
        self._events.extend(events)
        self._keep.update((viewing.id, viewing) for viewing in self._session.keep)
        for gone in self._session.dropped:
            self._keep.pop(gone, None)
            self._dropped.append(gone)

    def _change(self) -> Change:
        """Tell what came of it all, once."""
        change = Change(self.seen, self.viewing, tuple(self._events), tuple(self._keep.values()), tuple(self._dropped))
        self._events.clear()
        self._keep.clear()
        self._dropped.clear()
        return change

    def _title(self, medium: Medium, *, app: App | None = None, channel: str | None = None) -> Title | None:
        """Return the title of what a source says: what was learned of it, else what can be made of it, once."""
        name = identity(medium)
        if (learned := self._learned.get(name)) is not None:
            return learned
        of = (name, app, channel, medium.is_live, medium.duration, len(medium.ids), len(medium.people))
        if of not in self._made:
            if len(self._made) >= _REMEMBERED:
                self._made.clear()
            self._made[of] = self._titles(medium, app=app, channel=channel)
        return self._made[of]
