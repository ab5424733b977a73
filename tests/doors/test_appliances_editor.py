"""What the visual editor offers for an appliance: its triggers, conditions and actions, with texts and icons in every language."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.parlor.condition_job import JOB_CONDITIONS
from custom_components.parlor.const import DOMAIN
from custom_components.parlor.trigger import TRIGGERS
from homeassistant.core import HomeAssistant
from homeassistant.helpers.icon import async_get_icons
from homeassistant.helpers.translation import async_get_translations
from homeassistant.setup import async_setup_component

from .branded import add_branded

JOB_TRIGGERS = {f"parlor.{key}" for key in TRIGGERS if key.startswith("job_")}
ACTIONS = ("start_appliance", "pause_appliance", "resume_appliance", "stop_appliance", "set_program", "mark_unloaded")


@pytest.mark.parametrize("by", ["device_id", "entity_id"])
async def test_what_is_offered(hass: HomeAssistant, hass_ws_client: WebSocketGenerator, by: str) -> None:
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "automation", {})
    device_id = add_branded(hass)
    entry = MockConfigEntry(domain=DOMAIN, data={"kind": "appliances"}, unique_id="appliances")
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    target = {by: [device_id if by == "device_id" else "sensor.laundry_job"]}
    client = await hass_ws_client(hass)
    offered: dict[str, set[str]] = {}
    for kind in ("triggers", "conditions", "services"):
        await client.send_json_auto_id({"type": f"get_{kind}_for_target", "target": target})
        answer = await client.receive_json()
        assert answer["success"], answer
        offered[kind] = set(answer["result"])
    assert len(JOB_TRIGGERS) == 5 and offered["triggers"] >= JOB_TRIGGERS
    assert offered["conditions"] >= {f"parlor.{key}" for key in JOB_CONDITIONS}
    assert offered["services"] >= {f"parlor.{key}" for key in ACTIONS}


@pytest.mark.parametrize("language", ["en", "de", "ko"])
async def test_texts_and_icons(hass: HomeAssistant, language: str) -> None:
    names = {
        "triggers": [key.removeprefix("parlor.") for key in JOB_TRIGGERS],
        "conditions": list(JOB_CONDITIONS),
        "services": list(ACTIONS),
    }
    english = {category: await async_get_translations(hass, "en", category, {DOMAIN}) for category in names}
    for category, keys in names.items():
        texts = await async_get_translations(hass, language, category, {DOMAIN})
        icons = (await async_get_icons(hass, category, {DOMAIN}))[DOMAIN]
        for key in keys:
            own = f"component.{DOMAIN}.{category}.{key}."
            assert {each for each in texts if each.startswith(own)} >= {f"{own}name", f"{own}description"}
            assert language == "en" or texts[f"{own}description"] != english[category][f"{own}description"]
            assert key in icons
