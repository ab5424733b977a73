"""A model is told of what is planned, so that "never mind about tonight" needs no second request."""

from homeassistant.core import HomeAssistant
from sim.openai_service import OpenAIService, Reply, ToolCall

from .conftest import Say, add_assistant
from .test_conversation import WISH


def tail(service: OpenAIService) -> str:
    """Return what is new in the last request."""
    return str(service.turns[-1].body["input"][-2:])


async def test_it_is_told_by_its_number(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    await add_assistant(home, service.url)
    service.script.add(Reply(text="Well."))
    await say(WISH)
    assert "Planned" not in tail(service)
    await say("turn off the kitchen light in 10 minutes")
    cancel = ToolCall("parlor__later", {"do": "cancel", "say": "1"})
    service.script.add(Reply(tool_calls=(cancel,)))
    said = await say(WISH)
    assert "Planned:" in tail(service) and "turn off Kitchen light" in tail(service)
    assert "Kitchen light" in said
    service.script.add(Reply(text="Well."))
    await say(WISH)
    assert "Planned" not in tail(service)


async def test_of_many_the_next_are_told(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    await add_assistant(home, service.url)
    for minutes in range(10, 18):
        await say(f"turn off the kitchen light in {minutes} minutes")
    service.script.add(Reply(text="Well."))
    await say(WISH)
    told = tail(service)
    assert told.count("turn off Kitchen light") == 5
    assert "and 3 more" in told
