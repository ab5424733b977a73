"""From a change at a TV to the state of its entity: what the TV tells by itself, and the app in front, which it does not."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, suppress
import random
import statistics
import time
from typing import Any

from homeassistant.core import Event, EventStateChangedData, HomeAssistant, State, callback
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.helpers.storage import Store
from sim.samsung_tv import SamsungTV
from sim.samsung_tv.log import Asked, Requested

from .house import running_home
from .tvs import TOKEN, add_core, add_paired
from .viewing_habits import Habits, forty_apps, rate

SETTLE = 6.0  # seconds until a TV that was just added has been asked for all it may have
PATIENCE = 60.0
QUICK_PATIENCE = 6.0  # a change of apps that takes longer counts as one that took this long: medians stay what they are
WATCHED = (1.2, 3.2)  # seconds between the least and the most that an app stays in front once it was seen there
# How many TVs are measured at once: with habits known from before, without any, and with none that can be known.
TVS = {"zipf": 12, "zipf_unknown": 5, "uniform": 5}


async def measured(*, quick: bool) -> tuple[Mapping[str, Any], Mapping[str, Any], tuple[str, ...]]:
    """Return what was found of ours and of core's, and what there is to say of it."""
    async with running_home({"areas": [], "devices": [], "entities": []}) as hass:
        pushes = await _pushes(hass, 20 if quick else 200)
        changes, most = await _app_changes(
            hass, seconds=4 if quick else 240, patience=QUICK_PATIENCE if quick else PATIENCE
        )
    medians = {kind: statistics.median(times) for kind, times in changes.items()}
    counts = ", ".join(f"{kind} {len(times)}" for kind, times in changes.items())
    ours = {
        "tv_push_ms": statistics.median(pushes["ours"]) * 1000,
        "app_change_s": medians["zipf"],
        "app_change_unknown_s": medians["zipf_unknown"],
        "app_change_uniform_s": medians["uniform"],
        "app_requests_per_s": most,
    }
    core = {"tv_push_ms": statistics.median(pushes["core"]) * 1000} if pushes["core"] else {}
    notes = (
        f"tv_push_ms: medians of {len(pushes['ours'])} changes of the volume at the simulated TV, on loopback",
        f"app changes: {counts}; 40 apps, which the TV tells of only when asked for each; nothing else hints at them",
        "app_change_s: apps as households use them (Zipf), habits known from before; app_change_unknown_s: not known",
        "app_change_uniform_s: every app as often as any other",
        "app_requests_per_s: the most questions about apps that any TV was asked in any second",
    )
    return ours, core, notes


def _host() -> str:
    """Return an address of its own for a TV."""
    return f"127.{random.randrange(100, 250)}.{random.randrange(1, 250)}.{random.randrange(1, 250)}"


async def _seen(hass: HomeAssistant, entity_id: str, fact: Callable[[State], bool]) -> None:
    """Wait until the state of an entity fits."""
    seen = asyncio.Event()

    @callback
    def look(event: Event[EventStateChangedData]) -> None:
        if (state := event.data["new_state"]) is not None and fact(state):
            seen.set()

    end = async_track_state_change_event(hass, entity_id, look)
    try:
        state = hass.states.get(entity_id)
        if state is not None and fact(state):
            return
        async with asyncio.timeout(PATIENCE):
            await seen.wait()
    finally:
        end()


async def _pushes(hass: HomeAssistant, times: int) -> Mapping[str, list[float]]:
    """Change the volume at a TV of ours and one of core's; return how long each took to be seen."""
    found: dict[str, list[float]] = {"ours": [], "core": []}
    adding: Mapping[str, Callable[[HomeAssistant, SamsungTV], Awaitable[str]]] = {
        "ours": lambda hass, tv: add_paired(hass, tv.host),
        "core": add_core,
    }
    for whose, add in adding.items():
        async with SamsungTV(_host(), control_port=0) as tv:
            tv.pairing.tokens["Parlor"] = TOKEN
            entity_id = await add(hass, tv)
            await _seen(hass, entity_id, lambda state: state.attributes.get("volume_level") is not None)
            await asyncio.sleep(1)  # until it has subscribed
            for number in range(times):
                found[whose].append(await _loudness_seen(hass, tv, entity_id, 20 + number % 40))
                await asyncio.sleep(0.05)
            (entry,) = hass.config_entries.async_loaded_entries("parlor" if whose == "ours" else "samsungtv")
            await hass.config_entries.async_unload(entry.entry_id)
    return found


async def _loudness_seen(hass: HomeAssistant, tv: SamsungTV, entity_id: str, level: int) -> float:
    """Change the volume at a TV; return how long that took to be seen, in seconds."""

    def is_seen(state: State) -> bool:
        return bool(state.attributes.get("volume_level") == level / 100)

    began = time.monotonic()
    tv.change(volume=level)
    await _seen(hass, entity_id, is_seen)
    return time.monotonic() - began


async def _app_seen(hass: HomeAssistant, tv: SamsungTV, entity_id: str, app_id: str, patience: float) -> float:
    """Bring an app to the front at a TV; return how long that took to be seen, in seconds."""

    def is_seen(state: State) -> bool:
        return bool(state.attributes.get("app_id") == app_id)

    began = time.monotonic()
    tv.change(app=app_id)
    with suppress(TimeoutError):
        async with asyncio.timeout(patience):
            await _seen(hass, entity_id, is_seen)
    return time.monotonic() - began


async def _app_changes(
    hass: HomeAssistant, *, seconds: float, patience: float
) -> tuple[Mapping[str, list[float]], int]:
    """Have people switch apps on a dozen TVs; return how long each change took to be seen, and the most questions a second."""
    found: dict[str, list[float]] = {kind: [] for kind in TVS}
    most = 0
    kinds = [kind for kind, count in TVS.items() for _ in range(count)]
    async with AsyncExitStack() as stack:
        people = []
        for number, kind in enumerate(kinds):
            tv = await stack.enter_async_context(SamsungTV(_host(), control_port=0))
            tv.pairing.tokens["Parlor"] = TOKEN
            tv.set.apps = forty_apps()
            people.append(_live(hass, tv, number, kind, seconds, patience))
        for kind, (times, asked) in zip(kinds, await asyncio.gather(*people), strict=True):
            found[kind] += times
            most = max(most, asked)
        for entry in hass.config_entries.async_loaded_entries("parlor"):
            await hass.config_entries.async_unload(entry.entry_id)
    return found, most


async def _live(
    hass: HomeAssistant, tv: SamsungTV, number: int, kind: str, seconds: float, patience: float
) -> tuple[list[float], int]:
    """Add a TV to Parlor, and live with it for a while as `_switch` does."""
    habits = Habits(uniform=kind == "uniform", seed=number)
    if kind == "zipf":
        store = Store[dict[str, Any]](hass, 1, f"parlor.apps.bench{number}")
        await store.async_save({"uses": habits.remembered(), "way": None})
    entity_id = await add_paired(hass, tv.host, f"bench{number}")
    return await _switch(hass, tv, entity_id, habits, seconds, patience)


async def _switch(
    hass: HomeAssistant, tv: SamsungTV, entity_id: str, habits: Habits, seconds: float, patience: float
) -> tuple[list[float], int]:
    """Switch apps on one TV for a while; return how long each took to be seen, and the most questions in any second."""
    await asyncio.sleep(SETTLE)
    await _app_seen(hass, tv, entity_id, habits.next(None), patience)
    tv.log.clear()
    found: list[float] = []
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        found.append(await _app_seen(hass, tv, entity_id, habits.next(tv.state.app), patience))
        await asyncio.sleep(habits.random.uniform(*WATCHED))
    asked = [entry.monotonic for entry in tv.log.of(Asked)]
    asked += [one.monotonic for one in tv.log.of(Requested) if "/applications/" in one.path]
    return found, rate(asked)
