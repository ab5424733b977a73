"""Finds what can answer: a service of OpenAI's kind, here or far away, or none."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp

OPENAI_URL = "https://api.openai.com/v1"
_PROBE_SECONDS = 0.7

LOCAL_SERVERS: Mapping[str, str] = {
    "Ollama": "http://127.0.0.1:11434/v1",
    "LM Studio": "http://127.0.0.1:1234/v1",
    "llama.cpp": "http://127.0.0.1:8080/v1",
}
"""Where each of these listens by its own default."""


@dataclass(frozen=True, kw_only=True)
class Service:
    """One service: what people call it, where it is, and the key it wants."""

    name: str
    base_url: str
    api_key: str | None = None


async def find_service(environment: Mapping[str, str], servers: Mapping[str, str] = LOCAL_SERVERS) -> Service | None:
    """Return the service named in the environment, else the first that answers on this machine with a model, else None."""
    key, url = environment.get("OPENAI_API_KEY"), environment.get("OPENAI_BASE_URL")
    if key or url:
        base_url = (url or OPENAI_URL).rstrip("/")
        return Service(name="OpenAI" if base_url == OPENAI_URL else base_url, base_url=base_url, api_key=key or None)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_PROBE_SECONDS)) as session:
        found = await asyncio.gather(*(_has_model(session, base_url) for base_url in servers.values()))
    return next(
        (
            Service(name=name, base_url=url)
            for (name, url), is_there in zip(servers.items(), found, strict=True)
            if is_there
        ),
        None,
    )


async def _has_model(session: aiohttp.ClientSession, base_url: str) -> bool:
    """Return whether a service of OpenAI's kind answers there and has a model."""
    try:
        async with session.get(f"{base_url}/models") as response:
            listed = await response.json(content_type=None) if response.status == 200 else None
    except aiohttp.ClientError, TimeoutError, ValueError:
        return False
    return isinstance(listed, dict) and isinstance(models := listed.get("data"), list) and bool(models)
