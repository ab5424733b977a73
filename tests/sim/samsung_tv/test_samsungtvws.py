"""The library most projects use believes it talks to a Samsung TV."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from samsungtvws.async_remote import SamsungTVWSAsyncRemote
from samsungtvws.async_rest import SamsungTVAsyncRest
from samsungtvws.exceptions import ConnectionFailure, UnauthorizedError
from samsungtvws.remote import ChannelEmitCommand, SendInputEnd, SendInputString, SendRemoteKey

from sim.samsung_tv import FirstFrame, Pairing, Power, SamsungTV

YOUTUBE = "111299001912"


@pytest.fixture
async def remote(tv: SamsungTV) -> AsyncIterator[SamsungTVWSAsyncRemote]:
    """Return the library's remote."""
    made = SamsungTVWSAsyncRemote(tv.host, port=8002, name="Library", timeout=3, key_press_delay=0)
    yield made
    await made.close()


async def test_first_connection_brings_a_token_that_lasts(tv: SamsungTV, remote: SamsungTVWSAsyncRemote) -> None:
    await remote.open()
    assert remote.token == tv.pairing.tokens["Library"]
    tv.configure(pairing=Pairing.DENY)
    again = SamsungTVWSAsyncRemote(tv.host, port=8002, name="Library", token=remote.token, timeout=3)
    await again.open()
    await again.close()


async def test_a_token_belongs_to_a_name(tv: SamsungTV, remote: SamsungTVWSAsyncRemote) -> None:
    await remote.open()
    tv.configure(pairing=Pairing.DENY)
    other = SamsungTVWSAsyncRemote(tv.host, port=8002, name="Thief", token=remote.token, timeout=3)
    with pytest.raises(UnauthorizedError):
        await other.open()


async def test_keys_arrive_in_order_and_a_hold_turns_a_frame_off(loopback_host: str) -> None:
    async with SamsungTV(loopback_host, model="QE55LS03DAUXXN") as tv:
        tv.configure(hold_seconds=0.1)
        remote = SamsungTVWSAsyncRemote(tv.host, port=8002, name="Library", timeout=3, key_press_delay=0)
        async with remote:
            await remote.send_commands([SendRemoteKey.click(f"KEY_{digit}") for digit in range(1, 6)])
            await remote.send_command(SendRemoteKey.click("KEY_POWER"))
            await tv.until(lambda: tv.state.power is Power.ART)
            assert tv.log.keys == ["KEY_1", "KEY_2", "KEY_3", "KEY_4", "KEY_5", "KEY_POWER"]
            await remote.send_command(SendRemoteKey.click("KEY_POWER"))
            await tv.until(lambda: tv.state.power is Power.ON)
            await remote.send_commands(SendRemoteKey.hold("KEY_POWER", 0.3))
            await tv.until(lambda: tv.state.power is Power.STANDBY)


async def test_apps_are_listed_and_launched_with_a_deep_link(tv: SamsungTV, remote: SamsungTVWSAsyncRemote) -> None:
    await remote.start_listening()
    listed = await remote.app_list()
    assert listed is not None
    assert {"appId": YOUTUBE, "name": "YouTube", "app_type": 2}.items() <= listed[0].items()
    await remote.send_command(ChannelEmitCommand.launch_app(YOUTUBE, "DEEP_LINK", "v=dQw4w9WgXcQ"))
    await tv.until(lambda: tv.state.app == YOUTUBE)
    assert tv.state.deep_link == "v=dQw4w9WgXcQ"


async def test_the_browser_opens_a_page(tv: SamsungTV, remote: SamsungTVWSAsyncRemote) -> None:
    await remote.open()
    await remote.send_command(
        ChannelEmitCommand.launch_app("org.tizen.browser", "NATIVE_LAUNCH", "http://example.com/")
    )
    await tv.until(lambda: tv.state.app == "org.tizen.browser")
    assert tv.state.deep_link == "http://example.com/"


async def test_text_lands_only_in_an_open_field(tv: SamsungTV, remote: SamsungTVWSAsyncRemote) -> None:
    await remote.open()
    await remote.send_command(SendInputString.send("lost"))
    tv.change(text_field="")
    await remote.send_command(SendInputString.send("Füße"))
    await tv.until(lambda: tv.state.text_field == "Füße")
    await remote.send_command(SendInputEnd())
    await tv.until(lambda: tv.state.text_field is None)


@pytest.mark.parametrize("frame", [FirstFrame.EDEN_UPDATE, FirstFrame.VOICE_HIDE])
async def test_first_frames_the_library_tolerates(
    tv: SamsungTV, remote: SamsungTVWSAsyncRemote, frame: FirstFrame
) -> None:
    tv.configure(first_frames=[frame])
    await remote.open()
    assert remote.token


@pytest.mark.parametrize("frame", [FirstFrame.TOUCH_DISABLE, FirstFrame.CLIENT_CONNECT])
async def test_first_frames_the_library_does_not_tolerate(
    tv: SamsungTV, remote: SamsungTVWSAsyncRemote, frame: FirstFrame
) -> None:
    tv.configure(first_frames=[frame])
    with pytest.raises(ConnectionFailure):
        await remote.open()


@pytest.mark.parametrize("port", [8001, 8002])
async def test_rest_tells_starts_and_ends_apps(tv: SamsungTV, session: aiohttp.ClientSession, port: int) -> None:
    rest = SamsungTVAsyncRest(tv.host, session=session, port=port, timeout=3)
    assert (await rest.rest_device_info())["device"]["PowerState"] == "on"
    assert (await rest.rest_app_status(YOUTUBE))["visible"] is False
    assert await rest.rest_app_run(YOUTUBE) == {"ok": True}
    assert await rest.rest_app_status(YOUTUBE) == {
        "id": YOUTUBE,
        "name": "YouTube",
        "running": True,
        "version": "2.1.498",
        "visible": True,
    }
    tv.set.press("KEY_HOME")
    behind = await rest.rest_app_status(YOUTUBE)
    assert (behind["running"], behind["visible"]) == (True, False)
    await rest.rest_app_close(YOUTUBE)
    assert (await rest.rest_app_status(YOUTUBE))["running"] is False
    assert (await rest.rest_app_status("404"))["code"] == 404
