"""Makes what a model says fit to be spoken: names for ids, no lines of its own prompt, nothing over and over. Pure."""

from collections import deque
from collections.abc import Iterator, Mapping
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
_HEADING: Final = re.compile(
    r"(?:on now|in this room|what the sentence may mean|the sentence may mean|planned):\s*", re.IGNORECASE
)
_LEAST_LETTERS: Final = 8
_LONGEST_LOOP: Final = 6
_MOST_BLANKS: Final = 40
# So much paper between two lines is put there by small models only, before they go on with a talk of their own.
_END: Final = re.compile(r"\n\s*\n\s*\n\s*$")


@dataclass(slots=True)
class Wording:
    """The words of one turn; `names` are those of things, by id."""

    names: Mapping[str, str] = field(default_factory=dict)
    repeats: int = 0
    blanks: int = 0
    # The last sentences, as words.
    _said: deque[str] = field(default_factory=lambda: deque(maxlen=2 * _LONGEST_LOOP))

    @property
    def is_circling(self) -> bool:
        """Say whether a model says the same again and again, or nothing, which it will do until it is stopped."""
        return self.repeats > MOST_REPEATS or self.blanks > _MOST_BLANKS

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
            line = _LINE.match(sentence)
            if (line and line[1] in self.names) or _HEADING.fullmatch(sentence):
                continue
            if self._is_repeated(sentence):
                self.repeats += 1
                continue
            self.repeats = 0
            yield _ID.sub(self._name, sentence)

    def _is_repeated(self, sentence: str) -> bool:
        """Say whether a sentence goes on with a loop: the one before again, or a second one in a row that comes at the same distance.

        A refrain is none.
        """
        words = " ".join(_WORD.findall(sentence.casefold()))
        said = self._said
        said.append(words)
        if len(words) < _LEAST_LETTERS or len(said) < 2:
            return False
        return said[-2] == words or any(
            len(said) > gap + 1 and said[-1 - gap] == words and said[-2 - gap] == said[-2]
            for gap in range(2, _LONGEST_LOOP)
        )

    def _name(self, match: re.Match[str]) -> str:
        return self.names.get(match[1], match[0])
