"""What kind of server it is: OpenAI's own, or one of the many that have a part of it."""

from dataclasses import dataclass
from typing import Literal

# What a server says to a path that it does not have: OpenAI's JSON, a router's page, FastAPI's JSON, LM Studio's 200.
type MissingRoute = Literal["openai", "html", "fastapi", "lmstudio"]

MODELS = (
    "gpt-6-luna",
    "gpt-6-sol",
    "gpt-5.4-mini",
    "gpt-4o-mini",
    "gpt-image-2.5-flare",
    "gpt-transcribe",
    "gpt-4o-mini-tts",
    "text-embedding-3-small",
)


@dataclass(slots=True, kw_only=True)
class Mode:
    """What the server has; a change takes effect with the next request."""

    responses: bool = True
    chat: bool = True
    models: tuple[str, ...] | None = MODELS  # None: no `/models`
    only_listed_models: bool = False
    key: str | None = None  # None: no key is needed
    public_models: bool = False  # `/models` needs no key
    streaming: bool = True  # False: answers whole, whatever was asked
    usage_option: bool = True  # False: 400 for `stream_options`
    developer_role: bool = True  # False: 400 for the role on chat
    old_token_limit: bool = True  # False: 400 for `max_tokens` on chat, as OpenAI's newer models answer
    refused: tuple[str, ...] = ()  # parameters that the model does not take: 400 which names them
    tools: bool = True  # False: 400 as Ollama answers for models whose template has none
    missing_route: MissingRoute = "openai"
