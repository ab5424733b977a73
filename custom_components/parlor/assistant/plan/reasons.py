"""What people say of why: "dinner's done, so switch the cooker off". It asks for nothing, and names nothing that is there. Pure."""

import re
from typing import Final

from ..home import Home
from ..prompt.retrieval import kinds_in
from .actions import ACTIONS
from .asked import called_in
from .said import WORD, is_question, names_a_place

_CUTS: Final = re.compile(
    r"\s*[,;:.!–]\s+(?:(?:and|und)\s+)?(?:(?:so|also|deshalb|darum)\s+)?|\s+(?:so|also|deshalb)\s+(?:that\s+)?|\s+(?=(?:because|weil)\b)",
    re.IGNORECASE,
)
_REASON: Final = re.compile(
    r"^\W*(?:(?:and|but|well|oh|because|since)\s+)?(?:"
    # Whoever speaks of somebody tells something; of a thing only with what no order begins with.
    r"(?:i|we|you|he|she|it|they|this|that|there|(?:every|some|no)(?:one|body|thing))(?:['’](?:m|s|re|ve|ll|d)\b|\s+\w)"
    r"|(?:(?:the|my|our|his|her|their)\s+)?\w+(?:\s+\w+)?(?:['’]s|['’]re|\s+(?:is|are|was|were|has|have|had|can|can['’]t|will|won['’]t))\b"
    r"|(?:weil|denn|da)\s"
    r"|(?:ich|wir|es|er|sie|hier|mir|uns|alle|jemand|niemand|(?:der|die|das|mein\w*|unser\w*)\s+\w+)\s+(?:ist|sind|bin|war|wird|wurde"
    r"|hab\w*|hat|kann|können|geh\w*|komm\w*|fahr\w*|schl[aä]f\w*|frier\w*|seh\w*|mag|muss|müssen|steh\w*|wart\w*)\b"
    r")",
    re.IGNORECASE,
)
# "I want it off", "it can go", "you should": that is an order.
_ORDERS: Final = re.compile(
    r"\b(?:want|need|like|prefer|should|must|may|can go|please|sa(?:y|ys|id)|told|let|make|turn|switch|will\s+you|you|soll\w*|sag\w*|möcht\w*|will|brauch\w*|bitte|mach\w*)\b",
    re.IGNORECASE,
)
# What something can be done with: rain and leaks are told of.
_DOMAINS: Final = frozenset(action.domain for action in ACTIONS.values())
_BECAUSE: Final = re.compile(r"^\W*(?:because|since|weil|denn)\s+", re.IGNORECASE)
# An order says what and how: "please" is none.
_LEAST_WORDS: Final = 2


def without_reasons(home: Home, text: str) -> tuple[str, tuple[str, ...]]:
    """Return a sentence without the clauses that only say why, and those; as it is where nothing else would be left of it.

    A clause that names a thing, a kind of thing or a room says what is meant, and stays.
    """
    clauses = [clause.strip() for clause in _CUTS.split(text) if clause and clause.strip()]
    reasons = tuple(clause for clause in clauses if _is_reason(home, clause))
    rest = [clause for clause in clauses if clause not in reasons]
    if not reasons or not any(len(WORD.findall(clause)) >= _LEAST_WORDS for clause in rest):
        return text, ()
    return ", ".join(rest), tuple(_BECAUSE.sub("", reason) for reason in reasons)


def _is_reason(home: Home, clause: str) -> bool:
    """Say whether a clause tells something of the world, and neither orders nor asks nor names what is in the home."""
    if not _REASON.search(clause) or _ORDERS.search(clause) or is_question(clause):
        return False
    return not (kinds_in(clause) & _DOMAINS or called_in(home, clause) or names_a_place(home, clause))
