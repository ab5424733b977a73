"""What can be set of how people are told something, among the settings of the appliances."""

from typing import Any, Final

import probatio

from homeassistant.config_entries import ConfigFlowResult, OptionsFlow
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import (
    EntitySelector,
    EntitySelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    ObjectSelector,
    ObjectSelectorConfig,
    ObjectSelectorField,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TimeSelector,
)

from .appliances_settings import CONF_TELLING
from .telling.place import Watched, Way
from .telling.rules import DEFAULT_HOLDS, DEFAULT_LIMIT
from .telling_settings import (
    CONF_HOLDS,
    CONF_LIMIT,
    CONF_PERSON,
    CONF_PHONES,
    CONF_QUIET_FROM,
    CONF_QUIET_UNTIL,
    CONF_SPEAKERS,
    CONF_TARGETS,
    CONF_TTS,
    CONF_WAYS,
    MOST_MINUTES,
)
from .telling_surfaces import NOTIFY

GENERAL_ACTIONS: Final = frozenset({"notify", "send_message", "persistent_notification"})  # no phones


class TellingSteps(OptionsFlow):
    """The step for telling people something."""

    async def async_step_appliances_telling(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask how people may be told something, and when not."""
        errors: dict[str, str] = {}
        if user_input is not None:
            if (CONF_QUIET_FROM in user_input) is not (CONF_QUIET_UNTIL in user_input):
                errors[CONF_QUIET_UNTIL] = "telling_quiet_incomplete"
            if not user_input[CONF_WAYS]:
                errors[CONF_WAYS] = "telling_no_way"
            if not errors:
                return self.async_create_entry(data={**self.config_entry.options, CONF_TELLING: user_input})
        kept = user_input or {**_defaults(), **self.config_entry.options.get(CONF_TELLING, {})}
        return self.async_show_form(
            step_id="appliances_telling",
            data_schema=self.add_suggested_values_to_schema(telling_schema(self.hass), kept),
            errors=errors,
        )


def telling_schema(hass: HomeAssistant) -> probatio.Schema:
    """Return the fields of the form."""
    return probatio.Schema(
        {
            probatio.Required(CONF_WAYS): _choice([way.value for way in Way], "telling_way"),
            probatio.Required(CONF_HOLDS): _choice([watched.value for watched in Watched], "telling_watched"),
            probatio.Required(CONF_LIMIT): NumberSelector(
                NumberSelectorConfig(
                    min=0, max=MOST_MINUTES, step=1, mode=NumberSelectorMode.BOX, unit_of_measurement="min"
                )
            ),
            probatio.Optional(CONF_QUIET_FROM): TimeSelector(),
            probatio.Optional(CONF_QUIET_UNTIL): TimeSelector(),
            probatio.Optional(CONF_TTS): EntitySelector(EntitySelectorConfig(domain="tts")),
            probatio.Optional(CONF_SPEAKERS): EntitySelector(
                EntitySelectorConfig(domain="media_player", multiple=True)
            ),
            probatio.Optional(CONF_PHONES): _phones_selector(hass),
        }
    )


def _choice(options: list[str], translation_key: str) -> SelectSelector:
    """Return a choice of several."""
    return SelectSelector(
        SelectSelectorConfig(
            options=options, multiple=True, mode=SelectSelectorMode.LIST, translation_key=translation_key
        )
    )


def _phones_selector(hass: HomeAssistant) -> ObjectSelector:
    """Return the list of persons with their phones, each `notify.<something>`: an entity or an action."""
    entities = set(hass.states.async_entity_ids(NOTIFY))
    actions = {f"{NOTIFY}.{action}" for action in hass.services.async_services_for_domain(NOTIFY)}
    known = sorted(entities | actions - {f"{NOTIFY}.{action}" for action in GENERAL_ACTIONS})
    targets = SelectSelector(SelectSelectorConfig(options=known, multiple=True, custom_value=True))
    return ObjectSelector(
        ObjectSelectorConfig(
            multiple=True,
            label_field=CONF_PERSON,
            description_field=CONF_TARGETS,
            translation_key="telling_phones",
            fields={
                CONF_PERSON: ObjectSelectorField(
                    required=False, selector=EntitySelector(EntitySelectorConfig(domain="person"))
                ),
                CONF_TARGETS: ObjectSelectorField(required=True, selector=targets),
            },
        )
    )


def _defaults() -> dict[str, Any]:
    """Return what holds before anything is set."""
    return {
        CONF_WAYS: [way.value for way in Way],
        CONF_HOLDS: [watched.value for watched in Watched if watched in DEFAULT_HOLDS],
        CONF_LIMIT: DEFAULT_LIMIT.total_seconds() / 60,
    }
