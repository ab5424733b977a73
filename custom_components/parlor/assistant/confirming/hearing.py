"""Takes the next thing that a person says for the answer to a question of Parlor's, and carries out what it was about.

Only what comes in as a turn of a person's gets here: what a model writes or a tool returns never does.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from homeassistant.components.conversation import ChatLog, ConversationInput, UserContent
from homeassistant.core import HomeAssistant

from ..acting.execute import async_run_plan, refusal_of
from ..judge_understood import async_judge_understood
from ..local import Understood
from ..plan.reading import Plan
from ..policy.actor import Actor
from ..policy.judging import Judgement, async_judge
from ..replies import Replies
from ..run_local import async_run_understood
from ..speaker import Speaker
from ..speech import speech_of
from .answer import FEWEST_DIGITS, Answer, AnswerWords, load_answers
from .asking import Asking
from .pin import Pin
from .waiting import MOST_TRIES, Held, waiting_in

# Stands in the conversation for what was a PIN or may have been one.
HIDDEN = "••••"
_words_of = lru_cache(maxsize=None)(load_answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """One turn of a person's, heard before anything else reads it."""

    hass: HomeAssistant
    asking: Asking
    user_input: ConversationInput
    chat_log: ChatLog
    actor: Actor
    replies: Replies

    async def async_hear(self) -> str | None:
        """Return what is to be said if this turn answers a question or is a PIN; None where it is something new.

        Whatever is said, nothing waits afterwards but for another try at the PIN.
        """
        held = waiting_in(self.hass).held.pop((self.asking.agent_id, self.asking.conversation_id), None)
        if held is None and self.asking.pin is None:
            return None
        words = await self.hass.async_add_executor_job(_words_of, self.replies.language)
        text = self.user_input.text
        answer = words.answer(text)
        if self.asking.pin is not None:
            is_code = words.is_code(text) or (held is not None and len(words.spoken(text).digits) >= FEWEST_DIGITS)
            if is_code:
                self._hide()
            if held is None:
                return self.replies.say("pin_not_asked") if is_code else None
            if answer is None and not is_code:
                return None
            return await self._async_with_pin(held, self.asking.pin, words, answer)
        assert held is not None
        if answer is None:
            return None
        return await self._async_answered(held, answer)

    async def _async_answered(self, held: Held, answer: Answer) -> str:
        """Do as was answered, if it is in time and from whom it was asked."""
        if (why := self._why_not(held, await self.actor.async_speaker(self.hass), answer)) is not None:
            return why
        return await self._async_carry_out(held)

    async def _async_with_pin(self, held: Held, pin: Pin, words: AnswerWords, answer: Answer | None) -> str:
        """Check a PIN, and do what it was asked for."""
        if (why := self._why_not(held, await self.actor.async_speaker(self.hass), answer)) is not None:
            return why
        waiting = waiting_in(self.hass)
        place = (self.asking.agent_id, self.asking.conversation_id)
        tries = waiting.tries_of(self.asking.agent_id)
        if seconds := tries.seconds_locked:
            return self.replies.say("pin_locked", {"minutes": str(int(-(-seconds // 60)))})
        if answer is Answer.YES:
            waiting.put(place, held)
            return self.replies.say("pin_needed")
        # Counted before it is checked, so that many tries at once are not one.
        tries.note_wrong()
        digits = words.spoken(self.user_input.text).digits
        if await self.hass.async_add_executor_job(pin.is_right, digits):
            tries.note_right()
            return await self._async_carry_out(held)
        if tries.wrong % MOST_TRIES == 0:
            return self.replies.say("pin_dropped")
        waiting.put(place, held)
        return self.replies.say("pin_wrong")

    def _why_not(self, held: Held, speaker: Speaker, answer: Answer | None) -> str | None:
        """Return what is said where an answer moves nothing."""
        if answer is Answer.NO:
            return self.replies.say("confirm_dropped")
        if not held.is_of(speaker, self.user_input.device_id):
            return self.replies.say("confirm_other")
        return self.replies.say("confirm_late") if held.is_late else None

    async def _async_carry_out(self, held: Held) -> str:
        """Run what waited, if the home and the rules still are as they were when it was asked about."""
        actor = replace(self.actor, confirmed=held.keys)
        judgement = await self._async_judge(held, actor)
        if judgement.refused:
            results = [refusal_of(each.step, each.refused) for each in judgement.refused if each.step and each.refused]
            return speech_of(self.hass, self.replies, "", results) if results else self.replies.say("confirm_changed")
        if judgement.asked:
            return self.replies.say("confirm_changed")
        if isinstance(held.what, Plan):
            results = await async_run_plan(self.hass, held.what.steps, actor)
            return speech_of(self.hass, self.replies, held.what.say, results)
        if not isinstance(held.what, Understood):
            return await held.what.async_run(actor)
        said = await async_run_understood(
            self.hass, held.what, self.user_input, self.chat_log, actor, self.replies, asking=self.asking
        )
        return said or self.replies.say("confirm_changed")

    async def _async_judge(self, held: Held, actor: Actor) -> Judgement:
        """Judge what waited once more."""
        if isinstance(held.what, Plan):
            return await async_judge(self.hass, held.what.steps, actor)
        if isinstance(held.what, Understood):
            return await async_judge_understood(self.hass, held.what, actor)
        return await held.what.async_judge(actor)

    def _hide(self) -> None:
        """Take a PIN, or what may be one, out of the conversation that a model may read later."""
        content = self.chat_log.content
        for index in range(len(content) - 1, 0, -1):
            if isinstance(said := content[index], UserContent):
                content[index] = replace(said, content=HIDDEN)
                return
