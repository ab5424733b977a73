"""Takes back what was done last, or asks first where that needs a yes: to unlock again what was locked."""

from dataclasses import dataclass, replace

from homeassistant.core import HomeAssistant

from ..acting.last_plans import PlanDone
from ..acting.undo import Undoing
from ..acting.undoing import Undone, async_last, async_take_back, undo_speech
from ..plan.reading import Plan
from ..plan.steps import Step
from ..policy.actor import Actor
from ..policy.judging import Judgement, async_judge
from ..policy.rule import Guard, Verdict
from ..replies import Replies
from .asking import Asking, told


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoDeed:
    """An undo that waits for a yes."""

    hass: HomeAssistant
    replies: Replies
    last: PlanDone
    undoing: Undoing
    say: str = ""

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the steps that restore what was."""
        return tuple(self.undoing.steps)

    @property
    def description(self) -> str:
        """Return what they do."""
        return told(self.hass, self.replies, Plan(steps=self.steps), ())

    async def async_judge(self, actor: Actor) -> Judgement:
        """Judge them as the rules are now."""
        return await async_judge(self.hass, self.steps, actor)

    async def async_run(self, actor: Actor) -> str:
        """Run them, and return what to say."""
        undone = await async_take_back(self.hass, self.last, self.undoing, actor, self.replies)
        return undo_speech(self.hass, self.replies, undone, self.say)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What came of it: what to say, what was undone, and whether it waits for a yes."""

    speech: str
    undone: Undone | None = None
    is_held: bool = False


async def async_take_back_or_ask(
    hass: HomeAssistant, actor: Actor, replies: Replies, asking: Asking | None, say: str = ""
) -> TakenBack:
    """Take back what was done last; `say` is said where everything is as before."""
    found = await async_last(hass, actor)
    if found is None:
        return TakenBack(speech=undo_speech(hass, replies, None, say))
    last, undoing = found
    deed = UndoDeed(hass=hass, replies=replies, last=last, undoing=undoing, say=say)
    judgement = await deed.async_judge(actor)
    # What an undo deletes is what it had just made itself.
    made = frozenset(each.key for each in judgement.asked if each.guard is Guard.DELETE)
    if made:
        actor = replace(actor, confirmed=actor.confirmed | made)
        judgement = await deed.async_judge(actor)
    if asking is not None and judgement.verdict is Verdict.CONFIRM:
        question = await asking.async_hold(hass, deed, judgement.asked, actor, replies)
        return TakenBack(speech=question, is_held=True)
    undone = await async_take_back(hass, last, undoing, actor, replies)
    return TakenBack(speech=undo_speech(hass, replies, undone, say), undone=undone)
