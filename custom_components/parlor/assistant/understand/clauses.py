"""Compound sentences: cut at their conjunctions, with the verb or the ending carried over. Pure.

A sentence is first read whole, so that a name with "and" in it stays one. Then it is cut at each conjunction in turn, either
into two sentences of their own ("turn the TV off and close the blinds") or into one with two targets, whose remaining words
both share: "turn on | the TV | and | the lamp", "schalte | den Fernseher | und | die Lampe | ein", "kitchen | and | hall |
lights off". Only if every part is understood is the whole.
"""

from collections.abc import Iterable, Iterator, Sequence

from .asks import AskedParts, plan_ask, read_ask
from .language import FRAGMENTS, Language
from .lists import Vocabulary, people_list
from .parts import AnswerPart, StepsPart
from .plans import Planned, settle
from .reading import read
from .surroundings import Surroundings

# Sentences with more conjunctions are not commands that people speak.
_MOST_CUTS = 6
# Words that one target has at most; names of things are shorter.
_MOST_WORDS = 9
# Words after the last of several targets: "on", "auf 30 Prozent dimmen".
_MOST_ENDING = 4

type LocalParts = tuple[StepsPart | AnswerPart, ...]


class Clauses:
    """Reads the parts of one sentence; remembers what it has read."""

    def __init__(self, language: Language, names: Vocabulary) -> None:
        """Read with the sentences of a language and the names of a home."""
        self._language = language
        self._lists = names.lists
        self._is_target: dict[str, bool] = {}

    def understand(self, text: str, around: Surroundings, cuts: int = _MOST_CUTS) -> LocalParts:
        """Return the parts of a text in order, or nothing if one of them is not understood."""
        text = self._language.bare(text)
        if not text:
            return ()
        if whole := self.one(text, around):
            return whole
        if cuts == 0:
            return ()
        for left, right in cut(text, self._language):
            for first, rest in ((left, right), *self._shared(left, right)):
                if not (understood := self.one(self._language.bare(first), around)):
                    continue
                if others := self.understand(rest, around.after(entities_of(understood)), cuts - 1):
                    return (*understood, *others)
        return ()

    def one(self, text: str, around: Surroundings) -> Planned:
        """Return what a text comes to as one clause."""
        readings = read(text, self._language, self._lists)
        if self._language.is_question(text):
            readings = [reading for reading in readings if reading.action == "WhatsOn"]
        return settle(text, readings, around)

    def ask(self, text: str, around: Surroundings, people: Iterable[str]) -> AskedParts | None:
        """Return what a text about what is or was watched comes to, None where only a model can tell it.

        A title with a conjunction in it may be two clauses.
        """
        bare = self._language.bare(text)
        asked = read_ask(bare, self._language, {**self._lists, **people_list(people, self._language)})
        return plan_ask(bare, asked, around) if asked else ()

    def _shared(self, left: str, right: str) -> Iterator[tuple[str, str]]:
        """Yield both sentences of "A x and y B": A x B, and A y B; of "A x, y and z B" A x B, and A y and z B."""
        before, after = left.split(), right.split()
        goes_on = self._language.conjunctions.search(right) is not None
        for size in range(min(len(after), _MOST_WORDS), 0, -1):
            second, ending = " ".join(after[:size]), after[size:]
            if not self._names_something(second):
                continue
            for length in range(min(len(before), _MOST_WORDS), 0, -1):
                opening, first = before[:-length], " ".join(before[-length:])
                if not (opening or ending) or not self._names_something(first):
                    continue
                if not goes_on:
                    yield _join(opening, first, ending), _join(opening, second, ending)
                    continue
                for tail in range(min(len(ending), _MOST_ENDING) + 1):
                    yield _join(opening, first, ending[len(ending) - tail :]), _join(opening, right, ())

    def _names_something(self, text: str) -> bool:
        """Say whether a text is a target or a room and nothing else."""
        if text not in self._is_target:
            self._is_target[text] = bool(read(text, self._language, self._lists, actions=FRAGMENTS))
        return self._is_target[text]


def cut(text: str, language: Language) -> Iterator[tuple[str, str]]:
    """Yield what stands left and right of each conjunction, from the first on."""
    for number, match in enumerate(language.conjunctions.finditer(text)):
        left, right = text[: match.start()] + (match.groupdict().get("keep") or ""), text[match.end() :]
        if number < _MOST_CUTS and left.strip() and right.strip():
            yield left.strip(), right.strip()


def clauses(text: str, language: Language) -> list[str]:
    """Return a text cut at every conjunction."""
    for left, right in cut(text, language):
        return [left, *clauses(right, language)]
    return [text]


def _join(opening: Sequence[str], target: str, ending: Sequence[str]) -> str:
    """Return a sentence of its pieces."""
    return " ".join((*opening, target, *ending))


def entities_of(parts: Sequence[StepsPart | AnswerPart]) -> list[str]:
    """Return the entities that parts act on."""
    return [
        entity_id
        for part in parts
        if isinstance(part, StepsPart)
        for step in part.steps
        for entity_id in step.entity_ids
    ]
