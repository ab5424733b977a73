"""A scripted service, and the SDK's client for it."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import openai
import pytest

from sim.openai_service import OpenAIService


@pytest.fixture
async def service(loopback: None) -> AsyncIterator[OpenAIService]:
    """Run a service on a free port."""
    async with OpenAIService() as service:
        yield service


@pytest.fixture
async def client(service: OpenAIService) -> AsyncIterator[openai.AsyncOpenAI]:
    """Return the real SDK's client, with an HTTP client of the kind that Home Assistant passes."""
    async with httpx.AsyncClient(timeout=5) as http_client:
        yield openai.AsyncOpenAI(
            api_key="sk-test",
            base_url=service.url,
            max_retries=0,
            http_client=http_client,  # type: ignore[arg-type, unused-ignore]  # the SDK takes both families at run time
        )
    # After `[DONE]` the SDK leaves its inner generator to the event loop, which closes it in a task.
    await asyncio.sleep(0.01)
