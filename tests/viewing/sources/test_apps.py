"""What apps are called and what they are for."""

import json

import pytest

from custom_components.parlor.viewing.observation import App, Use
from custom_components.parlor.viewing.sources import app_use
from custom_components.parlor.viewing.sources.apps import LIST, app_of, known_app


@pytest.mark.parametrize(
    ("app_id", "name", "use"),
    [
        ("com.netflix.ninja", None, Use.VIDEO),
        ("COM.NETFLIX.NINJA", None, Use.VIDEO),
        (None, "쿠팡플레이", Use.VIDEO),
        ("kr.co.captv.pooqV2", "pooq", Use.VIDEO),
        ("de.swr.avp.ard.tv", None, Use.VIDEO),
        ("com.spotify.client", "Spotify", Use.MUSIC),
        ("E8C28D3C", None, Use.NOTHING),
        ("com.apple.TVIdleScreen", None, Use.NOTHING),
        ("com.valvesoftware.steamlink", None, Use.GAMES),
        ("org.example", "Example", Use.UNKNOWN),
        (None, None, Use.UNKNOWN),
    ],
)
def test_use(app_id: str | None, name: str | None, use: Use) -> None:
    """Ids count before names, neither by case."""
    assert app_use(app_id, name) is use


def test_an_id_is_no_name() -> None:
    """An unknown app whose device knows only its id has no name."""
    assert app_of("org.example.tv", "org.example.tv") == App(id="org.example.tv")
    assert app_of("org.example.tv", "Example") == App(id="org.example.tv", name="Example")
    assert app_of(None, None) is None


def test_short_ids_are_no_names() -> None:
    """`amazon` is the id of an app on webOS and may be the name of anything elsewhere."""
    assert known_app("amazon") is None
    assert app_use("amazon", None) is Use.VIDEO


def test_the_list_has_each_app_once() -> None:
    """Every id and every name leads to one app."""
    rows = json.loads(LIST.read_text(encoding="utf-8"))
    ids = [identifier.casefold() for row in rows for identifier in row.get("ids", ())]
    names = [name.casefold() for row in rows for name in (row["name"], *row.get("also", ()))]
    assert len(rows) >= 150
    assert len(set(names)) == len(names)
    assert len(set(ids)) == len(ids) >= 400
    assert all(set(row) <= {"name", "use", "ids", "also"} and Use(row["use"]) for row in rows)
