"""The service calls that a sentence's expected changes take: what a model that understands it would plan. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

type Attributes = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RightStep:
    """One step of a right plan."""

    action: str
    target: str
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def told(self) -> dict[str, Any]:
        """Return it as a model writes it for the act tool."""
        return {"action": self.action, "target": self.target, **({"data": dict(self.data)} if self.data else {})}


# The state that a thing must come to -> the service that brings it there.
_TO_STATE: Mapping[str, Mapping[str, str]] = {
    "climate": {"off": "turn_off"},
    "cover": {"open": "open_cover", "opening": "open_cover", "closed": "close_cover", "closing": "close_cover"},
    "fan": {"on": "turn_on", "off": "turn_off"},
    "light": {"on": "turn_on", "off": "turn_off"},
    "lock": {"locked": "lock", "unlocked": "unlock"},
    "media_player": {
        "on": "turn_on",
        "off": "turn_off",
        "paused": "media_pause",
        "playing": "media_play",
        "idle": "media_stop",
    },
    "switch": {"on": "turn_on", "off": "turn_off"},
    "vacuum": {"cleaning": "start", "returning": "return_to_base", "paused": "pause"},
    "valve": {"open": "open_valve", "closed": "close_valve"},
}
# The attribute that a thing must come to have -> the service for it, with its data.
_TO_ATTRIBUTE: Mapping[str, tuple[str, Callable[[Any], Mapping[str, Any]]]] = {
    "is_volume_muted": ("media_player.volume_mute", lambda value: {"is_volume_muted": value}),
    "media_position": ("media_player.media_seek", lambda value: {"seek_position": value}),
    "media_track": ("media_player.media_next_track", lambda _: {}),
    "percentage": ("fan.set_percentage", lambda value: {"percentage": value}),
    "shuffle": ("media_player.shuffle_set", lambda value: {"shuffle": value}),
    "sound_mode": ("media_player.select_sound_mode", lambda value: {"sound_mode": value}),
    "source": ("media_player.select_source", lambda value: {"source": value}),
    "temperature": ("climate.set_temperature", lambda value: {"temperature": value}),
    "volume_level": ("media_player.volume_set", lambda value: {"volume_level": value}),
}


def right_steps(sentence: str, case: Mapping[str, Any]) -> list[RightStep]:
    """Return the steps of a right plan; those that a case spells out, else those that its changes take."""
    if (spelled := case.get("oracle")) is not None:
        return [RightStep(step["action"], step["target"], step.get("data", {})) for step in spelled]
    changes = case.get("expect_changes", {})
    return [
        step for entity_id, change in changes.items() for step in _steps(sentence.casefold(), entity_id, change, case)
    ]


def _steps(said: str, entity_id: str, change: Mapping[str, Any], case: Mapping[str, Any]) -> Iterator[RightStep]:
    """Yield what brings one thing to where it must be."""
    domain = entity_id.partition(".")[0]
    state, attributes = change.get("state"), change.get("attributes", {})
    if domain == "todo":
        yield RightStep("todo.add_item", entity_id, {"item": _item(said)})
        return
    if attributes.get("media_content_type") == "channel":
        data = {"media_content_type": "channel", "media_content_id": attributes["media_content_id"]}
        yield RightStep("media_player.play_media", entity_id, data)
        return
    position = attributes.get("current_position")
    if position not in (None, 0, 100) and "current_position" not in _ignored(entity_id, case):
        yield RightStep(f"{domain}.set_{domain}_position", entity_id, {"position": position})
        return
    if domain == "light" and (brightness := attributes.get("brightness")):
        data = (
            {"brightness_pct": round(brightness / 2.55)}
            if "%" in said or "percent" in said or "퍼센트" in said or "prozent" in said
            else {}
        )
        yield RightStep("light.turn_on", entity_id, data)
        return
    if service := _TO_STATE.get(domain, {}).get(state or ""):
        yield RightStep(f"{domain}.{service}", entity_id)
    if (domain in ("media_player", "climate") and state not in ("off", "idle")) or (domain == "fan" and not state):
        yield from _of_attributes(said, entity_id, attributes)


def _of_attributes(said: str, entity_id: str, attributes: Attributes) -> Iterator[RightStep]:
    """Yield what gives a player or a thermostat its attributes."""
    for name, (action, data) in _TO_ATTRIBUTE.items():
        if name not in attributes:
            continue
        if name == "volume_level" and "mute" in said:
            yield RightStep("media_player.volume_mute", entity_id, {"is_volume_muted": True})
        else:
            yield RightStep(action, entity_id, data(attributes[name]))


def _ignored(entity_id: str, case: Mapping[str, Any]) -> set[str]:
    """Return the attributes of a thing that a case does not look at."""
    return set(case.get("ignore_changes", {}).get(entity_id, ()))


def _item(said: str) -> str:
    """Return what is to be put on a list: the words between the verb and the list."""
    words = said.removeprefix("put ").removeprefix("add ")
    return words.rpartition(" to ")[0] or words.partition(" on ")[0]
