"""The audit log of this home, kept in a file of Home Assistant's storage, and told to who listens."""

from collections.abc import Sequence
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.singleton import singleton
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey
from homeassistant.util.signal_type import SignalType

from ..storing import Stored
from .log import AuditLog
from .record import Record

VERSION: Final = 1
KEY: Final = "parlor.audit"
WRITE_AFTER: Final = 30.0  # seconds: what is done one after the other is written in one go
# Sent with each new record, so that a fault of who listens is not one of the plan.
NOTED: Final = SignalType[Record]("parlor_noted")


class KeptAudit:
    """The log with its file; written some time after each change and when Home Assistant ends."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Read nothing yet."""
        self._hass = hass
        self.log = AuditLog()
        self._stored = Stored(hass, KEY, VERSION, lambda: self.log.as_dict)

    async def async_load(self) -> None:
        """Read what was written before; what is too old is gone from the file soon as well."""
        if self.log.read(await self._stored.async_load(), dt_util.utcnow().timestamp()):
            self._stored.write_later(WRITE_AFTER)

    @callback
    def note(self, records: Sequence[Record]) -> None:
        """Keep records and tell of them."""
        if not records:
            return
        self.log.add(records, dt_util.utcnow().timestamp())
        self._stored.write_later(WRITE_AFTER)
        for record in records:
            async_dispatcher_send(self._hass, NOTED, record)

    async def async_erase(self) -> int:
        """Forget everything, in the file as well, and say how much it was."""
        count = self.log.erase()
        await self._stored.async_erase()
        return count


@singleton(HassKey[KeptAudit](KEY), async_=True)
async def async_audit(hass: HomeAssistant) -> KeptAudit:
    """Return the log of this home, read once."""
    audit = KeptAudit(hass)
    await audit.async_load()
    return audit
