"""One step of a session: what was due by then, and what is seen now."""

from dataclasses import replace
from typing import Final

from .claims import SameWork
from .follow import Follows, follows, is_next_episode, is_same_viewing, settle
from .patience import AD_HOLD, HOLD, OFF_HOLD, patience
from .place import place_of
from .progress import Going, brought, gone_on, outcome_of, runs
from .seen import Activity, Seen
from .state import Held, Session, due_at
from .viewing import Event, Happened, Outcome, Viewing

INSTANT: Final = 0.05  # seconds within which what is said is said at once
PEEK: Final = 30.0  # seconds watched below which a viewing is not written down
BREAK: Final = 900.0  # seconds after an episode within which the next one follows it

_DARK: Final = (Activity.OFF, Activity.ART)
_ENDED: Final = {Outcome.FINISHED: Happened.FINISHED, Outcome.ABANDONED: Happened.ABANDONED}


class Step:
    """Takes a session from one time to another; used once."""

    def __init__(self, session: Session, same_work: SameWork, now: float | None = None) -> None:
        """Begin where the session is, or at a later time."""
        self.session = session
        self.now = session.at if now is None else now
        self.going = session.going
        self.held = session.held
        self.count = session.count
        self.last = session.last
        self.same_work = same_work
        self.events: list[Event] = []
        self.keep: dict[str, Viewing] = {}
        self.dropped: list[str] = []

    def done(self, seen: Seen | None) -> tuple[Session, tuple[Event, ...]]:
        """Return the session as it is now, and what happened."""
        session = replace(
            self.session,
            at=self.now,
            seen=seen,
            count=self.count,
            going=self.going,
            held=self.held,
            last=self.last,
            keep=tuple(self.keep.values()),
            dropped=tuple(self.dropped),
        )
        return session, tuple(self.events)

    def run_to(self, now: float) -> None:
        """Do what is due until a time, each at its own time."""
        while True:
            due = due_at(self.going)
            if self.held is not None and self.held.until <= min(now, due if due is not None else now):
                self.now = max(self.now, self.held.until)
                self.end_held()
            elif due is not None and due <= now:
                self.now = max(self.now, due)
                self._do_due()
            else:
                break
        self.now = max(self.now, now)

    def _do_due(self) -> None:
        """Tell, give up or write down the viewing that goes on."""
        assert self.going is not None
        if not self.going.is_announced:
            self.announce()
        elif not self.going.runs:
            self.end(self.going)
            self.going = None
        else:
            self.going = replace(brought(self.going, self.now), checked_at=self.now)
            self.write()

    def see(self, seen: Seen) -> None:
        """Take in what is seen now."""
        last = self.session.seen
        if seen == last:
            return
        if self.held is not None and (last is None or last.activity != seen.activity):
            self._hold_longer(seen)
        going = self.going
        if not seen.activity.is_active:
            self._lose(OFF_HOLD if seen.activity in _DARK else HOLD)
        elif self._is_back(seen):
            self._come_back(seen)
        elif going is not None and is_same_viewing(going, seen, self.same_work, self.now):
            if seen.activity is Activity.PAUSED and not going.is_announced:
                self.going = None  # nothing begins with a pause
            else:
                self._go_on(going, seen)
        elif seen.activity is Activity.PAUSED:
            self._lose(HOLD)
        else:
            self._begin(seen)

    def _hold_longer(self, seen: Seen) -> None:
        """A screen that is off ends what is held sooner; one that comes back gives it the time it would have had."""
        assert self.held is not None
        held, last = self.held, self.session.seen
        if seen.activity in _DARK:
            until = min(held.until, self.now + (HOLD if last is None else OFF_HOLD))  # a set may be late to be heard
        elif last is not None and last.activity in _DARK and seen.activity is not Activity.UNKNOWN:
            until = max(held.until, held.since + patience(held.going, HOLD))
        else:
            return
        self.held = replace(held, until=until)
        if self.going is not None and self.going.announce_at is not None and self.going.announce_at == held.until:
            self.going = replace(self.going, announce_at=until)

    def _is_back(self, seen: Seen) -> bool:
        """Say whether what is seen is what is held: by its title, or by its place where nothing else goes on there."""
        if self.held is None or not is_same_viewing(self.held.going, seen, self.same_work):
            return False
        if self.held.going.viewing.title is not None and seen.title is not None:
            return True
        going = self.going
        return going is None or not going.is_announced or not is_same_viewing(going, seen, self.same_work)

    def _is_instant(self, going: Going) -> bool:
        """Say whether a viewing began before all was heard that is said at once: it is none to come back to."""
        return self.now - going.viewing.started < INSTANT

    def _lose(self, hold: float) -> None:
        """Hold what went on, if it had been told and nothing else is held; what had not been told never was."""
        if self.going is None:
            return
        going, self.going = brought(self.going, self.now), None
        if not going.is_announced:
            return
        if self._is_instant(going) or not self._make_room(going):
            self.end(going)
        else:
            self._hold(going, hold)

    def _hold(self, going: Going, hold: float) -> float:
        """Hold what went on for some seconds; return until when."""
        until = self.now + patience(going, hold)
        self.held = Held(going=replace(going, runs=False), since=self.now, until=until)
        return until

    def _make_room(self, going: Going) -> bool:
        """Say whether what went on may be held: of two that may come back, the newer one, unless it was but a glance."""
        if self.held is None:
            return True
        if going.viewing.watched < min(PEEK, self.held.going.viewing.watched):
            return False
        self.end_held()
        return True

    def _come_back(self, seen: Seen) -> None:
        """Go on with what was held; what was seen instead ends, if it had been told at all."""
        assert self.held is not None
        back, other = replace(self.held.going, runs=False), self.going
        self.held = None
        self.going = None
        ended = None
        if other is not None and other.is_announced:
            ended = self.end(brought(other, self.now))
        now = self._go_on(back, seen).viewing
        if ended is not None and ended.title is not None and now.title is not None:
            self.tell(Happened.TITLE_CHANGED, now, ended)

    def _go_on(self, going: Going, seen: Seen) -> Going:
        """Take over what is seen of the viewing that goes on, tell if it pauses or goes on, and return it."""
        before, past = going.viewing, going
        going = self.going = gone_on(going, seen, self.now)
        viewing = going.viewing
        if not going.is_announced and before.title is None and viewing.title is not None:
            self._titled(seen)
        if seen.activity is Activity.PAUSED and not before.is_paused:
            self._pause(True)
        elif going.runs and before.is_paused:
            self._pause(False)
        elif viewing.title != before.title:
            self.write()
        if going.is_announced and before.title is None and viewing.title is not None:
            self.tell(Happened.TITLE_CHANGED, viewing, brought(past, self.now).viewing)
        return going

    def _titled(self, seen: Seen) -> None:
        """Tell of what was waiting for its title, unless that is the title of an ad in what is held."""
        how = follows(self.held.going, seen) if self.held else Follows.ASIDE
        if how is not Follows.BETWEEN:
            self.announce(self.end_held() if how is Follows.INSTEAD else None)

    def _pause(self, is_paused: bool) -> None:
        assert self.going is not None
        paused_at = self.now if is_paused else None
        viewing = replace(self.going.viewing, is_paused=is_paused)
        self.going = replace(self.going, viewing=viewing, paused_at=paused_at, checked_at=self.now)
        if self.going.is_announced:
            self.tell(Happened.PAUSED if is_paused else Happened.RESUMED, viewing)
            self.write()

    def _begin(self, seen: Seen) -> None:
        """Begin a viewing; what went on before ends, or is held where it may come back."""
        announce_at = self.now + settle(seen)
        previous = None
        going = self.going and brought(self.going, self.now)
        if going is not None and going.is_announced and self._make_room(going):
            previous, until = self._leave(going, seen)
            announce_at = max(announce_at, until)
        elif self.held is not None:
            if going is not None and going.is_announced:
                previous = self.end(going)
            how = follows(self.held.going, seen)
            if how is Follows.INSTEAD:
                previous = self.end_held()
            elif how is Follows.BETWEEN:
                announce_at = max(announce_at, self.held.until)
        self.going = self._new(seen, announce_at)
        if announce_at <= self.now:
            self.announce(previous)

    def _leave(self, going: Going, seen: Seen) -> tuple[Viewing | None, float]:
        """End or hold what went on; return it, and until when what is new is not told yet."""
        how = follows(going, seen)
        self.going = None
        if how is Follows.INSTEAD or self._is_instant(going):
            return self.end(going), self.now
        hold = AD_HOLD if how is Follows.BETWEEN and not seen.is_interrupted and going.viewing.title else HOLD
        until = self._hold(going, hold)
        return going.viewing, until if how is Follows.BETWEEN else self.now

    def _new(self, seen: Seen, announce_at: float) -> Going:
        self.count += 1
        viewing = Viewing(
            id=f"{self.session.seed}-{self.count}",
            screen=self.session.screen,
            started=self.now,
            as_of=self.now,
            activity=seen.activity,
            title=seen.title,
        )
        going = Going(
            viewing=viewing, place=place_of(seen), runs=runs(seen), announce_at=announce_at, checked_at=self.now
        )
        return gone_on(going, seen, self.now)

    def announce(self, previous: Viewing | None = None) -> None:
        """Tell that the viewing started, and what it follows."""
        assert self.going is not None
        self.going = replace(brought(self.going, self.now), announce_at=None)
        viewing = self.going.viewing
        if previous is None and self.held is not None:
            previous = self.held.going.viewing
        last = self.last if self.last and viewing.started - self.last.as_of <= BREAK else None
        for before in (previous, last):  # the one that the screen showed last may have been an ad
            if before and before.title and viewing.title and is_next_episode(before.title, viewing.title):
                self.tell(Happened.NEXT_EPISODE, viewing, before, viewing.started)
                break
        if previous is not None and previous.title is not None and viewing.title is not None:
            self.tell(Happened.TITLE_CHANGED, viewing, previous, viewing.started)
        self.tell(Happened.STARTED, viewing, None, viewing.started)
        if viewing.is_paused:
            self.tell(Happened.PAUSED, viewing)
        self.write()

    def end_held(self) -> Viewing | None:
        """End what is held, as of when it was last seen."""
        assert self.held is not None
        held, self.held = self.held, None
        return self.end(held.going, held.since)

    def end(self, going: Going, at: float | None = None) -> Viewing:
        """End a viewing and tell how; return it as it ended."""
        ended = going.viewing.as_of if at is None else at
        if going.viewing.is_paused and going.paused_at is not None:
            ended = going.paused_at
        outcome = outcome_of(going.viewing)
        viewing = replace(going.viewing, ended=ended, as_of=ended, outcome=outcome)
        self.tell(_ENDED[outcome], viewing, None, ended)
        self.last = viewing if viewing.title is not None else self.last
        if viewing.watched >= PEEK:
            self.keep[viewing.id] = viewing
        elif going.is_written:
            self.keep.pop(viewing.id, None)
            self.dropped.append(viewing.id)
        return viewing

    def write(self) -> None:
        """Have the viewing that goes on written down, if it is more than a glance."""
        if self.going is not None and self.going.is_announced and self.going.viewing.watched >= PEEK:
            self.keep[self.going.viewing.id] = self.going.viewing
            self.going = replace(self.going, is_written=True)

    def tell(
        self, happened: Happened, viewing: Viewing, previous: Viewing | None = None, at: float | None = None
    ) -> None:
        """Note that something happened to a viewing."""
        self.events.append(
            Event(happened=happened, at=self.now if at is None else at, viewing=viewing, previous=previous)
        )
