"""From a reading to service calls, where exactly one meaning is certain. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..home import Thing
from ..plan.steps import Step
from ..watched.transport import TRANSPORT, playing_on
from .deeds import Data, Deed, deed_for
from .parts import AnswerPart, StepsPart
from .reading import Reading
from .screens import answers
from .surroundings import Surroundings
from .targets import AmbiguousName, find

type Planned = tuple[StepsPart, ...] | tuple[AnswerPart, ...]

# A name that belongs to a list on its own: "my tasks" where there is one list.
ANY_LIST = "any"
_SWITCHED_ON_FIRST = frozenset({"SelectSource", "Channel"})


def settle(text: str, readings: Sequence[Reading], around: Surroundings) -> Planned:
    """Return what a text comes to: the meaning of its best readings if they agree, else nothing.

    Readings by an exact name come before those by a shortened one, and those before kinds of things.
    """
    for tier in sorted({reading.tier for reading in readings}):
        meanings: dict[str, Planned] = {}
        for reading in readings:
            if reading.tier != tier:
                continue
            try:
                planned = _plan(text, reading, around)
            except AmbiguousName:
                return ()
            if planned:
                meanings.setdefault(repr([_essence(part) for part in planned]), planned)
        if meanings:
            return meanings.popitem()[1] if len(meanings) == 1 else ()
    return ()


def _essence(part: StepsPart | AnswerPart) -> Any:
    """Return what must be equal for two meanings to be one."""
    return part.steps if isinstance(part, StepsPart) else (part.reply, tuple(part.placeholders.items()))


def _plan(text: str, reading: Reading, around: Surroundings) -> Planned:
    """Return what one reading comes to."""
    if reading.action == "WhatsOn":
        return answers(text, reading, around)
    if reading.action == "AddItem":
        return _add_item(text, reading, around)

    def done_to(thing: Thing) -> tuple[Deed, Data] | None:
        return deed_for(reading, thing.domain, around.attributes(thing)) or _done_by_player(reading, thing, around)

    found = find(reading, around, lambda thing: done_to(thing) is not None)
    things = _changeable(reading, found, around)
    calls = [(thing, *done) for thing in things if (done := done_to(thing))]
    if not calls:
        return ()
    steps = _steps(reading, around, calls)
    return (
        StepsPart(
            text=text,
            steps=steps,
            reply=calls[0][1].reply,
            names=tuple(dict.fromkeys(thing.name for thing in things)),
            placeholders=placeholders_of(steps[-1].data),
        ),
    )


def _done_by_player(reading: Reading, thing: Thing, around: Surroundings) -> tuple[Deed, Data] | None:
    """Return what pausing, playing or skipping comes to on a screen that cannot do it, but what plays on it can."""
    screen = around.screens.get(thing.entity_id)
    player = playing_on(screen) if screen and screen.thing.entity_id == thing.entity_id else None
    done = deed_for(reading, thing.domain, around.attributes(around.home.by_id[player])) if player else None
    return done if done is not None and done[0].service in TRANSPORT else None


def _changeable(reading: Reading, things: Sequence[Thing], around: Surroundings) -> Sequence[Thing]:
    """Return those of several lights that are on, where they are dimmed or brightened: the others stay dark."""
    if reading.action not in ("Up", "Down") or len(things) < 2:
        return things
    return [thing for thing in things if thing.domain != "light" or around.is_in(thing, ("on",))] or things


def _steps(reading: Reading, around: Surroundings, calls: Sequence[tuple[Thing, Deed, Data]]) -> tuple[Step, ...]:
    """Return the calls, those that differ only in the entity in one."""
    grouped: dict[str, Step] = {}
    for thing, deed, data in calls:
        called = [(deed.service, data)]
        if reading.action in _SWITCHED_ON_FIRST and _must_switch_on(thing, around):
            called.insert(0, ("turn_on", {}))
        for service, sent in called:
            key = repr((thing.domain, service, sent))
            ids = grouped[key].entity_ids if key in grouped else ()
            grouped[key] = Step(
                domain=thing.domain, service=service, entity_ids=(*ids, thing.entity_id), data=dict(sent)
            )
    return tuple(grouped.values())


def _must_switch_on(thing: Thing, around: Surroundings) -> bool:
    """Say whether a screen is off and can be switched on, before it can show anything."""
    can_switch_on = deed_for(Reading(action="TurnOn"), thing.domain, around.attributes(thing)) is not None
    return can_switch_on and around.is_in(thing, ("off", "standby"))


def placeholders_of(data: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the values that a reply may tell."""
    values = {
        "source": data.get("source"),
        "volume": _as_percent(data.get("volume_level")),
        "channel": data.get("media_content_id"),
        "brightness": data.get("brightness_pct"),
        "position": data.get("position"),
        "temperature": data.get("temperature"),
        "speed": data.get("percentage"),
        "humidity": data.get("humidity"),
        "item": data.get("item"),
    }
    return {
        key: f"{value:g}" if isinstance(value, float) else str(value)
        for key, value in values.items()
        if value is not None
    }


def _as_percent(level: Any) -> int | None:
    """Return a level of 0 to 1 as people say it."""
    return round(float(level) * 100) if level is not None else None


def _add_item(text: str, reading: Reading, around: Surroundings) -> Planned:
    """Return the call that puts something on a list: the one of that name, or the only one."""
    lists = list(around.of_domains({"todo"}))
    if reading.todo != ANY_LIST:
        lists = [thing for thing in lists if any(name.casefold() == reading.todo for name in thing.names)]
    if len(lists) != 1:
        return ()
    done = deed_for(reading, "todo", around.attributes(lists[0]))
    if done is None:
        return ()
    deed, data = done
    step = Step(domain="todo", service=deed.service, entity_ids=(lists[0].entity_id,), data=data)
    names, told = (lists[0].name,), placeholders_of(data)
    return (StepsPart(text=text, steps=(step,), reply=deed.reply, names=names, placeholders=told),)
