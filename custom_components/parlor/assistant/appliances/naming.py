"""What words mean among appliances and their programs, and by when one is to be done. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
import re
from typing import Final

from rapidfuzz import fuzz

from ...appliances.command import Program
from ...appliances.kind import ApplianceKind
from ..later.moments import read_moment
from ..later.words import Words
from .seen import ToldAppliance

LEAST_ALIKE: Final = 88.0
MOST_WORDS: Final = 80
_MOST_PROGRAMS: Final = 300
# Kinds that a word for another also means, where there is none of that other.
_ALSO: Final[Mapping[ApplianceKind, frozenset[ApplianceKind]]] = {
    ApplianceKind.WASHER: frozenset({ApplianceKind.WASHER_DRYER}),
    ApplianceKind.DRYER: frozenset({ApplianceKind.WASHER_DRYER}),
}
_ARTICLES: Final = re.compile(r"^(?:the|my|our|der|die|das|den|dem|meine?n?|unsere?n?)\s+", re.IGNORECASE)
_NOT_WORDS: Final = re.compile(r"[\W_]+")
# How a time of day is said that stands alone: "7".
_TIMES: Final = ("{}", "at {}", "um {}", "{}시")


def spelled(text: str) -> str:
    """Return what is the same in all spellings of a name."""
    return _NOT_WORDS.sub(" ", text.casefold()).strip()


def named(
    appliances: Sequence[ToldAppliance], words: str, kinds: Mapping[str, ApplianceKind]
) -> tuple[ToldAppliance, ...]:
    """Return the appliances that words mean: an entity, a name, a kind of appliance, a room, else a part of a name; all of them where nothing is said."""
    said = _ARTICLES.sub("", words.strip()[:MOST_WORDS])
    if not said:
        return tuple(appliances)
    wanted = spelled(said)
    tests: tuple[Callable[[ToldAppliance], bool], ...] = (
        lambda each: said in (each.id, each.thing.entity_id, each.known.entity_id()),
        lambda each: any(spelled(name) == wanted for name in each.names),
    )
    for test in tests:
        if found := tuple(filter(test, appliances)):
            return found
    kind = ApplianceKind(said) if said in list(ApplianceKind) else kinds.get(wanted)
    if kind is not None and (found := of_kind(appliances, kind)):
        return found
    if found := tuple(each for each in appliances if each.area and spelled(each.area) == wanted):
        return found
    return tuple(each for each in appliances if any(_is_within(wanted, spelled(name)) for name in each.names))


def of_kind(appliances: Iterable[ToldAppliance], kind: ApplianceKind) -> tuple[ToldAppliance, ...]:
    """Return the appliances of a kind, else those that are as good as one."""
    every = tuple(appliances)
    exact = tuple(each for each in every if each.kind is kind)
    return exact or tuple(each for each in every if each.kind in _ALSO.get(kind, ()))


def _is_within(said: str, name: str) -> bool:
    """Say whether words are a part of a name, or are that name but for a slip."""
    return bool(name) and (f" {said} " in f" {name} " or _is_alike(said, name))


def _is_alike(said: str, name: str) -> bool:
    """Say whether words are a name but for a slip; another number is another thing."""
    return re.findall(r"\d+", said) == re.findall(r"\d+", name) and fuzz.ratio(said, name) >= LEAST_ALIKE


def programs_called(programs: Iterable[Program], words: str) -> tuple[Program, ...]:
    """Return the programs that words can mean: the one of that key or name, else those that they are a part of, else one but for a slip."""
    every = tuple(programs)[:_MOST_PROGRAMS]
    said = words.strip()[:MOST_WORDS]
    wanted = spelled(said)
    if exact := [each for each in every if each.key == said] or [
        each for each in every if wanted and wanted in program_forms(each)
    ]:
        return tuple(exact)
    if not wanted:
        return ()
    if within := [each for each in every if f" {wanted} " in f" {spelled(each.name)} "]:
        return tuple(within)
    return tuple(each for each in every if _is_alike(wanted, spelled(each.name)))


def program_forms(program: Program) -> frozenset[str]:
    """Return what a program may be called: its name, and the same without the degrees at its end."""
    name = spelled(program.name)
    return frozenset({name, re.sub(r"\s*\d+\s*(?:c|grad|degrees)?$", "", name)} - {""})


def read_ready_by(said: str, every_language: Iterable[Words], now: datetime) -> datetime | None:
    """Return by when something is to be ready, None where no time is said; raises OutOfReach."""
    said = " ".join(said.split()).strip(" ,.")[:MOST_WORDS]
    every = tuple(every_language)
    for text in _moments(said):
        for words in every:
            if (at := read_moment(text, words, now)) is not None:
                return at
    return None


def _moments(said: str) -> Iterator[str]:
    """Yield how a time may be meant: "7" is at seven, "tomorrow 7" tomorrow at seven."""
    for form in _TIMES:
        yield form.format(said)
    if found := re.fullmatch(r"(.*\D)\s(\d{1,2})", said):
        for form in _TIMES[1:]:
            yield f"{found[1]} {form.format(found[2])}"
