"""Evenings as nobody plans them: sources say anything in any order, time passes, Home Assistant starts anew."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from custom_components.parlor.viewing.observation import Medium, Observation, Status
from custom_components.parlor.viewing.viewing import Event, Happened, Viewing

from .evening import BOX, CAST, HOME, LIVING_ROOM, NETFLIX, PLEX_APP, SPOTIFY, YOUTUBE, Evening, episode, film

ENDS = (Happened.FINISHED, Happened.ABANDONED)
APART = (Happened.APP_OPENED, Happened.INPUT_CHANGED)


@dataclass(frozen=True)
class Wait:
    """Time passes."""

    seconds: float


@dataclass(frozen=True)
class Restart:
    """Home Assistant is away for a while; `early` says whether what was left open is adopted before anything is heard."""

    seconds: float
    early: bool


type Action = tuple[Observation, ...] | Wait | Restart

MEDIA = st.sampled_from(
    [
        None,
        film(),
        film("Alien"),
        episode(1),
        episode(2),
        Medium(title="Buy this", duration=30.0),
        Medium(title="So What", artist="Miles Davis", content_type="music", duration=300.0),
        Medium(title="News", is_live=True),
        Medium(content_type="channel"),
    ]
)
POSITIONS = st.one_of(st.none(), st.floats(0, 8000, allow_nan=False))
APPS = st.sampled_from([None, NETFLIX, YOUTUBE, PLEX_APP, SPOTIFY, HOME])
INPUTS = st.sampled_from([None, "HDMI1", "hdmi 2", "HDMI3", "TV"])
LENGTHS = st.sampled_from([0.0, 0.5, 1.0, 2.0, 5.0, 29.0, 31.0, 60.0, 95.0, 200.0, 900.0, 3600.0])


@st.composite
def saying(draw: st.DrawFn) -> Observation:
    """Return something that a source says; it gets its time when it is said."""
    source = draw(st.sampled_from(LIVING_ROOM.sources))
    medium, position = draw(MEDIA), draw(POSITIONS)
    if medium is not None and position is not None:
        medium = replace(medium, position=position)
    return Observation(
        source=source.id,
        at=0.0,
        status=draw(st.sampled_from(list(Status))),
        app=draw(APPS) if source.id in ("tv", BOX.id, CAST.id) else None,
        input=draw(INPUTS) if source.id == "tv" else None,
        channel=draw(st.sampled_from([None, None, "ZDF"])) if source.id in ("tv", "tuner") else None,
        medium=medium,
    )


SAYINGS = st.lists(saying(), min_size=1, max_size=3, unique_by=lambda said: said.source).map(tuple)
WAITS = LENGTHS.map(Wait)
RESTARTS = st.builds(Restart, LENGTHS, st.booleans())
CALM = st.lists(st.one_of(SAYINGS, SAYINGS, WAITS), min_size=1, max_size=25)
WILD = st.lists(st.one_of(SAYINGS, SAYINGS, WAITS, RESTARTS), min_size=1, max_size=25)


def said_now(evening: Evening, said: Sequence[Observation]) -> tuple[Observation, ...]:
    """Return what is said with the time at which it is."""
    now = evening.now
    return tuple(
        replace(one, at=now, medium=replace(one.medium, position_at=now) if one.medium else None) for one in said
    )


def play(actions: Sequence[Action], evening: Evening | None = None) -> Evening:
    """Return the evening after all that."""
    evening = evening or Evening()
    for action in actions:
        if isinstance(action, Wait):
            evening.wait(action.seconds)
        elif isinstance(action, Restart):
            last = evening.watch
            left = evening.restart(action.seconds)
            if not action.early:
                evening.take(evening.watch.observe(*said_now(evening, tuple(last.said.values()))))
            for row in left:
                evening.take(evening.watch.adopt(row))
        else:
            evening.take(evening.watch.observe(*said_now(evening, action)))
    return evening


def end(evening: Evening) -> Evening:
    """Turn the screen off and wait until nothing goes on."""
    tv, *_ = LIVING_ROOM.sources
    evening.say(tv, Status.OFF)
    evening.wait(20_000)
    return evening


def check_times(viewing: Viewing) -> None:
    """Fail where a time cannot be."""
    assert 0 <= viewing.watched <= viewing.as_of - viewing.started + 0.01
    assert viewing.ended is None or viewing.started <= viewing.ended <= viewing.as_of
    assert viewing.position is None or viewing.position >= 0
    assert viewing.position is None or not viewing.duration or viewing.position <= viewing.duration + 0.01


def check_legal(events: Sequence[Event]) -> None:
    """Fail where events cannot follow each other."""
    told: dict[str, list[Happened]] = defaultdict(list)
    for event in events:
        if event.viewing is not None and event.happened not in APART:
            told[event.viewing.id].append(event.happened)
    for what in told.values():
        plain = [one for one in what if one in (*ENDS, Happened.STARTED, Happened.PAUSED, Happened.RESUMED)]
        assert plain[:1] == [Happened.STARTED]
        assert plain.count(Happened.STARTED) == 1
        assert all(one not in ENDS for one in plain[:-1])
        turns = [one for one in plain if one in (Happened.PAUSED, Happened.RESUMED)]
        assert turns == [(Happened.PAUSED, Happened.RESUMED)[turn % 2] for turn in range(len(turns))]
