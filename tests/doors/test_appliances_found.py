"""What the registries tell of entities."""

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.appliances.facts import EntityFact
from custom_components.parlor.appliances_found import entity_facts
from custom_components.parlor.const import DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er


async def test_an_entity_is_told_as_its_integration_made_it(hass: HomeAssistant) -> None:
    entry = MockConfigEntry(domain="smartthings")
    entry.add_to_hass(hass)
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={("smartthings", "1")},
        manufacturer="Samsung",
        model="WW90",
        model_id="0000",
    )
    registry = er.async_get(hass)
    made = registry.async_get_or_create(
        "sensor",
        "smartthings",
        "1_main_washerOperatingState_machineState_machineState",
        capabilities={"options": ["pause", "run", "stop"]},
        config_entry=entry,
        device_id=device.id,
        original_device_class="enum",
        translation_key="washer_machine_state",
    )
    registry.async_update_entity(made.entity_id, name="Not of interest", new_entity_id="sensor.elsewhere")
    (fact,) = entity_facts(hass)
    assert fact == EntityFact(
        entity_id="sensor.elsewhere",
        domain="sensor",
        platform="smartthings",
        unique_id="1_main_washerOperatingState_machineState_machineState",
        registry_id=made.id,
        translation_key="washer_machine_state",
        device_class="enum",
        device_id=device.id,
        config_entry_id=entry.entry_id,
        options=("pause", "run", "stop"),
        model="WW90",
        manufacturer="Samsung",
        model_id="0000",
    )


async def test_odd_entities_are_told_and_our_own_are_not(hass: HomeAssistant) -> None:
    registry = er.async_get(hass)
    registry.async_get_or_create("sensor", DOMAIN, "own")
    registry.async_get_or_create("select", "odd", "1", capabilities={"options": "none"})
    registry.async_get_or_create("select", "odd", "2", capabilities={"options": [1, None]})
    registry.async_get_or_create(
        "sensor", "odd", "3", disabled_by=er.RegistryEntryDisabler.USER, unit_of_measurement="W"
    )
    facts = {fact.unique_id: fact for fact in entity_facts(hass)}
    assert sorted(facts) == ["1", "2", "3"]
    assert facts["1"].options == () and facts["1"].model is None
    assert facts["2"].options == ("1", "None")
    assert facts["3"].is_disabled and facts["3"].unit == "W" and not facts["2"].is_disabled


async def test_a_part_of_a_device_has_the_model_of_the_whole(hass: HomeAssistant) -> None:
    entry = MockConfigEntry(domain="smartthings")
    entry.add_to_hass(hass)
    devices = dr.async_get(hass)
    whole = devices.async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("smartthings", "1")}, model="NV75"
    )
    part = devices.async_get_or_create_child(
        config_entry_id=entry.entry_id, parent_device_id=whole.id, identifiers={("smartthings", "2")}
    )
    er.async_get(hass).async_get_or_create("sensor", "smartthings", "1", device_id=part.id, config_entry=entry)
    (fact,) = entity_facts(hass)
    assert (fact.device_id, fact.model) == (part.id, "NV75")
