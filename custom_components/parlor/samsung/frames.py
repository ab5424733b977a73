"""Frames of the remote channel: what the TV says, parsed, and what we say, built. Pure.

Shapes as real sets send them; every field is checked, because firmwares differ in types (a token is a string or a number)
and send nonsense. Nothing here raises on what a TV sends.
"""

import base64
import binascii
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
import json
from typing import Literal

CLIENT_NAME = "Parlor"  # our own: tokens are bound to it, and two clients of one name fight over them

type KeyAction = Literal["Click", "Press", "Release"]
type LaunchAction = Literal["DEEP_LINK", "NATIVE_LAUNCH"]

MAX_APPS = 500
MAX_TEXT = 256
MAX_ICON = 256 * 1024  # bytes; real ones have some 20 KB


@dataclass(frozen=True, slots=True)
class App:
    """An app on the TV: its id, its name as the TV or our table writes it, and where on the TV its icon is."""

    id: str
    name: str
    icon: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Connected:
    """We are in; `token` where the TV gave one or repeated ours."""

    token: str | None = None


@dataclass(frozen=True, slots=True)
class Unauthorized:
    """We are not let in: denied, or remote access is switched off."""


@dataclass(frozen=True, slots=True)
class TimedOut:
    """The popup was not answered, or could not be shown."""


@dataclass(frozen=True, slots=True)
class AppList:
    """The installed apps; empty where a set answers without a list."""

    apps: tuple[App, ...] = ()


@dataclass(frozen=True, slots=True)
class AppsChanged:
    """A hint that another app came to the front or was installed (sets up to 2019)."""


@dataclass(frozen=True, slots=True)
class AppIcon:
    """The icon of an app, for the path that was asked for; None where a set answers without one."""

    path: str | None
    image: bytes | None


@dataclass(frozen=True, slots=True)
class Other:
    """An event that tells us nothing."""

    event: str


@dataclass(frozen=True, slots=True)
class Malformed:
    """What is no frame at all."""


type Frame = Connected | Unauthorized | TimedOut | AppList | AppsChanged | AppIcon | Other | Malformed


def parse_json(data: str | bytes) -> object:
    """Return parsed JSON; raises ValueError on anything that is none, however deep it nests."""
    try:
        return json.loads(data)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def parse(data: str | bytes) -> Frame:
    """Return what a text message of the TV says."""
    try:
        message = parse_json(data)
    except ValueError:
        return Malformed()
    if not isinstance(message, dict) or not isinstance(event := message.get("event"), str):
        return Malformed()
    return _event(event, message.get("data"))


def _event(event: str, data: object) -> Frame:
    """Return what an event says."""
    match event:
        case "ms.channel.connect":
            return Connected(_token(data))
        case "ms.channel.unauthorized":
            return Unauthorized()
        case "ms.channel.timeOut":
            return TimedOut()
        case "ed.installedApp.get":
            return AppList(_apps(data))
        case "ed.apps.icon":
            return _icon(data)
        case "ed.edenTV.update" | "ed.apps.launch":
            return AppsChanged()
        case _:
            return Other(event[:MAX_TEXT])


def printable(text: str) -> str:
    """Return a text that can be shown and stored: half characters and control codes would break both."""
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(text.split())[:MAX_TEXT]


def _token(data: object) -> str | None:
    """Return the token newly granted, or else the one repeated beside our own client."""
    if not isinstance(data, Mapping):
        return None
    if token := _token_text(data.get("token")):
        return token
    clients = data.get("clients")
    for client in clients if isinstance(clients, list) else ():
        if not isinstance(client, Mapping) or client.get("id") != data.get("id"):
            continue
        attributes = client.get("attributes")
        if isinstance(attributes, Mapping):
            return _token_text(attributes.get("token"))
    return None


def _token_text(value: object) -> str | None:
    """Return a token as text: sets send it as a string or a number."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if abs(value) < 10**30 else None
    if isinstance(value, str) and 0 < len(value) <= MAX_TEXT and value.isprintable():
        return value
    return None


def _apps(data: object) -> tuple[App, ...]:
    """Return the apps of a list, without those that are malformed."""
    items = data.get("data") if isinstance(data, Mapping) else None
    return tuple(_valid_apps(items)) if isinstance(items, list) else ()


def _valid_apps(items: list[object]) -> Iterable[App]:
    """Yield each app that has an id and a name."""
    for item in items[:MAX_APPS]:
        if not isinstance(item, Mapping):
            continue
        app_id, name = item.get("appId"), item.get("name")
        if not isinstance(app_id, str) or not isinstance(name, str) or not is_app_id(app_id):
            continue
        if shown := printable(name):
            yield App(app_id, shown, _path(item.get("icon")))


def _path(value: object) -> str | None:
    """Return where an icon is, as the TV tells it and wants it told again."""
    return value if isinstance(value, str) and 0 < len(value) <= MAX_TEXT and value.isprintable() else None


def _icon(data: object) -> AppIcon:
    """Return the icon in an answer, which carries it as base64."""
    if not isinstance(data, Mapping):
        return AppIcon(None, None)
    image = None
    coded = data.get("imageBase64")
    if isinstance(coded, str) and 0 < len(coded) <= MAX_ICON * 4 // 3 + 4:
        with suppress(binascii.Error, ValueError):
            image = base64.b64decode(coded) or None
    return AppIcon(_path(data.get("iconPath")), image)


def is_app_id(text: str) -> bool:
    """Say whether a text can be the id of an app: a number or the name of a package."""
    return 0 < len(text) <= MAX_TEXT and text.isprintable() and text.strip(".") != ""


def encoded_name(name: str = CLIENT_NAME) -> str:
    """Return a client name as the address carries it."""
    return base64.b64encode(name.encode()).decode()


def key_frame(key: str, action: KeyAction = "Click") -> str:
    """Return the frame of a key (`KEY_VOLUP`) clicked, pressed or released."""
    return _control(Cmd=action, DataOfCmd=key, Option="false", TypeOfRemote="SendRemoteKey")


def text_frames(text: str) -> tuple[str, str]:
    """Return the frames that put text into the field that has the focus, and end the input."""
    coded = base64.b64encode(text.encode(errors="replace")).decode()
    return (
        _control(Cmd=coded, DataOfCmd="base64", TypeOfRemote="SendInputString"),
        _control(TypeOfRemote="SendInputEnd"),
    )


def app_list_frame() -> str:
    """Return the frame that asks for the installed apps."""
    return _emit("ed.installedApp.get")


def icon_frame(path: str) -> str:
    """Return the frame that asks for the icon at a path of the app list."""
    return _emit("ed.apps.icon", {"iconPath": path})


def launch_frame(app_id: str, action: LaunchAction, meta: str) -> str:
    """Return the frame that opens an app, at the content that `meta` names."""
    return _emit("ed.apps.launch", {"action_type": action, "appId": app_id, "metaTag": meta})


def _control(**params: str) -> str:
    """Return a frame of the remote control itself."""
    return json.dumps({"method": "ms.remote.control", "params": params})


def _emit(event: str, data: Mapping[str, str] | None = None) -> str:
    """Return a frame for the TV's own end of the channel."""
    params: dict[str, object] = {"event": event, "to": "host"}
    if data is not None:
        params["data"] = data
    return json.dumps({"method": "ms.channel.emit", "params": params})
