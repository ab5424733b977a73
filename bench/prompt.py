"""How much every request carries before anybody spoke, at homes of every size, and how much of it a service can cache."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from homeassistant.core import HomeAssistant
from sim.home import generate_home
from sim.openai_service import LoggedRequest, OpenAIService, Reply

from .appliances import add_appliances
from .house import add_core, add_parlor, history_kept, running_home, say
from .report import Report
from .tokens import count, fixed_part, shared_prefix

SIZES = (10, 50, 200, 1000, 5000)
# Nothing that could be understood without a model, so that every agent asks it.
SENTENCES = ("I wonder what would make this evening nicer", "Tell me something about the colour blue")


async def run(*, quick: bool) -> Report:
    """Measure both agents in one home after the other; sizes are exact, so a quick run is the same run."""
    ours: list[_Carried] = []
    core: list[_Carried] = []
    for size in SIZES:
        async with OpenAIService() as service, running_home(generate_home(size)) as hass, history_kept(hass):
            service.script.answer_with(_answer)
            add_appliances(hass)
            ours.append(await _measure(hass, service, await add_parlor(hass, service.url)))
            core.append(await _measure(hass, service, await add_core(hass, service.url)))
    return Report(
        suite="prompt",
        ours={**_figures(ours), "tail_tokens": dict(zip(map(str, SIZES), (each.tail for each in ours), strict=True))},
        core=_figures(core),
        notes=(
            "every tool is offered: a history is kept, and assistants may ask it; there are appliances, and two of them have something to tell",
            f"tokens of o200k at {', '.join(map(str, SIZES))} exposed entities: tools and instructions before the first user's words",
            "tail_tokens: the part of them that is new in every request (the time, the room, what is on, what the sentence may mean)",
            "stable_share: bytes of the fixed part that later requests, of the same and of another conversation, begin with",
        ),
    )


@dataclass(frozen=True, slots=True)
class _Carried:
    """What an agent's requests carry in one home: tokens, tokens of them that are new each time, and the share that is not."""

    fixed: int
    tail: int
    stable: float


async def _measure(hass: HomeAssistant, service: OpenAIService, agent_id: str) -> _Carried:
    """Hold two conversations of two turns and compare what their requests begin with."""
    first = len(service.turns)
    for sentence in SENTENCES:
        answer = await say(hass, agent_id, sentence)
        await say(hass, agent_id, SENTENCES[1], str(answer["conversation_id"]))
    requests = service.turns[first:]
    parts = [fixed_part(request.body) for request in requests]
    shares = [shared_prefix(parts[0], part) / len(parts[0].encode()) for part in parts[1:]]
    return _Carried(count(parts[0]), count(_tail(requests[0])), min(shares))


def _figures(carried: Sequence[_Carried]) -> dict[str, Any]:
    """Return what was measured under the suite's keys."""
    return {
        "fixed_tokens": {str(size): each.fixed for size, each in zip(SIZES, carried, strict=True)},
        "stable_share": min(each.stable for each in carried),
    }


def _answer(_request: LoggedRequest) -> Reply:
    """Answer whatever is asked."""
    return Reply(text="Nothing to add.")


def _tail(request: LoggedRequest) -> str:
    """Return what is told behind the instructions and before the user's words: it is new in every request."""
    told = [str(item.get("content", "")) for item in request.body["input"][1:] if item.get("role") == "developer"]
    return "\n".join(told)
