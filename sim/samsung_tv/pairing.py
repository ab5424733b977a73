"""Who may use the remote socket: tokens bound to client names, and the popup on the screen."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
import random

from .state import Pairing, StaleToken
from .television import Television

CONNECT = "ms.channel.connect"
UNAUTHORIZED = "ms.channel.unauthorized"
TIME_OUT = "ms.channel.timeOut"


@dataclass(frozen=True, kw_only=True)
class Admission:
    """How a connection is answered; `new_token` only when one was granted just now."""

    event: str
    token: str | None = None
    new_token: str | None = None


class PairingDesk:
    """Admits clients by name and token, asking the person in front of the TV where the name is new."""

    def __init__(self, tv: Television, popup_changed: Callable[[], None]) -> None:
        """Start without knowing anyone; `popup_changed` is called when a popup comes or goes."""
        self._tv = tv
        self._popup_changed = popup_changed
        self._answer: asyncio.Future[bool] | None = None
        self._asking: asyncio.Task[bool | None] | None = None
        self._random = random.SystemRandom()
        self.tokens: dict[str, str] = {}
        self.popup: str | None = None

    async def admit(self, name: str, token: str | None, *, tls: bool) -> Admission:
        """Return how a client is answered, after up to `popup_seconds` if a person has to be asked."""
        settings = self._tv.settings
        if settings.token_auth and not tls:
            return Admission(event=UNAUTHORIZED)
        known = self.tokens.get(name)
        if known is not None and token == known and not settings.reissue_token:
            return Admission(event=CONNECT, token=known)
        if token is not None and token != known and settings.stale_token is StaleToken.TIMEOUT:
            return Admission(event=TIME_OUT)
        if known is None:
            return await self._ask(name)
        self._grant(name)
        return self._granted(name)

    def _grant(self, name: str) -> None:
        """Give a client a new token, which ends an older one of the same name."""
        self.tokens[name] = str(self._random.randrange(10**7, 10**8))

    def _granted(self, name: str) -> Admission:
        """Return how a client is answered that was just given a token."""
        if not self._tv.settings.token_auth:
            return Admission(event=CONNECT)
        return Admission(event=CONNECT, token=self.tokens[name], new_token=self.tokens[name])

    async def _ask(self, name: str) -> Admission:
        """Ask whether a new client of the remote socket is let in."""
        match await self.allows(name, self._grant):
            case None:
                return Admission(event=TIME_OUT)
            case False:
                return Admission(event=UNAUTHORIZED)
        return self._granted(name)

    async def allows(self, name: str, allowed: Callable[[str], None] = lambda _: None) -> bool | None:
        """Ask the person in front of the TV, and return the answer, None for no answer in time.

        A screen that shows no picture shows no popup either. The popup stays when the client gives up: `allowed` is
        called then as well, and who was allowed finds the door open next time.
        """
        pairing = self._tv.settings.pairing
        if not self._tv.state.lit or self.popup is not None or pairing is Pairing.TIMEOUT:
            return None
        if pairing is Pairing.ALLOW:
            allowed(name)
        if pairing is not Pairing.ASK:
            return pairing is Pairing.ALLOW
        self._asking = asyncio.create_task(self._shown(name, allowed))
        return await asyncio.shield(self._asking)

    async def _shown(self, name: str, allowed: Callable[[str], None]) -> bool | None:
        """Show the popup, and return its answer."""
        self._answer = asyncio.get_running_loop().create_future()
        self._set_popup(name)
        try:
            async with asyncio.timeout(self._tv.settings.popup_seconds):
                answer = await self._answer
        except TimeoutError:
            return None
        finally:
            self._answer = None
            self._set_popup(None)
        if answer:
            allowed(name)
        return answer

    async def close(self) -> None:
        """Take the popup away."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)

    def _set_popup(self, name: str | None) -> None:
        """Show or hide the popup."""
        self.popup = name
        self._popup_changed()

    def answer(self, allowed: bool) -> bool:
        """Press Allow or Deny; returns whether there was a popup."""
        if self._answer is None or self._answer.done():
            return False
        self._answer.set_result(allowed)
        return True

    def revoke(self, name: str | None = None) -> None:
        """Forget one client's token, or all of them."""
        if name is None:
            self.tokens.clear()
        else:
            self.tokens.pop(name, None)
