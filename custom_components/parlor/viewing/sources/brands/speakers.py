"""Speakers: they play music, or the sound of a TV."""

from typing import Final

from ...observation import Knows, Use
from ..brand import FOLLOWED, Brand, SourceIs

SPEAKERS: Final[dict[str, Brand]] = {
    "sonos": Brand(
        name="Sonos",
        knows=FOLLOWED | Knows.INPUT,
        use=Use.MUSIC,
        source=SourceIs.INPUT,
        untitled=frozenset({"tv", "line-in"}),
        note="Music at once; the sound of a TV as input `TV`.",
    ),
    "spotify": Brand(
        name="Spotify",
        knows=FOLLOWED,
        every=30,
        use=Use.MUSIC,
        source=SourceIs.OTHER,
        note="Music, asked every 30 s.",
    ),
}
