"""A history in a folder of its own, and viewings to keep in it."""

from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from custom_components.parlor.viewing.history import History
from custom_components.parlor.viewing.observation import App
from custom_components.parlor.viewing.title import Title, TitleKind
from custom_components.parlor.viewing.viewing import Viewing

ZONE = ZoneInfo("Europe/Berlin")
EVENING = 1_795_028_400.0  # 2026-11-18 20:00 in Berlin
FILM = Title(key="film:metropolis", kind=TitleKind.FILM, name="Metropolis", year=1927)


def episode(number: int, series: str = "The Harbour", season: int = 1) -> Title:
    """Return an episode."""
    key = f"episode:{series.casefold()}:s{season:02}e{number:02}"
    name = f"Part {number}"
    return Title(key=key, kind=TitleKind.EPISODE, name=name, series=series, season=season, episode=number)


def watched(name: str, started: float = EVENING, seconds: float = 1800.0, **more: Any) -> Viewing:
    """Return a viewing that ran without a pause."""
    viewing = Viewing(
        id=name,
        screen="bedroom",
        started=started,
        as_of=started + seconds,
        watched=seconds,
        title=FILM,
        app=App(id="com.jellyfin", name="Jellyfin"),
        position=seconds,
        duration=5400.0,
        ended=started + seconds,
    )
    return replace(viewing, **more)


@pytest.fixture
async def history(tmp_path: Path) -> AsyncGenerator[History]:
    """Return an empty history."""
    opened = await History.open(tmp_path / "parlor/history.db", zone=ZONE)
    yield opened
    await opened.close()
