"""What media players do beyond one service after the other: muting of two kinds, and playlists."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from pytest_homeassistant_custom_component.common import async_fire_time_changed

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


async def test_library_is_searched_played_by_id_and_runs_on(
    hass: HomeAssistant, call: Call, freezer: FrozenDateTimeFactory
) -> None:
    works = [
        {"media_content_id": "e1", "media_content_type": "tvshow", "media_series_title": "Dark", "media_season": 1}
        | {"media_episode": 1, "media_title": "Secrets", "media_duration": 60},
        {"media_content_id": "f1", "media_content_type": "movie", "media_title": "Metropolis", "media_duration": 90},
    ]
    box = {"id": "media_player.box", "name": "Box", "state": "idle", "behavior": {"playlist": works, "autoplay": True}}
    await async_start_home(hass, {"entities": [box]})
    answer = await hass.services.async_call(
        "media_player",
        "search_media",
        {"entity_id": "media_player.box", "search_query": "dark"},
        blocking=True,
        return_response=True,
    )
    found = answer["media_player.box"].result  # type: ignore[index, union-attr]  # the service answers by entity
    assert [(work.media_content_id, work.title) for work in found] == [("e1", "Dark - S01E01 - Secrets")]
    await call("media_player.play_media", "media_player.box", media_content_type="tvshow", media_content_id="e1")
    for seconds, title in ((1, "Secrets"), (60, "Metropolis")):
        freezer.tick(timedelta(seconds=seconds))
        async_fire_time_changed(hass)
        await hass.async_block_till_done()
        state = hass.states.get("media_player.box")
        assert state and (state.state, state.attributes["media_title"]) == ("playing", title)
    await call("media_player.turn_off", "media_player.box")
    state = hass.states.get("media_player.box")
    assert state and state.state == "off"


async def test_speaking(hass: HomeAssistant, call: Call, freezer: FrozenDateTimeFactory) -> None:
    """A speaker says what it is told, with the home's voice, and goes on as before; a phone keeps it."""
    home = [
        {"id": "media_player.thing", "name": "Thing", "state": "paused"},
        {"id": "tts.voice", "name": "Voice"},
        {"id": "notify.phone", "name": "Phone"},
    ]
    await async_start_home(hass, {"entities": home})
    said = {"media_player_entity_id": "media_player.thing", "message": "The washing is done", "cache": False}
    await call("tts.speak", "tts.voice", **said)
    state = hass.states.get("media_player.thing")
    assert state and (state.state, state.attributes["last_said"]) == ("playing", "The washing is done")
    freezer.tick(timedelta(seconds=10))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    state = hass.states.get("media_player.thing")
    assert state and state.state == "paused"
    await call("notify.send_message", "notify.phone", message="Hello", title="Home")
    phone = hass.states.get("notify.phone")
    assert phone and (phone.attributes["last_message"], phone.attributes["last_title"]) == ("Hello", "Home")
