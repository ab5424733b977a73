"""What a model says of its plan is not told where it says the opposite."""

import pytest

from custom_components.parlor.assistant.plan.steps import Step
from custom_components.parlor.assistant.plan.told import contradicts, is_echo


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
        # Nobody knows whether it was all.
        ("Everything has been turned off downstairs.", "light.turn_off", True),
        ("Alles ist aus.", "light.turn_off", True),
        ("Alles klar, die Lampe ist aus.", "light.turn_off", False),
        ("전부 껐습니다.", "light.turn_off", True),
        ("Alles gut, Licht ist aus.", "light.turn_off", False),
        ("Okay, everything's set for the night.", "light.turn_off", False),
    ],
)
def test_the_opposite(say: str, action: str, is_wrong: bool) -> None:
    domain, _, service = action.partition(".")
    assert contradicts(say, [Step(domain=domain, service=service, entity_ids=("x.y",))]) is is_wrong


def test_of_steps_of_several_kinds_anything_may_be_told() -> None:
    steps = [Step(domain="light", service=service, entity_ids=("light.a",)) for service in ("turn_on", "turn_off")]
    assert not contradicts("The lamp is off.", steps)


@pytest.mark.parametrize(
    ("text", "asked", "is_one"),
    [
        ("Put Netflix on the TV.", "put Netflix on the TV", True),
        ("Put Netflix on the telly.", "Please put Netflix on the telly", True),
        ("Mach das Licht an", "mach das Licht an!", True),
        ("불 켜 줘", "불 켜 줘", True),
        ("Put Netflix on which TV?", "put Netflix on the TV", False),
        ("Is the door locked?", "is the door locked?", False),
        ("Good night!", "good night", False),
        ("Good morning, my friend.", "good morning my friend", False),
        ("The lamp is off.", "turn the lamp off", False),
        ("Off.", "off", False),
        ("The kitchen light is on.", "is the kitchen light on", False),
        ("Das Licht in der Küche ist an.", "ist das Licht in der Küche an", False),
        ("거실 불 켜져 있어요.", "거실 불 켜져 있어", False),
        ("Merry Christmas!", "merry christmas", False),
        ("Sleep well, my dear.", "sleep well my dear", False),
        ("The weather is nice.", "say the weather is nice", False),
        ("", "turn it off", False),
        ("x" * 5000, "y z " * 500, False),
    ],
)
def test_a_command_said_back(text: str, asked: str, is_one: bool) -> None:
    assert is_echo(text, asked) is is_one
