"""Everything the simulated TV received, in order, for tests and for the control port."""

from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
import time

MOST = 20_000


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that arrived; `at` is Unix time, `monotonic` is for measuring between processes."""

    at: float = field(default_factory=time.time)
    monotonic: float = field(default_factory=time.monotonic)


@dataclass(frozen=True, kw_only=True)
class KeyReceived(Entry):
    """A key, with the name of the client that sent it and Click, Press or Release."""

    client: str
    command: str
    key: str


@dataclass(frozen=True, kw_only=True)
class Connected(Entry):
    """A socket of a channel that was opened, and how it was answered: connect, unauthorized or timeOut."""

    path: str
    client: str
    token: str | None
    tls: bool
    outcome: str


@dataclass(frozen=True, kw_only=True)
class Controlled(Entry):
    """A control socket that was opened, which asks nobody."""

    client: str
    tls: bool


@dataclass(frozen=True, kw_only=True)
class Disconnected(Entry):
    """A socket of a channel that was closed."""

    path: str
    client: str


@dataclass(frozen=True, kw_only=True)
class Launched(Entry):
    """A request to start an app, through `rest`, `socket` or `control`."""

    through: str
    app_id: str
    action_type: str = ""
    meta_tag: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked(Entry):
    """A question about an app on a socket."""

    client: str
    app_id: str


@dataclass(frozen=True, kw_only=True)
class MediaPushed(Entry):
    """A medium that was to be played, with what was said of it."""

    uri: str
    meta: str


@dataclass(frozen=True, kw_only=True)
class TextReceived(Entry):
    """Text that was sent; `accepted` says whether a field was open."""

    client: str
    text: str
    accepted: bool


@dataclass(frozen=True, kw_only=True)
class MouseMoved(Entry):
    """A movement of the pointer, in pixels."""

    client: str
    x: int
    y: int


@dataclass(frozen=True, kw_only=True)
class Requested(Entry):
    """An HTTP request; `port` is the TV's."""

    method: str
    path: str
    port: int


@dataclass(frozen=True, kw_only=True)
class ControlAsked(Entry):
    """A request to IP Control, without its token; one without parameters reads. `port` is the TV's."""

    method: str
    params: dict[str, object]
    port: int


@dataclass(frozen=True, kw_only=True)
class Woken(Entry):
    """Something turned the TV on."""

    by: str


@dataclass(frozen=True, kw_only=True)
class BadFrame(Entry):
    """A frame that is no command, as it came, cut at 1,000 characters."""

    client: str
    frame: str


@dataclass(frozen=True, kw_only=True)
class ArtRequested(Entry):
    """A request to the art app with its JSON, cut at 2,000 characters; `dropped` because of another under way."""

    client: str
    request: str
    data: str
    dropped: bool


@dataclass(frozen=True, kw_only=True)
class ArtTransferred(Entry):
    """A picture that came (`upload`) or thumbnails that went, with the number of bytes; 0 if it went wrong."""

    upload: bool
    size: int
    tls: bool


class Log:
    """A bounded record of what was received, the oldest forgotten first."""

    def __init__(self, heard: Callable[[], None]) -> None:
        """Start empty; `heard` is called after every entry."""
        self._entries: deque[Entry] = deque(maxlen=MOST)
        self._heard = heard

    def add(self, entry: Entry) -> None:
        """Record one entry."""
        self._entries.append(entry)
        self._heard()

    def clear(self) -> None:
        """Forget everything."""
        self._entries.clear()

    def of[E: Entry](self, kind: type[E]) -> list[E]:
        """Return the entries of one kind, oldest first."""
        return [entry for entry in self._entries if isinstance(entry, kind)]

    @property
    def keys(self) -> list[str]:
        """Return the names of the keys that were pressed, oldest first; a held key counts once."""
        return [entry.key for entry in self.of(KeyReceived) if entry.command != "Release"]

    @property
    def art(self) -> list[str]:
        """Return the names of the requests to the art app, oldest first, without those that were dropped."""
        return [entry.request for entry in self.of(ArtRequested) if not entry.dropped]

    def as_json(self) -> list[dict[str, object]]:
        """Return all entries as JSON objects with their kind."""
        return [{"kind": type(entry).__name__, **asdict(entry)} for entry in self._entries]
