"""The public set `assist-mini`, and others in its format: homes, sentences, and the changes that each must cause.

Scored as the public benchmark does: the expected changes are there, and no other, anywhere in the home. A sentence that is not
understood changes nothing and is not wrong; one that is understood must be right.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
import os
from pathlib import Path
from typing import Any

import yaml

from custom_components.parlor.assistant.local import IntentPart, LocalUnderstanding, Part, StepsPart, TitlePart
from homeassistant.components.conversation import ConversationInput
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, intent
from sim.home import async_put, async_start_home, load_home

from .report import REPOSITORY

# Home Assistant derives it from the state since the set was written.
_DERIVED = frozenset({"is_closed"})
_ASSISTANT = "conversation"

type Snapshot = dict[str, tuple[str, dict[str, Any]]]
# Given Home Assistant, a sentence and the id of the device it came from: whether it was understood.
type Act = Callable[[HomeAssistant, str, str | None], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Task:
    """One sentence in one home; `home` is the file of the home."""

    home: Path
    sentence: str
    case: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Return it as people tell it from others."""
        return f"{self.home.parent.name}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Scores:
    """What came of each task, by name; `wrong` also says what differed."""

    right: list[str] = field(default_factory=list)
    wrong: dict[str, list[str]] = field(default_factory=dict)
    not_understood: list[str] = field(default_factory=list)

    @property
    def understood_share(self) -> float:
        """Return how many of the sentences were understood, of 1."""
        known = len(self.right) + len(self.wrong)
        return known / max(1, known + len(self.not_understood))


def data_folder(name: str = "assist-mini") -> Path | None:
    """Return the folder of a public data set, or None where it is absent."""
    folder = Path(os.environ.get("PARLOR_DATA", REPOSITORY.parent / "shared" / "data")) / name
    return folder if folder.is_dir() else None


def load_tasks(folder: Path) -> list[Task]:
    """Return every sentence of a set; blocks on disk."""
    tasks: list[Task] = []
    for file in sorted(folder.glob("*/*.yaml")):
        if not file.name.startswith("_"):
            cases = yaml.safe_load(file.read_text(encoding="utf-8"))["tests"]
            home = file.with_name("_fixtures.yaml")
            tasks += [Task(home, sentence, case) for case in cases for sentence in case["sentences"]]
    return tasks


async def async_run_set(hass: HomeAssistant, tasks: Iterable[Task], act: Act) -> Scores:
    """Run tasks one after the other, each in a home of its own."""
    scores = Scores()
    for task in tasks:
        understood, differences = await async_run_task(hass, task, act)
        if differences and understood:
            scores.wrong[task.name] = differences
        elif understood:
            scores.right.append(task.name)
        else:
            scores.not_understood.append(task.name)
    return scores


async def async_run_task(hass: HomeAssistant, task: Task, act: Act) -> tuple[bool, list[str]]:
    """Build a task's home, say its sentence, and return whether it was understood and what differs from what must be."""
    entry = await async_start_home(hass, await hass.async_add_executor_job(load_home, task.home))
    try:
        for entity_id, setup in task.case.get("setup", {}).items():
            await async_put(hass, entity_id, setup.get("state"), setup.get("attributes"))
        await hass.async_block_till_done()
        before = _snapshot(hass)
        understood = await act(hass, task.sentence, _device_id(hass, task.case.get("context_device")))
        await hass.async_block_till_done()
        return understood, _differences(_expected(before, task.case), _snapshot(hass), task.case)
    finally:
        await hass.config_entries.async_remove(entry.entry_id)
        await hass.async_block_till_done()


def local_act(hass: HomeAssistant, language: str = "en") -> Act:
    """Return what acts on local understanding alone, no policy asked."""
    local = LocalUnderstanding(hass)

    async def act(hass: HomeAssistant, sentence: str, device_id: str | None) -> bool:
        said = ConversationInput(
            text=sentence,
            context=Context(),
            conversation_id=None,
            device_id=device_id,
            satellite_id=None,
            language=language,
            agent_id=_ASSISTANT,
        )
        await local.async_prepare(language)
        understood = await local.async_understand(said)
        parts = understood.parts if understood else ()
        if any(isinstance(part, TitlePart) for part in parts):
            return False  # without a history no title is known by its name: such a sentence goes to a model
        for part in parts:
            await _async_do(hass, part, said)
        return understood is not None

    return act


async def _async_do(hass: HomeAssistant, part: Part, said: ConversationInput) -> None:
    """Do what a part comes to; what fails shows in the states."""
    if not isinstance(part, IntentPart | StepsPart):
        return
    try:
        if isinstance(part, IntentPart):
            slots = {name: dict(slot) for name, slot in part.slots.items()}
            await intent.async_handle(
                hass, _ASSISTANT, part.intent_type, slots, part.text, said.context, said.language, _ASSISTANT
            )
            return
        for step in part.steps:
            target = {"entity_id": list(step.entity_ids)}
            await hass.services.async_call(step.domain, step.service, dict(step.data), blocking=True, target=target)
    except HomeAssistantError:
        return


def _device_id(hass: HomeAssistant, key: str | None) -> str | None:
    """Return the id of a home's device by its key in the home's file."""
    if key is None:
        return None
    devices = dr.async_get(hass).devices
    return next((found.id for found in devices if any(key in identifier for identifier in found.identifiers)), None)


def _snapshot(hass: HomeAssistant) -> Snapshot:
    """Return every entity's state and attributes, but for the agents': theirs is when they were last spoken to."""
    return {
        state.entity_id: (state.state, {key: value for key, value in state.attributes.items() if key not in _DERIVED})
        for state in hass.states.async_all()
        if state.domain != "conversation"
    }


def _expected(before: Snapshot, case: Mapping[str, Any]) -> Snapshot:
    """Return what the home must look like after a case."""
    after = dict(before)
    for entity_id, change in case.get("expect_changes", {}).items():
        state, attributes = before[entity_id]
        after[entity_id] = (change.get("state", state), attributes | change.get("attributes", {}))
    return after


def _differences(expected: Snapshot, actual: Snapshot, case: Mapping[str, Any]) -> list[str]:
    """Return what is not as it must be; None and absent are the same."""
    found: list[str] = []
    for entity_id in expected.keys() | actual.keys():
        ignored = set(case.get("ignore_changes", {}).get(entity_id, ()))
        (state, attributes), (got, got_attributes) = (side.get(entity_id, ("", {})) for side in (expected, actual))
        if state != got and "state" not in ignored:
            found.append(f"{entity_id} is {got}, not {state}")
        found += [
            f"{entity_id}.{name} is {got_attributes.get(name)}, not {attributes.get(name)}"
            for name in sorted((attributes.keys() | got_attributes.keys()) - ignored)
            if attributes.get(name) != got_attributes.get(name)
        ]
    return sorted(found)
