"""Media pushed to the TV by DLNA: told while it really plays them, and pushed by us."""

import asyncio
from dataclasses import replace
import time
from typing import Any

import aiohttp
import pytest

from custom_components.parlor.samsung.errors import NotConfirmed, SamsungError, TVIsOff
from custom_components.parlor.samsung.state import TVState
from custom_components.parlor.samsung.upnp.media import MediaState, didl, media, seconds
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import MediaPushed, Requested

from .watching import FAST, NETFLIX, SLOW, until, watched

URL = "http://a.example/film.mp4"


def plays(state: TVState, title: str) -> bool:
    """Say whether a medium of that title is told."""
    return state.media is not None and state.media.title == title


@pytest.mark.parametrize("fault", ["none", "no_subscription"])
async def test_what_is_pushed_is_told(session: aiohttp.ClientSession, tv: SimulatedTV, fault: str) -> None:
    tv.configure(faults={"upnp": fault})
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.volume is not None)
        await seen.play_url(URL, 'Große <Freiheit> & "mehr"', "video/mp4")
        state = await until(seen, lambda state: state.media and state.media.position is not None)
        assert state.media is not None and state.media.position_at is not None
        assert (state.media.uri, state.media.title) == (URL, 'Große <Freiheit> & "mehr"')
        assert state.media.state is MediaState.PLAYING
        assert abs(state.media.position_at - time.time()) < 2 and tv.log.of(MediaPushed)[0].uri == URL
        tv.change(power="standby")
        await until(seen, lambda state: state.power == "off")
        assert seen.state.media is None


async def test_an_app_in_front_covers_it(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(forgets_to_stop=True)  # the player goes on saying that it plays
    async with watched(session, tv.host) as seen:
        await seen.play_url(URL, "Film", "video/mp4")
        await until(seen, lambda state: plays(state, "Film"))
        tv.change(app=NETFLIX)
        state = await until(seen, lambda state: state.app is not None)
        assert state.media is None


async def test_a_medium_that_stands_still_is_not_played(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(forgets_to_stop=True)
    async with watched(session, tv.host, timing=replace(FAST, poll=1)) as seen:
        await seen.play_url(URL, "Film", "video/mp4")
        await until(seen, lambda state: plays(state, "Film"))
        tv.change(input="HDMI2")
        await until(seen, lambda state: state.media is None, 12)


async def test_what_is_taken_and_not_played(
    session: aiohttp.ClientSession, tv: SimulatedTV, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.parlor.samsung.upnp.pushed.PLAY_WAIT", 1)
    tv.configure(plays_media="says_ok")
    async with watched(session, tv.host) as seen:
        with pytest.raises(NotConfirmed):
            await seen.play_url(URL, "Film", "video/mp4")
        assert seen.state.media is None


async def test_a_renderer_that_takes_nothing(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(faults={"upnp": "error"})
    async with watched(session, tv.host) as seen:
        with pytest.raises(SamsungError):
            await seen.play_url(URL, "Film", "video/mp4")
    tv.configure(faults={"upnp": "none"})
    tv.change(power="standby")
    async with watched(session, tv.host) as seen:
        with pytest.raises(TVIsOff):
            await seen.play_url(URL, "Film", "video/mp4")


async def test_a_player_that_is_not_there_is_left_alone(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(faults={"upnp": "error"})
    async with watched(session, tv.host, timing=replace(SLOW, poll=0.05)):
        await asyncio.sleep(1)
    asked = [one for one in tv.log.of(Requested) if one.path == "/upnp/control/AVTransport1"]
    assert len(asked) == 1


PLAYING = {"TransportState": "PLAYING", "CurrentTrackURI": URL}


@pytest.mark.parametrize(
    ("told", "title", "artist", "duration"),
    [
        ({"CurrentTrackMetaData": didl(URL, "A & B", "audio/mpeg")}, "A & B", None, None),
        ({"CurrentTrackMetaData": "<dc:title>T</dc:title><upnp:artist role='x'>A</upnp:artist>"}, "T", "A", None),
        ({"CurrentTrackMetaData": "<dc:title>T</dc:title><dc:creator>C</dc:creator>"}, "T", "C", None),
        ({"AVTransportURIMetaData": "<dc:title>T\x00\u202e</dc:title>"}, "T", None, None),
        ({"CurrentTrackMetaData": "NOT_IMPLEMENTED", "CurrentTrackDuration": "1:02:03.5"}, None, None, 3723.0),
        ({"CurrentTrackDuration": "00:00:00"}, None, None, None),
        ({"CurrentTrackMetaData": "<dc:title>" * 9000}, None, None, None),
    ],
)
def test_media(told: dict[str, Any], title: str | None, artist: str | None, duration: float | None) -> None:
    playing = media({**PLAYING, **told})
    assert playing is not None
    assert (playing.title, playing.artist, playing.duration) == (title, artist, duration)


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"TransportState": "STOPPED"},
        {"TransportState": "NO_MEDIA_PRESENT"},
        {"TransportState": "VENDOR"},
        {"CurrentTrackURI": ""},
        {"CurrentTrackURI": "dlna-playsingle://x"},
        {"CurrentTrackURI": "http://" + "x" * 3000},
        {"CurrentTrackURI": "http://a\nb"},
    ],
)
def test_no_media(told: dict[str, str]) -> None:
    assert media({**PLAYING, **told} if told else {}) is None


@pytest.mark.parametrize(
    ("span", "expected"), [("0:00:07", 7), ("01:00:00", 3600), ("", None), ("NOT_IMPLEMENTED", None), ("-1:0:0", None)]
)
def test_spans(span: str, expected: float | None) -> None:
    assert seconds(span) == expected
