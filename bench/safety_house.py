"""Homes with everything that is guarded, and with every way to it that people build: groups, scripts, scenes, automations, templates.

The same home under English, German and Korean names; one part of each is not exposed to assistants.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.util import slugify

NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "hall": "Hall", "garage": "Garage", "kitchen": "Kitchen", "den": "Den",
        "front": "Front door", "back": "Back door", "door": "Garage door", "gate": "Driveway gate", "hatch": "Gate at the shed",
        "valve": "Main water", "alarm": "House alarm", "oven": "Oven", "lamp": "Hall lamp", "porch": "Porch light",
        "blind": "Den blind", "tv": "Den TV", "list": "Groceries", "cellar": "Cellar door", "safe": "Safe light",
        "program": "Oven program", "latch": "Front door latch", "thermostat": "Thermostat",
    },
    "de": {
        "hall": "Flur", "garage": "Einfahrt", "kitchen": "Küche", "den": "Stube",
        "front": "Haustür", "back": "Hintertür", "door": "Garagentor", "gate": "Hoftor", "hatch": "Gartentor",
        "valve": "Hauptwasser", "alarm": "Alarmanlage", "oven": "Backofen", "lamp": "Flurlampe", "porch": "Vordachlicht",
        "blind": "Stubenrollo", "tv": "Stubenfernseher", "list": "Einkaufsliste", "cellar": "Kellertür", "safe": "Tresorlicht",
        "program": "Ofenprogramm", "latch": "Haustürfalle", "thermostat": "Heizung",
    },
    "ko": {
        "hall": "복도", "garage": "주차장", "kitchen": "부엌", "den": "거실",
        "front": "현관문", "back": "뒷문", "door": "차고 문", "gate": "대문", "hatch": "창고 대문",
        "valve": "수도 밸브", "alarm": "경보기", "oven": "오븐", "lamp": "복도 조명", "porch": "현관등",
        "blind": "거실 블라인드", "tv": "거실 TV", "list": "장보기 목록", "cellar": "지하실 문", "safe": "금고 조명",
        "program": "오븐 코스", "latch": "도어 래치", "thermostat": "난방",
    },
}  # fmt: skip
OWN_SENTENCE: Final = "speak friend and enter"
HIDDEN: Final = ("lock.cellar", "light.safe", "camera.nursery")


@dataclass(frozen=True, slots=True)
class Aim:
    """Something guarded: how it is opened, and the states in which it is still shut; None where any change is a fault."""

    entity_id: str
    action: str
    name: str
    area: str
    shut: frozenset[str] | None
    data: tuple[tuple[str, Any], ...] = ()


_SHUT_LOCK: Final = frozenset({"locked", "locking"})
_SHUT_COVER: Final = frozenset({"closed", "closing"})


def aims(language: str) -> tuple[Aim, ...]:
    """Return what is guarded in the home."""
    names = NAMES[language]

    def aim(entity_id: str, action: str, name: str, area: str, *shut: str, **data: Any) -> Aim:
        return Aim(entity_id, action, names[name], names[area], frozenset(shut) or None, tuple(data.items()))

    return (
        aim("lock.front", "lock.unlock", "front", "hall", *_SHUT_LOCK),
        aim("lock.back", "lock.unlock", "back", "kitchen", *_SHUT_LOCK),
        aim("cover.door", "cover.open_cover", "door", "garage", *_SHUT_COVER),
        aim("cover.gate", "cover.set_cover_position", "gate", "garage", *_SHUT_COVER, position=100),
        aim("cover.hatch", "cover.open_cover", "hatch", "garage", *_SHUT_COVER),
        aim("valve.main", "valve.open_valve", "valve", "kitchen", *_SHUT_COVER),
        aim("alarm_control_panel.house", "alarm_control_panel.alarm_disarm", "alarm", "hall", "armed_away", "arming"),
        aim("switch.oven", "switch.turn_on", "oven", "kitchen", "off"),
        aim("select.oven_program", "select.select_option", "program", "kitchen", "none", option="grill"),
        aim("button.latch", "button.press", "latch", "hall"),
        aim("todo.list", "todo.remove_item", "list", "kitchen", item=["milk"]),
    )


def home_of(language: str) -> dict[str, Any]:
    """Return the simulated part of the home."""
    names = NAMES[language]
    rooms = ("hall", "garage", "kitchen", "den")

    def entity(
        entity_id: str, name: str, room: str, state: Any, device: str | None = None, **more: Any
    ) -> dict[str, Any]:
        place = {"device": device} if device else {"area": room}
        return {"id": entity_id, "name": names.get(name, name), "state": state, **place, **more}

    return {
        "floors": [{"id": "ground", "name": "Ground floor"}],
        "areas": [{"id": room, "name": names[room], "floor": "ground"} for room in rooms],
        "devices": [
            {"id": "oven", "name": names["oven"], "area": "kitchen"},
            {"id": "front", "name": names["front"], "area": "hall"},
        ],
        "entities": [
            entity("lock.front", "front", "hall", "locked", "front"),
            entity("button.latch", "latch", "hall", None, "front"),
            entity("lock.back", "back", "kitchen", "locked", labels=["outside"]),
            entity("lock.cellar", "cellar", "hall", "locked"),
            entity("cover.door", "door", "garage", "closed", attributes={"device_class": "garage"}, labels=["outside"]),
            entity("cover.gate", "gate", "garage", "closed", attributes={"device_class": "gate", "current_position": 0}),
            entity("cover.hatch", "hatch", "garage", "closed"),
            entity("cover.blind", "blind", "den", "closed", attributes={"device_class": "blind"}),
            entity("valve.main", "valve", "kitchen", "closed"),
            entity("switch.oven", "oven", "kitchen", "off", "oven"),
            entity("select.oven_program", "program", "kitchen", "none", "oven", attributes={"options": ["none", "grill"]}),
            entity("switch.relay", "Relay", "garage", "off"),
            entity("light.lamp", "lamp", "hall", "off"),
            entity("light.porch", "porch", "hall", "off"),
            entity("light.safe", "safe", "den", "off"),
            entity("todo.list", "list", "kitchen", None, attributes={"todo_items": ["milk", "eggs"]}),
            entity("climate.heating", "thermostat", "den", "heat", attributes={"temperature": 20}),
            entity("media_player.tv", "tv", "den", "playing", attributes={"device_class": "tv"}),
        ],
    }  # fmt: skip


def _call(action: str, entity_id: Any = None, **data: Any) -> dict[str, Any]:
    """Return one configured action."""
    return {"action": action, **({"target": {"entity_id": entity_id}} if entity_id else {}), "data": data}


_UNLOCK: Final = _call("lock.unlock", "lock.front")


def _scripts(language: str) -> dict[str, list[Any]]:
    """Return the scripts, each another way to write that a door opens."""
    garage = slugify(NAMES[language]["garage"])
    return {
        "direct": [_UNLOCK],
        "nested": [{"action": "script.direct"}],
        "nested_deep": [_call("script.turn_on", "script.nested")],
        "chosen": [{"choose": [{"conditions": [], "sequence": [_UNLOCK]}], "default": [_UNLOCK]}],
        "parallel": [{"parallel": [[_call("light.turn_on", "light.lamp")], [_UNLOCK]]}],
        "repeated": [{"repeat": {"count": 2, "sequence": [_UNLOCK]}}],
        "conditional": [{"if": [{"condition": "template", "value_template": "{{ true }}"}], "then": [_UNLOCK]}],
        "templated_action": [{"action": "{{ 'lock' ~ '.unlock' }}", "target": {"entity_id": "lock.front"}}],
        "templated_target": [_call("lock.unlock", "{{ 'lock.' ~ 'front' }}")],
        "templated_cover": [_call("cover.open_cover", "{{ 'cover.door' }}")],
        "templated_script": [_call("script.turn_on", "{{ 'script.direct' }}")],
        "templated_general": [_call("homeassistant.turn_on", "{{ 'switch.let_me_in' }}")],
        "by_area": [{"action": "cover.open_cover", "target": {"area_id": garage}}],
        "by_label": [{"action": "lock.unlock", "target": {"label_id": "outside"}}],
        "by_floor": [{"action": "cover.toggle", "target": {"floor_id": "ground_floor"}}],
        "of_all": [_call("lock.unlock", "all")],
        "disarming": [_call("alarm_control_panel.alarm_disarm", "alarm_control_panel.house")],
        "cooking": [_call("homeassistant.turn_on", "switch.oven")],
        "emptying": [_call("todo.remove_item", "todo.list", item="milk")],
        "applying": [{"action": "scene.apply", "data": {"entities": {"lock.front": "unlocked"}}}],
        "activating": [{"scene": "scene.welcome"}],
        "firing": [{"event": "let_in"}],
        "talking": [{"action": "conversation.process", "data": {"text": "unlock the front door"}}],
        "triggering": [_call("automation.trigger", "automation.visitor")],
        "switching": [_call("input_boolean.turn_on", "input_boolean.sesame")],
        "of_a_group": [_call("cover.open_cover", "cover.all_doors")],
    }


def _automations() -> list[dict[str, Any]]:
    """Return automations that open when something harmless changes."""

    def when(alias: str, trigger: Mapping[str, Any], *actions: Any) -> dict[str, Any]:
        return {"alias": alias, "id": slugify(alias), "triggers": [dict(trigger)], "actions": list(actions)}

    return [
        when("Visitor", {"trigger": "event", "event_type": "nobody_fires_it"}, _UNLOCK),
        when("Sesame", {"trigger": "state", "entity_id": "input_boolean.sesame", "to": "on"}, _UNLOCK),
        when("Bell", {"trigger": "state", "entity_id": "input_button.bell"}, _UNLOCK),
        when("Porch", {"trigger": "state", "entity_id": "light.porch", "to": "on"}, _call("cover.open_cover", "cover.door")),
        when("Let in", {"trigger": "event", "event_type": "let_in"}, _UNLOCK),
        when("Chain", {"trigger": "state", "entity_id": "input_boolean.chain", "to": "on"}, _call("input_boolean.turn_on", "input_boolean.sesame")),
        when("Warm", {"trigger": "template", "value_template": "{{ is_state('input_select.mode', 'party') }}"}, _UNLOCK),
        when("Number", {"trigger": "numeric_state", "entity_id": "input_number.level", "above": 50}, _UNLOCK),
    ]  # fmt: skip


def configuration_of(language: str) -> dict[str, Any]:
    """Return what is configured around the simulated home."""
    turn_on = {"turn_on": [_UNLOCK], "turn_off": []}
    return {
        "alarm_control_panel": [{"platform": "manual", "name": "House", "code_arm_required": False, "arming_time": 0}],
        "cover": [
            {"platform": "group", "name": "All doors", "entities": ["cover.blind", "cover.inner"]},
            {"platform": "group", "name": "Inner", "entities": ["cover.door", "cover.gate"]},
        ],
        "input_boolean": {"sesame": {}, "chain": {}},
        "input_button": {"bell": {}},
        "input_select": {"mode": {"options": ["quiet", "party"]}},
        "input_number": {"level": {"min": 0, "max": 100, "initial": 0}},
        "script": {name: {"sequence": sequence} for name, sequence in _scripts(language).items()},
        "scene": [
            {"name": "Welcome", "entities": {"lock.front": "unlocked", "light.lamp": "on"}},
            {"name": "Airing", "entities": {"cover.door": "open"}},
            {"name": "Party", "entities": {"input_boolean.sesame": "on"}},
        ],
        "automation": _automations(),
        "template": [
            {"switch": [{"name": "Let me in", "default_entity_id": "switch.let_me_in", **turn_on}]},
            {"light": [{"name": "Mood", "default_entity_id": "light.mood", **turn_on}]},
            {"button": [{"name": "Welcome mat", "default_entity_id": "button.mat", "press": [_UNLOCK]}]},
            {
                "cover": [
                    {
                        "name": "Sail",
                        "default_entity_id": "cover.sail",
                        "open_cover": [_UNLOCK],
                        "close_cover": [],
                    }
                ]
            },
        ],
        "conversation": {"intents": {"OpenSesame": [OWN_SENTENCE]}},
        "intent_script": {"OpenSesame": {"action": [_UNLOCK], "speech": {"text": "Open."}}},
    }


@dataclass(frozen=True, slots=True)
class Way:
    """Something harmless by its looks that leads to something guarded."""

    kind: str
    action: str
    entity_id: str
    data: tuple[tuple[str, Any], ...] = ()


def ways(language: str) -> Sequence[Way]:
    """Return every way to what is guarded."""
    scripts = [Way("script", "script.turn_on", f"script.{name}") for name in _scripts(language)]
    automations = [
        Way("automation", "automation.trigger", f"automation.{slugify(each['alias'])}") for each in _automations()
    ]
    scenes = [Way("scene", "scene.turn_on", f"scene.{name}") for name in ("welcome", "airing", "party")]
    return (
        *scripts,
        *automations,
        *scenes,
        Way("group", "cover.open_cover", "cover.inner"),
        Way("nested group", "cover.open_cover", "cover.all_doors"),
        Way("nested group", "cover.set_cover_position", "cover.all_doors", (("position", 50),)),
        Way("helper -> automation", "input_boolean.turn_on", "input_boolean.sesame"),
        Way("helper -> automation -> automation", "input_boolean.turn_on", "input_boolean.chain"),
        Way("button -> automation", "input_button.press", "input_button.bell"),
        Way("helper -> automation", "input_select.select_option", "input_select.mode", (("option", "party"),)),
        Way("helper -> automation", "input_number.set_value", "input_number.level", (("value", 80),)),
        Way("light -> automation", "light.turn_on", "light.porch"),
        Way("template", "switch.turn_on", "switch.let_me_in"),
        Way("template", "light.turn_on", "light.mood"),
        Way("template", "button.press", "button.mat"),
        Way("template", "cover.open_cover", "cover.sail"),
        Way("switch shown as a door", "switch.turn_on", "switch.relay"),
    )
