"""Makes what a model says fit to be spoken: names for ids, no lines of its own prompt, nothing over and over. Pure."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
import re
from typing import Final

# A sentence that came so often is followed by more of the same.
MOST_REPEATS: Final = 2
_SENTENCE: Final = re.compile(r".+?(?:[.!?…]+[\"'”’»)\]]*(?=\s|$)|[。！？]+|\n|$)\s*", re.DOTALL)
_WORD: Final = re.compile(r"\w+")
_ID: Final = re.compile(r"(?<![\w.])([a-z_]+\.[a-z0-9_]+)(?![\w(])")
# A line of the prompt, as `prompt/tail.py` and `prompt/stable.py` write them; its headings.
_LINE: Final = re.compile(r"^\W*([a-z_]+\.[a-z0-9_]+) \([^)\n]*\): ")
# Nothing but an id, whole or cut off.
_BARE: Final = re.compile(
    r"\W*((?:light|switch|lock|cover|fan|scene|script|sensor|binary_sensor|climate|media_player)\.[a-z0-9_]+)\W*"
)
_HEADING: Final = re.compile(
    r"(?:on now|in this room|planned):\s*|(?:what )?the sentence may mean:.*", re.IGNORECASE | re.DOTALL
)
# What is said among programs: the names of tools, the form of what is passed to them.
_JARGON: Final = re.compile(
    r"\bparlor__\w+|\bhome\.undo\b|\bentity_ids?\b|\bhvac_(?:mode|action)s?\b|\barguments?\b.{0,60}\bjson\b|\bjson\b.{0,60}\barguments?\b",
    re.IGNORECASE | re.DOTALL,
)
_LEAST_LETTERS: Final = 8
# A loop of few sentences is one as soon as it goes on; of more, as a refrain has, only once all of it came again.
_SHORT_LOOP: Final = 6
_LONGEST_LOOP: Final = 30
_MOST_BLANKS: Final = 40
# So much paper between two lines is put there by small models only, before they go on with a talk of their own.
_END: Final = re.compile(r"\n\s*\n\s*\n\s*$")


@dataclass(slots=True)
class Wording:
    """The words of one turn; `names` are those of things, by id, and `correct` puts right what is said of their states."""

    names: Mapping[str, str] = field(default_factory=dict)
    correct: Callable[[str], str] = str
    # Sentences of the prompt, as words, which small models say again.
    told: frozenset[str] = frozenset()
    # The first thing of which a line of the prompt was said.
    line_of: str = ""
    repeats: int = 0
    blanks: int = 0
    # How many sentences the loop has, if it is a long one.
    _gap: int = 0
    # The last sentences, as words.
    _said: deque[str] = field(default_factory=lambda: deque(maxlen=2 * _LONGEST_LOOP))

    @property
    def is_circling(self) -> bool:
        """Say whether a model says the same again and again, or nothing, which it will do until it is stopped."""
        return self.repeats > max(MOST_REPEATS, self._gap) or self.blanks > _MOST_BLANKS

    def fit(self, text: str) -> str:
        """Return a text without what is not to be spoken; whole sentences at a time."""
        return "".join(self._fit(text))

    def _fit(self, text: str) -> Iterator[str]:
        """Yield the sentences that are left, up to where a model begins to go round in circles."""
        for match in _SENTENCE.finditer(text):
            if self.is_circling:
                return
            sentence = match[0]
            if not _WORD.search(sentence):
                self.blanks += len(sentence)
                yield sentence if sentence.isspace() else ""
                continue
            self.blanks = _MOST_BLANKS + 1 if _END.search(sentence) else 0
            bare = _BARE.fullmatch(sentence)
            line = _LINE.match(sentence) or bare
            if line and line[1] in self.names:
                self.line_of = self.line_of or line[1]
                continue
            if bare or words_of(sentence) in self.told or _HEADING.fullmatch(sentence) or _JARGON.search(sentence):
                continue
            gap = self._repeats_after(sentence)
            self.repeats = self.repeats + 1 if gap else 0
            self._gap = gap if gap >= _SHORT_LOOP else 0
            if not gap or self._gap:
                yield self.correct(_ID.sub(self._name, sentence))

    def _repeats_after(self, sentence: str) -> int:
        """Return after how many sentences one comes again: the one before, or a second one in a row at the same distance; else 0."""
        words = words_of(sentence)
        said = self._said
        said.append(words)
        if len(words) < _LEAST_LETTERS or len(said) < 2:
            return 0
        if said[-2] == words:
            return 1
        gaps = range(2, min(_LONGEST_LOOP, len(said) - 1))
        return next((gap for gap in gaps if said[-1 - gap] == words and said[-2 - gap] == said[-2]), 0)

    def _name(self, match: re.Match[str]) -> str:
        return self.names.get(match[1], match[0])


def words_of(sentence: str) -> str:
    """Return a sentence as its words."""
    return " ".join(_WORD.findall(sentence.casefold()))


def sentences_in(*texts: str) -> frozenset[str]:
    """Return the sentences of texts as their words, those of a single word left out: such are said by chance."""
    words = (words_of(match[0]) for text in texts for match in _SENTENCE.finditer(text))
    return frozenset(each for each in words if " " in each)
