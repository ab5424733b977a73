"""The jobs of appliances: what real payloads say, what a day of a big home costs, how soon an event is seen, and every end told once."""

import asyncio
import os
from pathlib import Path
from typing import Any

from .jobs_cloud import DEVICES, Day, day, entities_wrong, event_to_entity_ms
from .jobs_payloads import Payloads, measured
from .jobs_runs import Played, played
from .report import REPOSITORY, Report


async def run(*, quick: bool) -> Report:
    """Measure all of it, one after the other."""
    folder = Path(os.environ.get("PARLOR_DATA", REPOSITORY.parent / "shared" / "data")) / "smartthings"
    if not folder.is_dir():
        return Report(suite="jobs", skipped="the published payloads are not there: PARLOR_DATA names their folder")
    runs = played(1_000 if quick else 12_000)
    payloads = await asyncio.to_thread(measured, folder)
    event_ms, core_ms = await event_to_entity_ms(folder, 100 if quick else 1_000)
    wrong = await entities_wrong(folder)
    step = 60.0 if quick else 15.0
    with_parlor = await day(folder, with_parlor=True, step=step)
    alone = await day(folder, with_parlor=False, step=step)
    ours: dict[str, Any] = {
        "payloads": payloads.payloads,
        "exceptions": len(payloads.exceptions),
        "invented_ends": len(payloads.invented),
        "entities_wrong": len(wrong),
        "extra_requests": with_parlor.requests + with_parlor.at_start - alone.requests - alone.at_start,
        "event_to_entity_ms": event_ms,
        "finished_missed": len(runs.ours.missed),
        "finished_twice": len(runs.ours.false),
    }
    core = {
        "invented_ends": payloads.core_invented,
        "event_to_entity_ms": core_ms,
        "finished_missed": len(runs.naive.missed),
        "finished_twice": len(runs.naive.false),
    }
    notes = (*_of_payloads(payloads), *_of_cloud(with_parlor, wrong), *_of_runs(runs))
    return Report(suite="jobs", ours=ours, core=core, notes=notes)


def _of_payloads(payloads: Payloads) -> tuple[str, ...]:
    return (
        f"payloads: {payloads.lied} of them claim an end at rest; core: of {payloads.core_resting} machines at rest {payloads.core_invented} show one",
        *(f"raised: {one}" for one in payloads.exceptions[:5]),
        *(f"invented: {one}" for one in payloads.invented[:5]),
    )


def _of_cloud(with_parlor: Day, wrong: list[str]) -> tuple[str, ...]:
    return (
        f"a day of {DEVICES} devices: {with_parlor.at_start} requests of core's at the start, {with_parlor.requests} after that",
        f"in that day {with_parlor.runs} runs began, and {with_parlor.told} ends were told",
        *(f"wrong: {one}" for one in wrong[:5]),
    )


def _of_runs(found: Played) -> tuple[str, ...]:
    ours = found.ours
    return (
        f"{found.runs} runs, {ours.ends} came to their end by themselves; {ours.told} ends were told; an automation on core's state told {found.naive.told}",
        f"what nobody could know (bench/jobs_known.py says when): {ours.unknowable} ends, {ours.unclear} stops that fit an end and a break",
        f"and {ours.misled} runs that were said to stand while they ran, or to run while they stood",
        f"asked for everything anew {found.asked} times, where a run was not heard of past its end",
        *(f"missed: {one}" for one in ours.missed[:5]),
        *(f"told wrongly: {one}" for one in ours.false[:5]),
    )
