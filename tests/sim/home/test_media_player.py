"""What media players do beyond one service after the other: muting of two kinds, and playlists."""

from homeassistant.core import HomeAssistant
from sim.home import async_start_home

from .conftest import Call


async def test_muting_without_a_flag_is_a_volume_of_zero(hass: HomeAssistant, call: Call) -> None:
    speaker = {"id": "media_player.thing", "name": "Thing", "state": "playing", "attributes": {"volume_level": 0.6}}
    await async_start_home(hass, {"entities": [speaker]})
    for muted, level in ((True, 0.0), (True, 0.0), (False, 0.6)):
        await call("media_player.volume_mute", "media_player.thing", is_volume_muted=muted)
        state = hass.states.get("media_player.thing")
        assert state and state.attributes["volume_level"] == level
        assert "is_volume_muted" not in state.attributes


async def test_playlist(hass: HomeAssistant, call: Call) -> None:
    titles = [{"media_title": title, "media_duration": 100} for title in ("One", "Two")]
    speaker = {"id": "media_player.thing", "name": "Thing", "state": "idle", "behavior": {"playlist": titles}}
    await async_start_home(hass, {"entities": [speaker]})
    steps = [("media_play", "One", 1), ("media_next_track", "Two", 2), ("media_next_track", "One", 1)]
    for service, title, track in [*steps, ("media_next_track", "Two", 2), ("media_previous_track", "One", 1)]:
        await call(f"media_player.{service}", "media_player.thing")
        state = hass.states.get("media_player.thing")
        assert state and (state.attributes["media_title"], state.attributes["media_track"]) == (title, track)
    await call("media_player.media_seek", "media_player.thing", seek_position=42)
    state = hass.states.get("media_player.thing")
    assert state and state.attributes["media_position"] == 42
