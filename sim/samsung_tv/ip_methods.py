"""What each method of IP Control reads and does; one without parameters beside the token reads."""

from collections.abc import Callable

from .apps import BROWSER
from .ip_picture import PICTURE_METHODS
from .ip_rpc import INVALID, Method, Params, Result, RpcError, bad_params, chosen, failed, number, unknown_method
from .picture import Tuner
from .state import Input, Power
from .television import Television
from .upnp import heard_volume

CLIENT = "IP Control"

_KEYS = {
    "power": "KEY_POWER", "cursorUp": "KEY_UP", "cursorDn": "KEY_DOWN", "cursorLeft": "KEY_LEFT",
    "cursorRight": "KEY_RIGHT", "menu": "KEY_MENU", "firstScreen": "KEY_HOME", "enter": "KEY_ENTER",
    "fastforward": "KEY_FF", "rewind": "KEY_REWIND", "play": "KEY_PLAY", "stop": "KEY_STOP", "pause": "KEY_PAUSE",
    "return": "KEY_RETURN", "exit": "KEY_EXIT", "caption": "KEY_CAPTION", "dash": "KEY_MINUS", "red": "KEY_RED",
    "green": "KEY_GREEN", "yellow": "KEY_YELLOW", "blue": "KEY_CYAN", "ambient": "KEY_AMBIENT",
    "channelUp": "KEY_CHUP", "channelDn": "KEY_CHDOWN", "volumeUp": "KEY_VOLUP", "volumeDn": "KEY_VOLDOWN",
    "multiview": "KEY_MULTI_VIEW", **{f"number{digit}": f"KEY_{digit}" for digit in range(10)},
}  # fmt: skip
_APPS = {"youTube": "111299001912", "netflix": "3201907018807", "amazon": "3201910019365", "webBrowser": BROWSER.app_id}

# A Frame of 2024 tells these in getTVStates and takes none of them.
FRAME_LACKS = ("inputSourceControl", "pictureModeControl", "pictureSizeControl", "soundModeControl")


def call(tv: Television, name: str, params: Params) -> Result:
    """Return what a method gives; raises RpcError."""
    settings = tv.settings.ip_control
    lacks = settings.missing if settings.missing is not None else (FRAME_LACKS if tv.identity.frame else ())
    method = METHODS.get(name)
    if method is None or name in lacks or not (method.ambient or tv.state.lit):
        raise unknown_method()
    if name in settings.invalid:
        raise RpcError(INVALID, "Server error")
    if not params:
        if method.read is None:
            raise bad_params()
        return method.read(tv)
    if method.write is None or any(field not in params for field in method.fields):
        raise bad_params()
    if name in settings.failing or (name != "powerControl" and tv.state.power not in {Power.ON, Power.ART}):
        raise failed()
    if name not in settings.deaf:
        method.write(tv, params)
    return dict(params)


def _mode(tv: Television) -> str:
    """Return the picture mode as it is told: a Frame says Ambient in art mode, and still in standby."""
    power = tv.state.power
    is_ambient = power is Power.ART or (tv.identity.frame and power is not Power.ON)
    return "Ambient" if is_ambient else tv.state.picture.mode


def _muted(tv: Television) -> str:
    """Return the mute as IP Control writes it."""
    return "muteOn" if heard_volume(tv.state, tv.settings)[1] else "muteOff"


def _states(tv: Television) -> Result:
    """Return getTVStates; the input is told whatever app lies over it."""
    state = tv.state
    told: dict[str, object] = {
        "inputSource": str(state.input),
        "mute": _muted(tv),
        "pictureMode": _mode(tv),
        "pictureSize": state.picture.size,
        "soundMode": state.sound_mode,
        "speakerSelect": _told_speaker(tv),
        "volume": number(tv, heard_volume(state, tv.settings)[0]),
    }
    if tv.settings.ip_control.pc_input:
        del told["pictureMode"]
    return told


def _told_speaker(tv: Television) -> str:
    """Return the speaker as getTVStates tells it: in small letters, one outside by its id or not at all."""
    settings = tv.settings.ip_control
    if tv.state.speaker not in settings.external:
        return tv.state.speaker.lower()
    return settings.external[tv.state.speaker] if settings.names_speakers else "external"


def _speaker(tv: Television) -> Result:
    """Return the speaker; sets with Q-Symphony answer null there."""
    external = tv.settings.ip_control.external
    if tv.state.speaker not in external:
        return {"speakerSelect": tv.state.speaker}
    return {"speakerSelect": None if external[tv.state.speaker].startswith("QSYM") else "External"}


def _external(tv: Television) -> Result:
    """Return the external speakers, an empty object where there is none."""
    external = tv.settings.ip_control.external
    return [{"deviceName": name, "deviceId": each} for name, each in external.items()] or {}


def _select_external(tv: Television, params: Params) -> None:
    """Send the sound to an external speaker."""
    name = str(params["deviceName"])
    if tv.settings.ip_control.external.get(name) != params["deviceId"]:
        raise failed()
    tv.change(speaker=name)


def _power(tv: Television, params: Params) -> None:
    """Turn on or off for good, or restart."""
    match params["power"]:
        case "powerOn":
            tv.wake(CLIENT)
        case "powerOff":
            tv.turn_off()
        case "reboot" | "force-reboot":
            tv.reboot(tv.settings.ip_control.reboot_seconds)
        case _:
            raise bad_params()


def _volume(tv: Television, params: Params) -> None:
    """Set the volume of the TV's own speakers."""
    volume = params["volume"]
    if not isinstance(volume, int) or not 0 <= volume <= 100:
        raise failed()
    if not tv.settings.soundbar:
        tv.change(volume=volume, mute=False)


def _mute(tv: Television, params: Params) -> None:
    """Mute or unmute the TV's own speakers."""
    muted = chosen(params["mute"], ("muteOn", "muteOff")) == "muteOn"
    if not tv.settings.soundbar:
        tv.change(mute=muted)


def _key(field: str) -> Callable[[Television, Params], None]:
    """Return what presses a key under the name that IP Control has for it."""

    def press(tv: Television, params: Params) -> None:
        key = _KEYS.get(str(params[field]))
        if key is None:
            raise bad_params()
        tv.press(key, client=CLIENT)

    return press


def _channel(tv: Television) -> Result:
    """Return the channel."""
    return {"atvDtv": str(tv.state.tuner), "airCable": "air", "channelNum": tv.state.channel}


def _tune(tv: Television, params: Params) -> None:
    """Tune to a channel that there is."""
    number = str(params["channelNum"])
    if str(params["atvDtv"]).lower() not in list(Tuner) or not number.replace("-", "").isdecimal():
        raise failed()
    tv.change(input=Input.TV, app=None, channel=number, tuner=str(params["atvDtv"]).lower())


def _source(tv: Television, params: Params) -> None:
    """Switch to an input."""
    tv.change(input=chosen(params["inputSource"], tuple(Input)), app=None)


def _launched(tv: Television) -> Result:
    """Return the app that this method brought to the front."""
    name = next((name for name, app in _APPS.items() if app == tv.state.app), None)
    by_us = name is not None and tv.state.app == tv.launched_directly
    return {"applicationName": name if by_us else "unknown"}


def _launch(tv: Television, params: Params) -> None:
    """Open one of a few apps, the browser at an address."""
    app = _APPS.get(str(params["applicationName"]))
    if app is None:
        raise failed()
    tv.launch_directly(app, str(params.get("url", ""))[:1_000])


def _art(tv: Television, params: Params) -> None:
    """Show art, or end it."""
    wanted = chosen(params["artMode"], ("artModeOn", "artModeOff"))
    if not tv.identity.frame:
        raise unknown_method()
    tv.change(power=Power.ART if wanted == "artModeOn" else Power.ON)


def _art_told(tv: Television) -> Result:
    """Return whether art is shown; only a Frame knows."""
    if not tv.identity.frame:
        raise unknown_method()
    return {"artMode": "artModeOn" if tv.state.power is Power.ART else "artModeOff"}


METHODS: dict[str, Method] = {
    "getTVStates": Method(_states),
    "getDeviceInformation": Method(
        lambda tv: {"modelID": tv.identity.platform, "FWVersion": "T-SIM-0000-1000.0", "serialNumber": "0ABC123456789"}
    ),
    "powerControl": Method(
        lambda tv: {"power": "powerOn" if tv.state.power in {Power.ON, Power.ART} else "powerOff"},
        _power,
        fields=("power",),
    ),
    "artModeControl": Method(_art_told, _art, fields=("artMode",)),
    "muteControl": Method(lambda tv: {"mute": _muted(tv)}, _mute, fields=("mute",)),
    "volumeUpDnControl": Method(None, _key("control"), fields=("control",)),
    "channelUpDnControl": Method(None, _key("control"), fields=("control",)),
    "remoteKeyControl": Method(None, _key("remoteKey"), fields=("remoteKey",)),
    "directAccessControl": Method(_launched, _launch, fields=("applicationName",)),
    "firstScreenAppControl": Method(lambda tv: [{"applicationName": app.name} for app in tv.apps]),
    "directVolumeControl": Method(
        lambda tv: {"volume": number(tv, heard_volume(tv.state, tv.settings)[0])},
        _volume,
        ambient=False,
        fields=("volume",),
    ),
    "inputSourceControl": Method(
        lambda tv: {"inputSource": str(tv.state.input)}, _source, ambient=False, fields=("inputSource",)
    ),
    "directChannelControl": Method(_channel, _tune, ambient=False, fields=("atvDtv", "airCable", "channelNum")),
    "soundModeControl": Method(
        lambda tv: {"soundMode": tv.state.sound_mode},
        lambda tv, params: tv.change(sound_mode=chosen(params["soundMode"], tv.settings.ip_control.sound_modes)),
        ambient=False,
        fields=("soundMode",),
    ),
    "speakerSelectControl": Method(
        _speaker,
        lambda tv, params: tv.change(speaker=chosen(params["speakerSelect"], ("Internal", "AudioOut/Optical"))),
        ambient=False,
        fields=("speakerSelect",),
    ),
    "externalSpeakerControl": Method(_external, _select_external, ambient=False, fields=("deviceName", "deviceId")),
    **PICTURE_METHODS,
}
