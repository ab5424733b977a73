"""Which plan "undo that" means, and for how long."""

from typing import Any

from custom_components.parlor.assistant.acting.last_plans import SECONDS, LastPlans, PlanDone

from .test_undo import ENDED, changed, seen


def plan(number: int, **known: Any) -> PlanDone:
    """Return a plan that changed something."""
    change = changed(seen("off"), seen("on"), "light.turn_on")
    return PlanDone(changes=(change,), context_id=str(number), **{"ended": ENDED + number, **known})


def last(plans: LastPlans, now: float, conversation: str | None = None, **who: str) -> str | None:
    """Return the context of the plan that would be taken back."""
    found = plans.last(now, conversation_id=conversation, user_id=who.get("user"), device_id=who.get("device"))
    return found.context_id if found else None


def test_the_last_plans_of_a_conversation_and_no_more() -> None:
    plans = LastPlans()
    for number in range(8):
        plans.add(plan(number, conversation_id="a"))
    plans.add(plan(8, conversation_id="b"))
    assert len(plans.plans) == 6
    assert last(plans, ENDED, "a") == "7"
    assert last(plans, ENDED, "b") == "8"
    assert last(plans, ENDED, "c") is None
    assert last(plans, ENDED + SECONDS + 7.5, "b") == "8"
    assert last(plans, ENDED + SECONDS + 9, "b") is None


def test_whose_plan_it_was() -> None:
    plans = LastPlans()
    plans.add(plan(1, user_id="anna", device_id="kitchen"))
    plans.add(plan(2, device_id="kitchen"))
    assert last(plans, ENDED, user="anna") == "1"
    assert last(plans, ENDED, device="kitchen") == "2"
    assert last(plans, ENDED, user="ben", device="kitchen") is None
    assert last(plans, ENDED) is None


def test_what_one_turn_does_in_several_goes_is_one_plan() -> None:
    plans = LastPlans()
    first = changed(seen("off"), seen("on", brightness=50), "light.turn_on")
    then = changed(seen("on", brightness=50), seen("on", brightness=90), "light.turn_on")
    for change in (first, then):
        plans.add(PlanDone(changes=(change,), ended=ENDED, context_id="1", turn="one", conversation_id="a"))
    (done,) = plans.plans
    (both,) = done.changes
    assert (both.before, both.left, len(both.steps)) == (first.before, then.left, 2)


def test_an_undo_of_an_undo_is_the_end_of_it() -> None:
    plans = LastPlans()
    plans.add(plan(1, undoes=1))
    plans.add(plan(2, undoes=2))
    assert [done.context_id for done in plans.plans] == ["1"]
