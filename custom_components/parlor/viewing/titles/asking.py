"""Questions to a public service: seldom enough, each with a bound in time and size, and none while it fails."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
import json
import logging
import time
from typing import Any, Final

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout

LOGGER: Final = logging.getLogger(__name__)
TIMEOUT: Final = ClientTimeout(total=10, sock_connect=5)
MOST_BYTES: Final = 2 * 1024 * 1024
# Public services ask to be told who asks.
AGENT: Final = "Parlor for Home Assistant (https://github.com/parlor-home/parlor)"
_REFUSED: Final = frozenset({401, 403, 429})
PAUSE_FIRST: Final = 60.0  # seconds without questions after one failed, doubled with each up to PAUSE_MOST
PAUSE_MOST: Final = 3600.0
MOST_WAIT: Final = 30.0  # seconds that a question waits for its turn

type Query = Mapping[str, str | int]


class Unanswered(Exception):
    """A service was not asked, or did not answer as it should."""


class Asker:
    """Asks one service: at most `most` questions in `per` seconds, and none for a while after it failed."""

    def __init__(
        self,
        session: ClientSession,
        name: str,
        *,
        most: int,
        per: float,
        timeout: ClientTimeout = TIMEOUT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Know the service by its name."""
        self.name = name
        self._session = session
        self._most, self._per = most, per
        self._timeout = timeout
        self._clock = clock
        self._asked: deque[float] = deque(maxlen=most)
        self._turn = asyncio.Lock()
        self._not_before = 0.0
        self._failures = 0

    async def get(self, url: str, query: Query | None = None) -> Any:
        """Return the JSON that answers, None where there is nothing (404); raises Unanswered."""
        async with self.answer("GET", url, params=query) as response:
            if response.status == 404:
                return None
            if response.status != 200:
                raise Unanswered(f"HTTP {response.status}")
            return json.loads(await read(response))

    @asynccontextmanager
    async def answer(self, method: str, url: str, **more: Any) -> AsyncGenerator[ClientResponse]:
        """Give an answer while it is its turn; what goes wrong with it counts as a failure. Raises Unanswered."""
        await self._wait()
        headers = {"User-Agent": AGENT, "Accept": "application/json"}
        try:
            async with self._session.request(
                method, url, headers=headers, **{"timeout": self._timeout, **more, "allow_redirects": False}
            ) as response:
                if response.status in _REFUSED or response.status >= 500:
                    self._failed(f"HTTP {response.status}", _seconds(response.headers.get("Retry-After")))
                    raise Unanswered(f"HTTP {response.status}")
                yield response
        except (TimeoutError, ClientError, ValueError, RecursionError) as error:
            self._failed(type(error).__name__)
            raise Unanswered(type(error).__name__) from error
        self._worked()

    async def _wait(self) -> None:
        """Wait for a turn; raises Unanswered where the service failed just now, or the turn is far away."""
        self._check()
        async with self._turn:
            self._check()  # it may have failed while others waited
            now = self._clock()
            if len(self._asked) == self._most and (wait := self._asked[0] + self._per - now) > 0:
                if wait > MOST_WAIT:
                    raise Unanswered("asked too often")
                await asyncio.sleep(wait)
            self._asked.append(self._clock())

    def _check(self) -> None:
        if self._clock() < self._not_before:
            raise Unanswered("it failed just now")

    def _failed(self, why: str, pause: float | None = None) -> None:
        if not self._failures:
            LOGGER.info("%s does not answer (%s); titles are not looked up there for a while", self.name, why)
        again = min(PAUSE_FIRST * 2**self._failures, PAUSE_MOST)
        self._failures = min(self._failures + 1, 10)
        self._not_before = self._clock() + min(max(pause or 0.0, again), PAUSE_MOST)

    def _worked(self) -> None:
        if self._failures:
            LOGGER.info("%s answers again", self.name)
        self._failures = 0
        self._not_before = 0.0


async def read(response: ClientResponse) -> bytes:
    """Return a body; raises ValueError where it is too large."""
    body = bytearray()
    async for part in response.content.iter_chunked(64 * 1024):
        body += part
        if len(body) > MOST_BYTES:
            raise ValueError("too large")
    return bytes(body)


def _seconds(told: str | None) -> float | None:
    """Return the seconds of `Retry-After`; a date is not understood."""
    return float(told) if told and told.strip().isdecimal() else None
