"""The service itself: routes, keys, the log of requests, and the control port beside the API."""

from collections.abc import Iterable, Mapping
import dataclasses
import json
from typing import Any, override

from aiohttp import web

from ..loopback import LoopbackServer
from . import chat_wire, responses_wire
from .errors import NO_KEY, Refused, error, wrong_key
from .mode import Mode
from .script import LoggedRequest, Reply, Script
from .sending import send_error, send_events, send_object, send_raw
from .validation import check_chat, check_responses

_MAX_REQUEST = 64 * 1024 * 1024


class OpenAIService(LoopbackServer):
    """A server with OpenAI's API below `/v1`; `script` says what it answers, `requests` what it was asked."""

    def __init__(
        self, replies: Iterable[Reply] = (), *, host: str = "127.0.0.1", port: int = 0, mode: Mode | None = None
    ) -> None:
        """Prepare a server; port 0 takes a free one."""
        super().__init__(host, port)
        self.mode = mode or Mode()
        self.script = Script(replies)
        self.requests: list[LoggedRequest] = []

    @property
    @override
    def url(self) -> str:
        """Return the base URL for clients, with `/v1`."""
        return f"http://{self._host}:{self._port}/v1"

    @property
    def turns(self) -> list[LoggedRequest]:
        """Return the requests that asked a model and passed the checks' first door: they name one."""
        return [request for request in self.requests if request.is_turn and (request.body or {}).get("model")]

    @override
    def application(self) -> web.Application:
        """Return what answers: the control port beside the API."""
        app = web.Application(client_max_size=_MAX_REQUEST)
        app.router.add_post("/sim/script", self._on_script)
        app.router.add_get("/sim/requests", self._on_requests)
        app.router.add_route("*", "/{path:.*}", self._on_request)
        return app

    @override
    async def _on_request(self, request: web.Request) -> web.StreamResponse:
        logged = await _logged(request)
        self.requests.append(logged)
        try:
            return await self._answer(request, logged)
        except Refused as refused:
            return web.json_response(refused.body, status=refused.status)

    async def _answer(self, request: web.Request, logged: LoggedRequest) -> web.StreamResponse:
        match (logged.method, logged.path):
            case ("GET", "/v1/models") if self.mode.models is not None:
                if not self.mode.public_models:
                    self._check_key(logged)
                return web.json_response(_model_list(self.mode.models))
            case ("POST", "/v1/responses") if self.mode.responses:
                self._check_key(logged)
                check_responses(logged.body, self.mode)
                return await self._reply(request, logged, chat=False)
            case ("POST", "/v1/chat/completions") if self.mode.chat:
                self._check_key(logged)
                check_chat(logged.body, self.mode)
                return await self._reply(request, logged, chat=True)
        return self._missing(logged)

    def _check_key(self, logged: LoggedRequest) -> None:
        if self.mode.key is None:
            return
        scheme, _, key = logged.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not key:
            raise Refused(401, NO_KEY)
        if key != self.mode.key:
            raise Refused(401, wrong_key(key))

    async def _reply(self, request: web.Request, logged: LoggedRequest, *, chat: bool) -> web.StreamResponse:
        reply = await self.script.next(logged)
        if reply is None:
            return web.json_response(error("The script is at its end.", "server_error"), status=500)
        if reply.raw is not None:
            return await send_raw(request, reply)
        if reply.status != 200:
            return await send_error(request, reply)
        body: Mapping[str, Any] = logged.body
        if body.get("stream") and self.mode.streaming:
            events = chat_wire.chunks(reply, body) if chat else responses_wire.events(reply, body)
            return await send_events(request, reply, events, done=chat)
        if chat:
            return await send_object(request, reply, chat_wire.completion_object(reply, body))
        return await send_object(
            request, reply, responses_wire.response_object(reply, body, responses_wire.output_items(reply))
        )

    def _missing(self, logged: LoggedRequest) -> web.Response:
        match self.mode.missing_route:
            case "html":
                return web.Response(status=404, text="<html><body><h1>404</h1></body></html>", content_type="text/html")
            case "fastapi":
                return web.json_response({"detail": "Not Found"}, status=404)
            case "lmstudio":
                return web.json_response({"error": f"Unexpected endpoint or method. ({logged.method} {logged.path})"})
            case "openai":
                return web.json_response(error(f"Invalid URL ({logged.method} {logged.path})"), status=404)

    async def _on_script(self, request: web.Request) -> web.Response:
        """Take `{"replies": [...], "clear": bool, "mode": {...}}` over HTTP."""
        order = await request.json()
        if order.get("clear"):
            self.script.clear()
        self.script.add(*(Reply.from_json(reply) for reply in order.get("replies", ())))
        for name, value in order.get("mode", {}).items():
            setattr(self.mode, name, tuple(value) if isinstance(value, list) else value)
        return web.json_response({"left": len(self.script)})

    async def _on_requests(self, request: web.Request) -> web.Response:
        """Give every request so far over HTTP; `?clear=1` forgets them."""
        logged = [
            {name: value for name, value in dataclasses.asdict(entry).items() if name != "raw"}
            for entry in self.requests
        ]
        if request.query.get("clear"):
            self.requests.clear()
        return web.json_response(logged)


async def _logged(request: web.Request) -> LoggedRequest:
    raw = await request.read()
    try:
        body = json.loads(raw) if raw else None
    except ValueError:
        body = None
    headers = {name.lower(): value for name, value in request.headers.items()}
    return LoggedRequest(method=request.method, path=request.path, headers=headers, body=body, raw=raw)


def _model_list(models: Iterable[str]) -> dict[str, Any]:
    owned = {"object": "model", "created": 1_767_225_600, "owned_by": "system"}
    return {"object": "list", "data": [{"id": model, **owned} for model in models]}
