"""Questions to a media server, each with a bound in time and size; whatever goes wrong has one of a few names."""

import asyncio
from collections.abc import Mapping
from enum import StrEnum
import json
from typing import Any, Final

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout
from yarl import URL

TIMEOUT: Final = ClientTimeout(total=30, sock_connect=10)
MOST_BYTES: Final = 5 * 1024 * 1024

type Row = Mapping[str, Any]


class ImportProblem(StrEnum):
    """What can go wrong with an import; the values are the keys of their texts."""

    UNREACHABLE = "import_unreachable"
    SILENT = "import_silent"
    REFUSED = "import_refused"
    FAILED = "import_failed"
    NOT_SERVER = "import_not_server"
    TOO_LARGE = "import_too_large"


class ImportFailed(Exception):
    """An import that cannot go on; what was brought in before stays."""

    def __init__(self, problem: ImportProblem) -> None:
        """Say what went wrong."""
        super().__init__(problem.value)
        self.problem = problem


class Requester:
    """Asks one server for JSON objects; redirects are not followed, so that a token goes nowhere else."""

    def __init__(
        self,
        session: ClientSession,
        address: str,
        headers: Mapping[str, str],
        *,
        timeout: ClientTimeout = TIMEOUT,
    ) -> None:
        """Know the server; raises ImportFailed where the address is none."""
        try:
            self._base = URL(address.strip().rstrip("/"))
        except ValueError as error:
            raise ImportFailed(ImportProblem.UNREACHABLE) from error
        if self._base.scheme not in ("http", "https") or not self._base.host:
            raise ImportFailed(ImportProblem.UNREACHABLE)
        self._session = session
        self._timeout = timeout
        self.headers = {"Accept": "application/json", **headers}

    async def get(self, path: str, params: Mapping[str, str | int] | None = None) -> Row | None:
        """Return the object at a path, None where there is nothing; raises ImportFailed."""
        return await self._ask("GET", path, params=params)

    async def post(self, path: str, body: Row | None = None) -> Row | None:
        """Return the object that answers what is sent to a path; raises ImportFailed."""
        return await self._ask("POST", path, body=body)

    async def _ask(
        self, method: str, path: str, *, params: Mapping[str, str | int] | None = None, body: Row | None = None
    ) -> Row | None:
        url = self._base.with_path(f"{self._base.path.rstrip('/')}/{path}")
        try:
            async with self._session.request(
                method,
                url,
                params=params,
                json=body,
                headers=self.headers,
                timeout=self._timeout,
                allow_redirects=False,
            ) as response:
                if response.status in (204, 404):
                    return None
                _check(response)
                text = await _read(response)
        except TimeoutError as error:
            raise ImportFailed(ImportProblem.SILENT) from error
        except ClientError as error:
            raise ImportFailed(ImportProblem.UNREACHABLE) from error
        return await asyncio.to_thread(_parsed, text)


def _check(response: ClientResponse) -> None:
    if response.status in (401, 403):
        raise ImportFailed(ImportProblem.REFUSED)
    if response.status >= 400:
        raise ImportFailed(ImportProblem.FAILED)
    if response.status != 200:
        raise ImportFailed(ImportProblem.NOT_SERVER)


async def _read(response: ClientResponse) -> bytes:
    """Return the body of an answer, unless it is too large."""
    body = bytearray()
    async for part in response.content.iter_chunked(64 * 1024):
        body += part
        if len(body) > MOST_BYTES:
            raise ImportFailed(ImportProblem.TOO_LARGE)
    return bytes(body)


def _parsed(text: bytes) -> Row:
    """Return a body as an object; a list is one with the key `items`."""
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ImportFailed(ImportProblem.NOT_SERVER) from error
    if isinstance(parsed, list):
        return {"items": parsed}
    if not isinstance(parsed, dict):
        raise ImportFailed(ImportProblem.NOT_SERVER)
    return parsed
