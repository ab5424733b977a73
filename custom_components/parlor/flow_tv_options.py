"""What can be set of a TV: names of its inputs, how it is turned on, who else tells what it shows."""

from collections.abc import Mapping
from typing import Any, Final

import probatio

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.selector import (
    ActionSelector,
    EntitySelector,
    EntitySelectorConfig,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)

from .const import (
    CONF_CHANNEL_ENTITY,
    CONF_HIDDEN_INPUTS,
    CONF_INPUTS,
    CONF_TURN_ON_ACTION,
    CONF_WAKE_BROADCAST,
    CONF_WAKE_MAC,
)
from .flow_screen_fields import as_form, as_options, parts_errors, parts_schema
from .flow_screen_suggest import suggested_players
from .flow_tv_control import TVControlSteps
from .samsung.shown import TUNER
from .screen_settings import CONF_PLAYERS, CONF_POWER_WATTS, CONF_REMEMBERED, ENTITY_OPTIONS
from .tv_channel import channel_entities, likely_channel_entity
from .tv_settings import INPUTS, TVSettings, parse_broadcast, parse_card
from .tv_turn_on import async_is_action

# The field of each input in the form.
INPUT_FIELDS: Final[Mapping[str, str]] = {
    "input_tv": "TV",
    "input_hdmi1": "HDMI1",
    "input_hdmi2": "HDMI2",
    "input_hdmi3": "HDMI3",
    "input_hdmi4": "HDMI4",
}
LONGEST_NAME: Final = 50  # characters
_ANSWERS: Final = (CONF_REMEMBERED, CONF_PLAYERS)  # of which no, and none, are answers
INPUTS_SCHEMA: Final = probatio.Schema(
    {
        probatio.Optional("input_tv"): TextSelector(),
        probatio.Optional("input_hdmi1"): TextSelector(),
        probatio.Optional("input_hdmi2"): TextSelector(),
        probatio.Optional("input_hdmi3"): TextSelector(),
        probatio.Optional("input_hdmi4"): TextSelector(),
        probatio.Optional(CONF_HIDDEN_INPUTS): SelectSelector(
            SelectSelectorConfig(
                options=[SelectOptionDict(value=key, label=name) for key, name in INPUTS.items()],
                multiple=True,
                mode=SelectSelectorMode.LIST,
            )
        ),
    }
)
TURN_ON_SCHEMA: Final = probatio.Schema(
    {
        probatio.Optional(CONF_WAKE_MAC): TextSelector(),
        probatio.Optional(CONF_WAKE_BROADCAST): TextSelector(),
        probatio.Optional(CONF_TURN_ON_ACTION): ActionSelector(),
    }
)


class TVOptionsFlow(TVControlSteps):
    """The settings of a TV, one subject at a time."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what is to be set."""
        menu = ["tv_inputs", "tv_screen", "tv_turn_on", "tv_control"]
        has_channel = bool(self._settings.channel_entity or channel_entities(self.hass))
        return self.async_show_menu(
            step_id="init",
            menu_options=[*menu, "tv_channel"] if has_channel else menu,
            description_placeholders=self._placeholders,
        )

    async def async_step_tv_inputs(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what the inputs are called, and which of them nobody wants to see."""
        errors: dict[str, str] = {}
        if user_input is not None:
            names = {INPUT_FIELDS[key]: name for key in INPUT_FIELDS if (name := user_input.get(key, "").strip())}
            hidden = user_input.get(CONF_HIDDEN_INPUTS, [])
            for field, key in INPUT_FIELDS.items():
                if len(names.get(key, "")) > LONGEST_NAME:
                    errors[field] = "input_name_long"
                elif key in names and _is_taken(names, key):
                    errors[field] = "input_name_taken"
            if not errors:
                return self._save({CONF_INPUTS: names, CONF_HIDDEN_INPUTS: hidden})
        settings = self._settings
        present = {field: settings.inputs[key] for field, key in INPUT_FIELDS.items() if key in settings.inputs}
        present_hidden = {CONF_HIDDEN_INPUTS: list(settings.hidden_inputs)}
        return self.async_show_form(
            step_id="tv_inputs",
            data_schema=self.add_suggested_values_to_schema(INPUTS_SCHEMA, user_input or {**present, **present_hidden}),
            errors=errors,
            description_placeholders=self._placeholders,
        )

    async def async_step_tv_screen(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what is plugged into the TV, and what else plays on it."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = parts_errors(user_input, None)
            if not errors:
                parts = dict.fromkeys((*ENTITY_OPTIONS, CONF_POWER_WATTS, CONF_REMEMBERED))
                return self._save({**parts, CONF_PLAYERS: [], **as_options(user_input)})
        options = self.config_entry.options
        names = {key: self._settings.input_name(key) for key in INPUTS if key != TUNER}
        schema = parts_schema(names, remembered=options.get(CONF_REMEMBERED, True))
        shown = user_input or as_form({CONF_PLAYERS: self._players()} | options)
        return self.async_show_form(
            step_id="tv_screen",
            data_schema=self.add_suggested_values_to_schema(schema, shown),
            errors=errors,
            description_placeholders=self._placeholders,
        )

    async def async_step_tv_turn_on(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask where wake-on-LAN goes, and what else turns the TV on."""
        errors: dict[str, str] = {}
        if user_input is not None:
            card, broadcast = user_input.get(CONF_WAKE_MAC, "").strip(), user_input.get(CONF_WAKE_BROADCAST, "").strip()
            action = user_input.get(CONF_TURN_ON_ACTION) or []
            if card and parse_card(card) is None:
                errors[CONF_WAKE_MAC] = "card_invalid"
            if broadcast and parse_broadcast(broadcast) is None:
                errors[CONF_WAKE_BROADCAST] = "broadcast_invalid"
            if action and not await async_is_action(self.hass, action):
                errors[CONF_TURN_ON_ACTION] = "action_invalid"
            if not errors:
                found = {CONF_WAKE_MAC: parse_card(card), CONF_WAKE_BROADCAST: parse_broadcast(broadcast)}
                return self._save({**found, CONF_TURN_ON_ACTION: action})
        return self.async_show_form(
            step_id="tv_turn_on",
            data_schema=self.add_suggested_values_to_schema(TURN_ON_SCHEMA, user_input or self.config_entry.options),
            errors=errors,
            description_placeholders=self._placeholders,
        )

    async def async_step_tv_channel(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask which sensor of SmartThings belongs to this TV."""
        if user_input is not None:
            return self._save({CONF_CHANNEL_ENTITY: user_input.get(CONF_CHANNEL_ENTITY)})
        present = self._settings.channel_entity
        offered = [*channel_entities(self.hass), *([present] if present else [])]
        schema = probatio.Schema(
            {probatio.Optional(CONF_CHANNEL_ENTITY): EntitySelector(EntitySelectorConfig(include_entities=offered))}
        )
        likely = present or likely_channel_entity(self.hass, self.config_entry)
        return self.async_show_form(
            step_id="tv_channel",
            data_schema=self.add_suggested_values_to_schema(schema, {CONF_CHANNEL_ENTITY: likely} if likely else {}),
            description_placeholders=self._placeholders,
        )

    @property
    def _settings(self) -> TVSettings:
        """Return what is set now."""
        return TVSettings.parse(self.config_entry.options)

    @property
    def _placeholders(self) -> Mapping[str, str]:
        """Return what texts say of the TV."""
        return {"name": self.config_entry.title}

    def _players(self) -> list[str]:
        """Return the players to suggest while none were chosen."""
        devices = dr.async_entries_for_config_entry(dr.async_get(self.hass), self.config_entry.entry_id)
        device_id = next((device.id for device in devices), None)
        return suggested_players(self.hass, self.config_entry.title, device_id)

    def _save(self, changes: Mapping[str, Any]) -> ConfigFlowResult:
        """Keep what was set beside what was set before; what is empty is not kept, but for where that is an answer."""
        options = {**self.config_entry.options, **changes}
        return self.async_create_entry(
            data={key: value for key, value in options.items() if value or (value is not None and key in _ANSWERS)}
        )


def _is_taken(names: Mapping[str, str], key: str) -> bool:
    """Say whether another input has this name, its own or the one it came with."""
    others = {names.get(other, INPUTS[other]).casefold() for other in INPUTS if other != key}
    return names[key].casefold() in others
