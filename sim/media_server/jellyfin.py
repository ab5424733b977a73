"""Jellyfin, as far as signing in and what was played go: https://api.jellyfin.org and what jellyfin-apiclient-python reads."""

from collections.abc import Mapping
from datetime import UTC, datetime
import hashlib
import json
import re
from typing import Any, Final, override

from aiohttp import web

from .library import Library, Play, Work
from .server import MediaServer

SERVER_ID: Final = "f3b1c5d7e9a04b6c8d2e0f1a3b5c7d9e"
TICKS: Final = 10_000_000  # of a second
IN_HEADER: Final = re.compile(r'(\w+)="([^"]*)"')

type Row = dict[str, Any]


class JellyfinServer(MediaServer):
    """A Jellyfin server: JSON in Pascal case, paths in any case; the first person of the library is its administrator."""

    def __init__(self, library: Library | None = None, *, password: str = "jelly-word", **where: Any) -> None:
        """Prepare a server whose users all have this password."""
        super().__init__(library, **where)
        self.password = password
        self.tokens: dict[str, str] = {}  # to the user who signed in

    @override
    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer with JSON."""
        path = request.path.strip("/").lower()
        match path:
            case "system/info/public":
                return web.json_response(_public_info(self.url))
            case "users/authenticatebyname":
                return await self._sign_in(request)
        user = self.tokens.get(_token(request))
        if user is None:
            return web.Response(status=401)
        return self._answer_user(request, path.split("/"), user)

    def _answer_user(self, request: web.Request, path: list[str], user: str) -> web.StreamResponse:
        """Answer one who signed in; an administrator may ask for others."""
        is_admin = user == self.library.persons[0]
        match path:
            case ["sessions", "logout"] if request.method == "POST":
                del self.tokens[_token(request)]
                return web.Response(status=204)
            case ["users"]:
                return (
                    web.json_response([self._user(name) for name in self.library.persons]) if is_admin else _forbidden()
                )
            case ["users", "me"]:
                return web.json_response(self._user(user))
            case ["users", user_id, *rest]:
                of = next((name for name in self.library.persons if _id(name) == user_id), None)
                if of is None or (of != user and not is_admin):
                    return _forbidden()
                if rest == ["items"]:
                    return self._items(request, of)
                return web.json_response(self._user(of)) if not rest else web.Response(status=404)
        return web.Response(status=404)

    async def _sign_in(self, request: web.Request) -> web.StreamResponse:
        """Let somebody in; a client has to say what it is."""
        said = _authorization(request)
        if not {"Client", "Device", "DeviceId", "Version"} <= said.keys():
            return web.Response(status=400, text="Error processing request.")
        try:
            body = {str(key).lower(): value for key, value in json.loads(await request.text()).items()}
        except ValueError, AttributeError:
            return web.Response(status=400)
        name = next((each for each in self.library.persons if each.lower() == str(body.get("username")).lower()), None)
        if name is None or body.get("pw") != self.password:
            return web.Response(status=401, text="Error processing request.")
        token = hashlib.sha256(f"{name}{len(self.tokens)}{said['DeviceId']}".encode()).hexdigest()[:32]
        self.tokens[token] = name
        return web.json_response({"User": self._user(name), "AccessToken": token, "ServerId": SERVER_ID})

    def _user(self, name: str) -> Row:
        policy = {"IsAdministrator": name == self.library.persons[0], "IsDisabled": False}
        return {"Name": name, "ServerId": SERVER_ID, "Id": _id(name), "HasPassword": True, "Policy": policy}

    def _items(self, request: web.Request, user: str) -> web.StreamResponse:
        """Answer the works that a user has played or left in the middle, each once with its last time."""
        query = {key.lower(): value for key, value in request.query.items()}
        filters = set(query.get("filters", "").lower().split(","))
        rows = []
        for work in self.library.works.values():
            plays = [play for play in self.library.plays if play.work == work.id and play.person == user]
            if work.id in self.library.gone or not _matches(filters, plays):
                continue
            rows.append((max((play.at for play in plays), default=0), _item(work, plays)))
        rows.sort(key=lambda row: row[0], reverse=query.get("sortorder", "").lower() == "descending")
        start, limit = int(query.get("startindex", 0)), int(query.get("limit", len(rows) or 1))
        items = [item for _, item in rows[start : start + limit]]
        if query.get("enableuserdata", "true").lower() == "false":
            items = [{key: value for key, value in item.items() if key != "UserData"} for item in items]
        if "providerids" not in query.get("fields", "").lower().split(","):
            items = [{key: value for key, value in item.items() if key != "ProviderIds"} for item in items]
        return web.json_response({"Items": items, "TotalRecordCount": len(rows), "StartIndex": start})


def _public_info(url: str) -> Row:
    facts = {"ServerName": "Cellar", "Version": "10.11.4", "ProductName": "Jellyfin Server", "Id": SERVER_ID}
    return {"LocalAddress": url, **facts, "OperatingSystem": "", "StartupWizardCompleted": True}


def _forbidden() -> web.Response:
    return web.Response(status=403)


def _authorization(request: web.Request) -> Mapping[str, str]:
    """Return what a client says of itself, in the header of today or in that of Emby."""
    said = request.headers.get("Authorization") or request.headers.get("X-Emby-Authorization") or ""
    return dict(IN_HEADER.findall(said)) if said.startswith(("MediaBrowser ", "Emby ")) else {}


def _token(request: web.Request) -> str:
    headers = request.headers
    said = headers.get("X-Emby-Token") or headers.get("X-MediaBrowser-Token") or request.query.get("api_key")
    return said or _authorization(request).get("Token", "")


def _id(name: str) -> str:
    return hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()


def _matches(filters: set[str], plays: list[Play]) -> bool:
    is_played = any(play.position is None for play in plays)
    last = max(plays, key=lambda play: play.at, default=None)
    if "isplayed" in filters and not is_played:
        return False
    return "isresumable" not in filters or (last is not None and last.position is not None)


def _item(work: Work, plays: list[Play]) -> Row:
    """Return a work as `BaseItemDto`; its ids are 32 hexadecimal digits, its times ticks of 100 ns."""
    last = max(plays, key=lambda play: play.at, default=None)
    data: Row = {
        "PlaybackPositionTicks": ((last.position if last else None) or 0) * TICKS,
        "PlayCount": len(plays),
        "IsFavorite": False,
        "Played": any(play.position is None for play in plays),
        "Key": str(work.id),
        "ItemId": f"{work.id:032x}",
    }
    if last:
        data["LastPlayedDate"] = datetime.fromtimestamp(last.at, UTC).strftime("%Y-%m-%dT%H:%M:%S.0000000Z")
    item: Row = {"Name": work.name, "ServerId": SERVER_ID, "Id": f"{work.id:032x}", "UserData": data}
    item |= {"RunTimeTicks": work.minutes * 60 * TICKS, "MediaType": "Video", "Type": "Movie"}
    item |= {"ProviderIds": {"Imdb": work.imdb} if work.imdb else {}}
    if work.year:
        item["ProductionYear"] = work.year
    if work.series is not None:
        item |= {"Type": "Episode", "SeriesName": work.series, "SeasonName": f"Season {work.season}"}
        item |= {"IndexNumber": work.episode, "ParentIndexNumber": work.season}
    return item
