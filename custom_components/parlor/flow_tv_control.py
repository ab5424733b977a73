"""How IP Control is switched on for a TV: its owner allows it in the menu, and then on the screen."""

import asyncio
from typing import Any, Final

import probatio

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult, OptionsFlowWithReload
from homeassistant.const import CONF_HOST
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from .const import CONF_CONTROL_TOKEN
from .samsung.errors import ControlClosed, SamsungError, TVUnreachable
from .samsung.ip_control.client import ControlRefusal, pair
from .samsung.power.verdict import Power
from .tv_control import async_forget_entities

REFUSAL_KEYS: Final = {
    ControlRefusal.DENIED: "control_denied",
    ControlRefusal.UNANSWERED: "control_unanswered",
    ControlRefusal.NO_FREE_TOKEN: "control_no_token",
    ControlRefusal.UNAVAILABLE: "control_unavailable",
}


class TVControlSteps(OptionsFlowWithReload):
    """The steps of IP Control among the settings of a TV."""

    _control_token: str | None = None
    _control_pairing: asyncio.Task[str | None] | None = None
    _control_error: str | None = None

    async def async_step_tv_control(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Offer to pair, or, where it is paired, to pair again or to do without."""
        placeholders = {"name": self.config_entry.title}
        if self.config_entry.data.get(CONF_CONTROL_TOKEN):
            return self.async_show_menu(
                step_id="tv_control",
                menu_options=["tv_control_on", "tv_control_off"],
                description_placeholders=placeholders,
            )
        return await self.async_step_tv_control_on()

    async def async_step_tv_control_on(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say what to switch on first, and how an attempt ended; then pair."""
        errors: dict[str, str] = {}
        if user_input is not None:
            self._control_error = None
            if self._is_dark:
                errors = {"base": "control_dark"}
            else:
                return await self.async_step_tv_control_pair()
        elif self._control_error:
            errors = {"base": self._control_error}
        return self.async_show_form(
            step_id="tv_control_on",
            data_schema=probatio.Schema({}),
            errors=errors,
            description_placeholders={"name": self.config_entry.title},
        )

    async def async_step_tv_control_pair(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Wait while the TV asks whoever sits before it."""
        if self._control_pairing is None:
            self._abort_if_another_flow_pairs()
            self._control_pairing = self.hass.async_create_task(self._async_pair_control(), "parlor IP Control pairing")
        if not self._control_pairing.done():
            return self.async_show_progress(
                step_id="tv_control_pair",
                progress_action="tv_control_pair",
                description_placeholders={"name": self.config_entry.title},
                progress_task=self._control_pairing,
            )
        self._control_error = self._control_pairing.result()
        self._control_pairing = None
        return self.async_show_progress_done(
            next_step_id="tv_control_on" if self._control_error else "tv_control_paired"
        )

    async def async_step_tv_control_paired(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Keep the token, where secrets are kept."""
        return self._keep_token(self._control_token)

    async def async_step_tv_control_off(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Do without IP Control from now on, once that is confirmed."""
        if user_input is not None:
            async_forget_entities(self.hass, self.config_entry)
            return self._keep_token(None)
        return self.async_show_form(
            step_id="tv_control_off",
            data_schema=probatio.Schema({}),
            description_placeholders={"name": self.config_entry.title},
        )

    def _keep_token(self, token: str | None) -> ConfigFlowResult:
        """Keep a token in the entry or forget that which is there, and begin anew with it."""
        entry = self.config_entry
        data = {key: value for key, value in entry.data.items() if key != CONF_CONTROL_TOKEN}
        self.hass.config_entries.async_update_entry(entry, data=data | ({CONF_CONTROL_TOKEN: token} if token else {}))
        self.hass.config_entries.async_schedule_reload(entry.entry_id)
        return self.async_create_entry(data=dict(entry.options))

    async def _async_pair_control(self) -> str | None:
        """Have the TV ask, and return the key of what went wrong."""
        session = async_get_clientsession(self.hass, verify_ssl=False)
        try:
            pairing = await pair(session, self.config_entry.data[CONF_HOST])
        except ControlClosed:
            return "control_closed"
        except TVUnreachable:
            return "control_unreachable"
        except SamsungError:
            return "control_failed"
        if pairing.refusal:
            return REFUSAL_KEYS[pairing.refusal]
        self._control_token = pairing.token
        return None

    def _abort_if_another_flow_pairs(self) -> None:
        """Do not put a second popup on a screen that already shows one."""
        for flow in self.hass.config_entries.options.async_progress_by_handler(self.handler):
            if flow["flow_id"] != self.flow_id and flow.get("step_id") == "tv_control_pair":
                raise AbortFlow("already_in_progress")

    @property
    def _is_dark(self) -> bool:
        """Say whether the TV is known to show nothing over which a popup could be drawn."""
        entry = self.config_entry
        if entry.state is not ConfigEntryState.LOADED:
            return False
        return entry.runtime_data.coordinator.data.power in (Power.OFF, Power.ART)
