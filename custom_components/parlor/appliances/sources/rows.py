"""A brand as a table: which entities play which role, and what its words mean.

A brand's file lists `Row`s and a `Words`, tells kinds apart by what it sees, and hands both to `wire` and `read`; what no row can say it does after that.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ..facts import EntityFact, StateFact, States
from ..kind import ApplianceKind
from ..reading import Doing, Phase, Reading
from .brand import Role, Wiring
from .values import flag, instant, kilowatt_hours, minutes, percent, word

_HAS_PHASE: Final = frozenset({Doing.RUNNING, Doing.PAUSED, Doing.ATTENTION, Doing.ERROR})
_AFTERWARDS: Final = frozenset(
    {Phase.ANTI_CREASE, Phase.KEEP_WARM, Phase.FINISH}
)  # what a finished run can still be at


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Which entities play a role: those of a domain with one of the translation keys, ends of the unique id, or device classes; all, without any.

    `reason` is what a `Role.NOTICE` or `Role.ERROR` wants somebody for while it is on; `on` are the words that say that it is, where on, open and
    present are not the ones. `without` are the domain's keys that an end of the unique id or a device class would take in wrongly.
    """

    role: Role
    domain: str
    keys: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    device_classes: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    reason: str | None = None
    on: tuple[str, ...] = ()

    def fits(self, fact: EntityFact) -> bool:
        """Say whether an entity plays the role."""
        if fact.domain != self.domain or fact.translation_key in self.without:
            return False
        return (
            not (self.keys or self.suffixes or self.device_classes)
            or fact.translation_key in self.keys
            or fact.device_class in self.device_classes
            or fact.unique_id.endswith(self.suffixes or ("\0",))
        )

    def is_on(self, fact: StateFact | None) -> bool:
        """Say whether what the row's entity tells of is so; one that cannot be heard tells nothing."""
        said = word(fact)
        return said in self.on if self.on else flag(fact) is True


@dataclass(frozen=True, slots=True)
class Says:
    """What a word of a brand means: what is being done, and at what. A word of a phase says only at times what is being done."""

    doing: Doing | None = None
    phase: Phase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a brand's words mean: those of its state, those of its phase, and those that name no program.

    A phase that says what is being done is believed over a state that says `running`: the state of a machine is often the last to change.
    """

    states: Mapping[str, Says]
    phases: Mapping[str, Says] = field(default_factory=dict)
    no_program: frozenset[str] = frozenset({"none", "no_program", "off", "unknown"})


def wire(
    brand: str, kind: ApplianceKind, facts: Sequence[EntityFact], rows: Iterable[Row], *, part: str | None = None
) -> Wiring:
    """Return an appliance whose entities play the roles of the rows; an earlier row's come first. There must be an entity."""
    roles: dict[Role, dict[str, None]] = {}
    played: dict[str, EntityFact] = {}
    for row in rows:
        for fact in facts:
            if row.fits(fact):
                roles.setdefault(row.role, {})[fact.entity_id] = None
                played[fact.entity_id] = fact
    device_id = facts[0].device_id
    whole = device_id or facts[0].registry_id or facts[0].entity_id
    return Wiring(
        id=f"{whole}/{part}" if part else whole,
        brand=brand,
        kind=kind,
        roles={role: tuple(entities) for role, entities in roles.items()},
        device_id=device_id,
        part=part,
        facts=played,
    )


def read(wiring: Wiring, states: States, now: float, *, rows: Iterable[Row], words: Words) -> Reading:
    """Return what an appliance says by its table. Nothing is guessed: what its words do not say is None, and `doing` unknown."""
    state, phase = heard(wiring, states, Role.STATE), heard(wiring, states, Role.PHASE)
    doing, at_what = _doing(wiring, word(state), word(phase), words)
    if doing is Doing.IDLE and _flag(wiring, states, Role.POWER) is False:
        doing = Doing.OFF
    if _flag(wiring, states, Role.CONNECTED) is False:
        doing, at_what = Doing.UNKNOWN, None
    program = word(heard(wiring, states, Role.PROGRAM))
    return Reading(
        doing=doing,
        at=at(wiring, states, now),
        raw=word(state) if Role.STATE in wiring.roles else word(phase),
        phase=at_what,
        program=None if program is None or program.casefold() in words.no_program else program,
        progress=percent(heard(wiring, states, Role.PROGRESS)),
        ends_at=ends_at(wiring, states),
        remaining=minutes(heard(wiring, states, Role.REMAINING)),
        door_open=door_open(wiring, states),
        remote=_flag(wiring, states, Role.REMOTE),
        energy=kilowatt_hours(heard(wiring, states, Role.ENERGY)),
        reasons=reasons(wiring, states, rows),
    )


def read_always_on(wiring: Wiring, states: States, now: float, *, rows: Iterable[Row]) -> Reading:
    """Return what an appliance says that nobody turns off, such as a refrigerator: it runs while any of its entities can be heard."""
    told = [fact for one in wiring.entities if (fact := states.get(one)) is not None and word(fact) is not None]
    return Reading(
        doing=Doing.RUNNING if told else Doing.UNKNOWN,
        at=min(now, max((fact.at for fact in told), default=now)),
        door_open=door_open(wiring, states),
        energy=kilowatt_hours(heard(wiring, states, Role.ENERGY)),
        reasons=reasons(wiring, states, rows),
    )


def heard(wiring: Wiring, states: States, role: Role) -> StateFact | None:
    """Return the first state of a role that says anything."""
    return next((fact for one in wiring.roles.get(role, ()) if (fact := states.get(one)) and word(fact)), None)


def at(wiring: Wiring, states: States, now: float) -> float:
    """Return when an appliance last said anything about what it does; now, where it never did."""
    told = (states.get(one) for role in (Role.STATE, Role.PHASE) for one in wiring.roles.get(role, ()))
    return min(now, max((fact.at for fact in told if word(fact) and fact is not None), default=now))


def ends_at(wiring: Wiring, states: States) -> float | None:
    """Return when a run ends as the brand claims it; a brand may call an instant its remaining time."""
    told = instant(heard(wiring, states, Role.ENDS_AT))
    return told if told is not None else instant(heard(wiring, states, Role.REMAINING))


def door_open(wiring: Wiring, states: States) -> bool | None:
    """Say whether any door is open; None where none says."""
    told = {flag(states.get(one)) for one in wiring.roles.get(Role.DOOR, ())}
    if True in told:
        return True
    return False if False in told else None


def reasons(wiring: Wiring, states: States, rows: Iterable[Row]) -> tuple[str, ...]:
    """Return what an appliance wants somebody for, in the order of the rows, each once."""
    wanted: dict[str, None] = {}
    for row in rows:
        for entity_id, fact in wiring.facts.items():
            if row.reason is not None and row.fits(fact) and row.is_on(states.get(entity_id)):
                wanted[row.reason] = None
    return tuple(wanted)


def _doing(wiring: Wiring, state: str | None, phase: str | None, words: Words) -> tuple[Doing, Phase | None]:
    """Return what is being done and at what, of the words of a state and of a phase."""
    said, at_what = words.states.get(state or "", Says()), words.phases.get(phase or "", Says())
    doing = said.doing or Doing.UNKNOWN
    if at_what.doing is not None and (doing is Doing.RUNNING or Role.STATE not in wiring.roles):
        doing = at_what.doing
    step = at_what.phase or said.phase
    if doing in _HAS_PHASE or (doing is Doing.FINISHED and step in _AFTERWARDS):
        return doing, step
    return doing, None


def _flag(wiring: Wiring, states: States, role: Role) -> bool | None:
    """Say whether the first of a role that says anything is on."""
    return flag(heard(wiring, states, role))
