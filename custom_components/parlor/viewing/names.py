"""Names that devices give to one and the same thing: an input, an app."""

from functools import lru_cache
import re
from typing import Final

from .observation import App, Source

_TUNERS: Final = frozenset(
    {"tv", "livetv", "dtv", "atv", "tuner", "antenna", "antenne", "cable", "kabel", "satellite", "satellit", "dvbt"}
    | {"dvbc", "dvbs", "digitaltv", "analogtv", "aerial", "air", "티비", "지상파"}
)
_HDMI: Final = re.compile(r"hdmi\D{0,2}(\d)")
_OWN_APPS: Final = frozenset({"plex", "jellyfin", "emby", "kodi", "spotify", "vlc", "twitch", "youtube", "netflix"})
_SHORTEST: Final = 4  # letters that a part of a name must have to speak for the whole


@lru_cache(maxsize=512)
def plain(name: str) -> str:
    """Return a name without case, spaces and punctuation."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


@lru_cache(maxsize=512)
def socket(name: str) -> str:
    """Return which input a name means, the same for `HDMI1`, `HDMI 1` and `hdmi-1/ARC`."""
    found = _HDMI.search(name.casefold())
    return f"hdmi{found[1]}" if found else plain(name)


@lru_cache(maxsize=512)
def is_tuner(name: str) -> bool:
    """Say whether an input is the tuner of the TV."""
    return plain(name) in _TUNERS


def tuner_app(app: App) -> str | None:
    """Return the name of an app that is the tuner of the TV, as some platforms have it; None for any other."""
    return app.name if app.name and is_tuner(app.name) else None


@lru_cache(maxsize=512)
def is_named_after(label: str, brand: str) -> bool:
    """Say whether the user, or the TV by itself, called an input by the box at it, as in `PlayStation 5` or `Apple TV`."""
    name, maker, first = plain(label), plain(brand), plain(brand.partition("_")[0])
    if not name or not maker:
        return False
    return maker in name or (len(first) >= _SHORTEST and name.startswith(first))


def app_names(app: App | None) -> frozenset[str]:
    """Return the names and ids of an app by which it is known again, without case."""
    return _app_names(app.id, app.name) if app else frozenset()


@lru_cache(maxsize=512)
def _app_names(app_id: str | None, name: str | None) -> frozenset[str]:
    return frozenset(one.casefold() for one in (app_id, name) if one)


def is_inside(source: Source, its_app: App | None, app: App) -> bool:
    """Say whether a player is what plays inside an app: it is linked to it, is of its brand, or says the app itself."""
    names = app_names(app)
    return not names.isdisjoint(app_names(its_app)) or _is_linked(source.apps, source.brand, names)


@lru_cache(maxsize=512)
def _is_linked(apps: frozenset[str], brand: str, names: frozenset[str]) -> bool:
    if not names.isdisjoint(apps):
        return True
    own = {brand} & _OWN_APPS
    parts = {plain(part) for part in apps | own}
    return any(part in plain(name) for part in parts if len(part) >= _SHORTEST or part in own for name in names)
