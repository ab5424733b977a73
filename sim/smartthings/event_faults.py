"""What happens to events on their way: they are lost, come twice, late, or after those that followed them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

type Json = dict[str, Any]


class EventFault(StrEnum):
    """A way in which an event goes wrong."""

    DROP = "drop"
    DUPLICATE = "duplicate"
    DELAY = "delay"  # comes `seconds` later
    REORDER = "reorder"  # comes right after the next one


@dataclass(slots=True, kw_only=True)
class Trouble:
    """A fault for the next `times` events that fit: of a device, of an attribute; None fits all."""

    fault: EventFault
    times: int = 1
    device_id: str | None = None
    attribute: str | None = None
    seconds: float = 1.0

    def fits(self, event: Json) -> bool:
        """Return whether it is about this event."""
        said = event.get("deviceEvent", {})
        return (self.device_id in {None, said.get("deviceId")}) and (self.attribute in {None, said.get("attribute")})


class EventFaults:
    """The faults to come; each event meets the first that fits."""

    def __init__(self, later: Callable[[float, Callable[[], None]], None]) -> None:
        """Begin without any; `later` calls back after seconds."""
        self.waiting: list[Trouble] = []
        self._held: list[Json] = []
        self._later = later

    def add(
        self,
        fault: EventFault,
        *,
        times: int = 1,
        device_id: str | None = None,
        attribute: str | None = None,
        seconds: float = 1.0,
    ) -> None:
        """Let the next events that fit go wrong."""
        self.waiting.append(
            Trouble(fault=fault, times=times, device_id=device_id, attribute=attribute, seconds=seconds)
        )

    def clear(self) -> None:
        """Let everything go right again; what is held back is lost."""
        self.waiting.clear()
        self._held.clear()

    def pass_on(self, event: Json, send: Callable[[Json], None]) -> None:
        """Send an event, or do with it what is to go wrong."""
        trouble = next((each for each in self.waiting if each.fits(event)), None)
        if trouble is None:
            send(event)
            self._release(send)
            return
        trouble.times -= 1
        if trouble.times <= 0:
            self.waiting.remove(trouble)
        match trouble.fault:
            case EventFault.DUPLICATE:
                send(event)
                send(event)
                self._release(send)
            case EventFault.DELAY:
                self._later(trouble.seconds, lambda: send(event))
            case EventFault.REORDER:
                self._held.append(event)

    def _release(self, send: Callable[[Json], None]) -> None:
        """Send what was to come after the one that was just sent."""
        held, self._held = self._held, []
        for event in held:
            send(event)
