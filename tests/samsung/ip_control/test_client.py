"""One question at a time, and a popup, over the wire."""

import asyncio

import aiohttp
import pytest

from custom_components.parlor.samsung.errors import (
    BadAnswer,
    ControlClosed,
    ControlRefused,
    HostNotFound,
    NotAvailable,
    Rejected,
    SamsungError,
    TVUnreachable,
)
from custom_components.parlor.samsung.ip_control.client import ControlClient, ControlPairing, ControlRefusal, pair
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import ControlAsked

from . import CONTROL_TOKEN


@pytest.fixture
def client(session: aiohttp.ClientSession, tv: SimulatedTV) -> ControlClient:
    """Return who asks the TV."""
    return ControlClient(session, tv.host, CONTROL_TOKEN)


async def test_reads_and_changes(client: ControlClient, tv: SimulatedTV) -> None:
    assert await client.ask("powerControl") == {"power": "powerOn"}
    assert await client.ask("tintControl", {"tint": -3}) == {"tint": -3}
    assert tv.state.picture.tint == -3


async def test_many_at_once_wait_for_their_turn(client: ControlClient, tv: SimulatedTV) -> None:
    answers = await asyncio.gather(*(client.ask("getTVStates") for _ in range(10)))
    assert len(answers) == 10
    assert len(tv.log.of(ControlAsked)) == 10


async def test_no_connection_is_kept_so_that_others_are_served_as_well(
    client: ControlClient, session: aiohttp.ClientSession, tv: SimulatedTV
) -> None:
    tv.configure(ip_control={"keeps_open": True})
    await client.ask("getTVStates")
    assert await ControlClient(session, tv.host, CONTROL_TOKEN).ask("powerControl") == {"power": "powerOn"}


async def test_a_busy_tv_is_asked_again(client: ControlClient, session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(ip_control={"answer_seconds": 0.25})
    busy = asyncio.create_task(ControlClient(session, tv.host, CONTROL_TOKEN).ask("getTVStates"))
    await asyncio.sleep(0.1)
    assert await client.ask("powerControl") == {"power": "powerOn"}
    await busy


@pytest.mark.parametrize("weak", [False, True])
async def test_an_old_set_is_found_on_its_port_and_by_its_small_group(
    client: ControlClient, tv: SimulatedTV, weak: bool
) -> None:
    tv.configure(ip_control={"old": True, "weak_dh": weak})
    await tv.settle()
    for _ in range(2):
        assert await client.ask("powerControl") == {"power": "powerOn"}
    assert {entry.port for entry in tv.log.of(ControlAsked)} == {1515}


async def test_a_set_that_moved_its_port_is_found_again(client: ControlClient, tv: SimulatedTV) -> None:
    await client.ask("powerControl")
    tv.configure(ip_control={"old": True})
    await tv.settle()
    with pytest.raises(ControlClosed):
        await client.ask("powerControl")
    assert await client.ask("powerControl") == {"power": "powerOn"}


async def test_errors(client: ControlClient, session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    with pytest.raises(NotAvailable):
        await client.ask("artModeControl")
    with pytest.raises(Rejected):
        await client.ask("pictureModeControl", {"pictureMode": "Opera"})
    with pytest.raises(ControlRefused):
        await ControlClient(session, tv.host, "stale").ask("powerControl")
    with pytest.raises(HostNotFound):
        await ControlClient(session, "no such host", "x").ask("powerControl")
    tv.configure(ip_control={"enabled": False})
    await tv.settle()
    with pytest.raises(ControlClosed):
        await client.ask("powerControl")


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("garbage", BadAnswer),
        ("error", BadAnswer),
        ("redirect", BadAnswer),
        ("huge", BadAnswer),
        ("drop", TVUnreachable),
        ("drip", TVUnreachable),
        ("hang", TVUnreachable),
    ],
)
async def test_faults_end_within_bounds(
    client: ControlClient, tv: SimulatedTV, fault: str, error: type[SamsungError]
) -> None:
    tv.configure(ip_control={"fault": fault, "drip_seconds": 0.5})
    async with asyncio.timeout(5):
        with pytest.raises(error):
            await client.ask("getTVStates")
    tv.configure(ip_control={"fault": "none"})
    assert await client.ask("powerControl") == {"power": "powerOn"}


@pytest.mark.parametrize("network", ["frozen", "unplugged"])
async def test_a_dead_tv_is_noticed_in_time(client: ControlClient, tv: SimulatedTV, network: str) -> None:
    tv.configure(faults={"network": network})
    await tv.settle()
    async with asyncio.timeout(5):
        with pytest.raises(TVUnreachable):
            await client.ask("powerControl")


async def test_no_redirect_is_followed(client: ControlClient, tv: SimulatedTV) -> None:
    tv.configure(ip_control={"fault": "redirect"})
    with pytest.raises(BadAnswer):
        await client.ask("powerControl")


async def test_who_asked_and_gave_up_lets_the_next_one_ask(client: ControlClient, tv: SimulatedTV) -> None:
    tv.configure(ip_control={"fault": "hang"})
    asking = asyncio.create_task(client.ask("powerControl"))
    await asyncio.sleep(0.2)
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    tv.configure(ip_control={"fault": "none"})
    assert await client.ask("powerControl") == {"power": "powerOn"}


async def test_a_popup_grants_a_token(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(pairing="ask")
    pairing = asyncio.create_task(pair(session, tv.host))
    await tv.until(lambda: tv.pairing.popup is not None)
    tv.pairing.answer(True)
    granted = (await pairing).token
    assert await ControlClient(session, tv.host, granted).ask("powerControl") == {"power": "powerOn"}


@pytest.mark.parametrize(
    ("settings", "refusal"),
    [
        ({"pairing": "deny"}, ControlRefusal.DENIED),
        ({"pairing": "timeout", "popup_seconds": 0.1}, ControlRefusal.UNANSWERED),
        ({"ip_control": {"most_tokens": 1}}, ControlRefusal.NO_FREE_TOKEN),
    ],
)
async def test_no_token_is_granted(
    session: aiohttp.ClientSession, tv: SimulatedTV, settings: dict[str, object], refusal: ControlRefusal
) -> None:
    tv.configure(**settings)
    assert await pair(session, tv.host) == ControlPairing(refusal)


async def test_a_set_that_shows_art_never_answers(
    session: aiohttp.ClientSession, tv: SimulatedTV, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.parlor.samsung.ip_control.client.POPUP_TIMEOUT", 0.5)
    tv.change(power="art")
    assert await pair(session, tv.host) == ControlPairing(ControlRefusal.UNANSWERED)


async def test_one_popup_however_the_connection_ends(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(pairing="ask", popup_seconds=5)
    pairing = asyncio.create_task(pair(session, tv.host))
    await tv.until(lambda: tv.pairing.popup is not None)
    await asyncio.sleep(0.7)
    tv.change(power="off")
    await tv.settle()
    with pytest.raises(TVUnreachable):
        await pairing
    assert [entry.method for entry in tv.log.of(ControlAsked)] == ["createAccessToken"]


async def test_nobody_to_pair_with(session: aiohttp.ClientSession, tv: SimulatedTV) -> None:
    tv.configure(ip_control={"enabled": False})
    await tv.settle()
    with pytest.raises(ControlClosed):
        await pair(session, tv.host)
    tv.configure(ip_control={"enabled": True, "fault": "garbage"})
    await tv.settle()
    with pytest.raises(BadAnswer):
        await pair(session, tv.host)
