"""Taking back what is in no state: what was planned, cancelled, remembered or forgotten."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.parlor.assistant.memory.kept import async_memory
from homeassistant.core import Context, HomeAssistant

from .conftest import Say, add_assistant
from .test_undo import state


@pytest.fixture(autouse=True)
async def parlor(home: HomeAssistant) -> MockConfigEntry:
    """Return an assistant without a model."""
    return await add_assistant(home, None)


@pytest.mark.parametrize(
    ("language", "command", "sentence", "answer"),
    [
        ("en", "turn on the kitchen light at 22:30", "undo that", "Cancelled: today at 22:30: turn on Kitchen light."),
        ("en", "turn on the kitchen light at 22:30", "forget it", "Cancelled: today at 22:30: turn on Kitchen light."),
        ("en", "turn on the kitchen light at 22:30", "never mind", "Cancelled: today at 22:30: turn on Kitchen light."),
        ("de", "schalte Kitchen light um 22:30 ein", "brich das ab", "Gestrichen: heute um 22:30: Kitchen light einschalten."),
        ("ko", "22시 30분에 Kitchen light 켜 줘", "취소해 줘", "취소했습니다. 오늘 22:30: Kitchen light 켜기."),
        ("en", "remember that the bins go out on Tuesday", "forget that", "I have forgotten: the bins go out on Tuesday."),
        ("de", "merk dir, dass morgen Besuch kommt", "vergiss das", "Ich habe vergessen: morgen Besuch kommt."),
        ("ko", "화요일은 쓰레기 버리는 날이라고 기억해 줘", "그거 잊어 줘", "잊었어요: 화요일은 쓰레기 버리는 날."),
    ],
)  # fmt: skip
async def test_what_is_no_state_is_taken_back_as_well(
    home: HomeAssistant,
    say: Say,
    freezer: FrozenDateTimeFactory,
    language: str,
    command: str,
    sentence: str,
    answer: str,
) -> None:
    """And not what was done before it."""
    freezer.move_to("2026-11-14T18:00:00+00:00")
    await home.config.async_set_time_zone("UTC")
    await say("turn on the kitchen light")
    await say(command, language, goes_on=True)
    assert await say(sentence, language, goes_on=True) == answer
    assert state(home, "light.kitchen") == "on"
    assert await say("undo", goes_on=True) == "Kitchen light: as before."


async def test_what_was_cancelled_or_forgotten_comes_back(
    home: HomeAssistant, say: Say, freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to("2026-11-14T18:00:00+00:00")
    await home.config.async_set_time_zone("UTC")
    await say("turn on the kitchen light at 22:30")
    assert await say("turn on the kitchen light at 22:30", goes_on=True) == (
        "That is planned already. Today at 22:30: turn on Kitchen light."
    )
    await say("cancel the plan", goes_on=True)
    assert await say("undo that", goes_on=True) == "Planned: today at 22:30: turn on Kitchen light."
    await say("remember that the bins go out on Tuesday", goes_on=True)
    await say("forget about the bins", goes_on=True)
    assert await say("undo that", goes_on=True) == "I will remember: the bins go out on Tuesday."
    await say("forget about the bins", goes_on=True)
    await (await async_memory(home)).async_erase()
    assert await say("undo that", goes_on=True) == "What I did last cannot be taken back."
    assert (await async_memory(home)).memory.entries == ()


async def test_what_was_planned_and_has_run_is_taken_back_by_what_it_did(
    home: HomeAssistant, say: Say, freezer: FrozenDateTimeFactory, hass_admin_user: Any
) -> None:
    known = Context(user_id=hass_admin_user.id)
    await say("turn on the kitchen light in 5 minutes", context=known)
    freezer.tick(timedelta(minutes=5, seconds=1))
    async_fire_time_changed(home)
    await home.async_block_till_done(wait_background_tasks=True)
    assert state(home, "light.kitchen") == "on"
    assert await say("undo that", goes_on=True, context=known) == "Kitchen light: as before."
    assert state(home, "light.kitchen") == "off"


async def test_what_was_planned_and_changed_in_the_settings_is_told_so(home: HomeAssistant, say: Say) -> None:
    await say("turn on the reading lamp")
    await say("turn on the kitchen light in 5 minutes", goes_on=True)
    await home.services.async_call("parlor", "cancel_planned", {}, blocking=True, return_response=True)
    assert await say("undo that", goes_on=True) == "There is nothing to take back: it is as it was."


async def test_of_several_commands_what_was_so_already_is_named(home: HomeAssistant, say: Say) -> None:
    await say("turn on the kitchen light")
    said = await say("turn on the kitchen light and turn on the reading lamp", goes_on=True)
    assert said == "Kitchen light: already so. Turned on Reading lamp."
