"""Who is let in, and who is not."""

import aiohttp
import pytest

from sim.samsung_tv import Pairing, SamsungTV, StaleToken

from .conftest import Connect, granted, press, received


async def test_without_tls_nobody_is_let_in(tv: SamsungTV, connect: Connect) -> None:
    socket = await connect(plain=True)
    assert await received(socket) == {"event": "ms.channel.unauthorized"}
    assert (await socket.receive(timeout=2)).type is aiohttp.WSMsgType.CLOSE
    assert tv.pairing.tokens == {}


async def test_sets_without_tokens_let_in_without_tls(tv: SamsungTV, connect: Connect) -> None:
    tv.configure(token_auth=False)
    socket = await connect(plain=True)
    greeting = await received(socket)
    assert greeting["event"] == "ms.channel.connect"
    assert "token" not in greeting["data"]
    await press(socket, "KEY_VOLUP")
    await tv.until(lambda: tv.state.volume == 13)


@pytest.mark.parametrize(("answer", "event"), [("allow", "ms.channel.connect"), ("deny", "ms.channel.unauthorized")])
async def test_the_popup_is_answered_through_the_port(
    tv: SamsungTV, connect: Connect, session: aiohttp.ClientSession, answer: str, event: str
) -> None:
    tv.configure(pairing=Pairing.ASK)
    socket = await connect()
    await tv.until(lambda: tv.pairing.popup == "Parlor test")
    async with session.get(f"{tv.control_url}/sim/state") as state:
        assert (await state.json())["popup"] == "Parlor test"
    async with session.post(f"{tv.control_url}/sim/pairing", json={"answer": answer}) as answered:
        assert answered.status == 200
    assert (await received(socket))["event"] == event
    assert tv.pairing.popup is None


async def test_an_unanswered_popup_times_out(tv: SamsungTV, connect: Connect) -> None:
    tv.configure(pairing=Pairing.ASK, popup_seconds=0.05)
    assert await received(await connect()) == {"event": "ms.channel.timeOut"}
    assert tv.pairing.popup is None


async def test_only_one_popup_fits_on_the_screen(tv: SamsungTV, connect: Connect) -> None:
    tv.configure(pairing=Pairing.ASK)
    first = await connect("Rmlyc3Q=")
    await tv.until(lambda: tv.pairing.popup == "First")
    assert await received(await connect("U2Vjb25k")) == {"event": "ms.channel.timeOut"}
    tv.pairing.answer(True)
    await granted(first)


@pytest.mark.parametrize("power", ["standby", "art"])
async def test_a_screen_without_a_picture_shows_no_popup(tv: SamsungTV, connect: Connect, power: str) -> None:
    token = await granted(await connect())
    tv.change(power=power)
    await tv.settle()
    assert await received(await connect("U3RyYW5nZXI=")) == {"event": "ms.channel.timeOut"}
    assert (await received(await connect(token=token)))["event"] == "ms.channel.connect"


async def test_a_wrong_token_brings_a_popup_or_a_timeout(tv: SamsungTV, connect: Connect) -> None:
    token = await granted(await connect(token="11111111"))
    tv.pairing.revoke("Parlor test")
    tv.configure(stale_token=StaleToken.TIMEOUT)
    assert await received(await connect(token=token)) == {"event": "ms.channel.timeOut"}


async def test_two_clients_of_one_name_take_each_others_token(connect: Connect) -> None:
    first = await granted(await connect())
    second = await granted(await connect())
    assert first != second
    assert await granted(await connect(token=first)) not in {first, second}


async def test_some_sets_hand_out_a_new_token_each_time(tv: SamsungTV, connect: Connect) -> None:
    tv.configure(reissue_token=True)
    token = await granted(await connect())
    assert await granted(await connect(token=token)) != token


async def test_who_is_allowed_after_giving_up_finds_the_door_open(tv: SamsungTV, connect: Connect) -> None:
    tv.configure(pairing=Pairing.ASK)
    hasty = await connect()
    await tv.until(lambda: tv.pairing.popup is not None)
    await hasty.close()
    assert tv.pairing.popup == "Parlor test"
    tv.pairing.answer(True)
    await tv.until(lambda: tv.pairing.popup is None)
    await granted(await connect())


async def test_the_log_knows_who_came(tv: SamsungTV, connect: Connect) -> None:
    token = await granted(await connect())
    await granted_again(connect, token)
    seen = [entry for entry in tv.log.as_json() if entry["kind"] == "Connected"]
    assert [(entry["client"], entry["token"], entry["tls"], entry["outcome"]) for entry in seen] == [
        ("Parlor test", None, True, "ms.channel.connect"),
        ("Parlor test", token, True, "ms.channel.connect"),
    ]


async def granted_again(connect: Connect, token: str) -> None:
    """Connect with a known token, which is echoed and not granted anew."""
    greeting = await received(await connect(token=token))
    assert "token" not in greeting["data"]
    assert token in {client["attributes"]["token"] for client in greeting["data"]["clients"]}
