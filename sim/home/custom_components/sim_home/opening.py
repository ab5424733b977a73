"""What covers and valves have in common: a position, a way to it, and the states on that way."""

from typing import Any, override

from .entity import SimEntity
from .plan import Device, EntityPlan
from .travel import travel_of


class SimOpening(SimEntity):
    """Something that opens and closes; its entity attributes are written in `show`."""

    _attr_is_closed: bool | None
    _attr_is_closing: bool | None
    _attr_is_opening: bool | None

    def __init__(self, plan: EntityPlan, device: Device | None) -> None:
        """Be something that moves as its plan says."""
        self.travel = travel_of(plan.behavior)
        super().__init__(plan, device)

    @override
    def state_by_default(self) -> str:
        """Be what the position says."""
        return "open" if self.travel.position else "closed"

    @override
    def take_attribute(self, name: str, value: Any) -> None:
        """Have an attribute; a position is where the thing stands from now on."""
        if name == "current_position":
            self.travel.stand(value or 0)
        else:
            super().take_attribute(name, value)

    @override
    def take_state(self, state: str | None) -> None:
        """Be open, closed, on the way, or unknown; the position follows where it says something else."""
        if state in {"open", "on"}:
            self.travel.stand(self.travel.position or 100)
        elif state in {"closed", "off"}:
            self.travel.stand(0)
        elif state in {"opening", "closing"}:
            self.travel.target = 100 if state == "opening" else 0
        self.show()
        if state is None:
            self._attr_is_closed = None

    def go(self, position: float) -> None:
        """Move to a position."""
        self._cancel_timer()
        self.travel.go(position, self._later)
        self.show()

    def halt(self) -> None:
        """Stay where it is."""
        self._cancel_timer()
        self.travel.stand()
        self.show()

    def _later(self, seconds: float, step: Any) -> None:
        """Take a step later, and show it."""

        def act() -> None:
            step()
            self.show()

        self.after(seconds, act)

    @override
    def show(self) -> None:
        """Say where it is and where it goes."""
        self._attr_is_opening = self.travel.direction > 0
        self._attr_is_closing = self.travel.direction < 0
        self._attr_is_closed = self.travel.position == 0 and not self.travel.direction
        self.show_position(round(self.travel.position))

    def show_position(self, position: int) -> None:
        """Say the position, where the thing knows it."""
        raise NotImplementedError
