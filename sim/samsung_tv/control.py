"""The control port: tests and people set what the TV does, read what it received, and watch its screen."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
import json
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from .ip_methods import CLIENT
from .merge import BadValueError, one_value, seconds
from .ports import Port, PortMode
from .state import Reports, TVState, reported_power

if TYPE_CHECKING:
    from .tv import SamsungTV

_PAGE = Path(__file__).with_name("screen.html")
_COMMANDS = ("Click", "Press", "Release")

type Body = Mapping[str, object]


class Control:
    """A small HTTP server beside the TV's own ports; it stays when the TV's network is gone."""

    def __init__(self, tv: SamsungTV, port: int) -> None:
        """Control one TV; port 0 takes a free one."""
        self._tv = tv
        self._port = Port(tv.host, port, self._application())
        self._page = ""
        self._watching: set[asyncio.Event] = set()
        self._unobserve = tv.set.observe(self._changed)

    @property
    def port(self) -> int:
        """Return the number of the port."""
        return self._port.number

    async def start(self) -> None:
        """Open the port; raises OSError if it is taken."""
        self._page = await asyncio.to_thread(_PAGE.read_text, encoding="utf-8")
        await self._port.start(PortMode.SERVING)

    async def close(self) -> None:
        """Close the port."""
        self._unobserve()
        await self._port.stop()

    def refresh(self) -> None:
        """Let everyone who watches the screen see it anew."""
        for event in self._watching:
            event.set()

    def _changed(self, before: TVState, after: TVState) -> None:
        """Follow the TV."""
        self.refresh()

    def _application(self) -> web.Application:
        """Return what the port serves."""
        app = web.Application()
        app.router.add_get("/", self._screen)
        app.router.add_get("/sim/state", self._state)
        app.router.add_get("/sim/log", self._log)
        app.router.add_get("/sim/events", self._events)
        app.router.add_get("/sim/art/{content_id}", self._picture_of)
        for path, action in (
            ("state", self._merge),
            ("pairing", self._pair),
            ("key", self._key),
            ("power", self._power),
            ("reset", self._reset),
        ):
            app.router.add_post(f"/sim/{path}", self._answered(action))
        return app

    def _answered(self, action: Callable[[Body], Awaitable[None]]) -> Callable[[web.Request], Awaitable[web.Response]]:
        """Do something with a JSON object, and answer with the state after it or with the reason why not."""

        async def handle(request: web.Request) -> web.Response:
            try:
                body = json.loads(await request.text() or "{}")
                if not isinstance(body, dict):
                    raise BadValueError("the body must be a JSON object")
                await action(body)
            except ValueError as error:
                return web.json_response({"error": str(error)}, status=400)
            await self._tv.settle()
            return web.json_response(self._picture())

        return handle

    def _picture(self) -> dict[str, object]:
        """Return everything there is to know about the TV."""
        tv = self._tv
        return {
            "name": tv.identity.name,
            "model": tv.identity.model,
            "frame": tv.identity.frame,
            "host": tv.host,
            "mac": tv.identity.mac,
            "udn": tv.identity.udn,
            **asdict(tv.state),
            **asdict(tv.settings),
            "power_state": reported_power(tv.state, tv.settings),
            "popup": tv.pairing.popup,
            "paired": sorted(tv.pairing.tokens),
            "ip_control_tokens": len(tv.ip_control.tokens),
            "apps": [{"id": app.app_id, "name": app.name, "colour": app.colour} for app in tv.set.apps],
            "artworks": [asdict(work) for work in tv.art.stock.works] if tv.identity.frame else [],
            "skipped": tv.skipped,
        }

    async def _screen(self, request: web.Request) -> web.Response:
        """Show the screen as a page."""
        return web.Response(text=self._page, content_type="text/html", charset="utf-8")

    async def _picture_of(self, request: web.Request) -> web.Response:
        """Answer with a picture that the art app keeps, as the panel shows it."""
        stock = self._tv.art.stock
        work = stock.get(request.match_info["content_id"])
        if work is None:
            raise web.HTTPNotFound
        shown = stock.thumbnail if work.grey else stock.data
        data = await asyncio.to_thread(shown, work.content_id)
        return web.Response(body=data, content_type="image/png" if data.startswith(b"\x89") else "image/jpeg")

    async def _state(self, request: web.Request) -> web.Response:
        """Answer with the state."""
        return web.json_response(self._picture())

    async def _log(self, request: web.Request) -> web.Response:
        """Answer with what was received."""
        return web.json_response(self._tv.log.as_json())

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Send the state now and after every change, as server-sent events."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
        await response.prepare(request)
        event = asyncio.Event()
        event.set()
        self._watching.add(event)
        try:
            while True:
                await event.wait()
                event.clear()
                await response.write(f"data: {json.dumps(self._picture())}\n\n".encode())
        finally:
            self._watching.discard(event)

    async def _merge(self, body: Body) -> None:
        """Set facts and settings."""
        self._tv.set.merge(body)

    async def _pair(self, body: Body) -> None:
        """Answer the popup, or forget clients: {"answer": "allow"|"deny"}, {"revoke": name or null for all}.

        Who holds a token of IP Control is forgotten with all others, or under the name of its popup, "IP Control".
        """
        if "revoke" in body:
            name = body["revoke"]
            if name is not None and not isinstance(name, str):
                raise BadValueError("revoke: must be a client's name, or null for all")
            self._tv.pairing.revoke(name)
            if name in {None, CLIENT}:
                self._tv.ip_control.tokens.clear()
            return
        answer = body.get("answer")
        if answer not in {"allow", "deny"}:
            raise BadValueError("answer: must be allow or deny")
        if not self._tv.pairing.answer(answer == "allow"):
            raise BadValueError("there is no popup to answer")

    async def _key(self, body: Body) -> None:
        """Press a key on the remote in hand: {"key": "KEY_VOLUP", "command": "Click"}."""
        key, command = body.get("key"), body.get("command", "Click")
        if not isinstance(key, str) or not key.startswith("KEY_"):
            raise BadValueError("key: must be a key's name, as KEY_VOLUP")
        if command not in _COMMANDS:
            raise BadValueError(f"command: must be one of {', '.join(_COMMANDS)}")
        self._tv.set.press(key, str(command))

    async def _power(self, body: Body) -> None:
        """Turn off or on as a person would, with all its lags, or wake the network alone for a while."""
        match body.get("do"):
            case "off":
                self._tv.set.turn_off()
            case "on":
                self._tv.set.wake("control port")
            case "wake_network":
                span = seconds(body.get("seconds", 60))
                reports = one_value(Reports, body.get("reports", "on"))
                self._tv.set.wake_network(span, Reports(str(reports)))
            case _:
                raise BadValueError("do: must be off, on or wake_network")

    async def _reset(self, body: Body) -> None:
        """Go back to the start."""
        await self._tv.reset()
