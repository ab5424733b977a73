"""What an assistant remembers, shown among its settings: listed, worded anew, forgotten, erased."""

from typing import TYPE_CHECKING, Any, Final

import probatio

from homeassistant.config_entries import ConfigFlowResult, OptionsFlowWithReload
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
)

from .flow_assistant_shown import async_owner_name, shown

if TYPE_CHECKING:
    from .assistant.memory.kept import KeptMemory

CONF_REMEMBERED: Final = "remembered"
CONF_TEXT: Final = "text"
CONF_OWNER: Final = "owner"
MOST_SHOWN: Final = 50  # entries in the description
# Stand for the household and for everybody where an owner is chosen.
HOUSEHOLD: Final = "household"
EVERYBODY: Final = "everybody"
TEXT_SCHEMA: Final = probatio.Schema({probatio.Required(CONF_TEXT): TextSelector(TextSelectorConfig(multiline=False))})
MEMORY_MENU: Final = ("assistant_memory_edit", "assistant_memory_forget", "assistant_memory_erase", "assistant_menu")


class AssistantMemorySteps(OptionsFlowWithReload):
    """The steps of the memory among the settings of an assistant."""

    _entry_id: str

    async def async_step_assistant_memory(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show what is remembered, and ask what is to be done with it."""
        entries = (await self._async_kept()).memory.entries
        if not entries:
            return self.async_abort(reason="memory_nothing")
        lines = []
        for entry in entries[: -MOST_SHOWN - 1 : -1]:
            name = await async_owner_name(self.hass, entry.owner)
            lines.append(f"- {f'**{name}** · ' if name else ''}{shown(entry.text)}")
        lines += ["- …"] if len(entries) > MOST_SHOWN else []
        return self.async_show_menu(
            step_id="assistant_memory",
            menu_options=MEMORY_MENU,
            description_placeholders={"remembered": "\n".join(lines), "count": str(len(entries))},
        )

    async def async_step_assistant_memory_edit(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what is to be worded anew."""
        if user_input is not None:
            self._entry_id = user_input[CONF_REMEMBERED]
            return await self.async_step_assistant_memory_text()
        return self.async_show_form(
            step_id="assistant_memory_edit",
            data_schema=probatio.Schema({probatio.Required(CONF_REMEMBERED): await self._async_choice()}),
        )

    async def async_step_assistant_memory_text(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask how, and keep that."""
        kept = await self._async_kept()
        errors: dict[str, str] = {}
        if user_input is not None:
            if (refused := await kept.async_change(self._entry_id, user_input[CONF_TEXT])) is None:
                return await self.async_step_assistant_memory()
            errors[CONF_TEXT] = "memory_too_long" if refused == "memory_too_long" else "memory_empty"
        present = next((entry.text for entry in kept.memory.entries if entry.id == self._entry_id), "")
        return self.async_show_form(
            step_id="assistant_memory_text",
            data_schema=self.add_suggested_values_to_schema(TEXT_SCHEMA, user_input or {CONF_TEXT: present}),
            errors=errors,
        )

    async def async_step_assistant_memory_forget(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what is to be forgotten, and forget it."""
        if user_input is not None:
            await (await self._async_kept()).async_forget(*user_input[CONF_REMEMBERED])
            return await self.async_step_assistant_memory()
        choice = await self._async_choice(multiple=True)
        return self.async_show_form(
            step_id="assistant_memory_forget",
            data_schema=probatio.Schema({probatio.Required(CONF_REMEMBERED): choice}),
        )

    async def async_step_assistant_memory_erase(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask whose memory is to be erased, and erase it."""
        kept = await self._async_kept()
        if user_input is not None:
            owner = user_input[CONF_OWNER]
            owners = () if owner == EVERYBODY else (None if owner == HOUSEHOLD else owner,)
            count = await kept.async_erase(*owners)
            return self.async_abort(reason="memory_erased", description_placeholders={"count": str(count)})
        owners_known = sorted({entry.owner for entry in kept.memory.entries if entry.owner})
        options = [
            *[SelectOptionDict(value=each, label=each) for each in (EVERYBODY, HOUSEHOLD)],
            *[SelectOptionDict(value=each, label=await async_owner_name(self.hass, each)) for each in owners_known],
        ]
        config = SelectSelectorConfig(options=options, mode=SelectSelectorMode.LIST, translation_key="memory_owner")
        return self.async_show_form(
            step_id="assistant_memory_erase",
            data_schema=probatio.Schema({probatio.Required(CONF_OWNER): SelectSelector(config)}),
        )

    async def _async_choice(self, *, multiple: bool = False) -> SelectSelector:
        """Return a choice of what is remembered, the newest first."""
        options = []
        for entry in reversed((await self._async_kept()).memory.entries):
            name = await async_owner_name(self.hass, entry.owner)
            options.append(SelectOptionDict(value=entry.id, label=f"{name}: {entry.text}" if name else entry.text))
        return SelectSelector(SelectSelectorConfig(options=options, multiple=multiple, mode=SelectSelectorMode.LIST))

    async def _async_kept(self) -> KeptMemory:
        """Return the memory of this home."""
        from .assistant.memory.kept import async_memory

        return await async_memory(self.hass)
