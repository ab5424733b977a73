"""Setting a TV: names of inputs, turning on, the sensor of SmartThings."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.parlor.const import DOMAIN
from homeassistant.config_entries import ConfigEntryDisabler, ConfigEntryState, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component

from .conftest import add_assistant
from .tvs import NAME, entry_of, set_up, simulated

ACTION = {"action": "homeassistant.update_entity", "target": {"entity_id": "switch.plug"}}


@pytest.fixture
async def entry(hass: HomeAssistant) -> MockConfigEntry:
    """Return the entry of a TV that stays as it is: nothing connects."""
    assert await async_setup_component(hass, "homeassistant", {})
    entry = MockConfigEntry(
        domain=DOMAIN,
        title=NAME,
        unique_id="udn",
        disabled_by=ConfigEntryDisabler.USER,
        data={"kind": "tv", "host": "127.0.0.99", "mac": "aa:bb:cc:dd:ee:ff", "model": "QE55LS03BAUXXN"},
    )
    entry.add_to_hass(hass)
    return entry


async def chosen(hass: HomeAssistant, entry: MockConfigEntry, step: str) -> ConfigFlowResult:
    """Choose a subject from the menu."""
    flow = await hass.config_entries.options.async_init(entry.entry_id)
    assert flow["type"] is FlowResultType.MENU and step in flow["menu_options"]
    flow = await hass.config_entries.options.async_configure(flow["flow_id"], {"next_step_id": step})
    assert flow["step_id"] == step and flow["description_placeholders"] == {"name": NAME}
    return flow


async def submit(hass: HomeAssistant, flow: ConfigFlowResult, data: dict[str, Any]) -> ConfigFlowResult:
    """Fill a form in."""
    return await hass.config_entries.options.async_configure(flow["flow_id"], data)


def suggested(flow: ConfigFlowResult) -> dict[str, Any]:
    """Return what the fields of a form are filled with."""
    assert flow["data_schema"] is not None
    return {
        str(key): key.description["suggested_value"]
        for key in flow["data_schema"].schema
        if key.description and "suggested_value" in key.description
    }


async def test_inputs(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    flow = await submit(
        hass,
        await chosen(hass, entry, "tv_inputs"),
        {"input_hdmi1": " PlayStation ", "input_hdmi2": "  ", "hidden_inputs": ["HDMI4", "TV"]},
    )
    assert flow["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {"inputs": {"HDMI1": "PlayStation"}, "hidden_inputs": ["HDMI4", "TV"]}
    flow = await chosen(hass, entry, "tv_inputs")
    assert suggested(flow) == {"input_hdmi1": "PlayStation", "hidden_inputs": ["HDMI4", "TV"]}
    await submit(hass, flow, {})
    assert entry.options == {}


@pytest.mark.parametrize(
    ("names", "errors"),
    [
        (
            {"input_hdmi1": "Xbox", "input_hdmi2": "xbox"},
            {"input_hdmi1": "input_name_taken", "input_hdmi2": "input_name_taken"},
        ),
        ({"input_hdmi1": "hdmi 2"}, {"input_hdmi1": "input_name_taken"}),
        ({"input_tv": "x" * 51}, {"input_tv": "input_name_long"}),
    ],
)
async def test_names_of_inputs_that_cannot_be(
    hass: HomeAssistant, entry: MockConfigEntry, names: dict[str, str], errors: dict[str, str]
) -> None:
    flow = await submit(hass, await chosen(hass, entry, "tv_inputs"), names)
    assert flow["errors"] == errors and suggested(flow) == names
    flow = await submit(hass, flow, {"input_hdmi1": "HDMI 2", "input_hdmi2": "HDMI 1"})  # the cables were exchanged
    assert flow["type"] is FlowResultType.CREATE_ENTRY


async def test_turning_on(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    hass.config_entries.async_update_entry(entry, options={"inputs": {"HDMI1": "PlayStation"}})
    flow = await submit(
        hass,
        await chosen(hass, entry, "tv_turn_on"),
        {"wake_mac": "00-7C-2D-12-34-56", "wake_broadcast": " 192.168.7.255 ", "turn_on_action": [ACTION]},
    )
    assert flow["type"] is FlowResultType.CREATE_ENTRY
    kept = {"wake_mac": "00:7c:2d:12:34:56", "wake_broadcast": "192.168.7.255", "turn_on_action": [ACTION]}
    assert entry.options == {"inputs": {"HDMI1": "PlayStation"}, **kept}
    flow = await chosen(hass, entry, "tv_turn_on")
    assert suggested(flow) == kept
    await submit(hass, flow, {"wake_mac": "", "turn_on_action": []})
    assert entry.options == {"inputs": {"HDMI1": "PlayStation"}}


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("wake_mac", "12:34", "card_invalid"),
        ("wake_mac", "ff:ff:ff:ff:ff:ff", "card_invalid"),
        ("wake_mac", "00:00:00:00:00:00", "card_invalid"),
        ("wake_broadcast", "192.168.7", "broadcast_invalid"),
        ("wake_broadcast", "fe80::1", "broadcast_invalid"),
        ("wake_broadcast", "0.0.0.0", "broadcast_invalid"),
        ("wake_broadcast", "239.255.255.250", "broadcast_invalid"),
        ("turn_on_action", [{"nonsense": 1}], "action_invalid"),
        ("turn_on_action", "nonsense", "action_invalid"),
        ("turn_on_action", [{"device_id": "gone", "domain": "nowhere", "type": "turn_on"}], "action_invalid"),
    ],
)
async def test_turning_on_by_what_cannot_be(
    hass: HomeAssistant, entry: MockConfigEntry, field: str, value: Any, error: str
) -> None:
    flow = await submit(hass, await chosen(hass, entry, "tv_turn_on"), {field: value})
    assert flow["errors"] == {field: error}
    flow = await submit(hass, flow, {})
    assert flow["type"] is FlowResultType.CREATE_ENTRY


def channel_sensor(hass: HomeAssistant, key: str, *, name: str, model: str, mac: str | None = None) -> str:
    """Return a sensor as Home Assistant's SmartThings integration registers it."""
    entry = MockConfigEntry(domain="smartthings", unique_id=key)
    entry.add_to_hass(hass)
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={("smartthings", key)},
        connections={(dr.CONNECTION_NETWORK_MAC, mac)} if mac else set(),
        name=name,
        model=model,
    )
    sensors = er.async_get(hass)
    for translation_key in ("tv_channel", "tv_channel_name"):
        sensor = sensors.async_get_or_create(
            "sensor",
            "smartthings",
            f"{key}_{translation_key}",
            config_entry=entry,
            device_id=device.id,
            translation_key=translation_key,
            suggested_object_id=f"{key}_{translation_key}",
        )
    return sensor.entity_id


type Set = dict[str, str]


@pytest.mark.parametrize(
    ("sets", "likely"),
    [
        ([{"name": "Samsung The Frame 55", "model": "QE55LS03BGUXXU"}], None),
        ([{"name": "Samsung The Frame 55", "model": "QE55LS03BAUXXN"}], 0),
        ([{"name": "TV", "model": "QE55LS03B"}, {"name": NAME, "model": "TQ65S90CATXXC"}], 0),
        ([{"name": "TV", "model": "TQ65S90CATXXC"}, {"name": NAME.lower(), "model": "HW"}], 1),
        ([{"name": NAME, "model": "QE55LS03BAUXXN"}, {"name": "TV", "model": "QE55LS03BAUXXN"}], 0),
        ([{"name": "TV 1", "model": "QE55LS03BAUXXN"}, {"name": "TV 2", "model": "QE55LS03BAUXXN"}], None),
        ([{"name": NAME, "model": "QE55LS03B"}, {"name": "x", "model": "", "mac": "AA:BB:CC:DD:EE:FF"}], 1),
    ],
)
async def test_channel(hass: HomeAssistant, entry: MockConfigEntry, sets: list[Set], likely: int | None) -> None:
    sensors = [channel_sensor(hass, f"set{number}", **each) for number, each in enumerate(sets)]
    flow = await chosen(hass, entry, "tv_channel")
    assert suggested(flow) == ({} if likely is None else {"channel_entity": sensors[likely]})
    flow = await submit(hass, flow, {"channel_entity": sensors[0]})
    assert flow["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {"channel_entity": sensors[0]}
    await submit(hass, await chosen(hass, entry, "tv_channel"), {})
    assert entry.options == {}


async def test_channel_without_smartthings(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    flow = await hass.config_entries.options.async_init(entry.entry_id)
    assert "tv_channel" not in flow["menu_options"]
    sensor = channel_sensor(hass, "set", name="TV", model="TQ65S90CATXXC")
    await submit(hass, await chosen(hass, entry, "tv_channel"), {"channel_entity": sensor})
    er.async_get(hass).async_remove(sensor)
    flow = await chosen(hass, entry, "tv_channel")  # what was chosen can be taken back after it has gone
    assert suggested(flow) == {"channel_entity": sensor}


async def test_a_sensor_that_gets_another_id(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        sensor = channel_sensor(hass, "set", name="TV", model="TQ65S90CATXXC")
        entry = entry_of(tv)
        entry.add_to_hass(hass)
        hass.config_entries.async_update_entry(entry, options={"channel_entity": sensor})
        await set_up(hass, entry)
        before = entry.runtime_data
        for number, name in enumerate(("sensor.what_is_on", "sensor.what_is_on_now")):
            er.async_get(hass).async_update_entity(sensor, name=f"Name {number}")
            er.async_get(hass).async_update_entity(sensor, new_entity_id=name)
            sensor = name
            await hass.async_block_till_done()
            assert entry.options == {"channel_entity": name}
        assert entry.runtime_data is not before and entry.state is ConfigEntryState.LOADED
        er.async_get(hass).async_remove(sensor)
        await hass.async_block_till_done()
        assert entry.options == {"channel_entity": "sensor.what_is_on_now"}


async def test_a_change_reloads_the_tv(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        before = entry.runtime_data
        await submit(hass, await chosen(hass, entry, "tv_inputs"), {})
        await hass.async_block_till_done()
        assert entry.runtime_data is before  # nothing was changed
        await submit(hass, await chosen(hass, entry, "tv_inputs"), {"input_hdmi1": "PlayStation"})
        await hass.async_block_till_done()
        assert entry.runtime_data is not before and entry.state is ConfigEntryState.LOADED


async def test_what_plays_on_it(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    devices, entities = dr.async_get(hass), er.async_get(hass)
    card = {(dr.CONNECTION_NETWORK_MAC, "aa:bb:cc:dd:ee:ff")}
    devices.async_get_or_create(config_entry_id=entry.entry_id, connections=card)
    other = MockConfigEntry(domain="cast")
    other.add_to_hass(hass)
    device = devices.async_get_or_create(config_entry_id=other.entry_id, connections=card, identifiers={("cast", "1")})
    player = entities.async_get_or_create("media_player", "cast", "1", device_id=device.id).entity_id
    flow = await chosen(hass, entry, "tv_screen")
    assert suggested(flow)["players"] == [player]  # it is the same device
    await submit(hass, flow, {"plugged": [{"input": "HDMI1", "entity": "media_player.box"}], "remembered": False})
    assert entry.options == {"plugged": {"HDMI1": "media_player.box"}, "players": [], "remembered": False}
    await submit(hass, await chosen(hass, entry, "tv_inputs"), {"input_hdmi1": "Box"})
    flow = await chosen(
        hass, entry, "tv_screen"
    )  # neither what was said of the history is forgotten, nor that nothing plays on it
    assert suggested(flow)["players"] == [] and entry.options["remembered"] is False
    await submit(hass, flow, {"players": [player], "remembered": True})
    assert entry.options == {"inputs": {"HDMI1": "Box"}, "players": [player]}


@pytest.mark.parametrize(
    ("page", "fields"),
    [
        ("tv_inputs", ["input_tv", "input_hdmi1", "input_hdmi2", "input_hdmi3", "input_hdmi4", "hidden_inputs"]),
        ("tv_screen", ["plugged", "players", "person", "power_entity", "power_watts", "remembered"]),
        ("tv_turn_on", ["wake_mac", "wake_broadcast", "turn_on_action"]),
        ("tv_control", []),
        ("tv_channel", ["channel_entity"]),
    ],
)
async def test_as_the_interface_asks(
    hass: HomeAssistant, entry: MockConfigEntry, hass_client: ClientSessionGenerator, page: str, fields: list[str]
) -> None:
    for component in ("config", DOMAIN):
        assert await async_setup_component(hass, component, {})
    channel_sensor(hass, "set", name="TV", model="TQ65S90CATXXC")
    client = await hass_client()
    flows = "/api/config/config_entries/options/flow"
    menu = await (await client.post(flows, json={"handler": entry.entry_id})).json()
    form = await (await client.post(f"{flows}/{menu['flow_id']}", json={"next_step_id": page})).json()
    assert [field["name"] for field in form["data_schema"]] == fields


async def test_an_assistant_has_options_of_its_own(hass: HomeAssistant, home: HomeAssistant) -> None:
    entry = await add_assistant(hass, None)
    result = await hass.config_entries.options.async_init(entry.entry_id)
    assert (result["type"], result["step_id"]) == (FlowResultType.MENU, "assistant_menu")
