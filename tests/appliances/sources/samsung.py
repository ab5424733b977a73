"""Samsung's appliances as core's SmartThings makes entities of them, short."""

from custom_components.parlor.appliances.facts import EntityFact
from custom_components.parlor.appliances.reading import Reading
from custom_components.parlor.appliances.sources.brand import Wiring
from custom_components.parlor.appliances.sources.smartthings import BRAND

from .entities import NOW, entity, says

ENERGY = entity(
    "sensor.energy", uid="_main_powerConsumptionReport_powerConsumption_energy_meter", device_class="energy"
)
POWER = entity("binary_sensor.power", uid="_main_switch_switch_switch", device_class="power")
REMOTE = entity("binary_sensor.remote", "remote_control")
OPERATION = entity("select.operation", "operating_state", options=("run", "pause", "stop"))
ENDS = entity("sensor.ends", "completion_time")


def machine(name: str) -> tuple[EntityFact, EntityFact]:
    return entity("sensor.state", f"{name}_machine_state"), entity("sensor.job", f"{name}_job_state")


WASHER = (*machine("washer"), ENDS, OPERATION, REMOTE, POWER, ENERGY, entity("sensor.progress", "washer_progress"))
DRYER = (*machine("dryer"), ENDS, OPERATION, REMOTE, POWER, ENERGY)
DISHWASHER = (
    *machine("dishwasher"),
    ENDS,
    OPERATION,
    REMOTE,
    POWER,
    ENERGY,
    entity("button.start", "start", uid="_main_samsungce.dishwasherOperation_start"),
    entity("button.pause", "pause", uid="_main_samsungce.dishwasherOperation_pause"),
    entity("button.resume", "resume", uid="_main_samsungce.dishwasherOperation_resume"),
    entity("button.cancel", "cancel", uid="_main_samsungce.dishwasherOperation_cancel_drain"),
    entity("button.cancel_and_drain", "cancel_and_drain", uid="_main_custom.supportedOptions_setCourse_89"),
    entity("select.course", "dishwasher_washing_course"),
)
DOOR = entity("binary_sensor.door", "door", device_class="opening")
OVEN = (
    *machine("oven"),
    ENDS,
    REMOTE,
    DOOR,
    ENERGY,
    entity("sensor.mode", "oven_mode"),
    entity("button.stop", "stop", uid="_main_ovenOperatingState_stop"),
)
CAVITY = (
    entity("sensor.cavity_state", "oven_machine_state_cavity_01"),
    entity("sensor.cavity_job", "oven_job_state_cavity_01"),
    entity("sensor.cavity_ends", "oven_completion_time_cavity_01"),
    entity("sensor.cavity_mode", "oven_mode_cavity_01"),
    entity("binary_sensor.divided", "oven_cavity_status"),
)
COOKTOP = (
    entity("sensor.burners", "cooktop_operating_state"),
    entity("binary_sensor.burners", "cooktop_operating_state"),
)
PURIFIER = (entity("fan.air", uid="_main"), entity("sensor.air", "air_quality"))


def reading(wiring: Wiring, states: dict[str, str]) -> Reading:
    """Return what is read of states."""
    return BRAND.read(wiring, says(states), NOW)
