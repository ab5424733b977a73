"""What one of Parlor's own TVs says."""

from typing import Any, Final

import pytest

from custom_components.parlor.samsung.frames import App as Installed
from custom_components.parlor.samsung.ip_control.state import ControlState
from custom_components.parlor.samsung.power.verdict import Power
from custom_components.parlor.samsung.state import TVState
from custom_components.parlor.samsung.upnp.media import Media, MediaState
from custom_components.parlor.viewing.observation import App, Knows, Medium, Observation, Role, Status, Use
from custom_components.parlor.viewing.sources import observe_tv, source_of

AT: Final = 1_764_262_800.0
TV: Final = source_of("media_player.tv", "parlor", {}, Role.SCREEN)
NETFLIX: Final = Installed("3201907018807", "Netflix")


def says(status: Status, **told: Any) -> Observation:
    """Return an observation of the TV."""
    return Observation(source="media_player.tv", at=AT, status=status, **told)


@pytest.mark.parametrize(
    ("state", "seen"),
    [
        (TVState(power=Power.UNKNOWN), says(Status.UNKNOWN)),
        (TVState(power=Power.OFF), says(Status.OFF)),
        (TVState(power=Power.ART), says(Status.ART)),
        (TVState(power=Power.ON), says(Status.ON)),
        (
            TVState(power=Power.ON, app=NETFLIX, control=ControlState(source="HDMI1")),
            says(Status.ON, app=App(id="3201907018807", name="Netflix", use=Use.VIDEO)),
        ),
        (
            TVState(power=Power.ON, app=Installed("9999999999", "My app")),
            says(Status.ON, app=App(id="9999999999", name="My app")),
        ),
        (TVState(power=Power.ON, control=ControlState(source="HDMI1")), says(Status.ON, input="PlayStation")),
        (TVState(power=Power.ON, control=ControlState(source="HDMI2")), says(Status.ON, input="HDMI2")),
        (
            TVState(power=Power.ON, control=ControlState(source="TV", channel="11-1")),
            says(Status.ON, input="TV", channel="11-1"),
        ),
        (TVState(power=Power.ON, control=ControlState(source="TV")), says(Status.ON, input="TV")),
    ],
)
def test_what_a_tv_shows(state: TVState, seen: Observation) -> None:
    """The app covers the input, and inputs have the names that their owner gave them."""
    assert observe_tv(TV, state, AT, inputs={"HDMI1": "PlayStation"}) == seen


def test_the_name_of_the_channel_counts_before_its_number() -> None:
    """Somebody else may know what the number stands for; it means nothing while an input is shown."""
    tuner = TVState(power=Power.ON, control=ControlState(source="TV", channel="11-1"))
    assert observe_tv(TV, tuner, AT, channel="SBS") == says(Status.ON, input="TV", channel="SBS")
    console = TVState(power=Power.ON, control=ControlState(source="HDMI1"))
    assert observe_tv(TV, console, AT, channel="SBS").channel is None
    assert observe_tv(TV, TVState(power=Power.ON), AT, channel="SBS") == says(Status.ON, channel="SBS")


def test_what_is_sent_to_a_tv() -> None:
    """It has a title, a length and a position."""
    media = Media(
        uri="http://ha/film.mkv?token=1",
        state=MediaState.PAUSED,
        title="Film",
        duration=90.0,
        position=9.0,
        position_at=AT,
    )
    medium = Medium(
        title="Film",
        content_type="video",
        content_id="http://ha/film.mkv?token=1",
        duration=90.0,
        position=9.0,
        position_at=AT,
    )
    assert observe_tv(TV, TVState(power=Power.ON, media=media), AT) == says(Status.PAUSED, medium=medium)


def test_what_a_tv_can_know() -> None:
    """Art is known of it, and never whether an app plays."""
    assert Knows.ART in TV.knows
    assert Knows.PLAYING not in TV.knows
