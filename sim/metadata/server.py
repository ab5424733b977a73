"""One server for all of them: TVmaze at its root, TMDB below `/3`, Wikidata at `/w/api.php`, a guide at `/guide.xml`."""

from typing import Any, override

from aiohttp import web

from ..loopback import LoopbackServer
from ..media_server.faults import Faults
from . import works

KEY = "0123456789abcdef0123456789abcdef"


class MetadataServer(LoopbackServer):
    """Listens on a loopback port; `requests` are the paths it was asked for, with their queries."""

    def __init__(self, *, host: str = "127.0.0.1") -> None:
        """Prepare a server."""
        super().__init__(host, 0)
        self.faults = Faults()
        self.requests: list[str] = []
        self.agents: set[str | None] = set()
        self.retry_after: str | None = None
        self.guide = b""
        self.schedule: list[Any] = []

    @override
    async def _on_request(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request.path_qs)
        self.agents.add(request.headers.get("User-Agent"))
        if self.retry_after is not None:
            return web.Response(status=429, headers={"Retry-After": self.retry_after})
        return await self.faults.play(request) or self._answer(request)

    def _answer(self, request: web.Request) -> web.Response:
        if request.path.startswith("/3/"):
            return _tmdb(request)
        match request.path:
            case "/w/api.php":
                return _wikidata(request)
            case "/guide.xml":
                return self._guide(request)
            case "/schedule":
                return web.json_response(self.schedule)
        return _tvmaze(request)

    def _guide(self, request: web.Request) -> web.Response:
        tag = f'"{hash(self.guide)}"'
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304)
        return web.Response(body=self.guide, content_type="application/xml", headers={"ETag": tag})


def _tvmaze(request: web.Request) -> web.Response:
    nothing = web.json_response({"name": "Not Found", "message": "", "code": 0, "status": 404}, status=404)
    if request.path == "/singlesearch/shows":
        asked = request.query.get("q", "").casefold()
        return web.json_response(works.SERIES) if asked in works.SERIES["name"].casefold() else nothing
    if request.path == f"/shows/{works.SERIES['id']}/episodebynumber":
        number = (request.query.get("season"), request.query.get("number"))
        return web.json_response(works.EPISODE) if number == ("2", "4") else nothing
    return nothing


def _tmdb(request: web.Request) -> web.Response:
    if request.query.get("api_key") != KEY:
        told = {
            "status_code": 7,
            "status_message": "Invalid API key: You must be granted a valid key.",
            "success": False,
        }
        return web.json_response(told, status=401)
    asked = request.query.get("query", "").casefold()
    match request.path:
        case "/3/search/movie":
            found: list[Any] = [works.OLD_FILM, works.FILM] if asked == "heat" else []
            return web.json_response({"page": 1, "results": found, "total_pages": 1, "total_results": len(found)})
        case "/3/movie/949":
            return web.json_response(works.FILM_DETAILS)
        case "/3/search/tv":
            found = [works.TMDB_SERIES] if asked == "severance" else []
            return web.json_response({"page": 1, "results": found, "total_pages": 1, "total_results": len(found)})
        case "/3/tv/95396":
            return web.json_response(works.TMDB_SERIES)
    return web.json_response({"success": False, "status_code": 34, "status_message": "Not found."}, status=404)


def _wikidata(request: web.Request) -> web.Response:
    if request.query.get("action") == "wbsearchentities":
        asked = request.query.get("search", "").casefold()
        found = [
            {"id": name, "label": label, "match": {"type": "label", "language": "en", "text": label}}
            for name, entity in works.ENTITIES.items()
            if (label := entity["labels"]["en"]["value"]).casefold() == asked
        ]
        return web.json_response({"searchinfo": {"search": asked}, "search": found, "success": 1})
    ids = request.query.get("ids", "").split("|")
    entities = {name: works.ENTITIES.get(name, {"id": name, "missing": True}) for name in ids}
    return web.json_response({"entities": entities, "success": 1})
