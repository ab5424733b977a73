"""Whether what was typed in works: a key of TMDB, a guide in XMLTV."""

from pathlib import Path
import re
from typing import Final
import zlib

from aiohttp import ClientError, ClientTimeout
from yarl import URL

from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession

# Answers whether a key is valid: https://developer.themoviedb.org/reference/authentication-validate-key
TMDB_CHECK: Final = "https://api.themoviedb.org/3/authentication"
TIMEOUT: Final = ClientTimeout(total=15)
GUIDE_START: Final = 64 * 1024  # bytes in which the first element of a guide is found
GZIP: Final = b"\x1f\x8b"
# What may stand before the first element of an XML file, which is `tv` in XMLTV.
ROOT: Final = re.compile(
    r"\A\ufeff?\s*+(?>(?>(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[.*?\])?\s*+>)\s*+)*+)<tv[\s/>]", re.DOTALL
)


async def async_tmdb_error(hass: HomeAssistant, key: str) -> str | None:
    """Return the key of what is wrong with a key of TMDB; None where it is accepted."""
    if not key.isalnum() or len(key) > 64:
        return "tmdb_key_refused"
    try:
        async with async_get_clientsession(hass).get(TMDB_CHECK, params={"api_key": key}, timeout=TIMEOUT) as response:
            if response.status in (401, 403):
                return "tmdb_key_refused"
            return None if response.status == 200 else "tmdb_unreachable"
    except TimeoutError, ClientError:
        return "tmdb_unreachable"


async def async_guide_error(hass: HomeAssistant, where: str) -> str | None:
    """Return the key of what is wrong with a guide at an address or a path; None where XMLTV was found there."""
    if "://" in where:
        return await _async_web_guide_error(hass, where)
    if not hass.config.is_allowed_path(where):
        return "guide_path_forbidden"
    try:
        start = await hass.async_add_executor_job(_read_start, where)
    except OSError:
        return "guide_unreachable"
    return None if is_xmltv(start) else "guide_not_xmltv"


async def _async_web_guide_error(hass: HomeAssistant, address: str) -> str | None:
    """Look at the start of what an address answers with."""
    try:
        url = URL(address)
    except ValueError:
        return "guide_unreachable"
    if url.scheme not in ("http", "https") or not url.host:
        return "guide_unreachable"
    try:
        async with async_get_clientsession(hass).get(url, timeout=TIMEOUT) as response:
            if response.status != 200:
                return "guide_unreachable"
            start = bytearray()
            while len(start) < GUIDE_START and (part := await response.content.read(GUIDE_START - len(start))):
                start += part
    except TimeoutError, ClientError:
        return "guide_unreachable"
    return None if is_xmltv(bytes(start)) else "guide_not_xmltv"


def is_xmltv(start: bytes) -> bool:
    """Say whether a file that begins like this is a guide in XMLTV, packed with gzip or not."""
    if start.startswith(GZIP):
        try:
            start = zlib.decompressobj(wbits=31).decompress(start, GUIDE_START)
        except zlib.error:
            return False
    return ROOT.match(start.decode("utf-8", "replace")) is not None


def _read_start(path: str) -> bytes:
    with Path(path).open("rb") as file:
        return file.read(GUIDE_START)
