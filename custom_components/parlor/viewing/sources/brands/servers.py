"""Media servers and media centres: they know best what is played, and who plays it."""

from dataclasses import replace
from typing import Final

from ...observation import Knows, Observation, Status, Use
from ..brand import FOLLOWED, Attributes, Brand, SourceIs, TitleIs

PREROLL: Final = "Preroll"
LIVE_TV: Final = "Live TV"


def _plex(observation: Observation, attributes: Attributes) -> Observation:
    """Take a trailer before the film for what it is, a wait; and live TV for live."""
    library, medium = attributes.get("media_library_title"), observation.medium
    if medium is None:
        return observation
    if library == PREROLL:
        return replace(observation, status=Status.BUFFERING, medium=None)
    if library == LIVE_TV:
        return replace(
            observation, medium=replace(medium, is_live=True, duration=None, position=None, position_at=None)
        )
    return observation


SERVERS: Final[dict[str, Brand]] = {
    "plex": Brand(
        name="Plex",
        knows=FOLLOWED | Knows.PERSON,
        person="username",
        use=Use.VIDEO,
        source=SourceIs.OTHER,
        amend=_plex,
        note="The best source: title, position and who watches, told at once. Trailers before a film count as waiting for it.",
    ),
    "jellyfin": Brand(
        name="Jellyfin",
        knows=FOLLOWED,
        every=10,
        use=Use.VIDEO,
        source=SourceIs.OTHER,
        note="Title and position, asked every 10 s. Who watches is not told: name the person in the options of the screen.",
    ),
    "emby": Brand(
        name="Emby",
        knows=FOLLOWED | Knows.APP,
        use=Use.VIDEO,
        source=SourceIs.OTHER,
        note="Title and position, told at once.",
    ),
    "kodi": Brand(
        name="Kodi",
        knows=FOLLOWED | Knows.POWER,
        use=Use.VIDEO,
        source=SourceIs.OTHER,
        title=TitleIs.PROGRAMME,
        untitled=frozenset({"no information available"}),
        note="Title and position; files outside the library tell their file name. Ids of IMDb, TMDB and TVDB where Kodi has them.",
    ),
}
