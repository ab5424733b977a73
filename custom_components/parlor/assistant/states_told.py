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
# What may stand before the name: what else there is makes another sentence of it.
_BEGINS: Final = r"^\W*(?P<answer>(?:yes|no|yep|nope|ja|nein|네|아니요|아니오)\b[,.!]?\s*)?(?:(?:the|your|my|die|der|das|dein\w*)\s+)?"
_IS: Final = r"\s+(?:is|are|ist|sind)\s+(?:(?:currently|now|still|already|gerade|jetzt|noch|derzeit|aktuell)\s+)?"
_ENDS: Final = r"(?P<rest>\s*(?:[.!,;]|$|(?:right now|now|at the moment|currently)\b))"
_IS_KOREAN: Final = r"(?:은|는|이|가)?\s+(?:(?:지금|현재|아직)\s+)?"
_ENDS_KOREAN: Final = r"(?P<rest>\s*있(?:습니다|어요|네요)(?!\w))"
_LONGEST: Final = 300


def corrected(sentence: str, home: Home, state_of: StateOf) -> str:
    """Return a sentence that says the state of one thing, with the state that it is in; as it is where it says no other, or more."""
    if len(sentence) > _LONGEST or not any(word in sentence for word in _any_word()):
        return sentence
    named = [(thing, name) for thing in home.things for name in whole_names(thing, sentence)]
    if not named or len({thing.entity_id for thing, _ in named}) != 1:
        return sentence
    thing, state = named[0][0], state_of(named[0][0].entity_id)
    called = "|".join(re.escape(name) for _, name in named)
    for wrong, right in _opposites(thing, state or ""):
        is_, ends = (_IS_KOREAN, _ENDS_KOREAN) if _is_hangul(wrong) else (_IS, _ENDS)
        if match := re.search(
            rf"{_BEGINS}(?P<said>(?:{called}){is_}){re.escape(wrong)}{ends}", sentence, re.IGNORECASE
        ):
            begin = match.end("answer") if match["answer"] else 0
            said = sentence[begin : match.end("said")] + right + sentence[match.start("rest") :]
            return said[:1].upper() + said[1:]
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
