"""What a home consists of, read from the YAML shape of the public data set `home-assistant-datasets`.

Beside that set's `areas`, `devices` and `entities` a home may have `floors` and `appliances`, areas may name their `floor` and an `icon`,
areas and entities may have `aliases` and `labels`, and entities a `category` and a `behavior` (how long they take, what they play).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from .const import PLATFORMS

type Raw = Mapping[str, Any]


class HomeError(ValueError):
    """A file does not describe a home; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Floor:
    """One storey."""

    id: str
    name: str
    level: int | None = None
    aliases: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Area:
    """One room, or a place outside."""

    id: str
    name: str
    floor: str | None = None
    aliases: frozenset[str] = frozenset()
    icon: str | None = None


@dataclass(frozen=True, slots=True)
class Device:
    """One thing that one buys; entities belong to it."""

    id: str
    name: str
    area: str | None = None
    info: Raw = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EntityPlan:
    """One entity as the file describes it: `id` is its entity id, `state` None where the file says nothing."""

    id: str
    name: str
    area: str | None = None
    device: str | None = None
    state: Any = None
    attributes: Raw = field(default_factory=dict)
    behavior: Raw = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()
    category: str | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of an appliance's cycle: the state it reports, how long, and what it draws meanwhile."""

    state: str
    seconds: float
    watts: float | None = None


@dataclass(frozen=True, slots=True)
class Appliance:
    """A machine that runs a cycle once its switch is turned on; it speaks through the entities named here (by entity id)."""

    switch: str
    state: str
    phases: tuple[Phase, ...]
    remaining: str | None = None
    power: str | None = None
    door: str | None = None
    idle: str = "idle"
    finished: str = "finished"


@dataclass(frozen=True, slots=True)
class Home:
    """Everything in one home."""

    floors: tuple[Floor, ...]
    areas: tuple[Area, ...]
    devices: Mapping[str, Device]
    entities: tuple[EntityPlan, ...]
    appliances: tuple[Appliance, ...]


def read_home(path: Path) -> dict[str, Any]:
    """Return a file's home as a plain dict; blocks, so not for the event loop. Raises HomeError."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise HomeError(f"{path}: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise HomeError(f"{path} is not YAML: {error}") from error
    parse_home(raw)
    return dict(raw)


def parse_home(raw: Any) -> Home:
    """Return the home that a plain dict describes. Raises HomeError with the place of the first fault."""
    if not isinstance(raw, Mapping):
        raise HomeError("A home is a mapping of areas, devices and entities")
    home = Home(
        floors=tuple(_floor(item) for item in _list(raw, "floors")),
        areas=tuple(_area(item) for item in _list(raw, "areas")),
        devices={device.id: device for item in _list(raw, "devices") for device in (_device(item),)},
        entities=tuple(_entity(item) for item in _list(raw, "entities")),
        appliances=tuple(_appliance(item) for item in _list(raw, "appliances")),
    )
    _check(home)
    return home


def _check(home: Home) -> None:
    """Raise HomeError where one part names another that is not there, or an entity is of a kind nobody simulates."""
    floors, areas = {floor.id for floor in home.floors}, {area.id for area in home.areas}
    entities: set[str] = set()
    for area in home.areas:
        _known(area.floor, floors, f"area {area.id}: floor")
    for device in home.devices.values():
        _known(device.area, areas, f"device {device.id}: area")
    for entity in home.entities:
        _known(entity.id.partition(".")[0], PLATFORMS, f"entity {entity.id}: domain")
        _known(entity.area, areas, f"entity {entity.id}: area")
        _known(entity.device, home.devices, f"entity {entity.id}: device")
        if entity.id in entities:
            raise HomeError(f"entity {entity.id} is there twice")
        entities.add(entity.id)
    for machine in home.appliances:
        for part in (machine.switch, machine.state, machine.remaining, machine.power, machine.door):
            _known(part, entities, "appliance: entity")


def _known(name: str | None, names: Any, what: str) -> None:
    """Raise HomeError unless the name is absent or known."""
    if name is not None and name not in names:
        raise HomeError(f"{what} {name!r} is not known")


def _list(raw: Raw, key: str) -> Sequence[Raw]:
    """Return a list of mappings, or raise HomeError."""
    items = raw.get(key) or []
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise HomeError(f"{key} must be a list of mappings")
    return items


def _text(raw: Raw, key: str) -> str:
    """Return a text that must be there."""
    if not isinstance(value := raw.get(key), str) or not value:
        raise HomeError(f"{key} is missing in {dict(raw)!r:.200}")
    return value


def _floor(raw: Raw) -> Floor:
    """Return one floor."""
    return Floor(_text(raw, "id"), _text(raw, "name"), raw.get("level"), frozenset(raw.get("aliases") or ()))


def _area(raw: Raw) -> Area:
    """Return one area."""
    aliases = frozenset(raw.get("aliases") or ())
    return Area(_text(raw, "id"), _text(raw, "name"), raw.get("floor"), aliases, raw.get("icon"))


def _device(raw: Raw) -> Device:
    """Return one device."""
    return Device(_text(raw, "id"), _text(raw, "name"), raw.get("area"), raw.get("info") or {})


def _entity(raw: Raw) -> EntityPlan:
    """Return one entity."""
    return EntityPlan(
        id=_text(raw, "id"),
        name=_text(raw, "name"),
        area=raw.get("area"),
        device=raw.get("device"),
        state=raw.get("state"),
        attributes=raw.get("attributes") or {},
        behavior=raw.get("behavior") or {},
        aliases=tuple(raw.get("aliases") or ()),
        labels=frozenset(raw.get("labels") or ()),
        category=raw.get("category"),
    )


def _appliance(raw: Raw) -> Appliance:
    """Return one appliance."""
    phases = tuple(
        Phase(_text(phase, "state"), float(phase.get("seconds", 0)), phase.get("watts"))
        for phase in _list(raw, "phases")
    )
    return Appliance(
        switch=_text(raw, "switch"),
        state=_text(raw, "state"),
        phases=phases,
        remaining=raw.get("remaining"),
        power=raw.get("power"),
        door=raw.get("door"),
        idle=raw.get("idle", "idle"),
        finished=raw.get("finished", "finished"),
    )
