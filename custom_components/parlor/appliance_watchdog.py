"""Looks after what is said to run and is heard no more: it is asked once, and then its owner is told."""

from collections.abc import Callable
from datetime import datetime
import time
from typing import TYPE_CHECKING, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.event import async_call_later

from .appliance import Appliance
from .appliances.job import Change, JobState
from .appliances.shown import FROZEN
from .const import DOMAIN

if TYPE_CHECKING:
    from . import ParlorConfigEntry

ISSUE: Final = "appliance_frozen"


def issue_id(appliance_id: str) -> str:
    """Return what the issue of an appliance is called."""
    return f"{ISSUE}_{appliance_id}"


class Watchdog:
    """Watches over one appliance."""

    def __init__(self, hass: HomeAssistant, entry: ParlorConfigEntry, appliance: Appliance) -> None:
        """Begin to watch."""
        self._hass = hass
        self._entry = entry
        self._appliance = appliance
        self._due: float | None = None
        self._cancel: Callable[[], None] | None = None
        self._end = appliance.subscribe(self._changed)
        self._changed(None)

    @callback
    def end(self) -> None:
        """Watch no more."""
        self._end()
        self._wait_until(None)

    @callback
    def _changed(self, change: Change | None) -> None:
        """Take in that something was heard, or that time went by: whatever is strange is strange from another time on."""
        self._wait_until(self._appliance.watch.frozen_at)
        job = self._appliance.watch.job
        if self._due is None or time.time() < self._due:
            ir.async_delete_issue(self._hass, DOMAIN, issue_id(self._appliance.id))
        elif job.state is JobState.UNKNOWN:
            self._tell()

    @callback
    def _wait_until(self, due: float | None) -> None:
        """Come back at a time, or not at all; a time that has passed was come back for."""
        if due == self._due:
            return
        if self._cancel is not None:
            self._cancel()
            self._cancel = None
        self._due = due
        if due is not None:
            self._cancel = async_call_later(self._hass, max(0.0, due - time.time()), self._ask)

    @callback
    def _ask(self, _: datetime) -> None:
        """Ask the appliance for news, once."""
        self._cancel = None
        asking = self._appliance.voice.refresh()  # what it answers is heard as everything else
        self._entry.async_create_background_task(self._hass, asking, "parlor asks an appliance for news")

    @callback
    def _tell(self) -> None:
        """Tell the owner that it is not known what the appliance does."""
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            issue_id(self._appliance.id),
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key=ISSUE,
            translation_placeholders={"name": self._appliance.name(), "minutes": str(round(2 * FROZEN / 60))},
        )
