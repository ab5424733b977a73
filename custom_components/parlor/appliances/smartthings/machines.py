"""Which capabilities tell what of the machines that have runs, and which take commands. The first that says something is believed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ..kind import ApplianceKind

type At = tuple[str, str]  # a capability, and an attribute of it or a command to it


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Samsung's own capability, which tells more than the standard one: `remaining` in minutes, `progress` in per cent.

    `starts`, `pauses`, `resumes` and `stops` are its commands.
    """

    capability: str
    remaining: str | None = "remainingTime"
    progress: str = "progress"
    starts: str = "start"
    pauses: str = "pause"
    resumes: str = "resume"
    stops: str = "cancel"
    stop_arguments: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Programs:
    """Where programs are listed, which one is chosen and what chooses one; `is_coded` says that they are codes of a table."""

    capability: str
    chosen: str
    listed: str
    command: str
    is_coded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """How one kind of machine tells of itself and takes commands.

    `standard` is the capability of all makers, with its `setMachineState`; `delay` the minutes until a run ends that is put off, `later` those
    until it starts, and what puts it off.
    """

    standard: str
    states: tuple[At, ...]
    jobs: tuple[At, ...]
    ends: tuple[At, ...]
    details: Details
    programs: tuple[Programs, ...]
    delay: At | None = None
    later: At | None = None
    has_set_state: bool = True

    @property
    def of_run(self) -> frozenset[str]:
        """Return the capabilities that tell of a run: its state, its job, its end, its progress and what is left."""
        places = (*self.states, *self.jobs, *self.ends, *((self.delay,) if self.delay else ()))
        return frozenset({self.standard, self.details.capability, *(capability for capability, _ in places)})


_WASHER: Final = Machine(
    standard="washerOperatingState",
    states=(("washerOperatingState", "machineState"), ("samsungce.washerOperatingState", "operatingState")),
    jobs=(("washerOperatingState", "washerJobState"), ("samsungce.washerOperatingState", "washerJobState")),
    ends=(("washerOperatingState", "completionTime"),),
    details=Details(capability="samsungce.washerOperatingState"),
    programs=(
        Programs(
            capability="samsungce.washerCycle",
            chosen="washerCycle",
            listed="supportedCycles",
            command="setWasherCycle",
            is_coded=True,
        ),
    ),
    delay=("samsungce.washerDelayEnd", "setDelayTime"),
)
_DRYER: Final = Machine(
    standard="dryerOperatingState",
    states=(
        ("dryerOperatingState", "machineState"),
        ("samsungce.dryerOperatingState", "operatingState"),
        ("custom.steamClosetOperatingState", "steamClosetMachineState"),
    ),
    jobs=(
        ("dryerOperatingState", "dryerJobState"),
        ("samsungce.dryerOperatingState", "dryerJobState"),
        ("custom.steamClosetOperatingState", "steamClosetJobState"),
    ),
    ends=(("dryerOperatingState", "completionTime"), ("custom.steamClosetOperatingState", "completionTime")),
    details=Details(capability="samsungce.dryerOperatingState"),
    programs=(
        Programs(
            capability="samsungce.dryerCycle",
            chosen="dryerCycle",
            listed="supportedCycles",
            command="setDryerCycle",
            is_coded=True,
        ),
        Programs(
            capability="samsungce.steamClosetCycle",
            chosen="steamClosetCycle",
            listed="supportedCycles",
            command="setSteamClosetCycle",
            is_coded=True,
        ),
    ),
    delay=("samsungce.dryerDelayEnd", "setDelayTime"),
)
_DISHWASHER: Final = Machine(
    standard="dishwasherOperatingState",
    states=(("dishwasherOperatingState", "machineState"), ("samsungce.dishwasherOperation", "operatingState")),
    jobs=(("dishwasherOperatingState", "dishwasherJobState"), ("samsungce.dishwasherJobState", "dishwasherJobState")),
    ends=(("dishwasherOperatingState", "completionTime"),),
    # core's button to cancel says that the water is to be drained, too
    details=Details(capability="samsungce.dishwasherOperation", progress="progressPercentage", stop_arguments=(True,)),
    programs=(
        Programs(
            capability="samsungce.dishwasherWashingCourse",
            chosen="washingCourse",
            listed="supportedCourses",
            command="setWashingCourse",
        ),
    ),
    later=("samsungce.dishwasherOperation", "startLater"),
)
_OVEN: Final = Machine(
    standard="ovenOperatingState",
    states=(("ovenOperatingState", "machineState"), ("samsungce.ovenOperatingState", "operatingState")),
    jobs=(("ovenOperatingState", "ovenJobState"), ("samsungce.ovenOperatingState", "ovenJobState")),
    ends=(("ovenOperatingState", "completionTime"), ("samsungce.ovenOperatingState", "completionTime")),
    # it has no word for going on: what pauses is started again
    details=Details(capability="samsungce.ovenOperatingState", remaining=None, resumes="start", stops="stop"),
    programs=(
        Programs(
            capability="samsungce.ovenMode", chosen="ovenMode", listed="supportedOvenModes", command="setOvenMode"
        ),
        Programs(capability="ovenMode", chosen="ovenMode", listed="supportedOvenModes", command="setOvenMode"),
    ),
    has_set_state=False,
)

MACHINES: Final[Mapping[ApplianceKind, Machine]] = {
    ApplianceKind.WASHER: _WASHER,
    ApplianceKind.WASHER_DRYER: _WASHER,
    ApplianceKind.DRYER: _DRYER,
    ApplianceKind.DISHWASHER: _DISHWASHER,
    ApplianceKind.OVEN: _OVEN,
    ApplianceKind.MICROWAVE: _OVEN,
}
