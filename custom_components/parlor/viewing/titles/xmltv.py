"""Guides in XMLTV, read piece by piece and with bounds: https://github.com/XMLTV/xmltv/blob/master/xmltv.dtd."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
import gzip
import io
from pathlib import Path
import re
from typing import IO, Any, Final, override
from xml.etree.ElementTree import Element, ParseError
import zlib

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]  # it ships no types
from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]  # it ships no types

from .numbers import numbered
from .programme import Programme
from .words import channel_key

MOST_BYTES: Final = 200 * 1024 * 1024  # of a guide that is unpacked
MOST_PROGRAMMES: Final = 200_000
MOST_PIECES: Final = 20_000  # elements beside programmes, or within one, that are held at once
LONGEST: Final = 12 * 3600.0  # seconds of a programme that has no end, or one that cannot be
GZIP: Final = b"\x1f\x8b"
_TIME: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?\s*([+-]\d{4})?")
_YEAR: Final = re.compile(r"(?:18|19|20)\d\d")

type Programmes = Mapping[str, tuple[Programme, ...]]


class GuideBroken(Exception):
    """A guide that cannot be read."""


class _Counted(io.RawIOBase):
    """A file of which no more than so much is read."""

    def __init__(self, file: gzip.GzipFile | IO[bytes]) -> None:
        super().__init__()
        self._file = file
        self._left = MOST_BYTES

    @override
    def readable(self) -> bool:
        return True

    @override
    def read(self, size: int = -1) -> bytes:
        part = self._file.read(min(size if size > 0 else 65536, 65536))
        self._left -= len(part)
        if self._left < 0:
            raise GuideBroken("too large")
        return part


def read_guide(path: Path, since: float, until: float) -> Programmes:
    """Return the programmes of each channel between two times, in their order; raises GuideBroken. Takes long."""
    try:
        if not path.is_file():
            raise GuideBroken("no file")  # a pipe or a device would never end
        with path.open("rb") as file:
            is_packed = file.read(2) == GZIP
            file.seek(0)
            return _read(_Counted(gzip.GzipFile(fileobj=file) if is_packed else file), since, until)
    except (OSError, EOFError, ParseError, DefusedXmlException, zlib.error, ValueError, RecursionError) as error:
        raise GuideBroken(type(error).__name__) from error


def _read(file: _Counted, since: float, until: float) -> Programmes:
    names: dict[str, list[str]] = {}
    programmes: dict[str, list[Programme]] = {}
    count = 0
    for element in _elements(file):
        channel = element.get("id") or element.get("channel") or ""
        if element.tag == "channel":
            names[channel] = [channel_key(text) for each in element.findall("display-name") if (text := _text(each))]
        elif (programme := _programme(element, since, until)) is not None:
            if (count := count + 1) > MOST_PROGRAMMES:
                raise GuideBroken("too many programmes")
            programmes.setdefault(channel, []).append(programme)
    found: dict[str, tuple[Programme, ...]] = {}
    for channel, listed in programmes.items():
        ordered = tuple(sorted(listed, key=lambda programme: programme.start))
        for name in (*names.get(channel, ()), channel_key(channel)):
            found.setdefault(name, ordered)
    return found


def _elements(file: _Counted) -> Iterator[Element]:
    """Yield each channel and programme, and forget it afterwards."""
    root: Element | None = None
    pieces = 0
    for event, element in iterparse(file, events=("start", "end"), forbid_external=True):
        if root is None:
            root = element
            if element.tag != "tv":
                raise GuideBroken("no XMLTV")
        elif event == "end" and element.tag in ("channel", "programme"):
            yield element
            root.clear()
            pieces = 0
        elif (pieces := pieces + 1) > MOST_PIECES:
            raise GuideBroken("too many pieces")


def _programme(element: Element, since: float, until: float) -> Programme | None:
    """Return a programme that lies in a span, None for any other."""
    start, end = _time(element.get("start")), _time(element.get("stop"))
    if start is None:
        return None
    if end is None or not start < end <= start + 2 * LONGEST:
        end = start + LONGEST
    name = _text(element.find("title"))
    if name is None or end <= since or start >= until:
        return None
    numbers = _numbers(element)
    own = _text(element.find("sub-title"))
    is_episode = own is not None or numbers is not None
    season, episode = numbers or (None, None)
    year = _YEAR.match(_text(element.find("date")) or "")
    return Programme(
        name=own or name if is_episode else name,
        start=start,
        end=end,
        series=name if is_episode else None,
        season=season,
        episode=episode,
        year=int(year[0]) if year else None,
        categories=tuple(text for each in element.findall("category")[:8] if (text := _text(each))),
    )


def _numbers(element: Element) -> tuple[int | None, int | None] | None:
    """Return season and episode: `xmltv_ns` counts from 0 and writes `1.3.0/1`, `onscreen` is as people write it."""
    for each in element.findall("episode-num"):
        told = _text(each) or ""
        if each.get("system") == "xmltv_ns":
            parts = [part.split("/")[0].strip() for part in told.split(".")]
            season, episode = (
                int(part) + 1 if part.isdecimal() and len(part) < 6 else None for part in (*parts, "", "")[:2]
            )
            if episode is not None:
                return season, episode
        elif (found := numbered(told)) is not None:
            return found.season, found.episode
    return None


def _time(told: str | None) -> float | None:
    """Return Unix time for `20261127201500 +0100`; without a zone it is UTC, as the format says."""
    found = _TIME.match(told or "")
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(each or 0) for each in found.groups()[:6])
    zone = UTC if found[7] is None else timezone(_offset(found[7]))
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=zone).timestamp()
    except ValueError:
        return None


def _offset(told: str) -> timedelta:
    offset = timedelta(hours=int(told[1:3]), minutes=int(told[3:]))
    return -min(offset, timedelta(hours=23)) if told[0] == "-" else min(offset, timedelta(hours=23))


def _text(element: Any) -> str | None:
    """Return the text of an element, None where there is none."""
    text: str | None = element.text if element is not None else None
    return text.strip()[:300] or None if text else None
