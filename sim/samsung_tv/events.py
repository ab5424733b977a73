"""GENA: who wants to hear of changes, and telling them in order."""

import asyncio
import contextlib
from dataclasses import dataclass, field
import itertools
import re
import uuid
from xml.sax.saxutils import escape

import aiohttp

from .state import NetworkFault, UpnpFault
from .television import Television

MOST_SUBSCRIPTIONS = 50
LONGEST_SECONDS = 1_800
_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<e:propertyset xmlns:e="urn:schemas-upnp-org:event-1-0"><e:property><LastChange>&b;</LastChange></e:property>'
    "</e:propertyset>"
)
_PATIENCE = aiohttp.ClientTimeout(total=2)


def asked_seconds(header: str | None) -> int:
    """Return how long a subscription shall last, from its TIMEOUT header."""
    found = re.fullmatch(r"Second-(\d{1,9})", header or "", re.IGNORECASE)
    return max(1, min(LONGEST_SECONDS, int(found[1]))) if found else LONGEST_SECONDS


@dataclass(eq=False)
class Subscription:
    """One subscriber to one service."""

    service: str
    callback: str
    sid: str = field(default_factory=lambda: f"uuid:{uuid.uuid4()}")
    waiting: asyncio.Queue[dict[str, str]] = field(default_factory=lambda: asyncio.Queue(200))
    expiry: asyncio.TimerHandle | None = None
    telling: asyncio.Task[None] | None = None


def property_set(changes: dict[str, str]) -> str:
    """Return the body of an event."""
    properties = "".join(f"<e:property><{name}>{escape(text)}</{name}></e:property>" for name, text in changes.items())
    return f'<?xml version="1.0"?><e:propertyset xmlns:e="urn:schemas-upnp-org:event-1-0">{properties}</e:propertyset>'


class Subscriptions:
    """All subscribers of one renderer."""

    def __init__(self, tv: Television) -> None:
        """Tell of one TV."""
        self._tv = tv
        self._session: aiohttp.ClientSession | None = None
        self._known: dict[str, Subscription] = {}

    async def start(self) -> None:
        """Get ready to send."""
        connector = aiohttp.TCPConnector(force_close=True, local_addr=(self._tv.identity.host, 0))
        self._session = aiohttp.ClientSession(timeout=_PATIENCE, connector=connector)

    async def close(self) -> None:
        """Forget everyone, and stop sending."""
        telling = [subscription.telling for subscription in self._known.values() if subscription.telling is not None]
        self.forget_all()
        await asyncio.gather(*telling, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def __len__(self) -> int:
        """Return how many are subscribed."""
        return len(self._known)

    def add(self, service: str, callback: str, seconds: int, first: dict[str, str]) -> str | None:
        """Subscribe, sending the first event at once; returns the SID, or None if there are too many."""
        if len(self._known) >= MOST_SUBSCRIPTIONS:
            return None
        subscription = Subscription(service, callback)
        self._known[subscription.sid] = subscription
        self.renew(service, subscription.sid, seconds)
        subscription.waiting.put_nowait(first)
        subscription.telling = asyncio.create_task(self._tell(subscription))
        return subscription.sid

    def renew(self, service: str, sid: str, seconds: int) -> bool:
        """Let a subscription last longer; returns whether there is such a one."""
        subscription = self._known.get(sid)
        if subscription is None or subscription.service != service:
            return False
        if subscription.expiry is not None:
            subscription.expiry.cancel()
        subscription.expiry = asyncio.get_running_loop().call_later(seconds, self.forget, sid)
        return True

    def forget(self, sid: str) -> bool:
        """End a subscription; returns whether there was such a one."""
        subscription = self._known.pop(sid, None)
        if subscription is None:
            return False
        if subscription.expiry is not None:
            subscription.expiry.cancel()
        if subscription.telling is not None:
            subscription.telling.cancel()
        return True

    def forget_all(self) -> None:
        """End every subscription, as a TV does that goes to sleep."""
        for sid in tuple(self._known):
            self.forget(sid)

    def publish(self, service: str, changes: dict[str, str]) -> None:
        """Tell every subscriber of a service; one that cannot keep up misses events."""
        for subscription in self._known.values():
            if subscription.service == service and not subscription.waiting.full():
                subscription.waiting.put_nowait(changes)

    async def _tell(self, subscription: Subscription) -> None:
        """Send one subscriber its events in order."""
        for number in itertools.count():
            changes = await subscription.waiting.get()
            faults = self._tv.settings.faults
            if faults.network is NetworkFault.NONE and faults.upnp is not UpnpFault.NO_EVENTS:
                with contextlib.suppress(aiohttp.ClientError, TimeoutError, ValueError):
                    await self._notify(subscription, number, changes)

    async def _notify(self, subscription: Subscription, number: int, changes: dict[str, str]) -> None:
        """Send one event."""
        headers = {
            "Content-Type": 'text/xml; charset="utf-8"',
            "NT": "upnp:event",
            "NTS": "upnp:propchange",
            "SID": subscription.sid,
            "SEQ": str(number),
        }
        assert self._session is not None
        body = property_set(changes)
        if self._tv.settings.faults.upnp is UpnpFault.BAD_EVENTS:
            body = _BOMB if number % 2 else "<e:propertyset><"
        async with self._session.request("NOTIFY", subscription.callback, data=body, headers=headers) as response:
            await response.read()
