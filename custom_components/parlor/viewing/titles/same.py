"""Whether two titles are one work, where sources differ in how much they say of it."""

from typing import Final

from ..title import Title, TitleKind
from .words import norm

NEAR: Final = 1  # years by which sources differ about a film: its first showing, its release here
_VAGUE: Final = frozenset({TitleKind.UNKNOWN, TitleKind.CLIP})
_SINGLE: Final = frozenset({TitleKind.FILM, TitleKind.UNKNOWN, TitleKind.CLIP})
_LIVE: Final = frozenset({TitleKind.LIVE, TitleKind.SPORT, TitleKind.NEWS})


def same_work(one: Title, other: Title) -> bool:
    """Say whether two titles are one work: also where one lacks a year or an episode's name, or is said to be of no kind."""
    if (shared := one.ids.keys() & other.ids.keys()) and one.kind is other.kind:
        return any(one.ids[name] == other.ids[name] for name in shared)
    if not _years_agree(one, other):
        return False
    if one.key == other.key:
        return True
    if one.kind is TitleKind.EPISODE and other.kind is TitleKind.EPISODE:
        return _same_episode(one, other)
    if one.kind in _LIVE and other.kind in _LIVE:
        return norm(one.name) == norm(other.name) and (
            _channel(one) == _channel(other) or not _channel(one) or not _channel(other)
        )
    if TitleKind.EPISODE in (one.kind, other.kind):
        episode, single = (one, other) if one.kind is TitleKind.EPISODE else (other, one)
        return single.kind in _VAGUE and norm(single.name) == norm(episode.name) != norm(episode.series or "")
    if one.kind in _SINGLE and other.kind in _SINGLE:
        return bool({one.kind, other.kind} & _VAGUE) and norm(one.name) == norm(other.name)
    return False


def _years_agree(one: Title, other: Title) -> bool:
    return one.year is None or other.year is None or abs(one.year - other.year) <= NEAR or one.series is not None


def _same_episode(one: Title, other: Title) -> bool:
    """Say whether two are one episode of one series, by their numbers, else by their names."""
    if norm(one.series or "") != norm(other.series or ""):
        return False
    if one.episode is not None and other.episode is not None:
        seasons = {each.season for each in (one, other) if each.season is not None}
        return one.episode == other.episode and len(seasons) <= 1
    if _has_name(one) and _has_name(other):
        return norm(one.name) == norm(other.name)
    return one.episode is None and other.episode is None


def _has_name(title: Title) -> bool:
    return norm(title.name) != norm(title.series or "") and not norm(title.name).startswith(
        f"{norm(title.series or '')} s"
    )


def _channel(title: Title) -> str:
    return title.key.split(":")[1]
