"""Orders to appliances: judged by the policy, written into the audit log, and said of only what was seen."""

import asyncio
from dataclasses import dataclass, replace
import logging
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ...appliances.command import Outcome, Why
from ..acting.recording import async_keep_revocable, async_log
from ..home import async_get_home
from ..plan import steps as plan
from ..policy.actor import Actor
from ..policy.decision import Refusal, Refused
from ..policy.facts import facts_of
from ..policy.judging import Judged, Judgement, async_judge_done_to
from ..policy.rule import Deed, Guard, Verdict
from ..prompt.describe import plain
from ..replies import Replies
from ..watched.words import local
from .seen import ToldAppliance, appliance_of
from .telling import told_moment
from .wishes import Do, Wanted

_LOGGER = logging.getLogger(__name__)
# An order that has not come to anything by then is told as such; whoever carries it out looks at the appliance for most of it.
SECONDS: Final = 60.0
_MOST_ERROR: Final = 200
_DONE: Final = {
    Do.START: "appliance_started", Do.PAUSE: "appliance_paused_now", Do.RESUME: "appliance_resumed",
    Do.STOP: "appliance_stopped", Do.PROGRAM: "appliance_program_set", Do.EMPTIED: "appliance_emptied",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What came of something wanted of an appliance: what to say, and whether it was done."""

    speech: str
    result: plan.StepResult

    @property
    def is_done(self) -> bool:
        """Say whether people may be told that it worked."""
        return self.result.outcome.is_good


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplianceDeed:
    """Something wanted of an appliance that waits for a yes."""

    hass: HomeAssistant
    replies: Replies
    appliance_id: str
    wanted: Wanted
    description: str
    steps: tuple[plan.Step, ...]

    async def async_judge(self, actor: Actor) -> Judgement:
        """Judge it as the home and the rules are now."""
        return await async_judge_wanted(self.hass, self.appliance_id, self.wanted, actor)

    async def async_run(self, actor: Actor) -> str:
        """Do it for somebody who said yes, and return what to say of it."""
        home = async_get_home(self.hass, str(actor.llm_context.assistant))
        if (appliance := appliance_of(self.hass, home, self.appliance_id)) is None:
            return self.replies.say("confirm_changed")
        return (await async_carry_out(self.hass, self.replies, appliance, self.wanted, actor)).speech


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneToAppliance:
    """What was done to an appliance: a start is taken back by a stop, a pause by going on; all else cannot be taken back."""

    hass: HomeAssistant
    appliance: ToldAppliance
    wanted: Wanted
    actor: Actor
    is_over: bool = False

    async def async_revoke(self, replies: Replies) -> str:
        """Take it back if that may be done at once, and return what to say of it."""
        opposite = _OPPOSITES.get(self.wanted.do)
        if opposite is None or opposite.command not in self.appliance.known.commands():
            return replies.say("undo_impossible", {"name": self.appliance.name})
        wanted = Wanted(do=opposite)
        judgement = await async_judge_wanted(self.hass, self.appliance.id, wanted, self.actor)
        if judgement.verdict is not Verdict.ALLOW:
            return replies.say("undo_impossible", {"name": self.appliance.name})
        actor = replace(self.actor, undoes=self.actor.undoes + 1)
        return (await async_carry_out(self.hass, replies, self.appliance, wanted, actor)).speech


_OPPOSITES: Final = {Do.START: Do.STOP, Do.RESUME: Do.PAUSE, Do.PAUSE: Do.RESUME}


def deed_for(hass: HomeAssistant, replies: Replies, appliance: ToldAppliance, wanted: Wanted) -> ApplianceDeed:
    """Return something wanted, as it waits for a yes."""
    return ApplianceDeed(
        hass=hass,
        replies=replies,
        appliance_id=appliance.id,
        wanted=wanted,
        description=told_wanted(replies, appliance, wanted),
        steps=(step_of(appliance, wanted),),
    )


def told_wanted(replies: Replies, appliance: ToldAppliance, wanted: Wanted) -> str:
    """Return what is wanted, as a person is asked for a yes."""
    program = appliance.program(wanted.program)
    told = replies.say(f"do_appliance_{wanted.do.value}", {"name": appliance.name, "program": program})
    details = [program] if program and wanted.do is not Do.PROGRAM else []
    if wanted.ready_at is not None:
        details.append(told_moment(replies, local(wanted.ready_at)))
    return replies.say("do_appliance_with", {"what": told, "details": ", ".join(details)}) if details else told


def step_of(appliance: ToldAppliance, wanted: Wanted) -> plan.Step:
    """Return something wanted as the step that rules and the audit log know it by."""
    data = {"option": appliance.program(wanted.program)} if wanted.program else {}
    if wanted.ready_at is not None:
        data["ready_by"] = dt_util.as_local(dt_util.utc_from_timestamp(wanted.ready_at)).isoformat(timespec="minutes")
    return plan.Step(
        domain="parlor", service=wanted.do.service, entity_ids=(appliance.thing.entity_id,), data=dict(data)
    )


async def async_judge_wanted(hass: HomeAssistant, appliance_id: str, wanted: Wanted, actor: Actor) -> Judgement:
    """Judge something wanted of an appliance; of one that heats nothing but stopping is allowed at once."""
    home = async_get_home(hass, str(actor.llm_context.assistant))
    if (appliance := appliance_of(hass, home, appliance_id)) is None:
        gone = plan.Step(domain="parlor", service=wanted.do.service)
        return Judgement(each=(Judged(step=gone, refused=Refused(Refusal.NOT_EXPOSED)),))
    step = step_of(appliance, wanted)
    facts = facts_of(hass, appliance.thing.entity_id)
    deed = Deed(
        action=step.action,
        entity_id=appliance.thing.entity_id,
        device_class=facts.device_class,
        labels=facts.labels,
        guard=Guard.HEAT if appliance.kind.traits.heats and not wanted.do.is_calming else None,
    )
    return await async_judge_done_to(hass, step, (deed,), actor)


async def async_carry_out(
    hass: HomeAssistant, replies: Replies, appliance: ToldAppliance, wanted: Wanted, actor: Actor
) -> Carried:
    """Do something wanted that was judged before, write down what came of it, and say it."""
    step = step_of(appliance, wanted)
    result = plan.StepResult(step=step, outcome=plan.Outcome.UNCONFIRMED, reason="no_answer")
    try:
        outcome = await _async_outcome(appliance, wanted)
        result = _result(step, appliance, wanted, outcome)
    finally:
        await async_log(hass, [result], actor)
    if result.outcome is plan.Outcome.DONE and actor.undoes == 0:
        done = DoneToAppliance(hass=hass, appliance=appliance, wanted=wanted, actor=actor)
        async_keep_revocable(hass, actor.llm_context, done, is_of_home=True)
    return Carried(speech=_speech(replies, appliance, wanted, result), result=result)


async def _async_outcome(appliance: ToldAppliance, wanted: Wanted) -> Outcome | None:
    """Return what came of it; None where nothing had to be done."""
    if wanted.order is None:
        return Outcome() if appliance.known.mark_unloaded() else None
    try:
        async with asyncio.timeout(SECONDS):
            return await appliance.known.order(wanted.order)
    except TimeoutError:
        return Outcome(why=Why.NO_EFFECT)
    except HomeAssistantError as error:
        return Outcome(why=Why.REFUSED, detail=str(error))
    except Exception as error:  # noqa: BLE001  whatever a brand's integration raises must not end the turn
        _LOGGER.debug("An order to an appliance raised %s", type(error).__name__)
        return Outcome(why=Why.REFUSED, detail=type(error).__name__)


def _result(step: plan.Step, appliance: ToldAppliance, wanted: Wanted, outcome: Outcome | None) -> plan.StepResult:
    """Return what came of it as of any step."""
    if outcome is None:
        return plan.StepResult(step=step, outcome=plan.Outcome.ALREADY, reason="appliance_nothing_in")
    if outcome.why is None:
        return plan.StepResult(step=step, outcome=plan.Outcome.DONE)
    came = {Why.ALREADY: plan.Outcome.ALREADY, Why.NO_EFFECT: plan.Outcome.UNCONFIRMED}
    error = plain(outcome.detail, _MOST_ERROR) if outcome.detail else ""
    reason = f"appliance_{outcome.why.value}"
    if outcome.why is Why.REFUSED and error:
        reason = "appliance_refused_why"
    given = {"error": error, "program": appliance.program(wanted.program)}
    return plan.StepResult(
        step=step, outcome=came.get(outcome.why, plan.Outcome.FAILED), reason=reason, placeholders=given
    )


def _speech(replies: Replies, appliance: ToldAppliance, wanted: Wanted, result: plan.StepResult) -> str:
    """Return what to say of it."""
    given = {"name": appliance.name, "program": appliance.program(wanted.program)}
    if result.reason:
        return replies.say(result.reason, {**result.placeholders, **given})
    key = _DONE[wanted.do]
    if wanted.do is Do.START:
        if wanted.ready_at is not None:
            key, given["when"] = "appliance_ready_by", told_moment(replies, local(wanted.ready_at))
        key = f"{key}_program" if given["program"] else key
    return replies.say(key, given)
