"""How a TV is paired: by the popup on its screen, which somebody has to answer."""

import asyncio
from collections.abc import Mapping
from typing import Any, Final, cast

import probatio

from homeassistant.config_entries import SOURCE_REAUTH, ConfigFlowResult
from homeassistant.const import CONF_HOST, CONF_MAC, CONF_MODEL, CONF_TOKEN

from .const import CONF_KIND, CONF_REFUSED, Kind
from .flow_tv_lookup import TVLookup, error_key
from .samsung.errors import Refusal, SamsungError
from .samsung.remote.socket import pair
from .tv_subnet import async_other_subnet

REFUSAL_KEYS: Final = {
    Refusal.DENIED: "tv_pairing_denied",
    Refusal.UNANSWERED: "tv_pairing_unanswered",
    Refusal.BLOCKED: "tv_pairing_blocked",
    Refusal.AT_ONCE: "tv_pairing_refused",
}
OTHER_SUBNET: Final = "tv_pairing_subnet"


class TVPairing(TVLookup):
    """The steps from a TV that is known to one that lets us in."""

    _tv_token: str | None = None
    _tv_pairing: asyncio.Task[str | None] | None = None
    _tv_error: str | None = None

    async def async_step_tv_pair(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Wait while the TV asks whoever sits before it."""
        if self._tv_pairing is None:
            self._abort_if_another_flow_pairs()
            self._tv_pairing = self.hass.async_create_task(self._async_pair(), "parlor pairing")
        if not self._tv_pairing.done():
            return self.async_show_progress(
                step_id="tv_pair",
                progress_action="tv_pair",
                description_placeholders=self._tv_placeholders,
                progress_task=self._tv_pairing,
            )
        self._tv_error = self._tv_pairing.result()
        self._tv_pairing = None
        return self.async_show_progress_done(next_step_id="tv_retry" if self._tv_error else "tv_paired")

    async def async_step_tv_retry(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say how the pairing ended, and offer to try again."""
        if user_input is not None:
            self._tv_error = None
            return await self.async_step_tv_pair()
        return self.async_show_form(
            step_id="tv_retry",
            data_schema=probatio.Schema({}),
            errors={"base": self._tv_error} if self._tv_error else {},
            description_placeholders=self._tv_placeholders,
        )

    async def async_step_tv_paired(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Keep the token: nothing more is asked."""
        if self.source == SOURCE_REAUTH:
            entry = self._get_reauth_entry()
            return self.async_update_reload_and_abort(entry, data=paired_data(entry.data, self._tv_token))
        self._abort_if_unique_id_configured()
        info = self._tv_info
        return self.async_create_entry(
            title=self._tv_name,
            data={
                CONF_KIND: Kind.TV,
                CONF_HOST: self._tv_host,
                CONF_MAC: info.mac,
                CONF_MODEL: info.model,
                CONF_TOKEN: self._tv_token,
            },
        )

    async def _async_pair(self) -> str | None:
        """Pair with the TV, and return the key of what went wrong."""
        host = cast(str, self._tv_host)
        if errors := await self._async_find(host, awake=True):
            return errors["base"]
        try:
            pairing = await pair(self._tv_session, host, secure=self._tv_info.has_token is True)
        except SamsungError as error:
            return error_key(error)
        if pairing.refusal is Refusal.AT_ONCE and await async_other_subnet(self.hass, host):
            return OTHER_SUBNET
        if pairing.refusal:
            return REFUSAL_KEYS[pairing.refusal]
        self._tv_token = pairing.token
        return None


def paired_data(data: Mapping[str, Any], token: str | None) -> dict[str, Any]:
    """Return the data of an entry whose TV has just let us in, with nothing of an earlier refusal."""
    return {key: value for key, value in data.items() if key != CONF_REFUSED} | {CONF_TOKEN: token}
