"""Appliances in a line each, as a model reads them. Names and programs are data."""

from collections.abc import Sequence
from typing import Final

from homeassistant.util import dt as dt_util

from ...appliances.job import Job, JobState
from ..prompt.describe import plain
from ..watched.words import local
from .seen import ToldAppliance
from .telling import is_worth_telling

# Jobs that every request tells of, where there are any.
MOST_LINES: Final = 4
_MOST_PROGRAMS: Final = 30


def appliance_line(appliance: ToldAppliance, *, with_programs: bool = False) -> str:
    """Return an appliance with its kind, its room and its job."""
    place = f", {plain(appliance.area, 40)}" if appliance.area else ""
    programs = [plain(program.name, 40) for program in appliance.known.programs()[:_MOST_PROGRAMS]]
    more = f"; programs: {', '.join(programs)}" if with_programs and programs else ""
    return f"{appliance.name} ({appliance.kind.value}{place}): {_job(appliance)}{more}"


def busy_lines(appliances: Sequence[ToldAppliance]) -> list[str]:
    """Return a short line for each of the jobs that run or wait, at most a few: every request has them."""
    busy = [f"{each.name}: {_in_short(each.job)}" for each in appliances if is_worth_telling(each.job)]
    return ["Appliances:", *busy[:MOST_LINES]] if busy else []


def _in_short(job: Job) -> str:
    """Return what matters of a job."""
    told = [job.state.value, job.phase.value if job.phase else "", *_times(job)[-1:], *_reasons(job)]
    return ", ".join(each for each in told if each)


def _job(appliance: ToldAppliance) -> str:
    """Return how a job is; what is not known is not there."""
    job = appliance.job
    told = [job.state.value, job.phase.value if job.phase else "", appliance.running_program()]
    return ", ".join(each for each in (*told, *_times(job), *_reasons(job)) if each)


def _times(job: Job) -> list[str]:
    """Return how long a job runs on, and until when or since when it does or did; the most telling last."""
    told = [f"{job.remaining} min left"] if job.remaining else []
    if job.ends_at is not None and job.ends_at > dt_util.utcnow().timestamp():
        told.append(f"ends {_clock(job.ends_at)}")
    if job.state is JobState.FINISHED and job.finished_at is not None:
        told.append(f"at {_clock(job.finished_at)}")
    return told


def _reasons(job: Job) -> list[str]:
    """Return what somebody is waited for."""
    waiting = ["not emptied"] if job.is_waiting else []
    return [*waiting, *(plain(reason, 40) for reason in job.reasons[:3])]


def _clock(at: float) -> str:
    """Return a time, with its day where it is not today."""
    moment, today = local(at), dt_util.now().date()
    return f"{moment:%H:%M}" if moment.date() == today else f"{moment:%Y-%m-%d %H:%M}"
