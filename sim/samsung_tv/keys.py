"""What each key of the remote does to the picture, as a pure function; the power key needs time and lives elsewhere."""

from collections.abc import Callable
from dataclasses import replace

from .apps import App
from .state import Input, Menu, Power, TVState

CHANNELS = 99
POWER_KEYS = frozenset({"KEY_POWER", "KEY_POWEROFF", "KEY_POWERON"})

type Effect = Callable[[TVState], TVState]


def opened(state: TVState, app_id: str, deep_link: str = "") -> TVState:
    """Return the state with this app in front; the one before stays running behind it."""
    running = (*(other for other in state.running if other != app_id), app_id)
    return replace(state, app=app_id, deep_link=deep_link, running=running, menu=Menu.NONE, playing=True, digits="")


def closed(state: TVState, app_id: str) -> TVState:
    """Return the state with this app ended; if it was in front the input behind it shows."""
    running = tuple(other for other in state.running if other != app_id)
    in_front = state.app == app_id
    return replace(
        state, running=running, app=None if in_front else state.app, deep_link="" if in_front else state.deep_link
    )


def switched(state: TVState, to: Input) -> TVState:
    """Return the state with this input in front."""
    return replace(state, input=to, app=None, deep_link="", menu=Menu.NONE, focus=0, digits="")


def tuned(state: TVState, channel: str) -> TVState:
    """Return the state with the tuner on this channel."""
    return replace(switched(state, Input.TV), channel=channel)


def committed(state: TVState) -> TVState:
    """Return the state after the typed digits were taken as a channel number."""
    number = state.digits.strip("-").lstrip("0")
    return tuned(state, number) if number else replace(state, digits="")


def off(state: TVState, power: Power) -> TVState:
    """Return the state of a TV that was turned off: apps end, menus close."""
    return replace(
        state, power=power, app=None, deep_link="", running=(), menu=Menu.NONE, digits="", text_field=None, focus=0
    )


def _louder(state: TVState, by: int) -> TVState:
    """Return the state one step louder or quieter; that also ends a mute."""
    return replace(state, volume=max(0, min(100, state.volume + by)), mute=False)


def _stepped(state: TVState, by: int) -> TVState:
    """Return the state with the next or the previous channel, where the tuner is in front."""
    if state.input is not Input.TV or state.app is not None:
        return state
    major = state.channel.split("-")[0]
    return tuned(state, str((int(major) - 1 + by) % CHANNELS + 1)) if major.isdecimal() else state


def _typed(state: TVState, character: str) -> TVState:
    """Return the state with one more digit typed, where the tuner is in front."""
    if state.input is not Input.TV or state.app is not None or state.menu is not Menu.NONE:
        return state
    return replace(state, digits=(state.digits + character)[-6:])


def _menu(state: TVState, menu: Menu) -> TVState:
    """Return the state with this menu open, or closed if it was; an app goes behind Home."""
    if state.menu is menu:
        return replace(state, menu=Menu.NONE, focus=0)
    app = None if menu is Menu.HOME else state.app
    return replace(state, menu=menu, focus=0, app=app, digits="")


def _returned(state: TVState) -> TVState:
    """Return the state one step back: out of a text field, a menu, an app."""
    if state.text_field is not None:
        return replace(state, text_field=None)
    if state.menu is not Menu.NONE:
        return replace(state, menu=Menu.NONE, focus=0)
    return replace(state, app=None, deep_link="", menu=Menu.HOME) if state.app else replace(state, digits="")


def _next_hdmi(state: TVState) -> TVState:
    """Return the state with the next HDMI input in front."""
    hdmi = [source for source in Input if source is not Input.TV]
    index = hdmi.index(state.input) + 1 if state.input in hdmi else 0
    return switched(state, hdmi[index % len(hdmi)])


def _entered(state: TVState, apps: tuple[App, ...]) -> TVState:
    """Return the state after OK: the focused tile opens, or the typed channel is taken."""
    if state.menu is Menu.HOME and apps:
        return opened(state, apps[state.focus % len(apps)].app_id)
    if state.menu is Menu.SOURCE:
        return switched(state, list(Input)[state.focus % len(Input)])
    return committed(state) if state.digits else state


def _moved(state: TVState, by: int, apps: tuple[App, ...]) -> TVState:
    """Return the state with the focus moved within the open menu."""
    if state.menu is Menu.NONE:
        return state
    last = (len(apps) if state.menu is Menu.HOME else len(Input)) - 1
    return replace(state, focus=max(0, min(last, state.focus + by)))


_EFFECTS: dict[str, Effect] = {
    "KEY_VOLUP": lambda state: _louder(state, 1),
    "KEY_VOLDOWN": lambda state: _louder(state, -1),
    "KEY_MUTE": lambda state: replace(state, mute=not state.mute),
    "KEY_CHUP": lambda state: _stepped(state, 1),
    "KEY_CHDOWN": lambda state: _stepped(state, -1),
    "KEY_HOME": lambda state: _menu(state, Menu.HOME),
    "KEY_SOURCE": lambda state: _menu(state, Menu.SOURCE),
    "KEY_RETURN": _returned,
    "KEY_EXIT": lambda state: switched(state, state.input),
    "KEY_TV": lambda state: switched(state, Input.TV),
    "KEY_DTV": lambda state: switched(state, Input.TV),
    "KEY_HDMI": _next_hdmi,
    "KEY_PLAY": lambda state: replace(state, playing=True),
    "KEY_PAUSE": lambda state: replace(state, playing=False),
    "KEY_PLAY_BACK": lambda state: replace(state, playing=not state.playing),
    "KEY_STOP": lambda state: replace(state, playing=False),
    "KEY_MINUS": lambda state: _typed(state, "-"),
    "KEY_PLUS100": lambda state: _typed(state, "-"),
}
_MOVES = {"KEY_LEFT": -1, "KEY_RIGHT": 1, "KEY_UP": -1, "KEY_DOWN": 1}
_LEAVE_ART = frozenset({"KEY_HOME", "KEY_SOURCE", "KEY_MENU"})


def after_key(state: TVState, key: str, apps: tuple[App, ...], *, takes_hdmi_keys: bool) -> TVState:
    """Return the state after one press of a key; a key that means nothing now changes nothing."""
    if state.power is Power.ART and key in _LEAVE_ART:
        state = replace(state, power=Power.ON)
    if not state.lit:
        return state
    if key in _MOVES:
        return _moved(state, _MOVES[key], apps)
    if key.startswith("KEY_HDMI") and key[8:] in {"1", "2", "3", "4"}:
        return switched(state, Input(key[4:])) if takes_hdmi_keys else state
    if len(key) == 5 and key[4].isdecimal():
        return _typed(state, key[4])
    if key in {"KEY_ENTER", "KEY_OK"}:
        return _entered(state, apps)
    return _EFFECTS.get(key, _unchanged)(state)


def _unchanged(state: TVState) -> TVState:
    """Return the state as it is: the key has no effect that can be seen here."""
    return state
