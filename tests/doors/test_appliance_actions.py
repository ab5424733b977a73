"""The actions for appliances: done when that is seen, and the reason told otherwise."""

from datetime import datetime
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.parlor.appliances.command import Command, Outcome, Why
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing
from custom_components.parlor.const import DOMAIN
from custom_components.parlor.services_appliance import TEXTS
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError, Unauthorized
from homeassistant.helpers import area_registry as ar, device_registry as dr
from homeassistant.helpers.translation import async_get_translations
from homeassistant.setup import async_setup_component

from .machines import Machine, add_device, add_machine

WASHER = {"entity_id": "sensor.washer_job"}


@pytest.fixture(autouse=True)
async def actions(hass: HomeAssistant) -> None:
    """Have Parlor's actions there."""
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, DOMAIN, {})


async def do(hass: HomeAssistant, action: str, context: Context | None = None, **data: Any) -> Any:
    """Call an action and return its response."""
    data = {**WASHER, **data} if not {"entity_id", "area_id", "device_id"} & data.keys() else data
    return await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=True, context=context or Context()
    )


async def test_a_run_from_afar(hass: HomeAssistant) -> None:
    machine = add_machine(hass)
    told = await do(hass, "start_appliance", program="wool")
    assert told == {"appliances": [{"entity_id": "sensor.washer_job", "appliance": "Washer", "job": "running"}]}
    assert machine.reading.program == "Course_22"
    assert (await do(hass, "pause_appliance"))["appliances"][0]["job"] == "paused"
    assert (await do(hass, "resume_appliance"))["appliances"][0]["job"] == "running"
    assert (await do(hass, "stop_appliance"))["appliances"][0]["job"] == "idle"
    await do(hass, "set_program", program="Course_1C")
    assert machine.reading.program == "Course_1C"
    assert [call.action for call in machine.told] == [
        f"machine.{each}" for each in ("start", "pause", "resume", "stop", "program")
    ]


@pytest.mark.parametrize(
    ("now", "ready_by", "ready_at"),
    [
        ("2026-11-20 22:00:00-08:00", "07:00", "2026-11-21 07:00:00-08:00"),
        ("2026-11-20 06:00:00-08:00", "07:00:30", "2026-11-20 07:00:30-08:00"),
        ("2026-10-31 22:00:00-07:00", "07:00", "2026-11-01 07:00:00-08:00"),  # the clocks change in between
    ],
)
async def test_ready_by(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, now: str, ready_by: str, ready_at: str
) -> None:
    freezer.move_to(now)
    machine = add_machine(hass)
    assert (await do(hass, "start_appliance", ready_by=ready_by))["appliances"][0]["job"] == "scheduled"
    assert machine.told[0].data == {"program": None, "ready_at": datetime.fromisoformat(ready_at).timestamp()}


def remote_off(machine: Machine) -> None:
    machine.say(Doing.IDLE, remote=False)


def busy(machine: Machine) -> None:
    machine.say(Doing.RUNNING)


def paused(machine: Machine) -> None:
    machine.say(Doing.RUNNING)
    machine.say(Doing.PAUSED)


def refusing(machine: Machine) -> None:
    machine.failure = Outcome(why=Why.REFUSED, detail="Brand says no")


def without_quota(machine: Machine) -> None:
    machine.failure = Outcome(why=Why.QUOTA)


def deaf(machine: Machine) -> None:
    machine.is_deaf = True


@pytest.mark.parametrize(
    ("action", "data", "prepare", "error", "text"),
    [
        ("start_appliance", {}, remote_off, ServiceValidationError, "Washer does not let itself be controlled"),
        ("start_appliance", {}, busy, ServiceValidationError, "Washer is at work"),
        ("start_appliance", {"program": "Silk"}, None, ServiceValidationError, "Washer has no program “Silk”"),
        ("start_appliance", {}, refusing, HomeAssistantError, "Washer did not do it: Brand says no"),
        ("start_appliance", {}, without_quota, HomeAssistantError, "The cloud of Washer refuses"),
        ("start_appliance", {}, deaf, HomeAssistantError, "Washer was told, but nothing of it was seen"),
        ("pause_appliance", {}, None, ServiceValidationError, "Washer does not run"),
        ("pause_appliance", {}, paused, ServiceValidationError, "Washer does that already"),
        ("mark_unloaded", {}, None, ServiceValidationError, "Nothing waits to be unloaded"),
    ],
)
async def test_why_not(
    hass: HomeAssistant,
    action: str,
    data: dict[str, Any],
    prepare: Any,
    error: type[HomeAssistantError],
    text: str,
) -> None:
    machine = add_machine(hass)
    if prepare is not None:
        prepare(machine)
    with pytest.raises(HomeAssistantError, match=text) as raised:
        await do(hass, action, **data)
    assert type(raised.value) is error


async def test_each_reason_has_a_text(hass: HomeAssistant) -> None:
    assert set(TEXTS) == set(Why)
    for language in ("en", "de", "ko"):
        texts = await async_get_translations(hass, language, "exceptions", {DOMAIN})
        assert all(texts[f"component.{DOMAIN}.exceptions.{key}.message"] for key in TEXTS.values())


async def test_all_are_tried_and_those_that_failed_are_named(hass: HomeAssistant) -> None:
    hass.config.language = "de"
    washer, dryer = add_machine(hass), add_machine(hass, "dryer", ApplianceKind.DRYER)
    dishwasher = add_machine(hass, "dishwasher", ApplianceKind.DISHWASHER)
    washer.say(Doing.IDLE, remote=False)
    dryer.failure = Outcome(why=Why.REFUSED, detail="{odd}")
    names = ["sensor.washer_job", "sensor.dryer_job", "sensor.dishwasher_job"]
    with pytest.raises(HomeAssistantError) as raised:
        await do(hass, "start_appliance", entity_id=names)
    assert raised.value.translation_key == "appliance_several"
    reasons = (raised.value.translation_placeholders or {})["reasons"]
    assert "Washer lässt sich gerade nicht aus der Ferne steuern" in reasons
    assert "Dryer hat es nicht getan: {odd}" in reasons and "Dishwasher" not in reasons
    assert dishwasher.reading.doing is Doing.RUNNING


async def test_in_a_room_those_are_meant_that_can(hass: HomeAssistant) -> None:
    area = ar.async_get(hass).async_create("Kitchen")
    machines = {}
    for name, kind, can in (
        ("fridge", ApplianceKind.REFRIGERATOR, frozenset[Command]()),
        ("dishwasher", ApplianceKind.DISHWASHER, None),
    ):
        device_id, _ = add_device(hass, name)
        dr.async_get(hass).async_update_device(device_id, area_id=area.id)
        machines[name] = add_machine(hass, name, kind, device_id=device_id, machine=Machine(can=can))
    told = await do(hass, "start_appliance", area_id=area.id)
    assert [each["appliance"] for each in told["appliances"]] == ["Dishwasher"]
    with pytest.raises(ServiceValidationError, match="Fridge cannot be told that"):
        await do(hass, "pause_appliance", entity_id=["sensor.fridge_job", "sensor.dishwasher_job"])
    assert machines["dishwasher"].reading.doing is Doing.PAUSED


async def test_unloaded(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    washer = add_machine(hass)
    add_machine(hass, "dryer", ApplianceKind.DRYER)
    washer.say(Doing.RUNNING)
    freezer.tick(3600)
    washer.say(Doing.FINISHED)
    told = await do(hass, "mark_unloaded", entity_id=["sensor.washer_job", "sensor.dryer_job"])
    assert [each["appliance"] for each in told["appliances"]] == ["Washer"]


async def test_nobody_is_meant(hass: HomeAssistant) -> None:
    add_machine(hass)
    with pytest.raises(ServiceValidationError, match="No appliance that Parlor knows"):
        await do(hass, "stop_appliance", entity_id="light.kitchen")


async def test_who_may_only_look_starts_nothing(hass: HomeAssistant, hass_read_only_user: MockUser) -> None:
    machine = add_machine(hass)
    with pytest.raises(Unauthorized):
        await do(hass, "start_appliance", Context(user_id=hass_read_only_user.id))
    assert not machine.told
