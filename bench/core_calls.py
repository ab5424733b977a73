"""A right step in the words of core's own tools, one for each intent: they take names where ours takes ids. Pure."""

from collections.abc import Collection, Mapping
from typing import Any

from sim.openai_service import ToolCall

from .right_calls import RightStep

# action -> the intent that core's tool runs, and what it calls the data.
_INTENTS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "cover.close_cover": ("HassTurnOff", {}),
    "cover.open_cover": ("HassTurnOn", {}),
    "cover.set_cover_position": ("HassSetPosition", {"position": "position"}),
    "fan.turn_off": ("HassTurnOff", {}),
    "fan.turn_on": ("HassTurnOn", {}),
    "light.turn_off": ("HassTurnOff", {}),
    "lock.lock": ("HassTurnOn", {}),
    "lock.unlock": ("HassTurnOff", {}),
    "media_player.media_next_track": ("HassMediaNext", {}),
    "media_player.media_pause": ("HassMediaPause", {}),
    "media_player.media_play": ("HassMediaUnpause", {}),
    "media_player.turn_off": ("HassTurnOff", {}),
    "media_player.turn_on": ("HassTurnOn", {}),
    "media_player.volume_mute": ("HassMediaPlayerMute", {}),
    "media_player.volume_set": ("HassSetVolume", {"volume_level": "volume_level"}),
    "todo.add_item": ("HassListAddItem", {"item": "item"}),
    "vacuum.return_to_base": ("HassVacuumReturnToBase", {}),
    "vacuum.start": ("HassVacuumStart", {}),
    "valve.close_valve": ("HassTurnOff", {}),
    "valve.open_valve": ("HassTurnOn", {}),
    "valve.set_valve_position": ("HassSetPosition", {"position": "position"}),
}


def core_call(step: RightStep, tools: Collection[str]) -> ToolCall:
    """Return the call of core's tool that comes to a step."""
    intent, fields = _INTENTS.get(step.action, ("HassTurnOn", {}))
    arguments: dict[str, Any] = {"name": step.target.partition(".")[2].replace("_", " ").title()}
    if intent.startswith(("HassTurn", "HassSetPosition")):
        arguments["domain"] = [step.target.partition(".")[0]]  # in some homes a sensor has the name as well
    arguments |= {fields[name]: value for name, value in step.data.items() if name in fields}
    if "volume_level" in arguments:
        arguments["volume_level"] = round(arguments["volume_level"] * 100)
    if step.action == "light.turn_on" and step.data:
        intent, arguments["brightness"] = "HassLightSet", step.data["brightness_pct"]
    name = next((tool for tool in tools if tool.endswith(intent)), intent)
    return ToolCall(name, arguments)
