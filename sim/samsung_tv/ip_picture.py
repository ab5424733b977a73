"""The methods of IP Control that read and change the picture menu."""

from collections.abc import Callable

from .ip_rpc import Method, Params, Result, chosen, failed, number
from .picture import LOCKED_MODES, RANGES, SIZES, TONES
from .state import Input
from .television import Television


def _video(tv: Television) -> Result:
    """Return getVideoStates; color and tint go missing on an input that counts as a computer."""
    names = ["contrast", "sharpness", "brightness"] + ([] if tv.settings.ip_control.pc_input else ["color", "tint"])
    return {name: number(tv, getattr(tv.state.picture, name)) for name in names}


def _game(tv: Television, params: Params) -> None:
    """Turn game mode on or off, which only an HDMI input has."""
    wanted = chosen(params["gameMode"], ("On", "Off"))
    if tv.state.input is Input.TV or tv.state.app is not None:
        raise failed()
    tv.change(picture={"game": wanted == "On"})


def _drawn(name: str, field: str, allowed: Callable[[Television], tuple[str, ...]], *, ambient: bool = False) -> Method:
    """Return the method of a choice in the picture menu."""
    return Method(
        lambda tv: {name: getattr(tv.state.picture, field)},
        lambda tv, params: tv.change(picture={field: chosen(params[name], allowed(tv))}),
        ambient=ambient,
        fields=(name,),
    )


def _level(name: str, *, ambient: bool = False) -> Method:
    """Return the method of a number in the picture menu; some picture modes do not let it be changed."""

    def write(tv: Television, params: Params) -> None:
        value, (low, high) = params[name], RANGES[name]
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise failed()
        if tv.state.picture.mode in LOCKED_MODES:
            raise failed()
        tv.change(picture={name: value})

    return Method(
        lambda tv: {name: number(tv, getattr(tv.state.picture, name))}, write, ambient=ambient, fields=(name,)
    )


PICTURE_METHODS: dict[str, Method] = {
    "getVideoStates": Method(_video),
    "backlightControl": _level("backlight", ambient=True),
    "colorToneControl": _drawn("colorTone", "tone", lambda _: TONES, ambient=True),
    "gameModeControl": Method(
        lambda tv: {"gameMode": "On" if tv.state.picture.game else "Off"}, _game, fields=("gameMode",)
    ),
    "pictureModeControl": _drawn("pictureMode", "mode", lambda tv: tv.settings.ip_control.picture_modes),
    "pictureSizeControl": _drawn("pictureSize", "size", lambda _: SIZES),
    **{f"{name}Control": _level(name) for name in ("contrast", "brightness", "sharpness", "color", "tint")},
}
