"""Appliances that their owner names: what measures their power, or says whether they run."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import probatio

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import UnitOfPower
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.selector import (
    EntitySelector,
    EntitySelectorConfig,
    EntityWithDeviceFilterSelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    ObjectSelector,
    ObjectSelectorConfig,
    ObjectSelectorField,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)

from .appliances.kind import ApplianceKind
from .appliances_settings import (
    CONF_ADDED,
    CONF_APPLIANCE_KIND,
    CONF_DOOR,
    CONF_ENTITY,
    CONF_NAME,
    CONF_WATTS,
    IDLE_WATTS,
    AppliancesSettings,
)
from .appliances_wired import async_wired
from .const import DOMAIN
from .flow_appliances_found import DOOR_SELECTOR, AppliancesFoundSteps
from .translated import async_texts

MOST_ADDED: Final = 30
LONGEST_NAME: Final = 100  # characters
RUNS: Final = EntityWithDeviceFilterSelectorConfig(domain=["binary_sensor", "switch", "input_boolean", "sensor"])
WATTS: Final = NumberSelectorConfig(
    min=0, max=500, step="any", unit_of_measurement=UnitOfPower.WATT, mode=NumberSelectorMode.BOX
)


class AppliancesAddedSteps(AppliancesFoundSteps):
    """The step for appliances that their owner names."""

    async def async_step_appliances_added(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what runs that no integration calls an appliance."""
        errors: dict[str, str] = {}
        options = self.config_entry.options
        if user_input is not None:
            rows = [_row(each) for each in user_input.get(CONF_ADDED) or ()]
            if wrong := _wrong(
                self.hass, rows, {id_ for id_, each in self._settings.corrections.items() if each.is_hidden}
            ):
                errors[CONF_ADDED] = wrong
            else:
                return self.async_create_entry(data={**options, CONF_ADDED: rows})
        present = user_input or {CONF_ADDED: options.get(CONF_ADDED, [])}
        schema = added_schema(await async_texts(self.hass, "selector"))
        return self.async_show_form(
            step_id="appliances_added",
            data_schema=self.add_suggested_values_to_schema(schema, present),
            errors=errors,
        )


def added_schema(texts: Mapping[str, str]) -> probatio.Schema:
    """Return the form of all that was added; a choice within a list is not translated by the interface, so it comes with its texts."""
    kinds = [
        SelectOptionDict(value=kind.value, label=texts[f"appliance_kind.options.{kind}"]) for kind in ApplianceKind
    ]
    kind = SelectSelector(SelectSelectorConfig(options=kinds, mode=SelectSelectorMode.DROPDOWN))
    fields = {
        CONF_NAME: ObjectSelectorField(required=True, selector=TextSelector()),
        CONF_APPLIANCE_KIND: ObjectSelectorField(required=True, selector=kind),
        CONF_ENTITY: ObjectSelectorField(required=True, selector=EntitySelector(EntitySelectorConfig(filter=RUNS))),
        CONF_WATTS: ObjectSelectorField(required=False, default=IDLE_WATTS, selector=NumberSelector(WATTS)),
        CONF_DOOR: ObjectSelectorField(required=False, selector=DOOR_SELECTOR),
    }
    rows = ObjectSelectorConfig(
        multiple=True,
        label_field=CONF_NAME,
        description_field=CONF_ENTITY,
        translation_key="added_appliance",
        fields=fields,
    )
    return probatio.Schema({probatio.Optional(CONF_ADDED): ObjectSelector(rows)})


def _row(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return an appliance as it is kept; what is empty is not."""
    row = {key: value.strip() if isinstance(value, str) else value for key, value in told.items()}
    return {key: value for key, value in row.items() if value is not None and value != ""}


def _wrong(hass: HomeAssistant, rows: Sequence[Mapping[str, Any]], hidden: set[str]) -> str | None:
    """Return what cannot be: no name, an entity for two, one of Parlor's own or of what was found anyway."""
    entities = [row[CONF_ENTITY] for row in rows]
    registry = er.async_get(hass)
    own = {each for each in entities if (entry := registry.async_get(each)) and entry.platform == DOMAIN}
    wirings = (one.wiring for one in async_wired(hass, AppliancesSettings()))
    found = {each for wiring in wirings if wiring.id not in hidden for each in wiring.entities}
    if not all(0 < len(row.get(CONF_NAME, "")) <= LONGEST_NAME for row in rows):
        return "appliance_name_invalid"
    if len(set(entities)) < len(entities) or len(rows) > MOST_ADDED:
        return "appliance_added_twice"
    if own:
        return "appliance_is_own"
    return "appliance_found_already" if found & set(entities) else None
