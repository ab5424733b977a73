"""What was looked up, kept in a file so that it is not asked again for a while; it can be erased at any time."""

import asyncio
from contextlib import suppress
import json
from pathlib import Path
import sqlite3
import threading
import time
from typing import Any, Final

MOST: Final = 5000
KNOWN_FOR: Final = 30 * 86400.0
UNKNOWN_FOR: Final = 86400.0  # that nobody knew a work may be different tomorrow
MISSING: Final = object()


class Cache:
    """Answers by what was asked, at most some thousands; a file that cannot be used is done without."""

    def __init__(self, path: Path) -> None:
        """Know the file; it is opened when something is asked."""
        self._path = path
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None

    async def get(self, key: str) -> Any:
        """Return an answer, None where nobody knew, MISSING where it is not at hand or too old."""
        return await asyncio.to_thread(self._get, key)

    async def put(self, key: str, answer: Any) -> None:
        """Keep an answer; None says that nobody knew."""
        await asyncio.to_thread(self._put, key, json.dumps(answer))

    async def clear(self) -> None:
        """Forget every answer, in the file as well."""
        await asyncio.to_thread(self._clear)

    async def close(self) -> None:
        """Let go of the file."""
        await asyncio.to_thread(self._close)

    def _get(self, key: str) -> Any:
        with self._lock, suppress(sqlite3.Error, OSError, ValueError):
            row = self._opened().execute("SELECT at, answer FROM answers WHERE key = ?", (key,)).fetchone()
            if row is not None:
                answer = json.loads(row[1])
                if 0 <= time.time() - row[0] < (UNKNOWN_FOR if answer is None else KNOWN_FOR):
                    return answer
        return MISSING

    def _put(self, key: str, answer: str) -> None:
        with self._lock, suppress(sqlite3.Error, OSError):
            database = self._opened()
            with database:
                database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", (key, time.time(), answer))
                database.execute(
                    "DELETE FROM answers WHERE key IN (SELECT key FROM answers ORDER BY at DESC LIMIT -1 OFFSET ?)",
                    (MOST,),
                )

    def _opened(self) -> sqlite3.Connection:
        if self._database is None:
            try:
                self._database = self._open()
            except sqlite3.DatabaseError:
                self._path.unlink(missing_ok=True)  # it can be asked again
                self._database = self._open()
        return self._database

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path.touch(mode=0o600)
        database = sqlite3.connect(self._path, timeout=5, check_same_thread=False)
        with database:
            database.execute("CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, at REAL, answer TEXT)")
        return database

    def _clear(self) -> None:
        with self._lock, suppress(OSError):
            if self._database is not None:
                self._database.close()
                self._database = None
            self._path.unlink(missing_ok=True)

    def _close(self) -> None:
        with self._lock:
            if self._database is not None:
                self._database.close()
                self._database = None
