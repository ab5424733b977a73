"""An OpenAI-compatible service on loopback that answers from a script and logs every request whole."""

from .mode import Mode
from .script import LoggedRequest, Reply, Script, ToolCall, Usage
from .server import OpenAIService

__all__ = ["LoggedRequest", "Mode", "OpenAIService", "Reply", "Script", "ToolCall", "Usage"]
