"""What a model says it did, where it did nothing: found in the words, so that it is not said.

People forgive an assistant that cannot, and never one that says "done" when nothing happened.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
import re
from typing import Any, Final

import yaml

from homeassistant.core import HomeAssistant

_FILE: Final = Path(__file__).parent / "sentences" / "claims.yaml"
_SENTENCE: Final = re.compile(r"[^.!?…。！？\n]+[.!?…。！？]*")
_QUESTION_MARKS: Final = ("?", "？")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """How a language says that something is done, asks for what is known, and offers more help."""

    claims: tuple[re.Pattern[str], ...] = ()
    states: tuple[re.Pattern[str], ...] = ()
    offers: tuple[re.Pattern[str], ...] = ()
    denials: re.Pattern[str] | None = None
    questions: re.Pattern[str] | None = None
    requests: re.Pattern[str] | None = None

    def are_made(self, said: str, asked: str) -> bool:
        """Say whether an answer tells of something done, where nothing was; never of the answer to a question."""
        if self._asks(asked.strip().casefold()):
            return False
        return any(self._is_claim(sentence) for sentence in _sentences(said))

    def need_an_answer(self, said: str) -> bool:
        """Say whether what was said ends with a question that waits for an answer; an offer of more help does not."""
        if not said.rstrip(" \"'”’)*").endswith((*_QUESTION_MARKS, "\u037e")):
            return False
        sentences = _sentences(said)
        return not (sentences and _any(self.offers, sentences[-1]))

    def _asks(self, text: str) -> bool:
        """Say whether an utterance asks for what is known: one that only looks so asks for something to be done."""
        is_question = bool(self.questions and self.questions.search(text))
        return is_question and not (self.requests and self.requests.search(text))

    def _is_claim(self, sentence: str) -> bool:
        """Say whether one sentence tells of something done."""
        if sentence.endswith(_QUESTION_MARKS) or (self.denials and self.denials.search(sentence)):
            return False
        return _any(self.claims, sentence) or _any(self.states, sentence)


async def async_get_claims(hass: HomeAssistant, language: str | None) -> Claims:
    """Return the words of a language; of one that Parlor does not speak, none, so that nothing counts as a claim."""
    if not _LOADED:
        _LOADED.update(await hass.async_add_executor_job(load))
    return _LOADED.get((language or "").replace("_", "-").partition("-")[0].casefold(), Claims())


_LOADED: dict[str, Claims] = {}


def load() -> Mapping[str, Claims]:
    """Read the words of every language from disk."""
    languages: dict[str, dict[str, Any]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {code: _claims(words) for code, words in languages.items()}


def _claims(words: Mapping[str, Any]) -> Claims:
    """Return one language's words as patterns."""
    return Claims(
        claims=tuple(map(re.compile, words["claims"])),
        states=tuple(map(re.compile, words["states"])),
        offers=tuple(map(re.compile, words["offers"])),
        denials=re.compile(words["denials"]),
        questions=re.compile(words["questions"]),
        requests=re.compile(words["requests"]),
    )


def _sentences(text: str) -> list[str]:
    """Return the sentences of a text in lower case, with what ends them."""
    plain = text.casefold().replace("’", "'")
    return [sentence for match in _SENTENCE.finditer(plain) if (sentence := match[0].strip())]


def _any(patterns: Sequence[re.Pattern[str]], sentence: str) -> bool:
    """Say whether one of the patterns is in a sentence."""
    return any(pattern.search(sentence) for pattern in patterns)
