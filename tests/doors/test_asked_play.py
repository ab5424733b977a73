"""What is wished for of titles without a model, in three languages, from the words to the player."""

from typing import Any

import pytest

from homeassistant.core import HomeAssistant
from sim.home import async_put

from .conftest import Say
from .test_asked import NO_MODEL, history, screens
from .watching import BEDROOM, BOX, LAMP, add_history, watch

__all__ = ["history", "screens"]


@pytest.mark.parametrize(
    ("words", "language", "answer"),
    [
        ("continue The Harbour", "en", "Going on with The Harbour on Living Room TV."),
        ("continue the series from yesterday", "en", "Going on with The Harbour on Living Room TV."),
        ("Schau The Harbour weiter", "de", "Es geht weiter mit The Harbour auf Living Room TV."),
        ("The Harbour 이어서 틀어 줘", "ko", "Living Room TV에서 The Harbour 이어서 재생합니다."),
    ],
)
async def test_a_series_is_gone_on_with(
    hass: HomeAssistant, history: tuple[str, str], say: Say, words: str, language: str, answer: str
) -> None:
    assert await say(words, language) == answer
    told = hass.states.get(BOX)
    assert told is not None
    assert (told.attributes["media_title"], told.attributes["media_position"]) == ("Low Tide", 1800)


@pytest.mark.parametrize("words", ["next episode", "play the next episode in the living room"])
async def test_the_next_episode(hass: HomeAssistant, screens: tuple[str, str], say: Say, words: str) -> None:
    await watch(hass, media_track=3)
    assert await say(words) == "Playing the next episode on Living Room TV."
    told = hass.states.get(BOX)
    assert told is not None and told.attributes["media_title"] == "Home Port"


@pytest.mark.parametrize(
    ("work", "answer"),
    [
        ({"media_title": "Metropolis", "media_content_type": "movie"}, "Of Metropolis I know no next episode."),
        ({**LAMP, "media_title": "Home Port", "media_episode": 3}, "Of The Harbour I know no next episode."),
    ],
)
async def test_what_is_next_in_a_queue_is_no_next_episode(
    hass: HomeAssistant, screens: tuple[str, str], say: Say, work: dict[str, Any], answer: str
) -> None:
    await watch(hass, {"media_duration": 2700, **work}, media_track=1)
    assert await say("next episode") == answer
    told = hass.states.get(BOX)
    assert told is not None and told.attributes["media_title"] == work["media_title"]


async def test_of_two_screens_that_are_on_none_is_chosen(
    hass: HomeAssistant, screens: tuple[str, str], say: Say
) -> None:
    await watch(hass)
    await async_put(hass, BEDROOM, "playing", {"source": "Netflix", "media_title": "Dark City"})
    await hass.async_block_till_done()
    assert (await say("next episode")).startswith(NO_MODEL)


async def test_what_has_just_begun_elsewhere_is_gone_on_with_here(
    hass: HomeAssistant, screens: tuple[str, str], say: Say
) -> None:
    await add_history(hass)
    await async_put(hass, BEDROOM, "playing", {"source": "Netflix", **LAMP, "media_position": 20})
    await hass.async_block_till_done()
    assert await say("continue The Harbour in the living room") == "Going on with The Harbour on Living Room TV."
    told = hass.states.get(BOX)
    assert told is not None and told.attributes["media_title"] == "The Lamp"


@pytest.mark.parametrize(
    "words",
    ["play something", "continue Sound", "play City", "play Inception", "continue the Harbour Bridge"],
)
async def test_words_that_are_only_like_a_title_play_nothing(
    hass: HomeAssistant, history: tuple[str, str], say: Say, words: str
) -> None:
    calls: list[Any] = []
    hass.bus.async_listen("call_service", lambda event: calls.append(event.data["service"]))
    assert (await say(words)).startswith(NO_MODEL)
    assert "play_media" not in calls


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("continue this in the living room", "en"),
        ("I'm going to bed so let me finish this on the Living Room TV", "en"),
        ("Schau das im Living Room weiter", "de"),
        ("이거 Living Room에서 이어서 볼래", "ko"),
    ],
)
async def test_what_is_on_goes_on_elsewhere(
    hass: HomeAssistant, history: tuple[str, str], say: Say, words: str, language: str
) -> None:
    await async_put(hass, BEDROOM, "playing", {"source": "Netflix", **LAMP, "media_position": 20})
    await hass.async_block_till_done()
    assert "The Harbour" in await say(words, language)
    told = hass.states.get(BOX)
    assert told is not None and told.attributes["media_series_title"] == "The Harbour"


@pytest.mark.parametrize("words", ["continue this in the living room", "continue this in the garage"])
async def test_nothing_that_is_on_goes_on_nowhere(
    hass: HomeAssistant, history: tuple[str, str], say: Say, words: str
) -> None:
    assert (await say(words)).startswith(NO_MODEL)
