"""What clients ask on a socket: keys, text, pointer, app list, launches, and questions about apps."""

import base64
import binascii
from collections.abc import Callable, Iterator
import json

from .connection import Connection
from .icons import tile
from .log import Asked, BadFrame, MouseMoved
from .state import AppIcons, AppList
from .television import Television

_COMMANDS = frozenset({"Click", "Press", "Release"})
_OWN_EVENTS = "Usage of `ms.` in custom event is not allowed. Perhaps use a alternative namespace."


class Commands:
    """Carries out one frame at a time; keys are never answered, errors are worded as Samsung's own server does."""

    def __init__(self, tv: Television, clients: Callable[[], Iterator[Connection]]) -> None:
        """Command one TV; `clients` are all that hear broadcasts."""
        self._tv = tv
        self._clients = clients

    def take(self, client: Connection, frame: str) -> None:
        """Carry out a frame, or answer `ms.error`."""
        try:
            message = json.loads(frame)
        except ValueError as error:
            self._refuse(client, frame, f"unable to handle message : {error}")
            return
        method = message.get("method") if isinstance(message, dict) else None
        params = message.get("params") if isinstance(message, dict) else None
        if not isinstance(method, str) or not method:
            self._refuse(client, frame, "missing method field from message")
        elif not isinstance(params, dict):
            self._refuse(client, frame, "unable to handle message : Cannot set property 'clientIp' of undefined")
        elif method == "ms.remote.control" and client.admitted:
            self._control(client, params, frame)
        elif method == "ms.channel.emit":
            self._emit(client, params, frame)
        elif method.startswith(("ms.application.", "ms.webapplication.")):
            self._application(client, method.rpartition(".")[2], params, message.get("id"))
        else:
            self._refuse(client, frame, f"unrecognized method value : {method}")

    def _refuse(self, client: Connection, frame: str, reason: str) -> None:
        """Answer that a frame is no command."""
        self._tv.log.add(BadFrame(client=client.name, frame=frame[:1_000]))
        client.send("ms.error", data={"message": reason})

    def _control(self, client: Connection, params: dict[str, object], frame: str) -> None:
        """Take a key, text or a movement."""
        command, key = params.get("Cmd"), params.get("DataOfCmd")
        match params.get("TypeOfRemote"):
            case "SendRemoteKey" if isinstance(key, str) and command in _COMMANDS:
                self._tv.press(key, str(command), client.name)
            case "SendInputString" if isinstance(command, str):
                self._text(client, command, frame)
            case "SendInputEnd":
                self._tv.end_text()
            case "ProcessMouseDevice":
                self._pointer(client, params.get("Position"), frame)
            case _:
                self._tv.log.add(BadFrame(client=client.name, frame=frame[:1_000]))

    def _text(self, client: Connection, encoded: str, frame: str) -> None:
        """Take text, which travels in base64."""
        try:
            text = base64.b64decode(encoded, validate=True).decode()
        except binascii.Error, UnicodeDecodeError:
            self._tv.log.add(BadFrame(client=client.name, frame=frame[:1_000]))
        else:
            self._tv.type_text(text, client.name)

    def _pointer(self, client: Connection, position: object, frame: str) -> None:
        """Take a movement of the pointer."""
        x, y = (position.get("x"), position.get("y")) if isinstance(position, dict) else (None, None)
        if isinstance(x, int) and isinstance(y, int):
            self._tv.log.add(MouseMoved(client=client.name, x=x, y=y))
        else:
            self._tv.log.add(BadFrame(client=client.name, frame=frame[:1_000]))

    def _emit(self, client: Connection, params: dict[str, object], frame: str) -> None:
        """Take an event for the TV, or pass it on to other clients."""
        event, to, data = params.get("event"), params.get("to"), params.get("data")
        if not isinstance(event, str) or event.startswith("ms."):
            self._refuse(client, frame, _OWN_EVENTS)
        elif to == "host":
            self._for_host(client, event, data)
        elif targets := [other for other in self._clients() if _is_meant(other, client, to)]:
            for other in targets:
                other.send(event, data=data, **{"from": client.identifier})
        elif to not in {"all", "broadcast"}:
            self._refuse(client, frame, f"unrecognized `to` value : {to}")

    def _for_host(self, client: Connection, event: str, data: object) -> None:
        """Take an event for the TV."""
        if event == "ed.installedApp.get":
            self._list_apps(client)
        elif event == "ed.apps.icon" and isinstance(data, dict):
            self._show_icon(client, data.get("iconPath"))
        elif event == "ed.apps.launch" and isinstance(data, dict):
            app_id, action = str(data.get("appId", "")), str(data.get("action_type", ""))
            self._tv.launch(app_id, "socket", action, str(data.get("metaTag") or "")[:1_000])
            client.send("ed.apps.launch", data=200, **{"from": "host"})

    def _list_apps(self, client: Connection) -> None:
        """Answer with the installed apps, in the way this set does."""
        settings = self._tv.settings
        apps: list[dict[str, object]] | None = [
            {"appId": app.app_id, "app_type": app.app_type, "icon": app.icon, "is_lock": 0, "name": app.name}
            for app in self._tv.apps
        ]
        if settings.app_list is AppList.IGNORED:
            return
        if settings.app_list is AppList.NULL:
            apps = None
        delay = settings.app_list_seconds if settings.app_list is AppList.LATE else 0.0
        client.later(delay, lambda: client.send("ed.installedApp.get", data={"data": apps}, **{"from": "host"}))

    def _show_icon(self, client: Connection, path: object) -> None:
        """Answer with the icon at a path of the app list, in the way this set does."""
        way = self._tv.settings.app_icons
        if way is AppIcons.IGNORED:
            return
        app = next((app for app in self._tv.apps if app.icon == path), None)
        coded = base64.b64encode(tile(app)).decode() if app is not None and way is AppIcons.ANSWERED else None
        coded = "no picture" if way is AppIcons.GARBAGE else coded
        client.send("ed.apps.icon", data={"iconPath": path, "imageBase64": coded}, **{"from": "host"})

    def _application(self, client: Connection, verb: str, params: dict[str, object], question: object) -> None:
        """Answer a question about an app, or start or end it; without an id there is no answer."""
        app_id = str(params.get("id", ""))
        if verb == "get":
            self._tv.log.add(Asked(client=client.name, app_id=app_id))
        status = self._tv.app_status(app_id)
        answer: dict[str, object] = {"id": question}
        if status is None:
            answer["error"] = {"code": 404, "details": app_id, "message": "Not found error.", "status": 404}
        elif verb == "get":
            answer["result"] = status
        elif verb in {"start", "stop"}:
            _ = self._tv.launch(app_id, "control") if verb == "start" else self._tv.close(app_id)
            answer["result"] = True
        else:
            answer["error"] = {"code": 500, "message": "Internal Server Error", "status": 500}
        if question:
            client.send_object(answer)


def _is_meant(other: Connection, sender: Connection, to: object) -> bool:
    """Return whether an event with this address goes to a client."""
    if to == "all":
        return True
    if to == "broadcast":
        return other is not sender
    return other.identifier == to or (isinstance(to, list) and other.identifier in to)
