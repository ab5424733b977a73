"""The jobs of one assistant: kept over restarts, waited for with Home Assistant's own triggers, each run at most once."""

from collections import deque
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
import logging
from typing import Any, Final

import probatio

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv, entity_registry as er
from homeassistant.helpers.event import async_call_later, async_track_point_in_time
from homeassistant.helpers.start import async_at_started
from homeassistant.helpers.storage import Store
from homeassistant.helpers.trigger import async_initialize_triggers, async_validate_trigger_config
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from ..confirming.terms import Terms
from .job import Job
from .running import Ran, async_report, async_run_job
from .when import OnState, holds, triggers_of

_LOGGER = logging.getLogger(__name__)
MOST_JOBS: Final = 50
LATEST: Final = timedelta(minutes=10)  # by which a job may be late, as after a restart, and is still run
VERSION: Final = 1
DATA_LATER: HassKey[dict[str, Later]] = HassKey("parlor_later")

type TermsOf = Callable[[str], Terms]
"""(id of an agent) -> what it may do, as its settings are now."""


class TooMany(HomeAssistantError):
    """So many jobs wait already that no other is taken."""


class CannotWait(HomeAssistantError):
    """Home Assistant has no trigger for what a job is to wait for."""


class Later:
    """What is planned through one assistant."""

    def __init__(self, hass: HomeAssistant, key: str, terms: TermsOf) -> None:
        """Know where the jobs are kept; nothing is read yet."""
        self._hass = hass
        self._key = key
        self._terms = terms
        self._store: Store[dict[str, Any]] = _store(hass, key)
        self._jobs: dict[str, Job] = {}
        self._begun: deque[datetime] = deque(maxlen=MOST_JOBS)  # when the last ones were asked for that were begun
        self._waits: dict[str, list[CALLBACK_TYPE]] = {}
        self._listeners: list[CALLBACK_TYPE] = []
        self._end: CALLBACK_TYPE | None = None

    @property
    def jobs(self) -> tuple[Job, ...]:
        """Return what waits: first what has a time, the next first, then by when it was asked for."""
        jobs = self._jobs.values()
        return tuple(sorted(jobs, key=lambda job: (job.at is None, job.at or job.made, job.id)))

    async def async_start(self) -> None:
        """Read what is kept, and wait for it as soon as Home Assistant has started: before, no device is there."""
        kept = await self._store.async_load()
        for told in (kept or {}).get("jobs", [])[:MOST_JOBS]:
            try:
                job = Job.from_dict(told)
            except AttributeError, KeyError, TypeError, ValueError:
                _LOGGER.warning("A planned action that cannot be read any more was dropped")
                continue
            self._jobs[job.id] = job
        self._hass.data.setdefault(DATA_LATER, {})[self._key] = self
        self._end = async_at_started(self._hass, self._async_wait_for_all)

    @callback
    def stop(self) -> None:
        """Wait for nothing any more; what is planned stays kept."""
        if self._end is not None:
            self._end()
        for job_id in tuple(self._waits):
            self._stop_waiting(job_id)
        self._hass.data.get(DATA_LATER, {}).pop(self._key, None)

    @callback
    def subscribe(self, listener: CALLBACK_TYPE) -> CALLBACK_TYPE:
        """Call a listener whenever what is planned changes, until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def async_add(self, job: Job) -> None:
        """Keep a job and wait for it; raises TooMany or CannotWait."""
        if len(self._jobs) >= MOST_JOBS:
            raise TooMany
        waiting = await self._async_waiting(job)
        self._jobs[job.id] = job
        self._waits[job.id] = waiting
        await self._async_changed()

    async def async_cancel(self, job_ids: Iterable[str]) -> list[Job]:
        """Forget jobs, and return those that there were."""
        gone = [self._jobs.pop(job_id) for job_id in tuple(job_ids) if job_id in self._jobs]
        for job in gone:
            self._stop_waiting(job.id)
        if gone:
            await self._async_changed()
        return gone

    def has_begun(self, job: Job) -> bool:
        """Say whether a job was begun since this started."""
        return job.made in self._begun

    def new_id(self) -> str:
        """Return the smallest number that no job has."""
        return str(next(number for number in range(1, MOST_JOBS + 2) if str(number) not in self._jobs))

    async def _async_wait_for_all(self, hass: HomeAssistant) -> None:
        """Wait for what is kept; tell what was broken off or cannot be waited for any more."""
        for job in tuple(self._jobs.values()):
            if job.began is not None:
                await self._async_give_up(job, Ran.BROKEN_OFF)
                continue
            try:
                self._waits[job.id] = await self._async_waiting(job)
            except CannotWait:
                await self._async_give_up(job, Ran.CANNOT_WAIT)

    async def _async_give_up(self, job: Job, ran: Ran) -> None:
        """Forget a job that will not be run, and tell so."""
        self._jobs.pop(job.id, None)
        await self._async_changed()
        await async_report(self._hass, job, ran, [])

    async def _async_waiting(self, job: Job) -> list[CALLBACK_TYPE]:
        """Begin to wait for a job; return what ends it. Raises CannotWait."""

        @callback
        def due(*_: Any) -> None:
            self._hass.async_create_task(self._async_due(job.id), f"parlor planned {job.id}")

        if job.at is not None:
            return [async_track_point_in_time(self._hass, due, max(job.at, dt_util.utcnow()))]
        try:
            triggers = await async_validate_trigger_config(self._hass, cv.TRIGGER_SCHEMA(triggers_of(job.when)))
            end = await async_initialize_triggers(self._hass, triggers, due, "parlor", f"planned {job.id}", _LOGGER.log)
        except (probatio.Invalid, HomeAssistantError) as error:
            raise CannotWait(str(error)) from error
        if end is None:
            raise CannotWait
        return [end, *self._already(job, due)]

    def _already(self, job: Job, due: CALLBACK_TYPE) -> list[CALLBACK_TYPE]:
        """Return the timer for what is so already, and only has to stay so: a trigger would wait for it to begin."""
        when = job.when
        state = self._hass.states.get(when.entity_id) if isinstance(when, OnState) and when.seconds else None
        if state is None or not isinstance(when, OnState) or not holds(when, state.state, state.attributes):
            return []
        since = state.last_changed

        @callback
        def look(_: datetime) -> None:
            now = self._hass.states.get(state.entity_id)
            if now and now.last_changed == since and holds(when, now.state, now.attributes):
                due()

        left = when.seconds - (dt_util.utcnow() - since).total_seconds()
        return [async_call_later(self._hass, max(left, 0.0), look)]

    def _stop_waiting(self, job_id: str) -> None:
        """Wait for a job no more."""
        for end in self._waits.pop(job_id, []):
            end()

    async def _async_due(self, job_id: str) -> None:
        """Run a job: it is marked as begun before, so that it is never run twice, and forgotten after."""
        job = self._jobs.get(job_id)
        if job is None or job.began is not None:
            return
        self._stop_waiting(job_id)
        now = dt_util.utcnow()
        if job.at is not None and now - job.at > LATEST:
            await self._async_give_up(job, Ran.MISSED)
            return
        self._begun.append(job.made)
        self._jobs[job_id] = job.begun(now)
        await self._async_changed()
        ran, results = await async_run_job(self._hass, job, self._terms(job.asker.agent_id))
        self._jobs.pop(job_id, None)
        await self._async_changed()
        await async_report(self._hass, job, ran, results)

    async def _async_changed(self) -> None:
        """Keep what is planned, and tell those who show it."""
        await self._store.async_save({"jobs": [job.to_dict() for job in self._jobs.values()]})
        for listener in tuple(self._listeners):
            listener()


def _store(hass: HomeAssistant, key: str) -> Store[dict[str, Any]]:
    """Return where the jobs of an assistant are kept."""
    return Store(hass, VERSION, f"parlor.planned.{key}", private=True, atomic_writes=True)


async def async_forget_all(hass: HomeAssistant, key: str) -> None:
    """Erase what was planned through an assistant that is gone."""
    await _store(hass, key).async_remove()


@callback
def async_later_of(hass: HomeAssistant, agent_id: str | None = None) -> Later | None:
    """Return what is planned through the assistant of an agent, else through the first there is; None where none runs."""
    every = hass.data.get(DATA_LATER, {})
    known = er.async_get(hass).async_get(agent_id) if agent_id else None
    if known is not None and (later := every.get(known.config_entry_id or "")) is not None:
        return later
    return next(iter(every.values()), None)
