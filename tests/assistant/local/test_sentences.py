"""Every sentence of the tables comes to its steps, and no trap comes to any."""

from typing import Any

import pytest
import yaml

from custom_components.parlor.assistant.local import (
    AnswerPart,
    AskPart,
    IntentPart,
    KeptPart,
    LaterPart,
    PlansPart,
    TitlePart,
    Understood,
)

from .conftest import FOLDER, Ask

TABLES = {
    code: yaml.safe_load((FOLDER / f"sentences_{code}.yaml").read_text(encoding="utf-8")) for code in ("en", "de", "ko")
}


def told(understood: Understood | None) -> list[str]:
    """Write down what was understood as the tables do."""
    lines: list[str] = []
    for part in understood.parts if understood else ():
        if isinstance(part, AnswerPart):
            lines.append(f"answer {part.reply} {part.placeholders.get('name', '')}".strip())
            continue
        if isinstance(part, AskPart | TitlePart | KeptPart):
            lines.append(f"{type(part).__name__} {getattr(part, 'title', '')}".strip())
            continue
        if isinstance(part, LaterPart | PlansPart):
            lines.append(f"{type(part).__name__} {part.text}")
            continue
        if isinstance(part, IntentPart) and not part.steps:
            lines.append(f"intent {part.intent_type}")
        lines += [" ".join((step.action, *step.entity_ids, *_values(step.data))) for step in part.steps]
    return lines


def _values(data: Any) -> list[str]:
    """Write data down as field=value."""
    return [f"{field}={value}" for field, value in sorted(data.items())]


@pytest.mark.parametrize("language", TABLES)
async def test_commands(ask: Ask, language: str) -> None:
    wrong = []
    for case in TABLES[language]["right"]:
        expected = case["do"] if isinstance(case["do"], list) else [case["do"]]
        got = told(await ask(case["say"], language, case.get("in")))
        if got != expected:
            wrong.append(f"{case['say']!r} (in {case.get('in')}): {got}, not {expected}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", TABLES)
async def test_traps_do_nothing(ask: Ask, language: str) -> None:
    wrong = []
    for text in TABLES[language]["traps"]:
        for room in (None, "living_room", "kitchen"):
            understood = await ask(text, language, room)
            # A title is played only where the history knows it by that name, and else left to a model.
            no_acts = AnswerPart | AskPart | TitlePart
            acts = [part for part in understood.parts if not isinstance(part, no_acts)] if understood else []
            if any(not isinstance(part, IntentPart) or part.changes_home for part in acts):
                wrong.append(f"{text!r} (in {room}): {told(understood)}")
    assert not wrong, "\n".join(wrong)
