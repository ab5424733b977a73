"""The service calls that Home Assistant's own intents come to, on resolved entities.

A table after the handlers in `homeassistant/components/*/intent.py`, so that the policy can judge and the outcome be verified
before and after the intent runs. What is not in the table (timers, questions, broadcasts, people's own intents) has no steps.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from homeassistant.components.climate import ClimateEntityFeature
from homeassistant.components.lawn_mower import LawnMowerEntityFeature
from homeassistant.components.media_player import MediaPlayerEntityFeature
from homeassistant.components.vacuum import VacuumEntityFeature
from homeassistant.core import HomeAssistant, State, callback
from homeassistant.helpers import area_registry as ar, intent
from homeassistant.util import color as color_util

from ..plan.steps import Step

type Slots = Mapping[str, Mapping[str, Any]]
type Data = Mapping[str, Any]
# (service, data) for one entity, or None where it cannot be done to it.
type Call = Callable[[State, Mapping[str, Any]], tuple[str, Data] | None]

_Media = MediaPlayerEntityFeature


@dataclass(frozen=True, slots=True, kw_only=True)
class _Handled:
    """How one intent picks its entities and what it calls on each."""

    call: Call
    domains: frozenset[str] | None = None
    features: int | None = None
    states: frozenset[str] | None = None
    is_single: bool = False
    # Whether a room that is said is told to the entity, and is not where it stands.
    takes_area: bool = False


def _fixed(service: str, **data: Any) -> Call:
    """Call this service whatever was said."""
    return lambda state, values: (service, data)


_OPENED = {"cover": ("open_cover", "close_cover"), "valve": ("open_valve", "close_valve"), "lock": ("lock", "unlock")}
_SWITCHED = frozenset(
    {
        "automation", "climate", "fan", "humidifier", "input_boolean", "light", "media_player", "remote", "scene", "script",
        "siren", "switch", "water_heater",
    }
)  # fmt: skip


def _on_off(index: int) -> Call:
    """Call what on (0) or off (1) is in the entity's domain."""

    def call(state: State, _values: Mapping[str, Any]) -> tuple[str, Data] | None:
        if state.domain in ("button", "input_button"):
            return ("press", {}) if index == 0 else None
        if state.domain in _OPENED:
            return _OPENED[state.domain][index], {}
        if state.domain == "scene" and index == 1:
            return None
        return (("turn_on", "turn_off")[index], {}) if state.domain in _SWITCHED else None

    return call


# What a light must be able to be, by the slot that asks for it; each colour mode but the plainest has a brightness.
_PLAIN_MODES = frozenset({"onoff", "unknown"})
_COLOR_MODES = frozenset({"hs", "rgb", "rgbw", "rgbww", "xy"})


def _light(state: State, values: Mapping[str, Any]) -> tuple[str, Data] | None:
    """Set a light's brightness, colour or colour temperature, if it has one."""
    data: dict[str, Any] = {}
    modes = set(state.attributes.get("supported_color_modes") or ()) - _PLAIN_MODES
    if not modes or ("color" in values and not modes & _COLOR_MODES):
        return None
    if "brightness" in values:
        data["brightness_pct"] = int(values["brightness"])
    if "temperature" in values:
        data["color_temp_kelvin"] = int(values["temperature"])
    if "color" in values:
        data["rgb_color"] = list(color_util.color_name_to_rgb(str(values["color"])))
    return ("turn_on", data) if data else None


def _position(state: State, values: Mapping[str, Any]) -> tuple[str, Data]:
    """Set the position of a cover or valve."""
    return f"set_{state.domain}_position", {"position": int(values["position"])}


def _volume_by(state: State, values: Mapping[str, Any]) -> tuple[str, Data] | None:
    """Change the volume by a step, or by what was said."""
    step = values["volume_step"]
    if step in ("up", "down"):
        return f"volume_{step}", {}
    level = state.attributes.get("volume_level")
    return None if level is None else ("volume_set", {"volume_level": min(1.0, max(0.0, level + int(step) / 100))})


def _fan_mode(state: State, values: Mapping[str, Any]) -> tuple[str, Data] | None:
    """Set the fan of a thermostat to a mode that it has."""
    for mode in state.attributes.get("fan_modes") or ():
        if str(mode).casefold() == str(values["fan_mode"]).casefold():
            return "set_fan_mode", {"fan_mode": mode}
    return None


def _temperature(state: State, values: Mapping[str, Any]) -> tuple[str, Data] | None:
    """Set a temperature that the thermostat can hold."""
    wanted = float(values["temperature"])
    low, high = state.attributes.get("min_temp"), state.attributes.get("max_temp")
    if (low is not None and wanted < float(low)) or (high is not None and wanted > float(high)):
        return None
    return "set_temperature", {"temperature": wanted}


def _players(call: Call, features: int = 0, *states: str) -> _Handled:
    """Pick media players."""
    return _Handled(
        call=call, domains=frozenset({"media_player"}), features=features or None, states=frozenset(states) or None
    )


def _only(domain: str, call: Call, features: int = 0, *, is_single: bool = False) -> _Handled:
    """Pick entities of a domain."""
    return _Handled(call=call, domains=frozenset({domain}), features=features or None, is_single=is_single)


_HANDLED: Mapping[str, _Handled] = {
    "HassTurnOn": _Handled(call=_on_off(0)),
    "HassTurnOff": _Handled(call=_on_off(1)),
    "HassOpenCover": _only("cover", _fixed("open_cover")),
    "HassCloseCover": _only("cover", _fixed("close_cover")),
    "HassSetPosition": _Handled(call=_position, domains=frozenset({"cover", "valve"})),
    "HassStopMoving": _Handled(
        call=lambda state, _: (f"stop_{state.domain}", {}), domains=frozenset({"cover", "valve"})
    ),
    "HassLightSet": _only("light", _light),
    "HassClimateSetTemperature": _only(
        "climate",
        _temperature,
        ClimateEntityFeature.TARGET_TEMPERATURE,
        is_single=True,
    ),
    "HassClimateSetFanMode": _only("climate", _fan_mode, ClimateEntityFeature.FAN_MODE, is_single=True),
    "HassFanSetSpeed": _only("fan", lambda _, values: ("turn_on", {"percentage": int(values["percentage"])})),
    "HassHumidifierSetpoint": _only(
        "humidifier", lambda _, values: ("set_humidity", {"humidity": int(values["humidity"])})
    ),
    "HassHumidifierMode": _only("humidifier", lambda _, values: ("set_mode", {"mode": values["mode"]})),
    "HassMediaPause": _players(_fixed("media_pause"), _Media.PAUSE, "playing"),
    "HassMediaUnpause": _players(_fixed("media_play"), _Media.PLAY),
    "HassMediaNext": _players(_fixed("media_next_track"), _Media.NEXT_TRACK, "playing"),
    "HassMediaPrevious": _players(_fixed("media_previous_track"), _Media.PREVIOUS_TRACK, "playing"),
    "HassSetVolume": _players(
        lambda _, values: ("volume_set", {"volume_level": int(values["volume_level"]) / 100}), _Media.VOLUME_SET
    ),
    "HassSetVolumeRelative": _players(_volume_by, _Media.VOLUME_SET),
    "HassMediaPlayerMute": _players(_fixed("volume_mute", is_volume_muted=True), _Media.VOLUME_MUTE),
    "HassMediaPlayerUnmute": _players(_fixed("volume_mute", is_volume_muted=False), _Media.VOLUME_MUTE),
    "HassVacuumStart": _only("vacuum", _fixed("start"), VacuumEntityFeature.START),
    "HassVacuumReturnToBase": _only("vacuum", _fixed("return_to_base"), VacuumEntityFeature.RETURN_HOME),
    "HassVacuumCleanArea": _Handled(
        call=lambda _, values: ("clean_area", {"cleaning_area_id": values["area_ids"]}),
        domains=frozenset({"vacuum"}),
        features=VacuumEntityFeature.CLEAN_AREA,
        is_single=True,
        takes_area=True,
    ),
    "HassLawnMowerStartMowing": _only("lawn_mower", _fixed("start_mowing"), LawnMowerEntityFeature.START_MOWING),
    "HassLawnMowerDock": _only("lawn_mower", _fixed("dock"), LawnMowerEntityFeature.DOCK),
    "HassListAddItem": _only(
        "todo", lambda _, values: ("add_item", {"item": _sentence(values["item"])}), is_single=True
    ),
    "HassListCompleteItem": _only(
        "todo", lambda _, values: ("update_item", {"item": values["item"], "status": "completed"}), is_single=True
    ),
    "HassListRemoveItem": _only("todo", lambda _, values: ("remove_item", {"item": [values["item"]]}), is_single=True),
}

# Intents that change nothing.
ANSWERS = frozenset(
    {
        "HassClimateGetTemperature", "HassGetCurrentDate", "HassGetCurrentTime", "HassGetState", "HassGetWeather",
        "HassNevermind", "HassRespond", "HassTimerStatus",
    }
)  # fmt: skip
# Whatever people say is meant as it is said: a time or a "not" in it belongs to it.
CARRIERS = frozenset({"HassBroadcast", "HassNevermind", "HassRespond"})
# A search that plays its first find is a guess.
GUESSES = frozenset({"HassMediaSearchAndPlay"})
_ONE_BY_ONE = frozenset({"lock.unlock", "cover.open_cover", "valve.open_valve"})
_DOORS = frozenset({"garage", "gate", "door"})


def carries_words(intent_type: str) -> bool:
    """Say whether an intent takes free words or times from the sentence, so that none of them is overheard."""
    return intent_type in CARRIERS or "Timer" in intent_type or "List" in intent_type


def has_steps(intent_type: str) -> bool:
    """Say whether an intent is service calls on entities."""
    return intent_type in _HANDLED


def _sentence(item: str) -> str:
    """Return an item with its first letter large, as the intent writes it."""
    return item[:1].upper() + item[1:]


@callback
def async_steps(
    hass: HomeAssistant, intent_type: str, slots: Slots, assistant: str, area_id: str | None
) -> tuple[Step, ...]:
    """Return what an intent comes to; nothing where its target is not certain or cannot do it."""
    handled = _HANDLED[intent_type]
    values = {name: slot["value"] for name, slot in slots.items()}
    if handled.takes_area:
        values["area_ids"] = [area.id for area in intent.find_areas(values.pop("area"), ar.async_get(hass))]
    states = _async_match(hass, handled, values, assistant, area_id)
    steps: dict[str, Step] = {}
    for state in states:
        called = handled.call(state, values)
        if called is None:
            return ()
        service, data = called
        key = repr((state.domain, service, data))
        ids = (*steps[key].entity_ids, state.entity_id) if key in steps else (state.entity_id,)
        steps[key] = Step(domain=state.domain, service=service, entity_ids=ids, data=dict(data))
    return () if _opens_many(hass, tuple(steps.values())) else tuple(steps.values())


@callback
def _async_match(
    hass: HomeAssistant, handled: _Handled, values: Mapping[str, Any], assistant: str, area_id: str | None
) -> list[State]:
    """Return the entities that Home Assistant would pick."""
    name = values.get("name")
    area = ar.async_get(hass).async_get_area(area_id) if area_id else None
    constraints = intent.MatchTargetsConstraints(
        name=None if name == "all" else name,
        area_name=values.get("area"),
        floor_name=values.get("floor"),
        domains=_as_set(values.get("domain")) or handled.domains,
        device_classes=_as_set(values.get("device_class")),
        features=handled.features,
        states=handled.states,
        assistant=assistant,
        single_target=handled.is_single,
    )
    if not constraints.has_constraints:
        return []
    preferences = intent.MatchTargetsPreferences(area_id=area_id, floor_id=area.floor_id if area else None)
    result = intent.async_match_targets(hass, constraints, preferences)
    return result.states if result.is_match else []


def _as_set(value: Any) -> set[str] | None:
    """Return a slot that is one word or several."""
    if value is None:
        return None
    return {value} if isinstance(value, str) else set(value)


def _opens_many(hass: HomeAssistant, steps: tuple[Step, ...]) -> bool:
    """Say whether more than one door, lock or valve would open at once."""
    for step in steps:
        if step.action not in _ONE_BY_ONE or len(step.entity_ids) < 2:
            continue
        states = (hass.states.get(entity_id) for entity_id in step.entity_ids)
        if step.domain != "cover" or any(state and state.attributes.get("device_class") in _DOORS for state in states):
            return True
    return False
