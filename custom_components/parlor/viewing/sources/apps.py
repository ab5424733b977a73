"""What apps are called and what they are for, on every platform.

The list, `apps.json`, is read once, when this module is imported, which the doors do off the event loop.
"""

from functools import lru_cache
import json
from pathlib import Path
import re
from typing import Final

from ..observation import App, Use
from .plain import text

LIST: Final = Path(__file__).with_name("apps.json")
SURE_ID: Final = 8  # characters of an id that is no word (`CA5E8412`, `3201907018807`)
_PACKAGE: Final = re.compile(r"[\w-]+(\.[\w-]+)+")


def _read() -> tuple[dict[str, App], dict[str, App]]:
    """Return the apps by id and by name, both in lower case."""
    by_id: dict[str, App] = {}
    by_name: dict[str, App] = {}
    for row in json.loads(LIST.read_text(encoding="utf-8")):
        app = App(name=row["name"], use=Use(row["use"]))
        for identifier in row.get("ids", ()):
            by_id[identifier.casefold()] = app
        for name in (row["name"], *row.get("also", ())):
            by_name[name.casefold()] = app
    return by_id, by_name


BY_ID, BY_NAME = _read()


@lru_cache(maxsize=1024)
def app_of(app_id: str | None, name: str | None = None) -> App | None:
    """Return an app by its id and the name that its device gives it, None where there is neither.

    A known app has the name that people know, an unknown one that of its device, unless that is only an id again.
    """
    app_id, name = text(app_id), text(name)
    if app_id is None and name is None:
        return None
    known = _by_id(app_id) or known_app(app_id) or known_app(name)
    if known is not None:
        return App(id=app_id, name=known.name, use=known.use)
    return App(id=app_id, name=None if name is None or name == app_id or _PACKAGE.fullmatch(name) else name)


def known_app(word: str | None) -> App | None:
    """Return the app that a word names, by its name or an id that can be nothing else; None where the list has none.

    Only an id of some length can be nothing else: `amazon` is an id on one platform and may be a name of anything.
    """
    if word is None:
        return None
    folded = word.casefold()
    return BY_NAME.get(folded) or (BY_ID.get(folded) if "." in word or len(word) >= SURE_ID else None)


def app_use(app_id: str | None, name: str | None) -> Use:
    """Return what an app is for."""
    known = _by_id(app_id) or known_app(app_id) or known_app(name)
    return known.use if known else Use.UNKNOWN


def _by_id(app_id: str | None) -> App | None:
    """Return the app of an id."""
    return None if app_id is None else BY_ID.get(app_id.casefold())
