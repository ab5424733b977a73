"""What people say of why: "dinner's done, so switch the cooker off". It asks for nothing, and names nothing that is there. Pure."""

import re
from typing import Final

from ..home import Home
from ..prompt.retrieval import kinds_in
from .actions import ACTIONS
from .asked import called_in
from .rooms import names_a_room
from .said import WORD, is_question, names_a_place

# Not at a colon: what stands behind one may be what somebody else said.
_CUTS: Final = re.compile(
    r"\s{0,3}[,;.!–]\s{1,3}(?:(?:and|und)\s{1,3})?(?:(?:so|also|deshalb|darum)\s{1,3})?"
    r"|\s{1,3}(?:so|also|deshalb)\s{1,3}(?:that\s{1,3})?|\s{1,3}(?=(?:because|weil)\b)",
    re.IGNORECASE,
)
_BE: Final = r"(?:is|are|was|were|has|have|had|can|can['’]t|will|won['’]t)"
_REASON: Final = re.compile(
    r"^\W*(?:(?:and|but|well|oh|because|since)\s+)?(?:"
    # Whoever speaks of somebody tells something; of a thing only with what no order begins with.
    r"(?:i|we|you|he|she|it|they|this|that|there|(?:every|some|no)(?:one|body|thing))(?:['’](?:m|s|re|ve|ll|d)\b|\s+\w)"
    rf"|(?:(?:the|my|our|his|her|their)\s+)?\w+(?:\s+\w+)?(?:['’]s|['’]re|\s+{_BE})\b"
    r"|(?:weil|denn|da)\s"
    r"|(?:ich|wir|es|er|sie|hier|mir|uns|alle|jemand|niemand|(?:der|die|das|mein\w*|unser\w*)\s+\w+)\s+(?:ist|sind|bin|war|wird|wurde"
    r"|hab\w*|hat|kann|können|geh\w*|komm\w*|fahr\w*|schl[aä]f\w*|frier\w*|seh\w*|mag|muss|müssen|steh\w*|wart\w*)\b"
    r")",
    re.IGNORECASE,
)
# "I want it off", "it can go", "you should", "she asks for": that is an order, somebody else's, or a joke.
_ORDERS: Final = re.compile(
    r"\b(?:want|needs?|like|prefer|should|must|may|ha(?:s|ve) to|good (?:night|morning|evening)|gute nacht|guten (?:morgen|abend)|gotta|ought|can go|please|sa(?:y|ys|id)|told|ask\w*|text\w*|writ\w*|wrote|shout\w*"
    r"|yell\w*|call\w*|think\w*|thought|kidd\w*|jok\w*|test\w*|pretend\w*|dream\w*|let|make|turn|switch|you|soll\w*|sag\w*|frag\w*|schr\w*"
    r"|ruf\w*|mein\w*|scherz\w*|möcht\w*|will|brauch\w*|bitte|mach\w*)\b",
    re.IGNORECASE,
)
# "The moment he's asleep", "provided it rains", "if", "we leave at eight": that is when, and not why.
_WHEN: Final = re.compile(
    r"^\W*(?:the|any|every|each|next)\s+(?:moment|minute|second|instant|time|day|hour|once)\b"
    r"|^\W*(?:assum\w+|provid\w+|suppos\w+|given|should|had|in case|by the time|directly|if|when|whenever|once|as soon as|as long as|after|before"
    r"|until|till|unless|while|wenn|falls|sobald|sofern|solange|nachdem|bevor|bis|während|si|s['’]il|quand|dès|cuando|se|quando|als|zodra)\b"
    r"|\b(?:at|by|till|until|in|um|gegen|bis|ab)\s+(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight|half|ein\w*|zwei"
    r"|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|halb|\d+)\b",
    re.IGNORECASE,
)
# What something can be done with: rain and leaks are told of.
_DOMAINS: Final = frozenset(action.domain for action in ACTIONS.values())
_BECAUSE: Final = re.compile(r"^\W*(?:because|since|weil|denn)\s+", re.IGNORECASE)
# An order says what and how: "please" is none.
_LEAST_WORDS: Final = 2
# Nobody gives more reasons, or says as much of one.
_MOST_CUTS: Final = 6
_LONGEST: Final = 500


def without_reasons(home: Home, text: str) -> tuple[str, tuple[str, ...]]:
    """Return a sentence without the clauses before and behind it that only say why, and those; as it is where it is nothing else.

    A clause that names a thing, a kind of thing or a room says what is meant, and stays.
    """
    cuts = list(_CUTS.finditer(text)) if len(text) <= _LONGEST else []
    if not 0 < len(cuts) <= _MOST_CUTS:
        return text, ()
    starts, ends = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(text)]
    clauses = list(zip(starts, ends, strict=True))
    reasons: list[str] = []
    while len(clauses) > 1 and _is_reason(home, clause := text[slice(*clauses[0])]):
        reasons.append(clause)
        del clauses[0]
    while len(clauses) > 1 and _is_reason(home, clause := text[slice(*clauses[-1])]):
        reasons.append(clause)
        del clauses[-1]
    rest = text[clauses[0][0] : clauses[-1][1]].strip()
    if not reasons or len(WORD.findall(rest)) < _LEAST_WORDS:
        return text, ()
    return rest, tuple(_BECAUSE.sub("", reason) for reason in reasons)


def _is_reason(home: Home, clause: str) -> bool:
    """Say whether a clause tells something of the world, and neither orders nor asks, nor says when, nor names what is in a home."""
    if not _REASON.search(clause) or _ORDERS.search(clause) or _WHEN.search(clause) or is_question(clause):
        return False
    is_named = names_a_room(clause) or names_a_place(home, clause) or called_in(home, clause)
    return not (is_named or kinds_in(clause) & _DOMAINS)
