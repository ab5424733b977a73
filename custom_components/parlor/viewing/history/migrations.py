"""Brings an older file up to date, one step after the other, each whole or not at all."""

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, text

from .errors import HistoryTooNew
from .schema import METADATA

type Step = Callable[[Connection], None]


def version_of(connection: Connection) -> int:
    """Return the version of a file; 0 of one that is empty."""
    version = int(connection.execute(text("PRAGMA user_version")).scalar_one())
    connection.rollback()
    return version


def migrate(connection: Connection) -> None:
    """Bring a file to the newest version; raises HistoryTooNew where it is beyond that."""
    version = version_of(connection)
    if version > NEWEST:
        raise HistoryTooNew(f"version {version} is not known, only up to {NEWEST}")
    if version == 0:
        with connection.begin():
            METADATA.create_all(connection)
            _set_version(connection, NEWEST)
        return
    for number, step in enumerate(STEPS[version - 1 :], start=version + 1):
        with connection.begin():
            step(connection)
            _set_version(connection, number)


def _set_version(connection: Connection, version: int) -> None:
    connection.exec_driver_sql(f"PRAGMA user_version = {version:d}")


def _tell_origins(connection: Connection) -> None:
    """Tell of each viewing where it is known from, and what played it: until then there were none but those that were seen."""
    connection.execute(text("ALTER TABLE viewings ADD COLUMN origin TEXT NOT NULL DEFAULT 'watched'"))
    connection.execute(text("ALTER TABLE viewings ADD COLUMN player TEXT"))
    connection.execute(text("ALTER TABLE viewings ADD COLUMN content_id TEXT"))


def _add_up(connection: Connection) -> None:
    """Know of each viewing its kind, and make room for what blocks of time come to."""
    for statement in _SUMS:
        connection.exec_driver_sql(statement)


def _add_up_anew(connection: Connection) -> None:
    """Forget what blocks of time come to: they are put together otherwise than they were, and are added up again."""
    connection.execute(text("DELETE FROM sums"))
    connection.execute(text("DELETE FROM blocks"))


# As the tables were when this step was written: it must do the same for ever.
_SUMS: Final = (
    "ALTER TABLE viewings ADD COLUMN kind TEXT",
    "UPDATE viewings SET kind = (SELECT kind FROM titles WHERE titles.id = viewings.title)",
    "DROP INDEX viewings_person",
    "DROP INDEX viewings_screen",
    "CREATE INDEX viewings_person ON viewings (person, started, screen, kind, watched)",
    "CREATE INDEX viewings_screen ON viewings (screen, started, kind, watched)",
    "CREATE INDEX viewings_kind ON viewings (kind, started)",
    """CREATE TABLE sums (facet INTEGER NOT NULL, level INTEGER NOT NULL, block INTEGER NOT NULL, number INTEGER NOT NULL, person TEXT, screen TEXT, kind TEXT,
    app TEXT, series TEXT, seconds FLOAT NOT NULL, viewings INTEGER NOT NULL, still INTEGER NOT NULL,
    PRIMARY KEY (facet, level, block, number)) WITHOUT ROWID""",
    "CREATE TABLE blocks (level INTEGER NOT NULL, block INTEGER NOT NULL, PRIMARY KEY (level, block)) WITHOUT ROWID",
)
STEPS: Final[tuple[Step, ...]] = (_tell_origins, _add_up, _add_up_anew)
NEWEST: Final = 1 + len(STEPS)
