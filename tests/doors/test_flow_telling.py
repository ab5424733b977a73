"""The settings of how people are told something, and what is made of them."""

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_mock_service

from custom_components.parlor.const import DOMAIN
from custom_components.parlor.telling.place import Watched, Way
from custom_components.parlor.telling.rules import Rules
from custom_components.parlor.telling_settings import EVERYBODY, TellingSettings, async_telling_settings
from homeassistant.config_entries import ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component

from .forms import suggested

BASE = {"ways": ["satellite", "phone"], "holds": ["film"], "limit": 20}


@pytest.fixture
async def entry(hass: HomeAssistant) -> MockConfigEntry:
    """Return the entry of the appliances, of which other things are set."""
    assert await async_setup_component(hass, "homeassistant", {})
    options = {"program_names": {"x": {"y": "Cotton"}}}
    entry = MockConfigEntry(domain=DOMAIN, data={"kind": "appliances"}, options=options, unique_id="appliances")
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


async def open_page(hass: HomeAssistant, entry: MockConfigEntry) -> ConfigFlowResult:
    """Open the page."""
    flow = await hass.config_entries.options.async_init(entry.entry_id)
    return await hass.config_entries.options.async_configure(flow["flow_id"], {"next_step_id": "appliances_telling"})


async def submit(hass: HomeAssistant, flow: ConfigFlowResult, data: Mapping[str, Any]) -> ConfigFlowResult:
    """Fill it in."""
    result = await hass.config_entries.options.async_configure(flow["flow_id"], dict(data))
    await hass.async_block_till_done()
    return result


async def test_what_holds_before_anything_is_set(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    assert async_telling_settings(hass) == TellingSettings()
    flow = await open_page(hass, entry)
    assert suggested(flow) == {
        "ways": ["satellite", "speaker", "notice", "phone"],
        "holds": ["film", "series", "live", "other"],
        "limit": 60,
    }
    result = await submit(hass, flow, suggested(flow))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert async_telling_settings(hass) == TellingSettings()


async def test_all_that_can_be_set(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    async_mock_service(hass, "notify", "mobile_app_pixel")
    hass.states.async_set("person.anna", "home")
    data = {
        **BASE,
        "quiet_from": "22:00:00",
        "quiet_until": "06:30:00",
        "tts": "tts.voice",
        "speakers": ["media_player.kitchen"],
        "phones": [{"person": "person.anna", "targets": ["notify.mobile_app_pixel"]}, {"targets": ["notify.tablet"]}],
    }
    result = await submit(hass, await open_page(hass, entry), data)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {"program_names": {"x": {"y": "Cotton"}}, "telling": data}
    assert async_telling_settings(hass) == TellingSettings(
        rules=Rules(
            ways=frozenset({Way.SATELLITE, Way.PHONE}),
            holds=frozenset({Watched.FILM}),
            limit=timedelta(minutes=20),
            quiet_from=time(22),
            quiet_until=time(6, 30),
        ),
        tts="tts.voice",
        speakers=frozenset({"media_player.kitchen"}),
        phones={"person.anna": ("notify.mobile_app_pixel",), EVERYBODY: ("notify.tablet",)},
    )
    assert suggested(await open_page(hass, entry)) == data


async def test_entities_that_get_other_ids(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    registry = er.async_get(hass)
    for domain in ("tts", "media_player", "notify", "person"):
        registry.async_get_or_create(domain, "test", "1", suggested_object_id="old")
    phones = [{"person": "person.old", "targets": ["notify.old", "notify.other"]}]
    told = {**BASE, "tts": "tts.old", "speakers": ["media_player.old", "media_player.other"], "phones": phones}
    assert (await submit(hass, await open_page(hass, entry), told))["type"] is FlowResultType.CREATE_ENTRY
    for domain in ("tts", "media_player", "notify", "person"):
        registry.async_update_entity(f"{domain}.old", new_entity_id=f"{domain}.new")
    await hass.async_block_till_done()
    settings = async_telling_settings(hass)
    assert (settings.tts, settings.speakers) == ("tts.new", frozenset({"media_player.new", "media_player.other"}))
    assert settings.phones == {"person.new": ("notify.new", "notify.other")}
    assert settings.rules.limit == timedelta(minutes=20) and "program_names" in entry.options


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"quiet_from": "22:00:00"}, {"quiet_until": "telling_quiet_incomplete"}),
        ({"quiet_until": "06:00:00"}, {"quiet_until": "telling_quiet_incomplete"}),
        ({"ways": []}, {"ways": "telling_no_way"}),
    ],
)
async def test_what_cannot_be(
    hass: HomeAssistant, entry: MockConfigEntry, data: dict[str, Any], errors: dict[str, str]
) -> None:
    result = await submit(hass, await open_page(hass, entry), {**BASE, **data})
    assert (result["type"], result["errors"]) == (FlowResultType.FORM, errors)
    assert suggested(result) == {**BASE, **data}
    assert (await submit(hass, result, BASE))["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize(
    "data", [{"limit": -1}, {"limit": 1441}, {"ways": ["shouting"]}, {"phones": [{"person": "person.anna"}]}]
)
async def test_what_the_form_takes_not(hass: HomeAssistant, entry: MockConfigEntry, data: dict[str, Any]) -> None:
    with pytest.raises(InvalidData):
        await submit(hass, await open_page(hass, entry), {**BASE, **data})


@pytest.mark.parametrize(
    "telling",
    [
        None,
        [],
        "x",
        {"ways": None, "holds": 5, "limit": "long", "quiet_from": 22, "quiet_until": [], "tts": {}, "speakers": 3},
        {"phones": {"person.anna": "x"}, "limit": -5},
        {"phones": [None, "x", {"targets": "notify.x"}], "limit": float("nan"), "quiet_from": "25:00"},
    ],
)
def test_nonsense_in_the_options(telling: Any) -> None:
    settings = TellingSettings.parse({"telling": telling})
    assert settings.rules == Rules()
    assert (settings.tts, settings.speakers) == (None, frozenset())
    assert not any(settings.phones.values())
