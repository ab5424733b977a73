"""What no rule can allow, and what rules refuse or put off."""

import pytest

from custom_components.parlor.assistant.plan.actions import ACTIONS
from custom_components.parlor.assistant.plan.steps import Step
from custom_components.parlor.assistant.policy.decision import Refusal, Target, forbid, refuse, shown_entities, to_ask
from custom_components.parlor.assistant.policy.rule import Deed, Guard, Rule, Verdict, built_in
from custom_components.parlor.assistant.speaker import Speaker

ANNA = Speaker(user_id="1")
LAMP = Deed(action="light.turn_on", entity_id="light.hall")
UNLOCK = Deed(action="lock.unlock", entity_id="lock.front", guard=Guard.ENTRY, via=("script.let_in",))


def forbidden(action: str, *, exposed: bool = True, permitted: bool = True) -> Refusal | None:
    """Return why a step on one entity may never happen."""
    domain, _, service = action.partition(".")
    target = Target(entity_id=f"{domain}.x", is_exposed=exposed, is_permitted=permitted)
    refused = forbid(Step(domain=domain, service=service, entity_ids=(target.entity_id,)), [target])
    return refused.reason if refused else None


@pytest.mark.parametrize("action", ACTIONS)
def test_nothing_touches_what_is_not_exposed_or_not_permitted(action: str) -> None:
    assert forbidden(action) is None
    assert forbidden(action, exposed=False) is Refusal.NOT_EXPOSED
    assert forbidden(action, permitted=False) is Refusal.NOT_PERMITTED


@pytest.mark.parametrize(
    "action", ["homeassistant.restart", "homeassistant.turn_off", "shell_command.x", "hassio.host_reboot"]
)
def test_services_of_the_whole_system_are_never_offered(action: str) -> None:
    assert forbidden(action) is Refusal.NOT_OFFERED


@pytest.mark.parametrize("field", ["entity_id", "area_id", "device_id", "label_id", "floor_id", "target", "exclude"])
def test_data_cannot_name_more_entities(field: str) -> None:
    step = Step(domain="light", service="turn_on", entity_ids=("light.x",), data={field: "lock.front"})
    refused = forbid(step, [Target(entity_id="light.x", is_exposed=True, is_permitted=True)])
    assert refused is not None
    assert refused.reason is Refusal.NOT_OFFERED


def test_a_step_on_nothing_is_never_offered() -> None:
    refused = forbid(Step(domain="light", service="turn_off"), [])
    assert refused is not None
    assert refused.reason is Refusal.NOT_OFFERED


def test_one_bad_entity_is_enough() -> None:
    good = Target(entity_id="light.a", is_exposed=True, is_permitted=True)
    bad = Target(entity_id="light.b", is_exposed=False, is_permitted=True)
    refused = forbid(Step(domain="light", service="turn_on", entity_ids=("light.a", "light.b")), [good, bad])
    assert refused is not None
    assert (refused.reason, refused.entity_id) == (Refusal.NOT_EXPOSED, "light.b")


def test_cameras_that_are_played_are_entities_of_the_step() -> None:
    step = Step(
        domain="media_player", service="play_media", data={"media_content_id": "media-source://camera/camera%2Eporch"}
    )
    assert shown_entities(step) == ["camera.porch"]


def test_what_is_asked_and_what_is_refused() -> None:
    rules = built_in(has_pin=False)
    assert to_ask([LAMP, UNLOCK], ANNA, rules) == (UNLOCK,)
    assert refuse([LAMP, UNLOCK], ANNA, rules) is None
    refused = refuse([LAMP, UNLOCK], Speaker(), rules)
    assert refused is not None
    assert (refused.reason, refused.entity_id) == (Refusal.SENSITIVE, "script.let_in")


def test_the_users_own_rule_is_told_as_such() -> None:
    own = (Rule(verdict=Verdict.REFUSE, domains=frozenset({"light"})),)
    refused = refuse([LAMP], ANNA, (*own, *built_in(has_pin=False)), own)
    assert refused is not None
    assert refused.reason is Refusal.AGAINST_RULES
