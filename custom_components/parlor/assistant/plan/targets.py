"""What a plan's target names: an entity, a room's or a floor's things of a kind, or all; else what it could have been. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from ..home import Home, Thing

MAX_CANDIDATES = 12
_EVERYTHING = frozenset({"all", "everything", "*", "all of them"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in a plan that cannot be read, and what could have been meant."""

    step: int
    what: str
    value: str
    candidates: tuple[str, ...] = ()


def targets_of(home: Home, target: Any) -> list[str]:
    """Return the targets one by one, whether they came as a list or separated by commas.

    What a model copied from a line of the prompt is one thing: its name with its room, or with its state.
    """
    values = target if isinstance(target, list) else str(target).split(",")
    texts = [_without_state(home, text) for text in (str(value).strip() for value in values) if text]
    texts = [text for text in texts if any(character.isalpha() for character in text)] or texts  # a state's numbers
    if len(texts) < 2:
        return texts
    places = {thing.area.casefold() for text in texts for thing in things_called(home, text) if thing.area}
    return [text for text in texts if text.casefold() not in places] or texts


def _without_state(home: Home, text: str) -> str:
    """Return a target without the state that stood behind it."""
    name, colon, _ = text.partition(": ")
    return name.strip() if colon and not things_called(home, text) else text


def things_called(home: Home, text: str) -> list[Thing]:
    """Return the things that are called so: by their id, by a name, or by their id without its domain."""
    wanted = text.strip().casefold()
    if wanted in home.by_id:
        return [home.by_id[wanted]]
    object_id = wanted.partition(".")[2] or wanted.replace(" ", "_")
    spellings = {wanted, (wanted.partition(".")[2] or wanted).replace("_", " ")}
    called = [thing for thing in home.things if not spellings.isdisjoint(name.casefold() for name in thing.names)]
    return called or [thing for thing in home.things if thing.entity_id.partition(".")[2] == object_id]


def find_targets(home: Home, text: str, domain: str) -> tuple[str, ...] | Problem:
    """Return the entities of a domain that a text names: an id, a name, a room or floor (all of the kind there), or all."""
    named = [thing.entity_id for thing in things_named(home, text, domain)]
    if named and (len(named) == 1 or _is_place(home, text) or text.casefold() in _EVERYTHING):
        return tuple(named)
    if named:
        return Problem(step=0, what="target", value=text, candidates=tuple(named[:MAX_CANDIDATES]))
    if text in home.by_id:
        return Problem(step=0, what="target", value=text, candidates=candidates(home, text, domain))
    near = _near(home, text, domain)
    if len(near) == 1:
        return (near[0].entity_id,)
    return Problem(step=0, what="target", value=text, candidates=candidates(home, text, domain))


def things_named(home: Home, text: str, domain: str | None = None) -> list[Thing]:
    """Return the things, of a domain if one is given, in the first reading of a text that has any."""
    for things in _readings(home, text):
        if fitting := [thing for thing in things if domain in (None, thing.domain)]:
            return fitting
    return []


def _readings(home: Home, text: str) -> Iterator[Sequence[Thing]]:
    """Yield what a text can name, the surest first: an id, all, a name, an object id, a room, a floor."""
    wanted = text.strip().casefold()
    object_id = wanted.partition(".")[2] or wanted.replace(" ", "_")
    place = object_id.replace("_", " ")
    if text in home.by_id:
        yield [home.by_id[text]]
    if wanted in _EVERYTHING:
        yield home.things
    yield [thing for thing in home.things if wanted in (name.casefold() for name in thing.names)]
    yield [thing for thing in home.things if thing.entity_id.partition(".")[2] == object_id]
    if area := home.areas.get(place):
        yield home.by_area[area]
    yield [thing for thing in home.things if thing.floor and thing.floor.casefold() == place]


def _is_place(home: Home, text: str) -> bool:
    """Say whether a text names a room or a floor, and no thing; `light.kitchen` may be all lights of the kitchen."""
    wanted = text.strip().casefold()
    places = (each.replace("_", " ") for each in (wanted, wanted.partition(".")[2]))
    return any(each in home.areas or each in home.floors for each in places)


def _near(home: Home, text: str, domain: str) -> list[Thing]:
    """Return the things of a domain whose name is so like a text that nothing else can be meant."""
    choices = {thing.entity_id: thing.name.casefold() for thing in home.things if thing.domain == domain}
    wanted = text.partition(".")[2].replace("_", " ") if text.partition(".")[0] == domain else text.casefold()
    found = process.extract(wanted, choices, scorer=fuzz.token_sort_ratio, score_cutoff=80, limit=2)
    if len(found) == 2 and found[0][1] - found[1][1] < 10:
        return [home.by_id[found[0][2]], home.by_id[found[1][2]]]
    return [home.by_id[found[0][2]]] if found else []


def candidates(home: Home, text: str, domain: str) -> tuple[str, ...]:
    """Return the ids of a domain's things, those most like a text first."""
    choices = {thing.entity_id: f"{thing.name} {thing.area or ''}" for thing in home.things if thing.domain == domain}
    found = process.extract(text, choices, scorer=fuzz.WRatio, limit=MAX_CANDIDATES)
    return tuple(entity_id for _, _, entity_id in found)
