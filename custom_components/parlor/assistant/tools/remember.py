"""The tool to remember what the household wants remembered, to tell it again, and to forget it."""

from collections.abc import Mapping
import re
from typing import Any, Final, override

import probatio
from rapidfuzz import fuzz, utils

from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.llm import LLMContext, ToolAnnotations, ToolResult

from ..memory.kept import async_memory
from ..memory.words import alike_words
from ..prompt.tail import fitting
from ..replies import async_get_replies
from ..run_kept import async_forget, async_remember
from ..speaker import async_speaker
from ..utterance import utterance_now
from .tool import ParlorTool

REMEMBER: Final = "parlor__remember"
MOST_LISTED: Final = 3000  # bytes
# The share of the words to be remembered that the user must have said: what a title or a web page says is nobody's wish.
LEAST_SAID: Final = 0.6
# How alike a text and the whole sentence are where nothing is left in the sentence that asks for it to be remembered.
WHOLE: Final = 95
_ASKS: Final = re.compile(
    r"rememb|memor|forget|\bmind\b|\bnote|write (?:it |that )?down|merk|notier|denk|vergiss|vergess|erinner|behalt"
    r"|기억|잊|메모|외워|적어",
    re.IGNORECASE,
)
NOT_ASKED: Final = (
    "The user did not ask to have that remembered or forgotten: nothing was done. Do what the sentence asks."
)
NOT_SAID: Final = "Only what the user said can be remembered or forgotten, in the user's own words. Nothing was done."


class RememberTool(ParlorTool):
    """Remembers facts in the user's own words."""

    name = REMEMBER
    title = "Remember"
    description = "Remembers facts the user asks to, in the user's words; forgets or lists them."
    parameters = probatio.Schema(
        {
            probatio.Optional("text"): cv.string,
            probatio.Optional("do"): probatio.In(["remember", "forget", "list"]),
        }
    )
    annotations = ToolAnnotations(destructive=False, idempotent=True, open_world=False)

    @override
    async def async_run(self, hass: HomeAssistant, arguments: Mapping[str, Any], llm_context: LLMContext) -> ToolResult:
        """Return `{"done": bool, "speech": str}`, or `{"remembered": [text, …]}`."""
        text, wish = str(arguments.get("text") or "").strip(), arguments.get("do")
        owner = (await async_speaker(hass, llm_context)).user_id
        if wish == "list":
            kept = (await async_memory(hass)).memory.of(owner)
            return ToolResult(data={"remembered": list(fitting((entry.text for entry in kept), MOST_LISTED))})
        utterance = utterance_now()
        if utterance is None or not text or alike_words(text, " ".join(utterance.sentences)) < LEAST_SAID:
            return ToolResult(data={"done": False, "problems": [NOT_SAID]}, error=True)
        if _is_whole(text, utterance.sentence):
            return ToolResult(data={"done": False, "problems": [NOT_ASKED]}, error=True)
        replies = await async_get_replies(hass, llm_context.language)
        run = async_forget if wish == "forget" else async_remember
        is_done, speech = await run(hass, owner, text, llm_context, replies)
        return ToolResult(data={"done": is_done, "speech": speech}, error=not is_done)


def _is_whole(text: str, sentence: str) -> bool:
    """Say whether a text is all of a sentence that does not ask to remember: a command, taken for a fact by a small model."""
    alike = fuzz.ratio(text, sentence, processor=utils.default_process)
    return alike >= WHOLE and not _ASKS.search(sentence)
