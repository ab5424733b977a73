"""A title made of nothing but what a source says, where nobody knows better."""

from .names import plain
from .observation import App, Medium
from .title import Title, TitleKind

_FILMS = frozenset({"movie", "film"})


def plain_title(medium: Medium, *, app: App | None = None, channel: str | None = None) -> Title | None:
    """Return the work that a source names itself, None where it names none."""
    name = medium.title
    if name is None:
        return None
    if medium.series:
        number = f"s{medium.season or 0:02}e{medium.episode:02}" if medium.episode is not None else plain(name)
        key = f"episode:{plain(medium.series)}:{number}"
        return Title(
            key=key,
            kind=TitleKind.EPISODE,
            name=name,
            series=medium.series,
            season=medium.season,
            episode=medium.episode,
        )
    if medium.artist:
        key = f"music:{plain(medium.artist)}:{plain(name)}"
        return Title(key=key, kind=TitleKind.MUSIC, name=name, artist=medium.artist)
    if channel or medium.is_live:
        return Title(key=f"live:{plain(channel or '')}:{plain(name)}", kind=TitleKind.LIVE, name=name)
    kind = TitleKind.FILM if medium.content_type in _FILMS else TitleKind.UNKNOWN
    return Title(key=f"{kind}:{plain(name)}", kind=kind, name=name, year=medium.year)


def is_same_key(one: Title, other: Title) -> bool:
    """Say whether two titles have the same identity."""
    return one.key == other.key
