"""The SmartThings cloud on a loopback port, and what tests do with it."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
import json
from typing import Any, override

from aiohttp import web

from ..loopback import LoopbackServer
from .clock import Clock
from .control import Control
from .device import Device
from .errors import Refused, forbidden
from .event_faults import EventFaults
from .events import EventType
from .faults import RequestFaults, after, before
from .home import Home
from .household import ROOMS, household
from .limits import Quota, RateLimit
from .log import Asked, RequestLog
from .machines import Order
from .oauth import OAuth
from .population import LOCATION
from .rest import Rest, decoded
from .stream import KEEPALIVE, Stream
from .subscriptions import Subscriptions

TICK = 0.25  # seconds
STEP = 5.0  # seconds that are skipped at once
_MAX_REQUEST = 4 * 1024 * 1024

type Json = dict[str, Any]


class SmartThingsCloud(LoopbackServer):
    """One account with one location. Port 0 takes a free one; without `devices` it is the household's six.

    `speed` shortens the programmes of the machines: at 60, minutes become seconds.
    """

    def __init__(
        self,
        devices: Iterable[Device] | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        speed: float = 1.0,
        oauth: OAuth | None = None,
        clock: Clock | None = None,
    ) -> None:
        """Prepare a cloud."""
        super().__init__(host, port)
        self.clock = clock or Clock()
        self.oauth = oauth or OAuth()
        self.log = RequestLog()
        self.faults = RequestFaults()
        self.event_faults = EventFaults(self.later)
        self.limit = RateLimit()
        self.quota = Quota()
        self.subscriptions = Subscriptions()
        self.keepalive = KEEPALIVE
        self.location_id = LOCATION
        self.home = Home(
            household(datetime.now(UTC)) if devices is None else devices,
            speed=speed,
            clock=self.clock,
            publish=self._publish,
            later=self.later,
        )
        self.home.rooms.update(ROOMS)
        self.rest = Rest(self.home, LOCATION)
        self._control = Control(self)
        self._tasks: set[asyncio.Task[None]] = set()

    @override
    async def start(self) -> None:
        """Listen, and let the machines run."""
        await super().start()
        self._keep(self._run())

    @override
    async def stop(self) -> None:
        """Stop listening, drop every connection, and let everything stand still."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.subscriptions.cut()
        await super().stop()

    @override
    def application(self) -> web.Application:
        """Return what answers: the control API beside the cloud's own."""
        app = web.Application(client_max_size=_MAX_REQUEST)
        self._control.add_to(app.router)
        app.router.add_route("*", "/{path:.*}", self._on_request)
        return app

    def entry_data(self, auth_implementation: str = "smartthings") -> Json:
        """Return the data of an entry of Home Assistant's `smartthings` that is signed in here."""
        return {
            "auth_implementation": auth_implementation,
            "location_id": self.location_id,
            "token": self.oauth.entry_token(),
        }

    async def advance(self, seconds: float) -> None:
        """Let time pass at once; what happens in it is told as it happens."""
        while seconds > 0:
            step = min(seconds, STEP)
            self.clock.skip(step)
            self.home.tick()
            seconds -= step
            await asyncio.sleep(0)

    def command(self, key: str, capability: str, command: str, *arguments: Any) -> None:
        """Give an order as the SmartThings app would: it costs no request. Raises Refused."""
        order = Order(capability=capability, command=command, arguments=arguments)
        self.home.accept(self.home.find(key).id, [order])

    def later(self, seconds: float, do: Callable[[], None]) -> None:
        """Do something after a while, while the cloud runs."""
        self._keep(_after(seconds, do))

    def _keep(self, work: Any) -> None:
        """Hold on to what runs until it is over."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self) -> None:
        """Let the machines do what time brings, for ever."""
        while True:
            self.home.tick()
            await asyncio.sleep(TICK)

    def _publish(self, kind: EventType, location_id: str, body: Json) -> None:
        """Tell of an event, unless it goes wrong on its way."""
        self.event_faults.pass_on(body, lambda event: self.subscriptions.publish(kind, location_id, event))

    @override
    async def _on_request(self, request: web.Request) -> web.StreamResponse:
        body = await request.text()
        asked = Asked(method=request.method, path=request.path, query=dict(request.query), body=decoded(body))
        self.log.add(asked)
        trouble = self.faults.take(request)
        try:
            if trouble is not None:
                await before(trouble, request)
            response = await self._answered(request, asked.body)
        except Refused as refused:
            text = None if refused.body is None else json.dumps(refused.body)
            response = web.Response(
                status=refused.status, headers=refused.headers, text=text, content_type="application/json"
            )
        self.log.answers[response.status] += 1
        return response if trouble is None else after(trouble, response)

    async def _answered(self, request: web.Request, body: object) -> web.StreamResponse:
        """Return the answer. Raises Refused."""
        match request.method, request.path.strip("/").split("/"):
            case "POST", ["oauth", "token"]:
                form = await request.post()
                return web.json_response(self.oauth.exchange(request.headers.get("Authorization"), form))
            case "GET", ["oauth", "authorize"]:
                return self._authorized(request)
        self.oauth.check(request.headers.get("Authorization"))
        match request.method, request.path.strip("/").split("/"):
            case "GET", ["filters", subscription_id, "activate"]:
                return await self._stream(request, subscription_id)
        self.quota.spend()
        match request.method, request.path.strip("/").split("/"):
            case "POST", ["subscriptions"]:
                return web.json_response(self.subscriptions.create(body, request.host))
            case "DELETE", ["subscriptions", subscription_id]:
                return web.json_response({"count": self.subscriptions.delete(subscription_id)})
            case _, ["v1", "devices", device_id, "status" | "health" | "commands"]:
                headers = self.limit.ask(device_id, self.clock.timestamp)
                return web.json_response(self.rest.answer(request, body), headers=headers)
        return web.json_response(self.rest.answer(request, body))

    def _authorized(self, request: web.Request) -> web.Response:
        """Send the browser back with a code, as if the user had agreed at once."""
        back = request.query.get("redirect_uri", "")
        if request.query.get("client_id") != self.oauth.client.id or not back:
            raise Refused(400, {"error": "invalid_client", "error_description": "Unknown client"})
        joint = "&" if "?" in back else "?"
        where = f"{back}{joint}code={self.oauth.code()}&state={request.query.get('state', '')}"
        return web.Response(status=302, headers={"Location": where})

    async def _stream(self, request: web.Request, subscription_id: str) -> web.StreamResponse:
        """Stream what a subscription wants, until somebody ends it."""
        subscription = self.subscriptions.known.get(subscription_id)
        if subscription is None:
            raise forbidden()
        stream = Stream(request, self.keepalive)
        subscription.streams.append(stream)
        try:
            return await stream.serve()
        finally:
            subscription.streams.remove(stream)


async def _after(seconds: float, do: Callable[[], None]) -> None:
    """Do something after a while."""
    await asyncio.sleep(seconds)
    do()
