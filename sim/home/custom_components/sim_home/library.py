"""What a player that has a library offers: to browse it, to search it, and to find what was picked."""

from collections.abc import Mapping, Sequence
from typing import Any

from homeassistant.components.media_player import BrowseMedia, MediaClass, MediaType, SearchMedia, SearchMediaQuery

type Work = Mapping[str, Any]

_CLASSES = {
    MediaType.MOVIE: MediaClass.MOVIE,
    MediaType.TVSHOW: MediaClass.EPISODE,
    MediaType.EPISODE: MediaClass.EPISODE,
    MediaType.MUSIC: MediaClass.TRACK,
}


def track_of(playlist: Sequence[Work], content_id: str) -> int | None:
    """Return the number of a work in a playlist, from 1; None where it is not in it."""
    ids = [work.get("media_content_id") for work in playlist]
    return ids.index(content_id) + 1 if content_id in ids else None


def browse(playlist: Sequence[Work]) -> BrowseMedia:
    """Return everything, in one folder."""
    return BrowseMedia(
        media_class=MediaClass.DIRECTORY,
        media_content_id="library",
        media_content_type="library",
        title="Library",
        can_play=False,
        can_expand=True,
        can_search=True,
        children=[_told(work) for work in playlist if "media_content_id" in work],
    )


def search(playlist: Sequence[Work], query: SearchMediaQuery) -> SearchMedia:
    """Return the works in whose names every word of a query is."""
    words = query.search_query.casefold().split()
    found = [_told(work) for work in playlist if "media_content_id" in work and _has(work, words)]
    wanted = query.media_filter_classes
    return SearchMedia(result=[work for work in found if not wanted or work.media_class in wanted])


def _has(work: Work, words: Sequence[str]) -> bool:
    """Say whether all words are in the names of a work."""
    names = " ".join(str(work.get(name) or "") for name in ("media_series_title", "media_title", "media_artist"))
    return all(word in names.casefold() for word in words)


def _told(work: Work) -> BrowseMedia:
    """Return one work as media servers list it."""
    kind = str(work.get("media_content_type") or MediaType.VIDEO)
    series, number = work.get("media_series_title"), (work.get("media_season"), work.get("media_episode"))
    title = str(work.get("media_title") or work["media_content_id"])
    return BrowseMedia(
        media_class=_CLASSES.get(MediaType(kind), MediaClass.VIDEO),
        media_content_id=str(work["media_content_id"]),
        media_content_type=kind,
        title=f"{series} - S{number[0]:02}E{number[1]:02} - {title}" if series and None not in number else title,
        can_play=True,
        can_expand=False,
    )
