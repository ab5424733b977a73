"""What an appliance can be told to do, by which calls, and why it did not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Command(StrEnum):
    """What an appliance can be told."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    PROGRAM = "program"  # choose what is to run, without starting it


class Why(StrEnum):
    """Why a command was not carried out; each has a text in every language."""

    NOT_OFFERED = "not_offered"  # nothing that is known of this appliance can do that
    NO_PROGRAM = "no_program"  # it has no such program
    REMOTE_OFF = "remote_off"  # remote control must be switched on at the appliance
    DOOR_OPEN = "door_open"
    NOT_RUNNING = "not_running"
    ALREADY = "already"  # it does that already
    BUSY = "busy"  # it runs, and another program or start does not fit
    OFFLINE = "offline"
    QUOTA = "quota"  # the cloud refuses, most likely as its limit is reached
    REFUSED = "refused"  # the brand's integration raised an error: its text is the detail
    NO_EFFECT = "no_effect"  # it was told, and nothing of it was seen in time
    TOO_SOON = "too_soon"  # it cannot be ready by then
    TOO_LATE = "too_late"  # further ahead than it can be set


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is wanted of an appliance; `program` is a key of its programs and `ready_at` Unix time by which it shall be done."""

    command: Command
    program: str | None = None
    ready_at: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCall:
    """A call of one of Home Assistant's actions."""

    action: str  # such as button.press
    entity_id: str | None
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudCall:
    """A command to a capability of a SmartThings device, through the client that core holds."""

    capability: str
    command: str
    arguments: tuple[Any, ...] = ()
    component: str = "main"


type Call = ServiceCall | CloudCall


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of an order: done means that it was seen, never that it was sent."""

    why: Why | None = None
    detail: str | None = None

    @property
    def is_done(self) -> bool:
        """Say whether it was seen to be done."""
        return self.why is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program of an appliance: what it is chosen by, and what people call it; a code without a known name is called by its code."""

    key: str
    name: str
