"""Plans what was put off without a model, and tells or cancels what is planned."""

from typing import Final

from homeassistant.core import HomeAssistant

from .acting.execute import Actor
from .later.keeping import async_later_of
from .later.planning import async_cancel, async_plan, find_jobs
from .later.reading import Wish
from .later.telling import told_jobs
from .later.words import load_all
from .prompt.describe import plain
from .replies import Replies
from .understand.parts import LaterPart, PlansPart

# Longer reminders are texts that nobody wants read out.
MOST_REMINDED: Final = 200


async def async_run_planned(
    hass: HomeAssistant, part: LaterPart | PlansPart, agent_id: str, actor: Actor, replies: Replies
) -> str:
    """Do what a sentence about later asks for, and return what to say."""
    later = async_later_of(hass, agent_id)
    if later is None:
        return replies.say("later_off")
    if isinstance(part, LaterPart):
        wish = Wish(when=part.when)
        say = replies.say("reminder", {"text": plain(part.reminder, MOST_REMINDED)}) if part.reminder else ""
        return (await async_plan(hass, later, actor, wish, part.steps, say, agent_id=agent_id)).speech
    # What words mean is read in every language.
    await hass.async_add_executor_job(load_all)
    if part.is_cancel:
        return (await async_cancel(hass, replies, later, part.words, actor.llm_context)).speech
    return told_jobs(hass, replies, find_jobs(hass, replies, later.jobs, part.words).jobs)
