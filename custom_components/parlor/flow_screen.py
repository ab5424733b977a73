"""How a screen is added: which media player it is, and what is plugged into it."""

from collections.abc import Mapping
from typing import Any, Final

import probatio

from homeassistant.config_entries import ConfigFlow, ConfigFlowResult, OptionsFlowWithReload
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.selector import EntitySelector, EntitySelectorConfig

from .const import CONF_KIND, DOMAIN, Kind
from .flow_screen_fields import as_form, as_options, parts_errors, parts_schema
from .flow_screen_suggest import device_of, suggested_players
from .screen_settings import CONF_PLAYER, CONF_PLAYERS, CONF_REMEMBERED

SCREEN_SCHEMA: Final = probatio.Schema(
    {probatio.Required(CONF_PLAYER): EntitySelector(EntitySelectorConfig(domain="media_player"))}
)


class ScreenFlow(ConfigFlow):
    """The steps of a screen."""

    _screen_player = ""

    async def async_step_screen(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask which media player it is."""
        errors: dict[str, str] = {}
        if user_input is not None:
            player = self._screen_player = user_input[CONF_PLAYER]
            if _is_own(self.hass, player):
                errors[CONF_PLAYER] = "screen_is_tv"
            else:
                await self.async_set_unique_id(_unique_id(self.hass, player))
                self._abort_if_unique_id_configured()
                return await self.async_step_screen_parts()
        schema = self.add_suggested_values_to_schema(SCREEN_SCHEMA, user_input)
        return self.async_show_form(step_id="screen", data_schema=schema, errors=errors)

    async def async_step_screen_parts(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what is plugged into it, and what else plays on it."""
        errors: dict[str, str] = {}
        name = player_name(self.hass, self._screen_player)
        if user_input is not None:
            errors = parts_errors(user_input, self._screen_player)
            if not errors:
                data = {CONF_KIND: Kind.SCREEN, CONF_PLAYER: self._screen_player}
                return self.async_create_entry(title=name, data=data, options=as_options(user_input))
        player = self._screen_player
        schema = parts_schema(inputs_of(self.hass, player), remembered=True)
        if user_input is None:
            found = suggested_players(self.hass, name, device_of(self.hass, player), player)
            user_input = {CONF_PLAYERS: found} if found else {}
        return self.async_show_form(
            step_id="screen_parts",
            data_schema=self.add_suggested_values_to_schema(schema, user_input),
            errors=errors,
            description_placeholders={"name": name},
        )

    async def async_step_reconfigure_screen(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask which media player it is now: a new one stands where the old one stood."""
        errors: dict[str, str] = {}
        entry = self._get_reconfigure_entry()
        if user_input is not None:
            player = user_input[CONF_PLAYER]
            if _is_own(self.hass, player):
                errors[CONF_PLAYER] = "screen_is_tv"
            elif parts_errors(as_form(entry.options), player):
                errors[CONF_PLAYER] = "screen_is_itself"
            else:
                unique_id = _unique_id(self.hass, player)
                if unique_id != entry.unique_id:
                    await self.async_set_unique_id(unique_id)
                    self._abort_if_unique_id_configured()
                return self.async_update_reload_and_abort(
                    entry, unique_id=unique_id, data={**entry.data, CONF_PLAYER: player}
                )
        schema = self.add_suggested_values_to_schema(SCREEN_SCHEMA, user_input or entry.data)
        return self.async_show_form(
            step_id="reconfigure_screen",
            data_schema=schema,
            errors=errors,
            description_placeholders={"name": entry.title},
        )


class ScreenOptionsFlow(OptionsFlowWithReload):
    """The settings of a screen."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what is plugged into it now."""
        return await self.async_step_screen_settings(user_input)

    async def async_step_screen_settings(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what is plugged into it now, and what else plays on it."""
        player = self.config_entry.data[CONF_PLAYER]
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = parts_errors(user_input, player)
            if not errors:
                return self.async_create_entry(data=as_options(user_input))
        options = self.config_entry.options
        schema = parts_schema(inputs_of(self.hass, player), remembered=options.get(CONF_REMEMBERED, True))
        return self.async_show_form(
            step_id="screen_settings",
            data_schema=self.add_suggested_values_to_schema(schema, user_input or as_form(options)),
            errors=errors,
            description_placeholders={"name": self.config_entry.title},
        )


def inputs_of(hass: HomeAssistant, player: str) -> Mapping[str, str]:
    """Return what a media player offers as its sources: its inputs are among them."""
    state = hass.states.get(player)
    sources = state.attributes.get("source_list") if state else None
    return {str(name): str(name) for name in sources} if isinstance(sources, list) else {}


def player_name(hass: HomeAssistant, player: str) -> str:
    """Return what a media player is called."""
    state = hass.states.get(player)
    return state.name if state else player


def _is_own(hass: HomeAssistant, player: str) -> bool:
    """Say whether a media player is a TV of Parlor's own, which brings its screen."""
    registered = er.async_get(hass).async_get(player)
    return registered is not None and registered.platform == DOMAIN


def _unique_id(hass: HomeAssistant, player: str) -> str:
    """Return what a media player is known by, whatever its owner calls it later."""
    registered = er.async_get(hass).async_get(player)
    return registered.id if registered else player
