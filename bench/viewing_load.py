"""Twenty screens on which everything moves, for an hour by a clock that does not wait."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
import gc
import os
from pathlib import Path
import statistics
import tempfile
import time
from typing import Any, Final
from unittest.mock import patch

from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from .house import running_home
from .viewing_screens import AT_HDMI, add_screen

SCREENS: Final = 20
EACH: Final = 0.2  # seconds from one observation of a screen to its next
LENGTH: Final = 1500  # seconds of an episode
PARTS: Final = 6  # in which the processor's time is read: the figure is their median


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What it took: the share of a core, and by how much the process grew between the first part and the last."""

    core_share: float
    growth_mb: float
    writes_per_s: float
    notes: tuple[str, ...]


class Clock:
    """Home Assistant's time while it is led: that of its loop, and Unix time."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin now."""
        self._real, self._loop_time = time.time, loop.time
        self._ahead = 0.0
        self.began = self._real()

    def time(self) -> float:
        """Return Unix time as it is here."""
        return self._real() + self._ahead

    def loop_time(self) -> float:
        """Return the loop's time as it is here."""
        return self._loop_time() + self._ahead

    def move_to(self, passed: float) -> None:
        """Let it be so many seconds after the beginning, unless it is later already."""
        self._ahead += max(0.0, self.began + passed - self.time())


@contextmanager
def _led(loop: asyncio.AbstractEventLoop) -> Iterator[Clock]:
    """Lead the time of a loop, and Unix time with it."""
    clock = Clock(loop)
    with patch("time.time", clock.time), patch.object(loop, "time", clock.loop_time):
        yield clock


async def busy(*, seconds: int) -> Load:
    """Tell of each screen five times a second what it shows, and have the household remember all of it."""
    async with running_home({"areas": [], "devices": [], "entities": []}) as hass:
        with tempfile.TemporaryDirectory() as folder, _led(hass.loop) as clock:
            hass.config.config_dir = folder
            await _add_household(hass)
            screens = [(await add_screen(hass, number))[:2] for number in range(SCREENS)]
            load = await _told(hass, clock, screens, seconds)
            for entry in hass.config_entries.async_loaded_entries("parlor"):
                await hass.config_entries.async_unload(entry.entry_id)
    return load


async def _add_household(hass: HomeAssistant) -> None:
    """Add what remembers."""
    entry = MockConfigEntry(
        domain="parlor",
        title="Household",
        unique_id="household",
        data={"kind": "household"},
        options={"remember": True},
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()


async def _told(hass: HomeAssistant, clock: Clock, screens: list[tuple[str, str]], seconds: int) -> Load:
    """Play for so long; return what it took."""
    writes = 0

    @callback
    def count(event: Event[EventStateChangedData]) -> None:
        nonlocal writes
        writes += event.data["entity_id"].partition(".")[0] != "media_player"

    hass.bus.async_listen(EVENT_STATE_CHANGED, count)
    steps = int(seconds / EACH / PARTS)
    shares: list[float] = []
    sizes: list[float] = []
    for part in range(PARTS):
        began = time.process_time()
        for step in range(part * steps, (part + 1) * steps):
            clock.move_to(step * EACH)
            for number, (tv, box) in enumerate(screens):
                _tell(hass, tv, box, step + number * 7)
            await asyncio.sleep(0)
        shares.append((time.process_time() - began) / (steps * EACH))
        await hass.async_block_till_done()
        sizes.append(_size_mb())
    return Load(
        core_share=statistics.median(shares),
        growth_mb=sizes[-1] - sizes[0],
        writes_per_s=writes / seconds,
        notes=(
            f"core_share: {SCREENS} screens told of {1 / EACH:.0f} times a second for {seconds} s, all of it remembered",
            "core_share: by a clock that does not wait; Home Assistant's own work with these states included",
            f"memory_growth_mb: of the process, from second {seconds // PARTS} to the last",
            f"state_writes_per_s: states that the {SCREENS} screens' entities write",
        ),
    )


def _tell(hass: HomeAssistant, tv: str, box: str, step: int) -> None:
    """Tell one thing of a screen: mostly where its box is in an episode, now and then another volume of the TV, or a pause."""
    if step % 25 == 0:
        hass.states.async_set(tv, "on", {**AT_HDMI, "volume_level": step % 100 / 100})
        return
    at = step * EACH
    position = at % LENGTH
    told: dict[str, Any] = {
        "app_id": "com.plexapp.plex",
        "app_name": "Plex",
        "media_content_type": "tvshow",
        "media_title": f"Part {int(at // LENGTH) + 1}",
        "media_series_title": "The Harbour",
        "media_season": 1,
        "media_episode": int(at // LENGTH) + 1,
        "media_duration": LENGTH,
        "media_position": position,
        "media_position_updated_at": dt_util.utc_from_timestamp(time.time()),
    }
    hass.states.async_set(box, "paused" if 60 < position % 300 < 75 else "playing", told)


def _size_mb() -> float:
    """Return the memory of this process that is in use, in MB."""
    gc.collect()
    resident = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return resident * os.sysconf("SC_PAGE_SIZE") / 1e6
