"""Adding a TV by its address, paired in every way it can end."""

import asyncio
from typing import Any

from aiohttp.resolver import AsyncResolver
import pytest

from custom_components.parlor.const import DOMAIN
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_HOST, CONF_TOKEN
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.setup import async_setup_component
from sim.samsung_tv.log import Connected, Disconnected

from .tv_flows import begin, discovered, progressed, ssdp, submit
from .tvs import entry_of, simulated, udn


@pytest.fixture(autouse=True)
async def core(hass: HomeAssistant) -> None:
    """Set up what Parlor depends on."""
    assert await async_setup_component(hass, "homeassistant", {})


async def test_by_host(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        tv.pairing.revoke()
        flow = await submit(hass, await begin(hass), {CONF_HOST: f" http://{tv.host}:8001/ "})
        assert flow["description_placeholders"] == {"name": "Living Room TV"}
        flow = await progressed(hass, flow)
        assert flow["type"] is FlowResultType.CREATE_ENTRY and flow["title"] == "Living Room TV"
        assert flow["data"] == {
            "kind": "tv",
            "host": tv.host,
            "mac": tv.identity.mac,
            "model": tv.identity.model,
            "token": tv.pairing.tokens["Parlor"],
        }
        entry = flow["result"]
        assert entry.unique_id == udn(tv)
        await hass.async_block_till_done()
        assert entry.state is ConfigEntryState.LOADED


async def test_a_set_without_tokens(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, token_auth=False) as tv:
        flow = await progressed(hass, await submit(hass, await begin(hass), {CONF_HOST: tv.host}))
        assert flow["type"] is FlowResultType.CREATE_ENTRY and flow["data"][CONF_TOKEN] is None
        await hass.async_block_till_done()


@pytest.mark.parametrize(
    ("settings", "answer", "error"),
    [
        ({"pairing": "ask"}, False, "tv_pairing_denied"),
        ({"pairing": "ask", "popup_seconds": 0.7}, None, "tv_pairing_unanswered"),
        ({"pairing": "deny"}, None, "tv_pairing_blocked"),
        ({"pairing": "timeout"}, None, "tv_pairing_refused"),
        ({"faults": {"remote": "drop"}}, None, "tv_unreachable"),
    ],
)
async def test_pairing_that_fails_and_is_tried_again(
    hass: HomeAssistant, loopback_host: str, settings: dict[str, Any], answer: bool | None, error: str
) -> None:
    async with simulated(hass, loopback_host, **settings) as tv:
        tv.pairing.revoke()
        flow = await submit(hass, await begin(hass), {CONF_HOST: tv.host})
        if answer is not None:
            await tv.until(lambda: bool(tv.pairing.popup))
            await asyncio.sleep(0.6)
            tv.pairing.answer(answer)
        flow = await progressed(hass, flow)
        assert flow["step_id"] == "tv_retry" and flow["errors"] == {"base": error}
        assert not hass.config_entries.async_entries(DOMAIN)
        await tv.until(lambda: len(tv.log.of(Disconnected)) >= len(tv.log.of(Connected)))
        tv.configure(pairing="allow", faults={"remote": "none"})
        flow = await progressed(hass, await submit(hass, flow))
        assert flow["type"] is FlowResultType.CREATE_ENTRY
        await hass.async_block_till_done()


async def test_in_art_mode_no_popup_is_drawn(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, power="art") as tv:
        tv.pairing.revoke()
        flow = await progressed(hass, await submit(hass, await begin(hass), {CONF_HOST: tv.host}))
        assert flow["errors"] == {"base": "tv_pairing_refused"}
        tv.change(power="on")
        flow = await progressed(hass, await submit(hass, flow))
        assert flow["type"] is FlowResultType.CREATE_ENTRY
        await hass.async_block_till_done()


@pytest.mark.parametrize(("is_near", "error"), [(False, "tv_pairing_subnet"), (True, "tv_pairing_refused")])
async def test_another_subnet_is_told(
    hass: HomeAssistant, loopback_host: str, home_network: dict[str, Any], is_near: bool, error: str
) -> None:
    home_network.update(address="192.168.7.2", network_prefix=24)
    if is_near:  # one of Home Assistant's networks is that of the TV
        home_network.update(address=loopback_host, network_prefix=30)
    async with simulated(hass, loopback_host, pairing="timeout") as tv:
        tv.pairing.revoke()
        flow = await progressed(hass, await submit(hass, await begin(hass), {CONF_HOST: tv.host}))
        assert flow["errors"] == {"base": error}
        tv.configure(pairing="allow")
        flow = await progressed(hass, await submit(hass, flow))
        assert flow["type"] is FlowResultType.CREATE_ENTRY
        await hass.async_block_till_done()


async def test_asleep_when_the_popup_is_due(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        tv.pairing.revoke()
        tv.configure(pairing="deny")
        flow = await progressed(hass, await submit(hass, await begin(hass), {CONF_HOST: tv.host}))
        tv.change(power="standby")
        flow = await progressed(hass, await submit(hass, flow))
        assert flow["errors"] == {"base": "tv_asleep"}


async def test_a_flow_given_up_leaves_nothing_open(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, pairing="ask") as tv:
        tv.pairing.revoke()
        flow = await submit(hass, await begin(hass), {CONF_HOST: tv.host})
        await tv.until(lambda: bool(tv.pairing.popup))
        hass.config_entries.flow.async_abort(flow["flow_id"])
        await hass.async_block_till_done()
        tv.pairing.answer(True)
        await tv.until(lambda: bool(tv.log.of(Disconnected)))
        assert not hass.config_entries.async_entries(DOMAIN)


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ({"power": "standby"}, "tv_asleep"),
        ({"power": "off"}, "tv_not_there"),
        ({"faults": {"network": "unplugged"}}, "tv_unreachable"),
        ({"faults": {"rest": "not_found"}}, "tv_not_samsung"),
        ({"faults": {"rest": "garbage"}}, "tv_not_samsung"),
        ({"model": "UE55JU6400", "token_auth": False}, "tv_too_old"),
    ],
)
async def test_what_cannot_be_added(
    hass: HomeAssistant, loopback_host: str, settings: dict[str, Any], error: str
) -> None:
    async with simulated(hass, loopback_host, **settings) as tv:
        flow = await submit(hass, await begin(hass), {CONF_HOST: tv.host})
        assert flow["step_id"] == "tv" and flow["errors"] == {"base": error}
        if "model" in settings:
            return
        tv.change(power="on")
        tv.configure(faults={"network": "none", "rest": "none"})
        await tv.settle()
        flow = await progressed(hass, await submit(hass, flow, {CONF_HOST: tv.host}))
        assert flow["type"] is FlowResultType.CREATE_ENTRY
        await hass.async_block_till_done()


@pytest.mark.parametrize("host", ["no-such-tv.invalid", "http://[", "a b"])
async def test_no_host(hass: HomeAssistant, loopback: None, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    resolver = AsyncResolver()  # the test package's own is shared, and closed with the first session
    monkeypatch.setattr(resolver, "real_close", resolver.close, raising=False)
    monkeypatch.setattr("homeassistant.helpers.aiohttp_client._async_make_resolver", lambda _: resolver)
    flow = await submit(hass, await begin(hass), {CONF_HOST: host})
    assert flow["errors"] == {"base": "tv_host_not_found"}


async def test_a_tv_without_an_identity(
    hass: HomeAssistant, loopback_host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with simulated(hass, loopback_host) as tv:
        monkeypatch.setattr(
            "sim.samsung_tv.rest.rest_document", lambda *_, **__: {"device": {"type": "Samsung SmartTV"}}
        )
        flow = await submit(hass, await begin(hass), {CONF_HOST: tv.host})
        assert flow["errors"] == {"base": "tv_not_samsung"}


async def test_added_twice(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        entry = entry_of(tv, **{CONF_HOST: "127.0.0.99"})
        entry.add_to_hass(hass)
        flow = await submit(hass, await begin(hass), {CONF_HOST: tv.host})
        assert flow["reason"] == "already_configured"
        assert entry.data[CONF_HOST] == tv.host
        await hass.async_block_till_done()


async def test_one_popup_for_two_flows(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, pairing="ask") as tv:
        tv.pairing.revoke()
        found = await discovered(hass, ssdp(tv.host))
        flow = await submit(hass, await begin(hass), {CONF_HOST: tv.host})
        await tv.until(lambda: bool(tv.pairing.popup))
        assert (await submit(hass, found))["reason"] == "already_in_progress"
        again = await submit(hass, await begin(hass), {CONF_HOST: tv.host})
        assert again["reason"] == "already_in_progress"
        tv.pairing.answer(True)
        flow = await progressed(hass, flow)
        assert flow["type"] is FlowResultType.CREATE_ENTRY
        # The new entry may be connected already, with the token that the one popup gave.
        assert len({each.token for each in tv.log.of(Connected)} - {None}) <= 1 and len(tv.log.of(Connected)) <= 2
        await hass.async_block_till_done()


async def test_asleep_in_a_short_wake_up(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, reports="empty"):
        flow = await submit(hass, await begin(hass), {CONF_HOST: loopback_host})
        assert flow["errors"] == {"base": "tv_asleep"}
