"""Boxes and sticks that are plugged into a screen, and what is cast or sent to one."""

from dataclasses import replace
import re
from typing import Final

from ...observation import Knows, Observation, Status, Use
from ..brand import FOLLOWED, Attributes, Brand, SourceIs, TitleIs
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


def _enigma2(observation: Observation, attributes: Attributes) -> Observation:
    """Take the programme from where the integration puts it, the title of a series."""
    medium = observation.medium
    if medium is None or medium.series is None:
        return observation
    return replace(observation, medium=replace(medium, title=medium.series, series=None))


def _directv(observation: Observation, attributes: Attributes) -> Observation:
    """Take the title of the episode from where the integration puts it, and know a recording from live TV."""
    medium = observation.medium
    if medium is None:
        return observation
    if medium.series is not None:
        medium = replace(medium, title=medium.series, series=medium.title)
    if attributes.get("media_recorded") is True:
        medium = replace(medium, is_live=False)
    return replace(observation, medium=medium)


BOXES: Final[dict[str, Brand]] = {
    "apple_tv": Brand(
        name="Apple TV",
        knows=FOLLOWED | _APPS,
        use=Use.VIDEO,
        source=SourceIs.OTHER,
        note="A title, with series and episode, of the apps that share it; of the others only the app.",
    ),
    "cast": Brand(
        name="Google Cast",
        knows=FOLLOWED | Knows.APP,
        use=Use.VIDEO,
        source=SourceIs.OTHER,
        note="Only what is cast to it; each app decides how much it tells. The photos of an idle Chromecast are nothing.",
    ),
    "androidtv": Brand(
        name="Android TV, Fire TV (ADB)",
        knows=_APPS | Knows.INPUT | Knows.PLAYING,
        every=10,
        source=SourceIs.APP,
        amend=_android,
        note="Never a title: add the app's own integration, Plex or Cast, to the screen.",
    ),
    "androidtv_remote": Brand(
        name="Android TV Remote",
        knows=_APPS,
        source=SourceIs.APP,
        note="Neither a title nor whether it plays.",
    ),
    "roku": Brand(
        name="Roku",
        knows=FOLLOWED | _APPS | Knows.INPUT | Knows.CHANNEL,
        every=10,
        source=SourceIs.APP,
        title=TitleIs.PROGRAMME,
        inputs=ROKU_INPUT,
        tuner=ROKU_TUNER,
        statuses={"on": Status.IDLE},  # an app that plays nothing; what an input does is not told
        note="A title only of the tuner of a Roku TV; the position in every app.",
    ),
    "dlna_dmr": Brand(
        name="DLNA renderer",
        knows=FOLLOWED | Knows.CHANNEL,
        source=SourceIs.OTHER,
        title=TitleIs.PROGRAMME,
        note="Only what is sent to it.",
    ),
    "enigma2": Brand(
        name="Enigma2 (Dreambox, Vu+)",
        knows=Knows.POWER | Knows.CHANNEL | Knows.TITLE,
        every=10,
        use=Use.VIDEO,
        source=SourceIs.OTHER,
        kinds={"tvshow": "channel"},
        amend=_enigma2,
        note="The programme is the one of the box's own guide.",
    ),
    "directv": Brand(
        name="DirecTV",
        knows=FOLLOWED | Knows.POWER | Knows.CHANNEL,
        every=30,
        use=Use.VIDEO,
        source=SourceIs.OTHER,
        title=TitleIs.PROGRAMME,
        amend=_directv,
        note="A pause is told of recordings only.",
    ),
    "mediaroom": Brand(
        name="Mediaroom",
        knows=Knows.POWER | Knows.PLAYING | Knows.CHANNEL,
        use=Use.VIDEO,
        source=SourceIs.OTHER,
    ),
    "horizon": Brand(
        name="Horizon",
        knows=Knows.POWER | Knows.PLAYING,
        every=10,
        use=Use.VIDEO,
        source=SourceIs.OTHER,
    ),
    "ziggo_mediabox_xl": Brand(
        name="Ziggo Mediabox XL",
        knows=Knows.POWER | Knows.PLAYING,
        every=10,
        use=Use.VIDEO,
        source=SourceIs.OTHER,
    ),
    "panasonic_bluray": Brand(
        name="Panasonic Blu-ray",
        knows=Knows.POWER | Knows.PLAYING | Knows.POSITION,
        every=30,
        use=Use.VIDEO,
        source=SourceIs.OTHER,
    ),
    "hdmi_cec": Brand(
        name="HDMI-CEC",
        knows=Knows.POWER | Knows.PLAYING,
        source=SourceIs.OTHER,
        note="What each device on the cable says of itself.",
    ),
    "esphome": Brand(name="ESPHome", knows=Knows.PLAYING, use=Use.MUSIC, source=SourceIs.OTHER),
    "fully_kiosk": Brand(
        name="Fully Kiosk Browser", knows=Knows.PLAYING, every=30, use=Use.MUSIC, source=SourceIs.OTHER
    ),
}
