"""What is set up in Home Assistant as a user would do it, each thing once: what the user changes later stays."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
import os

from .flows import FlowRefusedError, add_entry, change_entry
from .home_assistant import HomeAssistant, Json
from .memory import Memory
from .models import OPENAI_URL, Service
from .place import country, time_zone
from .settings import ROOT, DemoError, Settings
from .tell import complain, doing
from .watching import follow

HOME_FILE = ROOT / "sim/home/demo.yaml"
PIPELINE = "Parlor"
TV_AREA = "Living Room"
_MODEL_LOOKS = 10
_MODEL_LOOK_SECONDS = 0.3


@dataclass
class Stage:
    """What the steps play on: the server, what was found to answer, and what is known of the server so far."""

    server: HomeAssistant
    settings: Settings
    service: Service | None
    is_new: bool
    memory: Memory
    entries: list[Json] = field(default_factory=list)

    @property
    def has_home(self) -> bool:
        """Whether the simulated home is there."""
        return any(entry["domain"] == "sim_home" for entry in self.entries)

    @property
    def has_tv(self) -> bool:
        """Whether a TV is there."""
        return self.tv is not None

    @property
    def tv(self) -> str | None:
        """The entry of a TV: it neither talks nor only follows what is watched."""
        ours = (entry for entry in self.entries if entry["domain"] == "parlor" and not _talks(entry))
        others = {*self.memory.watching, self.memory.appliances}
        return next((entry["entry_id"] for entry in ours if entry["entry_id"] not in others), None)

    @property
    def has_appliances(self) -> bool:
        """Whether the appliances are followed, or were and are no more, as their user wanted."""
        return self.memory.appliances is not None

    @property
    def has_assistant(self) -> bool:
        """Whether somebody answers."""
        return any(entry["domain"] == "parlor" and _talks(entry) for entry in self.entries)

    @property
    def has_other_service(self) -> bool:
        """Whether the assistant that the demo made asks another service than the one found now, or one that is gone."""
        is_own = any(entry["entry_id"] == self.memory.assistant for entry in self.entries)
        return is_own and self.memory.base_url != (self.service.base_url if self.service else None)

    @property
    def new(self) -> set[str]:
        """The entries that are not in their places yet."""
        return set(self.memory.made) - set(self.memory.arranged)

    async def add(self, domain: str, answers: dict[str, Json]) -> str:
        """Add an entry through its flow, and return its id."""
        entry = await add_entry(self.server, domain, answers)
        self.memory.made.append(entry["entry_id"])
        self.memory.keep()
        await self.look()
        return str(entry["entry_id"])

    async def look(self) -> None:
        """Learn which entries there are. Raises DemoError where one that the demo made cannot be set up."""
        self.entries = await self.server.call("GET", "/api/config/config_entries/entry")
        for entry in self.entries:
            if entry["entry_id"] in self.memory.made and entry["state"] in {"setup_error", "migration_error"}:
                why = entry["reason"] or f"{self.settings.log} says why"
                raise DemoError(f"{entry['title']} could not be set up: {why}")


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
    """Return the model that answers, as Parlor's agent names it; empty where it names none after a moment."""
    for _ in range(_MODEL_LOOKS):
        entities, devices = await server.commands(
            {"type": "config/entity_registry/list"}, {"type": "config/device_registry/list"}
        )
        homes = {entity["device_id"] for entity in entities if _is_agent(entity)}
        if model := next((device["model"] for device in devices if device["id"] in homes and device["model"]), None):
            return str(model)
        # An assistant that was just given its service is being loaded anew.
        await asyncio.sleep(_MODEL_LOOK_SECONDS)
    return ""


async def _name_the_place(stage: Stage) -> None:
    """Give the home a name, a country, and this machine's time."""
    place: Json = {
        "location_name": "Parlor demo",
        "language": "en",
        "unit_system": "metric",
        "country": country(os.environ),
    }
    if zone := time_zone(os.environ):
        place["time_zone"] = zone
    await stage.server.commands({"type": "config/core/update", **place})


async def _add_home(stage: Stage) -> None:
    """Add the simulated home."""
    await stage.add("sim_home", {"user": {"path": str(HOME_FILE)}})


async def _add_tv(stage: Stage) -> None:
    """Add the simulated TV, which allows whoever asks, and turn it off then."""
    entry_id = await stage.add("parlor", {"user": {"next_step_id": "tv"}, "tv": {"host": stage.settings.tv_host}})
    (entities,) = await stage.server.commands({"type": "config/entity_registry/list"})
    screens = [
        entity["entity_id"] for entity in entities if entity["config_entry_id"] == entry_id and _is_screen(entity)
    ]
    await stage.server.call("POST", "/api/services/media_player/turn_off", {"entity_id": screens})


async def _add_assistant(stage: Stage) -> None:
    """Add the service that was found, or none: then Parlor understands by itself."""
    answers = {"user": {"next_step_id": "assistant"}}
    try:
        entry_id = await stage.add("parlor", {**answers, "assistant": _as_form(stage.service)})
    except FlowRefusedError as error:
        _do_without(stage, error)
        entry_id = await stage.add("parlor", {**answers, "assistant": {}})
    _remember_service(stage, entry_id)


async def _change_service(stage: Stage) -> None:
    """Let the assistant ask the service that is there now, or none."""
    entry_id = str(stage.memory.assistant)
    try:
        await change_entry(stage.server, "parlor", entry_id, {"reconfigure_assistant": _as_form(stage.service)})
    except FlowRefusedError as error:
        _do_without(stage, error)
        if stage.has_other_service:
            await change_entry(stage.server, "parlor", entry_id, {"reconfigure_assistant": {}})
    _remember_service(stage, entry_id)


async def _follow(stage: Stage) -> None:
    """Have it known and remembered what is watched."""
    stage.memory.watching = await follow(stage.server, stage.tv)
    stage.memory.made += stage.memory.watching
    stage.memory.keep()
    await stage.look()


async def _add_appliances(stage: Stage) -> None:
    """Have the appliances followed that SmartThings brought."""
    answers: dict[str, Json] = {"user": {"next_step_id": "appliances"}, "appliances": {}}
    stage.memory.appliances = await stage.add("parlor", answers)
    stage.memory.keep()


def _as_form(service: Service | None) -> Json:
    """Return a service as the form asks for it: an address only where it is not OpenAI's own."""
    if service is None:
        return {}
    form = {"base_url": service.base_url if service.base_url != OPENAI_URL else None, "api_key": service.api_key}
    return {name: value for name, value in form.items() if value}


def _do_without(stage: Stage, error: FlowRefusedError) -> None:
    """Go on without the service. Raises the error where there was none to begin with."""
    if stage.service is None:
        raise error
    complain(f"{stage.service.name} cannot be used: {error} Going on without a model.")
    stage.service = None


def _remember_service(stage: Stage, entry_id: str) -> None:
    """Keep in mind whom the assistant asks."""
    stage.memory.assistant = entry_id
    stage.memory.base_url = stage.service.base_url if stage.service else None
    stage.memory.keep()


async def _arrange(stage: Stage) -> None:
    """Put new TVs into the living room, let the agent see what was added, and let Assist talk to it."""
    entities, devices, areas = await stage.server.commands(
        {"type": "config/entity_registry/list"},
        {"type": "config/device_registry/list"},
        {"type": "config/area_registry/list"},
    )
    area = next(area["area_id"] for area in areas if area["name"] == TV_AREA)
    new = [entity for entity in entities if entity["config_entry_id"] in stage.new and not entity["entity_category"]]
    screens = {entity["device_id"] for entity in new if _is_screen(entity)}
    exposed = [entity["entity_id"] for entity in new if _is_for_assistants(entity)]
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
    await _prefer_parlor(stage)
    stage.memory.arranged = list(stage.memory.made)
    stage.memory.keep()


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
    Step("Following what is watched", lambda stage: stage.has_home and not stage.memory.watching, _follow),
    Step("Looking for appliances", lambda stage: not stage.has_appliances, _add_appliances),
    Step("Adding the assistant", lambda stage: not stage.has_assistant, _add_assistant),
    Step("Changing the assistant's service", lambda stage: stage.has_other_service, _change_service),
    Step("Putting everything in its place", lambda stage: bool(stage.new), _arrange),
)
"""In this order."""


def _talks(entry: Json) -> bool:
    """Return whether an entry of Parlor's is an assistant."""
    return "conversation" in entry["supported_subentry_types"]


def _is_agent(entity: Json) -> bool:
    """Return whether an entity is Parlor's conversation agent."""
    return bool(entity["platform"] == "parlor" and entity["entity_id"].startswith("conversation."))


def _is_for_assistants(entity: Json) -> bool:
    """Return whether an assistant may see an entity: all of the home, the TVs, and how far the jobs of appliances are."""
    is_job = entity["platform"] == "parlor" and entity["translation_key"] == "job"
    return entity["platform"] == "sim_home" or _is_screen(entity) or is_job


def _is_screen(entity: Json) -> bool:
    """Return whether an entity is a media player of Parlor's."""
    return bool(entity["platform"] == "parlor" and entity["entity_id"].startswith("media_player."))
