"""Televisions and projectors: they know power, app and input well, and seldom a title."""

from dataclasses import replace
import re
from typing import Final

from ...observation import NOTHING, Knows, Observation, Status
from ..brand import Attributes, Brand, SourceIs, TitleIs
from ..plain import text

WEBOS_INPUT: Final = re.compile(r"com\.webos\.app\.(hdmi\d|externalinput\..+)")
WEBOS_TUNER: Final = re.compile(r"com\.webos\.app\.livetv")
PHILIPS_TUNER: Final = re.compile(r"org\.droidtv\.playtv")
_APPS: Final = Knows.POWER | Knows.APP | Knows.INPUT
_INPUTS: Final = Knows.POWER | Knows.INPUT


def _vizio(observation: Observation, attributes: Attributes) -> Observation:
    """Take the input where one is shown: the app's name is the source where an app is."""
    told, app = text(attributes.get("source")), text(attributes.get("app_name"))
    if told is None or told == app:
        is_nameless = app is not None and app.startswith("_")  # an app that the library does not know
        return replace(observation, app=None) if is_nameless else observation
    return replace(observation, app=None, input=told)


def _plain_set(name: str, every: float | None = 10, knows: Knows = _INPUTS) -> Brand:
    """Return a set that tells its power and at most its input."""
    source = SourceIs.INPUT if Knows.INPUT in knows else SourceIs.OTHER
    return Brand(name=name, knows=knows, every=every, source=source, title=TitleIs.OTHER)


def _blind(name: str) -> Brand:
    """Return a set that is only sent signals: whatever its state says, it is not known."""
    states = ("on", "off", "idle", "playing", "paused", "standby")
    return Brand(
        name=name,
        knows=NOTHING,
        source=SourceIs.OTHER,
        title=TitleIs.OTHER,
        has_apps=False,
        statuses=dict.fromkeys(states, Status.UNKNOWN),
        note="Nothing: it only sends signals, and its state is what was sent last.",
    )


TVS: Final[dict[str, Brand]] = {
    "parlor": Brand(
        name="Samsung TV (Parlor)",
        knows=_APPS | Knows.ART | Knows.CHANNEL,
        statuses={"idle": Status.ART},  # as its media player calls that
        note="Input and channel with IP Control. Title and position of what is sent to it.",
    ),
    "webostv": Brand(
        name="LG webOS",
        knows=_APPS | Knows.CHANNEL | Knows.PLAYING,
        source=SourceIs.APP,
        title=TitleIs.CHANNEL,
        inputs=WEBOS_INPUT,
        tuner=WEBOS_TUNER,
        note="Whether it plays is told by sets of some years.",
    ),
    "braviatv": Brand(
        name="Sony Bravia",
        knows=_INPUTS | Knows.CHANNEL | Knows.TITLE | Knows.POSITION,
        every=10,
        title=TitleIs.PROGRAMME,
        untitled=frozenset({"smart tv"}),
        note="Live TV with channel and programme; of apps nothing: add Android TV Remote of the same set.",
    ),
    "samsungtv": Brand(
        name="Samsung TV (Home Assistant)",
        knows=Knows.POWER,
        every=10,
        source=SourceIs.OTHER,
        title=TitleIs.OTHER,
        note="Parlor's own entry of the set tells the app as well.",
    ),
    "smartthings": Brand(
        name="SmartThings",
        knows=_INPUTS | Knows.PLAYING,
        note="Through Samsung's cloud. Its sensors of the channel can be added by themselves.",
    ),
    "philips_js": Brand(
        name="Philips",
        knows=_APPS | Knows.CHANNEL,
        every=30,
        source=SourceIs.INPUT,
        title=TitleIs.CHANNEL,
        tuner=PHILIPS_TUNER,
        kinds={"app": None},
        note="The name of the channel, not of the programme.",
    ),
    "vizio": Brand(name="Vizio", knows=_APPS, every=30, amend=_vizio),
    "lg_netcast": Brand(
        name="LG Netcast",
        knows=Knows.POWER | Knows.CHANNEL | Knows.TITLE,
        every=10,
        source=SourceIs.OTHER,
        title=TitleIs.PROGRAMME,
    ),
    "homekit_controller": _plain_set("HomeKit TV", every=None),
    "panasonic_viera": _plain_set("Panasonic Viera", knows=Knows.POWER),
    "aquostv": _plain_set("Sharp Aquos"),
    "lg_tv_rs232": _plain_set("LG (RS-232)", every=5),
    "samsung_exlink": _plain_set("Samsung (ExLink)", every=5),
    "xiaomi_tv": _blind("Xiaomi TV"),
    "lg_infrared": _blind("LG (infrared)"),
    "samsung_infrared": _blind("Samsung (infrared)"),
    "philips_infrared": _blind("Philips (infrared)"),
    "persang_infrared": _blind("Persang (infrared)"),
    "epson": _plain_set("Epson projector"),
    "pjlink": _plain_set("PJLink projector"),
}
