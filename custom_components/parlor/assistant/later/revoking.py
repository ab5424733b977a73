"""Takes back what was planned, or cancelled, last."""

from dataclasses import dataclass, replace

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..replies import Replies
from .job import Job
from .keeping import CannotWait, Later, TooMany
from .telling import MOST_TOLD, sentence_of, told_job


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedJob:
    """A job that was planned."""

    hass: HomeAssistant
    later: Later
    job: Job

    @property
    def is_over(self) -> bool:
        """Say whether it has run."""
        return self.later.has_begun(self.job)

    async def async_revoke(self, replies: Replies) -> str:
        """Cancel it, if it still waits and is that one: numbers are given anew."""
        if self.job not in self.later.jobs:
            return replies.say("undo_unchanged")
        told = told_job(self.hass, replies, self.job)
        await self.later.async_cancel([self.job.id])
        return replies.say("later_cancelled", {"jobs": told})


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelledJobs:
    """Jobs that were cancelled."""

    hass: HomeAssistant
    later: Later
    jobs: tuple[Job, ...]

    is_over: bool = False

    async def async_revoke(self, replies: Replies) -> str:
        """Plan them again, under new numbers."""
        again: list[str] = []
        for job in self.jobs:
            if not _is_to_come(job):
                continue
            try:
                await self.later.async_add(replace(job, id=self.later.new_id()))
            except TooMany:
                return replies.say("later_full")
            except CannotWait:
                return replies.say("later_cannot_wait", {"what": sentence_of(self.hass, replies, job)})
            again.append(told_job(self.hass, replies, job))
        if not again:
            return replies.say("undo_impossible_last")
        return replies.say("later_listed", {"jobs": "; ".join(again[:MOST_TOLD])})


def _is_to_come(job: Job) -> bool:
    """Say whether a job is not for a time that is over."""
    return job.at is None or job.at > dt_util.utcnow()
