"""The project speaks of itself alone: no file names a folder of somebody's machine, or the host of a package index."""

from collections.abc import Iterator
from pathlib import Path
import re

_FOLDERS = re.compile(r"(?:(?<![\w.}$)/-])|(?<=file://))/(?:work|root|home|Users|opt/pypi)/[\w.-]+")
_HOSTS = re.compile(
    r"\b(?:pypi|pythonhosted|npmjs|yarnpkg|crates)\.(?:org|com|io)\b|\b(?:deb|snapshot|archive)\.(?:debian|ubuntu)\.(?:org|com)\b"
)


def check(repository: Path, files: list[Path]) -> Iterator[str]:
    """Yield each line of a text file that names such a folder or host."""
    for file in files:
        try:
            lines = (repository / file).read_text().splitlines()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(lines, 1):
            yield from (f"{file}:{number}: names {what}" for what in _named(line))


def _named(line: str) -> Iterator[str]:
    for pattern, what in ((_FOLDERS, "a folder of one machine"), (_HOSTS, "a package host")):
        if found := pattern.search(line):
            yield f"{what}: {found.group()}"
