"""Questions about what was watched and wishes for titles, understood without a model, and what is none."""

import pytest
import yaml

from custom_components.parlor.assistant.local import AnswerPart, AskPart, TitlePart, Understood
from custom_components.parlor.assistant.replies import LANGUAGES, async_get_replies
from custom_components.parlor.assistant.watched.spans import SPAN_NAMES
from homeassistant.core import HomeAssistant

from .conftest import FOLDER, Ask
from .test_sentences import told as told_steps

TABLE = yaml.safe_load((FOLDER / "sentences_asks.yaml").read_text(encoding="utf-8"))


def told(understood: Understood | None) -> list[str]:
    """Write down what was understood as the table does."""
    lines: list[str] = []
    for part in understood.parts if understood else ():
        if isinstance(part, AskPart):
            given = {"title": part.title, "span": part.span, "person": part.person, "place": part.place}
            lines.append(" ".join((part.ask.value, *(f"{key}={value}" for key, value in given.items() if value))))
        elif isinstance(part, TitlePart):
            given = {"title": part.title, "span": part.span, "on": part.target}
            lines.append(" ".join(("play", part.start, *(f"{key}={value}" for key, value in given.items() if value))))
        elif isinstance(part, AnswerPart):
            lines.append(f"answer {part.reply} {part.placeholders.get('name', '')}")
        else:
            lines += told_steps(Understood((part,)))
    return lines or ["nothing"]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
async def test_sentences(hass: HomeAssistant, ask: Ask, language: str) -> None:
    hass.states.async_set("person.anna", "home", {"friendly_name": "Anna"})
    wrong = []
    for case in TABLE[language]:
        expected = case["do"] if isinstance(case["do"], list) else [case["do"]]
        got = told(await ask(case["say"], language, case.get("in")))
        if [line.casefold() for line in got] != [line.casefold() for line in expected]:
            wrong.append(f"{case['say']!r}: {got}, not {expected}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("text", TABLE["not"])
async def test_what_is_no_wish_for_a_title(ask: Ask, text: str) -> None:
    for language in LANGUAGES:
        understood = await ask(text, language, "bedroom")
        assert not [part for part in (understood.parts if understood else ()) if isinstance(part, TitlePart)]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
async def test_every_span_and_every_answer_has_its_words(hass: HomeAssistant, language: str) -> None:
    replies, english = await async_get_replies(hass, language), await async_get_replies(hass, "en")
    assert set(replies.sentences) - set(english.sentences) <= {
        key for key in replies.sentences if key.endswith("_many")
    }
    assert not [name for name in SPAN_NAMES if not replies.has(f"span_{name}")]
    for key, sentence in english.sentences.items():
        if not key.endswith("_many"):
            assert _placeholders(replies.sentences[key]) == _placeholders(sentence) or key == "when_date", key


def _placeholders(sentence: str) -> set[str]:
    return {part.partition("}")[0] for part in sentence.split("{")[1:]}
