"""Messages that wait, as they are kept, replaced and read again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from custom_components.parlor.telling.message import Message
from custom_components.parlor.telling.place import Doing, Presence, Screen, Way
from custom_components.parlor.telling.presence import Noticed, presence_of
from custom_components.parlor.telling.waiting import MOST_HELD, Full, Waiting

NOW = datetime(2026, 11, 28, 19, 0, tzinfo=UTC)


def message(number: int = 0, **more: Any) -> Message:
    return Message(**{"id": f"m{number}", "text": "The washing is done.", "asked_at": NOW, **more})


FULL = message(
    title="Washer",
    tag="washing",
    ways=frozenset({Way.NOTICE, Way.PHONE}),
    areas=frozenset({"living"}),
    persons=frozenset({"person.anna"}),
    phones=False,
    max_hold=timedelta(minutes=5),
    told=frozenset({"phone:notify.anna"}),
)


@pytest.mark.parametrize("kept", [message(), FULL])
def test_it_is_read_as_it_was_kept(kept: Message) -> None:
    assert Message.from_dict(kept.to_dict()) == kept


@pytest.mark.parametrize(
    "changed",
    [
        None,
        [],
        "text",
        {"text": ""},
        {"text": 5},
        {"text": "x" * 2001},
        {"id": None},
        {"asked_at": "yesterday"},
        {"asked_at": 12},
        {"title": []},
        {"tag": 3},
        {"tag": ""},
        {"ways": ["shouting"]},
        {"ways": "speaker"},
        {"areas": None},
        {"areas": [1]},
        {"areas": ["a"] * 101},
        {"told": {}},
        {"max_hold": "soon"},
        {"max_hold": -1},
        {"max_hold": 1e300},
        {"max_hold": float("nan")},
    ],
)
def test_nonsense_that_was_kept_is_dropped_and_the_rest_is_read(changed: Any) -> None:
    kept = {**FULL.to_dict(), **changed} if isinstance(changed, dict) else changed
    waiting = Waiting()
    assert waiting.read({"held": [kept, message(1).to_dict()]}) == 1
    assert [each.id for each in waiting] == ["m1"]


@pytest.mark.parametrize("kept", [None, [], {"held": None}, {"held": {"a": 1}}, "x"])
def test_nothing_is_read_of_what_is_no_file_of_messages(kept: object) -> None:
    waiting = Waiting()
    assert waiting.read(kept) == 0 and not waiting


def test_not_too_many_wait() -> None:
    waiting = Waiting()
    for number in range(MOST_HELD):
        waiting.put(message(number))
    with pytest.raises(Full):
        waiting.put(message(1000))
    waiting.put(message(3, text="as it is now"))  # which waits already
    assert len(waiting) == MOST_HELD and waiting.take("m3") == message(3, text="as it is now")
    waiting.put(message(1000))
    much = Waiting()
    assert much.read({"held": [message(number).to_dict() for number in range(1000)]}) == 1000 - MOST_HELD


def test_one_of_each_tag_is_taken() -> None:
    waiting = Waiting()
    waiting.put(message(1, tag="washing"))
    waiting.put(message(2))
    assert waiting.take_tagged("dishes") is None
    assert waiting.take_tagged("washing") == message(1, tag="washing")
    assert waiting.take("m1") is None and len(waiting) == 1


def test_what_was_kept_comes_before_what_came_since() -> None:
    waiting = Waiting()
    waiting.put(message(2))
    waiting.read({"held": [message(1).to_dict(), message(2, text="older").to_dict()]})
    assert [(each.id, each.text) for each in waiting] == [("m1", message().text), ("m2", message().text)]


def test_in_the_place_of_another() -> None:
    before = message(1, told=frozenset({"phone:a"}))
    later = NOW + timedelta(minutes=20)
    same = message(2, asked_at=later).instead_of(before)
    assert (same.asked_at, same.told) == (NOW, before.told)
    other = message(2, asked_at=later, text="The washing has been done for an hour.").instead_of(before)
    assert (other.asked_at, other.told) == (NOW, frozenset())


def noticed(is_on: bool | None, minutes: float = 60) -> Noticed:
    return Noticed(is_on=is_on, since=NOW - timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("sensors", "doing", "presence"),
    [
        ([], None, Presence.UNKNOWN),
        ([], Doing.OFF, Presence.UNKNOWN),
        ([], Doing.WATCHING, Presence.LIKELY),
        ([], Doing.PAUSED, Presence.LIKELY),
        ([noticed(True)], None, Presence.HERE),
        ([noticed(False), noticed(True)], None, Presence.HERE),
        ([noticed(False)], None, Presence.EMPTY),
        ([noticed(False, 4)], None, Presence.LIKELY),
        ([noticed(False)], Doing.WATCHING, Presence.LIKELY),  # who sits still is not noticed
        ([noticed(False)], Doing.IDLE, Presence.EMPTY),
        ([noticed(None)], None, Presence.UNKNOWN),
        ([noticed(None), noticed(False)], None, Presence.EMPTY),
    ],
)
def test_presence(sensors: list[Noticed], doing: Doing | None, presence: Presence) -> None:
    screens = [Screen(id="s", name="TV", doing=doing)] if doing else []
    assert presence_of(sensors, screens, NOW) is presence
