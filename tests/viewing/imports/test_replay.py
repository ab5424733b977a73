"""That a player is seen in what was recorded of it as it would have been seen then."""

from custom_components.parlor.viewing.imports.replay import Recorded, Replay
from custom_components.parlor.viewing.observation import Role
from custom_components.parlor.viewing.sources import source_of
from custom_components.parlor.viewing.viewing import Viewing

START = 1_790_000_000.0
PLAYER = "media_player.plex_living_room"


def film(at: float, title: str = "Arrival", state: str = "playing") -> Recorded:
    """Return a state of a Plex client as the recorder has it: without positions, which it does not keep."""
    attributes = {"media_content_type": "movie", "media_title": title, "media_duration": 6960, "friendly_name": "Plex"}
    return Recorded(START + at, state, attributes if state != "idle" else {"friendly_name": "Plex"})


def watched_again(states: list[Recorded], *, until: float = 200_000) -> list[Viewing]:
    """Return what is seen in all of it."""
    replay = Replay(source_of(PLAYER, "plex", {}, Role.SCREEN), screen="den", since=START)
    return [*replay.feed(states), *replay.finish(START + until)]


def test_a_film_with_a_pause() -> None:
    states = [film(10), film(1000, state="paused"), film(1600), film(7560, state="idle")]
    (viewing,) = watched_again(states)
    assert viewing.title is not None and viewing.title.name == "Arrival"
    assert viewing.id == f"recorder:{PLAYER}:{int(START) + 10}"
    assert viewing.screen == "den"
    assert abs(viewing.watched - (990 + 5960)) < 60
    assert viewing.started == START + 10 and viewing.ended is not None


def test_the_same_each_time() -> None:
    states = [film(10), film(7000, "Dune"), film(15_000, "Dune", "idle")]
    first = watched_again(states)
    assert [viewing.title and viewing.title.name for viewing in first] == ["Arrival", "Dune"]
    assert watched_again(states) == first


def test_in_parts_as_at_once() -> None:
    states = [film(10), film(7000, "Dune"), film(15_000, "Dune", "idle"), film(90_000), film(95_000, state="idle")]
    replay = Replay(source_of(PLAYER, "plex", {}, Role.SCREEN), screen="den", since=START)
    parts = [viewing for state in states for viewing in replay.feed([state])]
    assert [*parts, *replay.finish(START + 200_000)] == watched_again(states)


def test_what_still_goes_on_is_left_out() -> None:
    assert watched_again([film(10)], until=600) == []


def test_a_glance_is_no_viewing() -> None:
    assert watched_again([film(10), film(25, state="idle")]) == []
