"""Every published payload, read as Parlor reads it: whatever raises, and every end that is claimed for what does not run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
import json
from pathlib import Path
from typing import Any, Final

from custom_components.parlor.appliances.facts import EntityFact, StateFact
from custom_components.parlor.appliances.job import JobState
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Doing, Reading
from custom_components.parlor.appliances.smartthings.kinds import parts_of
from custom_components.parlor.appliances.smartthings.reading import read_status
from custom_components.parlor.appliances.sources.find import BRANDS, find
from custom_components.parlor.appliances.watch import ApplianceWatch

MEASURED: Final = "core_entity_inventory_2026.10.4.json"
_ENDS: Final = "completion_time"
_MAY_HAVE_ENDS: Final = frozenset({JobState.RUNNING, JobState.SCHEDULED})
_RUNS: Final = frozenset({"run", "running", "pause", "paused"})


@dataclass(slots=True)
class Payloads:
    """What was found: `payloads` are statuses of devices and lists of the entities that core made of one.

    `invented` are ends of what does not run; `core_invented` the same as core's entities tell them, of `core_resting` that rest and have such
    an entity. `lied` are payloads that claim an end at rest, so that there was something to find out.
    """

    payloads: int = 0
    exceptions: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    lied: int = 0
    core_invented: int = 0
    core_resting: int = 0


def measured(folder: Path) -> Payloads:
    """Read all of a folder."""
    found = Payloads()
    for file in sorted((folder / "device_status").glob("*.json")):
        found.payloads += 1
        _guarded(found, file.stem, partial(_status, found, folder, file))
    inventory: Mapping[str, list[dict[str, Any]]] = json.loads((folder / MEASURED).read_text(encoding="utf-8"))
    for name, entities in inventory.items():
        found.payloads += 1
        _guarded(found, name, partial(_entities, found, name, entities))
    return found


def _guarded(found: Payloads, name: str, do: Callable[[], None]) -> None:
    """Do something, and note what it raises: nothing of what a device says may."""
    try:
        do()
    except Exception as error:  # noqa: BLE001  # whatever it is, it is counted
        found.exceptions.append(f"{name}: {error!r}")


def _status(found: Payloads, folder: Path, file: Path) -> None:
    """Read what a device said, at the time when it said so."""
    told = json.loads(file.read_text(encoding="utf-8"))["components"]
    items = json.loads((folder / "devices" / file.name).read_text(encoding="utf-8"))["items"]
    categories = {one["id"]: [category["name"] for category in one["categories"]] for one in items[0]["components"]}
    status = {
        component: {
            capability: {attribute: one.get("value") for attribute, one in attributes.items()}
            for capability, attributes in capabilities.items()
        }
        for component, capabilities in told.items()
    }
    now = max((_time(stamp) for stamp in _stamps(told)), default=0.0)
    for component, kind in parts_of(categories, status).items():
        reading = read_status(kind, status, is_online=True, now=now, component=component)
        _watch(found, f"{file.stem} {component}", kind, reading, now)


def _stamps(told: Mapping[str, Any]) -> list[str]:
    """Return when each attribute of the runs was said."""
    return [
        one["timestamp"]
        for capabilities in told.values()
        for name, attributes in capabilities.items()
        if "perating" in name
        for one in attributes.values()
        if "timestamp" in one
    ]


def _time(told: str) -> float:
    return datetime.fromisoformat(told).timestamp()


def _entities(found: Payloads, name: str, entities: list[dict[str, Any]]) -> None:
    """Read the entities that core made of a device, some minutes before the end that they claim."""
    facts = tuple(inventory_fact(name, one) for one in entities)
    states = {
        fact.entity_id: StateFact(state=one["state"], at=0.0, attributes=one["attrs"])
        for fact, one in zip(facts, entities, strict=True)
        if isinstance(one["state"], str)
    }
    claims = [one["state"] for one in entities if one["tk"] and one["tk"].endswith(_ENDS) and one["state"]]
    now = min((_time(claim) for claim in claims if claim[:1].isdigit()), default=1_790_000_600.0) - 600
    for wiring in find(facts):
        reading = BRANDS[wiring.brand].read(wiring, states, now)
        found.lied += reading.ends_at is not None and reading.doing in (Doing.IDLE, Doing.OFF)
        _watch(found, f"{name} {wiring.kind}", wiring.kind, reading, now)
    machines = [str(one["state"]) for one in entities if one["tk"] and one["tk"].endswith("_machine_state")]
    if machines and claims and not _RUNS & set(machines):
        found.core_resting += 1
        found.core_invented += any(claim[:1].isdigit() for claim in claims)


def inventory_fact(device: str, one: dict[str, Any]) -> EntityFact:
    """Return an entity of core's inventory as the registry would know it."""
    domain, _, name = one["entity_id"].partition(".")
    return EntityFact(
        entity_id=f"{domain}.{device}_{name}",
        domain=one["platform"],
        platform="smartthings",
        unique_id=f"00000000-0000-0000-0000-000000000000{one['uid']}",
        registry_id=f"{device}_{one['entity_id']}",
        translation_key=one["tk"],
        device_class=one["dc"],
        unit=one["unit"],
        device_id=device,
        options=tuple(one["attrs"].get("options") or ()),
        is_disabled=bool(one["disabled"]),
    )


def _watch(found: Payloads, name: str, kind: ApplianceKind, reading: Reading, now: float) -> None:
    """Make a job of what was read, and look whether it has an end that it cannot have."""
    job = ApplianceWatch(kind, clock=lambda: now).hear(reading).job
    if job.state not in _MAY_HAVE_ENDS and (job.ends_at is not None or job.remaining):
        found.invented.append(name)
