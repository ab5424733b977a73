"""The media renderer, as `async-upnp-client` and plain HTTP see it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
from async_upnp_client.aiohttp import AiohttpNotifyServer, AiohttpSessionRequester
from async_upnp_client.client_factory import UpnpFactory
from async_upnp_client.exceptions import UpnpError
from async_upnp_client.profiles.dlna import DmrDevice
import pytest

from sim.samsung_tv import SamsungTV
from sim.samsung_tv.log import MediaPushed

CONTROL = "/upnp/control/RenderingControl1"
TYPE = "urn:schemas-upnp-org:service:RenderingControl:1"


class Heard:
    """A renderer with everything it told."""

    def __init__(self, device: DmrDevice) -> None:
        """Listen to a renderer."""
        self.device = device
        self.event = asyncio.Event()
        device.on_event = lambda service, variables: self.event.set()

    async def until(self, volume: int, *, muted: bool) -> None:
        """Wait until the renderer told this."""
        async with asyncio.timeout(3):
            while (self.device.volume_level, self.device.is_volume_muted) != (volume / 100, muted):
                await self.event.wait()
                self.event.clear()


@pytest.fixture
async def renderer(tv: SamsungTV, session: aiohttp.ClientSession) -> AsyncIterator[Heard]:
    """Return the library's renderer, subscribed."""
    requester = AiohttpSessionRequester(session)
    described = await UpnpFactory(requester, non_strict=True).async_create_device(f"http://{tv.host}:9197/dmr")
    server = AiohttpNotifyServer(requester, source=(tv.host, 0), loop=asyncio.get_running_loop())
    await server.async_start_server()
    device = DmrDevice(described, server.event_handler)
    heard = Heard(device)
    await device.async_subscribe_services(auto_resubscribe=False)
    yield heard
    await device.async_unsubscribe_services()
    await server.async_stop_server()


async def test_the_renderer_tells_volume_and_mute_at_first(tv: SamsungTV, renderer: Heard) -> None:
    await renderer.until(12, muted=False)
    assert renderer.device.name == "Living Room TV"
    assert renderer.device.manufacturer == "Samsung Electronics"
    assert renderer.device.udn == tv.identity.udn
    assert renderer.device.has_volume_mute


async def test_volume_and_mute_are_set_and_told(tv: SamsungTV, renderer: Heard) -> None:
    await renderer.device.async_set_volume_level(0.33)
    await renderer.until(33, muted=False)
    await renderer.device.async_mute_volume(True)
    await renderer.until(33, muted=True)
    assert (tv.state.volume, tv.state.mute) == (33, True)


async def test_keys_are_told_too(tv: SamsungTV, renderer: Heard) -> None:
    await renderer.until(12, muted=False)
    tv.set.press("KEY_VOLUP")
    await renderer.until(13, muted=False)
    tv.set.press("KEY_MUTE")
    await renderer.until(13, muted=True)


async def test_with_a_soundbar_the_renderer_knows_nothing(tv: SamsungTV, session: aiohttp.ClientSession) -> None:
    tv.configure(soundbar=True)
    tv.set.press("KEY_VOLUP")
    headers, envelope = _call("GetVolume", "<InstanceID>0</InstanceID><Channel>Master</Channel>")
    async with session.post(f"http://{tv.host}:9197{CONTROL}", headers=headers, data=envelope) as answer:
        assert "<CurrentVolume>0</CurrentVolume>" in await answer.text()
    assert tv.state.volume == 13


async def test_a_renewal_keeps_a_subscription(tv: SamsungTV, renderer: Heard) -> None:
    await renderer.device.async_subscribe_services(auto_resubscribe=False)
    await renderer.device.async_set_volume_level(0.2)
    await renderer.until(20, muted=False)


async def test_an_unpushed_transport_has_no_media(renderer: Heard) -> None:
    await renderer.device.async_update()
    assert renderer.device.transport_state is not None
    assert renderer.device.transport_state.value == "NO_MEDIA_PRESENT"


@pytest.mark.parametrize("fault", ["error", "garbage"])
async def test_a_renderer_at_fault_is_an_error(tv: SamsungTV, renderer: Heard, fault: str) -> None:
    tv.configure(faults={"upnp": fault})
    with pytest.raises(UpnpError):
        await renderer.device.async_set_volume_level(0.4)
    tv.configure(faults={"upnp": "none"})


async def _until_state(renderer: Heard, state: str) -> None:
    """Wait until the transport told this."""
    async with asyncio.timeout(3):
        while renderer.device.transport_state is None or renderer.device.transport_state.value != state:
            renderer.event.clear()
            await renderer.event.wait()


async def test_media_is_pushed_and_told(tv: SamsungTV, renderer: Heard) -> None:
    device = renderer.device
    meta = await device.construct_play_media_metadata(
        "http://a.example/film.mp4", "Große Freiheit", override_mime_type="video/mp4", meta_data={"artist": "S. Meise"}
    )
    tv.change(app="3201907018807")
    await device.async_set_transport_uri("http://a.example/film.mp4", "Große Freiheit", meta)
    await device.async_play()
    await _until_state(renderer, "PLAYING")
    await device.async_update()
    assert (device.media_title, device.current_track_uri) == ("Große Freiheit", "http://a.example/film.mp4")
    assert device.media_position is not None and device.media_position <= 2
    assert tv.state.app is None and [one.uri for one in tv.log.of(MediaPushed)] == ["http://a.example/film.mp4"]
    await device.async_pause()
    await _until_state(renderer, "PAUSED_PLAYBACK")
    await device.async_seek_rel_time(timedelta(seconds=95))
    await device.async_update()
    assert device.media_position == 95
    await device.async_stop()
    await _until_state(renderer, "STOPPED")


async def test_media_ends_where_something_else_comes_to_the_front(tv: SamsungTV, renderer: Heard) -> None:
    await renderer.device.async_set_transport_uri("http://a.example/song.mp3", "Song", "")
    await renderer.device.async_play()
    await _until_state(renderer, "PLAYING")
    tv.change(app="3201907018807")
    await _until_state(renderer, "STOPPED")


def _call(action: str, body: str) -> tuple[dict[str, str], str]:
    """Return headers and body of a call."""
    envelope = (
        '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>'
        f'<u:{action} xmlns:u="{TYPE}">{body}</u:{action}></s:Body></s:Envelope>'
    )
    return {"SOAPAction": f'"{TYPE}#{action}"', "Content-Type": "text/xml"}, envelope


@pytest.mark.parametrize(
    ("action", "body", "code"),
    [
        ("SetVolume", "<InstanceID>0</InstanceID><Channel>Master</Channel><DesiredVolume>101</DesiredVolume>", 601),
        ("SetVolume", "<InstanceID>0</InstanceID><Channel>Master</Channel>", 402),
        ("GetVolume", "<InstanceID>7</InstanceID><Channel>Master</Channel>", 702),
        ("SetMute", "<InstanceID>0</InstanceID><Channel>Master</Channel><DesiredMute>perhaps</DesiredMute>", 402),
        ("Explode", "", 401),
        ("GetVolume", "<broken", 402),
    ],
)
async def test_wrong_calls_end_in_a_fault(
    tv: SamsungTV, session: aiohttp.ClientSession, action: str, body: str, code: int
) -> None:
    headers, envelope = _call(action, body)
    async with session.post(f"http://{tv.host}:9197{CONTROL}", headers=headers, data=envelope) as answer:
        assert answer.status == 500
        assert f"<errorCode>{code}</errorCode>" in await answer.text()
    assert tv.state.volume == 12


async def test_subscriptions_end_when_the_tv_sleeps(tv: SamsungTV, session: aiohttp.ClientSession) -> None:
    url = f"http://{tv.host}:9197/upnp/event/RenderingControl1"
    asking = {"NT": "upnp:event", "CALLBACK": f"<http://{tv.host}:9/>", "TIMEOUT": "Second-60"}
    async with session.request("SUBSCRIBE", url, headers=asking) as answer:
        assert (answer.status, answer.headers["TIMEOUT"]) == (200, "Second-60")
        sid = answer.headers["SID"]
    async with session.request("SUBSCRIBE", url, headers={"SID": sid}) as answer:
        assert answer.status == 200
    tv.change(power="standby")
    await tv.settle()
    with pytest.raises(aiohttp.ClientConnectorError):
        await session.get(f"http://{tv.host}:9197/dmr")
    tv.change(power="on")
    await tv.settle()
    async with session.request("SUBSCRIBE", url, headers={"SID": sid}) as answer:
        assert answer.status == 412
    async with session.request("SUBSCRIBE", url, headers={"NT": "upnp:event"}) as answer:
        assert answer.status == 412
