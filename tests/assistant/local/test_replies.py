"""Everything that local understanding says has a sentence in every language."""

import pytest

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
