"""Whole turns over servers that cannot do what others can."""

from homeassistant.core import HomeAssistant
from sim.openai_service import OpenAIService, Reply

from .conftest import Say
from .test_conversation import WISH, is_on
from .test_roles import assistant


async def test_a_server_that_fails_over_a_malformed_call(home: HomeAssistant, service: OpenAIService, say: Say) -> None:
    """Its model is told of the tools in words, and its call in text is run."""
    await assistant(home, service.url)
    message = "The model produced output that does not match the expected peg-native format"
    plan = '{"name": "parlor__act", "arguments": {"steps": [{"action": "light.turn_on", "target": "light.kitchen"}], "say": "Lit."}}'
    service.script.add(Reply(status=500, error={"error": {"code": 500, "message": message}}), Reply(text=plan))
    assert await say(WISH) == "Lit."
    assert is_on(home, "light.kitchen")
