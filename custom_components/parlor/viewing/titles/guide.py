"""What a channel shows: from the guide that the user has, else from TVmaze's schedule where that may be asked."""

import asyncio
from bisect import bisect_right
from contextlib import suppress
from datetime import UTC, datetime
import logging
from pathlib import Path
import time
from typing import Any, Final

from aiohttp import ClientError, ClientSession, ClientTimeout

from .asking import AGENT, Asker, Unanswered
from .programme import Programme
from .told import rows, text
from .tvmaze import MOST, PER, URL
from .words import channel_key
from .xmltv import GuideBroken, Programmes, read_guide

LOGGER: Final = logging.getLogger(__name__)
AGAIN: Final = 12 * 3600.0  # seconds after which a guide is fetched anew
RETRY: Final = 1800.0
BEFORE: Final = 86400.0
AHEAD: Final = 3 * 86400.0  # seconds of a guide that are kept at hand
MOST_BYTES: Final = 60 * 1024 * 1024  # of a guide as it is fetched
TIMEOUT: Final = ClientTimeout(total=120, sock_connect=10, sock_read=30)
MOST_DAYS: Final = 3  # days of a schedule at hand


class Guide:
    """Tells the programme of a channel at a time."""

    def __init__(
        self,
        session: ClientSession,
        folder: Path,
        *,
        where: str | None = None,
        country: str | None = None,
        schedule_url: str | None = URL,
    ) -> None:
        """Know where the guide is: an address or a path; `country` is asked about at TVmaze, None where that may not be."""
        self._session = session
        self._file = folder / "guide.xml"
        self._where = where
        self._country = country
        self._schedule_url = schedule_url
        self._asker = Asker(session, "TVmaze", most=MOST, per=PER)
        self._programmes: Programmes = {}
        self._read_at: float | None = None
        self._failed_at: float | None = None
        self._tag: str | None = None
        self._schedules: dict[str, Programmes] = {}
        self._lock = asyncio.Lock()

    async def programme(self, channel: str, at: float) -> Programme | None:
        """Return what a channel shows at a time, None where nobody knows; never raises for that."""
        key = channel_key(channel)
        if self._where is not None:
            async with self._lock:
                await self._refresh(time.time())
            if found := _at(self._programmes, key, at):
                return found
        if self._country is None or self._schedule_url is None:
            return None
        with suppress(Unanswered):
            return _at(await self._schedule(at), key, at)
        return None

    async def close(self) -> None:
        """Forget everything that is at hand."""
        self._programmes = {}
        self._schedules.clear()

    async def _refresh(self, now: float) -> None:
        """Read the guide anew where it is time for that."""
        if self._read_at is not None and now - self._read_at < AGAIN:
            return
        if self._failed_at is not None and now - self._failed_at < RETRY:
            return
        try:
            file = await self._fetched(str(self._where))
            self._programmes = await asyncio.to_thread(read_guide, file, now - BEFORE, now + AHEAD)
        except (GuideBroken, TimeoutError, ClientError, OSError, ValueError) as error:
            if self._failed_at is None:
                LOGGER.warning("The TV guide cannot be read: %s", type(error).__name__)
            self._failed_at = now
            self._tag = None  # the file may be half of one
            return
        if self._failed_at is not None:
            LOGGER.info("The TV guide can be read again")
        self._read_at, self._failed_at = now, None

    async def _fetched(self, where: str) -> Path:
        """Return the file of the guide as it is now."""
        if "://" not in where:
            return Path(where)
        headers = {"User-Agent": AGENT, **({"If-None-Match": self._tag} if self._tag and self._programmes else {})}
        async with self._session.get(where, headers=headers, timeout=TIMEOUT) as response:
            if response.status == 304:
                return self._file  # other hours of it are kept at hand now
            response.raise_for_status()
            await asyncio.to_thread(self._file.parent.mkdir, 0o700, True, True)
            await asyncio.to_thread(self._file.write_bytes, b"")
            size = 0
            async for part in response.content.iter_chunked(512 * 1024):
                if (size := size + len(part)) > MOST_BYTES:
                    raise GuideBroken("too large")
                await asyncio.to_thread(_append, self._file, part)
            self._tag = response.headers.get("ETag")
        return self._file

    async def _schedule(self, at: float) -> Programmes:
        """Return TVmaze's schedule for the day of a time; raises Unanswered."""
        day = datetime.fromtimestamp(at, UTC).date().isoformat()
        async with self._lock:
            if day not in self._schedules:
                query = {"country": str(self._country), "date": day}
                found = await self._asker.get(f"{self._schedule_url}/schedule", query)
                while len(self._schedules) >= MOST_DAYS:
                    del self._schedules[next(iter(self._schedules))]
                self._schedules[day] = _scheduled(rows(found))
            return self._schedules[day]


def _append(path: Path, part: bytes) -> None:
    with path.open("ab") as file:
        file.write(part)


def _at(programmes: Programmes, key: str, at: float) -> Programme | None:
    """Return the programme of a channel that goes on at a time: of several the one that began last."""
    listed = programmes.get(key, ())
    place = bisect_right(listed, at, key=lambda programme: programme.start) - 1
    if place < 0:
        return None
    found = listed[place]
    return found if at < found.end else None


def _scheduled(listed: list[Any]) -> Programmes:
    """Return a day of TVmaze's schedule by channel."""
    found: dict[str, list[Programme]] = {}
    for row in listed:
        show = row.get("show") if isinstance(row, dict) else None
        network = show.get("network") if isinstance(show, dict) else None
        channel = text(network.get("name")) if isinstance(network, dict) else None
        series = text(show.get("name")) if isinstance(show, dict) else None
        if channel is None or series is None or (start := _stamp(row.get("airstamp"))) is None:
            continue
        runtime = row.get("runtime")
        minutes = runtime if isinstance(runtime, int) and 0 < runtime < 1440 else 30
        season, number = row.get("season"), row.get("number")
        programme = Programme(
            name=text(row.get("name")) or series,
            start=start,
            end=start + minutes * 60.0,
            series=series,
            season=season if isinstance(season, int) else None,
            episode=number if isinstance(number, int) else None,
        )
        found.setdefault(channel_key(channel), []).append(programme)
    return {key: tuple(sorted(each, key=lambda programme: programme.start)) for key, each in found.items()}


def _stamp(told: object) -> float | None:
    try:
        return datetime.fromisoformat(told).timestamp() if isinstance(told, str) else None
    except ValueError:
        return None
