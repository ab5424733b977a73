"""Lets a plan wait for a yes, and says what it would do."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from time import monotonic
from types import MappingProxyType
from typing import Final

from homeassistant.core import HomeAssistant

from ..acting.recording import async_log
from ..local import AppliancePart, IntentPart, LaterPart, StepsPart, TitlePart, Understood
from ..plan.reading import Plan
from ..plan.steps import Outcome, Step, StepResult
from ..policy.actor import Actor
from ..policy.rule import Deed
from ..prompt.describe import plain
from ..replies import MOST_NAMES, Replies
from ..speech import name_of, names_of
from .deed import HeldDeed
from .pin import Pin
from .waiting import Held, waiting_in

# Values in a plan are a model's or a stranger's words: no more of them is read out than tells what is meant.
_MOST_WORDS: Final = 60
_MOST_DESCRIBED: Final = 300
# service -> the key of the words for doing it; what is not here is told by its name.
_DOING: Final[Mapping[str, str]] = {
    "alarm_disarm": "do_disarm", "close_cover": "do_close", "close_valve": "do_close", "lock": "do_lock",
    "open": "do_open", "open_cover": "do_open", "open_valve": "do_open", "press": "do_press",
    "remove_item": "do_remove", "set_cover_position": "do_position", "set_valve_position": "do_position",
    "trigger": "do_run", "turn_off": "do_turn_off", "turn_on": "do_turn_on", "unlock": "do_unlock",
}  # fmt: skip
_RUN: Final = frozenset({"automation.trigger", "scene.turn_on", "script.turn_on"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Where a yes is asked for: of one agent, in one conversation, with a PIN or without."""

    agent_id: str
    conversation_id: str
    pin: Pin | None = None

    def is_waiting(self, hass: HomeAssistant) -> bool:
        """Say whether a plan waits here for the next thing that a person says."""
        held = waiting_in(hass).held.get((self.agent_id, self.conversation_id))
        return held is not None and not held.is_late

    async def async_hold(
        self,
        hass: HomeAssistant,
        what: Plan | Understood | HeldDeed,
        asked: Sequence[Deed],
        actor: Actor,
        replies: Replies,
    ) -> str:
        """Let the whole of a plan wait for a yes to some of its deeds, and return the question."""
        waiting = waiting_in(hass)
        if self.pin is not None and (seconds := waiting.tries_of(self.agent_id).seconds_locked):
            return replies.say("pin_locked", {"minutes": str(_minutes(seconds))})
        speaker = await actor.async_speaker(hass)
        held = Held(
            what=_fixed(what),
            keys=frozenset(deed.key for deed in asked),
            speaker=speaker,
            device_id=actor.llm_context.device_id,
            since=monotonic(),
        )
        waiting.put((self.agent_id, self.conversation_id), held)
        await async_log(hass, [StepResult(step=step, outcome=Outcome.HELD) for step in steps_of(what)], actor)
        key = "ask_pin" if self.pin is not None else "ask_yes"
        return replies.say(key, {"what": told(hass, replies, held.what, asked)})


def told(hass: HomeAssistant, replies: Replies, what: Plan | Understood | HeldDeed, asked: Sequence[Deed]) -> str:
    """Return what a plan would do, and what that would set in motion."""
    if isinstance(what, Plan | Understood):
        phrases = [_step(hass, replies, step) for step in _steps_now(what)]
    else:
        phrases = [plain(what.description, _MOST_DESCRIBED)]
    parts = what.parts if isinstance(what, Understood) else ()
    phrases += [f"“{plain(part.text, _MOST_WORDS)}”" for part in parts if _is_told_by_its_words(part)]
    inner = [_deed(hass, replies, deed) for deed in asked if deed.via]
    text = _listed(replies, phrases)
    if inner:
        text = replies.say("do_with", {"what": text, "inner": _listed(replies, inner)})
    return text[:1].upper() + text[1:]


def _steps_now(what: Plan | Understood) -> tuple[Step, ...]:
    """Return the steps that would run at once."""
    if isinstance(what, Plan):
        return what.steps
    return tuple(step for part in what.parts if isinstance(part, StepsPart | IntentPart) for step in part.steps)


def steps_of(what: Plan | Understood | HeldDeed) -> tuple[Step, ...]:
    """Return the steps of a plan, or of what was understood without a model."""
    if not isinstance(what, Understood):
        return what.steps
    return tuple(
        step
        for part in what.parts
        if isinstance(part, StepsPart | IntentPart | LaterPart | AppliancePart)
        for step in part.steps
    )


def _is_told_by_its_words(part: object) -> bool:
    """Say whether a part has no steps that could be told."""
    if isinstance(part, AppliancePart):
        return part.wanted is not None
    return isinstance(part, TitlePart | LaterPart) or (
        isinstance(part, IntentPart) and part.changes_home and not part.steps
    )


def _fixed(what: Plan | Understood | HeldDeed) -> Plan | Understood | HeldDeed:
    """Return a plan that nobody can change any more."""
    if not isinstance(what, Plan | Understood):
        return what
    if isinstance(what, Plan):
        return replace(what, steps=tuple(_fixed_step(step) for step in what.steps))
    parts = (
        replace(part, steps=tuple(_fixed_step(step) for step in part.steps))
        if isinstance(part, StepsPart | IntentPart | LaterPart)
        else part
        for part in what.parts
    )
    return Understood(tuple(parts))


def _fixed_step(step: Step) -> Step:
    """Return a step with data of its own."""
    return replace(step, data=MappingProxyType(deepcopy(dict(step.data))))


def _step(hass: HomeAssistant, replies: Replies, step: Step) -> str:
    """Return one step in words."""
    given = {name: _worded(value) for name, value in step.data.items()}
    key = "do_run" if step.action in _RUN else _DOING.get(step.service, "do_other")
    values = ", ".join(value for value in given.values() if value)
    if key in ("do_turn_on", "do_other") and values:
        key = "do_value"
    named = {"name": names_of(hass, replies, step.entity_ids), "action": step.action, "value": values}
    return replies.say(key, {**given, **named})


def _deed(hass: HomeAssistant, replies: Replies, deed: Deed) -> str:
    """Return one deed that is set in motion in words."""
    if not deed.action:
        return replies.say("do_unclear")
    service = deed.action.partition(".")[2]
    if deed.entity_id is None:
        return replies.say("do_call", {"action": deed.action})
    key = _DOING.get(service, "do_other")
    return replies.say(key, {"name": name_of(hass, deed.entity_id), "action": deed.action})


def _worded(value: object) -> str:
    """Return a value in a plan, short enough to be said."""
    several = value if isinstance(value, list | tuple) else (value,)
    return plain(", ".join(str(each) for each in several), _MOST_WORDS)


def _listed(replies: Replies, phrases: Sequence[str]) -> str:
    """Return phrases in one line; of many only the first, and how many more there are."""
    each = list(dict.fromkeys(phrases))
    if len(each) <= MOST_NAMES:
        return "; ".join(each)
    return replies.say("and_more", {"names": "; ".join(each[:MOST_NAMES]), "count": str(len(each) - MOST_NAMES)})


def _minutes(seconds: float) -> int:
    """Return a time in minutes, as one waits for it."""
    return int(-(-seconds // 60))
