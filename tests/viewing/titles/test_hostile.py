"""Titles, names of files, guides and answers that mean harm, or only look like something that they are not."""

import asyncio
from pathlib import Path
import time
from typing import Any

import pytest

from custom_components.parlor.viewing.observation import App, Medium
from custom_components.parlor.viewing.title import Title, TitleKind
from custom_components.parlor.viewing.titles import is_file_name, same_work, title_of, title_of_file, xmltv
from custom_components.parlor.viewing.titles.cache import MISSING, Cache
from custom_components.parlor.viewing.titles.details import Details
from custom_components.parlor.viewing.titles.metadata import Metadata
from custom_components.parlor.viewing.titles.xmltv import GuideBroken, read_guide

NETFLIX = App(id="com.netflix.ninja", name="Netflix")
YOUTUBE = App(name="YouTube")
HEAT = Title(key="film:heat", kind=TitleKind.FILM, name="Heat", year=1995)


@pytest.mark.parametrize(
    ("told", "app", "channel", "kind"),
    [
        ({"title": "Home", "content_type": "movie", "year": 2015}, None, None, TitleKind.FILM),
        ({"title": "Home", "series": "Lost", "season": 1, "episode": 2}, None, None, TitleKind.EPISODE),
        ({"title": "Sherlock", "series": "Sherlock", "episode": 1}, None, None, TitleKind.EPISODE),
        ({"title": "Dark", "series": "Netflix"}, NETFLIX, None, TitleKind.UNKNOWN),
        ({"title": "I ate everything", "artist": "Somebody"}, YOUTUBE, None, TitleKind.CLIP),
        ({"title": "Dark S01E03 explained"}, YOUTUBE, None, TitleKind.CLIP),
        ({"title": "Heute bin ich blond"}, None, "Das Erste", TitleKind.LIVE),
        ({"title": "heute-show"}, None, "ZDF", TitleKind.LIVE),
        ({"title": "heute journal"}, None, "ZDF", TitleKind.NEWS),
        ({"title": "heute"}, None, "ZDF", TitleKind.NEWS),
        ({"title": "The Newsroom"}, None, "HBO", TitleKind.LIVE),
        ({"title": "BBC Newsroom Live"}, None, "BBC", TitleKind.NEWS),
        ({"title": "V for Vendetta"}, None, "RTL", TitleKind.LIVE),
        ({"title": "Arsenal v Chelsea"}, None, "Sky", TitleKind.SPORT),
        ({"title": "데스크탑 살리기"}, None, "EBS", TitleKind.LIVE),
        ({"title": "뉴스데스크"}, None, "MBC", TitleKind.NEWS),
    ],
)
def test_kind(told: dict[str, Any], app: App | None, channel: str | None, kind: TitleKind) -> None:
    title = title_of(Medium(**told), app=app, channel=channel)
    assert title is not None and title.kind is kind


@pytest.mark.parametrize(
    "name", ["HDMI 1", "hdmi2", "HDMI 2/MHL", "AV", "Input 3", "Netflix", "YouTube", "-" * 400 + "x"]
)
def test_no_work(name: str) -> None:
    assert title_of(Medium(title=name)) is None


def test_a_channel_called_a_little_otherwise_is_no_work() -> None:
    assert title_of(Medium(title="Das Erste HD"), channel="Das Erste") is None


@pytest.mark.parametrize(
    "name",
    ["A" * 200_000, "2x" * 100_000, "a" + " " * 200_000 + "b", "(" * 99 + "a" * 200_000, "1x" * 9000],
    ids=["letters", "numbers", "spaces", "brackets", "episodes"],
)
def test_a_name_without_end_is_cut(name: str) -> None:
    began = time.perf_counter()
    for told in ({"title": name}, {"title": "Pilot", "series": name, "episode": 1}):
        title = title_of(Medium(**told))
        assert title is not None and len(title.name) <= 320 and len(title.key) <= 1000
    is_file_name(Medium(title=name))
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize("name", ["Heat\ud800", "He\x00at", "Heat\udfff\n"])
def test_what_cannot_be_written_down_is_left_out(name: str) -> None:
    title = title_of(Medium(title=name))
    assert title is not None and title.name.encode() and title.key.encode()


@pytest.mark.parametrize(
    "name",
    [
        "Show.S01E01-E9999.mkv",
        "Show.E01-E2024.mkv",
        "Show S01E01 to E9999.mkv",
        "Show.1x01-1x9999.mkv",
        "Show.S01E01-9999.mkv",
    ],
)
def test_a_span_of_episodes_is_not_counted_out(name: str) -> None:
    began = time.perf_counter()
    title = title_of_file(name)
    assert title is not None and (title.series, title.episode) == ("Show", 1)
    assert time.perf_counter() - began < 5


def test_ids_of_apps_and_acronyms_are_no_files() -> None:
    assert not any(is_file_name(Medium(title=name)) for name in ("com.netflix.ninja", "M.A.S.H", "de.zdf.mediathek.tv"))


def test_a_channel_that_one_does_not_tell_is_any() -> None:
    one, other = title_of(Medium(title="Tatort"), channel="Das Erste"), title_of(Medium(title="Tatort", is_live=True))
    assert one and other and same_work(one, other) and same_work(other, one)


@pytest.mark.parametrize("body", ["<x/>" * 60, "<programme start='20261127210000'>" + "<x/>" * 60 + "</programme>"])
def test_a_guide_of_crumbs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    monkeypatch.setattr(xmltv, "MOST_PIECES", 50)
    (tmp_path / "guide.xml").write_text(f"<tv>{body}</tv>")
    with pytest.raises(GuideBroken):
        read_guide(tmp_path / "guide.xml", 0, 1)


def test_a_guide_that_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(GuideBroken):
        read_guide(tmp_path, 0, 1)


class Slow:
    """Somebody who knows a work after a while."""

    def __init__(self, error: Exception | None = None) -> None:
        """Answer, or fail, when that is allowed."""
        self.may_answer = asyncio.Event()
        self.error = error

    async def look_up(self, title: Title) -> Details | None:
        """Return the work's name, once that is allowed."""
        await self.may_answer.wait()
        if self.error:
            raise self.error
        return Details(name=title.name)


async def test_what_is_forgotten_while_it_is_asked_is_not_kept(tmp_path: Path) -> None:
    cache, slow = Cache(tmp_path / "titles.db"), Slow()
    metadata = Metadata([slow], cache)
    asked = asyncio.create_task(metadata.look_up(HEAT))
    await asyncio.sleep(0.1)
    await metadata.forget()
    slow.may_answer.set()
    assert await asked == Details(name="Heat")
    assert await cache.get("film:heat:1995") is MISSING
    await metadata.close()


@pytest.mark.parametrize("error", [ValueError("digits"), TypeError("shape"), KeyError("id")])
async def test_an_answer_without_sense_is_none(tmp_path: Path, error: Exception) -> None:
    slow = Slow(error)
    slow.may_answer.set()
    metadata = Metadata([slow], Cache(tmp_path / "titles.db"))
    assert await metadata.look_up(HEAT) is None
    await metadata.close()


async def test_a_cache_that_cannot_be_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "titles.db")  # a file where its folder should be
    await cache.put("film:heat", None)
    assert await cache.get("film:heat") is MISSING
    await cache.clear()
    await cache.close()
