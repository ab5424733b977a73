"""What opens a door does not pass for a script, a scene, a group or a button."""

from dataclasses import replace
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.assistant.plan.steps import Step
from custom_components.parlor.assistant.policy.actor import Actor
from custom_components.parlor.assistant.policy.judging import async_judge
from custom_components.parlor.assistant.policy.rule import Verdict
from custom_components.parlor.assistant.speaker import Speaker
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er
from homeassistant.helpers.llm import LLMContext
from homeassistant.setup import async_setup_component

UNLOCK = {"action": "lock.unlock", "target": {"entity_id": "lock.front"}}
LAMP = {"action": "light.turn_on", "target": {"entity_id": "light.hall"}}


@pytest.fixture
async def home(hass: HomeAssistant) -> HomeAssistant:
    """Return a home with a lock, a garage door and a lamp."""
    assert await async_setup_component(hass, "homeassistant", {})
    hass.states.async_set("lock.front", "locked")
    hass.states.async_set("cover.garage", "closed", {"device_class": "garage"})
    hass.states.async_set("cover.blind", "closed", {"device_class": "blind"})
    hass.states.async_set("light.hall", "off")
    return hass


async def is_refused(hass: HomeAssistant, action: str, entity_id: str, **data: Any) -> str | None:
    """Return why a step is not simply done, or None; one that waits for a yes is done after one."""
    domain, _, service = action.partition(".")
    step = Step(domain=domain, service=service, entity_ids=(entity_id,), data=data)
    async_expose_entity(hass, "conversation", entity_id, True)
    context = LLMContext(platform="x", context=Context(), language="en", assistant="conversation", device_id=None)
    actor = Actor(llm_context=context, speaker=Speaker(user_id="anna"))
    judgement = await async_judge(hass, [step], actor)
    (judged,) = judgement.each
    if judgement.asked:
        confirmed = replace(actor, confirmed=frozenset(deed.key for deed in judgement.asked))
        assert (await async_judge(hass, [step], confirmed)).verdict is Verdict.ALLOW
        assert (await async_judge(hass, [step], replace(actor, allow_sensitive=True))).verdict is Verdict.ALLOW
        assert (await async_judge(hass, [step], replace(actor, speaker=Speaker()))).verdict is not Verdict.ALLOW
        return judgement.asked[0].guard
    return judged.refused.reason if judged.refused else None


@pytest.mark.parametrize(
    ("sequence", "reason"),
    [
        ([UNLOCK], "entry"),
        ([LAMP], None),
        ([{"action": "lock.lock", "target": {"entity_id": "lock.front"}}, LAMP], None),
        ([{"if": [{"condition": "template", "value_template": "{{ true }}"}], "then": [UNLOCK]}], "entry"),
        ([{"parallel": [[LAMP], [UNLOCK]]}], "entry"),
        ([{"choose": [{"conditions": [], "sequence": [UNLOCK]}]}], "entry"),
        ([{"repeat": {"count": 2, "sequence": [UNLOCK]}}], "entry"),
        ([{"action": "{{ 'lock.unlock' }}"}], "unclear"),
        ([{"action": "cover.open_cover", "target": {"entity_id": "cover.garage"}}], "entry"),
        ([{"action": "cover.toggle", "target": {"area_id": "nowhere"}}], None),
        ([{"action": "cover.open_cover", "target": {"entity_id": "{{ it }}"}}], "entry"),
        ([{"action": "cover.open_cover", "target": {"entity_id": "cover.blind"}}], None),
        ([{"action": "cover.close_cover", "target": {"entity_id": "cover.garage"}}], None),
        ([{"action": "homeassistant.turn_on", "target": {"entity_id": ["light.hall", "cover.garage"]}}], "entry"),
        ([{"action": "homeassistant.turn_on", "target": {"entity_id": "light.hall"}}], None),
        ([{"action": "script.inner"}], "entry"),
        ([{"action": "script.turn_on", "target": {"entity_id": "script.inner"}}], "entry"),
        ([{"action": "scene.apply", "data": {"entities": {"lock.front": "unlocked"}}}], "entry"),
        ([{"action": "script.outer"}], None),
        ([{"delay": 1}], None),
    ],
)
async def test_scripts(home: HomeAssistant, sequence: list[Any], reason: str | None) -> None:
    scripts = {"outer": {"sequence": sequence}, "inner": {"sequence": [UNLOCK]}}
    assert await async_setup_component(home, "script", {"script": scripts})
    assert await is_refused(home, "script.turn_on", "script.outer") == reason


async def test_automations(home: HomeAssistant) -> None:
    automation = {"alias": "Let in", "triggers": [], "actions": [UNLOCK]}
    assert await async_setup_component(home, "automation", {"automation": automation})
    assert await is_refused(home, "automation.trigger", "automation.let_in") == "entry"
    assert await is_refused(home, "automation.turn_off", "automation.let_in") is None


@pytest.mark.parametrize(
    ("states", "reason"),
    [
        ({"lock.front": "unlocked"}, "entry"),
        ({"lock.front": "locked", "light.hall": "on"}, None),
        ({"cover.garage": "open"}, "entry"),
        ({"cover.blind": "open"}, None),
    ],
)
async def test_scenes(home: HomeAssistant, states: dict[str, str], reason: str | None) -> None:
    assert await async_setup_component(home, "scene", {"scene": {"name": "Evening", "entities": states}})
    await home.async_block_till_done()
    assert await is_refused(home, "scene.turn_on", "scene.evening") == reason


async def test_groups(home: HomeAssistant) -> None:
    home.states.async_set("cover.inner", "closed", {"entity_id": ["cover.garage"]})
    home.states.async_set("cover.outer", "closed", {"entity_id": ["cover.blind", "cover.inner"]})
    home.states.async_set("cover.ring", "closed", {"entity_id": ["cover.ring", "cover.blind"]})
    assert await is_refused(home, "cover.open_cover", "cover.outer") == "entry"
    assert await is_refused(home, "cover.close_cover", "cover.outer") is None
    assert await is_refused(home, "cover.open_cover", "cover.ring") is None


@pytest.mark.parametrize(
    ("domain", "action", "device_class", "reason"),
    [
        ("button", "button.press", None, "entry"),
        ("button", "button.press", "identify", None),
        ("switch", "switch.turn_on", None, "entry"),
        ("select", "select.select_option", None, "entry"),
    ],
)
async def test_other_ways_into_a_lock(
    home: HomeAssistant, domain: str, action: str, device_class: str | None, reason: str | None
) -> None:
    entry = MockConfigEntry(domain="locks")
    entry.add_to_hass(home)
    device = dr.async_get(home).async_get_or_create(config_entry_id=entry.entry_id, identifiers={("locks", "front")})
    for each, kind in (("lock", None), (domain, device_class)):
        er.async_get(home).async_get_or_create(
            each, "locks", "1", suggested_object_id="latch", device_id=device.id, original_device_class=kind,
            config_entry=entry,
        )  # fmt: skip
    home.states.async_set(f"{domain}.latch", "unknown")
    assert await is_refused(home, action, f"{domain}.latch") == reason
    home.states.async_set(f"{domain}.lone", "unknown")
    assert await is_refused(home, action, f"{domain}.lone") is None


@pytest.mark.parametrize(
    ("media", "reason"),
    [
        ("https://radio.example/stream.mp3", None),
        ("media-source://media_source/local/song.mp3", None),
        ("media-source://camera/camera.nursery", "not_exposed"),
        ("Media-Source%3A//camera/camera%2Enursery", "not_exposed"),
        ("/api/camera_proxy_stream/camera.nursery", "not_exposed"),
        ("media-source://camera/camera.porch", None),
        ("media-source://frigate/nursery/clips", "not_offered"),
    ],
)
async def test_what_is_played_is_no_way_to_see_what_is_not_exposed(
    home: HomeAssistant, media: str, reason: str | None
) -> None:
    home.states.async_set("camera.nursery", "idle")
    async_expose_entity(home, "conversation", "camera.porch", True)
    async_expose_entity(home, "conversation", "camera.nursery", False)
    home.states.async_set("media_player.tv", "on")
    refused = await is_refused(home, "media_player.play_media", "media_player.tv", media_content_id=media)
    assert refused == reason


WAITING: dict[str, Any] = {
    "state": {"trigger": "state", "entity_id": "input_boolean.sesame", "to": "on"},
    "off": {"trigger": "state", "entity_id": "input_boolean.sesame", "to": "off"},
    "template": {"trigger": "template", "value_template": "{{ is_state('input_boolean.sesame', 'on') }}"},
    "event": {"trigger": "event", "event_type": "let_in"},
}


@pytest.mark.parametrize(
    ("kind", "reason"), [("state", "entry"), ("off", None), ("template", "entry"), ("event", None)]
)
async def test_automations_that_wait_for_it(home: HomeAssistant, kind: str, reason: str | None) -> None:
    assert await async_setup_component(home, "input_boolean", {"input_boolean": {"sesame": {}}})
    automation = {"alias": "Sesame", "triggers": [WAITING[kind]], "actions": [UNLOCK]}
    assert await async_setup_component(home, "automation", {"automation": automation})
    assert await is_refused(home, "input_boolean.turn_on", "input_boolean.sesame") == reason


async def test_an_automation_that_is_off_waits_for_nothing_until_it_is_turned_on(home: HomeAssistant) -> None:
    assert await async_setup_component(home, "input_button", {"input_button": {"bell": {}}})
    trigger = {"trigger": "state", "entity_id": "input_button.bell"}
    automation = {"alias": "Bell", "triggers": [trigger], "actions": [UNLOCK], "initial_state": False}
    assert await async_setup_component(home, "automation", {"automation": automation})
    assert await is_refused(home, "input_button.press", "input_button.bell") is None
    assert await is_refused(home, "automation.turn_on", "automation.bell") == "entry"


async def test_chains_of_automations_end(home: HomeAssistant) -> None:
    """Two that set each other off are followed once."""
    assert await async_setup_component(home, "input_boolean", {"input_boolean": {"a": {}, "b": {}}})
    automations = [
        {
            "alias": f"To {to}",
            "triggers": [{"trigger": "state", "entity_id": f"input_boolean.{since}"}],
            "actions": [{"action": "input_boolean.toggle", "target": {"entity_id": f"input_boolean.{to}"}}],
        }
        for since, to in (("a", "b"), ("b", "a"))
    ]
    assert await async_setup_component(home, "automation", {"automation": automations})
    assert await is_refused(home, "input_boolean.turn_on", "input_boolean.a") is None


async def test_events_that_a_script_fires(home: HomeAssistant) -> None:
    automation = {"alias": "Let in", "triggers": [WAITING["event"]], "actions": [UNLOCK]}
    assert await async_setup_component(home, "automation", {"automation": automation})
    scripts = {"fire": {"sequence": [{"event": "let_in"}]}, "other": {"sequence": [{"event": "something"}]}}
    assert await async_setup_component(home, "script", {"script": scripts})
    assert await is_refused(home, "script.turn_on", "script.fire") == "entry"
    assert await is_refused(home, "script.turn_on", "script.other") is None


@pytest.mark.parametrize(
    ("action", "entity_id", "reason"),
    [
        ("switch.turn_on", "switch.let_me_in", "entry"),
        ("switch.turn_off", "switch.let_me_in", None),
        ("light.turn_on", "light.mood", "entry"),
        ("light.turn_off", "light.mood", None),
    ],
)
async def test_actions_of_templates(home: HomeAssistant, action: str, entity_id: str, reason: str | None) -> None:
    actions = {"turn_on": [UNLOCK], "turn_off": [LAMP]}
    config = [
        {"switch": [{"name": "A", "default_entity_id": "switch.let_me_in", **actions}]},
        {"light": [{"name": "B", "default_entity_id": "light.mood", **actions}]},
    ]
    assert await async_setup_component(home, "template", {"template": config})
    await home.async_block_till_done()
    assert await is_refused(home, action, entity_id) == reason


async def test_a_switch_that_is_shown_as_a_lock(home: HomeAssistant) -> None:
    registry = er.async_get(home)
    relay = registry.async_get_or_create("switch", "relays", "1", suggested_object_id="relay")
    lock_entry = MockConfigEntry(domain="switch_as_x", options={"entity_id": relay.id, "target_domain": "lock"})
    lock_entry.add_to_hass(home)
    registry.async_get_or_create("lock", "switch_as_x", "1", suggested_object_id="gate", config_entry=lock_entry)
    home.states.async_set("switch.relay", "off")
    home.states.async_set("lock.gate", "locked")
    assert await is_refused(home, "switch.turn_on", "switch.relay") == "entry"
    assert await is_refused(home, "lock.lock", "lock.gate") is None


async def test_places_in_a_script_are_resolved(home: HomeAssistant) -> None:
    registry = er.async_get(home)
    area = ar.async_get(home).async_create("Outside")
    entry = registry.async_get_or_create(
        "cover", "doors", "1", suggested_object_id="side", original_device_class="door"
    )
    registry.async_update_entity(entry.entity_id, area_id=area.id)
    home.states.async_set("cover.side", "closed", {"device_class": "door"})
    opening = {"action": "cover.open_cover", "target": {"area_id": area.id}}
    closing = {"action": "cover.close_cover", "target": {"area_id": area.id}}
    scripts = {"open": {"sequence": [opening]}, "close": {"sequence": [closing]}}
    assert await async_setup_component(home, "script", {"script": scripts})
    assert await is_refused(home, "script.turn_on", "script.open") == "entry"
    assert await is_refused(home, "script.turn_on", "script.close") is None


@pytest.mark.parametrize(
    ("domain", "action", "heats"),
    [("select", "select.select_option", True), ("switch", "switch.turn_on", True), ("light", "light.turn_on", False)],
)
@pytest.mark.parametrize(("name", "key"), [("Oven", None), ("Kitchen appliance", "oven_mode")])
async def test_what_belongs_to_an_oven(
    home: HomeAssistant, domain: str, action: str, heats: bool, name: str, key: str | None
) -> None:
    entry = MockConfigEntry(domain="ovens")
    entry.add_to_hass(home)
    device = dr.async_get(home).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("ovens", "1")}, name=name
    )
    registry = er.async_get(home)
    registry.async_get_or_create(
        "sensor", "ovens", "mode", device_id=device.id, translation_key=key, config_entry=entry
    )
    registry.async_get_or_create(
        domain, "ovens", "1", suggested_object_id="thing", device_id=device.id, config_entry=entry
    )
    home.states.async_set(f"{domain}.thing", "off")
    assert await is_refused(home, action, f"{domain}.thing") == ("heat_refused" if heats else None)


async def test_a_large_home_is_judged_at_once(home: HomeAssistant) -> None:
    """What is set in motion is followed as far as it goes, and no farther than is bearable."""
    members = [f"light.l{index}" for index in range(3000)]
    home.states.async_set("light.everything", "off", {"entity_id": members})
    assert await is_refused(home, "light.turn_on", "light.everything") == "unclear"
    home.states.async_set("light.floor", "off", {"entity_id": members[:500]})
    assert await is_refused(home, "light.turn_on", "light.floor") is None
