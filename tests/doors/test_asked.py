"""What is asked and wished for about titles without a model, in three languages, from the words to the answer."""

from pathlib import Path

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.parlor.household import async_household
from custom_components.parlor.viewing.viewing import Outcome
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from sim.home import async_put

from .conftest import Say, add_assistant
from .watching import BEDROOM, TV, add_history, seen, start_room, title, watch

TIDE = title("The Harbour", "Low Tide", (1, 1))
DARK = title(None, "Dark City")
SOUND = title(None, "The Sound of Music")
NO_MODEL = "I can't do that without a model"


@pytest.fixture
async def screens(
    hass: HomeAssistant, household_folder: Path, loopback: None, freezer: FrozenDateTimeFactory
) -> tuple[str, str]:
    """Return the ids of the screens of the rooms, on a Friday at noon, with an assistant that has no model."""
    freezer.move_to("2026-11-27 12:00:00+00:00")
    await hass.config.async_set_time_zone("UTC")
    assert await async_setup_component(hass, "conversation", {})
    ids = await start_room(hass)
    await add_assistant(hass, None)
    return ids


@pytest.fixture
async def history(hass: HomeAssistant, screens: tuple[str, str]) -> tuple[str, str]:
    """Return the screens, of which a history is kept."""
    living, bedroom = screens
    await add_history(
        hass,
        seen(living, TIDE, 15, person="Anna"),  # Thursday from 20:30 on
        seen(bedroom, DARK, 16, outcome=Outcome.FINISHED, position=2700.0),
        seen(living, SOUND, 24 * 5),
    )
    return screens


@pytest.mark.parametrize(
    ("words", "language", "answer"),
    [
        (
            "what did we watch last night",
            "en",
            "Last night: Dark City (30 min), The Harbour S1E1: Low Tide (30 min). 1 h in all.",
        ),
        ("what did we watch in the bedroom last night", "en", "Last night: Dark City (30 min). 30 min in all."),
        ("what did we watch today", "en", "Today: nothing that I know of."),
        ("how long did we watch this week", "en", "This week: 1 h."),
        ("how long did Anna watch this week", "en", "This week (Anna): 30 min."),
        (
            "how long did the kids watch yesterday",
            "en",
            "Yesterday: 1 h. What of it the kids watched I do not know: this covers everybody.",
        ),
        (
            "where did we stop in the harbour",
            "en",
            "The Harbour S1E1: Low Tide: you stopped at 30:00, yesterday at 21:00.",
        ),
        ("have we seen Dark City", "en", "Dark City: watched to its end yesterday at 20:00."),
        ("have we seen Inception", "en", "I find nothing of Inception in the history."),
        (
            "what haven't we finished",
            "en",
            "You can go on with The Harbour S1E1: Low Tide at 30:00, The Sound of Music at 30:00.",
        ),
        (
            "Was haben wir gestern Abend geschaut?",
            "de",
            "Gestern Abend: Dark City (30 min), The Harbour S1E1: Low Tide (30 min). Zusammen 1 h.",
        ),
        ("Wie lange haben wir diese Woche geschaut?", "de", "Diese Woche: 1 h."),
        (
            "Wo haben wir bei The Harbour aufgehört?",
            "de",
            "The Harbour S1E1: Low Tide: Ihr habt bei 30:00 aufgehört, gestern um 21:00.",
        ),
        (
            "어젯밤에 뭐 봤어?",
            "ko",
            "어젯밤: Dark City (30분), The Harbour S1E1: Low Tide (30분). 모두 1시간입니다.",
        ),
        ("Dark City 본 적 있어?", "ko", "Dark City: 어제 20:00에 끝까지 보았습니다."),
        ("how long did we watch The Harbour this week", "en", "The Harbour, This week: 30 min."),
        ("how long did we watch The Harbour today", "en", "The Harbour, Today: 0 min."),
        ("how long did we watch Inception today", "en", "I find nothing of Inception in the history."),
        (
            "Wie lange haben die Kinder gestern geschaut?",
            "de",
            "Gestern: 1 h. Ob die Kinder oder jemand anders geschaut hat, weiß ich nicht: Das gilt für alle zusammen.",
        ),
    ],
)
async def test_questions(
    hass: HomeAssistant, history: tuple[str, str], say: Say, words: str, language: str, answer: str
) -> None:
    hass.states.async_set("person.anna", "home", {"friendly_name": "Anna"})
    assert await say(words, language) == answer


@pytest.mark.parametrize(
    ("words", "language", "answer"),
    [
        ("How long did Anna watch this week?", "en", "This week (Anna): 30 min."),
        (
            "Was hat Anna diese Woche geschaut?",
            "de",
            "Diese Woche (Anna): The Harbour S1E1: Low Tide (30 min). Zusammen 30 min.",
        ),
        ("Wie lange hat Anna diese Woche geschaut?", "de", "Diese Woche (Anna): 30 min."),
        ("Anna가 이번 주에 얼마나 봤어?", "ko", "이번 주 (Anna): 30분입니다."),
        (
            "Wie lange hat Bernd diese Woche geschaut?",
            "de",
            "Diese Woche: 1 h. Ob Bernd oder jemand anders geschaut hat, weiß ich nicht: Das gilt für alle zusammen.",
        ),
        (
            "How long did Bernd watch this week?",
            "en",
            "This week: 1 h. What of it Bernd watched I do not know: this covers everybody.",
        ),
        ("what is Anna watching", "en", "I am told nothing of what is watched by Anna."),
    ],
)
async def test_people_whom_only_the_history_knows(
    hass: HomeAssistant, history: tuple[str, str], say: Say, words: str, language: str, answer: str
) -> None:
    assert await say(words, language) == answer


async def test_whom_the_history_knows_is_told_only_where_it_may_be_asked(
    hass: HomeAssistant, screens: tuple[str, str], say: Say
) -> None:
    await add_history(hass, seen(screens[0], DARK, 20, person="Anna"), assistants=False)
    assert (await say("what is Anna watching")).startswith(NO_MODEL)
    assert "I may not tell" in await say("how long did Anna watch today")


@pytest.mark.parametrize(
    ("language", "words", "answers"),
    [
        (
            "en",
            "Who is watching what?",
            (
                "Living Room TV is showing The Harbour S1E2: The Lamp on HDMI 1. Who is watching there I am not told.",
                "Anna is watching The Harbour S1E2: The Lamp on Living Room TV.",
                "Nothing is on.",
            ),
        ),
        (
            "de",
            "Wer schaut gerade was?",
            (
                "Auf Living Room TV läuft The Harbour S1E2: The Lamp über HDMI 1. Wer dort schaut, erfahre ich nicht.",
                "Anna schaut The Harbour S1E2: The Lamp auf Living Room TV.",
                "Es läuft nichts.",
            ),
        ),
        (
            "ko",
            "누가 뭘 보고 있어?",
            (
                "Living Room TV에서 HDMI 1(으)로 The Harbour S1E2: The Lamp 나오고 있습니다. 그곳에서 누가 보고 있는지는 알 수 없습니다.",
                "Anna: Living Room TV에서 The Harbour S1E2: The Lamp 보고 있습니다.",
                "켜져 있는 것이 없습니다.",
            ),
        ),
    ],
)
async def test_who_watches_what(
    hass: HomeAssistant, screens: tuple[str, str], say: Say, language: str, words: str, answers: tuple[str, str, str]
) -> None:
    unknown, known, nothing = answers
    hass.states.async_set("person.anna", "home", {"friendly_name": "Anna"})
    assert await say(words, language) == nothing
    await watch(hass)
    assert await say(words, language) == unknown
    entry = hass.config_entries.async_get_entry(screens[0])
    assert entry is not None
    hass.config_entries.async_update_entry(entry, options={**entry.options, "person": "person.anna"})
    assert await hass.config_entries.async_reload(screens[0])
    await hass.async_block_till_done()
    await watch(hass)
    assert await say(words, language) == known


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "what did we watch yesterday"), ("de", "Was haben wir gestern geschaut"), ("ko", "어제 뭐 봤어?")],
)
async def test_no_history(hass: HomeAssistant, screens: tuple[str, str], say: Say, language: str, words: str) -> None:
    off = {"en": "it is off", "de": "Das ist aus", "ko": "꺼져 있으며"}
    assert off[language] in await say(words, language)
    await add_history(hass, seen(screens[0], DARK, 20), assistants=False)
    assert "Dark City" not in await say(words, language)
    assert off[language] not in await say(words, language)


async def test_only_of_exposed_screens(hass: HomeAssistant, history: tuple[str, str], say: Say) -> None:
    async_expose_entity(hass, "conversation", BEDROOM, False)
    assert "Dark City" not in await say("what did we watch last night")
    assert await say("have we seen Dark City") == "I find nothing of Dark City in the history."


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("what's on", "Living Room TV is showing The Harbour S1E2: The Lamp on HDMI 1."),
        ("what's on in the living room", "Living Room TV is showing The Harbour S1E2: The Lamp on HDMI 1."),
        ("what's on the bedroom TV", "Bedroom TV is off."),
        (
            "what are the kids watching",
            "I am told nothing of what is watched by the kids. Living Room TV is showing The Harbour S1E2: The Lamp on HDMI 1.",
        ),
    ],
)
async def test_what_is_on(hass: HomeAssistant, screens: tuple[str, str], say: Say, words: str, answer: str) -> None:
    await watch(hass)
    assert await say(words) == answer


async def test_what_ran_past_midnight_is_told_for_the_day_that_is_asked_for(
    hass: HomeAssistant, screens: tuple[str, str], say: Say
) -> None:
    await add_history(hass, seen(screens[0], DARK, 11 + 50 / 60))  # until 0:10
    assert await say("what did we watch today") == "Today: Dark City (10 min). 10 min in all."
    assert await say("what did we watch yesterday") == "Yesterday: Dark City (20 min). 20 min in all."


async def test_what_was_marked_by_hand_has_no_length(hass: HomeAssistant, screens: tuple[str, str], say: Say) -> None:
    marked = seen("", DARK, 1, watched=0.0, outcome=Outcome.FINISHED)
    await add_history(hass, marked, seen(screens[0], TIDE, 2))
    assert (
        await say("what did we watch today") == "Today: The Harbour S1E1: Low Tide (30 min), Dark City. 30 min in all."
    )


async def test_no_sentence_ends_twice(hass: HomeAssistant, screens: tuple[str, str], say: Say) -> None:
    await async_put(hass, BEDROOM, "playing", {"media_title": "Sherlock Jr.", "media_content_type": "movie"})
    await hass.async_block_till_done()
    assert await say("what's on in the bedroom") == "Bedroom TV is showing Sherlock Jr."


async def test_where_one_stopped_is_told_while_it_is_paused(
    hass: HomeAssistant, screens: tuple[str, str], say: Say
) -> None:
    await watch(hass)
    (on,) = [each.watch.viewing for each in async_household(hass).screens.values() if each.id == screens[0]]
    assert on is not None
    await add_history(hass, on)
    assert await say("where did we stop in the harbour") == "The Harbour S1E2: The Lamp is on right now."
    await watch(hass, state="paused", media_position=754)
    assert "you stopped at 12:34, today" in await say("where did we stop in the harbour")


async def test_the_intro_is_not_skipped_by_a_guess(hass: HomeAssistant, screens: tuple[str, str], say: Say) -> None:
    await watch(hass)
    said = await say("skip the intro")
    assert said == "Where the intro ends Living Room TV does not tell, so I cannot skip it."


async def test_an_app_that_tells_no_title(hass: HomeAssistant, screens: tuple[str, str], say: Say) -> None:
    await async_put(hass, TV, "on", {"source": "Netflix", "app_name": "Netflix"})
    await hass.async_block_till_done()
    assert await say("what's on") == "Living Room TV is on Netflix."
