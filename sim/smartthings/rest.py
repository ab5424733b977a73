"""What is asked below `/v1`: locations, rooms, devices, their states, commands, scenes and capabilities."""

from collections.abc import Callable, Iterator
import json
import re
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from .device import Device, stamp
from .errors import forbidden, malformed, not_found
from .home import Home
from .machines import Order
from .population import rooms_of

PAGE = 200
MOST_COMMANDS = 10
SCENE_DATE = 1_738_964_737_000  # ms

type Json = dict[str, Any]
type Answer = Callable[..., Json]


class Rest:
    """Answers what is asked of one home; `page` is how many devices come at once where the client does not say."""

    def __init__(self, home: Home, location_id: str, *, page: int = PAGE) -> None:
        """Answer for a home in a location."""
        self._home = home
        self._location = location_id
        self.page = page
        self._routes: tuple[tuple[str, re.Pattern[str], Answer], ...] = tuple(
            (method, re.compile(pattern), answer)
            for method, pattern, answer in (
                ("GET", r"/v1/locations", self._locations),
                ("GET", r"/v1/locations/([^/]+)", self._location_details),
                ("GET", r"/v1/locations/([^/]+)/rooms", self._rooms),
                ("GET", r"/v1/locations/([^/]+)/rooms/([^/]+)", self._room),
                ("GET", r"/v1/devices", self._devices),
                ("GET", r"/v1/devices/([^/]+)", self._device),
                ("GET", r"/v1/devices/([^/]+)/status", self._status),
                ("GET", r"/v1/devices/([^/]+)/health", self._health),
                ("POST", r"/v1/devices/([^/]+)/commands", self._commands),
                ("GET", r"/v1/scenes", self._scenes),
                ("POST", r"/v1/scenes/([^/]+)/execute", self._run_scene),
                ("GET", r"/v1/capabilities/([^/]+)/(\d+)", self._capability),
            )
        )

    def answer(self, request: web.Request, body: object) -> Json:
        """Return the JSON that answers a request. Raises Refused."""
        for method, pattern, answer in self._routes:
            if method == request.method and (match := pattern.fullmatch(request.path)) is not None:
                return answer(request, body, *match.groups())
        raise not_found(request.path)

    def _locations(self, request: web.Request, body: object) -> Json:
        return {"items": [{"locationId": self._location, "name": "Home"}], "_links": None}

    def _location_details(self, request: web.Request, body: object, location_id: str) -> Json:
        self._at_home(location_id)
        return {
            "locationId": self._location,
            "name": "Home",
            "countryCode": "GBR",
            "latitude": 51.5,
            "longitude": -0.12,
            "regionRadius": 150,
            "temperatureScale": "C",
            "timeZoneId": "Europe/London",
            "locale": "en",
            "backgroundImage": None,
        }

    def _rooms(self, request: web.Request, body: object, location_id: str) -> Json:
        self._at_home(location_id)
        known = rooms_of(self._home.devices.values())
        return {"items": [self._room_item(room_id) for room_id in known], "_links": None}

    def _room(self, request: web.Request, body: object, location_id: str, room_id: str) -> Json:
        self._at_home(location_id)
        if room_id not in rooms_of(self._home.devices.values()):
            raise forbidden()
        return self._room_item(room_id)

    def _room_item(self, room_id: str) -> Json:
        name = self._home.rooms.get(room_id, f"Room {room_id[:4]}")
        return {"roomId": room_id, "locationId": self._location, "name": name, "backgroundImage": None}

    def _devices(self, request: web.Request, body: object) -> Json:
        found = list(self._wanted(request))
        size = min(_whole(request, "max", self.page), PAGE)
        number = _whole(request, "page", 0)
        links: Json = {}
        for name, other in (("next", number + 1), ("previous", number - 1)):
            if 0 <= other * size < len(found) and other >= 0:
                links[name] = {"href": self._page_link(request, size, other)}
        chunk = found[number * size : (number + 1) * size]
        return {"items": [device.definition for device in chunk], "_links": links}

    def _page_link(self, request: web.Request, size: int, page: int) -> str:
        kept = [(name, value) for name, value in request.query.items() if name not in {"max", "page"}]
        return f"{request.url.origin()}/v1/devices?{urlencode([*kept, ('max', size), ('page', page)])}"

    def _wanted(self, request: web.Request) -> Iterator[Device]:
        capabilities = _listed(request, "capability")
        locations, ids = _listed(request, "locationId"), _listed(request, "deviceId")
        for device in self._home.devices.values():
            has = {capability for _, capability in device.capabilities}
            if (
                (not ids or device.id in ids)
                and (not locations or device.location_id in locations)
                and has.issuperset(capabilities)
            ):
                yield device

    def _device(self, request: web.Request, body: object, device_id: str) -> Json:
        return self._known(device_id).definition

    def _status(self, request: web.Request, body: object, device_id: str) -> Json:
        return {"components": self._known(device_id).components}

    def _health(self, request: web.Request, body: object, device_id: str) -> Json:
        device = self._known(device_id)
        return {"deviceId": device.id, "state": device.health.value, "lastUpdatedDate": stamp(device.updated)}

    def _commands(self, request: web.Request, body: object, device_id: str) -> Json:
        device = self._known(device_id)
        ids = self._home.accept(device.id, _orders(body))
        return {"results": [{"id": command_id, "status": "ACCEPTED"} for command_id in ids]}

    def _scenes(self, request: web.Request, body: object) -> Json:
        items = [
            {
                "sceneId": scene.id,
                "sceneName": scene.name,
                "sceneIcon": "203",
                "sceneColor": None,
                "locationId": self._location,
                "createdBy": self._location,
                "createdDate": SCENE_DATE,
                "lastUpdatedDate": SCENE_DATE,
                "lastExecutedDate": None,
                "editable": False,
                "apiVersion": "20200501",
            }
            for scene in self._home.scenes
        ]
        return {"items": items, "_links": {"next": None, "previous": None}}

    def _run_scene(self, request: web.Request, body: object, scene_id: str) -> Json:
        self._home.run_scene(scene_id)
        return {"status": "success"}

    def _capability(self, request: web.Request, body: object, name: str, version: str) -> Json:
        """Return what can be told of a capability from the devices that have it: its attributes and their types."""
        types: Json = {}
        known = False
        for device in self._home.devices.values():
            for attributes in (each[name] for each in device.components.values() if name in each):
                known = True
                types |= {attribute: {"schema": _schema(said.get("value"))} for attribute, said in attributes.items()}
        if not known:
            raise not_found(f"capability {name}")
        return {
            "id": name,
            "version": int(version),
            "status": "live",
            "name": name,
            "attributes": types,
            "commands": {},
        }

    def _known(self, device_id: str) -> Device:
        if device_id not in self._home.devices:
            raise forbidden()
        return self._home.devices[device_id]

    def _at_home(self, location_id: str) -> None:
        if location_id != self._location:
            raise forbidden()


def decoded(text: str) -> object:
    """Return JSON, or the text where it is none; None where there is nothing."""
    if not text:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return text


def _orders(body: object) -> list[Order]:
    """Return the orders of a body. Raises Refused where there are none, or too many, or they make no sense."""
    commands = body.get("commands") if isinstance(body, dict) else None
    if not isinstance(commands, list) or not 1 <= len(commands) <= MOST_COMMANDS:
        raise malformed("commands", f"size must be between 1 and {MOST_COMMANDS}")
    return [_order(number, each) for number, each in enumerate(commands)]


def _order(number: int, each: object) -> Order:
    """Return one order. Raises Refused."""
    if not isinstance(each, dict):
        raise malformed(f"commands[{number}]", "must be an object")
    for name in ("capability", "command"):
        if not isinstance(each.get(name), str):
            raise malformed(f"commands[{number}].{name}", "must not be null")
    arguments = each.get("arguments") or []
    if not isinstance(arguments, list):
        raise malformed(f"commands[{number}].arguments", "must be an array")
    return Order(
        capability=each["capability"],
        command=each["command"],
        arguments=tuple(arguments),
        component=str(each.get("component") or "main"),
    )


def _listed(request: web.Request, name: str) -> set[str]:
    """Return the values of a filter, given once with commas or several times."""
    return {part for value in request.query.getall(name, []) for part in value.split(",") if part}


def _whole(request: web.Request, name: str, otherwise: int) -> int:
    """Return a number of the query. Raises Refused where it is none."""
    text = request.query.get(name)
    if text is None:
        return otherwise
    if not text.isdecimal() or (name == "max" and text == "0"):
        raise malformed(name, "must be a number")
    return int(text)


def _schema(value: object) -> Json:
    """Return the type of a value, as a schema of a capability has it."""
    kinds = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
    kind = kinds.get(type(value))
    return {"type": "object", "properties": {"value": {"type": kind} if kind else {}}, "additionalProperties": False}
