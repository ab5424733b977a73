"""What plugs, switches, HDMI-CEC, sensors of the channel and of game accounts say."""

from typing import Final

import pytest

from custom_components.parlor.viewing.observation import App, Knows, Observation, Role, Status, Use
from custom_components.parlor.viewing.sources import observe_state, source_of

AT: Final = 1_764_262_800.0


@pytest.mark.parametrize(
    ("entity_id", "state", "unit", "status"),
    [
        ("sensor.plug", "87.5", "W", Status.ON),
        ("sensor.plug", "0.9", "W", Status.OFF),
        ("sensor.plug", "0.0875", "kW", Status.ON),
        ("sensor.plug", "900", "mW", Status.OFF),
        ("sensor.plug", "87.5", None, Status.ON),
        ("sensor.plug", "nan", "W", Status.UNKNOWN),
        ("sensor.plug", "unavailable", "W", Status.UNKNOWN),
        ("switch.tv", "on", None, Status.ON),
        ("switch.tv", "off", None, Status.OFF),
        ("binary_sensor.tv", "unknown", None, Status.UNKNOWN),
        ("media_player.hdmi_0", "off", None, Status.OFF),
        ("media_player.hdmi_0", "playing", None, Status.ON),
        ("media_player.hdmi_0", "standby", None, Status.OFF),
        ("remote.tv", "on", None, Status.ON),
    ],
)
def test_power(entity_id: str, state: str, unit: str | None, status: Status) -> None:
    """Whatever tells of power tells whether the panel is on, and nothing else."""
    told = {} if unit is None else {"unit_of_measurement": unit}
    source = source_of(entity_id, "", told, Role.POWER)
    assert source.knows is Knows.POWER
    assert observe_state(source, state, told, AT) == Observation(source=entity_id, at=AT, status=status)


def test_the_power_that_counts_as_on_is_the_users_to_say() -> None:
    """A set in standby may draw more than others that are on."""
    source = source_of("sensor.plug", "", {}, Role.POWER, watts=30)
    assert observe_state(source, "25", {"unit_of_measurement": "W"}, AT).status is Status.OFF


def test_a_switch_at_an_input_is_a_box_that_is_on_or_off() -> None:
    """A box without an integration can still be known by its plug."""
    source = source_of("switch.console", "", {}, Role.INPUT, input="HDMI 1")
    assert observe_state(source, "on", {}, AT).status is Status.ON


@pytest.mark.parametrize(
    ("told", "seen"),
    [
        ("ZDF HD", Observation(source="sensor.tv", at=AT, status=Status.ON, channel="ZDF HD")),
        ("ARTE", Observation(source="sensor.tv", at=AT, status=Status.ON, channel="ARTE")),
        ("11-1", Observation(source="sensor.tv", at=AT, status=Status.ON, channel="11-1")),
        ("art", Observation(source="sensor.tv", at=AT, status=Status.ART)),
        ("unknown", Observation(source="sensor.tv", at=AT, status=Status.UNKNOWN)),
        ("", Observation(source="sensor.tv", at=AT, status=Status.UNKNOWN)),
        (
            "org.tizen.netflix-app",
            Observation(
                source="sensor.tv",
                at=AT,
                status=Status.ON,
                app=App(id="org.tizen.netflix-app", name="Netflix", use=Use.VIDEO),
            ),
        ),
        (
            "111299001912",
            Observation(
                source="sensor.tv", at=AT, status=Status.ON, app=App(id="111299001912", name="YouTube", use=Use.VIDEO)
            ),
        ),
    ],
)
def test_the_channel_that_smartthings_tells(told: str, seen: Observation) -> None:
    """It puts apps there as well, by their ids, and `art` for art."""
    source = source_of("sensor.tv", "smartthings", {}, Role.CHANNEL)
    assert observe_state(source, told, {}, AT) == seen


@pytest.mark.parametrize(
    ("brand", "state", "told", "game"),
    [
        ("steam_online", "online", {"game": "Half-Life 2", "game_id": "220"}, "Half-Life 2"),
        ("steam_online", "online", {"game": None}, None),
        ("steam_online", "Half-Life 2", {"app_id": "220"}, "Half-Life 2"),
        ("steam_online", "unknown", {"app_id": None}, None),
        ("playstation_network", "Astro Bot", {}, "Astro Bot"),
        ("xbox", "unknown", {}, None),
    ],
)
def test_the_game_of_an_account(brand: str, state: str, told: dict[str, object], game: str | None) -> None:
    """A sensor that knows no game says that none is played."""
    source = source_of("sensor.account", brand, told, Role.INPUT)
    seen = observe_state(source, state, told, AT)
    assert seen.status is (Status.PLAYING if game else Status.IDLE)
    assert (seen.medium.title if seen.medium else None) == game


def test_an_account_that_is_not_heard_says_nothing() -> None:
    """The service is away: the game may go on."""
    source = source_of("sensor.account", "xbox", {}, Role.INPUT)
    assert observe_state(source, "unavailable", {}, AT).status is Status.UNKNOWN
