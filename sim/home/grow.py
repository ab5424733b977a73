"""Homes of any size, as people have them: what is in them and what it is called."""

from collections.abc import Callable
from itertools import count
import math
import random
from typing import Any

type Raw = dict[str, Any]

_FLOORS = (("Ground floor", 0), ("First floor", 1), ("Second floor", 2), ("Basement", -1))
_ROOMS = (
    "Kitchen",
    "Living room",
    "Bedroom",
    "Bathroom",
    "Hallway",
    "Office",
    "Dining room",
    "Guest room",
    "Kids room",
    "Laundry room",
    "Garage",
    "Garden",
    "Terrace",
    "Attic",
    "Cellar",
    "Workshop",
    "Library",
    "Studio",
    "Pantry",
    "Nursery",
    "Sauna",
    "Gym",
    "Conservatory",
    "Utility room",
    "Balcony",
)
_LIGHTS = ("ceiling light", "floor lamp", "table lamp", "spotlights", "wall light", "LED strip", "reading light")
_SENSORS: tuple[tuple[str, str | None, str | None, float, float], ...] = (
    ("temperature", "temperature", "°C", 17, 25),
    ("humidity", "humidity", "%", 30, 70),
    ("illuminance", "illuminance", "lx", 0, 900),
    ("power", "power", "W", 0, 800),
    ("energy", "energy", "kWh", 0, 4000),
    ("battery", "battery", "%", 5, 100),
    ("carbon dioxide", "carbon_dioxide", "ppm", 400, 1500),
    ("signal strength", "signal_strength", "dBm", -90, -40),
)
_BINARY = (("motion", "motion"), ("window", "window"), ("door", "door"), ("smoke", "smoke"), ("leak", "moisture"))

# Domain -> share of a home's entities. Sensors and lights as measured in large homes; the rest is what else they have.
_SHARES = {
    "sensor": 34,
    "light": 22,
    "binary_sensor": 13,
    "switch": 10,
    "cover": 6,
    "media_player": 4,
    "climate": 3,
    "number": 2,
    "select": 2,
    "button": 1.5,
    "fan": 1,
    "lock": 0.5,
    "vacuum": 0.4,
    "todo": 0.2,
    "humidifier": 0.2,
    "valve": 0.2,
}


def generate_home(entities: int, *, seed: int = 0) -> Raw:
    """Return a home of exactly so many entities, the same for the same seed, in the shape that `load_home` gives."""
    dice = random.Random(seed)
    floors = [
        {"id": name.lower().replace(" ", "_"), "name": name, "level": level}
        for name, level in _FLOORS[: 2 + (entities > 200) + (entities > 1000)]
    ]
    areas = _areas(_area_count(entities), [str(floor["id"]) for floor in floors])
    devices: list[Raw] = []
    plans: list[Raw] = []
    names: dict[str, count[int]] = {}
    for domain in _domains(entities, dice):
        area = dice.choice(areas)
        name, plan = _MAKERS.get(domain, _plain)(domain, dice)
        number = next(names.setdefault(f"{domain} {area['name']} {name}", count(1)))
        full = f"{area['name']} {name}" if number == 1 else f"{area['name']} {name} {number}"
        slug = full.lower().replace(" ", "_")
        device = f"{domain}_{slug}"
        devices.append({"id": device, "name": full, "area": area["id"], "info": {"manufacturer": "Sim", "model": name}})
        plans.append({"id": f"{domain}.{slug}", "name": full, "area": area["id"], "device": device, **plan})
    return {"floors": floors, "areas": areas, "devices": devices, "entities": plans}


def _area_count(entities: int) -> int:
    """Return how many areas a home has: 3 at 10 entities, 8 at 50, 15 at 200, 34 at 1,000, 76 at 5,000."""
    return max(2, round(1.08 * math.sqrt(entities)))


def _areas(how_many: int, floors: list[str]) -> list[Raw]:
    """Return areas with names of rooms, numbered where the names run out."""
    areas = []
    for index in range(how_many):
        turn, room = divmod(index, len(_ROOMS))
        name = _ROOMS[room] if not turn else f"{_ROOMS[room]} {turn + 1}"
        areas.append({"id": name.lower().replace(" ", "_"), "name": name, "floor": floors[index % len(floors)]})
    return areas


def _domains(entities: int, dice: random.Random) -> list[str]:
    """Return the domain of each entity: the shares as exactly as the number allows, then shuffled."""
    total = sum(_SHARES.values())
    exact = {domain: entities * share / total for domain, share in _SHARES.items()}
    counts = {domain: int(value) for domain, value in exact.items()}
    missing = entities - sum(counts.values())
    for domain in sorted(exact, key=lambda key: counts[key] - exact[key])[:missing]:
        counts[domain] += 1
    domains = [domain for domain, number in counts.items() for _ in range(number)]
    dice.shuffle(domains)
    return domains


def _light(_domain: str, dice: random.Random) -> tuple[str, Raw]:
    """Return a light: most can be dimmed, some have colours."""
    modes = dice.choice((["onoff"], ["brightness"], ["brightness"], ["color_temp"], ["color_temp", "hs"]))
    attributes: Raw = {"supported_color_modes": modes, "color_mode": modes[0]}
    if modes != ["onoff"]:
        attributes["brightness"] = dice.randint(20, 255)
    return dice.choice(_LIGHTS), {"state": dice.choice(("on", "off")), "attributes": attributes}


def _sensor(_domain: str, dice: random.Random) -> tuple[str, Raw]:
    """Return a sensor with a value in its range."""
    name, device_class, unit, low, high = dice.choice(_SENSORS)
    kind = "total_increasing" if device_class == "energy" else "measurement"
    attributes = {"device_class": device_class, "unit_of_measurement": unit, "state_class": kind}
    return name, {"state": str(round(dice.uniform(low, high), 1)), "attributes": attributes}


def _binary_sensor(_domain: str, dice: random.Random) -> tuple[str, Raw]:
    """Return a binary sensor."""
    name, device_class = dice.choice(_BINARY)
    return name, {"state": dice.choice(("on", "off", "off", "off")), "attributes": {"device_class": device_class}}


def _cover(_domain: str, dice: random.Random) -> tuple[str, Raw]:
    """Return a blind, a curtain or a shutter."""
    kind = dice.choice(("blind", "curtain", "shutter"))
    position = dice.choice((0, 0, 50, 100, 100))
    return kind, {"attributes": {"device_class": kind, "current_position": position}}


def _climate(_domain: str, dice: random.Random) -> tuple[str, Raw]:
    """Return a thermostat."""
    attributes = {
        "hvac_modes": ["off", "heat", "auto"],
        "current_temperature": round(dice.uniform(17, 24), 1),
        "temperature": dice.choice((19, 20, 21, 22)),
        "min_temp": 7,
        "max_temp": 30,
    }
    return "thermostat", {"state": dice.choice(("heat", "off")), "attributes": attributes}


def _media_player(_domain: str, dice: random.Random) -> tuple[str, Raw]:
    """Return a TV or a speaker."""
    attributes: Raw = {"volume_level": round(dice.uniform(0.1, 0.8), 2), "is_volume_muted": False}
    if dice.random() < 0.4:
        attributes |= {"device_class": "tv", "source_list": ["TV", "HDMI 1", "HDMI 2", "YouTube"], "source": "HDMI 1"}
        return "TV", {"state": dice.choice(("on", "off")), "attributes": attributes}
    attributes |= {"device_class": "speaker", "media_title": "Morning music", "media_track": 1}
    return "speaker", {"state": dice.choice(("playing", "paused", "idle", "off")), "attributes": attributes}


def _number(_domain: str, dice: random.Random) -> tuple[str, Raw]:
    """Return a number."""
    return "delay", {"state": str(dice.randint(1, 60)), "attributes": {"min": 0, "max": 60, "step": 1}}


def _select(_domain: str, dice: random.Random) -> tuple[str, Raw]:
    """Return a choice."""
    options = ["auto", "day", "night"]
    return "mode", {"state": dice.choice(options), "attributes": {"options": options}}


def _fan(_domain: str, dice: random.Random) -> tuple[str, Raw]:
    """Return a fan."""
    return "fan", {"state": dice.choice(("on", "off")), "attributes": {"percentage_step": 25, "oscillating": False}}


def _humidifier(_domain: str, dice: random.Random) -> tuple[str, Raw]:
    """Return a humidifier."""
    return "humidifier", {"state": "on", "attributes": {"humidity": dice.randint(40, 55)}}


def _todo(_domain: str, _dice: random.Random) -> tuple[str, Raw]:
    """Return a list."""
    return "list", {"attributes": {"todo_items": ["Buy milk"]}}


def _plain(domain: str, dice: random.Random) -> tuple[str, Raw]:
    """Return an entity that needs nothing but a state."""
    match domain:
        case "switch":
            return dice.choice(("plug", "heater plug", "charger", "pump")), {"state": dice.choice(("on", "off"))}
        case "lock":
            return "lock", {"state": dice.choice(("locked", "unlocked"))}
        case "vacuum":
            return "vacuum", {"state": "docked"}
        case "valve":
            return "valve", {"attributes": {"current_position": 0}}
        case _:
            return domain.replace("_", " "), {}


_MAKERS: dict[str, Callable[[str, random.Random], tuple[str, Raw]]] = {
    "light": _light,
    "sensor": _sensor,
    "binary_sensor": _binary_sensor,
    "cover": _cover,
    "climate": _climate,
    "media_player": _media_player,
    "number": _number,
    "select": _select,
    "fan": _fan,
    "humidifier": _humidifier,
    "todo": _todo,
}
