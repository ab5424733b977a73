"""What is set up in Home Assistant as a user would do it, each thing once: what the user changes later stays."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
import os
from pathlib import Path

import aiohttp

from .home_assistant import HomeAssistant, Json
from .models import Service
from .settings import ROOT, DemoError, Settings
from .tell import doing

HOME_FILE = ROOT / "sim/home/demo.yaml"
PIPELINE = "Parlor"
TV_AREA = "Living Room"
_TV_SECONDS = 5.0


@dataclass
class Stage:
    """What the steps play on: the server, what was found to answer, and what is known of the server so far."""

    server: HomeAssistant
    settings: Settings
    service: Service | None
    is_new: bool
    entries: list[Json] = field(default_factory=list)
    added: list[str] = field(default_factory=list)

    @property
    def has_home(self) -> bool:
        """Whether the simulated home is there."""
        return any(entry["domain"] == "sim_home" for entry in self.entries)

    @property
    def has_tv(self) -> bool:
        """Whether a TV is there."""
        return any(entry["domain"] == "parlor" and not _talks(entry) for entry in self.entries)

    @property
    def has_assistant(self) -> bool:
        """Whether somebody answers."""
        return any(entry["domain"] == "parlor" and _talks(entry) for entry in self.entries)

    async def add(self, domain: str, answers: dict[str, Json]) -> None:
        """Add an entry through its flow."""
        entry = await self.server.add_entry(domain, answers)
        self.added.append(entry["entry_id"])
        await self.look()

    async def look(self) -> None:
        """Learn which entries there are. Raises DemoError where one that was added here cannot be set up."""
        self.entries = await self.server.call("GET", "/api/config/config_entries/entry")
        for entry in self.entries:
            if entry["entry_id"] in self.added and entry["state"] in {"setup_error", "migration_error", "not_loaded"}:
                raise DemoError(f"{entry['title']} could not be set up: {entry['reason'] or entry['state']}")


@dataclass(frozen=True)
class Step:
    """One thing to do: how it is told, whether it is still to be done, and how."""

    what: str
    is_due: Callable[[Stage], bool]
    do: Callable[[Stage], Awaitable[None]]


async def set_up(stage: Stage) -> None:
    """Go through the steps that are due. Raises DemoError where one fails."""
    await stage.look()
    for step in STEPS:
        if step.is_due(stage):
            async with doing(step.what):
                await step.do(stage)


async def answering(server: HomeAssistant) -> str:
    """Return the model that answers, as Parlor's agent names it; empty where there is none."""
    entities, devices = await server.commands(
        {"type": "config/entity_registry/list"}, {"type": "config/device_registry/list"}
    )
    agent = next(entity for entity in entities if _is_agent(entity))
    return next((str(device["model"] or "") for device in devices if device["id"] == agent["device_id"]), "")


async def _name_the_place(stage: Stage) -> None:
    """Give the home a name and this machine's time."""
    place: Json = {
        "type": "config/core/update",
        "location_name": "Parlor demo",
        "language": "en",
        "unit_system": "metric",
    }
    if zone := _time_zone():
        place["time_zone"] = zone
    await stage.server.commands(place)


async def _add_home(stage: Stage) -> None:
    """Add the simulated home."""
    await stage.add("sim_home", {"user": {"path": str(HOME_FILE)}})


async def _add_tv(stage: Stage) -> None:
    """Add the simulated TV, which allows whoever asks, and let it sleep then."""
    await stage.add("parlor", {"user": {"next_step_id": "tv"}, "tv": {"host": stage.settings.tv_host}})
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_TV_SECONDS)) as session:
        await session.post(f"{stage.settings.tv_url}/sim/power", json={"do": "off"})


async def _add_assistant(stage: Stage) -> None:
    """Add the service that was found, or none: then Parlor understands by itself."""
    answer = {"base_url": stage.service.base_url, "api_key": stage.service.api_key} if stage.service else {}
    filled = {key: value for key, value in answer.items() if value}
    await stage.add("parlor", {"user": {"next_step_id": "assistant"}, "assistant": filled})


async def _arrange(stage: Stage) -> None:
    """Put new TVs into the living room, and let the agent see what was added."""
    entities, devices, areas = await stage.server.commands(
        {"type": "config/entity_registry/list"},
        {"type": "config/device_registry/list"},
        {"type": "config/area_registry/list"},
    )
    area = next(area["area_id"] for area in areas if area["name"] == TV_AREA)
    new = [entity for entity in entities if entity["config_entry_id"] in stage.added and not entity["entity_category"]]
    screens = {entity["device_id"] for entity in new if _is_screen(entity)}
    exposed = [entity["entity_id"] for entity in new if entity["platform"] == "sim_home" or _is_screen(entity)]
    await stage.server.commands(
        *(
            {"type": "config/device_registry/update", "device_id": device["id"], "area_id": area}
            for device in devices
            if device["id"] in screens and not device["area_id"]
        ),
        {
            "type": "homeassistant/expose_entity",
            "assistants": ["conversation"],
            "entity_ids": exposed,
            "should_expose": True,
        },
    )


async def _prefer_parlor(stage: Stage) -> None:
    """Let Assist talk to Parlor."""
    entities, listed = await stage.server.commands(
        {"type": "config/entity_registry/list"}, {"type": "assist_pipeline/pipeline/list"}
    )
    if any(pipeline["name"] == PIPELINE for pipeline in listed["pipelines"]):
        return
    pipeline = dict.fromkeys(
        ("stt_engine", "stt_language", "tts_engine", "tts_language", "tts_voice", "wake_word_entity", "wake_word_id")
    )
    agent = next(entity["entity_id"] for entity in entities if _is_agent(entity))
    (made,) = await stage.server.commands(
        {
            "type": "assist_pipeline/pipeline/create",
            "name": PIPELINE,
            "language": "en",
            "conversation_engine": agent,
            "conversation_language": "en",
            **pipeline,
        }
    )
    await stage.server.commands({"type": "assist_pipeline/pipeline/set_preferred", "pipeline_id": made["id"]})


STEPS = (
    Step("Naming the place", lambda stage: stage.is_new, _name_the_place),
    Step("Furnishing the home", lambda stage: not stage.has_home, _add_home),
    Step("Pairing with the TV", lambda stage: not stage.has_tv, _add_tv),
    Step("Adding the assistant", lambda stage: not stage.has_assistant, _add_assistant),
    Step("Putting things in their places", lambda stage: bool(stage.added), _arrange),
    Step("Letting Assist talk to Parlor", lambda stage: bool(stage.added), _prefer_parlor),
)
"""In this order."""


def _talks(entry: Json) -> bool:
    """Return whether an entry of Parlor's is an assistant."""
    return "conversation" in entry["supported_subentry_types"]


def _is_agent(entity: Json) -> bool:
    """Return whether an entity is Parlor's conversation agent."""
    return bool(entity["platform"] == "parlor" and entity["entity_id"].startswith("conversation."))


def _is_screen(entity: Json) -> bool:
    """Return whether an entity is a media player of Parlor's."""
    return bool(entity["platform"] == "parlor" and entity["entity_id"].startswith("media_player."))


def _time_zone() -> str | None:
    """Return this machine's time zone by its name, None where it cannot be told."""
    if zone := os.environ.get("TZ", "").lstrip(":"):
        return zone if "/" in zone else None
    _, found, name = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")
    return name if found and "/" in name else None
