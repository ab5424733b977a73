"""What is to be done always: an automation like those made in the editor, checked before, saved only after a yes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
import inspect
import logging
from typing import TYPE_CHECKING, Any, Final
import uuid

import probatio
import yaml

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er

from ..plan.steps import Step
from ..policy.actor import Actor
from ..policy.judging import Judgement, async_judge
from ..replies import Replies
from ..speech import name_of
from .telling import told_deed, told_when
from .when import When, triggers_of

if TYPE_CHECKING:
    from homeassistant.components.config.automation import EditAutomationConfigView

_LOGGER = logging.getLogger(__name__)
AUTOMATION: Final = "automation"
EDITOR: Final = "/api/config/automation/config/{config_key}"
MOST_NAME: Final = 120


class Invalid(HomeAssistantError):
    """Home Assistant does not take it for an automation."""


class NoEditor(HomeAssistantError):
    """Automations cannot be saved here: there is no editor for them."""


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
        if entity_id is None:
            return self.replies.say("always_not_loaded")
        return self.replies.say("always_saved", {"name": name_of(self.hass, entity_id)})


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


async def async_save(hass: HomeAssistant, config: Mapping[str, Any]) -> str | None:
    """Save an automation as the editor does, under its lock, and load it; returns its entity, None where it is not loaded.

    Raises NoEditor, and Invalid where it is no automation any more.
    """
    from homeassistant.components.automation.config import async_validate_config_item
    from homeassistant.components.config.view import _write

    editor = _editor(hass)
    if editor is None:
        raise NoEditor
    key = str(config["id"])
    told = {name: value for name, value in config.items() if name != "id"}
    try:
        await async_validate_config_item(hass, key, dict(config))
        async with editor.mutation_lock:
            current = await editor.read_config(hass)
            if not isinstance(current, list) or not all(isinstance(each, dict) for each in current):
                raise Invalid("automations.yaml is no list of automations")
            editor._write_value(hass, current, key, told)  # noqa: SLF001  the editor's own order of keys
            await hass.async_add_executor_job(_write, hass.config.path(editor.path), current)
    except (probatio.Invalid, HomeAssistantError, OSError) as error:
        _LOGGER.warning("An automation could not be saved: %s", type(error).__name__)
        raise Invalid(str(error)[:300]) from error
    await hass.services.async_call(AUTOMATION, "reload", {"id": key}, blocking=True)
    return er.async_get(hass).async_get_entity_id(AUTOMATION, AUTOMATION, key)


def _editor(hass: HomeAssistant) -> EditAutomationConfigView | None:
    """Return the editor of automations: only it has the lock under which the file is written."""
    from homeassistant.components.config.automation import EditAutomationConfigView

    for resource in hass.http.app.router.resources():
        if resource.canonical != EDITOR:
            continue
        for route in resource:
            view = inspect.getclosurevars(route.handler).nonlocals.get("view")
            if isinstance(view, EditAutomationConfigView):
                return view
    return None
