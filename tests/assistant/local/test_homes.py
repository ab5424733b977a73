"""Other homes: other names, rooms named alike, scenes and scripts named like commands. First of all nothing wrong is done."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import yaml

from custom_components.parlor.assistant.local import AnswerPart, AskPart, IntentPart, TitlePart, Understood
from homeassistant.core import HomeAssistant

from .conftest import FOLDER, ask_in
from .test_sentences import told

HOMES = ("german", "korean", "villa")


@pytest.mark.parametrize("home", HOMES)
async def test_what_is_done(hass: HomeAssistant, empty_home: MockConfigEntry, home: str) -> None:
    table = _table(home)
    ask = await ask_in(hass, empty_home, f"home_{home}")
    wrong = []
    for case in table["right"]:
        expected = case["do"] if isinstance(case["do"], list) else [case["do"]]
        got = told(await ask(case["say"], table["language"], case.get("in")))
        if got != expected:
            wrong.append(f"{case['say']!r} (in {case.get('in')}): {got}, not {expected}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("home", HOMES)
async def test_what_is_left_alone(hass: HomeAssistant, empty_home: MockConfigEntry, home: str) -> None:
    table = _table(home)
    ask = await ask_in(hass, empty_home, f"home_{home}")
    asked = [(text, room) for text in table["traps"] for room in (None, "living_room", "kitchen")]
    asked += [(text, None) for text in table["unclear"]]
    wrong = []
    for text, room in asked:
        if _changes(understood := await ask(text, table["language"], room)):
            wrong.append(f"{text!r} (in {room}): {told(understood)}")
    assert not wrong, "\n".join(wrong)


def _table(home: str) -> dict[str, Any]:
    """Return the sentences for a home; what is `unclear` is so only where the speaker's room is not known."""
    table: dict[str, Any] = yaml.safe_load((FOLDER / f"sentences_{home}.yaml").read_text("utf-8"))
    return table


def _changes(understood: Understood | None) -> bool:
    """Say whether anything would be done."""
    # A title is played only where the history knows it by that name, and else left to a model.
    parts = [part for part in understood.parts if not isinstance(part, AskPart | TitlePart)] if understood else []
    return any(
        not isinstance(part, AnswerPart) and (not isinstance(part, IntentPart) or part.changes_home) for part in parts
    )
