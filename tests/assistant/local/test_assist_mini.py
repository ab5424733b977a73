"""Of the public set most is understood without a model, and nothing of it wrongly."""

from pathlib import Path

from pytest_homeassistant_custom_component.common import MockConfigEntry

from bench.agents import local_act
from bench.tasks import async_run_set, load_tasks
from homeassistant.core import HomeAssistant


async def test_assist_mini(hass: HomeAssistant, empty_home: MockConfigEntry, data_folder: Path) -> None:
    tasks = await hass.async_add_executor_job(load_tasks, data_folder / "assist-mini")
    assert len(tasks) == 50
    scores = await async_run_set(hass, tasks, local_act(hass))
    assert not scores.wrong
    assert scores.understood_share >= 0.75, scores.not_understood
