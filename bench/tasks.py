"""Sentences in the public set's format: homes, what is said in them, and the changes and answers that must come of it.

Scored as the public benchmark does: the expected changes are there, and no other, anywhere in the home; an answer holds one of the
words that it must. A sentence that is not understood changes nothing and is not wrong; one that is understood must be right.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import freezegun
import yaml

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from sim.home import async_put, async_start_home, load_home

from .differences import differences, expected, snapshot
from .watched import watched_home


@dataclass(frozen=True, slots=True)
class Task:
    """One sentence in one home; `home` is the file of the home."""

    home: Path
    sentence: str
    case: Mapping[str, Any]
    language: str = "en"

    @property
    def name(self) -> str:
        """Return it as people tell it from others."""
        return f"{self.home.parent.name}: {self.sentence}"

    @property
    def changes_nothing(self) -> bool:
        """Say whether the sentence is one that nothing may come of."""
        return not self.case.get("expect_changes") and not self.case.get("expect_response")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, and the id of the device that it came from."""

    text: str
    language: str
    device_id: str | None


type Act = Callable[[HomeAssistant, Said], Awaitable[str | None]]
"""Says a sentence; returns the answer, None where the sentence was not understood."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What came of each task, by name; `wrong` also says what differed."""

    right: list[str] = field(default_factory=list)
    wrong: dict[str, list[str]] = field(default_factory=dict)
    not_understood: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Return how many tasks there were."""
        return len(self.right) + len(self.wrong) + len(self.not_understood)

    @property
    def understood_share(self) -> float:
        """Return how many of the sentences were understood, of 1."""
        return (len(self.right) + len(self.wrong)) / max(1, self.count)

    @property
    def right_share(self) -> float:
        """Return how many of the sentences were understood rightly, of 1."""
        return len(self.right) / max(1, self.count)


def load_tasks(folder: Path) -> list[Task]:
    """Return every sentence of a set; blocks on disk."""
    tasks: list[Task] = []
    for file in sorted(folder.glob("*/*.yaml")):
        if not file.name.startswith("_"):
            told = yaml.safe_load(file.read_text(encoding="utf-8"))
            home, language = file.with_name("_fixtures.yaml"), told.get("language", "en")
            tasks += [Task(home, sentence, case, language) for case in told["tests"] for sentence in case["sentences"]]
    return tasks


async def async_run_set(hass: HomeAssistant, tasks: Iterable[Task], act: Act) -> Scores:
    """Run tasks one after the other, each in a home of its own."""
    scores = Scores()
    for task in tasks:
        answer, found = await async_run_task(hass, task, act)
        if found and answer is not None:
            scores.wrong[task.name] = found
        elif answer is not None or task.changes_nothing:
            scores.right.append(task.name)
        else:
            scores.not_understood.append(task.name)
    return scores


async def async_run_task(hass: HomeAssistant, task: Task, act: Act) -> tuple[str | None, list[str]]:
    """Build a task's home, say its sentence, and return the answer and what differs from what must be."""
    now = task.case.get("context_now")
    with freezegun.freeze_time(now, tick=True, real_asyncio=True) if now else nullcontext():
        return await _async_run_now(hass, task, act)


async def _async_run_now(hass: HomeAssistant, task: Task, act: Act) -> tuple[str | None, list[str]]:
    """Run a task at the time that it is."""
    home = await hass.async_add_executor_job(load_home, task.home)
    entry = await async_start_home(hass, home, expose=_exposed(home))
    try:
        async with watched_home(hass, home, task.case):
            for entity_id, setup in task.case.get("setup", {}).items():
                await async_put(hass, entity_id, setup.get("state"), setup.get("attributes"))
            await hass.async_block_till_done()
            before = snapshot(hass)
            device_id = _device_id(hass, task.case.get("context_device"))
            answer = await act(hass, Said(task.sentence, task.language, device_id))
            await hass.async_block_till_done()
            found = differences(expected(before, task.case), snapshot(hass), task.case)
            return answer, [*found, *_missing(answer, task.case)]
    finally:
        await hass.config_entries.async_remove(entry.entry_id)
        await hass.async_block_till_done()


def _exposed(home: Mapping[str, Any]) -> bool | list[str]:
    """Return what of a home agents may see: all but what its file says."""
    if not (hidden := home.get("unexposed")):
        return True
    return [entity["id"] for entity in home["entities"] if entity["id"] not in hidden]


def _missing(answer: str | None, case: Mapping[str, Any]) -> list[str]:
    """Return what an answer says that it must not, or leaves out: one of the expected texts is enough."""
    wanted = case.get("expect_response")
    if not wanted or any(str(text).casefold() in (answer or "").casefold() for text in wanted):
        return []
    return [f"the answer {answer!r} has none of {', '.join(map(str, wanted))}"]


def _device_id(hass: HomeAssistant, key: str | None) -> str | None:
    """Return the id of a home's device by its key in the home's file."""
    if key is None:
        return None
    devices = dr.async_get(hass).devices
    return next((found.id for found in devices if any(key in identifier for identifier in found.identifiers)), None)
