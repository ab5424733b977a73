"""What was understood: the parts of a sentence, each with what it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from hassil.recognize import RecognizeResult

from ..appliances.wishes import About, Wanted
from ..later.when import Once
from ..plan.steps import Step
from ..watched.ask import Ask
from .kept import KeptPart


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentPart:
    """One part that Home Assistant's own intent handles: custom intents, timers, lists, questions it answers.

    `slots` are as `intent.async_handle` wants them. `steps` are the service calls that it amounts to on resolved entities,
    for policy and verification; empty where it only answers or where no service fits.
    """

    text: str
    intent_type: str
    slots: Mapping[str, Any]
    steps: tuple[Step, ...]
    changes_home: bool
    recognized: RecognizeResult


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsPart:
    """One part that Parlor runs itself; `reply` is the key of a sentence in `replies/` about the things of these names."""

    text: str
    steps: tuple[Step, ...]
    reply: str
    names: tuple[str, ...]
    placeholders: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPart:
    """One part that is a question answered from states; nothing changes."""

    text: str
    reply: str
    placeholders: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPart:
    """One part that asks what was watched; `span` is a name that `span_of` knows, `place` a screen or a room, `person` as it was said."""

    text: str
    ask: Ask
    title: str = ""
    span: str = ""
    person: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitlePart:
    """One part that plays a film or a series: by its `title`, else what was watched last, or last in a `span`; on the player `target`, if it says."""

    text: str
    title: str
    start: str
    span: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterPart:
    """What is to be done later, once, and when, as it was `said`: steps, or without them something that the speaker is to be reminded of."""

    text: str
    steps: tuple[Step, ...]
    when: Once
    said: str
    reminder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansPart:
    """A question about what is planned, or a wish to cancel it; `words` say which of it."""

    text: str
    is_cancel: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliancePart:
    """One part that asks `about` appliances, or is `wanted` of one; `appliances` are what they are known by, `things` what stands for them.

    `is_weak` says that it means this only where it means nothing else.
    """

    text: str
    appliances: tuple[str, ...]
    things: tuple[str, ...]
    names: tuple[str, ...]
    about: About | None = None
    wanted: Wanted | None = None
    is_weak: bool = False

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return what is wanted as a step for the audit log; it is not run as one."""
        if self.wanted is None:
            return ()
        return (Step(domain="parlor", service=self.wanted.do.service, entity_ids=self.things),)

    @property
    def later_steps(self) -> tuple[Step, ...]:
        """Return what is wanted as steps that can be run at another time; none where it is only for now."""
        if self.wanted is None or self.wanted.do.command is None or self.wanted.ready_at is not None:
            return ()
        data = {"program": self.wanted.program} if self.wanted.program else {}
        return tuple(replace(step, data=dict(data)) for step in self.steps)


type Part = IntentPart | StepsPart | AnswerPart | AskPart | TitlePart | LaterPart | PlansPart | KeptPart | AppliancePart


@dataclass(frozen=True, slots=True)
class Understood:
    """A sentence of which every part was understood."""

    parts: tuple[Part, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return what is done at once, in order; empty where a part of it is no step."""
        parts = [part.steps if isinstance(part, StepsPart | IntentPart) else () for part in self.parts]
        return tuple(step for steps in parts for step in steps) if all(parts) else ()
