"""A folder of pictures put on a Frame by an action: what is answered, told meanwhile, and how it ends early."""

import asyncio
from pathlib import Path

import pytest

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event

from .frames import act, frame, painted, refused, uploads


async def test_upload_a_folder(hass: HomeAssistant, loopback_host: str, pictures: Path) -> None:
    (pictures / "1.5.jpg").write_bytes(b"no picture")
    async with frame(hass, loopback_host) as tv:
        told = await act(hass, "upload_art_folder", path=str(pictures))
        assert (told["uploaded"], told["duplicates"], told["failed"]) == (3, 0, 1)
        files = {each["file"]: each for each in told["files"]}
        assert list(files) == ["0.jpg", "1.5.jpg", "1.jpg", "2.jpg"]
        assert files["1.5.jpg"] == {"file": "1.5.jpg", "error": "art_not_a_picture"}
        again = await act(hass, "upload_art_folder", path=str(pictures))
        assert (again["uploaded"], again["duplicates"], again["failed"]) == (0, 3, 1) and uploads(tv) == 3


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_progress_is_told(hass: HomeAssistant, loopback_host: str, pictures: Path) -> None:
    async with frame(hass, loopback_host):
        sensor = "sensor.living_room_tv_art_upload"
        told: list[str] = []
        async_track_state_change_event(hass, sensor, callback(lambda event: told.append(event.data["new_state"].state)))
        await act(hass, "upload_art_folder", path=str(pictures))
        await hass.async_block_till_done()
        assert [state if state == "unknown" else round(float(state)) for state in told] == [0, 33, 67, "unknown"]


async def test_stopped(hass: HomeAssistant, loopback_host: str, pictures: Path) -> None:
    for number in range(3, 30):
        (pictures / f"{number:02}.jpg").write_bytes(painted(number))
    async with frame(hass, loopback_host) as tv:
        task = hass.async_create_task(act(hass, "upload_art_folder", path=str(pictures)))
        await tv.until(lambda: uploads(tv) >= 1)
        assert await refused(hass, "upload_art_folder", path=str(pictures)) == "art_busy"
        await act(hass, "stop_art_upload")
        told = await task
        assert 1 <= told["uploaded"] <= 3 and len(told["files"]) == told["uploaded"]


async def test_unloaded_in_the_middle(hass: HomeAssistant, loopback_host: str, pictures: Path) -> None:
    for number in range(3, 30):
        (pictures / f"{number:02}.jpg").write_bytes(painted(number))
    async with frame(hass, loopback_host) as tv:
        task = hass.async_create_task(act(hass, "upload_art_folder", path=str(pictures)))
        await tv.until(lambda: uploads(tv) >= 1)
        [entry] = hass.config_entries.async_entries("parlor")
        assert await hass.config_entries.async_unload(entry.entry_id)
        async with asyncio.timeout(20):
            told = await task
        assert len(told["files"]) <= 3
