"""What a model says is made fit to be spoken, and nothing else of it is changed."""

import pytest

from custom_components.parlor.assistant.wording import Wording, sentences_in

NAMES = {"media_player.plex": "Plex", "light.kitchen": "Kitchen light", "media_player.bedroom_tv": "Bedroom TV"}
TOLD = sentences_in("Demo speaks. Your answer is read on a screen!")


@pytest.mark.parametrize(
    ("said", "spoken"),
    [
        ("", ""),
        ("It is off.", "It is off."),
        ("It is off. The sentence may mean: Barn window (Barn): on\nIt is off now.", "It is off. It is off now."),
        ("It is off. You can call parlor__act with steps.", "It is off. "),
        ("The arguments are not valid JSON. Is it off?", "Is it off?"),
        ("JSON is a text format.", "JSON is a text format."),
        ("light.kitchen_counter_l", ""),
        ("`media_player.plex`", ""),
        ("Demo speaks. Your answer is read on a screen! It is off.", "It is off."),
        ("It runs on media_player.plex.", "It runs on Plex."),
        ("media_player.plex, light.kitchen: off", "Plex, Kitchen light: off"),
        ("See example.com and light.unknown.", "See example.com and light.unknown."),
        ("Call light.turn_on(light.kitchen).", "Call light.turn_on(Kitchen light)."),
        ("Yes. No. Yes. No.", "Yes. No. Yes. No."),
        ("The film runs on. The film runs on. It is late.", "The film runs on. It is late."),
        (
            "It is a film. It is good. It is a film. It is good. It is a film.",
            "It is a film. It is good. It is a film. ",
        ),
        # A refrain.
        (
            "Row your boat. Gently on. Row your boat. Merrily so.",
            "Row your boat. Gently on. Row your boat. Merrily so.",
        ),
        ("기생충이 나오고 있습니다. 기생충이 나오고 있습니다.", "기생충이 나오고 있습니다. "),
        (
            "The sentence may mean:\nmedia_player.bedroom_tv (Bedroom TV, Bedroom): off; sources: TV, HDMI 1\nIt is off.",
            "It is off.",
        ),
        ("- light.kitchen (Kitchen light, Kitchen): on\n", ""),
        ("You're welcome!\n```\n```\n```\n", "You're welcome!\n"),
        ("I cannot tell.\n\n\n\nWhat is the weather?\n\n\n\nWhat is the time?", "I cannot tell.\n\n\n\n"),
        ("First.\n\nSecond.\n- one\n- two", "First.\n\nSecond.\n- one\n- two"),
        ("Version 1.2.3 is out. 3.5 degrees.", "Version 1.2.3 is out. 3.5 degrees."),
    ],
)
def test_what_is_spoken(said: str, spoken: str) -> None:
    assert Wording(NAMES, told=TOLD).fit(said) == spoken


def test_it_remembers_over_the_pieces_of_one_answer() -> None:
    wording = Wording(NAMES)
    assert wording.fit("The film runs on. ") == "The film runs on. "
    for _ in range(3):
        assert not wording.is_circling
        assert wording.fit("The film runs on. ") == ""
    assert wording.is_circling
