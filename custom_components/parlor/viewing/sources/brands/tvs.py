"""Televisions: they know power, app and input well, and seldom a title."""

import re
from typing import Final

from ...observation import Knows
from ..brand import Brand, SourceIs, TitleIs

WEBOS_INPUT: Final = re.compile(r"com\.webos\.app\.(hdmi\d|externalinput\..+)")
WEBOS_TUNER: Final = re.compile(r"com\.webos\.app\.livetv")
_APPS: Final = Knows.POWER | Knows.APP | Knows.INPUT

TVS: Final[dict[str, Brand]] = {
    "parlor": Brand(
        name="Samsung TV (Parlor)",
        knows=_APPS | Knows.ART | Knows.CHANNEL,
        note="Power, art and app; input and channel with IP Control; title and position of media that are pushed to it.",
    ),
    "webostv": Brand(
        name="LG webOS",
        knows=_APPS | Knows.CHANNEL,
        source=SourceIs.APP,
        title=TitleIs.CHANNEL,
        inputs=WEBOS_INPUT,
        tuner=WEBOS_TUNER,
        note="App, input and the name of the channel, at once; sets of some years whether it plays.",
    ),
    "braviatv": Brand(
        name="Sony Bravia",
        knows=_APPS | Knows.CHANNEL | Knows.TITLE | Knows.POSITION,
        every=10,
        title=TitleIs.PROGRAMME,
        untitled=frozenset({"smart tv"}),
        note="Live TV with channel and programme, and inputs, asked every 10 s; no app.",
    ),
    "samsungtv": Brand(
        name="Samsung TV (Home Assistant)",
        knows=Knows.POWER,
        every=10,
        source=SourceIs.OTHER,
        note="Only whether it is on: what it shows is not told. Parlor's own integration of the set tells more.",
    ),
    "smartthings": Brand(
        name="SmartThings",
        knows=Knows.POWER | Knows.INPUT,
        source=SourceIs.INPUT,
        note="Power and input, at once, through Samsung's cloud; a sensor of its own tells the channel.",
    ),
}
