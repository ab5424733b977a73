"""What is understood without a model, by the whole agent, and what of it is wrong: the public set `assist-mini`.

Each sentence is said once to Parlor's agent without a service and once to Home Assistant's own; both are scored by the
changes in the home. The set expects locks and garage doors to obey, so Parlor's agent is allowed to move them here.
"""

from collections.abc import Mapping
from typing import Any

from custom_components.parlor.assistant.replies import Replies, async_get_replies
from homeassistant.core import HomeAssistant

from .agents import CORE_AGENT, Speaker
from .house import add_parlor, running_home
from .report import Report
from .sets import ABSENT, SCREENS, data_folder
from .tasks import Scores, async_run_set, load_tasks

_EMPTY: Mapping[str, Any] = {"areas": [], "devices": [], "entities": []}
# Parlor's answers that say that it did not understand.
_NOT_UNDERSTOOD = ("no_model", "not_exposed", "nothing_exposed")
_LANGUAGES = ("en", "de", "ko")


async def run(*, quick: bool) -> Report:
    """Run the whole sets: it takes a minute or two, and a part of them would be another figure."""
    if (folder := data_folder()) is None:
        return Report(suite="local", skipped=ABSENT)
    async with running_home(_EMPTY) as hass:
        tasks = await hass.async_add_executor_job(load_tasks, folder)
        of_screens = await hass.async_add_executor_job(load_tasks, SCREENS)
        agent_id = await add_parlor(hass, None, allow_sensitive=True)
        speaker = Speaker(agent_id, await _async_refusals(hass))
        ours = await async_run_set(hass, tasks, speaker)
        core = await async_run_set(hass, tasks, Speaker(CORE_AGENT))
        screens = await async_run_set(hass, of_screens, speaker)
    return Report(
        suite="local",
        ours={
            **_figures(ours),
            "screen_understood_share": screens.understood_share,
            "screen_wrong_actions": len(screens.wrong),
            "screen_right_share": screens.right_share,
        },
        core=_figures(core),
        notes=(
            f"{len(tasks)} sentences, by the public benchmark's own scoring; the policy allows locks and garage doors here",
            f"{len(of_screens)} sentences of the screen suite, in English, German and Korean; core cannot be asked them",
            *(f"wrong, ours: {name}: {'; '.join(found)}" for name, found in {**ours.wrong, **screens.wrong}.items()),
            *(f"not understood, ours: {name}" for name in (*ours.not_understood, *screens.not_understood)),
        ),
    )


async def _async_refusals(hass: HomeAssistant) -> frozenset[str]:
    """Return what Parlor says where it did not understand, in every language of the suites."""
    spoken: list[Replies] = [await async_get_replies(hass, language) for language in _LANGUAGES]
    return frozenset(replies.say(key) for replies in spoken for key in _NOT_UNDERSTOOD)


def _figures(scores: Scores) -> Mapping[str, Any]:
    """Return what a run came to under the suite's keys."""
    return {
        "understood_share": scores.understood_share,
        "wrong_actions": len(scores.wrong),
        "right_share": scores.right_share,
    }
