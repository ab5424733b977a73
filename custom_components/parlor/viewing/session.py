"""From what a screen shows to what happens on it: viewings that start, pause, go on and end. Pure.

One viewing goes on at most, and one more may be held: what is gone for a moment, because of an ad, another app, the home screen or a
source that starts anew, has not ended yet. If it does not come back, it ended when it was last seen.
"""

from dataclasses import replace

from .claims import SameWork
from .follow import identity
from .names import app_names, socket
from .observation import Medium
from .patience import APP_FLICKER
from .progress import Going
from .seen import Activity, Seen
from .state import Session, at_time
from .step import Step
from .title import Title
from .titles import same_work as is_same_work
from .viewing import Event, Happened


def advance(
    session: Session, seen: Seen, now: float, same_work: SameWork = is_same_work
) -> tuple[Session, tuple[Event, ...]]:
    """Return the session after something is seen at a time, and what happened, in the order in which it happened.

    `now` is Unix time in seconds. What was due before happens first, as if this had been called at each of those times.
    """
    if now < session.at:
        session = at_time(session, now)
    step = Step(session, same_work, max(now, session.at))
    step.run_to(step.now)
    due = len(step.events)
    step.see(seen)
    after, events = step.done(seen)
    after, opened = _opened(session, after, seen)
    return after, (*events[:due], *opened, *events[due:])


def _opened(before: Session, after: Session, seen: Seen) -> tuple[Session, tuple[Event, ...]]:
    """Return what app and what input came to the front; what the screen already showed when it was first heard did not."""
    if seen == before.seen or seen.activity is Activity.UNKNOWN:
        return after, ()
    is_first = before.seen is None or (
        before.seen.activity is Activity.UNKNOWN and before.app is None and before.input is None
    )
    now = after.at
    viewing = after.going.viewing if after.going and after.going.is_announced else None
    events: list[Event] = []
    app, gone_at = before.app, before.app_gone_at
    if seen.app is None:
        gone_at = now if gone_at is None else gone_at
    else:
        is_other = app_names(seen.app).isdisjoint(app_names(app))
        is_anew = gone_at is not None and now - gone_at > APP_FLICKER
        if (is_other or is_anew) and not is_first:
            events.append(Event(happened=Happened.APP_OPENED, at=now, viewing=viewing, app=seen.app))
        app, gone_at = seen.app, None
    if seen.input and not is_first and (before.input is None or socket(seen.input) != socket(before.input)):
        events.append(Event(happened=Happened.INPUT_CHANGED, at=now, viewing=viewing, input=seen.input))
    shown = before.input if seen.activity in (Activity.OFF, Activity.ART) else seen.input
    if (app, gone_at, shown) == (after.app, after.app_gone_at, after.input):
        return after, ()  # nothing came to the front
    return replace(after, app=app, app_gone_at=gone_at, input=shown), tuple(events)


def learn(
    session: Session, title: Title, of: Medium, same_work: SameWork = is_same_work
) -> tuple[Session, tuple[Event, ...]]:
    """Return the session with a better title for what a source said: a viewing of it gets that title, and stays what it is.

    What is live may be told another title because another programme began: that is no better title of the one before.
    """
    step = Step(replace(session, keep=(), dropped=()), same_work)
    name = identity(of)
    if step.going is not None and _is_better(step.going, name, title, same_work):
        step.going = replace(step.going, viewing=replace(step.going.viewing, title=title))
        if step.going.announce_at is not None and step.held is None:
            step.announce()
        step.write()
    if step.held is not None and _is_better(step.held.going, name, title, same_work):
        going = step.held.going
        step.held = replace(step.held, going=replace(going, viewing=replace(going.viewing, title=title)))
    return step.done(session.seen)


def _is_better(going: Going, name: tuple[object, ...], title: Title, same_work: SameWork) -> bool:
    """Say whether a title that was learned is that of a viewing."""
    if going.medium is None or identity(going.medium) != name:
        return False
    known = going.viewing.title
    return known is None or not going.is_live or same_work(known, title)
