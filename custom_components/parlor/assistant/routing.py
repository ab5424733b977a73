"""Which model answers a sentence, and which ones after it when it fails: decided without any I/O."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
import re
from typing import Final

from ..gpt.role import Role

# The service that an assistant's own entry names, and that of the entry chosen as a fallback.
OWN: Final = "own"
OTHER: Final = "other"

# The user asks to think. English, German and Korean side by side: none is a word of another.
_THINK: Final = re.compile(
    r"\bthink (really |very |this |it |that )?(hard|carefully|deeply|thoroughly|through|over)\b|\bthink step by step\b"
    r"|\b(reason|work) (it |this |that )?(through|out) carefully\b|\btake your time\b"
    r"|\bdenk\w*\b.{0,40}\b(gut|genau|gründlich|scharf|sorgfältig|in ruhe)\b.{0,40}\bnach\b"
    r"|\büberleg\w*\b.{0,20}\b(gut|genau|gründlich|sorgfältig|in ruhe)\b|\bnimm dir zeit\b"
    r"|곰곰이|곰곰히|(잘|깊이|깊게|신중하게|신중히|천천히|차근차근) (좀 )?(생각|고민)",
    re.IGNORECASE,
)
# It is about more days than one, or asks for a plan.
_PLAN: Final = re.compile(
    r"(?<!floor )\bplan (my|our|the|a|an|out|for|ahead|next|this|dinner|meals)\b|\b(make|write|draw up|need|suggest)\b.{0,20}\bplan\b"
    r"|\b(schedule|routine|timetable) for\b|\bfor the (whole |entire |rest of the )?(week|month|weekend)\b"
    r"|\b(every day|each day|all) (of )?(this|next) week\b|\bnext (two|three|four|five|six|seven|[2-9]|1\d) (days|weeks)\b"
    r"|\bplan(e|en|ung)?\b.{0,20}\b(für|die|den|das|meine?n?|unsere?n?|eine?n?)\b|\b\w+plan für\b"
    r"|\bfür (die|den) (ganze |ganzen |nächste |nächsten |kommende )?(woche|monat)\b|\bjeden tag (dies|nächst)er woche\b"
    r"|\bnächsten (zwei|drei|vier|fünf|sechs|sieben|[2-9]|1\d) (tagen?|wochen)\b"
    r"|계획(을|표)? ?(세워|짜|만들)|일주일 (동안|내내|치)|(이번|다음) 주 (내내|동안|매일)|(한 달|이틀|사흘|며칠|[2-9]일) ?(동안|간)",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"[,;、]|\b(and|then|und|dann|danach)\b|(?<=\S)(하고|그리고|고)(?=[ ,])", re.IGNORECASE)
# A sentence of so many parts is a plan over many devices.
MANY_PARTS: Final = 7


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a sentence says about who should answer it."""

    asks_to_think: bool = False
    needs_plan: bool = False

    @property
    def is_hard(self) -> bool:
        """Say whether it is one to think about."""
        return self.asks_to_think or self.needs_plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The models that are set: `chat` answers, unless `reasoning` has to; the fallbacks answer where those fail."""

    chat: str | None = None
    reasoning: str | None = None
    effort: str | None = None
    fallback: str | None = None
    other: str | None = None  # a model of the other entry's service

    @property
    def thinks(self) -> bool:
        """Say whether thinking would be any different."""
        return self.reasoning is not None or self.effort is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnLimits:
    """How much one turn may take: requests to a model, seconds, tokens."""

    rounds: int = 4
    seconds: float = 90.0  # nobody is kept waiting longer than this, whatever a model is doing
    tokens: int = 100_000


@dataclass(frozen=True, slots=True)
class Route:
    """One model to ask, and how."""

    role: Role
    model: str
    service: str = OWN
    effort: str | None = None


def read_sentence(text: str) -> Sentence:
    """Return what a sentence says about who should answer it."""
    parts = sum(1 for _ in _BETWEEN.finditer(text)) + 1
    return Sentence(
        asks_to_think=_THINK.search(text) is not None,
        needs_plan=_PLAN.search(text) is not None or parts >= MANY_PARTS,
    )


def routes(roles: Roles, *, thinks: bool, is_down: Callable[[Route], bool] = lambda _: False) -> tuple[Route, ...]:
    """Return the models to ask, one after the other until one answers; none where none is set.

    What is known to be down comes last: it is asked only if nothing else is there, and answers at once that it is down.
    """
    candidates = tuple(dict.fromkeys(_candidates(roles, thinks=thinks)))
    return tuple(sorted(candidates, key=is_down))


def _candidates(roles: Roles, *, thinks: bool) -> Iterator[Route]:
    if thinks and roles.thinks and (model := roles.reasoning or roles.chat):
        yield Route(Role.REASONING, model, effort=roles.effort)
    if roles.chat:
        yield Route(Role.CHAT, roles.chat)
    if roles.fallback and roles.fallback != roles.chat:
        yield Route(Role.CHAT, roles.fallback)
    if roles.other:
        yield Route(Role.CHAT, roles.other, OTHER)
