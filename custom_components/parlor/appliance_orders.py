"""An order on its way to an appliance: it is done when that is seen, and never because it was sent."""

import asyncio
from collections.abc import Callable
import time
from typing import TYPE_CHECKING

from .appliances.command import Command, Order, Outcome, Why
from .appliances.job import Change, Job, JobState
from .appliances.reading import Phase

if TYPE_CHECKING:
    from .appliance import Appliance


def is_seen(order: Order, job: Job) -> bool:
    """Say whether a job shows that an order was carried out."""
    match order.command:
        case Command.START:
            is_program = order.program is None or job.program in (None, order.program)
            wanted = JobState.RUNNING if order.ready_at is None else JobState.SCHEDULED
            return job.state is wanted and is_program
        case Command.PAUSE:
            return job.state is JobState.PAUSED
        case Command.RESUME:
            return job.state is JobState.RUNNING
        case Command.STOP:
            is_over = not job.state.is_under_way and job.state not in (JobState.SCHEDULED, JobState.UNKNOWN)
            return is_over or job.phase is Phase.RETURN  # a robot that is told to stop drives home
        case Command.PROGRAM:
            return job.program == order.program


def is_needless(order: Order, job: Job) -> bool:
    """Say whether there is nothing to do: it is so already."""
    return order.command in (Command.PAUSE, Command.RESUME) and is_seen(order, job)


async def async_order(appliance: Appliance, order: Order) -> Outcome:
    """Tell an appliance something, and wait until that is seen or will not be."""
    job = appliance.watch.job
    if is_needless(order, job):
        return Outcome(why=Why.ALREADY)
    now = time.time()
    calls = appliance.voice.calls(order, now)
    if isinstance(calls, Why):
        return Outcome(why=calls)
    if job.door_open and order.command in (Command.START, Command.RESUME):
        return Outcome(why=Why.DOOR_OPEN)  # as its owner sees it, who may know of a door of which the brand does not
    before = appliance.watch.ordered
    _mark(appliance, order)
    seen = asyncio.Event()
    end = appliance.subscribe(_looking(order, seen))
    outcome = Outcome(why=Why.NO_EFFECT)
    try:
        outcome = await appliance.voice.carry_out(calls)
        if not outcome.is_done:
            return outcome
        if not is_seen(order, appliance.watch.job):
            async with asyncio.timeout(appliance.voice.patience):
                await seen.wait()
    except TimeoutError:
        outcome = await appliance.voice.why_not(order, now)
    finally:
        end()
        if not outcome.is_done and order.command in (Command.START, Command.STOP):
            appliance.watch.ordered = before  # what it was not made to do explains nothing of what it does later
    return outcome


def _mark(appliance: Appliance, order: Order) -> None:
    """Have it known what it is told, as that explains what it does next."""
    if order.command is Command.START:
        appliance.watch.order_start()
    elif order.command is Command.STOP:
        appliance.watch.order_stop()


def _looking(order: Order, seen: asyncio.Event) -> Callable[[Change], None]:
    """Return a listener that looks for what was ordered."""

    def look(change: Change) -> None:
        if is_seen(order, change.job):
            seen.set()

    return look
