"""What carries out an order to a SmartThings appliance, why it cannot be carried out, and how it is seen that it was."""

from collections.abc import Callable
from typing import Final

from ..command import CloudCall, Command, Order, Why
from ..kind import ApplianceKind
from ..reading import Doing, Phase, Reading
from .machines import MACHINES, Machine
from .programs import length_of, programs, source_of
from .reading import program_of, read_status
from .status import MAIN, Status, flag, has, number, text

LONGEST_DELAY: Final = 24 * 60  # minutes: further ahead no machine's own dial goes
_NEAR: Final = 10.0  # minutes: machines round the time that they are told
_UNDER_WAY: Final = frozenset({Doing.RUNNING, Doing.PAUSED})
_STATES: Final = {Command.START: "run", Command.RESUME: "run", Command.PAUSE: "pause", Command.STOP: "stop"}


def calls(
    kind: ApplianceKind, status: Status, order: Order, now: float, *, is_online: bool = True, component: str = MAIN
) -> tuple[CloudCall, ...] | Why:
    """Return the commands that carry out an order, in their order, or why it is known before that they would not."""
    machine = MACHINES.get(kind)
    if machine is None:
        return Why.NOT_OFFERED
    if not is_online:
        return Why.OFFLINE
    reading = read_status(kind, status, is_online=True, now=now, component=component)
    order = _meant(order, reading)
    if (why := _refusal(order, reading)) is not None:
        return why
    chosen = _choosing(kind, status, order, component)
    if isinstance(chosen, Why):
        return chosen
    if order.command is Command.PROGRAM:
        return chosen or Why.ALREADY
    begun = (
        _telling(machine, status, order.command, component)
        if order.ready_at is None
        else _putting_off(machine, status, order, now, component)
    )
    return begun if isinstance(begun, Why) else (*chosen, *begun)


def commands(kind: ApplianceKind, status: Status, component: str = MAIN) -> frozenset[Command]:
    """Return what an appliance can be told at all, whatever it does now."""
    if (machine := MACHINES.get(kind)) is None:
        return frozenset()
    offered = {one for one in _STATES if not isinstance(_telling(machine, status, one, component), Why)}
    return frozenset(offered | ({Command.PROGRAM} if programs(kind, status, component) else set()))


def seen(kind: ApplianceKind, order: Order, now: float, component: str = MAIN) -> Callable[[Status], bool]:
    """Return what says of a status whether an order was carried out."""
    machine = MACHINES.get(kind)

    def is_seen(status: Status) -> bool:
        if machine is None:
            return False
        is_chosen = order.program is None or program_of(machine, status, component) == order.program
        reading = read_status(kind, status, is_online=True, now=now, component=component)
        return is_chosen and (order.command is Command.PROGRAM or _shows(order, reading))

    return is_seen


def echo(call: CloudCall) -> Callable[[Status], bool] | None:
    """Return what shows that a device took what is set before a start, None of other commands.

    Nothing is started before that is seen: the wrong program, or a run at once instead of later, would be worse than none.
    """
    wanted = call.arguments[0] if call.arguments else None
    for machine in MACHINES.values():
        for one in machine.programs:
            if (one.capability, one.command) == (call.capability, call.command):
                return lambda status: text(status, one.capability, one.chosen, call.component) == wanted
        if machine.delay == (call.capability, call.command):
            return lambda status: _is_near(number(status, call.capability, "remainingTime", call.component), wanted)
    return None


def _is_near(minutes: float | None, wanted: object) -> bool:
    return minutes is not None and isinstance(wanted, (int, float)) and abs(minutes - wanted) < _NEAR


def _shows(order: Order, reading: Reading) -> bool:
    """Say whether a reading shows what was ordered."""
    match order.command:
        case Command.START if order.ready_at is not None:
            off = 0.0 if reading.remaining is None else reading.remaining - (order.ready_at - reading.at) / 60
            return reading.doing is Doing.SCHEDULED and abs(off) < _NEAR
        case Command.START | Command.RESUME:
            return reading.doing is Doing.RUNNING
        case Command.PAUSE:
            return reading.doing is Doing.PAUSED
        case _:
            return reading.doing in (Doing.IDLE, Doing.OFF, Doing.FINISHED, Doing.CANCELLED)


def _meant(order: Order, reading: Reading) -> Order:
    """Take the start of what is paused, without anything else to it, for what its start button does: it goes on."""
    is_plain = order.program is None and order.ready_at is None
    is_resumed = order.command is Command.START and reading.doing is Doing.PAUSED and is_plain
    return Order(command=Command.RESUME) if is_resumed else order


def _refusal(order: Order, reading: Reading) -> Why | None:
    """Return why a machine would not do it as it is now."""
    if (why := _misfit(order, reading)) is not None:
        return why
    # Nobody may be kept from stopping: of what says that it takes no commands, the echo tells whether it took this one.
    if reading.remote is False and order.command is not Command.STOP:
        return Why.REMOTE_OFF
    if reading.door_open and order.command in (Command.START, Command.RESUME):
        return Why.DOOR_OPEN
    return None


def _misfit(order: Order, reading: Reading) -> Why | None:
    """Return why an order does not fit what a machine does; what is not known fits."""
    doing = reading.doing
    if doing is Doing.UNKNOWN:
        return None
    if order.command is Command.START and doing in _UNDER_WAY:
        is_plain = order.program in (None, reading.program) and order.ready_at is None
        return Why.ALREADY if doing is Doing.RUNNING and is_plain else Why.BUSY
    if order.command is Command.PROGRAM and doing in _UNDER_WAY:
        return Why.BUSY
    if order.command is Command.PAUSE and doing is not Doing.RUNNING:
        return Why.ALREADY if doing is Doing.PAUSED else Why.NOT_RUNNING
    if order.command is Command.RESUME and doing is not Doing.PAUSED:
        return Why.ALREADY if doing is Doing.RUNNING else Why.NOT_RUNNING
    is_over = doing in (Doing.IDLE, Doing.OFF) or (doing is Doing.FINISHED and reading.phase is not Phase.ANTI_CREASE)
    return Why.NOT_RUNNING if order.command is Command.STOP and is_over else None


def _choosing(kind: ApplianceKind, status: Status, order: Order, component: str) -> tuple[CloudCall, ...] | Why:
    """Return what chooses the program of an order: nothing where it is chosen."""
    machine, source = MACHINES[kind], source_of(kind, status, component)
    if order.program is None:
        return Why.NO_PROGRAM if order.command is Command.PROGRAM else ()
    if source is None or order.command not in (Command.PROGRAM, Command.START):
        return Why.NOT_OFFERED
    if order.program not in {one.key for one in programs(kind, status, component)}:
        return Why.NO_PROGRAM
    if program_of(machine, status, component) == order.program:
        return ()
    return (
        CloudCall(
            capability=source.capability, command=source.command, arguments=(order.program,), component=component
        ),
    )


def _telling(machine: Machine, status: Status, command: Command, component: str) -> tuple[CloudCall, ...] | Why:
    """Return the command itself: Samsung's own where the machine has it, else the state that is to be."""
    own = machine.details
    if has(status, own.capability, component):
        name = {
            Command.START: own.starts,
            Command.PAUSE: own.pauses,
            Command.RESUME: own.resumes,
            Command.STOP: own.stops,
        }[command]
        arguments = own.stop_arguments if command is Command.STOP else ()
        return (CloudCall(capability=own.capability, command=name, arguments=arguments, component=component),)
    if not has(status, machine.standard, component):
        return Why.NOT_OFFERED
    if machine.has_set_state:
        state = (_STATES[command],)
        return (
            CloudCall(capability=machine.standard, command="setMachineState", arguments=state, component=component),
        )
    # The standard oven is told a mode, a time and a heat with its start, which nobody here may guess.
    is_stop = command is Command.STOP
    return (
        (CloudCall(capability=machine.standard, command="stop", component=component),) if is_stop else Why.NOT_OFFERED
    )


def _putting_off(
    machine: Machine, status: Status, order: Order, now: float, component: str
) -> tuple[CloudCall, ...] | Why:
    """Return what has a run done by the time that an order names."""
    if order.command is not Command.START or order.ready_at is None:
        return Why.NOT_OFFERED
    minutes = int((order.ready_at - now) // 60)
    if machine.delay and has(status, machine.delay[0], component):
        return _ending(machine, status, minutes, order, component)
    if machine.later and has(status, machine.later[0], component):
        return _beginning(machine, status, minutes, order, component)
    return Why.NOT_OFFERED


def _ending(
    machine: Machine, status: Status, minutes: int, order: Order, component: str
) -> tuple[CloudCall, ...] | Why:
    """Return what sets the end of a run: the minutes until it, then the start, as at the machine itself."""
    capability, command = machine.delay or ("", "")
    is_same = order.program in (None, program_of(machine, status, component))
    least = number(status, capability, "minimumReservableTime", component) or _length(machine, status, component)
    if minutes < max(1.0, least or 0.0 if is_same else 0.0):
        return Why.TOO_SOON
    if minutes > LONGEST_DELAY:
        return Why.TOO_LATE
    started = _telling(machine, status, Command.START, component)
    put_off = CloudCall(capability=capability, command=command, arguments=(minutes,), component=component)
    return started if isinstance(started, Why) else (put_off, *started)


def _beginning(
    machine: Machine, status: Status, minutes: int, order: Order, component: str
) -> tuple[CloudCall, ...] | Why:
    """Return what sets the start of a run, which is known only where it is known how long the run takes."""
    capability, command = machine.later or ("", "")
    length = length_of(status, order.program or "", component)
    if length is None and order.program in (None, program_of(machine, status, component)):
        length = _length(machine, status, component)
    if length is None or flag(status, capability, "reservable", component) is False:
        return Why.NOT_OFFERED
    if minutes - length < 1:
        return Why.TOO_SOON
    if minutes - length > LONGEST_DELAY:
        return Why.TOO_LATE
    wait = int(minutes - length)
    return (CloudCall(capability=capability, command=command, arguments=(wait,), component=component),)


def _length(machine: Machine, status: Status, component: str) -> float | None:
    """Return how long the chosen program takes: what a machine that does nothing tells as the time that is left."""
    return number(status, machine.details.capability, machine.details.remaining or "", component)
