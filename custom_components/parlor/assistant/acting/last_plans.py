"""The last plans of each conversation, for as long as they can be taken back. Pure; kept in memory only."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from ..replies import Replies
from .changed import Changed

SECONDS: Final = 15 * 60.0
MOST_IN_CONVERSATION: Final = 5
MOST: Final = 100
# An undo can be taken back, and that is the end of it.
MOST_UNDONE: Final = 1


class Revocable(Protocol):
    """Something done that is no state of an entity: planned, cancelled, remembered, forgotten, saved."""

    @property
    def is_over(self) -> bool:
        """Say whether something has come of it that is taken back by itself, as of a job that has run."""

    async def async_revoke(self, replies: Replies) -> str:
        """Take it back if that still can be, and return what to say of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDone:
    """What one turn changed: in which conversation, for whom, and when it was over; `undoes` counts undos of undos.

    `is_of_home` says that a revocable of it is something done in the home, as to an appliance, and not only kept in mind.
    """

    changes: tuple[Changed, ...] = ()
    revocables: tuple[Revocable, ...] = ()
    ended: float
    context_id: str
    turn: str | None = None
    conversation_id: str | None = None
    user_id: str | None = None
    device_id: str | None = None
    undoes: int = 0
    is_of_home: bool = False

    @property
    def where(self) -> tuple[str | None, ...]:
        """Return in which conversation it was done, or by whom where there was none."""
        return (self.conversation_id,) if self.conversation_id else (None, self.user_id, self.device_id)

    def is_of(self, user_id: str | None, device_id: str | None) -> bool:
        """Say whether the same person, or an unknown one at the same satellite, asked for it."""
        if user_id is not None or self.user_id is not None:
            return user_id == self.user_id
        return device_id is not None and device_id == self.device_id

    @property
    def is_over(self) -> bool:
        """Say whether what it was for has been done since, and is a plan of its own."""
        return bool(self.revocables) and not self.changes and all(one.is_over for one in self.revocables)


@dataclass(slots=True)
class LastPlans:
    """Plans that can be taken back, the last one last."""

    plans: list[PlanDone] = field(default_factory=list)

    def add(self, done: PlanDone) -> None:
        """Keep what was done; what one turn does in several goes is one plan."""
        self._forget_before(done.ended - SECONDS)
        if done.undoes > MOST_UNDONE:
            return
        last = self.plans[-1] if self.plans else None
        if last is not None and last.turn is not None and (last.turn, last.undoes) == (done.turn, done.undoes):
            done = replace(
                done,
                changes=merged(last.changes, done.changes),
                revocables=(*last.revocables, *done.revocables),
                is_of_home=last.is_of_home or done.is_of_home,
            )
            self.plans.pop()
        self.plans.append(done)
        same = [one for one in self.plans if one.where == done.where]
        for one in [*same[:-MOST_IN_CONVERSATION], *self.plans[:-MOST]]:
            self.drop(one)

    def last(
        self, now: float, *, conversation_id: str | None, user_id: str | None, device_id: str | None
    ) -> PlanDone | None:
        """Return the last plan of a conversation, else that of the same speaker."""
        self._forget_before(now - SECONDS)
        if conversation_id is not None and (found := self.in_conversation(now, conversation_id)):
            return found
        theirs = (one for one in reversed(self.plans) if one.is_of(user_id, device_id))
        return next((one for one in theirs if not one.is_over), None)

    def in_conversation(self, now: float, conversation_id: str) -> PlanDone | None:
        """Return the last plan of a conversation."""
        self._forget_before(now - SECONDS)
        of_it = (one for one in reversed(self.plans) if one.conversation_id == conversation_id)
        return next((one for one in of_it if not one.is_over), None)

    def drop(self, plan: PlanDone) -> None:
        """Keep a plan no longer."""
        self.plans = [one for one in self.plans if one is not plan]

    def _forget_before(self, since: float) -> None:
        """Keep no plan that is too old to be meant."""
        self.plans = [one for one in self.plans if one.ended >= since]


def merged(*goes: Iterable[Changed]) -> tuple[Changed, ...]:
    """Return what several goes did to each entity as one: as it was before the first, as the last left it."""
    found: dict[str, Changed] = {}
    for one in (one for go in goes for one in go):
        known = found.get(one.entity_id, one)
        steps = one.steps if known is one else (*known.steps, *one.steps)
        found[one.entity_id] = replace(one, before=known.before, steps=steps)
    return tuple(found.values())
