"""What a SmartThings appliance says of itself, as a reading; all of it out of what was pushed or told at the start, and nothing guessed."""

from collections.abc import Mapping
from datetime import datetime
import re
from typing import Final

from ..kind import ApplianceKind
from ..reading import Doing, Phase, Reading
from .machines import MACHINES, At, Details, Machine
from .status import MAIN, Status, as_number, flag, number, text, value
from .wanting import reasons
from .words import COOKTOP, NO_JOB, NO_RUN_JOBS, PHASES, ROBOT, SCHEDULED_JOBS, STATES

_UNDER_WAY: Final = frozenset({Doing.RUNNING, Doing.PAUSED})
_OVER: Final = frozenset({Phase.FINISH, Phase.ANTI_CREASE})
_NO_PROGRAMS: Final = frozenset({"NoOperation", "Others"})  # what an oven says that has none
_TIME: Final = re.compile(r"(\d{1,3}):(\d{2})(?::(\d{2}))?")


def read_status(kind: ApplianceKind, status: Status, *, is_online: bool, now: float, component: str = MAIN) -> Reading:
    """Return what an appliance says; `component` is the part of the device that it is, `now` Unix time."""
    if not is_online:
        return Reading(doing=Doing.UNKNOWN, at=now)
    machine = MACHINES.get(kind)
    doing, phase, raw = _machine(machine, status, component) if machine else _other(kind, status, component)
    return Reading(
        doing=doing,
        at=now,
        raw=raw,
        phase=phase,
        program=program_of(machine, status, component) if machine else None,
        progress=_progress(machine, doing, status, component) if machine else None,
        ends_at=_ends_at(machine, doing, status, component) if machine else None,
        remaining=_remaining(machine, doing, status, component) if machine else None,
        door_open=door_of(status, component),
        remote=remote_of(status, component),
        energy=_energy(status, component),
        reasons=reasons(status, component),
    )


def program_of(machine: Machine, status: Status, component: str = MAIN) -> str | None:
    """Return the key of the program that is chosen."""
    chosen = (text(status, one.capability, one.chosen, component) for one in machine.programs)
    return next((program for program in chosen if program is not None and program not in _NO_PROGRAMS), None)


def door_of(status: Status, component: str = MAIN) -> bool | None:
    """Return whether a door is open: of a part its own, else that of the whole."""
    places: tuple[At, ...] = (
        ("samsungce.doorState", "doorState"),
        ("doorControl", "door"),
        ("contactSensor", "contact"),
    )
    told = _first(status, places, component) or _first(status, places, MAIN)
    return {"open": True, "closed": False}.get(told or "")


def remote_of(status: Status, component: str = MAIN) -> bool | None:
    """Return whether it takes commands from afar: a part as it says itself, else as the whole does."""
    told = flag(status, "remoteControlStatus", "remoteControlEnabled", component)
    return flag(status, "remoteControlStatus", "remoteControlEnabled") if told is None else told


def as_minutes(told: str | None) -> float | None:
    """Return the minutes of a time such as `01:30` or `01:30:00`."""
    found = _TIME.fullmatch(told) if told else None
    return int(found[1]) * 60 + int(found[2]) + int(found[3] or 0) / 60 if found else None


def _machine(machine: Machine, status: Status, component: str) -> tuple[Doing, Phase | None, str | None]:
    """Return what a machine does, at what, and in which of its own words."""
    if text(status, "custom.ovenCavityStatus", "ovenCavityStatus", component) == "off":
        return Doing.OFF, None, "off"  # the plate that makes two ovens of one is not in it
    state = _first(status, machine.states, component)
    job = _job(machine, status, component, state)
    word = job.lower() if job else ""
    phase = PHASES.get(word)
    if phase in _OVER:
        return Doing.FINISHED, phase, job
    if word in SCHEDULED_JOBS or (phase is None and _starts_later(status, component)):
        return Doing.SCHEDULED, None, job or state
    if word in NO_RUN_JOBS:
        return Doing.IDLE, None, job
    doing = STATES.get(state.lower(), Doing.UNKNOWN) if state else Doing.UNKNOWN
    if doing is Doing.IDLE and _turns(status, component):
        return Doing.FINISHED, Phase.ANTI_CREASE, state
    if doing not in _UNDER_WAY:
        return doing, None, state
    # A time that is only set, and not started, is told as well: by a machine at rest.
    if job is None and machine.delay and (number(status, machine.delay[0], "remainingTime", component) or 0) > 0:
        return Doing.SCHEDULED, None, state
    return doing, phase, job or state


def _turns(status: Status, component: str) -> bool:
    """Say whether a dryer that is done keeps its load from creasing."""
    return text(status, "custom.dryerWrinklePrevent", "operatingState", component) == "running"


def _starts_later(status: Status, component: str) -> bool:
    """Say whether a dishwasher counts down to its start."""
    return (number(status, "samsungce.dishwasherOperation", "timeLeftToStart", component) or 0) > 0


def _job(machine: Machine, status: Status, component: str, state: str | None) -> str | None:
    """Return the first job that is one, in the machine's own word.

    Of a machine at rest whose standard capability says that there is none, Samsung's own is not asked: it may be of before, as core keeps only
    the standard one up to date.
    """
    told = [text(status, capability, attribute, component) for capability, attribute in machine.jobs]
    if told[0] is not None and state is not None and STATES.get(state.lower()) is Doing.IDLE:
        told = told[:1]
    return next((job for job in told if job is not None and job.lower() not in NO_JOB), None)


def _first(status: Status, places: tuple[At, ...], component: str) -> str | None:
    told = (text(status, capability, attribute, component) for capability, attribute in places)
    return next((one for one in told if one is not None), None)


def _is_heard(details: Details, status: Status, component: str) -> bool:
    """Say whether Samsung's own capability speaks of a run that goes on, and not still of how it was before."""
    state = text(status, details.capability, "operatingState", component)
    return state is None or STATES.get(state.lower()) in _UNDER_WAY


def _progress(machine: Machine, doing: Doing, status: Status, component: str) -> float | None:
    """Return how far a run is; a machine that does nothing says 1 %."""
    details = machine.details
    if doing not in _UNDER_WAY or not _is_heard(details, status, component):
        return None
    told = number(status, details.capability, details.progress, component)
    if told is None:
        told = number(status, machine.standard, "progress", component)
    return told if told is not None and 0 <= told <= 100 else None


def _remaining(machine: Machine, doing: Doing, status: Status, component: str) -> float | None:
    """Return the minutes until the end; a machine that does nothing tells how long its program would take."""
    if doing is Doing.SCHEDULED and machine.delay:
        return _positive(number(status, machine.delay[0], "remainingTime", component))
    details = machine.details
    if doing not in _UNDER_WAY or details.remaining is None or not _is_heard(details, status, component):
        return None
    told = number(status, details.capability, details.remaining, component)
    if told is None:
        told = as_minutes(text(status, details.capability, "remainingTimeStr", component))
    return told if told is not None and told >= 0 else None


def _ends_at(machine: Machine, doing: Doing, status: Status, component: str) -> float | None:
    """Return the end that is claimed: of one that does nothing that is a lie, of an oven without a time the moment it said so."""
    if doing not in _UNDER_WAY and doing is not Doing.SCHEDULED:
        return None
    if machine is MACHINES[ApplianceKind.OVEN] and not _has_time(machine, status, component):
        return None
    told = _first(status, machine.ends, component)
    try:
        ends = datetime.fromisoformat(told) if told else None
    except ValueError:
        return None
    return ends.timestamp() if ends is not None and ends.tzinfo is not None else None


def _has_time(machine: Machine, status: Status, component: str) -> bool:
    """Say whether an oven was told how long; where it does not say so, it may have been."""
    told = value(status, machine.details.capability, "operationTime", component)
    if isinstance(told, str):
        return as_minutes(told) != 0
    return number(status, machine.standard, "operationTime", component) != 0


def _positive(told: float | None) -> float | None:
    return told if told is not None and told > 0 else None


def _other(kind: ApplianceKind, status: Status, component: str) -> tuple[Doing, Phase | None, str | None]:
    """Return what an appliance does that is on or off, or a robot."""
    if kind is ApplianceKind.ROBOT_VACUUM:
        return _robot(status, component)
    if kind is ApplianceKind.COOKTOP:
        state = text(status, "custom.cooktopOperatingState", "cooktopOperatingState", component)
        return COOKTOP.get(state.lower() if state else "", Doing.UNKNOWN), None, state
    switch = text(status, "switch", "switch", component)
    doing = {"on": Doing.RUNNING, "off": Doing.OFF}.get(switch or "", Doing.UNKNOWN)
    if switch is None and kind is ApplianceKind.REFRIGERATOR:
        return Doing.RUNNING, None, None  # has no switch: it is heard, so it runs
    return doing, None, switch


def _robot(status: Status, component: str) -> tuple[Doing, Phase | None, str | None]:
    places: tuple[At, ...] = (
        ("samsungce.robotCleanerOperatingState", "operatingState"),
        ("robotCleanerMovement", "robotCleanerMovement"),
    )
    state = _first(status, places, component)
    doing, phase = ROBOT.get(state.lower() if state else "", (Doing.UNKNOWN, None))
    return doing, phase, state


def _energy(status: Status, component: str) -> float | None:
    """Return what the meter has counted; it is told in watt-hours, and some devices say -1 for not known."""
    report = value(status, "powerConsumptionReport", "powerConsumption", component)
    if not isinstance(report, Mapping):
        return None
    told = as_number(report.get("energy"))
    return told / 1000 if told is not None and told >= 0 else None
