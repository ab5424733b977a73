"""A real small model behind our agent, and behind core's: the public set by state diffs, the screen suite, requests, tokens, seconds.

A lane of its own: it needs model files (`PARLOR_MODELS`, `--fetch`) and the better part of an hour. With `--quick` every tenth sentence is said.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
import os
from typing import Any

from homeassistant.core import HomeAssistant

from .agents import Speaker, patience, without_local_understanding
from .house import add_core, add_parlor, running_home
from .report import Report
from .served.files import MODEL, SMALLER, Unavailable, fetch
from .served.meter import Meter
from .served.server import served
from .sets import ABSENT, HELD_OUT, SCREENS, data_folder
from .tasks import Act, Scores, Task, async_run_task, load_tasks

_EMPTY: Mapping[str, Any] = {"areas": [], "devices": [], "entities": []}
# A model on two cores that are not its own; what it would take by itself is in the seconds.
_PATIENCE = 600.0
_EVERY_QUICK = 10
# Says so where the smaller model is to be measured: how a turn ends with one that can hardly follow.
_SMALLER = "PARLOR_BENCH_SMALLER"

type Way = Callable[[], AbstractContextManager[None]]


async def run(*, quick: bool, fetched: bool = False) -> Report:
    """Serve the model and say everything to it; `fetched` gets what is missing first."""
    model = SMALLER if os.environ.get(_SMALLER) else MODEL
    if (folder := data_folder()) is None:
        return Report(suite="model", skipped=ABSENT)
    try:
        if fetched:
            fetch(model)
        every = _EVERY_QUICK if quick else 1
        sets = {
            name: load_tasks(each)[::every]
            for name, each in (("public", folder), ("screens", SCREENS), ("held_out", HELD_OUT))
        }
        async with served(model) as url, Meter(url) as meter:
            with patience(_PATIENCE):
                found = await _async_measure(meter, sets)
    except Unavailable as missing:
        return Report(suite="model", skipped=str(missing))
    return _report(model.name, found, sets)


@dataclass(slots=True)
class Measured:
    """What came of a set, and what it took."""

    scores: Scores = field(default_factory=Scores)
    requests: int = 0
    asked: int = 0  # sentences for which the model was asked at all
    tokens: int = 0
    seconds: float = 0.0

    @property
    def figures(self) -> dict[str, float]:
        """Return what it took for each sentence that the model was asked about."""
        asked = max(1, self.asked)
        return {
            "round_trips": self.requests / asked,
            "tokens_per_task": self.tokens / asked,
            "seconds_per_task": self.seconds / asked,
        }


async def _async_measure(meter: Meter, sets: Mapping[str, list[Task]]) -> dict[str, Measured]:
    """Say every set to our agent, as it is and without its own understanding, and the public one to core's."""
    runs: list[tuple[str, str, Way]] = [
        ("public", "public", nullcontext),
        ("screens", "screens", nullcontext),
        ("held_out", "held_out", nullcontext),
        ("public_by_model", "public", without_local_understanding),
    ]
    found: dict[str, Measured] = {}
    async with running_home(_EMPTY) as hass:
        patient = {"spending": {"seconds": 2 * _PATIENCE}}
        agent = Speaker(await add_parlor(hass, meter.url, patient, allow_sensitive=True))
        for name, tasks, way in runs:
            found[name] = await _async_run(hass, meter, name, sets[tasks], agent, way)
    # Without Parlor beside it, whose tools core's agent would be offered as well.
    async with running_home(_EMPTY) as hass:
        core = Speaker(await add_core(hass, meter.url))
        meter.completes = True
        found["core"] = await _async_run(hass, meter, "core", sets["public"], core, nullcontext)
    return found


async def _async_run(hass: HomeAssistant, meter: Meter, name: str, tasks: list[Task], act: Act, way: Way) -> Measured:
    """Say the sentences of a set one after the other, and tell of each as it comes: it takes long."""
    measured = Measured()
    before = (meter.tokens, meter.seconds)
    for task in tasks:
        requests = meter.requests
        with way():
            answer, wrong = await async_run_task(hass, task, act)
        measured.requests += meter.requests - requests
        measured.asked += meter.requests > requests
        if wrong:
            measured.scores.wrong[task.name] = [*wrong, f"said {answer!r}"]
        else:
            measured.scores.right.append(task.name)
        print(f"{name}: {'right' if not wrong else 'WRONG'}: {task.name}", flush=True)
    measured.tokens, measured.seconds = meter.tokens - before[0], meter.seconds - before[1]
    return measured


def _report(model: str, found: Mapping[str, Measured], sets: Mapping[str, list[Task]]) -> Report:
    """Return the figures under the suite's keys."""
    public = found["public"]
    by_model = found["public_by_model"]
    return Report(
        suite="model",
        ours={
            "strict_share": public.scores.right_share,
            "screen_share": found["screens"].scores.right_share,
            "held_out_share": found["held_out"].scores.right_share,
            "model_asked_share": public.asked / max(1, len(sets["public"])),
            "strict_share_by_model": by_model.scores.right_share,
            **by_model.figures,
        },
        core={"strict_share": found["core"].scores.right_share, **found["core"].figures},
        notes=(
            f"{model} on this computer, two threads, at the lowest priority: seconds are those of a busy machine",
            f"{', '.join(f'{len(tasks)} of {name}' for name, tasks in sets.items())}; strict: the expected changes and no others",
            "the policy allows locks and garage doors here, which the public set expects",
            "strict_share, screen_share, held_out_share: the whole agent, which understands much by itself; …_by_model: with that switched off",
            "round trips, tokens and seconds are of the sentences that the model answered, local understanding switched off",
            "llama.cpp's server does not say that a call's arguments are whole, without which core's agent calls nothing: core is told so on the way",
            "the chat template steers the model by one sentence after a tool's result; in one round trip there is none",
            *(
                f"wrong, {name}: {task}: {'; '.join(wrong)}"
                for name, each in found.items()
                for task, wrong in each.scores.wrong.items()
            ),
        ),
    )
