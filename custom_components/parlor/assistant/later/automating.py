"""What is to be done always: an automation like those made in the editor, checked before, saved only after a yes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
import uuid

import probatio
import yaml

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ..acting.recording import async_keep_revocable, async_log
from ..plan.steps import Outcome, Step, StepResult
from ..policy.actor import Actor
from ..policy.judging import Judgement, async_judge
from ..prompt.describe import plain
from ..replies import Replies
from ..speech import name_of
from .editor import AUTOMATION, Invalid, NoEditor, async_save, async_unsave
from .telling import told_deed, told_when
from .when import When, triggers_of

MOST_NAME: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class AutomationDeed:
    """An automation that waits for a yes."""

    hass: HomeAssistant
    replies: Replies
    steps: tuple[Step, ...]
    config: Mapping[str, Any]
    description: str

    @property
    def as_yaml(self) -> str:
        """Return it as it would be kept."""
        return yaml.safe_dump(dict(self.config), sort_keys=False, allow_unicode=True)

    async def async_judge(self, actor: Actor) -> Judgement:
        """Judge what it would do."""
        return await async_judge(self.hass, self.steps, actor)

    async def async_run(self, actor: Actor) -> str:
        """Save it, if whoever said yes may make automations; return what to say."""
        if (why := await async_not_allowed(self.hass, actor, self.replies)) is not None:
            return why
        try:
            entity_id = await async_save(self.hass, self.config)
        except Invalid, NoEditor:
            return self.replies.say("always_unsaved")
        saved = StepResult(
            step=Step(domain=AUTOMATION, service="create", entity_ids=(entity_id,) if entity_id else ()),
            outcome=Outcome.DONE if entity_id else Outcome.UNCONFIRMED,
        )
        await async_log(self.hass, [saved], actor)
        async_keep_revocable(self.hass, actor.llm_context, SavedAutomation(hass=self.hass, config=self.config))
        if entity_id is None:
            return self.replies.say("always_not_loaded")
        return self.replies.say("always_saved", {"name": name_of(self.hass, entity_id)})


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedAutomation:
    """An automation that was saved after a yes."""

    hass: HomeAssistant
    config: Mapping[str, Any]
    is_over: bool = False

    async def async_revoke(self, replies: Replies) -> str:
        """Remove it again, unless somebody changed it since."""
        name = {"name": plain(self.config["alias"])}
        try:
            is_gone = await async_unsave(self.hass, self.config)
        except Invalid, NoEditor:
            return replies.say("undo_impossible", name)
        return replies.say("always_removed" if is_gone else "undo_changed", name)


async def async_not_allowed(hass: HomeAssistant, actor: Actor, replies: Replies) -> str | None:
    """Return why somebody may make no automations, None where they may: only who is known to be an administrator."""
    user_id = actor.context.user_id
    if user_id is None:
        return replies.say("always_unknown")
    user = await hass.auth.async_get_user(user_id)
    return None if user is not None and user.is_active and user.is_admin else replies.say("always_no_admin")


async def async_build(
    hass: HomeAssistant,
    replies: Replies,
    when: When,
    steps: Sequence[Step],
    conditions: Sequence[Any] = (),
) -> AutomationDeed:
    """Return the automation that does some steps whenever something comes; raises Invalid with why it is none."""
    from homeassistant.components.automation.config import async_validate_config_item

    told = replies.say(
        "always_told", {"when": told_when(hass, replies, when), "what": told_deed(hass, replies, steps, "")}
    )
    config: dict[str, Any] = {
        "id": uuid.uuid4().hex,
        "alias": told[:MOST_NAME],
        "description": replies.say("always_description"),
        "triggers": triggers_of(when),
        "conditions": list(conditions),
        "actions": [_action(step) for step in steps],
        "mode": "single",
    }
    for step in steps:
        if not hass.services.has_service(step.domain, step.service):
            raise Invalid(f"There is no action {step.action} for automations.")
    try:
        await async_validate_config_item(hass, config["id"], dict(config))
    except (probatio.Invalid, HomeAssistantError) as error:
        raise Invalid(str(error)[:300]) from error
    return AutomationDeed(hass=hass, replies=replies, steps=tuple(steps), config=config, description=told)


def _action(step: Step) -> dict[str, Any]:
    """Return a step as an automation has it."""
    data = {"data": dict(step.data)} if step.data else {}
    return {"action": step.action, "target": {"entity_id": list(step.entity_ids)}, **data}
