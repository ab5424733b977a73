"""IP Control: JSON-RPC over HTTPS on 1516, on sets before 2020 on 1515; one connection at a time."""

import asyncio
import json
import secrets

from aiohttp import web

from .ip_methods import CLIENT, call
from .ip_rpc import RpcError, failed
from .ip_settings import IpFault, StaleControl
from .log import ControlAsked
from .pairing import PairingDesk
from .state import Pairing
from .television import Television

_PARSE_ERROR = {"code": -32700, "message": "Parse error"}
_GIGABYTE = 1_000_000_000


class IpControl:
    """Answers one request a connection, to whoever holds a token; the popup is the one of every pairing."""

    def __init__(self, tv: Television, desk: PairingDesk) -> None:
        """Answer for one TV; nobody holds a token yet."""
        self._tv = tv
        self._desk = desk
        self.tokens: list[str] = []

    def application(self) -> web.Application:
        """Return what the port serves, whatever the path."""
        app = web.Application()
        app.router.add_route("*", "/{anything:.*}", self._handle)
        return app

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        """Answer as wrongly as the fault says."""
        settings = self._tv.settings.ip_control
        match settings.fault:
            case IpFault.HANG:
                await asyncio.Event().wait()
            case IpFault.DROP:
                return _dropped(request)
            case IpFault.ERROR:
                return _http(500, "Internal Server Error")
            case IpFault.REDIRECT:
                return web.Response(status=307, headers={"Location": "https://127.0.0.1:8002/"})
            case IpFault.GARBAGE:
                return _http(200, '{"jsonrpc":"2.0","result":{"power')
            case IpFault.HUGE:
                return await self._huge(request)
        response = await self._served(request)
        if settings.fault is IpFault.DRIP:
            return await self._dripped(request, response)
        if not settings.keeps_open:
            response.force_close()
        return response

    async def _served(self, request: web.Request) -> web.Response:
        """Answer one request; the TV's own server knows POST alone and wants to know how much comes."""
        if request.method != "POST":
            return _http(405, "Method Not Allowed")
        if request.content_length is None:
            return _http(411, "Length Required")
        if any("application/json" not in request.headers.get(name, "") for name in ("Content-Type", "Accept")):
            return _http(400, "Bad Request")
        body = await request.text()
        await asyncio.sleep(self._tv.settings.ip_control.answer_seconds)
        answer = await self._answer(body, request.get_extra_info("sockname")[1])
        return _http(200, json.dumps(answer, separators=(",", ":")))

    async def _answer(self, body: str, port: int) -> dict[str, object]:
        """Return the answer to a body; the id comes back as text, whatever it was."""
        try:
            message = json.loads(body)
            if not isinstance(message, dict) or message["jsonrpc"] != "2.0":
                return _PARSE_ERROR
            method, identifier = str(message["method"]), str(message["id"])
        except ValueError, KeyError:
            return _PARSE_ERROR
        given = message.get("params")
        params = dict(given) if isinstance(given, dict) else {}
        token = params.pop("AccessToken", None)
        self._tv.log.add(ControlAsked(method=method, params=params, port=port))
        try:
            if method == "createAccessToken":
                result: object = {"AccessToken": await self._paired()}
            elif token in self.tokens:
                result = call(self._tv, method, params)
            elif token is None or self._tv.settings.ip_control.stale is StaleControl.UNAUTHORIZED:
                return _error(identifier, _unauthorized())
            else:
                return _PARSE_ERROR
        except RpcError as error:
            return _error(identifier, error)
        if self._tv.settings.ip_control.fault is IpFault.WRONG_TYPES:
            result = _twisted(result)
        return {"jsonrpc": "2.0", "id": identifier, "result": result}

    async def _paired(self) -> str:
        """Return a new token once a person has allowed it; a set that shows no picture does not even answer."""
        if not self._tv.state.lit:
            await asyncio.Event().wait()
        if len(self.tokens) >= self._tv.settings.ip_control.most_tokens:
            raise RpcError(-32011, "All AccessToken occupied")
        if self._tv.settings.pairing is Pairing.TIMEOUT:
            await asyncio.sleep(self._tv.settings.popup_seconds)
        match await self._desk.allows(CLIENT):
            case None:
                raise failed()
            case False:
                raise _unauthorized()
        token = secrets.token_hex(8)
        self.tokens.append(token)
        return token

    async def _dripped(self, request: web.Request, response: web.Response) -> web.StreamResponse:
        """Answer one byte at a time."""
        slow = web.StreamResponse(headers={"Content-Type": "application/json"})
        await slow.prepare(request)
        for byte in response.text or "":
            await slow.write(byte.encode())
            await asyncio.sleep(self._tv.settings.ip_control.drip_seconds)
        return slow

    async def _huge(self, request: web.Request) -> web.StreamResponse:
        """Promise a gigabyte, and send it for as long as somebody reads."""
        huge = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": str(_GIGABYTE)})
        await huge.prepare(request)
        for _ in range(_GIGABYTE // 100_000):
            await huge.write(b" " * 100_000)
        return huge


def _unauthorized() -> RpcError:
    """Return the error for whoever was not let in."""
    return RpcError(-32010, "Unauthorized access")


def _error(identifier: str, error: RpcError) -> dict[str, object]:
    """Return an error as it is answered."""
    return {"jsonrpc": "2.0", "id": identifier, "error": {"code": error.code, "message": error.message}}


def _dropped(request: web.Request) -> web.Response:
    """Cut the connection; the answer has nowhere to go."""
    if request.transport is not None:
        request.transport.abort()
    return _http(500, "")


def _http(status: int, text: str) -> web.Response:
    """Return an answer under the name of Samsung's server."""
    headers = {"Server": "Samsung IP Control Server/1.0", "Content-Type": 'application/json; charset="utf-8"'}
    return web.Response(status=status, body=text.encode(), headers=headers)


def _twisted(result: object) -> object:
    """Return a result with every value of another type than it should be."""
    if isinstance(result, dict):
        return {key: [value] if isinstance(value, str) else {"value": value} for key, value in result.items()}
    return 42
