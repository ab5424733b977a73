"""Media servers and players of one's own films: they know best what is played, and some know who plays it."""

from dataclasses import replace
from typing import Final

from ...observation import Knows, Observation, Status, Use
from ..brand import FOLLOWED, PLAYS, Attributes, Brand, SourceIs, TitleIs

PREROLL: Final = "Preroll"
LIVE_TV: Final = "Live TV"


def _plex(observation: Observation, attributes: Attributes) -> Observation:
    """Take a trailer before the film for what it is, nothing yet, and live TV for live."""
    library, medium = attributes.get("media_library_title"), observation.medium
    if medium is None:
        return observation
    if library == PREROLL:
        return replace(observation, status=Status.IDLE, medium=None)
    if library == LIVE_TV:
        return replace(observation, medium=replace(medium, is_live=True))
    return observation


def _kodi(observation: Observation, attributes: Attributes) -> Observation:
    """Take a video without any length for live: the integration leaves it out then, and calls a channel a video."""
    medium = observation.medium
    if medium is None or "media_duration" in attributes or medium.content_type != "video":
        return observation
    return replace(observation, medium=replace(medium, is_live=True))


SERVERS: Final[dict[str, Brand]] = {
    "plex": Brand(
        name="Plex",
        knows=FOLLOWED | Knows.PERSON,
        use=Use.VIDEO,
        source=SourceIs.OTHER,
        person="username",
        gone=Status.IDLE,  # a client without a session
        amend=_plex,
        note="The best source. A trailer before a film is no film yet.",
    ),
    "jellyfin": Brand(
        name="Jellyfin",
        knows=FOLLOWED,
        every=10,
        use=Use.VIDEO,
        source=SourceIs.OTHER,
        gone=Status.IDLE,  # an app that was closed
        note="Who watches is not told: name the person in the options of the screen.",
    ),
    "emby": Brand(
        name="Emby",
        knows=FOLLOWED | Knows.PERSON,
        use=Use.VIDEO,
        source=SourceIs.OTHER,
        person="app_name",  # the integration puts the user there
        gone=Status.IDLE,  # an app that was closed
        has_apps=False,
    ),
    "kodi": Brand(
        name="Kodi",
        knows=FOLLOWED | Knows.POWER,
        use=Use.VIDEO,
        source=SourceIs.OTHER,
        title=TitleIs.PROGRAMME,
        untitled=frozenset({"no information available"}),
        amend=_kodi,
        note="With the ids of IMDb, TMDB and TVDB. Files that are in no library have their file name as title.",
    ),
    "channels": Brand(
        name="Channels DVR",
        knows=PLAYS,
        every=10,
        use=Use.VIDEO,
        title=TitleIs.PROGRAMME,
        source=SourceIs.OTHER,
    ),
    "kaleidescape": Brand(
        name="Kaleidescape",
        knows=FOLLOWED | Knows.POWER,
        use=Use.VIDEO,
        source=SourceIs.OTHER,
    ),
    "dunehd": Brand(
        name="Dune HD",
        knows=PLAYS | Knows.POWER,
        every=10,
        use=Use.VIDEO,
        source=SourceIs.OTHER,
        statuses={"on": Status.IDLE},  # its menus
        note="The title is a file name.",
    ),
    "vlc_telnet": Brand(
        name="VLC",
        knows=FOLLOWED,
        every=10,
        source=SourceIs.OTHER,
        kinds={"music": None},  # which it says of everything
        note="The title is what the file says, else its name.",
    ),
}
