"""From what a source says of what it plays to the work that it is. Pure, and quick enough for every observation."""

import re
from typing import Final

from ..observation import App, Medium, Use
from ..title import Title, TitleKind
from .called import called, number_of
from .numbers import is_number, numbered
from .words import ADS, channel_key, cleaned, is_junk, is_news, is_sport, norm, year_behind

_FILMS: Final = frozenset({"movie", "film"})
_EPISODES: Final = frozenset({"tvshow", "episode", "season", "tv_show", "series"})
_MUSIC: Final = frozenset(
    {"music", "track", "album", "song", "artist", "playlist", "podcast", "radio", "audio", "opera"}
)
_GAMES: Final = frozenset({"game", "games"})
_CLIPS: Final = frozenset({"clip", "music_video", "musicvideo", "homevideo", "trailer"})
# Apps whose works are clips unless they say otherwise.
_CLIP_APPS: Final = re.compile(
    r"youtube(?! (?:music|tv))|twitch|tiktok|vimeo|dailymotion|soop|chzzk|afreeca", re.IGNORECASE
)
_NO_WORKS: Final = frozenset({"image", "url", "app", "apps", "playlists", "contact"})


def is_ad(medium: Medium) -> bool:
    """Say whether a source says that it plays an ad."""
    return medium.title is not None and ADS.fullmatch(medium.title.strip()) is not None


def title_of(medium: Medium, *, app: App | None = None, channel: str | None = None) -> Title | None:
    """Return the work that is played, None where nothing identifies one: no name, an app's own, an ad."""
    name, year = year_behind(cleaned(medium.title or ""))
    kind = (medium.content_type or "").lower()
    if kind in _NO_WORKS or is_ad(medium):
        return None
    series = cleaned(medium.series or "")
    if series and not _is_others(series, app, channel) and medium.episode is not None:
        return _episode(medium, name, series)  # its name may be any: there are episodes called Home
    is_told = kind in _FILMS and bool(year or medium.year)
    if name and (_is_others(name, app, channel) or (is_junk(name) and not is_told)):
        return None
    if series and not _is_others(series, app, channel):
        return _episode(medium, name, series)
    if kind in _EPISODES or medium.episode is not None:
        return _episode(medium, name, "")
    return _work(medium, name, year or medium.year, app, channel) if name else None


def _work(medium: Medium, name: str, year: int | None, app: App | None, channel: str | None) -> Title:
    """Return what is of no series, unless its name says that it is."""
    kind = (medium.content_type or "").lower()
    is_clip = app is not None and _CLIP_APPS.search(app.name or app.id or "") is not None
    if kind in _MUSIC or (medium.artist and (medium.album or not (is_clip or kind in _FILMS))):
        return _music(medium, name)
    if kind in _GAMES or (app is not None and app.use is Use.GAMES):
        return Title(key=f"game:{norm(name)}", kind=TitleKind.GAME, name=name, ids=medium.ids)
    if kind not in _FILMS and not is_clip and (found := _numbered_episode(medium, name)) is not None:
        return found
    if channel or medium.is_live:
        return _live(name, channel)
    return _single(medium, name, year, kind, is_clip=is_clip)


def _is_others(name: str, app: App | None, channel: str | None) -> bool:
    """Say whether a name is that of the app or the channel: `Das Erste HD` is on `Das Erste`."""
    folded = name.casefold()
    if app is not None and any(other and other.casefold() == folded for other in (app.name, app.id)):
        return True
    return bool(channel) and channel_key(channel or "") == channel_key(name)


def _episode(medium: Medium, name: str, series: str) -> Title | None:
    """Return an episode; its series, season and number may stand in its name."""
    season, number = medium.season, medium.episode
    if found := numbered(name):
        if number is None:
            season, number = found.season if season is None else season, found.episode
        is_named = bool(series)
        series = series or found.before or found.behind
        rest = found.behind or found.before
        if norm(rest) == norm(series):
            name = ""
        elif rest or not is_named:
            name = rest
    elif (
        series
        and norm(name).startswith(f"{norm(series)} ")
        and len(name) > len(series)
        and name.lower().startswith(series.lower())
    ):
        name = name[len(series) :].strip(" -–—:.,|·") or name
    series, year = year_behind(series) if series else (name, None)
    if not series or is_junk(series):
        return None
    is_numbered = season is not None and number is not None and is_number(name, season, number)
    is_own = bool(name) and not is_numbered and norm(name) != norm(series)
    label = number_of(season, number) if number is not None else norm(name) if is_own else ""
    return Title(
        key=f"episode:{norm(series)}:{label}" if label else f"series:{norm(series)}",
        kind=TitleKind.EPISODE,
        name=name if is_own else called(series, season, number),
        series=series,
        season=season,
        episode=number,
        year=medium.year or year,
        people=medium.people,
        ids=medium.ids,
    )


def _numbered_episode(medium: Medium, name: str) -> Title | None:
    """Return the episode whose season and number stand in a title: `Severance - S02E04 - Woe's Hollow`."""
    found = numbered(name)
    if found is None or not found.before or (found.season is None and not found.behind and medium.is_live):
        return None
    return _episode(medium, name, "")


def _music(medium: Medium, name: str) -> Title:
    artist = medium.artist
    key = f"music:{norm(artist or '')}:{norm(name)}"
    return Title(key=key, kind=TitleKind.MUSIC, name=name, artist=artist, year=medium.year, ids=medium.ids)


def _live(name: str, channel: str | None) -> Title:
    """Return a live programme; sport and news are told by its name."""
    kind = TitleKind.NEWS if is_news(name) else TitleKind.SPORT if is_sport(name) else TitleKind.LIVE
    return Title(key=f"live:{norm(channel or '')}:{norm(name)}", kind=kind, name=name)


def _single(medium: Medium, name: str, year: int | None, content_type: str, *, is_clip: bool) -> Title:
    """Return what stands for itself: a film, a clip, or what nobody says."""
    if content_type in _FILMS:
        kind = TitleKind.FILM
    elif content_type in _CLIPS or is_clip:
        kind = TitleKind.CLIP
    elif year is not None:
        kind = TitleKind.FILM
    else:
        kind = TitleKind.UNKNOWN
    return Title(key=f"{kind}:{norm(name)}", kind=kind, name=name, year=year, people=medium.people, ids=medium.ids)
