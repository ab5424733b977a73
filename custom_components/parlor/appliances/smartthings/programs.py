"""The programs of a SmartThings appliance, called as the device itself calls them."""

from collections.abc import Mapping
import re
from typing import Final

from ..command import Program
from ..kind import ApplianceKind
from .machines import MACHINES, Programs
from .status import MAIN, Status, as_number, text, texts, value

_NOT_ONE: Final = frozenset({"NoOperation", "Others"})
_CODE: Final = re.compile(r"(?P<table>.+_)?(?P<code>[0-9A-F]{2})")
_PRESETS: Final = ("samsungce.washerCyclePreset", "samsungce.dryerCyclePreset", "samsungce.steamClosetCyclePreset")
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD: Final = re.compile(r"[A-Za-z]{3,}")


def programs(kind: ApplianceKind, status: Status, component: str = MAIN) -> tuple[Program, ...]:
    """Return what can be chosen. Samsung sends codes without names: a code is called by its code, unless its owner gave it a title."""
    source = source_of(kind, status, component)
    if source is None:
        return ()
    if not source.is_coded:
        listed = texts(status, source.capability, source.listed, component)
        return tuple(Program(key=one, name=_plain(one)) for one in listed if one not in _NOT_ONE)
    titles = _titles(status, component)
    prefix = _prefix(source, status, component)
    if prefix is None:
        return ()
    codes = dict.fromkeys(_codes(source, status, component))
    return tuple(Program(key=prefix + code, name=titles.get(code, prefix + code)) for code in codes)


def source_of(kind: ApplianceKind, status: Status, component: str = MAIN) -> Programs | None:
    """Return the capability by which programs are chosen, None where there is none."""
    machine = MACHINES.get(kind)
    offered = machine.programs if machine else ()
    return next((one for one in offered if one.capability in status.get(component, {})), None)


def length_of(status: Status, program: str, component: str = MAIN) -> float | None:
    """Return how many minutes a program takes as the device itself lists it, which only dishwashers do."""
    listed = value(status, "samsungce.dishwasherWashingCourseDetails", "predefinedCourses", component)
    courses = [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    times = (one.get("expectedTime") for one in courses if one.get("courseName") == program)
    time = next((one for one in times if isinstance(one, Mapping) and one.get("unit") == "min"), None)
    return as_number(time.get("time")) if time else None


def _codes(source: Programs, status: Status, component: str) -> list[str]:
    """Return the codes of a list of programs."""
    listed = value(status, source.capability, source.listed, component)
    told = [one.get("cycle") for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    return [code for code in told if isinstance(code, str) and _CODE.fullmatch(code)]


def _prefix(source: Programs, status: Status, component: str) -> str | None:
    """Return what stands before a code where one is chosen: as the chosen one shows it, else as the table is named; None where neither is told."""
    chosen = text(status, source.capability, source.chosen, component)
    if chosen is not None:
        found = _CODE.fullmatch(chosen)
        return (found["table"] or "") if found else None
    table = value(status, source.capability, "referenceTable", component)
    name = table.get("id") if isinstance(table, Mapping) else None
    return f"{name}_Course_" if isinstance(name, str) and name else None


def _titles(status: Status, component: str) -> Mapping[str, str]:
    """Return what their owner called the programs that somebody made, by their codes."""
    found = [value(status, capability, "presets", component) for capability in _PRESETS]
    presets = [(code, one) for told in found if isinstance(told, Mapping) for code, one in told.items()]
    return {
        code: title
        for code, one in presets
        if isinstance(one, Mapping) and isinstance(title := one.get("title"), str) and title.strip()
    }


def _plain(word: str) -> str:
    """Return a word of a program as words: `rinseOnly` is rinse only, and what is no word stays as it is."""
    parts = _HUMP.split(word)
    if not all(_WORD.fullmatch(part) for part in parts):
        return word
    return " ".join([parts[0].capitalize(), *(part.lower() for part in parts[1:])])
