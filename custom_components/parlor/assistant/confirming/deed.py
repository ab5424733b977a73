"""A deed that waits for a person's yes and is more than a plan to run now: for later, for always, by another's tool, back."""

from typing import Protocol

from ..plan.steps import Step
from ..policy.actor import Actor
from ..policy.judging import Judgement


class HeldDeed(Protocol):
    """Something that is done only after a yes."""

    @property
    def description(self) -> str:
        """Return what would be done, as a person reads it."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the steps that it comes to, as far as it is made of steps."""

    async def async_judge(self, actor: Actor) -> Judgement:
        """Judge it as the home and the rules are now."""

    async def async_run(self, actor: Actor) -> str:
        """Do it for somebody who said yes, and return what to say of it."""
