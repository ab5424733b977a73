"""The file of the history: how it is opened, what is done about one that cannot be read."""

from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
import os
from pathlib import Path
import sqlite3
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool, StaticPool

from .errors import HistoryError, HistoryUnwritable
from .migrations import migrate

BUSY_WAIT: Final = 5.0  # seconds for another process that has the file, as a backup does
READERS: Final = 2
_BESIDE: Final = ("", "-wal", "-shm")
_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class Store:
    """One file, one connection that writes and a few that read beside it. Blocks: no method is for the event loop."""

    def __init__(self, path: Path) -> None:
        """Open a file, or begin one; raises HistoryError."""
        self.path = path
        self.moved_aside: Path | None = None
        self._is_damaged = False
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.writer = self._opened()
        except OSError as error:
            raise HistoryUnwritable(str(error)) from error
        self.reader = _engine(f"file:{_quoted(path)}?mode=ro&uri=true", is_writer=False)

    def _opened(self, *, is_damaged: bool = False) -> Engine:
        """Return what writes; a file that is damaged, or known to be, is moved aside, and a new one begun."""
        if not is_damaged:
            try:
                return _ready(self.path)
            except DatabaseError as error:
                if not tells_damage(error):
                    raise told(error) from error
        aside = self.path.with_name(f"{self.path.name}.corrupt-{datetime.now(UTC):%Y%m%dT%H%M%S}")
        for suffix in _BESIDE:
            with suppress(FileNotFoundError):
                Path(f"{self.path}{suffix}").rename(f"{aside}{suffix}")
        self.moved_aside = aside
        try:
            return _ready(self.path)
        except DatabaseError as error:
            raise told(error) from error

    @contextmanager
    def write(self) -> Generator[Connection]:
        """Give a connection for changes that are kept all or not at all; raises HistoryError."""
        if self._is_damaged:
            self._begin_anew()
        with self._errors_told(), self.writer.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def empty(self) -> Generator[Connection]:
        """Give a connection to delete all there is: no row is overwritten by itself, for the file is to be packed afterwards."""
        self._do_alone("PRAGMA secure_delete = OFF", "PRAGMA foreign_keys = OFF")
        try:
            with self.write() as connection:
                yield connection
        finally:
            self._do_alone("PRAGMA foreign_keys = ON", "PRAGMA secure_delete = ON")

    @contextmanager
    def read(self) -> Generator[Connection]:
        """Give a connection that sees the file as it is at this moment; raises HistoryError."""
        with self._errors_told(), self.reader.connect() as connection:
            yield connection

    def pack(self) -> None:
        """Write the file anew with only what is in it; raises HistoryError."""
        self._do_alone("VACUUM")

    def let_go(self) -> bool:
        """Leave nothing beside the file of what was deleted in it; say whether no reader that still looks at it prevented that."""
        with suppress(HistoryError):
            (is_busy, *_), *_ = self._do_alone("PRAGMA busy_timeout = 20", "PRAGMA wal_checkpoint(TRUNCATE)")
            self._do_alone(f"PRAGMA busy_timeout = {BUSY_WAIT * 1000:.0f}")
            return not is_busy
        return False

    def _do_alone(self, *statements: str) -> list[tuple[int, ...]]:
        """Have done what cannot be done within a transaction, as SQLAlchemy's are; return what the last statement answers."""
        with self._errors_told():
            raw = self.writer.raw_connection()
            try:
                answers: list[list[tuple[int, ...]]] = [
                    raw.cursor().execute(statement).fetchall() for statement in statements
                ]
                return answers[-1]
            except sqlite3.DatabaseError as error:
                raise DatabaseError(None, None, error) from error
            finally:
                raw.close()

    @contextmanager
    def _errors_told(self) -> Generator[None]:
        """Raise errors of the database as HistoryError, and know from then on that the file is damaged if that is what they say."""
        try:
            yield
        except DatabaseError as error:
            self._is_damaged = self._is_damaged or tells_damage(error)
            raise told(error) from error

    def _begin_anew(self) -> None:
        """Move a file aside that turned out to be damaged, and begin another."""
        self.close()
        self.writer = self._opened(is_damaged=True)
        self._is_damaged = False

    def close(self) -> None:
        """Close all connections."""
        self.reader.dispose()
        self.writer.dispose()


def tells_damage(error: DatabaseError) -> bool:
    """Say whether a file is no database, or a broken one."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _DAMAGED


def told(error: DatabaseError) -> HistoryError:
    """Return an error of the database as one of the history; it quotes no value that was to be written."""
    why = str(error.orig)
    is_unwritable = isinstance(error.orig, sqlite3.OperationalError)
    return HistoryUnwritable(why) if is_unwritable else HistoryError(why)


def _ready(path: Path) -> Engine:
    """Return what writes to a file that was checked and brought up to date."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    engine = _engine(f"file:{_quoted(path)}?uri=true", is_writer=True)
    try:
        with engine.connect() as connection:
            _check(connection)
            migrate(connection)
            _finish_erasing(connection)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _check(connection: Connection) -> None:
    """Look through the whole file; raises DatabaseError where it is broken."""
    found = str(connection.execute(text("PRAGMA quick_check(1)")).scalar())
    connection.rollback()
    if found != "ok":
        error = sqlite3.DatabaseError(found)
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise DatabaseError("quick_check", None, error)


def _finish_erasing(connection: Connection) -> None:
    """Write a file anew that was emptied, where that was interrupted: what was in it is still there."""
    is_empty = connection.exec_driver_sql("SELECT NOT EXISTS (SELECT 1 FROM viewings)").scalar()
    unused = connection.exec_driver_sql("PRAGMA freelist_count").scalar()
    connection.rollback()
    if is_empty and unused:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.execute("VACUUM")


def _quoted(path: Path) -> str:
    return str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _engine(url: str, *, is_writer: bool) -> Engine:
    arguments: dict[str, Any] = {"check_same_thread": False, "timeout": BUSY_WAIT}
    if is_writer:
        engine = create_engine(f"sqlite:///{url}", connect_args=arguments, poolclass=StaticPool, hide_parameters=True)
    else:
        engine = create_engine(
            f"sqlite:///{url}",
            connect_args=arguments,
            poolclass=QueuePool,
            pool_size=READERS,
            max_overflow=0,
            pool_use_lifo=True,  # the one that has read last has most in its cache
            hide_parameters=True,  # titles and persons stand in no log
        )

    @event.listens_for(engine, "connect")
    def connected(raw: sqlite3.Connection, _: object) -> None:
        raw.isolation_level = None  # SQLAlchemy says when a transaction begins
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA cache_size = -8000")
        if is_writer:
            raw.execute("PRAGMA journal_mode = WAL")
            raw.execute("PRAGMA synchronous = NORMAL")  # a process that is killed loses nothing
            raw.execute("PRAGMA secure_delete = ON")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writer else "BEGIN")

    return engine
