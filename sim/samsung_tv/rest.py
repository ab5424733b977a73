"""REST on 8001 and 8002: who the TV is, and its apps."""

import asyncio
from collections.abc import Awaitable, Callable
import json

from aiohttp import web

from .identity import rest_document
from .log import Requested
from .state import RestFault, reported_power
from .television import Television

type Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def not_found(details: str, *, broken: bool = False) -> web.Response:
    """Return the TV's 404; old firmware writes numbers that are no JSON."""
    body = json.dumps({"code": 404, "details": details, "message": "Not found error.", "status": 404})
    text = body.replace("404", "404L") if broken else body
    return web.Response(status=404, text=text, content_type="application/json")


class Rest:
    """The device document and the applications."""

    def __init__(self, tv: Television) -> None:
        """Answer for one TV."""
        self._tv = tv

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Add the routes."""
        router.add_get("/api/v2/", self._faulty(self._device))
        applications = self._faulty(self._application)
        for method in ("GET", "POST", "DELETE"):
            router.add_route(method, "/api/v2/applications/{id}", applications)
        router.add_route("*", "/{anything:.*}", self._faulty(self._unknown))

    def _faulty(self, handler: Handler) -> Handler:
        """Log every request, and answer it as wrongly as the faults say."""

        async def handle(request: web.Request) -> web.StreamResponse:
            port = request.get_extra_info("sockname")[1]
            self._tv.log.add(Requested(method=request.method, path=request.path, port=port))
            match self._tv.settings.faults.rest:
                case RestFault.NOT_FOUND:
                    return not_found("", broken=self._tv.settings.faults.broken_404)
                case RestFault.GARBAGE:
                    return web.Response(text='{"device":{"name":"[TV]', content_type="application/json")
                case RestFault.ERROR:
                    return web.Response(status=500, text="Internal Server Error")
                case RestFault.HANG:
                    await asyncio.Event().wait()
            return await handler(request)

        return handle

    async def _device(self, request: web.Request) -> web.StreamResponse:
        """Answer who the TV is."""
        document = rest_document(
            self._tv.identity,
            power=reported_power(self._tv.state, self._tv.settings),
            token_auth=self._tv.settings.token_auth,
        )
        if self._tv.settings.faults.rest is RestFault.DRIP:
            return await self._dripped(request, document)
        return web.json_response(document)

    async def _dripped(self, request: web.Request, document: dict[str, object]) -> web.StreamResponse:
        """Answer one byte at a time."""
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        await response.prepare(request)
        for byte in json.dumps(document).encode():
            await response.write(bytes([byte]))
            await asyncio.sleep(self._tv.settings.faults.drip_seconds)
        return response

    async def _application(self, request: web.Request) -> web.StreamResponse:
        """Tell about an app, start it or end it."""
        app_id = request.match_info["id"]
        status = self._tv.app_status(app_id)
        if status is None:
            return not_found(app_id, broken=self._tv.settings.faults.broken_404)
        if request.method == "GET":
            return web.json_response(status)
        if request.method == "POST":
            self._tv.launch(app_id, "rest", meta_tag=(await request.text())[:1_000])
        else:
            self._tv.close(app_id)
        return web.json_response({"ok": True})

    async def _unknown(self, request: web.Request) -> web.StreamResponse:
        """Answer that there is no such thing."""
        return not_found(request.path)
