"""What an episode is called: by a name of its own, or by its series and number."""

from ..title import Title
from .numbers import is_number
from .words import norm


def number_of(season: int | None, episode: int) -> str:
    """Return a number as it stands in a key; what has no seasons is told as its first."""
    return f"s{1 if season is None else season:02}e{episode:02}"


def called(series: str, season: int | None, episode: int | None) -> str:
    """Return what an episode is called that has no name of its own."""
    if episode is None:
        return series
    return f"{series} {number_of(season, episode).upper()}" if season is not None else f"{series} {episode}"


def own_name(title: Title) -> str | None:
    """Return a title's own name, None where it has but that of its series, or its number: so old histories have it."""
    if title.series is None:
        return title.name or None
    if not title.name or norm(title.name) == norm(title.series):
        return None
    if title.episode is None:
        return title.name
    rest = title.name.removeprefix(title.series).strip(" -–—:.,|·")
    is_told = rest != title.name or title.season is not None
    return None if is_told and is_number(rest, title.season, title.episode) else title.name


def told_name(title: Title) -> str:
    """Return what a title is called where its series and number are not told with it."""
    return own_name(title) or (called(title.series, title.season, title.episode) if title.series else title.name)
