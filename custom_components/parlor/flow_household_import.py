"""How what others remember is brought into the history: where from is asked, tried, and then read while one looks on."""

import asyncio
from collections.abc import Mapping
from typing import Any, Final

import probatio

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import CONF_PASSWORD, CONF_TOKEN, CONF_URL, CONF_USERNAME
from homeassistant.helpers.selector import (
    EntitySelector,
    EntitySelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)

from .flow_household_erase import HouseholdEraseSteps
from .household_import import HistoryImport, JellyfinOrigin, Origin, PlexOrigin, RecorderOrigin
from .import_recorder import has_recorder, recorded_days
from .import_servers import JELLYFIN, PLEX, ServerAccess, access_of, servers
from .viewing.history import HistoryError
from .viewing.imports.requester import ImportFailed

CONF_SERVER: Final = "server"
CONF_PLAYERS: Final = "players"
CONF_DAYS: Final = "days"
DEFAULT_DAYS: Final = 10
MOST_DAYS: Final = 3650
ADDRESS: Final = TextSelector(TextSelectorConfig(type=TextSelectorType.URL))
SECRET: Final = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="off"))
PLEX_FIELDS: Final = {probatio.Optional(CONF_URL): ADDRESS, probatio.Optional(CONF_TOKEN): SECRET}
JELLYFIN_FIELDS: Final = {
    probatio.Optional(CONF_URL): ADDRESS,
    probatio.Optional(CONF_USERNAME): TextSelector(),
    probatio.Optional(CONF_PASSWORD): SECRET,
}
RECORDER_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required(CONF_PLAYERS): EntitySelector(EntitySelectorConfig(domain="media_player", multiple=True)),
        probatio.Required(CONF_DAYS, default=DEFAULT_DAYS): NumberSelector(
            NumberSelectorConfig(min=1, max=MOST_DAYS, step=1, mode=NumberSelectorMode.BOX, unit_of_measurement="d")
        ),
    }
)


class HouseholdImportSteps(HouseholdEraseSteps):
    """The steps of importing among the settings of the household."""

    _import: HistoryImport
    _import_task: asyncio.Task[str | None] | None = None
    _import_error: str | None = None

    async def async_step_household_import(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask where from."""
        return self.async_show_menu(
            step_id="household_import", menu_options=["household_plex", "household_jellyfin", "household_recorder"]
        )

    async def async_step_household_plex(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask which Plex server, and try it."""
        errors: dict[str, str] = {}
        if user_input is not None:
            access = self._access(user_input)
            if access is None or not access.token:
                errors["base"] = "import_address_missing"
            else:
                errors = await self._async_try(PlexOrigin(access))
            if not errors:
                return await self.async_step_household_importing()
        known = servers(self.hass, PLEX)
        return self.async_show_form(
            step_id="household_plex",
            data_schema=self.add_suggested_values_to_schema(
                server_schema(known, PLEX_FIELDS), user_input or _only(known)
            ),
            errors=errors,
        )

    async def async_step_household_jellyfin(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask which Jellyfin server, and try it."""
        errors: dict[str, str] = {}
        if user_input is not None:
            access = self._access(user_input)
            if access is None or not access.username:
                errors["base"] = "import_address_missing"
            else:
                errors = await self._async_try(JellyfinOrigin(access))
            if not errors:
                return await self.async_step_household_importing()
        known = servers(self.hass, JELLYFIN)
        return self.async_show_form(
            step_id="household_jellyfin",
            data_schema=self.add_suggested_values_to_schema(
                server_schema(known, JELLYFIN_FIELDS), user_input or _only(known)
            ),
            errors=errors,
        )

    async def async_step_household_recorder(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask whose recorded states are watched again."""
        errors: dict[str, str] = {}
        if user_input is not None:
            if not user_input[CONF_PLAYERS]:
                errors[CONF_PLAYERS] = "import_no_players"
            elif not has_recorder(self.hass):
                errors["base"] = "import_no_recorder"
            if not errors:
                players = tuple(dict.fromkeys(user_input[CONF_PLAYERS]))
                self._import = HistoryImport(RecorderOrigin(players, int(user_input[CONF_DAYS])))
                return await self.async_step_household_importing()
        days = {CONF_DAYS: recorded_days(self.hass) or DEFAULT_DAYS}
        return self.async_show_form(
            step_id="household_recorder",
            data_schema=self.add_suggested_values_to_schema(RECORDER_SCHEMA, user_input or days),
            errors=errors,
        )

    async def async_step_household_importing(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Read, and show how far that is; whoever closes the dialog breaks it off."""
        if self._import_task is None:
            self._import_task = self.hass.async_create_task(self._async_import(), "parlor import of a history")
        if not self._import_task.done():
            return self.async_show_progress(
                step_id="household_importing",
                progress_action="household_importing",
                progress_task=self._import_task,
            )
        self._import_error = self._import_task.result()
        self._import_task = None
        return self.async_show_progress_done(
            next_step_id="household_stopped" if self._import_error else "household_imported"
        )

    async def async_step_household_stopped(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say why it went no further, and go on from there."""
        if user_input is not None:
            return await self.async_step_household_importing()
        return self.async_show_form(
            step_id="household_stopped",
            data_schema=probatio.Schema({}),
            errors={"base": self._import_error} if self._import_error else {},
            description_placeholders={"added": str(self._import.added)},
        )

    async def async_step_household_imported(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say what came in."""
        return self.async_abort(
            reason="household_imported",
            description_placeholders={"added": str(self._import.added), "known": str(self._import.known)},
        )

    def _access(self, user_input: dict[str, Any]) -> ServerAccess | None:
        """Return what lets us in at the server that was chosen, or else at the one that was typed in."""
        if entry_id := user_input.get(CONF_SERVER):
            return access_of(self.hass, entry_id)
        return ServerAccess.parse(user_input)

    async def _async_try(self, origin: Origin) -> dict[str, str]:
        """Keep where the history comes from once that let us in, and return what is wrong otherwise."""
        try:
            async with origin.opened(self.hass):
                self._import = HistoryImport(origin)
        except ImportFailed as failed:
            return {"base": failed.problem.value}
        return {}

    async def _async_import(self) -> str | None:
        """Bring in what there is, and return the key of what went wrong."""
        if (history := self._history) is None:
            return "history_failed"
        try:
            await self._import.async_run(self.hass, history, self.async_update_progress)
        except ImportFailed as failed:
            return failed.problem.value
        except HistoryError:
            return "history_failed"
        return None


def server_schema(known: Mapping[str, str], fields: Mapping[Any, Any]) -> probatio.Schema:
    """Return the form for a server: one of Home Assistant's own where there are any, or what is typed in."""
    if not known:
        return probatio.Schema(dict(fields))
    options = [SelectOptionDict(value=key, label=name) for key, name in known.items()]
    selector = SelectSelector(SelectSelectorConfig(options=options, mode=SelectSelectorMode.DROPDOWN))
    return probatio.Schema({probatio.Optional(CONF_SERVER): selector, **fields})


def _only(named: dict[str, str]) -> dict[str, str]:
    return {CONF_SERVER: next(iter(named))} if len(named) == 1 else {}
