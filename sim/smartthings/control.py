"""What a person at home and a test do, over HTTP: `/sim/...` beside the cloud's own paths, which costs no request of the account."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web

from .device import Device, Freeze, Health, Reported
from .errors import Refused
from .event_faults import EventFault
from .faults import RequestFault, Trouble

if TYPE_CHECKING:
    from .cloud import SmartThingsCloud

_PAGE = Path(__file__).with_name("machines.html")

type Json = dict[str, Any]
type Body = Mapping[str, Any]


class Control:
    """Answers with the state after what was done, or with the reason why not."""

    def __init__(self, cloud: SmartThingsCloud) -> None:
        """Control one cloud."""
        self._cloud = cloud

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Serve its paths."""
        router.add_get("/sim/", self._page)
        router.add_get("/sim/state", self._state)
        router.add_get("/sim/requests", self._requests)
        device: dict[str, Callable[[str, Body], None]] = {
            "start": self._start,
            "pause": self._pause,
            "resume": self._resume,
            "stop": self._stop,
            "extend": self._extend,
            "door": self._door,
            "remote": self._remote,
            "command": self._command,
            "attribute": self._attribute,
            "freeze": self._freeze,
            "health": self._health,
            "remove": self._remove,
            "rename": self._rename,
        }
        for name, act in device.items():
            router.add_post(f"/sim/devices/{{device}}/{name}", self._on_device(act))
        account: dict[str, Callable[[Body], Awaitable[None]]] = {
            "faults": self._faults,
            "event_faults": self._event_faults,
            "limits": self._limits,
            "stream": self._stream,
            "tokens": self._tokens,
            "advance": self._advance,
        }
        for name, do in account.items():
            router.add_post(f"/sim/{name}", self._on_account(do))

    def _on_device(self, act: Callable[[str, Body], None]) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            try:
                body = await _body(request)
                act(request.match_info["device"], body)
            except (ValueError, TypeError, KeyError) as error:
                return web.json_response({"error": str(error)}, status=400)
            except Refused as refused:
                return web.json_response(refused.body, status=refused.status)
            self._cloud.home.tick()
            return web.json_response(self._picture())

        return handle

    def _on_account(self, do: Callable[[Body], Awaitable[None]]) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            try:
                await do(await _body(request))
            except (ValueError, TypeError, KeyError) as error:
                return web.json_response({"error": str(error)}, status=400)
            return web.json_response(self._picture())

        return handle

    async def _page(self, request: web.Request) -> web.Response:
        """Show the machines with the buttons that a person at home has."""
        page = await asyncio.to_thread(_PAGE.read_text, encoding="utf-8")
        return web.Response(text=page, content_type="text/html", charset="utf-8")

    async def _state(self, request: web.Request) -> web.Response:
        return web.json_response(self._picture())

    async def _requests(self, request: web.Request) -> web.Response:
        """Give every request so far; `?clear=1` forgets them."""
        answer = self._cloud.log.as_json()
        if request.query.get("clear"):
            self._cloud.log.clear()
        return web.json_response(answer)

    def _picture(self) -> Json:
        """Return everything there is to know at a glance."""
        cloud = self._cloud
        return {
            "time": cloud.clock.now().isoformat(),
            "speed": cloud.home.speed,
            "devices": [self._device(device) for device in cloud.home.devices.values()],
            "subscriptions": len(cloud.subscriptions.known),
            "streams": len(list(cloud.subscriptions.streams)),
            "requests": len(cloud.log),
            "quota": cloud.quota.left,
            "access_tokens": len(cloud.oauth.access),
        }

    def _device(self, device: Device) -> Json:
        shown: Json = {
            "id": device.id,
            "label": device.label,
            "health": device.health.value,
            "freeze": device.freeze.value,
        }
        machine = self._cloud.home.machines.get(device.id)
        if machine is not None:
            now = self._cloud.clock.now()
            shown |= {
                "stage": machine.stage.value,
                "phase": machine.run.phase(now).name if machine.run is not None else None,
                "remaining_seconds": machine.run.remaining(now) if machine.run is not None else None,
                "door_open": machine.door_open,
                "remote": machine.remote,
            }
        return shown

    def _start(self, key: str, body: Body) -> None:
        """Start it by hand, as it is set or with what is given: {"course"} or {"mode", "setpoint", "operation_seconds"}."""
        machine = self._cloud.home.machine(key)
        for name, value in body.items():
            if name not in {"course", "mode", "setpoint", "operation_seconds"} or not hasattr(machine, name):
                raise ValueError(f"{name} cannot be set")
            setattr(machine, name, value)
        machine.start(self._cloud.clock.now())

    def _pause(self, key: str, body: Body) -> None:
        self._cloud.home.machine(key).pause(self._cloud.clock.now())

    def _resume(self, key: str, body: Body) -> None:
        self._cloud.home.machine(key).resume(self._cloud.clock.now())

    def _stop(self, key: str, body: Body) -> None:
        self._cloud.home.machine(key).stop(self._cloud.clock.now())

    def _extend(self, key: str, body: Body) -> None:
        """Let it take longer: {"minutes": 10}."""
        self._cloud.home.machine(key).extend(float(body["minutes"]), self._cloud.clock.now())

    def _door(self, key: str, body: Body) -> None:
        """Open or close the door: {"open": true}."""
        machine = self._cloud.home.machine(key)
        if body["open"]:
            machine.open_door(self._cloud.clock.now())
        else:
            machine.close_door()

    def _remote(self, key: str, body: Body) -> None:
        """Press Smart Control: {"on": true}."""
        machine = self._cloud.home.machine(key)
        machine.press_smart_control(on=bool(body.get("on", True)), now=self._cloud.clock.now())

    def _command(self, key: str, body: Body) -> None:
        """Command it as the app does: {"capability", "command", "arguments"}."""
        self._cloud.command(key, body["capability"], body["command"], *body.get("arguments", ()))

    def _attribute(self, key: str, body: Body) -> None:
        """Let it report: {"capability", "attribute", "value"}, and "component", "unit"."""
        self._cloud.home.set_attribute(key, Reported(**body))

    def _freeze(self, key: str, body: Body) -> None:
        """Freeze it: {"how": "none" | "events" | "device"}."""
        self._cloud.home.freeze(key, Freeze(body["how"]))

    def _health(self, key: str, body: Body) -> None:
        """Set whether it is reached: {"state": "ONLINE" | "OFFLINE" | "UNHEALTHY"}."""
        self._cloud.home.set_health(key, Health(body["state"]))

    def _remove(self, key: str, body: Body) -> None:
        self._cloud.home.remove(key)

    def _rename(self, key: str, body: Body) -> None:
        self._cloud.home.rename(key, str(body["label"]))

    async def _faults(self, body: Body) -> None:
        """Let requests go wrong: {"fault": "status", "times": 3, "status": 429, "part": "/commands"}; {"clear": true} ends it."""
        if body.get("clear"):
            self._cloud.faults.clear()
        else:
            self._cloud.faults.add(Trouble(**{**body, "fault": RequestFault(body["fault"])}))

    async def _event_faults(self, body: Body) -> None:
        """Let events go wrong: {"fault": "drop", "times": 2, "device_id", "attribute", "seconds"}; {"clear": true} ends it."""
        if body.get("clear"):
            self._cloud.event_faults.clear()
        else:
            self._cloud.event_faults.add(**{**body, "fault": EventFault(body["fault"])})

    async def _limits(self, body: Body) -> None:
        """Set limits: {"rate": true, "quota": 100 or null, "quota_status": 402, "sinks": 2, "keepalive": 30}."""
        cloud = self._cloud
        cloud.limit.enabled = bool(body.get("rate", cloud.limit.enabled))
        cloud.quota.left = body.get("quota", cloud.quota.left)
        cloud.quota.status = int(body.get("quota_status", cloud.quota.status))
        cloud.subscriptions.most = int(body.get("sinks", cloud.subscriptions.most))
        cloud.keepalive = float(body.get("keepalive", cloud.keepalive))

    async def _stream(self, body: Body) -> None:
        """End the streams: {"end": "cut" | "in_event" | "goodbye"}."""
        match body["end"]:
            case "cut":
                self._cloud.subscriptions.cut()
            case "in_event":
                self._cloud.subscriptions.cut(in_event=True)
            case "goodbye":
                self._cloud.subscriptions.goodbye()
            case _:
                raise ValueError("end: must be cut, in_event or goodbye")

    async def _tokens(self, body: Body) -> None:
        """End tokens: {"end": "access" | "all"}."""
        if body["end"] == "all":
            self._cloud.oauth.revoke()
        else:
            self._cloud.oauth.expire()

    async def _advance(self, body: Body) -> None:
        """Let time pass: {"seconds": 600}."""
        await self._cloud.advance(float(body["seconds"]))


async def _body(request: web.Request) -> Body:
    """Return the JSON object of a request, an empty one where there is none. Raises ValueError."""
    body = json.loads(await request.text() or "{}")
    if isinstance(body, dict):
        return body
    raise ValueError("the body must be a JSON object")
