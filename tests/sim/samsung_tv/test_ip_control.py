"""IP Control of the simulated TV."""

import asyncio
import ssl
from typing import Any

import aiohttp
import pytest

from sim.samsung_tv import SamsungTV
from sim.samsung_tv.log import ControlAsked

from .ip_asking import HEADERS, TOKEN, Ask, asking_of, body

FRAME = "QE55LS03DAUXXN"


async def test_states_are_told_under_the_name_of_samsung(tv: SamsungTV, session: aiohttp.ClientSession) -> None:
    tv.ip_control.tokens.append(TOKEN)
    async with session.post(f"https://{tv.host}:1516/", data=body("getTVStates"), headers=HEADERS) as answer:
        assert answer.headers["Server"] == "Samsung IP Control Server/1.0"
        assert answer.headers["Content-Type"] == 'application/json; charset="utf-8"'
        assert await answer.json() == {
            "jsonrpc": "2.0",
            "id": "7",
            "result": {
                "inputSource": "TV",
                "mute": "muteOff",
                "pictureMode": "Standard",
                "pictureSize": "16:9",
                "soundMode": "Standard",
                "speakerSelect": "internal",
                "volume": 12,
            },
        }
    assert [(entry.method, entry.params, entry.port) for entry in tv.log.of(ControlAsked)] == [
        ("getTVStates", {}, 1516)
    ]


async def test_the_certificate_is_of_ip_control(tv: SamsungTV) -> None:
    pem = await asyncio.to_thread(ssl.get_server_certificate, (tv.host, 1516))
    assert b"Samsung IP Control G2" in ssl.PEM_cert_to_DER_cert(pem)


async def test_a_setting_is_read_and_changed(tv: SamsungTV, ask: Ask) -> None:
    assert (await ask("pictureModeControl"))["result"] == {"pictureMode": "Standard"}
    assert (await ask("pictureModeControl", pictureMode="Movie"))["result"] == {"pictureMode": "Movie"}
    assert tv.state.picture.mode == "Movie"
    await ask("tintControl", tint=-7)
    assert (await ask("getVideoStates"))["result"]["tint"] == -7


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("nothingControl", {}, -32601),
        ("volumeUpDnControl", {}, -32602),
        ("directVolumeControl", {"loudness": 4}, -32602),
        ("directVolumeControl", {"volume": 101}, -32002),
        ("pictureModeControl", {"pictureMode": "Opera"}, -32002),
        ("gameModeControl", {"gameMode": "On"}, -32002),
        ("artModeControl", {}, -32601),
        ("tintControl", {}, -32601),
    ],
)
async def test_what_is_not_taken_is_an_error(
    tv: SamsungTV, ask: Ask, method: str, params: dict[str, object], code: int
) -> None:
    tv.configure(ip_control={"missing": ["tintControl"]})
    answer = await ask(method, **params)
    assert answer["id"] == "7"
    assert answer["error"]["code"] == code


async def test_a_stale_token_is_a_flat_parse_error(tv: SamsungTV, ask: Ask) -> None:
    assert await ask("getTVStates", "stale") == {"code": -32700, "message": "Parse error"}
    tv.configure(ip_control={"stale": "unauthorized"})
    assert (await ask("getTVStates", "stale"))["error"]["code"] == -32010


async def test_a_popup_is_answered(tv: SamsungTV, ask: Ask) -> None:
    tv.configure(pairing="ask")
    asking = asyncio.create_task(ask("createAccessToken", None))
    await tv.until(lambda: tv.pairing.popup == "IP Control")
    tv.pairing.answer(True)
    token = (await asking)["result"]["AccessToken"]
    assert (await ask("powerControl", token))["result"] == {"power": "powerOn"}


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"pairing": "deny"}, -32010),
        ({"pairing": "timeout", "popup_seconds": 0.05}, -32002),
        ({"ip_control": {"most_tokens": 1}}, -32011),
    ],
)
async def test_no_token_is_given(tv: SamsungTV, ask: Ask, settings: dict[str, object], code: int) -> None:
    tv.configure(**settings)
    assert (await ask("createAccessToken", None))["error"]["code"] == code
    assert tv.ip_control.tokens == [TOKEN]


@pytest.mark.parametrize("power", ["art", "standby"])
async def test_a_screen_without_a_picture_does_not_answer(tv: SamsungTV, ask: Ask, power: str) -> None:
    tv.change(power=power)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await ask("createAccessToken", None)


async def test_one_connection_at_a_time(tv: SamsungTV, ask: Ask) -> None:
    tv.configure(ip_control={"answer_seconds": 0.5})
    first = asyncio.create_task(ask("getTVStates"))
    await asyncio.sleep(0.2)
    with pytest.raises(aiohttp.ClientError):
        await ask("getTVStates")
    assert "result" in await first
    assert "result" in await ask("getTVStates")


async def test_without_a_length_there_is_no_answer(tv: SamsungTV, session: aiohttp.ClientSession) -> None:
    async def pieces() -> Any:
        yield body("getTVStates")

    async with session.post(f"https://{tv.host}:1516/", data=pieces(), headers=HEADERS) as answer:
        assert answer.status == 411
    async with session.post(f"https://{tv.host}:1516/", data=body("getTVStates")) as answer:
        assert answer.status == 400
    async with session.get(f"https://{tv.host}:1516/") as answer:
        assert answer.status == 405


async def test_an_old_set_is_on_another_port_with_a_small_group(tv: SamsungTV, ask: Ask) -> None:
    tv.configure(ip_control={"old": True})
    await tv.settle()
    assert "result" in await ask("getTVStates", port=1515)
    with pytest.raises(aiohttp.ClientConnectorError):
        await ask("getTVStates")
    tv.configure(ip_control={"weak_dh": True})
    await tv.settle()
    with pytest.raises(aiohttp.ClientConnectorSSLError):
        await ask("getTVStates", port=1515)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    async with (
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=context)) as lax,
        lax.post(f"https://{tv.host}:1515/", data=body("getTVStates"), headers=HEADERS) as answer,
    ):
        assert answer.status == 200


async def test_with_ip_remote_off_nothing_listens(tv: SamsungTV, ask: Ask) -> None:
    tv.configure(ip_control={"enabled": False})
    await tv.settle()
    with pytest.raises(aiohttp.ClientConnectorError):
        await ask("getTVStates")


async def test_a_frame_says_ambient_in_standby_and_the_power_is_told_truly(loopback_host: str, session: Any) -> None:
    async with SamsungTV(loopback_host, model=FRAME) as tv:
        asked = asking_of(tv, session)
        assert (await asked("getTVStates"))["result"]["pictureMode"] == "Standard"
        for power, told in (("art", "powerOn"), ("standby", "powerOff")):
            tv.change(power=power)
            assert (await asked("getTVStates"))["result"]["pictureMode"] == "Ambient"
            assert (await asked("powerControl"))["result"] == {"power": told}
            assert (await asked("directVolumeControl"))["error"]["code"] == -32601
        await asked("powerControl", power="powerOn")
        assert tv.state.lit
        assert (await asked("pictureModeControl"))["error"]["code"] == -32601


async def test_the_input_is_told_behind_an_app(tv: SamsungTV, ask: Ask) -> None:
    tv.change(input="HDMI1", app="111299001912")
    assert (await ask("getTVStates"))["result"]["inputSource"] == "HDMI1"


async def test_power_is_switched_for_good_and_restarted(tv: SamsungTV, ask: Ask) -> None:
    tv.configure(off_lag=30, ip_control={"reboot_seconds": 0.1})
    await ask("powerControl", power="powerOff")
    assert (await ask("powerControl"))["result"] == {"power": "powerOff"}
    await ask("powerControl", power="powerOn")
    await ask("powerControl", power="reboot")
    await tv.until(lambda: tv.state.power.value == "off")
    await tv.until(lambda: tv.state.lit)


async def test_apps_channels_keys_and_inputs(tv: SamsungTV, ask: Ask) -> None:
    await ask("directChannelControl", atvDtv="tvplus", airCable="air", channelNum="1001")
    told = {"atvDtv": "tvplus", "airCable": "air", "channelNum": "1001"}
    assert (await ask("directChannelControl"))["result"] == told
    await ask("inputSourceControl", inputSource="HDMI2")
    assert tv.state.input == "HDMI2"
    assert (await ask("directAccessControl"))["result"] == {"applicationName": "unknown"}
    await ask("directAccessControl", applicationName="webBrowser", url="https://example.com/")
    assert (tv.state.app, tv.state.deep_link) == ("org.tizen.browser", "https://example.com/")
    assert (await ask("directAccessControl"))["result"] == {"applicationName": "webBrowser"}
    await ask("remoteKeyControl", remoteKey="volumeUp")
    assert tv.log.keys[-1] == "KEY_VOLUP"
    assert {"applicationName": "Netflix"} in (await ask("firstScreenAppControl"))["result"]


async def test_external_speakers_are_listed_and_q_symphony_is_told_by_its_id(tv: SamsungTV, ask: Ask) -> None:
    assert (await ask("externalSpeakerControl"))["result"] == {}
    tv.configure(ip_control={"speakers": ["Q-Symphony=QSYM-RECEIVER", "CINEMA 60(HDMI-eARC)=RCV-1"]})
    speakers = (await ask("externalSpeakerControl"))["result"]
    assert speakers[0] == {"deviceName": "Q-Symphony", "deviceId": "QSYM-RECEIVER"}
    for speaker, named, told in zip(speakers, (None, "External"), ("QSYM-RECEIVER", "RCV-1"), strict=True):
        await ask("externalSpeakerControl", **speaker)
        assert (await ask("speakerSelectControl"))["result"] == {"speakerSelect": named}
        assert (await ask("getTVStates"))["result"]["speakerSelect"] == told
    assert (await ask("externalSpeakerControl", deviceName="Q-Symphony", deviceId="2"))["error"]["code"] == -32002


async def test_a_set_of_2018_writes_numbers_as_text_and_leaves_out_colour(tv: SamsungTV, ask: Ask) -> None:
    tv.configure(ip_control={"numbers_as_text": True, "pc_input": True, "invalid": ["backlightControl"]})
    assert (await ask("getVideoStates"))["result"] == {"contrast": "45", "sharpness": "10", "brightness": "0"}
    assert (await ask("backlightControl"))["error"]["code"] == -32003


async def test_picture_and_speaker_are_changed_by_hand(tv: SamsungTV, session: aiohttp.ClientSession, ask: Ask) -> None:
    by_hand = {"picture": {"mode": "Natural", "tint": -3}, "ip_control": {"deaf": ["colorToneControl"]}}
    async with session.post(f"{tv.control_url}/sim/state", json=by_hand) as answer:
        told = await answer.json()
    assert (told["picture"]["mode"], told["picture"]["tint"], told["ip_control_tokens"]) == ("Natural", -3, 1)
    assert (await ask("getTVStates"))["result"]["pictureMode"] == "Natural"
    assert "result" in await ask("colorToneControl", colorTone="Cool")
    assert tv.state.picture.tone == "Standard"
    async with session.post(f"{tv.control_url}/sim/pairing", json={"revoke": "IP Control"}) as answer:
        assert (await answer.json())["ip_control_tokens"] == 0
