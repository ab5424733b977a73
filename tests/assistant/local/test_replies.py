"""Everything that local understanding says has a sentence in every language."""

import pytest

from custom_components.parlor.appliances.reasons import EVERY_REASON
from custom_components.parlor.assistant.replies import LANGUAGES, async_get_replies
from custom_components.parlor.assistant.understand.deeds import DEEDS
from homeassistant.core import HomeAssistant

_ANSWERS = {
    "now_playing",
    "now_playing_on",
    "now_source",
    "now_on",
    "now_paused",
    "now_off",
    "now_unknown",
    "nothing_on",
}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
async def test_replies_exist(hass: HomeAssistant, language: str) -> None:
    replies = await async_get_replies(hass, language)
    keys = _ANSWERS | {deed.reply for deeds in DEEDS.values() for deed in deeds.values()}
    assert not [key for key in keys if not replies.has(key)]


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en", 1, "Lamp 1 is playing."),
        ("en", 2, "Lamp 1 and Lamp 2 are playing."),
        ("en", 3, "Lamp 1, Lamp 2 and Lamp 3 are playing."),
        ("en", 40, "Lamp 1, Lamp 2, Lamp 3, Lamp 4 and 36 more are playing."),
        ("de", 2, "Lamp 1 und Lamp 2 spielen."),
        ("ko", 2, "Lamp 1 및 Lamp 2 재생합니다."),
    ],
)
async def test_several_names_are_one_sentence(hass: HomeAssistant, language: str, count: int, said: str) -> None:
    replies = await async_get_replies(hass, language)
    assert replies.say_of("played", [f"Lamp {number}" for number in range(1, count + 1)], {}) == said


@pytest.mark.parametrize("language", sorted(LANGUAGES))
async def test_all_that_is_said_in_the_plural_is_said_in_the_singular(hass: HomeAssistant, language: str) -> None:
    replies = await async_get_replies(hass, language)
    assert not [
        key for key in replies.sentences if key.endswith("_many") and not replies.has(key.removesuffix("_many"))
    ]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
async def test_reasons_of_appliances_have_words(hass: HomeAssistant, language: str) -> None:
    """Whatever an appliance wants somebody for is told in each language."""
    replies = await async_get_replies(hass, language)
    assert not [reason for reason in EVERY_REASON if not replies.has(f"appliance_reason_{reason}")]
