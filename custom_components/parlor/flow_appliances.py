"""How the appliances are added: all of them at once, as they are found."""

from typing import Any, Final

import probatio

from homeassistant.config_entries import ConfigFlow, ConfigFlowResult

from .appliances_settings import AppliancesSettings
from .appliances_shown import async_listed, async_shown
from .const import CONF_KIND, Kind
from .translated import async_texts

TITLE: Final = "appliances"


class AppliancesFlow(ConfigFlow):
    """The step of the appliances, of which a home has one entry."""

    async def async_step_appliances(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show what was found; what comes later appears by itself."""
        await self.async_set_unique_id(Kind.APPLIANCES, raise_on_progress=False)
        if self.hass.config_entries.async_entry_for_domain_unique_id(self.handler, Kind.APPLIANCES):
            return self.async_abort(reason="appliances_already_configured")
        if user_input is not None:
            title = (await async_texts(self.hass, "common"))[TITLE]
            return self.async_create_entry(title=title, data={CONF_KIND: Kind.APPLIANCES}, options={})
        found = await async_listed(self.hass, await async_shown(self.hass, AppliancesSettings()))
        return self.async_show_form(
            step_id="appliances", data_schema=probatio.Schema({}), description_placeholders={"found": found}
        )
