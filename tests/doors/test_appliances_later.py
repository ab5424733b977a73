"""Appliances that are started at a time that somebody names."""

from datetime import UTC, datetime, timedelta

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.parlor.appliances.command import Command, Order
from custom_components.parlor.appliances.kind import ApplianceKind
from homeassistant.core import HomeAssistant

from ..assistant.machines import Machine, add_machine
from .conftest import Say, add_assistant
from .kept import records


@pytest.fixture
async def washer(home: HomeAssistant, freezer: FrozenDateTimeFactory) -> Machine:
    """Return a washing machine at noon, in a home with an assistant that has no model."""
    await home.config.async_set_time_zone("UTC")
    freezer.move_to(datetime(2026, 11, 28, 12, 0, tzinfo=UTC))
    await add_assistant(home, None)
    return add_machine(home, ApplianceKind.WASHER, "Washer")


async def pass_minutes(home: HomeAssistant, freezer: FrozenDateTimeFactory, minutes: int) -> None:
    """Let time pass, and what is planned come to pass."""
    freezer.tick(timedelta(minutes=minutes))
    async_fire_time_changed(home)
    await home.async_block_till_done(wait_background_tasks=True)


@pytest.mark.parametrize(
    ("language", "sentence", "answer", "program"),
    [
        ("en", "start the washer in 20 minutes", "Planned. Today at 12:20: start Washer.", None),
        ("en", "start eco on the washing machine at 12:20", "Planned. Today at 12:20: start Washer.", "eco"),
        ("de", "starte die Waschmaschine in 20 Minuten", "Ist geplant. Heute um 12:20: Washer starten.", None),
        ("ko", "20분 뒤에 세탁기 돌려 줘", "예약했습니다. 오늘 12:20: Washer 시작.", None),
    ],
)
async def test_it_starts_when_it_is_time(
    home: HomeAssistant,
    washer: Machine,
    say: Say,
    freezer: FrozenDateTimeFactory,
    language: str,
    sentence: str,
    answer: str,
    program: str | None,
) -> None:
    assert await say(sentence, language) == answer
    await pass_minutes(home, freezer, 19)
    assert not washer.orders
    await pass_minutes(home, freezer, 2)
    assert washer.orders == [Order(command=Command.START, program=program)]
    record = (await records(home))[0]
    assert (record["action"], record["way"], record["outcome"]) == ("parlor.start_appliance", "later", "sent")


async def test_a_plan_for_an_oven_is_refused(home: HomeAssistant, washer: Machine, say: Say) -> None:
    oven = add_machine(home, ApplianceKind.OVEN, "Oven")
    assert (await say("start the oven in 20 minutes")).startswith("I don't start Oven")
    assert await say("what have you planned") == "Nothing is planned."
    assert not oven.orders


async def test_a_planned_start_is_taken_back(
    home: HomeAssistant, washer: Machine, say: Say, freezer: FrozenDateTimeFactory
) -> None:
    await say("start the washer in 20 minutes")
    assert await say("undo that", goes_on=True) == "Cancelled: today at 12:20: start Washer."
    await pass_minutes(home, freezer, 30)
    assert not washer.orders
