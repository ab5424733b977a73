"""What was left open when Home Assistant stopped: it goes on, or it ended when it was last written down."""

from dataclasses import replace
from typing import Final

from .claims import SameWork, richer
from .follow import is_same_viewing
from .patience import HOLD, OFF_HOLD
from .place import place_of
from .progress import Going, brought, outcome_of
from .seen import Activity
from .state import Held, Session, at_time
from .step import PEEK, Step
from .titles import same_work as is_same_work
from .viewing import Event, Viewing

GAP: Final = 900.0  # seconds that nobody may have looked, for the same title to be the same viewing
PAUSED_GAP: Final = 4 * 3600.0  # the same for one that was paused


def adopt(
    session: Session, viewing: Viewing, now: float, same_work: SameWork = is_same_work
) -> tuple[Session, tuple[Event, ...]]:
    """Return the session with a viewing that an earlier run left open, and what happened by that.

    If it is what is seen now, it goes on with its own id; what was told as a start meanwhile is dropped and its time counts. If
    nothing is seen yet, it is held. Else it ended as of its last checkpoint.
    """
    session = at_time(session, now)
    if viewing.ended is not None or any(viewing.id == known.viewing.id for known in _known(session)):
        return session, ()
    step = Step(session, same_work)
    step.run_to(session.at)
    if (ahead := viewing.as_of - step.now) > 0:  # the clock was set back meanwhile
        viewing = replace(viewing, as_of=step.now, started=viewing.started - ahead)
    left = Going(
        viewing=viewing,
        place=place_of(viewing),
        runs=False,
        checked_at=step.now,
        is_written=True,
        paused_at=viewing.as_of if viewing.is_paused else None,
    )
    until = viewing.as_of + (PAUSED_GAP if viewing.is_paused else GAP)
    if viewing.watched < PEEK and until > step.now:
        until = min(until, step.now + HOLD)  # it was written down only to be gone on with
    seen = session.seen
    if until <= step.now:
        step.end(left, viewing.as_of)
    elif step.going is not None and seen is not None and is_same_viewing(left, seen, same_work):
        _merge(step, left)
    else:
        _hold(step, left, until)
    return step.done(session.seen)


def _known(session: Session) -> list[Going]:
    return [one for one in (session.going, session.held.going if session.held else None) if one]


def _merge(step: Step, left: Going) -> None:
    """Let what goes on be the viewing that was left open; a start that was told already is not told again."""
    going = step.going
    assert going is not None
    old, new = left.viewing, going.viewing
    if going.is_announced or going.is_written:
        step.dropped.append(new.id)
        step.keep.pop(new.id, None)
    viewing = replace(
        new,
        id=old.id,
        started=old.started,
        watched=old.watched + new.watched,
        title=richer(old.title, new.title),
        is_paused=new.is_paused,
        duration=new.duration or old.duration,
        person=new.person or old.person,
    )
    step.going = replace(going, viewing=viewing, announce_at=None, is_written=True)
    step.write()


def _hold(step: Step, left: Going, until: float) -> None:
    """Hold what was left open; of two, the one that was seen last."""
    seen = step.session.seen
    if seen is not None and seen.activity is not Activity.UNKNOWN:
        until = min(until, step.now + (OFF_HOLD if seen.activity in (Activity.OFF, Activity.ART) else HOLD))
    held = Held(going=left, since=left.viewing.as_of, until=until)
    if step.held is None:
        step.held = held
    elif step.held.since >= held.since:
        step.end(left, left.viewing.as_of)
    else:
        step.end_held()
        step.held = held


def is_lost_glance(viewing: Viewing, now: float) -> bool:
    """Say whether a viewing that was left open is but a glance, and nobody can go on with it any more."""
    return viewing.ended is None and viewing.watched < PEEK and viewing.as_of + HOLD <= now


def ended_alone(viewing: Viewing, now: float) -> Viewing:
    """Return a viewing that was left open at a screen that is not followed any more: after a while it ended when it was last seen."""
    if viewing.ended is not None or viewing.as_of + PAUSED_GAP > now:
        return viewing
    return replace(viewing, ended=viewing.as_of, outcome=outcome_of(viewing))


def close(session: Session, now: float) -> tuple[Session, tuple[Event, ...]]:
    """Return the session with what goes on, and what is held, to be written down as it is, be it a glance; nothing ends."""
    session = at_time(session, now)
    held = session.held and replace(session.held, going=_written(session.held.going))
    going = session.going and _written(brought(session.going, session.at))
    open_ones = [one for one in (held.going if held else None, going) if one and one.is_written]
    return replace(session, held=held, going=going, keep=tuple(one.viewing for one in open_ones)), ()


def _written(going: Going) -> Going:
    """Return a viewing as one that is written down, if it was told: then it can be dropped should it be but a glance."""
    return replace(going, is_written=going.is_written or going.is_announced)
