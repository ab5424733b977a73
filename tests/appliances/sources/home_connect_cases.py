"""Home Connect's appliances, as the registries know their entities."""

from typing import Any, Final

from custom_components.parlor.appliances.facts import EntityFact
from custom_components.parlor.appliances.sources.home_connect import BRAND

from .brand_cases import DEVICE, Told, one

ID: Final = "BOSCH-SMV68TX06E-70A1B2C3D4E5"
WASHER: Final = ("laundry_care_washer_program_cotton", "laundry_care_washer_program_easy_care")
DISHES: Final = ("dishcare_dishwasher_program_eco_50", "dishcare_dishwasher_program_auto_2")

# Entities as they are made: the end of the id in Home Assistant, translation key, and key of the unique id.
ENTITIES: Final = {
    "sensor.state": ("operation_state", "BSH.Common.Status.OperationState"),
    "sensor.door": ("door", "BSH.Common.Status.DoorState"),
    "sensor.finish": ("program_finish_time", "BSH.Common.Option.RemainingProgramTime"),
    "sensor.progress": ("program_progress", "BSH.Common.Option.ProgramProgress"),
    "binary_sensor.remote": ("remote_control", "BSH.Common.Status.RemoteControlActive"),
    "binary_sensor.start": ("remote_start", "BSH.Common.Status.RemoteControlStartAllowed"),
    "binary_sensor.local": ("local_control", "BSH.Common.Status.LocalControlActive"),
    "switch.power": ("power", "BSH.Common.Setting.PowerState"),
    "button.stop": ("stop_program", "StopProgram"),
}
EVENTS: Final = {
    "sensor.finished": ("program_finished", "BSH.Common.Event.ProgramFinished"),
    "sensor.dried": ("drying_process_finished", "LaundryCare.Dryer.Event.DryingProcessFinished"),
    "sensor.aborted": ("program_aborted", "BSH.Common.Event.ProgramAborted"),
    "sensor.salt": ("salt_lack", "Dishcare.Dishwasher.Event.SaltLack"),
    "sensor.blocked": ("program_blocked_salt_lack", "Dishcare.Dishwasher.Event.ProgramBlockedSaltLack"),
    "sensor.rinse": ("rinse_aid_nearly_empty", "Dishcare.Dishwasher.Event.RinseAidNearlyEmpty"),
}
MORE: Final = {
    "button.pause": ("pause_program", "BSH.Common.Command.PauseProgram"),
    "button.resume": ("resume_program", "BSH.Common.Command.ResumeProgram"),
    "number.finish_in": ("finish_in_relative", "BSH.Common.Option.FinishInRelative"),
    "number.start_in": ("start_in_relative", "BSH.Common.Option.StartInRelative"),
}


def entity(entity_id: str, key: str | None, unique: str, **more: Any) -> EntityFact:
    """Return an entity of the one appliance, by the key behind its unique id."""
    return EntityFact(
        entity_id=entity_id,
        domain=entity_id.partition(".")[0],
        platform="home_connect",
        unique_id=f"{ID}-{unique}",
        translation_key=key,
        device_id=DEVICE,
        manufacturer="Bosch",
        model="SMV68TX06E",
        **more,
    )


def selects(options: tuple[str, ...]) -> list[EntityFact]:
    """Return the two selects of programs."""
    return [
        entity("select.active", "active_program", "BSH.Common.Root.ActiveProgram", options=options),
        entity("select.selected", "selected_program", "BSH.Common.Root.SelectedProgram", options=options),
    ]


def appliance(options: tuple[str, ...], *more: str) -> list[EntityFact]:
    """Return the entities of an appliance with programs, and more of those that not each has."""
    known = {**EVENTS, **MORE}
    tables = {**ENTITIES, **{entity_id: known[entity_id] for entity_id in more}}
    connected = entity("binary_sensor.connected", None, "BSH.Common.Appliance.Connected", device_class="connectivity")
    return [*(entity(one, *keys) for one, keys in tables.items()), *selects(options), connected]


def told_by(options: tuple[str, ...] = WASHER, *more: str) -> Told:
    """Return an appliance of which nothing is told yet."""
    return Told(BRAND, one(BRAND, appliance(options, *more)))
