"""What is understood without a model, by the whole agent, and what of it is wrong: the public set `assist-mini`.

Each sentence is said once to Parlor's agent without a service and once to Home Assistant's own; both are scored by the
changes in the home. The set expects locks and garage doors to obey, so Parlor's agent is allowed to move them here.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from custom_components.parlor.assistant.replies import async_get_replies
from homeassistant.core import Context, HomeAssistant

from .assist_mini import Scores, async_run_set, data_folder, load_tasks
from .house import add_parlor, running_home
from .report import Report

CORE_AGENT = "conversation.home_assistant"
_EMPTY: Mapping[str, Any] = {"areas": [], "devices": [], "entities": []}
# Parlor's answers that say that it did not understand, and Home Assistant's codes for the same.
_NOT_UNDERSTOOD = ("no_model", "not_exposed", "nothing_exposed")
_NO_MATCH = frozenset({"no_intent_match", "no_valid_targets"})


async def run(*, quick: bool) -> Report:
    """Run the whole set through both agents: it takes a minute, and a part of it would be another figure."""
    if (folder := data_folder()) is None:
        return Report(
            suite="local", skipped="the public data set assist-mini is not there (PARLOR_DATA names its folder)"
        )
    async with running_home(_EMPTY) as hass:
        tasks = await hass.async_add_executor_job(load_tasks, folder)
        agent_id = await add_parlor(hass, None, allow_sensitive=True)
        replies = await async_get_replies(hass, "en")
        ours = await async_run_set(hass, tasks, _Speaker(agent_id, {replies.say(key) for key in _NOT_UNDERSTOOD}))
        core = await async_run_set(hass, tasks, _Speaker(CORE_AGENT, ()))
    return Report(
        suite="local",
        ours=_figures(ours),
        core=_figures(core),
        notes=(
            f"{len(tasks)} sentences, by the public benchmark's own scoring; the policy allows locks and garage doors here",
            *(f"wrong, ours: {name}: {'; '.join(differences)}" for name, differences in ours.wrong.items()),
            *(f"not understood, ours: {name}" for name in ours.not_understood),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Says sentences to one agent; `refusals` are its ways to say that it did not understand."""

    agent_id: str
    refusals: Collection[str]

    async def __call__(self, hass: HomeAssistant, sentence: str, device_id: str | None) -> bool:
        """Say a sentence and return whether it was understood."""
        from homeassistant.components.conversation.agent_manager import async_converse

        result = await async_converse(hass, sentence, None, Context(), "en", self.agent_id, device_id)
        if result.response.error_code and result.response.error_code.value in _NO_MATCH:
            return False
        return result.response.speech["plain"]["speech"] not in self.refusals


def _figures(scores: Scores) -> Mapping[str, Any]:
    """Return what a run came to under the suite's keys."""
    every = len(scores.right) + len(scores.wrong) + len(scores.not_understood)
    return {
        "understood_share": scores.understood_share,
        "wrong_actions": len(scores.wrong),
        "right_share": len(scores.right) / every,
    }
