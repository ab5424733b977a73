"""What models write, and what it is read as."""

from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st
import pytest

from custom_components.parlor.assistant.plan.reading import Plan, read_plan
from custom_components.parlor.assistant.plan.steps import Step

from ..homes import HOME, options_of


def read(*steps: Any, say: str = "Done.") -> Plan:
    """Read a plan for the small home."""
    return read_plan(HOME, {"steps": list(steps), "say": say}, options_of)


def one(plan: Plan) -> tuple[str, tuple[str, ...], dict[str, Any]]:
    """Return a plan's only step."""
    assert not plan.problems, plan.problems
    (step,) = plan.steps
    return step.action, step.entity_ids, dict(step.data)


LAMP = ("light.living_room_lamp",)
TV = ("media_player.living_room_tv",)


@pytest.mark.parametrize(
    ("written", "action", "targets", "data"),
    [
        ({"action": "light.turn_on", "target": "light.living_room_lamp"}, "light.turn_on", LAMP, {}),
        # The service without its domain, with a colon, in other cases, as words.
        ({"action": "turn_on", "target": "light.living_room_lamp"}, "light.turn_on", LAMP, {}),
        ({"action": "light: turn_on", "target": "light.living_room_lamp"}, "light.turn_on", LAMP, {}),
        ({"action": "Light.Turn_On", "target": "light.living_room_lamp"}, "light.turn_on", LAMP, {}),
        ({"action": "lock: lock", "target": "Front door"}, "lock.lock", ("lock.front_door",), {}),
        ({"action": "close", "target": "cover.kitchen_blind"}, "cover.close_cover", ("cover.kitchen_blind",), {}),
        # A wrong domain yields to the target's own.
        ({"action": "switch.turn_off", "target": "fan.bedroom_fan"}, "fan.turn_off", ("fan.bedroom_fan",), {}),
        ({"action": "homeassistant.turn_on", "target": "light.living_room_lamp"}, "light.turn_on", LAMP, {}),
        # Arguments pasted into the action, beside it, as text.
        (
            {"action": "volume_set(volume_level 0.5)", "target": "media_player.living_room_tv"},
            "media_player.volume_set",
            TV,
            {"volume_level": 0.5},
        ),
        (
            {"action": "light.turn_on", "target": "light.living_room_lamp", "brightness_pct": "30%"},
            "light.turn_on",
            LAMP,
            {"brightness_pct": 30},
        ),
        (
            {"action": "light.turn_on", "target": "light.living_room_lamp", "data": '{"brightness_pct": 30}'},
            "light.turn_on",
            LAMP,
            {"brightness_pct": 30},
        ),
        # A synonym.
        (
            {"action": "pause", "target": "media_player.bedroom_tv"},
            "media_player.media_pause",
            ("media_player.bedroom_tv",),
            {},
        ),
        (
            {"action": "media_player.unmute", "target": "media_player.bedroom_tv"},
            "media_player.volume_mute",
            ("media_player.bedroom_tv",),
            {"is_volume_muted": False},
        ),
        ({"action": "vacuum.dock", "target": "Dusty"}, "vacuum.return_to_base", ("vacuum.dusty",), {}),
        # Targets by object id, name, alias, nearly the name.
        ({"action": "light.turn_on", "target": "living_room_lamp"}, "light.turn_on", LAMP, {}),
        ({"action": "light.turn_on", "target": "floor lamp"}, "light.turn_on", LAMP, {}),
        ({"action": "light.turn_on", "target": "Reading Lamp"}, "light.turn_on", LAMP, {}),
        ({"action": "light.turn_on", "target": "light.bedrom_light"}, "light.turn_on", ("light.bedroom_light",), {}),
        # A room is its only fitting entity, or all of the kind there; so is a floor; several are separated by commas.
        ({"action": "light.turn_on", "target": "bedroom"}, "light.turn_on", ("light.bedroom_light",), {}),
        ({"action": "light.turn_on", "target": "lounge"}, "light.turn_on", LAMP, {}),
        (
            {"action": "light.turn_off", "target": "Kitchen"},
            "light.turn_off",
            ("light.kitchen_counter", "light.kitchen_main"),
            {},
        ),
        (
            {"action": "light.turn_off", "target": "light.kitchen_main, light.bedroom_light"},
            "light.turn_off",
            ("light.kitchen_main", "light.bedroom_light"),
            {},
        ),
        (
            {"action": "media_player.turn_off", "target": "all"},
            "media_player.turn_off",
            ("media_player.bedroom_tv", "media_player.living_room_tv"),
            {},
        ),
        ({"action": "light.turn_on", "target": "first floor"}, "light.turn_on", ("light.bedroom_light",), {}),
        # A source as the TV spells it.
        (
            {
                "action": "media_player.select_source",
                "target": "media_player.living_room_tv",
                "data": {"app": "netflix"},
            },
            "media_player.select_source",
            TV,
            {"source": "Netflix"},
        ),
        (
            {"action": "media_player.select_source", "target": "Living Room TV", "data": {"source": "hdmi2"}},
            "media_player.select_source",
            TV,
            {"source": "HDMI 2"},
        ),
        # The target repeated in the data is no data.
        (
            {
                "action": "fan.set_percentage",
                "target": "Bedroom fan",
                "data": {"entity_id": "fan.bedroom_fan", "speed": "50 %"},
            },
            "fan.set_percentage",
            ("fan.bedroom_fan",),
            {"percentage": 50},
        ),
    ],
)
def test_repairs_that_are_the_only_one(
    written: Mapping[str, Any], action: str, targets: tuple[str, ...], data: dict[str, Any]
) -> None:
    assert (read_action := one(read(written)))[0] == action
    assert sorted(read_action[1]) == sorted(targets)
    assert read_action[2] == data


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ({"action": "light.turn_on", "target": "light.attic"}, "target"),
        ({"action": "light.turn_on", "target": "Kitchen fridge"}, "target"),
        ({"action": "light.turn_on", "target": ""}, "target"),
        ({"action": "light.turn_on", "target": "media_player.bedroom_tv"}, None),
        ({"action": "light.explode", "target": "light.bedroom_light"}, "action"),
        ({"action": "", "target": "light.bedroom_light"}, "action"),
        ({"action": "shell_command.run", "target": "light.bedroom_light"}, None),
        ({"action": "media_player.select_source", "target": "Bedroom TV", "data": {"source": "BBC One"}}, "source"),
        ({"action": "open", "target": "light.bedroom_light"}, "action"),
    ],
)
def test_what_could_mean_several_things_is_asked_back(written: Mapping[str, Any], what: str | None) -> None:
    plan = read(written)
    if what is None:  # read as an action of the target's own domain, never of another
        assert all(step.domain == step.entity_ids[0].partition(".")[0] for step in plan.steps)
        return
    assert [problem.what for problem in plan.problems] == [what]
    assert not plan.steps


@pytest.mark.parametrize(
    "arguments",
    [
        {"action": "light.turn_on", "target": "light.bedroom_light", "say": "On."},
        {"steps": {"action": "light.turn_on", "target": "light.bedroom_light"}, "say": "On."},
        {"steps": '[{"action": "light.turn_on", "target": "light.bedroom_light"}]', "say": "On."},
        {"steps": ['{"action": "light.turn_on", "target": "light.bedroom_light"}'], "say": " On. "},
    ],
)
def test_a_plan_in_another_shape(arguments: Mapping[str, Any]) -> None:
    plan = read_plan(HOME, arguments, options_of)
    assert plan.say == "On."
    assert plan.steps == (Step(domain="light", service="turn_on", entity_ids=("light.bedroom_light",), data={}),)


def test_a_plan_is_bounded() -> None:
    plan = read(*[{"action": "light.turn_on", "target": "light.bedroom_light"}] * 500)
    assert [problem.what for problem in plan.problems] == ["too many steps"]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
_STEP = st.fixed_dictionaries(
    {},
    optional={
        "action": st.sampled_from(["light.turn_on", "turn_on", "media_player.volume_set", "x", ""]) | _JSON,
        "target": st.sampled_from(["Kitchen", "light.kitchen_main", "all", "Dusty"]) | _JSON,
        "data": _JSON,
        "entity_id": _JSON,
    },
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.fixed_dictionaries({}, optional={"steps": st.lists(_STEP | _JSON, max_size=4) | _JSON, "say": _JSON}))
def test_nothing_that_a_model_writes_raises_or_names_what_is_not_there(arguments: Mapping[str, Any]) -> None:
    plan = read_plan(HOME, arguments, options_of)
    for step in plan.steps:
        assert step.entity_ids
        assert all(HOME.by_id[entity_id].domain == step.domain for entity_id in step.entity_ids)


@pytest.mark.parametrize("field", ["area_id", "device_id", "entity_id", "exclude", "floor_id", "label_id", "target"])
def test_data_that_names_a_target_is_dropped(field: str) -> None:
    raw = {"action": "light.turn_on", "target": "light.kitchen_main", "data": {field: "bedroom"}}
    (step,) = read_plan(HOME, {"steps": [raw], "say": ""}, options_of).steps
    assert not step.data


def test_a_field_that_the_action_does_not_have_goes_back() -> None:
    raw = {"action": "light.turn_on", "target": "light.kitchen_main", "data": {"volume_mood": 3}}
    plan = read_plan(HOME, {"steps": [raw], "say": ""}, options_of)
    assert not plan.steps
    assert plan.problems[0].what == "field"
    assert "brightness_pct" in plan.problems[0].candidates
