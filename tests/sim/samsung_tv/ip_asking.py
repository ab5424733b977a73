"""Questions to the IP Control of a simulated TV."""

from collections.abc import Callable, Coroutine
import json
from typing import Any

import aiohttp

from sim.samsung_tv import SamsungTV

type Ask = Callable[..., Coroutine[Any, Any, Any]]

HEADERS = {"Accept": "application/json", "Content-Type": "application/json"}
TOKEN = "known"


def body(method: str, token: str | None = TOKEN, **params: object) -> bytes:
    """Return a request."""
    message: dict[str, object] = {"jsonrpc": "2.0", "method": method, "id": 7}
    if token is not None:
        message["params"] = {"AccessToken": token, **params}
    return json.dumps(message).encode()


def asking_of(tv: SamsungTV, session: aiohttp.ClientSession) -> Ask:
    """Return what asks a set that knows our token, and returns the answer."""
    tv.ip_control.tokens.append(TOKEN)

    async def asked(method: str, token: str | None = TOKEN, *, port: int = 1516, **params: object) -> Any:
        url = f"https://{tv.host}:{port}/"
        async with session.post(url, data=body(method, token, **params), headers=HEADERS) as answer:
            assert answer.status == 200
            return await answer.json()

    return asked
