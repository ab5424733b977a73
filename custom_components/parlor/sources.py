"""What can be chosen on a TV, by the names its owner knows: its inputs and its apps. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from .samsung.frames import App
from .tv_settings import INPUTS, TVSettings


@dataclass(frozen=True, slots=True)
class Input:
    """An input, as the TV calls it (`HDMI1`)."""

    key: str


def source_names(settings: TVSettings, apps: Iterable[App]) -> list[str]:
    """Return the inputs that are offered, and after them the apps, each name once."""
    inputs = list(dict.fromkeys(settings.offered_inputs.values()))
    taken = {name.casefold() for name in inputs}
    named = {app.name.casefold(): app.name for app in apps}
    return [*inputs, *(named[name] for name in sorted(named) if name not in taken)]


def find_source(wanted: str, settings: TVSettings, apps: Iterable[App]) -> Input | App | None:
    """Return the input or app of a name or id; what is not offered can be chosen all the same.

    Names that the owner gave count first: who calls the third input "HDMI 1" has a reason.
    """
    name = wanted.strip().casefold()
    for names in (settings.inputs, INPUTS, {key: key for key in INPUTS}):
        if key := next((key for key, called in names.items() if called.casefold() == name), None):
            return Input(key)
    return find_app(wanted, apps)


def find_app(wanted: str, apps: Iterable[App]) -> App | None:
    """Return the app of an id or a name."""
    name, known = wanted.strip(), tuple(apps)
    return next(
        (app for app in known if app.id == name),
        next((app for app in known if app.name.casefold() == name.casefold()), None),
    )
