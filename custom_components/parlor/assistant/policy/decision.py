"""What no rule can allow, and what the rules say: a pure decision over facts, made in code before every step, whoever asked for it.

A model, a film title or a sentence on a web page can ask for anything; only this says yes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
import re
from typing import Final
from urllib.parse import unquote

from ..plan.steps import Step
from ..speaker import Speaker
from .rule import NEVER_AT_ONCE, Deed, Rule, Verdict, verdict_on


class Refusal(StrEnum):
    """Why a step may not happen; each is the key of a sentence in `replies/`."""

    NOT_EXPOSED = "not_exposed"
    NOT_PERMITTED = "not_permitted"
    SENSITIVE = "sensitive"  # the built-in rules refuse it to whom nobody knows
    HEAT = "heat_refused"  # the built-in rules refuse it to everybody
    AGAINST_RULES = "against_rules"  # the user's own rules refuse it
    NOT_CONFIRMED = "not_confirmed"  # it needs a yes, and nobody can be asked
    NOT_OFFERED = "not_offered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What the policy knows of one entity of a step: who may see and control it."""

    entity_id: str
    is_exposed: bool
    is_permitted: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """A step that may not happen, and on account of which entity."""

    reason: Refusal
    entity_id: str | None = None


# Services that act on no entity of a home, or on everything at once, are never an assistant's: restart, reload, shell.
_NEVER_DOMAINS: Final = frozenset(
    {"homeassistant", "hassio", "shell_command", "python_script", "command_line", "recorder"}
)
# A step's entities are resolved and judged: data that names more of them is not sent on.
TARGET_FIELDS: Final = frozenset({"area_id", "device_id", "entity_id", "exclude", "floor_id", "label_id", "target"})
# Media that anybody may play by its address: files, the radio, speech. Other sources may be cameras of any kind.
_OPEN_SOURCES: Final = ("media-source://media_source/", "media-source://radio_browser/", "media-source://tts/")
_ENTITY_ID: Final = re.compile(r"\b(?:camera|image)\.[a-z0-9_]+")


def forbid(step: Step, targets: Sequence[Target]) -> Refused | None:
    """Return why a step may not happen whatever the rules say, or None."""
    if step.domain in _NEVER_DOMAINS or not targets or step.data.keys() & TARGET_FIELDS or _plays_a_closed_source(step):
        return Refused(Refusal.NOT_OFFERED)
    for target in targets:
        if not target.is_exposed:
            return Refused(Refusal.NOT_EXPOSED, target.entity_id)
        if not target.is_permitted:
            return Refused(Refusal.NOT_PERMITTED, target.entity_id)
    return None


def refuse(deeds: Sequence[Deed], speaker: Speaker, rules: Sequence[Rule], own: Sequence[Rule] = ()) -> Refused | None:
    """Return why the rules, of which `own` are the user's, do not allow a deed among these even after a yes; None where they may."""
    for deed in deeds:
        if verdict_on(deed, speaker, rules) is Verdict.REFUSE:
            is_own = verdict_on(deed, speaker, own) is Verdict.REFUSE
            named = deed.via[0] if deed.via else deed.entity_id
            built_in = Refusal.HEAT if deed.guard in NEVER_AT_ONCE else Refusal.SENSITIVE
            return Refused(Refusal.AGAINST_RULES if is_own else built_in, named)
    return None


def to_ask(deeds: Sequence[Deed], speaker: Speaker, rules: Sequence[Rule]) -> tuple[Deed, ...]:
    """Return the deeds that need a yes."""
    return tuple(deed for deed in deeds if verdict_on(deed, speaker, rules) is Verdict.CONFIRM)


def shown_entities(step: Step) -> list[str]:
    """Return the cameras and pictures that a step would show."""
    return _ENTITY_ID.findall(_media_of(step))


def _media_of(step: Step) -> str:
    """Return the address of what a step plays, unescaped; empty where it plays nothing."""
    return unquote(str(step.data.get("media_content_id", ""))).strip().casefold()


def _plays_a_closed_source(step: Step) -> bool:
    """Say whether a step plays from a source that may show what is not exposed."""
    media = _media_of(step)
    is_entity = media.startswith(("media-source://camera/", "media-source://image/"))
    return media.startswith("media-source:") and not is_entity and not media.startswith(_OPEN_SOURCES)
