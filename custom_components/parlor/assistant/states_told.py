"""What a model says of a state, put right where the thing is in the opposite one: small models say what was asked. Pure."""

from collections.abc import Callable, Iterator, Mapping
import re
from typing import Final

from .home import Home, Thing
from .plan.said import whole_names

type StateOf = Callable[[str], str | None]
"""entity id -> its state, None where it has none."""

type _States = Mapping[str, tuple[str, ...]]

_OPENED: Final[_States] = {
    "open": ("open", "offen", "geöffnet", "열려"),
    "closed": ("closed", "geschlossen", "geschlossen", "닫혀"),
}
_SWITCHED: Final[_States] = {
    "on": ("on", "an", "eingeschaltet", "켜져"),
    "off": ("off", "aus", "ausgeschaltet", "꺼져"),
}
# kind -> state -> the words for it, of which the nth is put in the place of the nth of the opposite.
_WORDS: Final[Mapping[str, _States]] = {
    "lock": {
        "locked": ("locked", "abgeschlossen", "verriegelt", "잠겨"),
        "unlocked": ("unlocked", "aufgeschlossen", "entriegelt", "열려"),
    },
    **dict.fromkeys(("cover", "valve"), _OPENED),
    **dict.fromkeys(("fan", "input_boolean", "light", "switch"), _SWITCHED),
}
# How something is now: what it was, will be or can be says nothing of that.
_IS: Final = r"(?P<is>\b(?:is|are|ist|sind|steht|stehen)\s+(?:(?:currently|now|still|already|gerade|jetzt|noch|derzeit|aktuell)\s+)?)"
_ENDS: Final = r"(?P<rest>\s*(?:[.!,;]|$|(?:right now|now|at the moment|currently)\b)|\s*있)"
_ANSWER: Final = re.compile(r"^\W*(?:yes|no|yep|nope|ja|nein|네|아니요|아니오)\b[,.!]?\s*", re.IGNORECASE)
_LONGEST: Final = 300


def corrected(sentence: str, home: Home, state_of: StateOf) -> str:
    """Return a sentence about the state of one thing that it names, with the state that it is in; as it is where it says no other."""
    if len(sentence) > _LONGEST or not any(word in sentence for word in _any_word()):
        return sentence
    named = [thing for thing in home.things if whole_names(thing, sentence)]
    if len(named) != 1 or (state := state_of(named[0].entity_id)) is None:
        return sentence
    for wrong, right in _opposites(named[0], state):
        pattern = rf"(?:{_IS}|\s){re.escape(wrong)}{_ENDS}" if _is_hangul(wrong) else rf"{_IS}{re.escape(wrong)}{_ENDS}"
        if match := re.search(pattern, sentence, re.IGNORECASE):
            at = match.start("rest") - len(wrong)
            said = sentence[:at] + right + sentence[match.start("rest") :]
            bare = _ANSWER.sub("", said, count=1)
            return bare[:1].upper() + bare[1:]
    return sentence


def _opposites(thing: Thing, state: str) -> Iterator[tuple[str, str]]:
    """Yield the words for the state that a thing is not in, each with the word for the one that it is in."""
    words = _WORDS.get(thing.domain, {})
    if state in words:
        (other,) = words.keys() - {state}
        yield from zip(words[other], words[state], strict=True)


def _is_hangul(text: str) -> bool:
    return "가" <= text[0] <= "힣"


def _any_word() -> Iterator[str]:
    """Yield every word for a state."""
    return (word for kinds in _WORDS.values() for words in kinds.values() for word in words)
