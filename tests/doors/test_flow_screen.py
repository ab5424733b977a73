"""Adding a screen, and setting what it is made of."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.const import DOMAIN
from homeassistant.config_entries import SOURCE_RECONFIGURE, SOURCE_USER, ConfigFlowContext, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component

from .forms import suggested
from .screens import BOX, TV, add_screen

CAST, PLUG = "media_player.bedroom_cast", "sensor.bedroom_plug"
PARTS: dict[str, Any] = {
    "plugged": [{"input": " HDMI 1 ", "entity": BOX}],
    "players": [CAST],
    "person": "person.anna",
    "power_entity": PLUG,
    "power_watts": 30.0,
    "remembered": False,
}
KEPT: dict[str, Any] = {**PARTS, "plugged": {"HDMI 1": BOX}}
WRONG: list[tuple[dict[str, Any], dict[str, str]]] = [
    ({"plugged": [{"input": "HDMI 1", "entity": TV}]}, {"plugged": "screen_is_itself"}),
    ({"players": [TV]}, {"players": "screen_is_itself"}),
    (
        {"plugged": [{"input": "HDMI 1", "entity": BOX}, {"input": "hdmi 1", "entity": CAST}]},
        {"plugged": "screen_input_twice"},
    ),
    (
        {"plugged": [{"input": "HDMI 1", "entity": BOX}, {"input": "HDMI 2", "entity": BOX}]},
        {"plugged": "screen_box_twice"},
    ),
    ({"plugged": [{"input": "HDMI 1", "entity": BOX}], "players": [BOX]}, {"players": "screen_box_twice"}),
    ({"plugged": [{"input": "  ", "entity": BOX}]}, {"plugged": "screen_input_empty"}),
    (
        {"plugged": [{"input": f"HDMI {number}", "entity": f"media_player.box_{number}"} for number in range(13)]},
        {"plugged": "screen_box_twice"},
    ),
]


@pytest.fixture(autouse=True)
async def players(hass: HomeAssistant) -> None:
    """Have a TV with two inputs, and what plays on it."""
    assert await async_setup_component(hass, "homeassistant", {})
    hass.states.async_set(TV, "on", {"friendly_name": "Bedroom TV", "source_list": ["HDMI 1", "Netflix"]})
    hass.states.async_set(BOX, "idle", {"friendly_name": "Bedroom Box"})
    hass.states.async_set(CAST, "idle")


async def form(hass: HomeAssistant) -> ConfigFlowResult:
    """Choose the screen from the menu."""
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    return await hass.config_entries.flow.async_configure(flow["flow_id"], {"next_step_id": "screen"})


async def submit(hass: HomeAssistant, flow: ConfigFlowResult, **data: Any) -> ConfigFlowResult:
    """Fill the form in."""
    result = await hass.config_entries.flow.async_configure(flow["flow_id"], data)
    await hass.async_block_till_done()
    return result


async def test_a_player_becomes_a_screen(hass: HomeAssistant) -> None:
    flow = await submit(hass, await form(hass), player=TV)
    assert flow["step_id"] == "screen_parts" and flow["description_placeholders"] == {"name": "Bedroom TV"}
    result = await submit(hass, flow, **PARTS)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert (result["title"], result["data"]) == ("Bedroom TV", {"kind": "screen", "player": TV})
    assert result["options"] == KEPT
    assert hass.states.get("sensor.bedroom_tv_activity")


async def test_nothing_more_is_needed(hass: HomeAssistant) -> None:
    result = await submit(hass, await submit(hass, await form(hass), player=TV), remembered=True)
    assert result["type"] is FlowResultType.CREATE_ENTRY and "remembered" not in result["options"]


PLAYERS: list[tuple[str, str, str, bool]] = [
    ("plex", "Plex (Plex for LG) - Bedroom TV", "own", True),
    ("cast", "BEDROOM-TV Chromecast", "own", True),
    ("dlna_dmr", "[LG] webOS TV", "same", True),
    ("jellyfin", "LG", "card", True),
    ("jellyfin", "Bedroom TVs", "own", False),
    ("jellyfin", "Bedroom", "own", False),
    ("sonos", "Bedroom TV", "same", False),  # a speaker
    ("plex", "Bedroom TV Plex", "hidden", False),
    ("plex", "Bedroom TV Plex", "disabled", False),
    ("plex", "Bedroom TV Plex", "taken", False),
    ("universal", "Bedroom TV", "same", False),
]


@pytest.mark.parametrize(("integration", "name", "what", "is_suggested"), PLAYERS)
async def test_what_plays_on_it_is_suggested(
    hass: HomeAssistant, integration: str, name: str, what: str, is_suggested: bool
) -> None:
    devices, entities = dr.async_get(hass), er.async_get(hass)
    owner = MockConfigEntry(domain="webostv")
    owner.add_to_hass(hass)
    cards = [{(dr.CONNECTION_NETWORK_MAC, f"aa:bb:cc:dd:ee:0{number}")} for number in range(2)]
    of_tv, of_other = [
        devices.async_get_or_create(
            config_entry_id=owner.entry_id, connections=card, identifiers={("webostv", str(number))}
        )
        for number, card in enumerate(cards)
    ]
    of_card = devices.async_get_or_create(
        config_entry_id=owner.entry_id, connections=cards[0], identifiers={("jellyfin", "1")}
    )
    tv = entities.async_get_or_create("media_player", "webostv", "1", device_id=of_tv.id).entity_id
    hass.states.async_set(tv, "on", {"friendly_name": "Bedroom TV"})
    player = entities.async_get_or_create(
        "media_player",
        integration,
        "1",
        device_id={"same": of_tv.id, "card": of_card.id}.get(what, of_other.id),
        hidden_by=er.RegistryEntryHider.USER if what == "hidden" else None,
        disabled_by=er.RegistryEntryDisabler.USER if what == "disabled" else None,
        original_name=name,
    )
    if what == "taken":
        await add_screen(hass, player="media_player.other", title="Other TV", players=[player.entity_id])
    flow = await submit(hass, await form(hass), player=tv)
    assert suggested(flow).get("players") == ([player.entity_id] if is_suggested else None)
    result = await submit(hass, flow, remembered=True)  # they are only suggested
    assert "players" not in result["options"]


async def test_one_player_is_one_screen(hass: HomeAssistant) -> None:
    await submit(hass, await submit(hass, await form(hass), player=TV), remembered=True)
    result = await submit(hass, await form(hass), player=TV)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")


async def test_a_tv_of_parlors_has_its_screen(hass: HomeAssistant) -> None:
    er.async_get(hass).async_get_or_create("media_player", DOMAIN, "own", suggested_object_id="own")
    flow = await submit(hass, await form(hass), player="media_player.own")
    assert flow["errors"] == {"player": "screen_is_tv"}
    assert (await submit(hass, flow, player=TV))["step_id"] == "screen_parts"


@pytest.mark.parametrize(("parts", "errors"), WRONG)
async def test_what_cannot_be(hass: HomeAssistant, parts: dict[str, Any], errors: dict[str, str]) -> None:
    flow = await submit(hass, await form(hass), player=TV)
    flow = await submit(hass, flow, **parts, remembered=True)
    assert flow["errors"] == errors
    result = await submit(hass, flow, remembered=True)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_another_player_stands_there(hass: HomeAssistant) -> None:
    entry = await add_screen(hass, plugged={"HDMI 1": BOX})
    context = ConfigFlowContext(source=SOURCE_RECONFIGURE, entry_id=entry.entry_id)
    flow = await hass.config_entries.flow.async_init(DOMAIN, context=context)
    assert suggested(flow)["player"] == TV
    flow = await submit(hass, flow, player=BOX)
    assert flow["errors"] == {"player": "screen_is_itself"}
    result = await submit(hass, flow, player=CAST)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    assert entry.data["player"] == CAST and entry.options["plugged"] == {"HDMI 1": BOX}


async def test_options_are_shown_changed_and_taken_away(hass: HomeAssistant) -> None:
    entry = await add_screen(hass, **KEPT)
    flow = await hass.config_entries.options.async_init(entry.entry_id)
    shown = suggested(flow)
    assert shown["plugged"] == [{"input": "HDMI 1", "entity": BOX}] and shown["players"] == [CAST]
    flow = await hass.config_entries.options.async_configure(flow["flow_id"], {"players": [TV], "remembered": True})
    assert flow["errors"] == {"players": "screen_is_itself"}
    flow = await hass.config_entries.options.async_configure(flow["flow_id"], {"players": [BOX], "remembered": True})
    await hass.async_block_till_done()
    assert flow["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options["players"] == [BOX] and "person" not in entry.options and "plugged" not in entry.options


def loaded(entry: MockConfigEntry) -> list[str]:
    """Return the sources that a screen follows."""
    return [source.id for source in entry.runtime_data.screen.setup.sources]


async def test_what_is_set_counts_at_once(hass: HomeAssistant) -> None:
    entry = await add_screen(hass)
    assert loaded(entry) == [TV]
    flow = await hass.config_entries.options.async_init(entry.entry_id)
    await hass.config_entries.options.async_configure(flow["flow_id"], PARTS)
    await hass.async_block_till_done()
    assert loaded(entry) == [TV, BOX, CAST, PLUG]
