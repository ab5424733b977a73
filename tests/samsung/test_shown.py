"""What is shown, from what is known."""

import pytest

from custom_components.parlor.samsung.frames import App
from custom_components.parlor.samsung.power.verdict import Power
from custom_components.parlor.samsung.shown import Shown, ShownKind, look

NETFLIX = App("3201907018807", "Netflix")
UNKNOWN = Shown(kind=ShownKind.UNKNOWN)


@pytest.mark.parametrize(
    ("app", "has_media", "source", "channel", "shown"),
    [
        (None, False, None, None, UNKNOWN),
        (NETFLIX, False, None, None, Shown(kind=ShownKind.APP, app=NETFLIX)),
        # IP Control keeps saying what an app covers.
        (NETFLIX, False, "HDMI1", None, Shown(kind=ShownKind.APP, app=NETFLIX)),
        (NETFLIX, False, "TV", "5", Shown(kind=ShownKind.APP, app=NETFLIX)),
        # An app is seen in front, media is only said to play.
        (NETFLIX, True, "HDMI1", None, Shown(kind=ShownKind.APP, app=NETFLIX)),
        (None, True, None, None, Shown(kind=ShownKind.MEDIA)),
        (None, True, "HDMI1", None, Shown(kind=ShownKind.MEDIA)),
        (None, False, "HDMI2", None, Shown(kind=ShownKind.INPUT, source="HDMI2")),
        (None, False, "TV", None, Shown(kind=ShownKind.INPUT, source="TV")),
        (None, False, "TV", "", Shown(kind=ShownKind.INPUT, source="TV")),
        (None, False, "TV", "5", Shown(kind=ShownKind.CHANNEL, source="TV", channel="5")),
        # The channel that is told while another input is shown is the one of last time.
        (None, False, "HDMI1", "5", Shown(kind=ShownKind.INPUT, source="HDMI1")),
        (None, False, None, "5", UNKNOWN),
        (None, False, "COMPONENT1", None, Shown(kind=ShownKind.INPUT, source="COMPONENT1")),
    ],
)
def test_of_a_tv_that_is_on(
    app: App | None, has_media: bool, source: str | None, channel: str | None, shown: Shown
) -> None:
    assert look(Power.ON, app, has_media=has_media, source=source, channel=channel) == shown


@pytest.mark.parametrize(
    ("power", "kind"), [(Power.OFF, ShownKind.NOTHING), (Power.ART, ShownKind.ART), (Power.UNKNOWN, ShownKind.UNKNOWN)]
)
def test_of_a_tv_that_is_not(power: Power, kind: ShownKind) -> None:
    # What was told while it was on is no fact any more.
    assert look(power, NETFLIX, has_media=True, source="HDMI1", channel="5") == Shown(kind=kind)
