"""What may happen, whoever asks."""

import pytest

from custom_components.parlor.assistant.plan.actions import ACTIONS
from custom_components.parlor.assistant.plan.steps import Step
from custom_components.parlor.assistant.policy.decision import Refusal, Target, decide


def decided(
    action: str, *, allow: bool = False, exposed: bool = True, permitted: bool = True, device_class: str | None = None
) -> Refusal | None:
    """Return the policy's reason against a step on one entity."""
    domain, _, service = action.partition(".")
    entity_id = f"{domain}.x"
    target = Target(entity_id=entity_id, is_exposed=exposed, is_permitted=permitted, device_class=device_class)
    refused = decide(Step(domain=domain, service=service, entity_ids=(entity_id,)), [target], allow_sensitive=allow)
    return refused.reason if refused else None


@pytest.mark.parametrize(
    "action", [name for name in ACTIONS if not name.startswith(("lock.unlock", "valve.", "alarm_"))]
)
def test_everyday_actions_are_allowed_on_what_is_exposed(action: str) -> None:
    assert decided(action) is None


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("allow", [True, False])
def test_nothing_touches_what_is_not_exposed_or_not_permitted(action: str, allow: bool) -> None:
    assert decided(action, exposed=False, allow=allow) is Refusal.NOT_EXPOSED
    assert decided(action, permitted=False, allow=allow) is Refusal.NOT_PERMITTED


@pytest.mark.parametrize(
    ("action", "device_class"),
    [
        ("lock.unlock", None),
        ("lock.open", None),
        ("alarm_control_panel.alarm_disarm", None),
        ("valve.open_valve", None),
        ("valve.set_valve_position", None),
        ("cover.open_cover", "garage"),
        ("cover.open_cover", "gate"),
        ("cover.set_cover_position", "door"),
        ("cover.toggle", "garage"),
    ],
)
def test_what_lets_somebody_in_waits_for_the_users_setting(action: str, device_class: str | None) -> None:
    assert decided(action, device_class=device_class) is Refusal.SENSITIVE
    assert decided(action, device_class=device_class, allow=True) is None


@pytest.mark.parametrize("device_class", ["garage", "gate", "door"])
def test_closing_is_always_allowed(device_class: str) -> None:
    assert decided("cover.close_cover", device_class=device_class) is None


@pytest.mark.parametrize(
    "action", ["homeassistant.restart", "homeassistant.turn_off", "shell_command.x", "hassio.host_reboot"]
)
def test_what_is_no_assistants_business(action: str) -> None:
    assert decided(action, allow=True) is Refusal.NOT_OFFERED


def test_a_step_on_nothing_is_refused() -> None:
    refused = decide(Step(domain="light", service="turn_off"), [], allow_sensitive=True)
    assert refused is not None
    assert refused.reason is Refusal.NOT_OFFERED


def test_one_refused_target_refuses_the_step() -> None:
    step = Step(domain="light", service="turn_on", entity_ids=("light.a", "light.b"))
    good = Target(entity_id="light.a", is_exposed=True, is_permitted=True)
    bad = Target(entity_id="light.b", is_exposed=False, is_permitted=True)
    refused = decide(step, [good, bad], allow_sensitive=True)
    assert refused is not None
    assert refused.entity_id == "light.b"
