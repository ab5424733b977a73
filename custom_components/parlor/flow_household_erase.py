"""How a part of the history, or all of it, is erased in the user interface."""

from collections.abc import Mapping
from dataclasses import replace
import re
from typing import Any, Final

import probatio

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult, OptionsFlowWithReload
from homeassistant.helpers.selector import (
    BooleanSelector,
    DateTimeSelector,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)
from homeassistant.util import dt as dt_util

from .entry_household import HouseholdData
from .household import async_household
from .viewing.history import By, History, HistoryError, Wanted

CONF_EVERYTHING: Final = "everything"
CONF_PERSON: Final = "person"
CONF_TITLE: Final = "title"
CONF_SINCE: Final = "since"
CONF_UNTIL: Final = "until"
MOST_COUNTED: Final = 1000  # viewings, before they are erased
MOST_NAMED: Final = 8  # titles
# What has a meaning where the form shows it: a title is others' words, and neither a link nor a picture.
MARKED: Final = re.compile(r"([\\`*_\[\]()<>!#|&~:])")


class HouseholdEraseSteps(OptionsFlowWithReload):
    """The steps of erasing among the settings of the household."""

    _to_erase: Wanted | None = None  # everything

    async def async_step_household_erase(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what is to be erased."""
        if (history := self._history) is None:
            return self.async_abort(reason="household_nothing_kept")
        errors: dict[str, str] = {}
        if user_input is not None:
            wanted = _wanted(user_input)
            errors = await self._async_erase_errors(history, wanted, everything=user_input[CONF_EVERYTHING])
            if not errors:
                self._to_erase = None if user_input[CONF_EVERYTHING] else wanted
                return await self.async_step_household_erase_confirm()
        return self.async_show_form(
            step_id="household_erase",
            data_schema=self.add_suggested_values_to_schema(erase_schema(await _persons(history)), user_input),
            errors=errors,
        )

    async def async_step_household_erase_confirm(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say what that is, in titles, and erase it once that is confirmed; then say how much it was."""
        if (history := self._history) is None:
            return self.async_abort(reason="household_nothing_kept")
        try:
            if user_input is not None:
                count = await async_household(self.hass).erase(self._to_erase)
                return self.async_abort(reason="household_erased", description_placeholders={"count": str(count)})
            found = await history.viewings(replace(self._to_erase or Wanted(), limit=MOST_COUNTED))
        except HistoryError:
            return self.async_abort(reason="history_failed")
        names = list(dict.fromkeys(title.series or title.name for each in found if (title := each.title)))
        shown = ", ".join(MARKED.sub(r"\\\1", name) for name in names[:MOST_NAMED])
        shown += " …" if len(names) > MOST_NAMED else ""
        return self.async_show_form(
            step_id="household_erase_confirm",
            data_schema=probatio.Schema({}),
            description_placeholders={
                "count": f"{len(found)}{'+' if len(found) == MOST_COUNTED else ''}",
                "titles": shown or "–",
            },
        )

    async def _async_erase_errors(self, history: History, wanted: Wanted, *, everything: bool) -> dict[str, str]:
        """Return what is wrong with what is to be erased: nothing or too much was said, or nothing is there."""
        if not everything and wanted == Wanted():
            return {"base": "erase_nothing_chosen"}
        if everything and wanted != Wanted():
            return {"base": "erase_too_much"}
        if wanted.since and wanted.until and wanted.since >= wanted.until:
            return {CONF_UNTIL: "erase_span_empty"}
        try:
            found = await history.viewings(replace(wanted, limit=1))
        except HistoryError:
            return {"base": "history_failed"}
        return {} if found else {"base": "erase_nothing_found"}

    @property
    def _history(self) -> History | None:
        """Return the history, where there is one and it could be opened."""
        entry = self.config_entry
        if entry.state is not ConfigEntryState.LOADED:
            return None
        data = entry.runtime_data
        assert isinstance(data, HouseholdData)
        return data.history


def erase_schema(persons: list[str]) -> probatio.Schema:
    """Return the form that says what is to be erased, with the persons who are in the history to choose from."""
    person = SelectSelectorConfig(options=persons, custom_value=True, mode=SelectSelectorMode.DROPDOWN)
    return probatio.Schema(
        {
            probatio.Required(CONF_EVERYTHING, default=False): BooleanSelector(),
            probatio.Optional(CONF_PERSON): SelectSelector(person),
            probatio.Optional(CONF_TITLE): TextSelector(),
            probatio.Optional(CONF_SINCE): DateTimeSelector(),
            probatio.Optional(CONF_UNTIL): DateTimeSelector(),
        }
    )


async def _persons(history: History) -> list[str]:
    """Return who is in the history, as far as that can be read now."""
    try:
        return sorted(total.key for total in await history.totals(Wanted(), By.PERSON) if total.key)
    except HistoryError:
        return []


def _wanted(user_input: Mapping[str, Any]) -> Wanted:
    """Return what the fields of the form say, whatever fits all of them."""
    wanted = Wanted(since=_unix(user_input.get(CONF_SINCE)), until=_unix(user_input.get(CONF_UNTIL)))
    if person := user_input.get(CONF_PERSON, "").strip():
        wanted = replace(wanted, persons=frozenset({person}))
    if title := user_input.get(CONF_TITLE, "").strip():
        wanted = replace(wanted, title=title)
    return wanted


def _unix(written: str | None) -> float | None:
    """Return Unix time for a time as the form writes it, in the time zone of the home."""
    parsed = dt_util.parse_datetime(written) if written else None
    return None if parsed is None else dt_util.as_utc(parsed).timestamp()
