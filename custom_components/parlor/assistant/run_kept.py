"""Runs what is asked of what the assistant keeps: remembering, telling it again, forgetting, taking a plan back."""

from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.llm import LLMContext

from .acting.execute import Actor
from .acting.recording import async_keep_revocable
from .confirming.asking import Asking
from .confirming.taking_back import async_take_back_or_ask
from .memory.kept import async_memory
from .memory.remembered import Owner, Remembered
from .memory.revoking import Forgotten, Noted
from .replies import Replies
from .speaker import async_speaker
from .understand.kept import KeptPart, Wish

# More than that nobody wants to hear.
MOST_TOLD: Final = 6


async def async_run_kept(hass: HomeAssistant, part: KeptPart, actor: Actor, replies: Replies, asking: Asking) -> str:
    """Do what is asked, and return what to say."""
    if part.wish is Wish.UNDO:
        return (await async_take_back_or_ask(hass, actor, replies, asking)).speech
    owner = None if part.is_for_all else (await async_speaker(hass, actor.llm_context)).user_id
    match part.wish:
        case Wish.REMEMBER:
            return (await async_remember(hass, owner, part.words, actor.llm_context, replies))[1]
        case Wish.FORGET:
            return (await async_forget(hass, owner, part.words, actor.llm_context, replies))[1]
        case Wish.FORGET_ALL:
            return replies.say("memory_erase_in_settings")
        case Wish.RECALL:
            return await _async_recall(hass, owner, part.words, replies)


async def async_remember(
    hass: HomeAssistant, owner: Owner, text: str, llm_context: LLMContext, replies: Replies
) -> tuple[bool, str]:
    """Remember something; returns whether it is remembered, and what to say."""
    kept = await async_memory(hass)
    outcome = kept.remember(owner, text)
    if isinstance(outcome, Remembered):
        async_keep_revocable(hass, llm_context, Noted(kept=kept, entry=outcome))
        return True, replies.say("memory_remembered", {"text": outcome.text})
    return False, replies.say(outcome.value)


async def async_forget(
    hass: HomeAssistant, owner: Owner, words: str, llm_context: LLMContext, replies: Replies
) -> tuple[bool, str]:
    """Forget the one thing that some words mean; returns whether it is forgotten, and what to say."""
    kept = await async_memory(hass)
    meant = kept.memory.meant(owner, words)
    if len(meant) == 1:
        await kept.async_forget(meant[0].id)
        async_keep_revocable(hass, llm_context, Forgotten(kept=kept, entry=meant[0], erasures=kept.erasures))
        return True, replies.say("memory_forgotten", {"text": meant[0].text})
    if not meant:
        return False, replies.say("memory_nothing_like", {"text": words})
    return False, replies.say("memory_which", {"texts": _told(meant)})


async def _async_recall(hass: HomeAssistant, owner: Owner, about: str, replies: Replies) -> str:
    """Return what is remembered, all of it or what has to do with some words."""
    memory = (await async_memory(hass)).memory
    found = memory.meant(owner, about) or memory.matter_for(owner, about, MOST_TOLD) if about else memory.of(owner)
    if not found:
        return replies.say("memory_nothing_like", {"text": about}) if about else replies.say("memory_nothing")
    if len(found) > MOST_TOLD:
        more = str(len(found) - MOST_TOLD)
        return replies.say("memory_told_more", {"texts": _told(found), "count": more})
    return replies.say("memory_told", {"texts": _told(found)})


def _told(entries: tuple[Remembered, ...]) -> str:
    """Return some entries as one tells them."""
    return "; ".join(entry.text for entry in entries[:MOST_TOLD])
