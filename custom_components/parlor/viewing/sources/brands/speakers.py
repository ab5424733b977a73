"""Speakers and what plays music on them; the sound of a TV is no music."""

from dataclasses import replace
from typing import Final

from ...observation import Knows, Observation, Status, Use
from ..brand import FOLLOWED, PLAYS, Attributes, Brand, SourceIs

NOT_THEIRS: Final = frozenset(
    {"tv", "line-in", "line in", "optical", "hdmi", "hdmi arc", "aux", "analog", "coaxial", "toslink"}
)


def _not_theirs(observation: Observation, attributes: Attributes) -> Observation:
    """Take a speaker that passes on somebody else's sound for that: on, and it plays nothing of its own."""
    if observation.input is None or observation.input.casefold() not in NOT_THEIRS or observation.status is Status.OFF:
        return observation
    return replace(observation, status=Status.ON, medium=None, channel=None)


def _speaker(
    name: str, every: float | None = None, knows: Knows = FOLLOWED | Knows.INPUT, *, has_apps: bool = True
) -> Brand:
    """Return a speaker with inputs."""
    return Brand(
        name=name,
        knows=knows,
        every=every,
        use=Use.MUSIC,
        source=SourceIs.INPUT,
        has_apps=has_apps,
        untitled=NOT_THEIRS,
        amend=_not_theirs,
    )


def _software(name: str, every: float | None = None, knows: Knows = FOLLOWED) -> Brand:
    """Return a player of music whose source is none of a screen."""
    return Brand(name=name, knows=knows, every=every, use=Use.MUSIC, source=SourceIs.OTHER)


SPEAKERS: Final[dict[str, Brand]] = {
    "sonos": _speaker("Sonos"),
    "heos": _speaker("HEOS"),
    "bang_olufsen": _speaker("Bang & Olufsen"),
    "bluesound": _speaker("Bluesound"),
    "linkplay": _speaker("LinkPlay", every=5),
    "wiim": _speaker("WiiM"),
    "soundtouch": _speaker("Bose SoundTouch", every=10, knows=PLAYS | Knows.POWER | Knows.INPUT),
    "yamaha_musiccast": _speaker("Yamaha MusicCast", knows=FOLLOWED | Knows.POWER | Knows.INPUT),
    "lg_soundbar": _speaker("LG soundbar", knows=PLAYS | Knows.POWER | Knows.INPUT),
    "songpal": _speaker("Sony audio", knows=Knows.POWER | Knows.INPUT),
    "kef": _speaker("KEF", every=30, knows=Knows.POWER | Knows.INPUT),
    "devialet": _speaker("Devialet", every=5),
    "cambridge_audio": _speaker("Cambridge Audio", knows=FOLLOWED | Knows.POWER | Knows.INPUT),
    "frontier_silicon": _speaker("Frontier Silicon radio", every=10, knows=FOLLOWED | Knows.POWER | Knows.INPUT),
    "music_assistant": _speaker("Music Assistant", has_apps=False),
    "squeezebox": _software("Lyrion (Squeezebox)", every=5, knows=FOLLOWED | Knows.POWER),
    "slimproto": _software("SlimProto"),
    "forked_daapd": _software("OwnTone"),
    "spotify": _software("Spotify", every=30),
    "mpd": _software("MPD", every=10),
    "volumio": _software("Volumio", every=10, knows=PLAYS),
    "roon": _software("Roon"),
    "snapcast": _software("Snapcast"),
    "openhome": _software("OpenHome", every=10, knows=PLAYS),
    "alexa_devices": _software("Alexa devices", every=300),
    "system_bridge": _software("System Bridge"),
}
