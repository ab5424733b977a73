"""Boxes and sticks that are plugged into a screen, and what is cast to one."""

from dataclasses import replace
import re
from typing import Final

from ...observation import Knows, Observation, Use
from ..brand import FOLLOWED, Attributes, Brand, SourceIs
from ..plain import text

ROKU_INPUT: Final = re.compile(r"tvinput\.(?!dtv).+")
ROKU_TUNER: Final = re.compile(r"tvinput\.dtv")
LIVE_TV: Final = "Live TV"  # what `apps.json` calls the app of the tuner and the inputs
_APPS: Final = Knows.POWER | Knows.APP


def _android(observation: Observation, attributes: Attributes) -> Observation:
    """Take the input that an Android TV shows, of which it goes on telling while an app lies over it."""
    told = text(attributes.get("hdmi_input"))
    is_covered = observation.app is not None and observation.app.name != LIVE_TV
    return observation if told is None or is_covered else replace(observation, app=None, input=told)


BOXES: Final[dict[str, Brand]] = {
    "apple_tv": Brand(
        name="Apple TV",
        knows=FOLLOWED | _APPS,
        use=Use.VIDEO,
        source=SourceIs.OTHER,
        note="App at once; title, series, season and episode of apps that share them, and nothing of the others.",
    ),
    "cast": Brand(
        name="Google Cast",
        knows=FOLLOWED | Knows.APP,
        use=Use.VIDEO,
        source=SourceIs.OTHER,
        note="What is cast, at once; apps decide how much they tell. The photos of an idle Chromecast count as nothing.",
    ),
    "androidtv": Brand(
        name="Android TV and Fire TV (ADB)",
        knows=_APPS | Knows.INPUT | Knows.PLAYING,
        every=10,
        source=SourceIs.APP,
        amend=_android,
        note="App and whether something plays, asked every 10 s; never a title.",
    ),
    "androidtv_remote": Brand(
        name="Android TV Remote",
        knows=_APPS,
        source=SourceIs.APP,
        note="App at once; neither a title nor whether it plays.",
    ),
    "roku": Brand(
        name="Roku",
        knows=_APPS | FOLLOWED | Knows.INPUT | Knows.CHANNEL,
        every=10,
        source=SourceIs.APP,
        inputs=ROKU_INPUT,
        tuner=ROKU_TUNER,
        note="App and position, asked every 10 s; a title only of the tuner of Roku TVs.",
    ),
}
