"""What is planned, in words of a language: when, and what."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..plan.steps import Step
from ..prompt.describe import plain
from ..replies import Replies
from ..speech import name_of, names_of
from ..watched.words import length, moment_words
from .job import Job
from .when import DAYS, AtSun, AtTime, Every, OnScreen, OnState, When

MOST_TOLD: Final = 8
# service -> the words for what is to be done; of all others the service itself is told.
_DEEDS: Final[Mapping[str, str]] = {
    "turn_on": "then_turn_on", "turn_off": "then_turn_off", "open_cover": "then_open", "open_valve": "then_open",
    "close_cover": "then_close", "close_valve": "then_close", "lock": "then_lock", "unlock": "then_unlock",
    "media_pause": "then_pause", "media_play": "then_play", "media_stop": "then_stop", "select_source": "then_source",
    "volume_set": "then_volume", "set_temperature": "then_temperature", "play_title": "then_play_title",
    "return_to_base": "then_dock", "start": "then_start", "start_appliance": "do_appliance_start",
    "resume_appliance": "do_appliance_resume", "pause_appliance": "do_appliance_pause",
    "stop_appliance": "do_appliance_stop", "set_program": "do_appliance_program",
}  # fmt: skip
# state -> the word for it; of all others the state itself is told.
_STATES: Final = frozenset(
    {"on", "off", "open", "closed", "locked", "unlocked", "home", "not_home", "playing", "paused", "idle"}
)


def told_job(hass: HomeAssistant, replies: Replies, job: Job) -> str:
    """Return a job as "today at 22:30: turn off Lamp"."""
    return f"{told_when(hass, replies, job.when)}: {told_deed(hass, replies, job.steps, job.say)}"


def sentence_of(hass: HomeAssistant, replies: Replies, job: Job) -> str:
    """Return a job as it stands at the beginning of a sentence."""
    told = told_job(hass, replies, job)
    return told[:1].upper() + told[1:]


def told_jobs(hass: HomeAssistant, replies: Replies, jobs: Sequence[Job]) -> str:
    """Return what is planned in a sentence."""
    if not jobs:
        return replies.say("later_none")
    told = "; ".join(told_job(hass, replies, job) for job in jobs[:MOST_TOLD])
    more = len(jobs) - MOST_TOLD
    if more > 0:
        told = replies.say("and_more", {"names": told, "count": str(more)})
    return replies.say("later_listed", {"jobs": told})


def told_deed(hass: HomeAssistant, replies: Replies, steps: Iterable[Step], say: str) -> str:
    """Return what steps do, in the words for it; without steps, what is to be said."""
    told = [_told_step(hass, replies, step) for step in steps]
    return replies.join(told) if told else replies.say("then_say", {"text": plain(say)})


def _told_step(hass: HomeAssistant, replies: Replies, step: Step) -> str:
    """Return what one step does."""
    key = _DEEDS.get(step.service, "then_other")
    level = step.data.get("volume_level")
    given = {
        "name": names_of(hass, replies, step.entity_ids),
        "action": step.action,
        "source": plain(step.data.get("source", ""), 40),
        "title": plain(step.data.get("title", ""), 60),
        "program": plain(step.data.get("program", ""), 60),
        "temperature": plain(step.data.get("temperature", ""), 10),
        "volume": str(round(float(level) * 100)) if isinstance(level, int | float) else "",
    }
    if step.action == "light.turn_on" and "brightness_pct" in step.data:
        return replies.say("then_brightness", {**given, "brightness": plain(step.data["brightness_pct"], 10)})
    return replies.say(key, given)


def told_when(hass: HomeAssistant, replies: Replies, when: When) -> str:
    """Return when it is."""
    match when:
        case AtTime():
            return told_time(replies, when.at, dt_util.now())
        case AtSun():
            return _told_sun(replies, when)
        case Every():
            days = replies.join([replies.say(f"weekday_{DAYS.index(day)}") for day in when.days])
            is_daily = when.days == DAYS
            return replies.say("later_daily" if is_daily else "later_days", {"days": days, "time": f"{when.at:%H:%M}"})
        case OnScreen():
            return _told_screen(hass, replies, when)
        case OnState():
            return _told_state(hass, replies, when)


def told_time(replies: Replies, at: datetime, now: datetime) -> str:
    """Return a time to come as one says it: today, tomorrow, on Friday, else the date."""
    moment = at.astimezone(now.tzinfo)
    days = (moment.date() - now.date()).days
    given = moment_words(replies, moment)
    if days in (0, 1):
        return replies.say("when_today" if days == 0 else "when_tomorrow", given)
    if 0 < days < len(DAYS):
        return replies.say("when_weekday", given)
    return f"{replies.say('when_date', given)}, {given['time']}"


def _told_sun(replies: Replies, when: AtSun) -> str:
    """Return how far from a sunrise or a sunset it is."""
    event = replies.say(f"later_{when.event}")
    if not when.offset:
        return event
    key = "later_before" if when.offset < 0 else "later_after"
    return replies.say(key, {"length": length(replies, abs(when.offset)), "event": event})


def _told_screen(hass: HomeAssistant, replies: Replies, when: OnScreen) -> str:
    """Return what is to happen on which screens."""
    given = {"name": replies.join([name_of(hass, each) for each in when.screens]), "minutes": f"{when.minutes:g}"}
    return replies.say(f"later_{when.event}", given)


def _told_state(hass: HomeAssistant, replies: Replies, when: OnState) -> str:
    """Return which state is waited for."""
    name = name_of(hass, when.entity_id)
    name = f"{name} ({plain(when.attribute, 30)})" if when.attribute else name
    if when.states:
        word = when.states[0]
        state = replies.say(f"state_{word}") if word in _STATES else plain(word, 30)
        told = replies.say("later_state", {"name": name, "state": state})
    else:
        limit = when.above if when.above is not None else when.below
        key = "later_above" if when.above is not None else "later_below"
        told = replies.say(key, {"name": name, "value": f"{limit:g}"})
    return replies.say("later_for", {"event": told, "length": length(replies, when.seconds)}) if when.seconds else told
