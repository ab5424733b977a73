"""Gets a service ready while somebody still speaks: nothing twice, and nobody waits for it in vain."""

import asyncio
from contextlib import suppress
import math
import time

from .connection import Body, Connection
from .errors import ServiceError
from .reading import Event

# Seconds after a request in which nothing has to be warmed: connections are kept for 15 by Home Assistant, models and what
# they have read by most servers for minutes.
FRESH = 10.0
FRESH_AT_HOME = 60.0


class Warming:
    """Whether a service is warm, and what makes it so."""

    def __init__(self, connection: Connection, *, is_at_home: bool) -> None:
        """Begin with one that was not asked anything."""
        self._connection = connection
        self._seconds = FRESH_AT_HOME if is_at_home else FRESH
        self._reading = asyncio.Lock()
        self._used = -math.inf

    @property
    def is_due(self) -> bool:
        """Say whether there is anything to be won."""
        return not self._reading.locked() and time.monotonic() - self._used >= self._seconds

    async def connect(self, path: str) -> None:
        """Open the connection by asking for what costs nothing; what goes wrong the next request will meet."""
        self._used = time.monotonic()
        with suppress(ServiceError):
            await self._connection.get_json(path, quickly=True)

    async def read_ahead(self, path: str, body: Body) -> Event | None:
        """Have a server load a model and read a request, and return what it answers; what goes wrong the next request will meet."""
        self._used = time.monotonic()
        async with self._reading:
            with suppress(ServiceError):
                async with self._connection.answer(path, body, ahead=True) as response:
                    return await self._connection.whole(response)
        return None

    async def over(self) -> None:
        """Let what is read ahead be read to its end: else a server would read the same twice at once."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._connection.timeouts.first_event), self._reading:
                pass
        self._used = time.monotonic()
