"""A PIN is asked for and checked without a model, and no model ever reads it."""

import logging

import pytest

from custom_components.parlor.assistant.confirming.pin import Pin
from homeassistant.core import Context, HomeAssistant
from sim.openai_service import OpenAIService, Reply

from .conftest import Say, add_assistant
from .test_confirming import QUESTION, anna, lock_of, parlor, unlock
from .test_conversation import WISH

__all__ = ["anna", "parlor"]


@pytest.fixture
async def guarded(home: HomeAssistant, service: OpenAIService) -> HomeAssistant:
    """Return the home with an agent that asks for the PIN 2580."""
    pin = await home.async_add_executor_job(Pin.made_of, "2580")
    await add_assistant(home, service.url, pin=pin.as_data())
    service.requests.clear()
    return home


@pytest.mark.parametrize(
    ("language", "digits"),
    [
        ("en", "2580"),
        ("en", "2 5 8 0"),
        ("en", "two five eight zero"),
        ("en", "my pin is 2580"),
        ("de", "zwei fünf acht null"),
        ("ko", "이 오 팔 영"),
    ],
)
async def test_a_pin_is_said(
    guarded: HomeAssistant, service: OpenAIService, say: Say, language: str, digits: str
) -> None:
    """Who is not known may use it as well: the PIN is what is known."""
    service.script.add(unlock(), Reply(text="Fine."))
    assert "PIN" in await say(WISH, language)
    assert await say(digits, language, goes_on=True) == "It is open."
    assert lock_of(guarded) == "unlocked"
    await say(WISH, language, goes_on=True)
    told = "".join(request.raw.decode() for request in service.requests)
    assert digits not in told
    assert "2580" not in told
    assert "••••" in told or "\\u2022" in told


async def test_a_yes_is_no_pin_and_three_wrong_ones_close_it(
    guarded: HomeAssistant, service: OpenAIService, say: Say, caplog: pytest.LogCaptureFixture
) -> None:
    service.script.add(unlock(), unlock())
    assert await say(WISH) == "Unlock Front door? Say the PIN to do it."
    assert await say("yes", goes_on=True) == "That needs the PIN."
    assert await say("1111", goes_on=True) == "That is not the PIN."
    assert await say("1 2 3 4", goes_on=True) == "That is not the PIN."
    assert await say("9999", goes_on=True) == "That was not the PIN either. I did nothing."
    assert await say("2580", goes_on=True) == "Please say the PIN only when I ask for it. I did nothing."
    assert await say(WISH, goes_on=True) == "There were too many wrong PINs. Please try again in 1 min."
    assert lock_of(guarded) == "locked"
    # Home Assistant itself writes what is said to its debug log; nobody else does.
    records = [each for each in caplog.records if each.levelno > logging.DEBUG or "parlor" in each.name]
    assert not [each for each in records if "9999" in each.getMessage()]


async def test_a_pin_that_nobody_asked_for_goes_to_no_model(
    guarded: HomeAssistant, service: OpenAIService, say: Say
) -> None:
    answer = "Please say the PIN only when I ask for it. I did nothing."
    assert await say("2580") == answer
    assert await say("unlock the front door, the pin is 2580") == answer
    assert not service.turns


async def test_a_pin_that_was_set_meanwhile_is_needed(
    parlor: HomeAssistant, service: OpenAIService, say: Say, anna: Context
) -> None:
    service.script.add(unlock())
    assert await say(WISH, context=anna) == QUESTION
    (entry,) = parlor.config_entries.async_entries("parlor")
    (subentry,) = entry.subentries.values()
    pin = await parlor.async_add_executor_job(Pin.made_of, "2580")
    parlor.config_entries.async_update_subentry(entry, subentry, data={**subentry.data, "pin": pin.as_data()})
    await parlor.config_entries.async_reload(entry.entry_id)
    await parlor.async_block_till_done()
    assert await say("yes", context=anna, goes_on=True) == "That needs the PIN."
    assert await say("2580", context=anna, goes_on=True) == "It is open."
