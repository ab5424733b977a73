"""Stands before a service and counts what passes: requests, tokens and time. It changes nothing, unless it is to complete streams."""

from collections.abc import Mapping
import json
import os
from pathlib import Path
import time
from typing import Any, Self

from aiohttp import ClientSession, ClientTimeout, TCPConnector, web

from .completing import Completing

_PATIENCE = ClientTimeout(total=600)
_TURNS = ("/responses", "/chat/completions")
# A file that every request and its answer is written to, for looking at what a model made of a prompt.
_LOG = "PARLOR_BENCH_LOG"


class Meter:
    """An HTTP proxy on a free port; `requests`, `tokens` and `seconds` grow with every request that a model answers."""

    def __init__(self, target: str) -> None:
        """Prepare to pass everything on to a service, given by its address without a path."""
        self._target = target
        self.requests = 0
        self.tokens = 0
        self.seconds = 0.0
        self.url = ""
        # Whether what core's agent waits for and the server leaves out is put in its streams.
        self.completes = False

    async def __aenter__(self) -> Self:
        """Listen."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/{path:.*}", self._on_request)
        self._runner = web.AppRunner(app)
        # A connection that the server closes while it is idle would cost a request.
        self._session = ClientSession(timeout=_PATIENCE, connector=TCPConnector(force_close=True))
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}/v1"
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop listening."""
        await self._session.close()
        await self._runner.cleanup()

    async def _on_request(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        headers = {"content-type": request.headers.get("content-type", "application/json")}
        began = time.perf_counter()
        async with self._session.request(
            request.method, self._target + request.path, data=body, headers=headers
        ) as answer:
            response = web.StreamResponse(
                status=answer.status, headers={"content-type": answer.headers["content-type"]}
            )
            await response.prepare(request)
            passed, completing = bytearray(), Completing()
            async for chunk in answer.content.iter_any():
                passed += chunk
                await response.write(completing.feed(chunk) if self.completes else chunk)
            if self.completes:
                await response.write(completing.rest())
            await response.write_eof()
        if request.method == "POST" and request.path.endswith(_TURNS) and len(body) > 2:
            self.requests += 1
            self.seconds += time.perf_counter() - began
            self.tokens += _tokens(passed.decode(errors="replace"))
            _keep(body, bytes(passed))
        return response


def _tokens(passed: str) -> int:
    """Return the tokens that an answer says it took, prompt and completion together; the last word counts."""
    lines = [line.removeprefix("data:").strip() for line in passed.splitlines() if "usage" in line]
    for line in reversed(lines):
        try:
            told = json.loads(line)
        except ValueError:
            continue
        usage = told.get("usage") or (told.get("response") or {}).get("usage")
        if usage:
            return _total(usage)
    return 0


def _total(usage: Mapping[str, Any]) -> int:
    """Return both sides of a usage, which the two wires name differently."""
    sides = ("input_tokens", "prompt_tokens", "output_tokens", "completion_tokens")
    return sum(int(usage.get(side) or 0) for side in sides)


def _keep(body: bytes, passed: bytes) -> None:
    """Write a request and its answer to the log, where one is wanted."""
    if path := os.environ.get(_LOG):
        with Path(path).open("a", encoding="utf-8") as log:
            log.write(json.dumps({"asked": json.loads(body), "answered": passed.decode(errors="replace")}) + "\n")
