"""A scripted service on loopback, and Parlor's client for it."""

import asyncio
from collections.abc import AsyncIterator, Callable

from aiohttp import web
import httpx
import pytest

from custom_components.parlor.gpt.connection import Timeouts
from custom_components.parlor.gpt.service import Service
from sim.openai_service import OpenAIService

type MakeService = Callable[..., Service]


@pytest.fixture
async def server(loopback: None) -> AsyncIterator[OpenAIService]:
    """Run a service on a free port."""
    async with OpenAIService() as server:
        yield server


@pytest.fixture
async def make_service(loopback: None) -> AsyncIterator[MakeService]:
    """Return a function that makes clients, all on one HTTP client as Home Assistant has it."""
    async with httpx.AsyncClient() as http_client:

        def make(base_url: str, api_key: str | None = None, **times: float) -> Service:
            return Service(http_client, api_key=api_key, base_url=base_url, timeouts=Timeouts(**times))

        yield make
    # An answer that is given up leaves the HTTP client's inner generators to the event loop, which closes them in tasks.
    await asyncio.sleep(0.02)


@pytest.fixture
def service(server: OpenAIService, make_service: MakeService) -> Service:
    """Return a client of the scripted service."""
    return make_service(server.url)


@pytest.fixture
async def http_page(loopback: None) -> AsyncIterator[str]:
    """Serve a web page at every path, JSON that is not OpenAI's below `/json`, and redirects below `/moved`."""

    async def answer(request: web.Request) -> web.Response:
        if request.path.startswith("/json"):
            return web.json_response({"message": "API running."})
        if request.path.startswith("/moved"):
            return web.Response(status=307, headers={"Location": "/elsewhere"})
        return web.Response(text="<html><title>Router</title></html>", content_type="text/html")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()
