"""Playing, pausing, stopping and winding of media that were pushed, and keys for all else."""

import aiohttp
import pytest

from custom_components.parlor.samsung.errors import NotSupported, SamsungError, TVIsOff, TVUnreachable
from custom_components.parlor.samsung.state import TVState
from custom_components.parlor.samsung.upnp.media import MediaState
from sim.samsung_tv import SamsungTV as SimulatedTV

from .watching import NETFLIX, shows, until, watched

FILM = "http://a.example/film.mp4"


def state_of(state: TVState) -> MediaState | None:
    """Return what a medium does."""
    return state.media.state if state.media else None


@pytest.mark.parametrize("fault", ["none", "no_events", "no_subscription"])
async def test_media(session: aiohttp.ClientSession, tv: SimulatedTV, fault: str) -> None:
    tv.configure(faults={"upnp": fault})
    async with watched(session, tv.host) as seen:
        await seen.play_url(FILM, "Film", "video/mp4")
        await seen.pause()
        assert state_of(seen.state) is MediaState.PAUSED
        await seen.pause()
        await seen.play()
        assert state_of(seen.state) is MediaState.PLAYING
        await seen.seek(3725)
        assert seen.state.media is not None and seen.state.media.position is not None
        assert 3725 <= seen.state.media.position < 3730
        await seen.stop()
        assert state_of(seen.state) is None and not tv.log.keys


async def test_what_was_not_pushed(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as seen:
        await until(seen, lambda state: state.volume is not None)
        await seen.play()
        await seen.pause()
        await seen.stop()
        await tv.until(lambda: tv.log.keys == ["KEY_PLAY", "KEY_PAUSE", "KEY_STOP"])
        with pytest.raises(NotSupported):
            await seen.seek(1)


async def test_an_app_over_media_gets_the_key(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(forgets_to_stop=True)
    async with watched(session, tv.host) as seen:
        await seen.play_url(FILM, "Film", "video/mp4")
        tv.change(app=NETFLIX)
        await until(seen, lambda state: shows("Netflix", state))
        await seen.pause()
        await tv.until(lambda: tv.log.keys == ["KEY_PAUSE"])


@pytest.mark.parametrize("fault", ["error", "garbage"])
async def test_a_player_that_went_wrong(session: aiohttp.ClientSession, tv: SimulatedTV, fault: str) -> None:
    async with watched(session, tv.host) as seen:
        await seen.play_url(FILM, "Film", "video/mp4")
        tv.configure(faults={"upnp": fault})
        with pytest.raises(SamsungError):
            await seen.pause()


async def test_a_tv_that_is_gone(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    async with watched(session, tv.host) as seen:
        await seen.play_url(FILM, "Film", "video/mp4")
        tv.change(power="off")
        await tv.settle()
        with pytest.raises(TVUnreachable):
            await seen.pause()
        tv.change(power="standby")
        await tv.settle()
        await until(seen, lambda state: state.power == "off" and state.decided_by == "rest")
        with pytest.raises(TVIsOff):
            await seen.pause()
