"""Plex Media Server, as far as its history goes: https://developer.plex.tv/pms/ and what plexapi reads."""

from collections.abc import Mapping
from typing import Any, Final, override
from xml.etree.ElementTree import Element, SubElement, tostring

from aiohttp import web

from .library import Library, Play, Work
from .server import MediaServer

MACHINE: Final = "8d2f4a0c1b3e5f60718293a4b5c6d7e8f9012345"
MOST: Final = 1000  # items of one answer, however many were asked for
UNAUTHORIZED: Final = "<html><head><title>Unauthorized</title></head><body><h1>401 Unauthorized</h1></body></html>"
NOT_FOUND: Final = "<html><head><title>Not Found</title></head><body><h1>404 Not Found</h1></body></html>"
# What an element of XML is called that is in JSON a list of this name.
ELEMENTS: Final = {"Account": "Account", "Device": "Device"}
TAGS: Final = {"movie": "Video", "episode": "Video"}

type Row = dict[str, Any]


class PlexServer(MediaServer):
    """A Plex server: XML, or JSON for those who accept it; nothing but its identity without a token."""

    def __init__(self, library: Library | None = None, *, token: str = "plex-token", **where: Any) -> None:
        """Prepare a server that lets in whoever has the token."""
        super().__init__(library, **where)
        self.token = token

    @override
    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer with a media container."""
        path = request.path.rstrip("/") or "/"
        if path == "/identity":
            return self._container(request, {"machineIdentifier": MACHINE, "version": "1.43.1.10611", "claimed": True})
        if (request.headers.get("X-Plex-Token") or request.query.get("X-Plex-Token")) != self.token:
            return web.Response(status=401, text=UNAUTHORIZED, content_type="text/html")
        if path.startswith("/library/metadata/"):
            return self._works(request, path.rsplit("/", 1)[1])
        if path == "/status/sessions/history/all":
            return self._history(request)
        return self._listed(request, path)

    def _listed(self, request: web.Request, path: str) -> web.StreamResponse:
        """Answer with what fits into one container."""
        match path:
            case "/":
                facts = {"friendlyName": "Den", "machineIdentifier": MACHINE, "version": "1.43.1.10611"}
                return self._container(request, facts)
            case "/accounts":
                facts = {"identifier": "com.plexapp.system.accounts"}
                return self._container(request, facts, "Account", self._accounts())
            case "/devices":
                facts = {"identifier": "com.plexapp.system.devices"}
                return self._container(request, facts, "Device", self._devices())
            case "/status/sessions":
                return self._container(request, {}, "Metadata", [])
        return web.Response(status=404, text=NOT_FOUND, content_type="text/html")

    def _accounts(self) -> list[Row]:
        """Return who has an account: 0 is nobody, 1 the owner; others have the number that plex.tv gave them."""
        names = ["", *self.library.persons]
        return [
            {
                "id": self._account(name) if name else 0,
                "key": f"/accounts/{self._account(name) if name else 0}",
                "name": name,
            }
            for name in names
        ]

    def _account(self, name: str) -> int:
        number = self.library.persons.index(name)
        return 1 if number == 0 else 20_000_000 + number

    def _devices(self) -> list[Row]:
        return [
            {
                "id": number,
                "name": name,
                "platform": "Tizen",
                "clientIdentifier": f"client-{number}",
                "createdAt": 1600000000,
            }
            for number, name in enumerate(self.library.devices(), 1)
        ]

    def _history(self, request: web.Request) -> web.StreamResponse:
        """Answer what was watched to its end; what was left before is no part of Plex's history."""
        query = request.query
        rows = [(number, play) for number, play in enumerate(self.library.plays, 1) if play.position is None]
        if account := query.get("accountID"):
            rows = [row for row in rows if self._account(row[1].person) == int(account)]
        for key, value in query.items():  # `viewedAt>=5` is read as the field `viewedAt>` that is 5
            if key == "viewedAt>":
                rows = [row for row in rows if row[1].at >= int(value)]
            if key == "viewedAt<":
                rows = [row for row in rows if row[1].at <= int(value)]
        rows.sort(key=lambda row: (row[1].at, row[0]), reverse=query.get("sort", "viewedAt:desc").endswith(":desc"))
        return self._paged(request, [self._viewed(number, play) for number, play in rows])

    def _viewed(self, number: int, play: Play) -> Row:
        work = self.library.works[play.work]
        row: Row = {"historyKey": f"/status/sessions/history/{number}", "librarySectionID": "1", **_titles(work)}
        if work.id not in self.library.gone:
            row |= {"key": f"/library/metadata/{work.id}", "ratingKey": str(work.id)}
        devices = self.library.devices()
        return row | {
            "viewedAt": play.at,
            "accountID": self._account(play.person),
            "deviceID": devices.index(play.device) + 1,
        }

    def _works(self, request: web.Request, ids: str) -> web.StreamResponse:
        """Answer what is known of works, those left out that are not there; with none, there is nothing at this address."""
        there = [int(each) for each in ids.split(",") if each.isdecimal()]
        found = [
            self.library.works[each] for each in there if each in self.library.works and each not in self.library.gone
        ]
        if not found:
            return web.Response(status=404, text=NOT_FOUND, content_type="text/html")
        with_guids = len(there) == 1 or request.query.get("includeGuids") == "1"
        return self._container(
            request,
            {"identifier": "com.plexapp.plugins.library"},
            "Metadata",
            [_known(work, with_guids) for work in found],
        )

    def _paged(self, request: web.Request, rows: list[Row]) -> web.StreamResponse:
        """Answer the part that the headers or the query ask for."""
        asked = {
            **{key.lower(): value for key, value in request.query.items()},
            **{key.lower(): value for key, value in request.headers.items()},
        }
        start = int(asked.get("x-plex-container-start", 0))
        size = min(int(asked.get("x-plex-container-size", MOST)), MOST)
        return self._container(
            request, {"totalSize": len(rows), "offset": start}, "Metadata", rows[start : start + size]
        )

    def _container(
        self, request: web.Request, facts: Mapping[str, Any], name: str = "", rows: list[Row] | None = None
    ) -> web.StreamResponse:
        facts = {"size": len(rows or ()), **facts}
        if "application/json" in request.headers.get("Accept", ""):
            return web.json_response({"MediaContainer": {**facts, **({name: rows} if rows else {})}})
        root = Element("MediaContainer", _attributes(facts))
        for row in rows or ():
            element = SubElement(root, ELEMENTS.get(name) or TAGS[row["type"]], _attributes(row))
            for child in row.get("Guid", ()):
                SubElement(element, "Guid", _attributes(child))
        return web.Response(
            body=tostring(root, "utf-8", xml_declaration=True), content_type="text/xml", charset="utf-8"
        )


def _attributes(row: Mapping[str, Any]) -> dict[str, str]:
    """Return what is written in XML: numbers as text, truth as 1 and 0."""
    plain = {key: value for key, value in row.items() if not isinstance(value, list)}
    return {key: str(int(value)) if isinstance(value, bool) else str(value) for key, value in plain.items()}


def _titles(work: Work) -> Row:
    if work.series is None:
        released = {"originallyAvailableAt": f"{work.year}-03-01"} if work.year else {}
        return {"type": "movie", "title": work.name, **released}
    return {
        "type": "episode",
        "title": work.name,
        "grandparentTitle": work.series,
        "parentTitle": f"Season {work.season}",
        "index": work.episode,
        "parentIndex": work.season,
        "originallyAvailableAt": f"{work.year or 2020}-03-01",
    }


def _known(work: Work, with_guids: bool) -> Row:
    row: Row = {"ratingKey": str(work.id), "key": f"/library/metadata/{work.id}", **_titles(work)}
    row |= {"duration": work.minutes * 60_000} | ({"year": work.year} if work.year else {})
    return row | ({"Guid": [{"id": f"imdb://{work.imdb}"}]} if with_guids and work.imdb else {})
