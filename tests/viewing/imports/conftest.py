"""What reads from simulated media servers."""

from collections.abc import AsyncGenerator

from aiohttp import ClientSession
import pytest

from custom_components.parlor.viewing.observation import Medium
from custom_components.parlor.viewing.title import Title, TitleKind


@pytest.fixture
async def session(loopback: None) -> AsyncGenerator[ClientSession]:
    """Return a session of this test's own."""
    async with ClientSession() as session:
        yield session


def named(medium: Medium) -> Title | None:
    """Return a title that has what a medium says."""
    if not medium.title:
        return None
    kind = TitleKind.EPISODE if medium.series else TitleKind.FILM
    return Title(
        key=f"{kind}:{medium.series or medium.title}",
        kind=kind,
        name=medium.title,
        series=medium.series,
        season=medium.season,
        episode=medium.episode,
        year=medium.year,
        ids=medium.ids,
    )
