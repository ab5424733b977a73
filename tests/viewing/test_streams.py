"""Evenings as real integrations tell them, replayed: what is seen, and what happens."""

import json
from typing import Any

import pytest

from custom_components.parlor.viewing.observation import Observation
from custom_components.parlor.viewing.seen import Seen
from custom_components.parlor.viewing.sources import observe_state
from custom_components.parlor.viewing.viewing import Event, Happened
from custom_components.parlor.viewing.watch import ScreenWatch

from .streams import HERE, NAMES, TOLERANCE, Stream, load

APART = (Happened.APP_OPENED, Happened.INPUT_CHANGED)
QUIET = 600.0  # seconds after the last state, by which all has been told


class Replay:
    """A stream on a screen, with a clock that only the replay moves."""

    def __init__(self, stream: Stream) -> None:
        """Begin with nothing heard."""
        self.stream = stream
        self.setup = stream.setup
        self.by_id = {source.id: source for source in self.setup.sources}
        self.now = stream.begins.timestamp()
        self.watch = ScreenWatch(self.setup, screen="screen", clock=lambda: self.now)
        self.events: list[Event] = []

    def run(self) -> list[tuple[dict[str, Any], Seen]]:
        """Replay all of it; return what was seen at each time at which something is expected."""
        seen: list[tuple[dict[str, Any], Seen]] = []
        pending = list(self.stream.expected)
        for told in self.stream.states:
            while pending and pending[0]["at"] < told.at:
                self._wait(pending[0]["at"])
                seen.append((pending.pop(0), self.watch.seen))
            self._wait(told.at)
            said = observe_state(self.by_id[told.entity_id], told.state, told.attributes, told.at)
            self._observe(said)
        for row in pending:
            self._wait(row["at"])
            seen.append((row, self.watch.seen))
        self._wait(self.now + QUIET)
        return seen

    def _wait(self, until: float) -> None:
        """Let time pass, and tick whenever the watch wants it."""
        while (due := self.watch.next_at) is not None and due <= until:
            self.now = max(self.now, due)
            self.events.extend(self.watch.tick().events)
        self.now = until

    def _observe(self, said: Observation) -> None:
        """Hand the watch an observation."""
        self.events.extend(self.watch.observe(said).events)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_seen(name: str) -> None:
    """At each time the screen does what the household would say that it does."""
    for row, seen in Replay(load(name)).run():
        wanted = {key: value for key, value in row.items() if key not in ("t", "at")}
        found = {key: facts(seen).get(key) if wanted[key] != "*" else "*" for key in wanted}
        assert found == wanted, f"at {row['t']} s"


def facts(seen: Seen) -> dict[str, object]:
    """Return what is seen in the words of a stream."""
    title = seen.title
    return {
        "activity": str(seen.activity),
        "title": title.name if title else None,
        "series": title.series if title else None,
        "season": title.season if title else None,
        "episode": title.episode if title else None,
        "app": seen.app.name if seen.app else None,
        "input": seen.input,
        "channel": seen.channel,
        "person": seen.person,
    }


@pytest.mark.parametrize("name", NAMES)
def test_what_happens(name: str) -> None:
    """Every event of a viewing comes once, and of the time at which it happened: an end is told when it is certain."""
    stream = load(name)
    replay = Replay(stream)
    replay.run()
    found = [told(event, stream) for event in replay.events if event.happened not in APART]
    missing = [
        row for row in ((row["t"], row["happened"], row["title"]) for row in stream.events) if not took(row, found)
    ]
    assert (missing, found) == ([], [])


type Told = tuple[float, str, str | None]


def told(event: Event, stream: Stream) -> Told:
    """Return an event in the words of a stream."""
    title = event.viewing.title if event.viewing else None
    return round(event.at - stream.begins.timestamp(), 1), str(event.happened), title.name if title else None


def took(wanted: Told, found: list[Told]) -> bool:
    """Take the first event that is the wanted one away from what was found; say whether there was one."""
    for one in found:
        is_it = all(want in ("*", got) for want, got in zip(wanted[1:], one[1:], strict=True))
        if is_it and abs(one[0] - wanted[0]) <= TOLERANCE:
            found.remove(one)
            return True
    return False


@pytest.mark.parametrize("name", NAMES)
def test_a_stream_says_where_it_comes_from(name: str) -> None:
    """Who reads it can look up the shapes in the source."""
    raw = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    assert raw["from"] and raw["made"] and raw["about"] and raw["home_assistant"]
    assert 10 <= len(raw["states"]) <= 60
    assert [row["t"] for row in raw["states"]] == sorted(row["t"] for row in raw["states"])


def test_there_are_streams_of_many_integrations() -> None:
    """No two brands tell things alike."""
    assert len({load(name).integration for name in NAMES}) >= 12
