"""What may happen: a pure decision over facts, made in code before every step, whoever asked for it.

A model, a film title or a sentence on a web page can ask for anything; only this says yes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
import re
from urllib.parse import unquote

from homeassistant.auth.permissions.const import POLICY_CONTROL
from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.const import ATTR_DEVICE_CLASS
from homeassistant.core import HomeAssistant
from homeassistant.helpers.llm import LLMContext

from ..plan.steps import Step
from .reach import GUARDED_COVERS, HARMLESS_COVER_SERVICES, SENSITIVE_ACTIONS, reaches_guarded


class Refusal(StrEnum):
    """Why a step may not happen; each is the key of a sentence in `replies/`."""

    NOT_EXPOSED = "not_exposed"
    NOT_PERMITTED = "not_permitted"
    SENSITIVE = "sensitive"
    NOT_OFFERED = "not_offered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What the policy knows of one entity of a step."""

    entity_id: str
    is_exposed: bool
    is_permitted: bool
    device_class: str | None = None
    # Whether it is a way to something guarded: a group with a garage door, a script that unlocks.
    reaches_guarded: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A step that may not happen, and on account of which entity."""

    reason: Refusal
    entity_id: str | None = None


# Services that act on no entity of a home, or on everything at once, are never an assistant's: restart, reload, shell.
_NEVER_DOMAINS = frozenset({"homeassistant", "hassio", "shell_command", "python_script", "command_line", "recorder"})

# Of what sets something in motion: stopping a script, or letting an automation wait for its own triggers.
_HARMLESS_ACTIONS = frozenset({"automation.turn_off", "automation.turn_on", "script.turn_off"})
# A step's entities are resolved and judged: data that names more of them is not sent on.
TARGET_FIELDS = frozenset({"area_id", "device_id", "entity_id", "exclude", "floor_id", "label_id", "target"})
# Media that anybody may play by its address: files, the radio, speech. Other sources may be cameras of any kind.
_OPEN_SOURCES = ("media-source://media_source/", "media-source://radio_browser/", "media-source://tts/")
_ENTITY_ID = re.compile(r"\b(?:camera|image)\.[a-z0-9_]+")


def decide(step: Step, targets: Sequence[Target], *, allow_sensitive: bool) -> Refused | None:
    """Return why a step may not happen, or None when it may."""
    if step.domain in _NEVER_DOMAINS or not targets or step.data.keys() & TARGET_FIELDS or _plays_a_closed_source(step):
        return Refused(Refusal.NOT_OFFERED)
    for target in targets:
        if not target.is_exposed:
            return Refused(Refusal.NOT_EXPOSED, target.entity_id)
        if not target.is_permitted:
            return Refused(Refusal.NOT_PERMITTED, target.entity_id)
        if not allow_sensitive and is_sensitive(step, target):
            return Refused(Refusal.SENSITIVE, target.entity_id)
    return None


def is_sensitive(step: Step, target: Target) -> bool:
    """Say whether a step lets somebody in, turns a guard off, or lets water or gas run."""
    if step.action in SENSITIVE_ACTIONS:
        return True
    if step.domain == "cover":
        is_door = target.reaches_guarded or target.device_class in GUARDED_COVERS
        return is_door and step.service not in HARMLESS_COVER_SERVICES
    return target.reaches_guarded and step.action not in _HARMLESS_ACTIONS


def _media_of(step: Step) -> str:
    """Return the address of what a step plays, unescaped; empty where it plays nothing."""
    return unquote(str(step.data.get("media_content_id", ""))).strip().casefold()


def _plays_a_closed_source(step: Step) -> bool:
    """Say whether a step plays from a source that may show what is not exposed."""
    media = _media_of(step)
    is_entity = media.startswith(("media-source://camera/", "media-source://image/"))
    return media.startswith("media-source:") and not is_entity and not media.startswith(_OPEN_SOURCES)


async def async_targets(hass: HomeAssistant, step: Step, llm_context: LLMContext) -> list[Target]:
    """Return what the policy must know of a step's entities and of those that it shows: who may, and what they are."""
    may_control = await _async_permission(hass, llm_context)
    return [
        Target(
            entity_id=entity_id,
            is_exposed=async_should_expose(hass, llm_context.assistant, entity_id),
            is_permitted=may_control is None or may_control(entity_id),
            device_class=_attributes(hass, entity_id).get(ATTR_DEVICE_CLASS),
            reaches_guarded=reaches_guarded(hass, entity_id),
        )
        for entity_id in (*step.entity_ids, *_ENTITY_ID.findall(_media_of(step)))
    ]


def _attributes(hass: HomeAssistant, entity_id: str) -> Mapping[str, str]:
    """Return an entity's attributes, or none where it is gone."""
    state = hass.states.get(entity_id)
    return state.attributes if state else {}


async def _async_permission(hass: HomeAssistant, llm_context: LLMContext) -> Callable[[str], bool] | None:
    """Return what the speaker may control; None where nobody is known (a satellite) and the exposure alone decides."""
    context = llm_context.context
    if context is None or context.user_id is None:
        return None
    user = await hass.auth.async_get_user(context.user_id)
    if user is None:
        return lambda entity_id: False
    return lambda entity_id: user.permissions.check_entity(entity_id, POLICY_CONTROL)
