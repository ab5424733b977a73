"""What a screen shows, from all that is said of it."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from custom_components.parlor.viewing.fuse import fuse
from custom_components.parlor.viewing.observation import Knows, Observation, Role, Setup, Source, Status, Use
from custom_components.parlor.viewing.seen import Activity, Seen
from custom_components.parlor.viewing.titles import title_of

from .evening import BOX, LIVING_ROOM, PLEX, PLEX_APP, START, TUNER, TV, episode, film
from .fuse_cases import BUFFERING, CASES, IDLE, OFF, ON, PLAYING, Case, Said, say


def look(*said: Said, setup: Setup | None = None) -> Seen:
    """Return what a screen shows whose sources say this."""
    told = {source.id: _observation(source, status, what) for source, status, what in said}
    setup = setup or LIVING_ROOM
    changed = {source.id: source for source, _, _ in said}
    sources = tuple(changed.get(source.id, source) for source in setup.sources)
    return fuse(replace(setup, sources=sources), told, START, title_of)


def _observation(source: Source, status: Status, what: dict[str, Any]) -> Observation:
    return Observation(source=source.id, status=status, **{"at": START, **what})


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_is_shown(case: Case) -> None:
    said, activity, by, title = case
    seen = look(*said)
    assert (seen.activity, seen.by, seen.title.name if seen.title else None) == (activity, by, title)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_order_of_what_is_said_makes_no_difference(
    case: Case,
) -> None:
    assert len({repr(look(*said)) for said in permutations(case[0])}) <= 1


def test_a_player_that_is_the_whole_screen() -> None:
    alone = Source(id="alone", role=Role.SCREEN, brand="plex", knows=Knows.PLAYING | Knows.TITLE, use=Use.VIDEO)
    setup = Setup(sources=(alone,), person="person.kim")
    seen = look(say(alone, PLAYING, medium=episode(3)), setup=setup)
    assert (seen.activity, seen.by, seen.title_by, seen.person) == (Activity.WATCHING, "alone", "alone", "person.kim")
    assert seen.title is not None and (seen.title.series, seen.title.episode) == ("Severance", 3)
    assert look(say(alone, IDLE), setup=setup).activity is Activity.IDLE
    assert look(say(alone, OFF), setup=setup).activity is Activity.OFF


def test_the_best_title_wins_and_the_position_comes_from_who_tells_it() -> None:
    seen = look(
        say(TV, ON, input="HDMI1"),
        say(BOX, PLAYING, app=PLEX_APP, medium=film(position=66.0, position_at=START)),
        say(PLEX, PLAYING, medium=film(image="/poster"), person="kim"),
    )
    assert (seen.by, seen.title_by, seen.person) == ("plex", "plex", "kim")
    assert seen.medium is not None and (seen.medium.position, seen.medium.image) == (66.0, "/poster")


def test_buffering_interrupts() -> None:
    seen = look(say(TV, ON, app=PLEX_APP), say(PLEX, BUFFERING, medium=film()))
    assert (seen.activity, seen.is_interrupted, seen.is_buffering) == (Activity.WATCHING, True, True)


@pytest.mark.parametrize("told", [[say(TV, ON, input="HDMI1")], [say(TV, ON, app=PLEX_APP)]], ids=["box", "player"])
def test_who_should_know_and_says_nothing_interrupts(told: list[Said]) -> None:
    seen = look(*told)
    assert (seen.activity, seen.is_interrupted, seen.is_buffering) == (Activity.WATCHING, True, False)


def test_a_channel_is_a_medium_of_its_own() -> None:
    seen = look(say(TV, ON, input="TV", channel="ZDF"), say(TUNER, ON, channel="Das Erste"))
    assert seen.channel == "ZDF"
    assert seen.medium is not None and seen.medium.is_live and seen.medium.content_id == "ZDF"
