"""What is said of a key of TMDB and of a guide."""

import gzip
from pathlib import Path

from aiohttp import ClientTimeout
import pytest

from custom_components.parlor import household_checks
from custom_components.parlor.household_checks import async_guide_error, async_tmdb_error, is_xmltv
from homeassistant.core import HomeAssistant

from .webpages import webpages

GUIDE = b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tv SYSTEM "xmltv.dtd">\n<!-- by a grabber -->\n<tv date="x"><channel/></tv>'


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a second only."""
    monkeypatch.setattr(household_checks, "TIMEOUT", ClientTimeout(total=1))


@pytest.mark.parametrize(
    ("start", "is_one"),
    [
        (GUIDE, True),
        (gzip.compress(GUIDE), True),
        (gzip.compress(GUIDE * 100)[:-20], True),  # its start alone
        (b"\xef\xbb\xbf<tv>", True),
        (b"<tv/>", True),
        (b"<!DOCTYPE tv [<!ELEMENT tv (channel*)>]><tv >", True),
        (b"<tvshows>", False),
        (b"<html><tv></tv></html>", False),
        (b'{"tv": []}', False),
        (b"\x1f\x8bnothing", False),
        (b"<!--" * 9000, False),
        (b"<?a?>" * 9000 + b"<x>", False),
        (b"", False),
    ],
)
def test_what_is_xmltv(start: bytes, is_one: bool) -> None:
    assert is_xmltv(start) is is_one


async def test_a_guide_in_the_web(hass: HomeAssistant, loopback: None) -> None:
    pages = {"guide.xml": (200, GUIDE), "page": (200, b"<html>"), "gone": (404, b""), "silent": (0, b"")}
    async with webpages(**pages) as served:
        wrong = {name: await async_guide_error(hass, f"{served.url}/{name}") for name in pages}
    assert wrong == {
        "guide.xml": None,
        "page": "guide_not_xmltv",
        "gone": "guide_unreachable",
        "silent": "guide_unreachable",
    }
    assert await async_guide_error(hass, f"{served.url}/guide.xml") == "guide_unreachable"


@pytest.mark.parametrize("address", ["ftp://guide/x.xml", "http://", "http://[::1", "file:///etc/passwd"])
async def test_no_address(hass: HomeAssistant, address: str) -> None:
    assert await async_guide_error(hass, address) == "guide_unreachable"


async def test_a_guide_in_a_file(hass: HomeAssistant, tmp_path: Path) -> None:
    (tmp_path / "guide.xml").write_bytes(GUIDE)
    (tmp_path / "other.xml").write_bytes(b"<other/>")
    assert await async_guide_error(hass, str(tmp_path / "guide.xml")) == "guide_path_forbidden"
    hass.config.allowlist_external_dirs = {str(tmp_path)}
    assert await async_guide_error(hass, str(tmp_path / "guide.xml")) is None
    assert await async_guide_error(hass, str(tmp_path / "other.xml")) == "guide_not_xmltv"
    assert await async_guide_error(hass, str(tmp_path / "none.xml")) == "guide_unreachable"
    assert await async_guide_error(hass, f"{tmp_path}/../guide.xml") == "guide_path_forbidden"


@pytest.mark.parametrize(
    ("status", "wrong"), [(200, None), (401, "tmdb_key_refused"), (500, "tmdb_unreachable"), (0, "tmdb_unreachable")]
)
async def test_a_key(
    hass: HomeAssistant, loopback: None, monkeypatch: pytest.MonkeyPatch, status: int, wrong: str | None
) -> None:
    async with webpages(authentication=(status, b"{}")) as served:
        monkeypatch.setattr(household_checks, "TMDB_CHECK", f"{served.url}/authentication")
        assert await async_tmdb_error(hass, "0123456789abcdef") == wrong
        assert served.asked == ["/authentication?api_key=0123456789abcdef"]
        assert await async_tmdb_error(hass, "eyJhbGciOi.J9.eyJ") == "tmdb_key_refused"  # a token is no key
        assert len(served.asked) == 1
    assert await async_tmdb_error(hass, "0123456789abcdef") == "tmdb_unreachable"
