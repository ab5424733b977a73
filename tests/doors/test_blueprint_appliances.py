"""The blueprints that tell people of appliances, as automations that are made from them."""

from collections.abc import AsyncGenerator
from pathlib import Path
import shutil
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing
from homeassistant.core import HomeAssistant

from .blueprinted import BLUEPRINTS, automate, pass_time
from .machines import Machine, add_machine
from .screens import BOX, FILM
from .tellable import Tellable, people
from .told_later import film
from .triggered_job import JOB

__all__ = ["film", "people"]

TARGET = {"entity_id": JOB}


@pytest.fixture
async def blueprints(hass: HomeAssistant, people: Tellable, tmp_path: Path) -> AsyncGenerator[None]:
    """Put the blueprints where their user has them, and have somebody in the living room."""
    shutil.copytree(BLUEPRINTS, tmp_path / "blueprints/automation/parlor")
    people.notice(hass, "binary_sensor.living", "on")
    yield
    automations = hass.states.async_entity_ids("automation")  # what one of them waits for is not to outlive the test
    await hass.services.async_call("automation", "turn_off", {"entity_id": automations}, blocking=True)


async def wash(hass: HomeAssistant, freezer: FrozenDateTimeFactory, machine: Machine) -> None:
    """Have a machine run for an hour, and be done."""
    machine.say(Doing.RUNNING)
    await pass_time(hass, freezer, 3600, 900)
    machine.say(Doing.FINISHED)
    await pass_time(hass, freezer, 6, 2)


async def test_done(hass: HomeAssistant, blueprints: None, people: Tellable, freezer: FrozenDateTimeFactory) -> None:
    machine = add_machine(hass)
    await automate(hass, "appliance_done", appliances=TARGET)
    await wash(hass, freezer, machine)
    assert people.said() == {"satellite": ["Washer is done."]}
    await pass_time(hass, freezer, 1700, 850)
    assert people.said() == {}
    await pass_time(hass, freezer, 200)
    assert people.said() == {"satellite": ["Washer has not been unloaded yet."]}
    await pass_time(hass, freezer, 7200, 900)
    assert people.said() == {}


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({}, {"satellite": ["Washer is done."]}),
        ({"phones": "always"}, {"satellite": ["Washer is done."], "anna": ["Washer: Washer is done."]}),
        ({"message": "{{ trigger.program }}: it's \"done\"\n{{ '{' }}"}, {"satellite": ['Cotton: it\'s "done" {']}),
    ],
)
async def test_unloaded_in_time(
    hass: HomeAssistant,
    blueprints: None,
    people: Tellable,
    freezer: FrozenDateTimeFactory,
    inputs: dict[str, Any],
    said: dict[str, Any],
) -> None:
    machine = add_machine(hass)
    await automate(hass, "appliance_done", appliances=TARGET, **inputs)
    machine.say(Doing.RUNNING, program="Course_1C")
    await wash(hass, freezer, machine)
    assert people.said() == said
    machine.say(Doing.IDLE, door_open=True)
    await pass_time(hass, freezer, 3600, 900)
    assert people.said() == {}


@pytest.mark.parametrize("kind", [ApplianceKind.ROBOT_VACUUM, ApplianceKind.WASHER])
async def test_no_reminder(
    hass: HomeAssistant, blueprints: None, people: Tellable, freezer: FrozenDateTimeFactory, kind: ApplianceKind
) -> None:
    machine = add_machine(hass, kind=kind)
    zero = {"hours": 0, "minutes": 0, "seconds": 0}
    remind = {} if kind is ApplianceKind.ROBOT_VACUUM else {"remind_after": zero}
    await automate(hass, "appliance_done", appliances=TARGET, **remind)
    await wash(hass, freezer, machine)
    await pass_time(hass, freezer, 7200, 900)
    assert people.said() == {"satellite": ["Washer is done."]}


async def test_after_the_film_or_never(
    hass: HomeAssistant,
    blueprints: None,
    people: Tellable,
    film: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
) -> None:
    machine = add_machine(hass)
    await automate(hass, "appliance_done", appliances=TARGET)
    await wash(hass, freezer, machine)
    assert people.said() == {}
    machine.say(Doing.IDLE, door_open=True)  # somebody has seen to it during the film
    await pass_time(hass, freezer, 6, 2)
    hass.states.async_set(BOX, "paused", FILM)
    await pass_time(hass, freezer, 6, 2)
    assert people.said() == {}
    machine.say(Doing.IDLE, door_open=False)
    hass.states.async_set(BOX, "playing", FILM)
    await pass_time(hass, freezer, 10)
    await wash(hass, freezer, machine)
    hass.states.async_set(BOX, "paused", FILM)
    await pass_time(hass, freezer, 6, 2)
    assert people.said() == {"satellite": ["Washer is done."]}


@pytest.mark.parametrize(
    ("doing", "inputs", "is_urgent"),
    [
        (Doing.ERROR, {}, True),
        (Doing.ATTENTION, {}, False),
        (Doing.ATTENTION, {"urgent": ["washer"]}, True),
        (Doing.ERROR, {"urgent": []}, False),
    ],
)
async def test_attention(
    hass: HomeAssistant,
    blueprints: None,
    people: Tellable,
    freezer: FrozenDateTimeFactory,
    doing: Doing,
    inputs: dict[str, Any],
    is_urgent: bool,
) -> None:
    machine = add_machine(hass)
    await automate(hass, "appliance_attention", appliances=TARGET, **inputs)
    machine.say(Doing.RUNNING)
    await pass_time(hass, freezer, 600)
    hass.states.async_set(JOB, doing.value)
    machine.say(doing, reasons=("no_water",))
    await pass_time(hass, freezer, 6, 2)
    said = people.said()
    assert said["satellite"] == ["Washer needs attention: no water."]
    assert set(said) == ({"satellite", "speaker", "anna", "ben"} if is_urgent else {"satellite"})
    hass.states.async_set(JOB, "running")
    await pass_time(hass, freezer, 6, 2)


async def test_attention_that_was_given_during_the_film(
    hass: HomeAssistant,
    blueprints: None,
    people: Tellable,
    film: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
) -> None:
    machine = add_machine(hass)
    await automate(hass, "appliance_attention", appliances=TARGET)
    machine.say(Doing.RUNNING)
    await pass_time(hass, freezer, 600)
    hass.states.async_set(JOB, "attention")
    machine.say(Doing.ATTENTION, reasons=("no_water",))
    await pass_time(hass, freezer, 6, 2)
    hass.states.async_set(JOB, "running")
    machine.say(Doing.RUNNING, reasons=())
    await pass_time(hass, freezer, 6, 2)
    hass.states.async_set(BOX, "paused", FILM)
    await pass_time(hass, freezer, 6, 2)
    assert people.said() == {}
