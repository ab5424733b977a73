"""How much every request carries before anybody spoke, at homes of every size, and how much of it a service can cache."""

from sim.home import generate_home
from sim.openai_service import LoggedRequest, OpenAIService, Reply

from .house import add_core, add_parlor, running_home, say
from .report import Report
from .tokens import count, fixed_part, shared_prefix

SIZES = (10, 50, 200, 1000, 5000)
# Nothing that could be understood without a model, so that every agent asks it.
SENTENCES = ("I wonder what would make this evening nicer", "Tell me something about the colour blue")


async def run(*, quick: bool) -> Report:
    """Measure both agents in one home after the other; sizes are exact, so a quick run is the same run."""
    ours: dict[str, int] = {}
    core: dict[str, int] = {}
    shares: dict[str, list[float]] = {"ours": [], "core": []}
    tails: dict[str, int] = {}
    for size in SIZES:
        async with OpenAIService() as service, running_home(generate_home(size)) as hass:
            service.script.answer_with(_answer)
            for name, fixed, agent_id in (
                ("ours", ours, await add_parlor(hass, service.url)),
                ("core", core, await add_core(hass, service.url)),
            ):
                requests = []
                for conversation_id, sentence in ((None, SENTENCES[0]), (None, SENTENCES[1])):
                    first = len(service.turns)
                    answer = await say(hass, agent_id, sentence, conversation_id)
                    await say(hass, agent_id, SENTENCES[1], str(answer["conversation_id"]))
                    requests += service.turns[first:]
                parts = [fixed_part(request.body) for request in requests]
                fixed[str(size)] = count(parts[0])
                shares[name] += [shared_prefix(parts[0], part) / len(parts[0].encode()) for part in parts[1:]]
                if name == "ours":
                    tails[str(size)] = count(_tail(requests[0]))
    return Report(
        suite="prompt",
        ours={"fixed_tokens": ours, "stable_share": min(shares["ours"]), "tail_tokens": tails},
        core={"fixed_tokens": core, "stable_share": min(shares["core"])},
        notes=(
            f"tokens of o200k at {', '.join(map(str, SIZES))} exposed entities: tools and instructions before the first user's words",
            "tail_tokens: the part of them that is new in every request (the time, the room, what is on, what the sentence may mean)",
            "stable_share: bytes of the fixed part that later requests, of the same and of another conversation, begin with",
        ),
    )


def _answer(_request: LoggedRequest) -> Reply:
    """Answer whatever is asked."""
    return Reply(text="Nothing to add.")


def _tail(request: LoggedRequest) -> str:
    """Return what is told behind the instructions and before the user's words: it is new in every request."""
    told = [str(item.get("content", "")) for item in request.body["input"][1:] if item.get("role") == "developer"]
    return "\n".join(told)
