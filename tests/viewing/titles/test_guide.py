"""What a channel shows, from a guide in XMLTV and from TVmaze's schedule."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
import gzip
import logging
from pathlib import Path
import time
import zlib

from aiohttp import ClientSession
from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.parlor.viewing.title import TitleKind
from custom_components.parlor.viewing.titles import guide as guide_module, xmltv
from custom_components.parlor.viewing.titles.guide import Guide
from custom_components.parlor.viewing.titles.words import channel_key
from custom_components.parlor.viewing.titles.xmltv import GuideBroken, read_guide
from sim.metadata import Fault, MetadataServer

NOW = datetime(2026, 11, 27, 20, 0, tzinfo=UTC).timestamp()
GUIDE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tv SYSTEM "xmltv.dtd">
<tv generator-info-name="test">
  <channel id="daserste.de"><display-name lang="de">Das Erste HD</display-name><display-name>ARD</display-name></channel>
  <channel id="rtl.de"><display-name>RTL</display-name></channel>
  <programme start="20261127210000 +0100" stop="20261127211500 +0100" channel="daserste.de">
    <title lang="de">Tagesschau</title><category lang="de">Nachrichten</category></programme>
  <programme start="20261127201500 +0100" stop="20261127210000 +0100" channel="daserste.de">
    <title>Der Bergdoktor</title><sub-title>Reif für die Insel</sub-title>
    <episode-num system="xmltv_ns">16.1.</episode-num></programme>
  <programme start="20261127205000 +0100" channel="rtl.de">
    <title>Heat</title><date>1995</date><category>Spielfilm</category></programme>
  <programme start="20261127190000" stop="20261127205000 +0100" channel="rtl.de"><title>RTL Aktuell</title></programme>
  <programme start="20210101000000 +0000" stop="20210101010000 +0000" channel="rtl.de"><title>Long ago</title></programme>
  <programme start="never" channel="rtl.de"><title>Nonsense</title></programme>
  <programme start="20261199990000" channel="rtl.de"><title>Nonsense</title></programme>
  <programme channel="rtl.de"/>
</tv>"""


@pytest.fixture
async def server(loopback: None) -> AsyncGenerator[MetadataServer]:
    async with MetadataServer() as server:
        server.guide = GUIDE.encode()
        yield server


@pytest.fixture
async def session(loopback: None) -> AsyncGenerator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest.fixture(autouse=True)
def now(freezer: FrozenDateTimeFactory) -> FrozenDateTimeFactory:
    freezer.move_to(datetime.fromtimestamp(NOW, UTC))
    return freezer


async def test_programmes_of_a_guide(server: MetadataServer, session: ClientSession, tmp_path: Path) -> None:
    guide = Guide(session, tmp_path, where=f"{server.url}/guide.xml")
    shown = await guide.programme("Das Erste", NOW - 1800)
    assert shown is not None
    assert (shown.series, shown.name, shown.season, shown.episode) == ("Der Bergdoktor", "Reif für die Insel", 17, 2)
    title = shown.title("Das Erste")
    assert title and (title.key, title.kind) == ("episode:bergdoktor:s17e02", TitleKind.EPISODE)
    news = await guide.programme("ARD", NOW + 60)
    assert news and (title := news.title("ARD")) and (title.name, title.kind) == ("Tagesschau", TitleKind.NEWS)
    film = await guide.programme("RTL", NOW)
    assert film and (title := film.title("RTL")) and (title.key, title.year) == ("film:heat", 1995)
    assert await guide.programme("RTL+", NOW) is None
    assert await guide.programme("Das Erste", NOW + 3600) is None
    assert len(server.requests) == 1


async def test_a_guide_is_fetched_anew_only_when_it_is_another(
    server: MetadataServer, session: ClientSession, tmp_path: Path, now: FrozenDateTimeFactory
) -> None:
    guide = Guide(session, tmp_path, where=f"{server.url}/guide.xml")
    assert await guide.programme("RTL", NOW)
    now.tick(13 * 3600)
    assert await guide.programme("RTL", NOW)
    server.guide = GUIDE.replace("Heat", "Alien").encode()
    now.tick(13 * 3600)
    shown = await guide.programme("RTL", NOW)
    assert shown and shown.name == "Alien"
    assert len(server.requests) == 3


@pytest.mark.parametrize("packed", [False, True])
async def test_a_guide_in_a_file(session: ClientSession, tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "guide"
    path.write_bytes(gzip.compress(GUIDE.encode()) if packed else GUIDE.encode())
    assert await Guide(session, tmp_path, where=str(path)).programme("RTL HD", NOW)


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault not in (Fault.HANG, Fault.SLOW)])
async def test_a_guide_that_cannot_be_had(
    server: MetadataServer, session: ClientSession, tmp_path: Path, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, guide_module.__name__)
    server.faults.always = ("", fault)
    guide = Guide(session, tmp_path, where=f"{server.url}/guide.xml")
    for _ in range(3):
        assert await guide.programme("RTL", NOW) is None
    assert len(caplog.records) == 1
    assert len(server.requests) <= 20  # redirects


BROKEN = {
    "no XML": b"hello",
    "another root": b"<html><body/></html>",
    "cut": GUIDE.encode()[:900],
    "entities": b'<?xml version="1.0"?><!DOCTYPE tv [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tv><channel id="&b;"/></tv>',
    "a file of the machine": b'<!DOCTYPE tv [<!ENTITY x SYSTEM "file:///etc/passwd">]><tv><programme>&x;</programme></tv>',
    "cut gzip": gzip.compress(GUIDE.encode())[:200],
    "no gzip": b"\x1f\x8b" + b"x" * 100,
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_guide_that_is_none(tmp_path: Path, name: str) -> None:
    path = tmp_path / "guide.xml"
    path.write_bytes(BROKEN[name])
    with pytest.raises(GuideBroken):
        read_guide(path, NOW - 86400, NOW + 86400)


def test_a_guide_that_unpacks_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xmltv, "MOST_BYTES", 1_000_000)
    packer = zlib.compressobj(wbits=31)
    bomb = packer.compress(b"<tv>") + packer.compress(b" " * 50_000_000) + packer.flush()
    path = tmp_path / "guide.xml.gz"
    path.write_bytes(bomb)
    began = time.process_time()
    with pytest.raises(GuideBroken):
        read_guide(path, NOW, NOW + 1)
    assert time.process_time() - began < 5


async def test_schedule_of_tvmaze(server: MetadataServer, session: ClientSession, tmp_path: Path) -> None:
    show = {"name": "Der Bergdoktor", "network": {"name": "ZDF", "country": {"code": "DE"}}}
    server.schedule = [
        {
            "name": "Folge 2",
            "season": 17,
            "number": 2,
            "airstamp": "2026-11-27T19:15:00+00:00",
            "runtime": 90,
            "show": show,
        },
        {"name": None, "airstamp": "nonsense", "show": show},
        {"show": None},
        5,
    ]
    guide = Guide(session, tmp_path, country="DE", schedule_url=server.url)
    shown = await guide.programme("ZDF HD", NOW)
    assert shown and (shown.series, shown.season, shown.episode) == ("Der Bergdoktor", 17, 2)
    assert await guide.programme("RTL", NOW) is None
    assert server.requests == ["/schedule?country=DE&date=2026-11-27"]
    unasked = Guide(session, tmp_path, country=None, schedule_url=server.url)
    assert await unasked.programme("ZDF", NOW) is None
    server.retry_after = "60"
    assert await Guide(session, tmp_path, country="DE", schedule_url=server.url).programme("ZDF", NOW) is None


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Das Erste HD", "das erste", True),
        ("RTL", "RTL+", False),
        ("SAT.1", "Sat 1 HD", True),
        ("ZDF", "ZDFneo", False),
    ],
)
def test_channels(one: str, other: str, is_same: bool) -> None:
    assert (channel_key(one) == channel_key(other)) is is_same
