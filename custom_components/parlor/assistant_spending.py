"""What an assistant spent, kept over restarts, and what is told of it."""

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.event import async_track_time_change
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util

from .assistant_options import AssistantOptions
from .const import DOMAIN
from .gpt.spending.budget import MARKS, Mark, Unit
from .gpt.spending.ledger import Ledger, Period
from .gpt.spending.purse import Purse

if TYPE_CHECKING:
    from . import ParlorConfigEntry

VERSION: Final = 1
WRITE_AFTER: Final = 30.0  # seconds: a conversation is written down once
EVENT_BUDGET: Final = "parlor_budget_warning"


class BudgetWarning(StrEnum):
    """A mark was passed, of the day or of the month: the keys of its texts."""

    DAY = "budget_warning_day"
    MONTH = "budget_warning_month"


class Spending:
    """The purse of one assistant, which keeps itself; entities are told of each change."""

    def __init__(self, hass: HomeAssistant, entry: ParlorConfigEntry, options: AssistantOptions, stored: Any) -> None:
        """Go on with what was stored."""
        self._hass = hass
        self._entry = entry
        self._listeners: list[Callable[[], None]] = []
        stored = stored if isinstance(stored, dict) else {}
        warned = stored.get("warned")
        self.purse = Purse(
            Ledger.parse(stored.get("ledger"), _today()),
            today=_today,
            budget=options.budget,
            prices=options.prices,
            warned={str(key): str(name) for key, name in warned.items()} if isinstance(warned, dict) else {},
            on_change=self._changed,
            on_warning=self._warn,
        )
        self._store = _store(hass, entry)
        self._is_written = True
        entry.async_on_unload(self.async_flush)
        entry.async_on_unload(async_track_time_change(hass, self._turned, hour=0, minute=0, second=0))

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Have a listener told of each change; return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    async def async_flush(self) -> None:
        """Write now what would be written later."""
        if not self._is_written:
            await self._store.async_save(self._written())

    @callback
    def _written(self) -> dict[str, Any]:
        """Return what is to be written."""
        self._is_written = True
        return self.purse.stored

    @callback
    def _changed(self) -> None:
        """Have it written when it has settled, or Home Assistant ends, and shown at once."""
        self._is_written = False
        self._store.async_delay_save(self._written, WRITE_AFTER)
        for listener in tuple(self._listeners):
            listener()

    @callback
    def _turned(self, now: datetime) -> None:
        """Begin another day; a warning is over with the day or the month that it was for."""
        self.purse.turn()
        for mark in MARKS:
            if self.purse.warned.get(mark.key) != mark.period.of(_today()):
                ir.async_delete_issue(self._hass, DOMAIN, _issue_id(self._entry, mark))

    @callback
    def _warn(self, mark: Mark, amount: float) -> None:
        """Tell that a mark was passed, under Repairs and to automations."""
        unit = self._hass.config.currency if mark.unit is Unit.MONEY else mark.unit.value
        shown = f"{amount:.2f} {unit}" if mark.unit is Unit.MONEY else f"{amount:.0f} {unit}"
        self._hass.bus.async_fire(
            EVENT_BUDGET,
            {
                "config_entry_id": self._entry.entry_id,
                "period": mark.period.value,
                "unit": mark.unit.value,
                "amount": amount,
            },
        )
        self._tell(mark, BudgetWarning[mark.period.name], shown)

    @callback
    def _tell(self, mark: Mark, warning: BudgetWarning, amount: str) -> None:
        """Tell it under Repairs, until the day or the month is over."""
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            _issue_id(self._entry, mark),
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key=warning,
            translation_placeholders={"name": self._entry.title, "amount": amount},
        )


async def async_open_spending(hass: HomeAssistant, entry: ParlorConfigEntry, options: AssistantOptions) -> Spending:
    """Return what an assistant spent so far."""
    return Spending(hass, entry, options, await _store(hass, entry).async_load())


async def async_forget_spending(hass: HomeAssistant, entry: ParlorConfigEntry) -> None:
    """Remove what was kept and told."""
    await _store(hass, entry).async_remove()
    for mark in MARKS:
        ir.async_delete_issue(hass, DOMAIN, _issue_id(entry, mark))


@callback
def period_began(period: Period) -> datetime:
    """Return when the day or the month began that goes on."""
    today = dt_util.start_of_local_day()
    return today if period is Period.DAY else dt_util.start_of_local_day(today.date().replace(day=1))


def _today() -> date:
    return dt_util.now().date()


def _store(hass: HomeAssistant, entry: ParlorConfigEntry) -> Store[dict[str, Any]]:
    return Store(hass, VERSION, f"{DOMAIN}.spending.{entry.entry_id}")


def _issue_id(entry: ParlorConfigEntry, mark: Mark) -> str:
    return f"budget_{entry.entry_id}_{mark.key}"
