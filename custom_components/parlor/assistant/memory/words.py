"""Words of sentences compared: which tell what a sentence is about, and how many of one are in another. Pure.

Where words have endings or no spaces between them, as in Korean or Japanese, pairs of letters are compared instead.
"""

from collections.abc import Sequence
import re
from typing import Final

from rapidfuzz import fuzz

_WORD: Final = re.compile(r"[^\W_]+")
_UNSPACED: Final = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
ALIKE: Final = 80  # of 100, for two words to be one with another ending
# Longer words that tell nothing, in the languages of the user interface.
_EMPTY: Final = frozenset(
    [
        "about",
        "also",
        "always",
        "been",
        "does",
        "from",
        "have",
        "into",
        "just",
        "like",
        "mine",
        "more",
        "much",
        "never",
        "only",
        "our",
        "please",
        "shall",
        "should",
        "than",
        "that",
        "them",
        "then",
        "there",
        "they",
        "this",
        "turn",
        "user",
        "very",
        "want",
        "what",
        "when",
        "where",
        "which",
        "will",
        "with",
        "would",
        "your",
        "aber",
        "alle",
        "auch",
        "beim",
        "bitte",
        "dass",
        "dein",
        "diese",
        "dieser",
        "doch",
        "eine",
        "einem",
        "einen",
        "einer",
        "eines",
        "haben",
        "immer",
        "jetzt",
        "kann",
        "machen",
        "mein",
        "meine",
        "nicht",
        "noch",
        "oder",
        "schon",
        "sein",
        "seine",
        "sich",
        "sind",
        "unsere",
        "wann",
        "warum",
        "welche",
        "wenn",
        "werden",
        "wird",
        "worden",
        "wurde",
    ]
)


def words_of(text: str) -> list[str]:
    """Return the words that tell what a text is about; every word where none does."""
    words = _WORD.findall(text.casefold())
    telling = [word for word in words if _tells(word)]
    return telling or words


def _tells(word: str) -> bool:
    return (len(word) > 3 and word not in _EMPTY) or word.isdigit() or bool(_UNSPACED.search(word))


def alike_words(part: str, whole: str) -> float:
    """Return the share of one text's words that are in another: 0 to 1."""
    if _UNSPACED.search(part):
        return _share_of_pairs(part, whole)
    words, others = words_of(part), _WORD.findall(whole.casefold())
    return sum(_is_in(word, others) for word in words) / len(words) if words else 0.0


def score(sentence: str, text: str) -> float:
    """Return how many of a text's telling words are in a sentence, weighed by how much of the text they are."""
    if _UNSPACED.search(text):
        words = [word for word in _WORD.findall(sentence) if len(word) > 1]
        found = sum(any(word[:length] in text for length in (3, 2) if len(word) >= length) for word in words)
        return found + _share_of_pairs(text, sentence) if found else 0.0
    telling = [word for word in words_of(text) if _tells(word)]
    others = words_of(sentence)
    found = sum(_is_in(word, others) for word in telling)
    return found + found / len(telling) if found else 0.0


def _is_in(word: str, others: Sequence[str]) -> bool:
    """Say whether a word is among others, with whatever ending; a number only as it is."""
    if word in others:
        return True
    if len(word) < 4 or word.isdigit():
        return False
    return any(len(other) > 3 and fuzz.ratio(word, other) >= ALIKE for other in others)


def _share_of_pairs(part: str, whole: str) -> float:
    """Return the share of the neighbouring letters of one text that are neighbours in another."""
    letters, others = "".join(_WORD.findall(part.casefold())), "".join(_WORD.findall(whole.casefold()))
    pairs = [letters[index : index + 2] for index in range(len(letters) - 1)] or [letters]
    return sum(pair in others for pair in pairs) / len(pairs) if letters else 0.0
