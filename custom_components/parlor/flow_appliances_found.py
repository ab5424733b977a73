"""What was found among the settings of the appliances, and what their owner corrects."""

from typing import Any, Final

import probatio

from homeassistant.config_entries import ConfigFlowResult, OptionsFlow
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)

from .appliances.kind import ApplianceKind
from .appliances_settings import (
    CONF_APPLIANCE,
    CONF_APPLIANCE_KIND,
    CONF_CORRECTIONS,
    CONF_DOOR,
    CONF_HIDDEN,
    AppliancesSettings,
)
from .appliances_shown import Shown, async_listed, async_shown

DOOR_SELECTOR: Final = EntitySelector(EntitySelectorConfig(domain="binary_sensor"))
KIND_SELECTOR: Final = SelectSelector(
    SelectSelectorConfig(
        options=[kind.value for kind in ApplianceKind],
        translation_key="appliance_kind",
        mode=SelectSelectorMode.DROPDOWN,
    )
)
CORRECTION_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required(CONF_APPLIANCE_KIND): KIND_SELECTOR,
        probatio.Optional(CONF_DOOR): DOOR_SELECTOR,
        probatio.Required(CONF_HIDDEN, default=False): BooleanSelector(),
    }
)


class AppliancesFoundSteps(OptionsFlow):
    """The steps for what was found."""

    _corrected: Shown

    @property
    def _settings(self) -> AppliancesSettings:
        """Return what is set now."""
        return AppliancesSettings.parse(self.config_entry.options)

    async def async_step_appliances_found(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show what was found, and ask what of it is wrong."""
        shown = await async_shown(self.hass, self._settings)
        if not shown:
            return self.async_abort(reason="appliances_none_found")
        if user_input is not None:
            chosen = next((one for one in shown if one.id == user_input[CONF_APPLIANCE]), None)
            if chosen is None:
                return self.async_abort(reason="appliances_gone")
            self._corrected = chosen
            return await self.async_step_appliances_correct()
        return self.async_show_form(
            step_id="appliances_found",
            data_schema=appliance_schema({one.id: one.label for one in shown}),
            description_placeholders={"found": await async_listed(self.hass, shown)},
        )

    async def async_step_appliances_correct(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what it is, whether it is one at all, and where its door is seen."""
        one = self._corrected
        kept = [each for each in self.config_entry.options.get(CONF_CORRECTIONS, ()) if each[CONF_APPLIANCE] != one.id]
        if user_input is not None:
            correction = {
                CONF_APPLIANCE_KIND: None
                if user_input[CONF_APPLIANCE_KIND] == one.was
                else user_input[CONF_APPLIANCE_KIND],
                CONF_HIDDEN: user_input[CONF_HIDDEN],
                CONF_DOOR: user_input.get(CONF_DOOR),
            }
            told = {key: value for key, value in correction.items() if value}
            corrections = [*kept, {CONF_APPLIANCE: one.id, **told}] if told else kept
            return self.async_create_entry(data={**self.config_entry.options, CONF_CORRECTIONS: corrections})
        correction_now = self._settings.corrections.get(one.id)
        present = {CONF_APPLIANCE_KIND: one.kind.value, CONF_HIDDEN: one.is_hidden}
        if correction_now is not None and correction_now.door:
            present = {**present, CONF_DOOR: correction_now.door}
        return self.async_show_form(
            step_id="appliances_correct",
            data_schema=self.add_suggested_values_to_schema(CORRECTION_SCHEMA, present),
            description_placeholders={"name": one.name, "brand": one.brand},
        )


def appliance_schema(labels: dict[str, str]) -> probatio.Schema:
    """Return the form in which one of some appliances is chosen."""
    options = [SelectOptionDict(value=key, label=label) for key, label in labels.items()]
    selector = SelectSelector(SelectSelectorConfig(options=options, mode=SelectSelectorMode.DROPDOWN))
    return probatio.Schema({probatio.Required(CONF_APPLIANCE): selector})
