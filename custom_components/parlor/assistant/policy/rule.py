"""Rules: what is done at once, what only after a yes, and what not at all. Pure.

The first rule that fits a deed decides it, the user's before the built-in ones; of several deeds the strictest verdict holds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ..speaker import Speaker


class Verdict(StrEnum):
    """What becomes of a deed, mildest first."""

    ALLOW = "allow"
    CONFIRM = "confirm"
    REFUSE = "refuse"

    @property
    def strictness(self) -> int:
        """Return how strict it is beside the others."""
        return list(Verdict).index(self)


class Guard(StrEnum):
    """Why a deed is guarded."""

    ENTRY = "entry"  # lets somebody in: locks, garage doors, gates, doors
    ALARM = "alarm"  # turns a guard off
    WATER = "water"  # lets water or gas run
    HEAT = "heat"  # starts an oven, a cooktop or a microwave
    DELETE = "delete"
    PURCHASE = "purchase"
    SIREN = "siren"
    UNCLEAR = "unclear"  # what it does is known only when it runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One service on one entity, asked for or set in motion by what was asked for.

    `action` is empty where it is known only when it runs, and `entity_id` None where there is none or it is not known before.
    `via` are the groups, scripts, scenes and automations that lead to it, outermost first.
    """

    action: str
    entity_id: str | None = None
    device_class: str | None = None
    labels: frozenset[str] = frozenset()
    guard: Guard | None = None
    via: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Return what a yes is bound to: the service and the entity."""
        return self.action, self.entity_id or ""

    @property
    def domains(self) -> frozenset[str]:
        """Return the domain of the service and that of the entity."""
        return frozenset({self.action.partition(".")[0], (self.entity_id or "").partition(".")[0]} - {""})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A verdict on every deed that fits all that the rule names; what is left empty fits everything.

    An entity that a rule names stands also for what is done through it: a script for the doors that it opens.
    """

    verdict: Verdict
    domains: frozenset[str] = frozenset()
    device_classes: frozenset[str] = frozenset()
    actions: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    guards: frozenset[Guard] = frozenset()
    persons: frozenset[str] = frozenset()
    is_known: bool | None = None

    def fits(self, deed: Deed, speaker: Speaker) -> bool:
        """Say whether the rule is about a deed of this speaker."""
        return (
            (not self.domains or bool(self.domains & deed.domains))
            and (not self.device_classes or deed.device_class in self.device_classes)
            and (not self.actions or deed.action in self.actions)
            and (not self.labels or bool(self.labels & deed.labels))
            and (not self.entities or bool(self.entities & {deed.entity_id, *deed.via}))
            and (not self.guards or deed.guard in self.guards)
            and self._fits_speaker(speaker)
        )

    def _fits_speaker(self, speaker: Speaker) -> bool:
        """Say whether the rule is about this speaker."""
        if self.persons and speaker.person not in self.persons:
            return False
        return self.is_known in (None, speaker.is_known)

    @property
    def is_empty(self) -> bool:
        """Say whether the rule would fit whatever is done, by whomever."""
        named = (self.domains, self.device_classes, self.actions, self.labels, self.entities, self.guards, self.persons)
        return not any(named) and self.is_known is None


EVERY_GUARD: Final = frozenset(Guard)
# What nobody may do whose voice merely comes through a satellite, or through a window.
NOT_FOR_STRANGERS: Final = frozenset({Guard.ENTRY, Guard.ALARM, Guard.PURCHASE, Guard.UNCLEAR})
# What nobody may do unless a rule of the user's lets it be done, and then only after a yes: nobody sees from afar what stands on it.
NEVER_AT_ONCE: Final = frozenset({Guard.HEAT})
SENSITIVE_ALLOWED: Final = Rule(verdict=Verdict.ALLOW, guards=EVERY_GUARD)
_STRANGERS: Final = Rule(verdict=Verdict.REFUSE, guards=NOT_FOR_STRANGERS, is_known=False)
_HEAT: Final = Rule(verdict=Verdict.REFUSE, guards=NEVER_AT_ONCE)
_GUARDED: Final = Rule(verdict=Verdict.CONFIRM, guards=EVERY_GUARD)


def built_in(*, has_pin: bool) -> tuple[Rule, ...]:
    """Return the rules behind the user's own; who knows the PIN is no stranger."""
    return (_HEAT, _GUARDED) if has_pin else (_HEAT, _STRANGERS, _GUARDED)


def verdict_on(deed: Deed, speaker: Speaker, rules: Sequence[Rule]) -> Verdict:
    """Return what the first rule that fits says of a deed; what no rule is about is allowed, but for what is never done at once."""
    verdict = next((rule.verdict for rule in rules if rule.fits(deed, speaker)), Verdict.ALLOW)
    return Verdict.CONFIRM if verdict is Verdict.ALLOW and deed.guard in NEVER_AT_ONCE else verdict


def strictest(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the strictest of some verdicts."""
    return max(verdicts, key=lambda verdict: verdict.strictness, default=Verdict.ALLOW)
