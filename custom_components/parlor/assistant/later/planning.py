"""Plans something for later, judged by the policy when it is planned; finds, tells and cancels what is planned."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
import re
from typing import Final

from rapidfuzz import fuzz

from homeassistant.core import HomeAssistant
from homeassistant.helpers.llm import LLMContext
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType

from ..acting.execute import refusal_of
from ..acting.recording import async_keep_revocable, async_log
from ..confirming.asking import Asking
from ..plan.steps import Step
from ..policy.actor import Actor
from ..policy.judging import Judgement, async_judge, not_confirmed
from ..replies import Replies, async_get_replies
from ..speech import speech_of
from ..watched.spans import span_of
from .automating import async_build, async_not_allowed
from .editor import Invalid
from .job import Asker, Job
from .keeping import CannotWait, Later, TooMany
from .moments import OutOfReach, read_moment
from .reading import Wish
from .revoking import CancelledJobs, PlannedJob
from .telling import MOST_TOLD, sentence_of, told_job
from .when import Every
from .words import load_all

LEAST_ALIKE: Final = 80.0
_SAME_SECONDS: Final = 60.0
_ALL: Final = frozenset({"all", "everything", "*", "alle", "alles", "전부", "모두", "모든", "다"})
_SPAN_WORDS: Final = {
    "today": 0, "tonight": 0, "this evening": 0, "tomorrow": 1, "heute": 0, "heute abend": 0, "morgen": 1, "오늘": 0,
    "오늘 밤": 0, "오늘 저녁": 0, "내일": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What became of a wish for later: what to say, and whether it is planned; for a model also what stands in the way."""

    speech: str
    is_done: bool = False
    is_held: bool = False
    problem: str = ""
    details: str = ""

    def as_data(self) -> JsonObjectType:
        """Return it for a model."""
        if self.problem:
            return {"done": False, "problems": [self.problem]}
        more: JsonObjectType = {"automation": self.details} if self.details else {}
        if self.is_held:
            more["held"] = True
        return {"done": self.is_done, "speech": self.speech, **more}


@dataclass(frozen=True, slots=True)
class Found:
    """Jobs that were meant; `is_sure` says whether all of them were, if there are several."""

    jobs: tuple[Job, ...]
    is_sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDeed:
    """A job that waits for a yes before it is kept: the yes holds for when it runs."""

    hass: HomeAssistant
    replies: Replies
    later: Later
    job: Job

    @property
    def description(self) -> str:
        """Return when it would do what."""
        return told_job(self.hass, self.replies, self.job)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return what it would do."""
        return self.job.steps

    async def async_judge(self, actor: Actor) -> Judgement:
        """Judge what it would do."""
        return await async_judge(self.hass, self.job.steps, actor)

    async def async_run(self, actor: Actor) -> str:
        """Keep it, with what was said yes to."""
        job = replace(self.job, id=self.later.new_id(), confirmed=actor.confirmed)
        return (await _async_keep(self.hass, self.replies, self.later, job, actor)).speech


async def async_plan(
    hass: HomeAssistant,
    later: Later,
    actor: Actor,
    wish: Wish,
    steps: Sequence[Step],
    say: str,
    *,
    agent_id: str = "",
    asking: Asking | None = None,
) -> Planned:
    """Plan steps for later, once as a job, always as an automation that a person has to say yes to."""
    context = actor.llm_context
    replies = await async_get_replies(hass, context.language)
    judgement = await async_judge(hass, steps, actor)
    when = wish.when
    if judgement.refused or (judgement.asked and asking is None):
        return Planned(speech=await _async_told_why_not(hass, replies, judgement, actor))
    if wish.is_always or isinstance(when, Every):
        return await _async_always(hass, replies, actor, wish, steps, asking)
    asker = Asker(
        user_id=actor.context.user_id,
        assistant=context.assistant,
        language=replies.language,
        device_id=context.device_id,
        agent_id=agent_id,
    )
    job = Job(
        id=later.new_id(),
        when=when,
        steps=tuple(steps),
        say=say[:500],
        asker=asker,
        made=dt_util.utcnow(),
        confirmed=actor.confirmed,
    )
    if judgement.asked and asking is not None:
        deed = PlannedDeed(hass=hass, replies=replies, later=later, job=job)
        return Planned(speech=await asking.async_hold(hass, deed, judgement.asked, actor, replies), is_held=True)
    return await _async_keep(hass, replies, later, job, actor)


async def _async_told_why_not(hass: HomeAssistant, replies: Replies, judgement: Judgement, actor: Actor) -> str:
    """Write down what the policy refuses, and return what to say of it."""
    why = [(each.step, not_confirmed(each)) for each in judgement.each]
    refused = [refusal_of(step, no) for step, no in why if step and no]
    await async_log(hass, refused, actor)
    return speech_of(hass, replies, "", refused)


async def _async_keep(hass: HomeAssistant, replies: Replies, later: Later, job: Job, actor: Actor) -> Planned:
    """Keep a job and wait for it; the same one twice is one."""
    told = sentence_of(hass, replies, job)
    if any(_is_same(job, other) for other in later.jobs):
        return Planned(speech=replies.say("later_already", {"what": told}), is_done=True)
    try:
        await later.async_add(job)
    except TooMany:
        return Planned(speech=replies.say("later_full"))
    except CannotWait:
        return Planned(speech=replies.say("later_cannot_wait", {"what": told}))
    async_keep_revocable(hass, actor.llm_context, PlannedJob(hass=hass, later=later, job=job))
    return Planned(speech=replies.say("later_planned", {"what": told}), is_done=True)


def _is_same(job: Job, other: Job) -> bool:
    """Say whether two jobs do the same for the same asker when the same comes: at a time, in the same minute."""
    if (job.steps, job.say, job.asker) != (other.steps, other.say, other.asker) or other.began is not None:
        return False
    if job.at is not None and other.at is not None:
        return abs((job.at - other.at).total_seconds()) < _SAME_SECONDS
    return job.when == other.when


async def _async_always(
    hass: HomeAssistant, replies: Replies, actor: Actor, wish: Wish, steps: Sequence[Step], asking: Asking | None
) -> Planned:
    """Build an automation, and let it wait for a yes."""
    if (why := await async_not_allowed(hass, actor, replies)) is not None:
        return Planned(speech=why)
    if not steps:
        return Planned(speech="", problem="An automation needs steps.")
    try:
        deed = await async_build(hass, replies, wish.when, steps)
    except Invalid as error:
        return Planned(speech="", problem=f"Home Assistant does not take that for an automation: {error}")
    if asking is None:
        return Planned(speech=replies.say("always_unasked", {"what": deed.description}), details=deed.as_yaml)
    asked = (await deed.async_judge(actor)).asked
    question = await asking.async_hold(hass, deed, asked, actor, replies)
    return Planned(speech=question, details=deed.as_yaml, is_held=True)


def find_jobs(hass: HomeAssistant, replies: Replies, jobs: Sequence[Job], words: str) -> Found:
    """Return the jobs that words can mean: numbers of them, a time, a day, or what they do; all where nothing is said."""
    words = " ".join(words.split()).casefold()
    if re.fullmatch(r"[\d\s,#]+", words):
        numbers = set(re.findall(r"\d+", words))
        return Found(tuple(job for job in jobs if job.id in numbers), is_sure=True)
    for sure in (_on_day(jobs, words), _at_time(jobs, words)):
        if sure is not None:
            return Found(sure, is_sure=True)
    alike = [job for job in jobs if _is_alike(words, told_job(hass, replies, job))]
    return Found(tuple(alike), is_sure=words in _ALL)


def _is_alike(words: str, told: str) -> bool:
    """Say whether words can mean a job that is told so."""
    return not words or words in _ALL or fuzz.partial_ratio(words, told.casefold()) >= LEAST_ALIKE


async def async_cancel(
    hass: HomeAssistant, replies: Replies, later: Later, words: str, llm_context: LLMContext
) -> Planned:
    """Cancel the jobs that words mean, if it is clear which; else say what there is."""
    found = find_jobs(hass, replies, later.jobs, words)
    if not found.jobs:
        return Planned(speech=replies.say("later_not_found" if later.jobs else "later_none"))
    if len(found.jobs) > 1 and not found.is_sure:
        told = "; ".join(told_job(hass, replies, job) for job in found.jobs[:MOST_TOLD])
        return Planned(speech=replies.say("later_which", {"jobs": told}))
    gone = await later.async_cancel(job.id for job in found.jobs)
    async_keep_revocable(hass, llm_context, CancelledJobs(hass=hass, later=later, jobs=tuple(gone)))
    told = "; ".join(told_job(hass, replies, job) for job in gone[:MOST_TOLD])
    return Planned(speech=replies.say("later_cancelled", {"jobs": told}), is_done=True)


def _on_day(jobs: Sequence[Job], words: str) -> tuple[Job, ...] | None:
    """Return the jobs of a day, None where the words name none; tonight is from the evening on."""
    ahead = _SPAN_WORDS.get(words)
    if ahead is None:
        return None
    now = dt_util.now()
    evening = (
        span_of("tonight", now) if words in ("tonight", "this evening", "heute abend", "오늘 밤", "오늘 저녁") else None
    )
    told = [(job, dt_util.as_local(job.at)) for job in jobs if job.at]
    if evening is not None:
        return tuple(
            job for job, at in told if evening.since <= at <= max(evening.until, now) or at.date() == now.date()
        )
    return tuple(job for job, at in told if (at.date() - now.date()).days == ahead)


def _at_time(jobs: Sequence[Job], words: str) -> tuple[Job, ...] | None:
    """Return the jobs of a time, None where the words name none."""
    for every in load_all():
        for said in (words, f"at {words}", f"um {words}"):
            try:
                at = read_moment(said, every, dt_util.now())
            except OutOfReach:
                continue
            if at is not None:
                return tuple(job for job in jobs if job.at and abs((job.at - at).total_seconds()) < 60)
    return None
