"""A web server that answers as a test says."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web


@dataclass
class Webpages:
    """What is answered to a path: a status and a body; `asked` is what was asked for. A status of 0 is no answer at all."""

    url: str = ""
    pages: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@asynccontextmanager
async def webpages(**pages: tuple[int, bytes]) -> AsyncGenerator[Webpages]:
    """Run a server with pages below its root."""
    served = Webpages(pages={f"/{name}": page for name, page in pages.items()})

    async def answer(request: web.Request) -> web.StreamResponse:
        served.asked.append(request.path_qs)
        status, body = served.pages.get(request.path, (404, b""))
        if status == 0:
            await asyncio.sleep(3600)
        return web.Response(status=status, body=body)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    served.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield served
    await runner.cleanup()
