"""How an appliance's job is, in sentences of a language: only what is known, and never an end that nobody told."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from homeassistant.util import dt as dt_util

from ...appliances.job import Job, JobState
from ...appliances.reasons import OTHER
from ..later.telling import told_time
from ..prompt.describe import plain
from ..replies import Replies
from ..speech import join_sentences
from ..watched.words import length, local, when
from .seen import ToldAppliance
from .wishes import About

# States of which "is it done?" is answered with a no.
_NOT_DONE = frozenset({JobState.SCHEDULED, JobState.RUNNING, JobState.PAUSED, JobState.ATTENTION, JobState.ERROR})
_MOST_REASONS = 3
# More sentences about appliances nobody wants to hear.
MOST_TOLD = 6


def told_job(replies: Replies, appliance: ToldAppliance, about: About = About.DOING) -> str:
    """Return how an appliance's job is, as an answer to what was asked about it."""
    job = appliance.job
    told = _told(replies, appliance, job, asks_end=about is About.WHEN)
    if about is About.DONE:
        if job.state is JobState.FINISHED:
            return replies.say("appliance_yes", {"what": told})
        return replies.say("appliance_no", {"what": told}) if job.state in _NOT_DONE else told
    if about is About.RUNS and job.state is not JobState.UNKNOWN:
        key = "appliance_yes" if job.state is JobState.RUNNING else "appliance_no"
        return replies.say(key, {"what": told})
    return told


def told_jobs(replies: Replies, appliances: Sequence[ToldAppliance], about: About) -> str:
    """Return how several appliances are; asked which of them run, those of which there is something to tell."""
    if about is not About.ALL:
        return join_sentences(told_job(replies, each, about) for each in appliances[:MOST_TOLD])
    busy = [each for each in appliances if is_worth_telling(each.job)]
    told = [told_job(replies, each) for each in busy[:MOST_TOLD]]
    if not any(each.job.state is JobState.RUNNING for each in busy):
        told.insert(0, replies.say("appliances_none_run"))
    if unknown := [each.name for each in appliances if each.job.state is JobState.UNKNOWN]:
        told.append(replies.say("appliance_unknown", {"name": replies.join(unknown)}))
    return join_sentences(told)


def is_worth_telling(job: Job) -> bool:
    """Say whether somebody who asks for all appliances wants to hear of this one."""
    return job.state.is_under_way or job.state is JobState.SCHEDULED or job.is_waiting


def told_reasons(replies: Replies, reasons: Iterable[str]) -> str:
    """Return what an appliance wants somebody for; what nobody has words for is told as it is called, if it has a name at all."""
    told: list[str] = []
    for reason in (each for each in reasons if each != OTHER):
        key = f"appliance_reason_{reason}"
        told.append(replies.say(key) if replies.has(key) else plain(reason.replace("_", " "), 40))
    return replies.join(list(dict.fromkeys(told))[:_MOST_REASONS])


def _told(replies: Replies, appliance: ToldAppliance, job: Job, *, asks_end: bool) -> str:
    """Return how a job is, in a sentence or two."""
    given = {"name": appliance.name}
    match job.state:
        case JobState.RUNNING:
            return _running(replies, appliance, job, asks_end=asks_end)
        case JobState.FINISHED:
            return _finished(replies, job, given)
        case JobState.SCHEDULED if job.ends_at is not None:
            return replies.say("appliance_scheduled_until", {**given, "when": _to_come(replies, job.ends_at)})
        case JobState.ATTENTION | JobState.ERROR:
            reasons = told_reasons(replies, job.reasons)
            key = f"appliance_{job.state.value}"
            return replies.say(f"{key}_why" if reasons else key, {**given, "reasons": reasons})
        case _:
            return replies.say(f"appliance_{job.state.value}", given)


def _running(replies: Replies, appliance: ToldAppliance, job: Job, *, asks_end: bool) -> str:
    """Return what runs, and when it will be done as far as that is known."""
    phase = f"appliance_phase_{job.phase.value}" if job.phase else ""
    details = [appliance.running_program(), replies.say(phase) if replies.has(phase) else ""]
    told = ", ".join(each for each in details if each)
    key = "appliance_running_details" if told else "appliance_running"
    return join_sentences(
        [replies.say(key, {"name": appliance.name, "details": told}), _end(replies, job, asks_end=asks_end)]
    )


def _end(replies: Replies, job: Job, *, asks_end: bool) -> str:
    """Return when a run will be done, else how far it is; that nobody knows is only said to who asks."""
    now = dt_util.utcnow().timestamp()
    if job.ends_at is not None and job.ends_at > now:
        left = length(replies, max(60.0, job.ends_at - now))
        return replies.say("appliance_ends", {"when": _to_come(replies, job.ends_at), "length": left})
    if job.remaining:
        return replies.say("appliance_left", {"length": length(replies, job.remaining * 60)})
    told = replies.say("appliance_progress", {"progress": str(job.progress)}) if job.progress else ""
    return join_sentences([told, replies.say("appliance_no_end")]) if asks_end else told


def _finished(replies: Replies, job: Job, given: dict[str, str]) -> str:
    """Return since when it is done, and whether it is still to be emptied."""
    key = "appliance_finished_waiting" if job.is_waiting else "appliance_finished"
    if job.finished_at is None:
        return replies.say(f"{key}_undated", given)
    return replies.say(key, {**given, "when": when(replies, job.finished_at, dt_util.now())})


def _to_come(replies: Replies, at: float) -> str:
    """Return a time to come as one says it."""
    return told_time(replies, local(at), dt_util.now())


def told_moment(replies: Replies, at: datetime) -> str:
    """Return a time that something was set for."""
    return told_time(replies, at, dt_util.now())
