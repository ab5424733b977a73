"""A history as the first version wrote it, with many viewings in it: made from one of today by taking away what came later."""

from pathlib import Path
import sqlite3
from typing import Final

from custom_components.parlor.viewing.history import History

from .history_years import Years

COUNT: Final = 4000
_AGE: Final = """
DROP TABLE sums;
DROP TABLE blocks;
DROP INDEX viewings_person;
DROP INDEX viewings_screen;
DROP INDEX viewings_kind;
ALTER TABLE viewings DROP COLUMN kind;
ALTER TABLE viewings DROP COLUMN content_id;
ALTER TABLE viewings DROP COLUMN player;
ALTER TABLE viewings DROP COLUMN origin;
CREATE INDEX viewings_person ON viewings (person, started, watched);
CREATE INDEX viewings_screen ON viewings (screen, started, watched);
PRAGMA user_version = 1;
"""


async def write_old(path: Path) -> dict[str, float]:
    """Write such a file; return how long each viewing in it was."""
    history = await History.open(path)
    viewings = list(Years().viewings(COUNT))
    await history.keep(*viewings[:2000])
    await history.keep(*viewings[2000:])
    await history.close()
    with sqlite3.connect(path) as connection:
        connection.executescript(_AGE)
    connection.close()
    return {viewing.id: viewing.watched for viewing in viewings}


async def read(path: Path) -> dict[str, tuple[float, str | None]]:
    """Open a history with whatever was left undone, and return how long each viewing in it is, and whose."""
    history = await History.open(path)
    try:
        assert history.moved_aside is None, "it was taken for damaged"
        return {viewing.id: (viewing.watched, viewing.person) async for page in history.pages() for viewing in page}
    finally:
        await history.close()
