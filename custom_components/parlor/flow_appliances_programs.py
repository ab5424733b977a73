"""What people call the programs of an appliance, where its brand tells a code."""

from collections.abc import Mapping
from typing import Any, Final

import probatio

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.helpers.selector import (
    ObjectSelector,
    ObjectSelectorConfig,
    ObjectSelectorField,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)

from .appliances.known import KnownAppliance
from .appliances_known import async_appliances
from .appliances_settings import CONF_APPLIANCE, CONF_NAME, CONF_PROGRAM_NAMES
from .flow_appliances_added import AppliancesAddedSteps
from .flow_appliances_found import appliance_schema

CONF_PROGRAM: Final = "program"
CONF_NAMES: Final = "names"
LONGEST_NAME: Final = 100  # characters


class AppliancesProgramsSteps(AppliancesAddedSteps):
    """The steps for the names of programs."""

    _named: KnownAppliance

    async def async_step_appliances_programs(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask of which appliance."""
        known = {one.id: one for one in self._with_programs()}
        if not known:
            return self.async_abort(reason="appliances_no_programs")
        if user_input is not None:
            if (chosen := known.get(user_input[CONF_APPLIANCE])) is None:
                return self.async_abort(reason="appliances_gone")
            self._named = chosen
            return await self.async_step_appliances_names()
        return self.async_show_form(
            step_id="appliances_programs",
            data_schema=appliance_schema({one.id: one.name() for one in known.values()}),
        )

    async def async_step_appliances_names(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what each of its programs is called."""
        errors: dict[str, str] = {}
        one, kept = self._named, self.config_entry.options.get(CONF_PROGRAM_NAMES, {})
        own, shown = kept.get(one.id, {}), {program.key: program.name for program in one.programs()}
        if user_input is not None:
            told = {
                str(row[CONF_PROGRAM]).strip(): str(row[CONF_NAME]).strip() for row in user_input.get(CONF_NAMES) or ()
            }
            if any(len(name) > LONGEST_NAME for name in told.values()):
                errors[CONF_NAMES] = "appliance_name_invalid"
            elif _is_twice(told):
                errors[CONF_NAMES] = "appliance_program_twice"
            else:
                names = {key: name for key, name in told.items() if _is_own_name(key, name, own, shown)}
                all_names = {key: value for key, value in {**kept, one.id: names}.items() if value}
                return self.async_create_entry(data={**self.config_entry.options, CONF_PROGRAM_NAMES: all_names})
        present = [{CONF_PROGRAM: key, CONF_NAME: name} for key, name in {**shown, **own}.items()]
        return self.async_show_form(
            step_id="appliances_names",
            data_schema=self.add_suggested_values_to_schema(
                names_schema({**shown, **own}), user_input or {CONF_NAMES: present}
            ),
            errors=errors,
            description_placeholders={"name": one.name()},
        )

    def _with_programs(self) -> list[KnownAppliance]:
        """Return the appliances that have programs, or had such as were named."""
        named = self._settings.program_names
        found = [one for one in async_appliances(self.hass).all.values() if one.programs() or one.id in named]
        return sorted(found, key=lambda one: one.name().casefold())


def names_schema(programs: Mapping[str, str]) -> probatio.Schema:
    """Return the form of an appliance's programs; other codes can be typed."""
    codes = SelectSelectorConfig(
        options=[SelectOptionDict(value=key, label=key) for key in programs],
        custom_value=True,
        mode=SelectSelectorMode.DROPDOWN,
    )
    rows = ObjectSelectorConfig(
        multiple=True,
        label_field=CONF_NAME,
        description_field=CONF_PROGRAM,
        translation_key="program_name",
        fields={
            CONF_PROGRAM: ObjectSelectorField(required=True, selector=SelectSelector(codes)),
            CONF_NAME: ObjectSelectorField(required=True, selector=TextSelector()),
        },
    )
    return probatio.Schema({probatio.Optional(CONF_NAMES): ObjectSelector(rows)})


def _is_own_name(key: str, name: str, own: Mapping[str, str], shown: Mapping[str, str]) -> bool:
    """Say whether a name was given by the appliance's owner: the brand's own names may change with it."""
    return bool(key and name) and name != key and (key in own or name != shown.get(key))


def _is_twice(told: Mapping[str, str]) -> bool:
    """Say whether two programs would have one name: neither could be asked for."""
    names = [name.casefold() for name in told.values() if name]
    return len(set(names)) < len(names)
