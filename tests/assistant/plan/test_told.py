"""What a model says of its plan is not told where it says the opposite."""

import pytest

from custom_components.parlor.assistant.plan.steps import Step
from custom_components.parlor.assistant.plan.told import contradicts


@pytest.mark.parametrize(
    ("say", "action", "is_wrong"),
    [
        ("The garage is now open.", "cover.close_cover", True),
        ("The garage is now closed.", "cover.close_cover", False),
        ("The blinds are down.", "cover.close_cover", False),
        ("The blinds are closed now, they were open.", "cover.close_cover", False),
        ("The shades are shut.", "cover.open_cover", True),
        ("Die Rollläden sind jetzt geschlossen.", "cover.open_cover", True),
        ("The lamp is off.", "light.turn_on", True),
        ("Turned on the lamp.", "light.turn_on", False),
        ("There you go.", "light.turn_on", False),
        ("The lamp is now on.", "light.turn_off", True),
        ("All the lights on the ground floor are off.", "light.turn_off", False),
        ("Lights out on the ground floor.", "light.turn_off", False),
        ("거실 조명을 껐습니다.", "light.turn_on", True),
        ("거실 조명을 켰습니다.", "light.turn_on", False),
        ("The door is unlocked.", "lock.lock", True),
        ("The door is locked.", "lock.lock", False),
        ("The door is locked.", "lock.unlock", True),
        ("", "lock.unlock", False),
        ("The volume is up.", "media_player.volume_down", False),
    ],
)
def test_the_opposite(say: str, action: str, is_wrong: bool) -> None:
    domain, _, service = action.partition(".")
    assert contradicts(say, [Step(domain=domain, service=service, entity_ids=("x.y",))]) is is_wrong


def test_of_steps_of_several_kinds_anything_may_be_told() -> None:
    steps = [Step(domain="light", service=service, entity_ids=("light.a",)) for service in ("turn_on", "turn_off")]
    assert not contradicts("The lamp is off.", steps)
