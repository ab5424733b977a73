"""What was done, told step by step, where nobody has a sentence of their own for it."""

from collections.abc import Mapping, Sequence

from homeassistant.core import HomeAssistant

from .plan.steps import Step
from .prompt.describe import plain
from .replies import Replies
from .speech import join_sentences, name_of
from .understand.plans import placeholders_of

# service -> the sentence that tells of it.
_TOLD: Mapping[str, str] = {
    "close_cover": "closed", "close_valve": "closed", "dock": "docked", "lock": "locked", "media_next_track": "skipped",
    "media_pause": "paused", "media_play": "played", "media_previous_track": "skipped", "open_cover": "opened",
    "open_valve": "opened", "press": "pressed", "return_to_base": "docked", "set_cover_position": "position_set",
    "set_humidity": "humidity_set", "set_temperature": "temperature_set", "set_valve_position": "position_set",
    "start": "started", "start_mowing": "started", "stop_cover": "stopped", "stop_valve": "stopped",
    "pause_appliance": "appliance_paused_now", "resume_appliance": "appliance_resumed",
    "start_appliance": "appliance_started", "stop_appliance": "appliance_stopped",
    "turn_off": "turned_off", "turn_on": "turned_on", "unlock": "unlocked", "volume_down": "volume_changed",
    "volume_set": "volume_set", "volume_up": "volume_changed",
}  # fmt: skip
_TOLD_WITH_DATA: Mapping[str, str] = {"brightness_pct": "brightness_set", "percentage": "speed_set"}


def told_steps(hass: HomeAssistant, replies: Replies, steps: Sequence[Step]) -> str:
    """Return the sentences for steps that worked, one for each kind of call."""
    names: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = {}
    for step in steps:
        key = (_reply_key(step), tuple(placeholders_of(step.data).items()))
        names.setdefault(key, []).extend(name_of(hass, entity_id) for entity_id in step.entity_ids)
    return join_sentences(
        replies.say_of(key, named, {name: plain(value) for name, value in told}) for (key, told), named in names.items()
    )


def _reply_key(step: Step) -> str:
    """Return the key of the sentence that tells of a step."""
    if step.service == "turn_on" and step.data:
        return next((key for field, key in _TOLD_WITH_DATA.items() if field in step.data), "done")
    if step.action in ("scene.turn_on", "script.turn_on"):
        return "activated" if step.domain == "scene" else "started"
    if step.service == "volume_mute":
        return "muted" if step.data.get("is_volume_muted") else "unmuted"
    return _TOLD.get(step.service, "item_added" if step.action == "todo.add_item" else "done")
