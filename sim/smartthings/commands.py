"""What commands do that are no machine's: screens, sound, switches, and every attribute that has a setter."""

from collections.abc import Callable
from typing import Any

from .device import Device, Reported
from .errors import malformed
from .machines import Order

type Setter = Callable[[Device, Order], list[Reported]]

_STEP = 1
_SOUND_MODE = "x.com.samsung.networkaudio.soundmode"
_SOUND_MODES = ("standard", "surround", "game", "adaptive sound")
_SOUND_MODE_PATH = "/sec/networkaudio/soundmode"


def reported_by(device: Device, order: Order) -> list[Reported]:
    """Return what a device reports once it has done an order. Raises Refused for what it cannot do, or not so."""
    if not device.has(order.capability, component=order.component):
        raise malformed("commands[0].capability", f"{order.capability} is not a capability of {order.component}")
    setter = _SETTERS.get((order.capability, order.command))
    if setter is not None:
        return setter(device, order)
    return _set_attribute(device, order)


def _set_attribute(device: Device, order: Order) -> list[Reported]:
    """Return the attribute that `setX` sets, or that a bare word becomes the value of: `switch.on`."""
    attributes = device.components[order.component][order.capability]
    if order.command.startswith("set") and (name := _after_set(order.command)) in attributes:
        value = order.argument()
        _check_supported(device, order, name, value)
        return [_said(order, name, value)]
    if order.command in {"on", "off"} and len(attributes) == 1:
        return [_said(order, next(iter(attributes)), order.command)]
    if order.command in {"refresh", "ping"} or not attributes:
        return []
    raise malformed("commands[0].command", f"{order.command} is not a valid value")


def _check_supported(device: Device, order: Order, name: str, value: object) -> None:
    """See that a value is among those that the device lists, where it lists any. Raises Refused."""
    capital = name[:1].upper() + name[1:]
    for listed in (f"supported{capital}s", f"supported{capital}", f"supported{capital}sMap"):
        known = device.get(order.capability, listed, order.component)
        if isinstance(known, list) and known:
            names = [each[key] for each in known if isinstance(each, dict) for key in ("id", "name") if key in each]
            if value not in (names or known):
                raise malformed("commands[0].arguments[0]", "is not a valid value")
            return


def _mode(attribute: str) -> Setter:
    """Return what sets a picture or sound mode of a TV, by its name or its id."""

    def set_mode(device: Device, order: Order) -> list[Reported]:
        wanted = order.argument()
        capital = attribute[:1].upper() + attribute[1:]
        listed = device.get(order.capability, f"supported{capital}sMap", order.component) or ()
        names = {str(each["id"]): str(each["name"]) for each in listed}
        name = names.get(str(wanted), wanted)
        if name not in (device.get(order.capability, f"supported{capital}s", order.component) or names.values()):
            raise malformed("commands[0].arguments[0]", "is not a supported mode")
        return [_said(order, attribute, name)]

    return set_mode


def _input(device: Device, order: Order) -> list[Reported]:
    """Return the input that is selected, under every capability that tells of it."""
    wanted = order.argument()
    listed = device.get("samsungvd.mediaInputSource", "supportedInputSourcesMap") or ()
    known = [str(each["id"]) for each in listed] or device.get(order.capability, "supportedInputSources") or ()
    if wanted not in known:
        raise malformed("commands[0].arguments[0]", "is not a supported input")
    return _inputs(device, wanted)


def _next_input(device: Device, order: Order) -> list[Reported]:
    """Return the input after the one that is selected: soundbars can only be moved on."""
    known = device.get(order.capability, "supportedInputSources") or []
    if not known:
        return []
    now = device.get(order.capability, "inputSource")
    return _inputs(device, known[(known.index(now) + 1) % len(known) if now in known else 0])


def _inputs(device: Device, source: object) -> list[Reported]:
    """Return an input as all capabilities report it that the device has."""
    return [
        Reported(capability=capability, attribute="inputSource", value=source)
        for capability in ("samsungvd.mediaInputSource", "samsungvd.audioInputSource", "mediaInputSource")
        if device.has(capability, "inputSource")
    ]


def _volume(change: int | None) -> Setter:
    """Return what sets the volume, or moves it by a step."""

    def set_volume(device: Device, order: Order) -> list[Reported]:
        wanted = order.argument() if change is None else (device.get(order.capability, "volume") or 0) + change
        if isinstance(wanted, bool) or not isinstance(wanted, int):
            raise malformed("commands[0].arguments[0]", "must be of type integer")
        if change is None and not 0 <= wanted <= 100:
            raise malformed("commands[0].arguments[0]", "must have a maximum value of 100")
        return [_said(order, "volume", min(100, max(0, wanted)), "%")]

    return set_volume


def _mute(device: Device, order: Order) -> list[Reported]:
    """Return whether the sound is off."""
    words = {"mute": "muted", "unmute": "unmuted"}
    value = words.get(order.command) or order.argument()
    if value not in words.values():
        raise malformed("commands[0].arguments[0]", "must be one of muted, unmuted")
    return [_said(order, "mute", value)]


def _playback(status: str) -> Setter:
    """Return what playing becomes."""
    return lambda device, order: [_said(order, "playbackStatus", status)]


def _execute(device: Device, order: Order) -> list[Reported]:
    """Return the answer of a soundbar that is asked for its sound mode by its path, or given one."""
    path = order.argument()
    given = order.arguments[1] if len(order.arguments) > 1 and isinstance(order.arguments[1], dict) else {}
    if path != _SOUND_MODE_PATH:
        return []
    known = ((device.get("execute", "data") or {}).get("payload") or {}).get(_SOUND_MODE, _SOUND_MODES[0])
    mode = given.get(_SOUND_MODE, known)
    if mode not in _SOUND_MODES:
        return []  # accepted, and nothing happens
    payload = {"rt": [_SOUND_MODE], "if": ["oic.if.a", "oic.if.baseline"], _SOUND_MODE: mode}
    said = [Reported(capability="execute", attribute="data", value={"payload": payload}, data={"href": path})]
    if device.has("samsungvd.audioSoundMode", "soundMode"):
        said.append(Reported(capability="samsungvd.audioSoundMode", attribute="soundMode", value=mode))
    return said


def _launch(device: Device, order: Order) -> list[Reported]:
    """Return the app that comes to the front."""
    return [Reported(capability="tvChannel", attribute="tvChannelName", value=str(order.argument()))]


def _after_set(command: str) -> str:
    """Return the attribute that a setter is named after."""
    return command[3:4].lower() + command[4:]


def _said(order: Order, attribute: str, value: Any, unit: str | None = None) -> Reported:
    """Return a value of the capability that was commanded."""
    return Reported(capability=order.capability, attribute=attribute, value=value, component=order.component, unit=unit)


_SETTERS: dict[tuple[str, str], Setter] = {
    ("custom.picturemode", "setPictureMode"): _mode("pictureMode"),
    ("custom.soundmode", "setSoundMode"): _mode("soundMode"),
    ("mediaInputSource", "setInputSource"): _input,
    ("samsungvd.mediaInputSource", "setInputSource"): _input,
    ("samsungvd.audioInputSource", "setNextInputSource"): _next_input,
    ("audioVolume", "setVolume"): _volume(None),
    ("audioVolume", "volumeUp"): _volume(_STEP),
    ("audioVolume", "volumeDown"): _volume(-_STEP),
    ("audioMute", "setMute"): _mute,
    ("audioMute", "mute"): _mute,
    ("audioMute", "unmute"): _mute,
    ("mediaPlayback", "play"): _playback("playing"),
    ("mediaPlayback", "pause"): _playback("paused"),
    ("mediaPlayback", "stop"): _playback("stopped"),
    ("execute", "execute"): _execute,
    ("custom.launchapp", "launchApp"): _launch,
}
