"""Files as they really lie on the disk: written, read again after a restart, damaged, erased."""

import json
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import async_test_home_assistant

from custom_components.parlor.assistant.audit.kept import async_audit
from custom_components.parlor.assistant.memory.kept import KEY, async_memory
from custom_components.parlor.assistant.memory.remembered import Remembered
from homeassistant.core import HomeAssistant

SECRET = "the key is under the third flower pot"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the memory lies."""
    return tmp_path / ".storage" / KEY


async def remembered(hass: HomeAssistant) -> list[str]:
    """Return what is remembered."""
    return [entry.text for entry in (await async_memory(hass)).memory.entries]


async def test_it_is_there_again_after_a_restart(tmp_path: Path, path: Path) -> None:
    async with async_test_home_assistant(config_dir=str(tmp_path)) as hass:
        assert isinstance((await async_memory(hass)).remember("anna", SECRET), Remembered)
        await hass.async_stop(force=True)
    assert SECRET in path.read_text()
    assert path.stat().st_mode & 0o077 == 0
    async with async_test_home_assistant(config_dir=str(tmp_path)) as hass:
        assert await remembered(hass) == [SECRET]
        await hass.async_stop(force=True)


async def test_what_is_forgotten_is_gone_from_the_file_at_once(tmp_path: Path, path: Path) -> None:
    async with async_test_home_assistant(config_dir=str(tmp_path)) as hass:
        memory = await async_memory(hass)
        secret, other = memory.remember(None, SECRET), memory.remember(None, "the bins go out on Tuesday")
        assert isinstance(secret, Remembered) and isinstance(other, Remembered)
        await memory.async_change(other.id, "the bins go out on Friday")
        assert SECRET in path.read_text()
        await memory.async_forget(secret.id)
        assert SECRET not in path.read_text()
        assert "Friday" in path.read_text()
        memory.remember(None, SECRET)  # to be written later
        assert await memory.async_erase() == 2
        await hass.async_stop(force=True)
    assert [each for each in path.parent.iterdir() if each.name.startswith(KEY)] == []


@pytest.mark.parametrize("content", [SECRET, "[]", "{}", '{"version": 1}', '{"version": 1, "data": [1]}', "\x00" * 100])
async def test_a_damaged_file_is_survived_and_erased_as_well(tmp_path: Path, path: Path, content: str) -> None:
    path.parent.mkdir()
    path.write_text(content)
    async with async_test_home_assistant(config_dir=str(tmp_path)) as hass:
        memory = await async_memory(hass)
        assert await remembered(hass) == []
        memory.remember(None, "still works")
        await hass.async_block_till_done()
        await hass.async_stop(force=True)
    assert "still works" in path.read_text()
    async with async_test_home_assistant(config_dir=str(tmp_path)) as hass:
        await (await async_memory(hass)).async_erase()
        await hass.async_stop(force=True)
    assert [each for each in path.parent.iterdir() if SECRET in each.read_text(errors="replace")] == []


async def test_a_file_of_a_newer_version_is_not_written_over(tmp_path: Path, path: Path) -> None:
    path.parent.mkdir()
    newer: dict[str, Any] = {"version": 9, "minor_version": 1, "key": KEY, "data": {"entries": "otherwise"}}
    path.write_text(json.dumps(newer))
    async with async_test_home_assistant(config_dir=str(tmp_path)) as hass:
        memory = await async_memory(hass)
        memory.remember(None, "for now")
        assert await remembered(hass) == ["for now"]
        await hass.async_stop(force=True)
    assert json.loads(path.read_text()) == newer


async def test_two_who_ask_at_once_get_the_same_log(hass: HomeAssistant) -> None:
    assert await async_audit(hass) is await async_audit(hass)
