"""An oven, which heats up, cooks, and goes off."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
import math
from typing import Any, override

from ..device import Device, Reported, stamp
from ..errors import conflict, malformed
from .machine import Effect, Machine, Order, Stage
from .run import Phase

_STD = "ovenOperatingState"
_CE = "samsungce.ovenOperatingState"
_ROOM = 24.0  # degrees Celsius
_WARMING = 20.0  # degrees in a minute
_MACHINE = {Stage.RUNNING: "running", Stage.PAUSED: "paused"}
_STANDARD_MODES = {
    "Bake": "Bake",
    "Convection": "Bake",
    "FanConventional": "ConvectionBake",
    "LargeGrill": "Broil",
    "FanGrill": "ConvectionBroil",
    "Broil": "Broil",
    "ConvectionBake": "ConvectionBake",
    "ConvectionRoast": "ConvectionRoast",
    "KeepWarm": "warming",
    "Dehydrate": "Dehydrate",
}


class Oven(Machine):
    """The upper or only cavity of an oven; time runs from the start, as real ones count it."""

    def __init__(self, device: Device, speed: float) -> None:
        """Begin with what the payload shows."""
        super().__init__(device, speed)
        self.mode = str(device.get("samsungce.ovenMode", "ovenMode") or "NoOperation")
        self.setpoint = _number(device.get("ovenSetpoint", "ovenSetpoint"))
        self.operation_seconds = _number(device.get(_STD, "operationTime"))
        unit = device.components["main"].get("temperatureMeasurement", {}).get("temperature", {}).get("unit")
        self._fahrenheit = unit == "F"

    @property
    @override
    def stops_for_door(self) -> bool:
        """Return whether it pauses when the door is opened: an oven keeps heating."""
        return False

    @property
    def modes(self) -> list[str]:
        """Return the names of its modes."""
        return [str(each) for each in self.device.get("samsungce.ovenMode", "supportedOvenModes") or ()]

    @override
    def phases(self) -> tuple[Phase, ...]:
        """Return preheating, which takes as long as the temperature needs, and cooking, without end where no time is set."""
        warm = max(0.0, (self._celsius(self.setpoint) - _ROOM) / _WARMING * 60)
        length = self.operation_seconds or math.inf
        preheat = min(warm, length)
        return (
            Phase("preheat", preheat / self.speed, 2400.0),
            Phase("cooking", (length - preheat) / self.speed, 1100.0),
        )

    @override
    def is_always_allowed(self, order: Order) -> bool:
        """Return whether an order is taken without remote control: off is safe."""
        return order.command == "stop"

    @override
    def orders(self, order: Order) -> Effect | None:
        """Return what an order does."""
        match order.capability, order.command:
            case ("ovenOperatingState" | "samsungce.ovenOperatingState", "start"):
                return self._start(order.arguments)
            case ("ovenOperatingState" | "samsungce.ovenOperatingState", "stop"):
                return self.stop
            case ("ovenOperatingState", "setMachineState"):
                return self._set_machine_state(order.argument())
            case ("samsungce.ovenOperatingState", "pause"):
                self.during(Stage.RUNNING)
                return self.pause
            case ("samsungce.ovenOperatingState", "setOperationTime"):
                return self._set("operation_seconds", self._checked_time(order.argument()))
            case ("ovenSetpoint", "setOvenSetpoint"):
                return self._set("setpoint", self._checked_setpoint(self.mode, order.argument()))
            case ("samsungce.ovenMode" | "ovenMode", "setOvenMode"):
                return self._set("mode", self._checked_mode(order.argument()))
        return None

    def _start(self, arguments: tuple[Any, ...]) -> Effect:
        """Return the start, with the mode, the seconds and the degrees that the standard's command may bring."""
        if self.stage is Stage.PAUSED:
            return self.resume
        self.startable()
        mode = self._checked_mode(arguments[0]) if arguments else self.mode
        seconds = self._checked_time(arguments[1]) if len(arguments) > 1 else self.operation_seconds
        setpoint = self._checked_setpoint(mode, arguments[2]) if len(arguments) > 2 else self.setpoint
        if mode == "NoOperation" or not setpoint:
            raise conflict("no mode or temperature is set")

        def start(now: datetime) -> None:
            self.mode, self.operation_seconds, self.setpoint = mode, seconds, setpoint
            self.start(now)

        return start

    def _set_machine_state(self, state: object) -> Effect:
        """Return what the standard capability's setter does."""
        match state:
            case "running":
                return self._start(())
            case "paused":
                self.during(Stage.RUNNING)
                return self.pause
            case "ready":
                return self.stop
        raise malformed("commands[0].arguments[0]", "must be one of ready, running, paused")

    def _set(self, name: str, value: float | str) -> Effect:
        """Return what changes a setting; while it runs only the temperature and the time can be."""
        if name == "mode":
            self.during(Stage.IDLE, Stage.FINISHED)

        def change(now: datetime) -> None:
            self.touched = True
            setattr(self, name, value)
            if self.run is not None:
                self.run = replace(self.run, phases=self.phases())

        return change

    def _checked_mode(self, wanted: object) -> str:
        """Return a mode of its own. Raises Refused."""
        if wanted in self.modes:
            return str(wanted)
        own = next((mode for mode in self.modes if _STANDARD_MODES.get(mode) == wanted), None)
        if own is None:
            raise malformed("commands[0].arguments[0]", "is not a supported mode")
        return own

    def _checked_setpoint(self, mode: str, wanted: object) -> float:
        """Return degrees that a mode allows. Raises Refused."""
        degrees = _number(wanted)
        unit = "F" if self._fahrenheit else "C"
        limits = _options(self.device, mode).get("temperature", {}).get(unit, {"min": 30, "max": 550})
        if not limits["min"] <= degrees <= limits["max"]:
            raise malformed("commands[0].arguments[0]", f"must have a maximum value of {limits['max']}")
        return degrees

    def _checked_time(self, wanted: object) -> float:
        """Return seconds, said as such or as `HH:MM:SS`. Raises Refused."""
        seconds = _seconds(wanted)
        if seconds is None or not 0 <= seconds <= 24 * 3600:
            raise malformed("commands[0].arguments[0]", "must be a time until 24:00:00")
        return seconds

    @override
    def _rest(self, now: datetime) -> None:
        """Go off, and forget what was set."""
        super()._rest(now)
        self.mode, self.setpoint, self.operation_seconds = "NoOperation", 0.0, 0.0

    def temperature(self, now: datetime) -> float:
        """Return how hot it is, in its own unit."""
        celsius = _ROOM
        if self.run is not None and self.stage in {Stage.RUNNING, Stage.PAUSED}:
            warmed = _ROOM + self.run.elapsed(now) * self.speed / 60 * _WARMING
            celsius = min(warmed, self._celsius(self.setpoint))
        shown = round(celsius / 5) * 5
        return round(shown * 9 / 5 + 32) if self._fahrenheit else shown

    def _celsius(self, degrees: float) -> float:
        """Return degrees of its own unit in Celsius."""
        return (degrees - 32) * 5 / 9 if self._fahrenheit else degrees

    @override
    def says(self, now: datetime) -> Iterator[Reported]:
        """Return everything that it reports; idle, it says that it is over now, whenever now is."""
        yield from self.common(now)
        state = _MACHINE.get(self.stage, "ready")
        job = self._job(now)
        ends_at = (self.run.ends_at if self.run is not None else self._finished_at) or self._finished_at or now
        end = stamp(ends_at.replace(microsecond=0))
        progress = 100 if self.stage is Stage.FINISHED else 0 if self.run is None else self.run.progress(now)
        seconds = round(self.operation_seconds / self.speed)
        text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        door = "open" if self.door_open else "closed"
        for capability, attribute, value, unit in (
            ("samsungce.doorState", "doorState", door, None),
            ("samsungce.ovenMode", "ovenMode", self.mode, None),
            ("ovenMode", "ovenMode", _STANDARD_MODES.get(self.mode, "Others"), None),
            ("ovenSetpoint", "ovenSetpoint", round(self.setpoint), None),
            (_CE, "operationTime", text, None),
            (_STD, "operationTime", seconds, None),
            (_CE, "operatingState", state, None),
            (_STD, "machineState", state, None),
            (_CE, "ovenJobState", job, None),
            (_STD, "ovenJobState", job, None),
            (_CE, "completionTime", end, None),
            (_STD, "completionTime", end, None),
            (_CE, "progress", progress, None),
            (_STD, "progress", progress, "%"),
            ("temperatureMeasurement", "temperature", self.temperature(now), "F" if self._fahrenheit else "C"),
        ):
            yield Reported(capability=capability, attribute=attribute, value=value, unit=unit)

    def _job(self, now: datetime) -> str:
        """Return what it is at."""
        match self.stage:
            case Stage.RUNNING | Stage.PAUSED if self.run is not None:
                return self.run.phase(now).name
            case Stage.FINISHED:
                return "finished"
        return "ready"


def _options(device: Device, mode: str) -> Mapping[str, Any]:
    """Return what a mode allows, nothing where the payload does not say."""
    known = (device.get("samsungce.kitchenModeSpecification", "specification") or {}).get("single", ())
    return next((each["supportedOptions"] for each in known if each.get("mode") == mode), {})


def _number(value: object) -> float:
    """Return a number, 0 for what is none."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0


def _seconds(wanted: object) -> float | None:
    """Return seconds; None where it is no time."""
    if isinstance(wanted, int | float) and not isinstance(wanted, bool):
        return float(wanted)
    try:
        hours, minutes, seconds = (int(part) for part in str(wanted).split(":"))
    except ValueError:
        return None
    return hours * 3600 + minutes * 60 + seconds
