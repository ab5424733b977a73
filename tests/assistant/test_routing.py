"""Which model answers which sentence, and who follows it."""

import pytest

from custom_components.parlor.assistant.routing import OTHER, OWN, Roles, Route, Sentence, read_sentence, routes
from custom_components.parlor.gpt.role import Role

ALL = Roles(chat="small", reasoning="large", effort="high", fallback="second", other="elsewhere")


@pytest.mark.parametrize(
    "text",
    [
        "Think hard about which rooms we could heat less",
        "think carefully: is it worth it",
        "please think it through",
        "Take your time, what would you change",
        "Denk gut darüber nach, was wir ändern könnten",
        "Denke bitte genau nach",
        "denk mal in Ruhe drüber nach",
        "Überleg dir das gut",
        "überlege gründlich, welches Zimmer",
        "곰곰이 생각해 줘",
        "잘 생각해 보고 알려 줘",
        "신중하게 고민해 봐",
    ],
)
def test_who_asks_to_think(text: str) -> None:
    """In each of the languages."""
    assert read_sentence(text).asks_to_think


@pytest.mark.parametrize(
    "text",
    [
        "Plan the lights for when we are away",
        "make a heating plan",
        "when should we watch what for the whole week",
        "dim the lights every day this week",
        "what should we watch the next three days",
        "Plane unsere Heizung",
        "Mach einen Wochenplan für die Rollläden",
        "Was schauen wir in den nächsten drei Tagen",
        "Heizung für die ganze Woche",
        "이번 주 내내 난방을 맞춰 줘",
        "다음 주 계획 세워 줘",
        "사흘 동안 불을 켜 줘",
        "turn off the lamp, the fan, the TV, the heater, the radio, the blinds, and the vacuum",
        "Licht aus, Fernseher aus, Radio aus, Heizung runter, Rollladen zu, Ventilator aus und Staubsauger an",
    ],
)
def test_what_needs_a_plan(text: str) -> None:
    """More days than one, a plan by its name, or many parts."""
    assert read_sentence(text).needs_plan


@pytest.mark.parametrize(
    "text",
    [
        "turn on the kitchen light",
        "I think the light is too bright",
        "what do you think of this film",
        "turn off the lamp and the TV",
        "what's on the floor plan",
        "which planet is that",
        "Mach das Licht im Flur aus und schließ die Haustür ab",
        "Ich denke, es ist gut so",
        "Wie hell ist das Licht",
        "거실 불 켜고 TV 꺼 줘",
        "이 영화 어떻게 생각해",
        "",
    ],
)
def test_plain_sentences(text: str) -> None:
    """They are for the usual model."""
    assert read_sentence(text) == Sentence()
    assert not read_sentence(text).is_hard


CHAT = Route(Role.CHAT, "small")
THINKING = Route(Role.REASONING, "large", OWN, "high")
SECOND = Route(Role.CHAT, "second")
ELSEWHERE = Route(Role.CHAT, "elsewhere", OTHER)


@pytest.mark.parametrize(
    ("roles", "thinks", "expected"),
    [
        (ALL, False, (CHAT, SECOND, ELSEWHERE)),
        (ALL, True, (THINKING, CHAT, SECOND, ELSEWHERE)),
        (Roles(chat="small"), False, (CHAT,)),
        (Roles(chat="small"), True, (CHAT,)),
        (Roles(chat="small", effort="low"), True, (Route(Role.REASONING, "small", effort="low"), CHAT)),
        (Roles(chat="small", effort="low"), False, (CHAT,)),
        (Roles(chat="small", fallback="small"), False, (CHAT,)),
        (Roles(other="elsewhere"), False, (ELSEWHERE,)),
        (Roles(), True, ()),
    ],
)
def test_who_is_asked(roles: Roles, thinks: bool, expected: tuple[Route, ...]) -> None:
    """One after the other."""
    assert routes(roles, thinks=thinks) == expected


def test_what_is_down_comes_last() -> None:
    """It is not left out: if nothing else is there, its own failure is told."""
    assert routes(ALL, thinks=True, is_down=lambda route: route.service == OWN) == (ELSEWHERE, THINKING, CHAT, SECOND)
    assert routes(Roles(chat="small"), thinks=False, is_down=lambda _: True) == (CHAT,)
