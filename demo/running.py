"""Who runs the demo in a folder: written down, so that it can be found and stopped."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
import json
import os
from pathlib import Path
import signal
import subprocess
import time

from .settings import Settings

_FILE = "demo.pid"
_STOP_SECONDS = 60.0
_POLL_SECONDS = 0.2


@dataclass(frozen=True, kw_only=True)
class Running:
    """A demo that was started: its process, those of its parts, each with its birth, and whether it is ready."""

    processes: dict[int, str]
    url: str
    ready: bool

    @property
    def alive(self) -> list[int]:
        """The processes that still live, the demo's own first; a number may long belong to somebody else."""
        return [pid for pid, birth in self.processes.items() if birth == birth_of(pid)]


def write_down(settings: Settings, parts: Sequence[int], *, ready: bool) -> None:
    """Write down that this process runs the demo, with the processes that it started."""
    births = {pid: birth_of(pid) for pid in (os.getpid(), *parts)}
    record = {"processes": births, "url": settings.url, "ready": ready}
    file = settings.config / _FILE
    beside = file.with_suffix(".new")
    beside.write_text(json.dumps(record), encoding="utf-8")
    beside.replace(file)


def cross_out(settings: Settings) -> None:
    """Say that nothing runs any more."""
    (settings.config / _FILE).unlink(missing_ok=True)


def running(settings: Settings) -> Running | None:
    """Return what runs in the folder, None where nothing does."""
    try:
        record = json.loads((settings.config / _FILE).read_text(encoding="utf-8"))
        processes = {int(pid): str(birth) for pid, birth in record["processes"].items()}
        found = Running(processes=processes, url=str(record["url"]), ready=bool(record["ready"]))
    except OSError, ValueError, KeyError, TypeError, AttributeError:
        return None
    return found if found.alive else None


def stop(settings: Settings) -> bool:
    """Stop what runs in the folder, also what a demo that was killed left behind; return whether there was anything."""
    found = running(settings)
    if found is not None:
        for pid in found.alive:
            _end(pid, found.processes[pid])
    cross_out(settings)
    return found is not None


def _end(pid: int, birth: str) -> None:
    """End one process: asked first, then made to."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        deadline = time.monotonic() + _STOP_SECONDS
        with suppress(ProcessLookupError):
            os.kill(pid, number)
        while birth_of(pid) == birth and time.monotonic() < deadline:
            time.sleep(_POLL_SECONDS)


def birth_of(pid: int) -> str | None:
    """Return when a process was started, in the system's own words; None where there is none, or only its remains."""
    if Path("/proc/self/stat").exists():
        try:
            # After the name in parentheses: the state first, the start time in clock ticks twentieth (proc(5)).
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            return None
        return fields[19] if fields[0] not in {"Z", "X"} else None
    shown = subprocess.run(
        ["/bin/ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, timeout=10, check=False
    )
    return shown.stdout.strip() or None
