"""The remote socket, the control socket and the art channel: WebSockets on 8001 and 8002."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

from aiohttp import web

from .art import ART_CHANNEL, ArtApp
from .commands import Commands
from .connection import Connection
from .log import Connected, Controlled, Disconnected, Requested
from .pairing import CONNECT, Admission, PairingDesk
from .rest import not_found
from .state import AppSocketFault, FirstFrame, Power, RemoteFault, TVState
from .television import Television

REMOTE_CHANNEL = "samsung.remote.control"
LARGEST_FRAME = 10_000_000

type Serve = Callable[[web.Request, Connection], Awaitable[None]]


class Remote:
    """Every client that is connected by WebSocket."""

    def __init__(self, tv: Television, desk: PairingDesk, art: ArtApp | None = None) -> None:
        """Serve one TV, with its art app if it is a Frame."""
        self._tv = tv
        self._art = art
        self._desk = desk
        self._clients: dict[str, Connection] = {}
        self._commands = Commands(tv, self.clients)
        self._unobserve = tv.observe(self._changed)

    def clients(self) -> Iterator[Connection]:
        """Go through the clients of the remote channel."""
        return iter(tuple(self._clients.values()))

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Add the routes."""
        router.add_get("/api/v2/channels/{channel}", self._channel)
        router.add_get("/api/v2", self._control)

    def close(self) -> None:
        """Stop following the TV; the sockets end with their ports."""
        self._unobserve()

    async def _channel(self, request: web.Request) -> web.StreamResponse:
        """Serve the remote channel, and on a Frame that of art; other channels do not exist on this set."""
        channel = request.match_info["channel"]
        if channel == ART_CHANNEL and self._art is not None:
            return await self._open(request, self._serve_art)
        if channel != REMOTE_CHANNEL:
            return not_found(request.path)
        return await self._open(request, self._serve_remote)

    async def _control(self, request: web.Request) -> web.StreamResponse:
        """Serve the channel without a name, which answers questions about apps without a token."""
        if self._tv.settings.faults.app_socket is AppSocketFault.ABSENT:
            return not_found(request.path)
        return await self._open(request, self._serve_control)

    async def _open(self, request: web.Request, serve: Serve) -> web.StreamResponse:
        """Open the socket, with the faults of the remote, and serve it until it ends."""
        self._tv.log.add(Requested(method="GET", path=request.path, port=request.get_extra_info("sockname")[1]))
        socket = web.WebSocketResponse(autoping=False, timeout=0.5, max_msg_size=LARGEST_FRAME)
        if not socket.can_prepare(request):
            return not_found(request.path)
        await socket.prepare(request)
        if self._tv.settings.websocket_wakes and self._tv.state.power is Power.STANDBY:
            self._tv.wake("websocket")
        client = Connection(self._tv, socket, request.query.get("name", "U21hcnQgRGV2aWNl"))
        try:
            if not await self._faulty(socket):
                await serve(request, client)
        except ConnectionError:
            pass
        finally:
            if serve != self._serve_control:
                self._tv.log.add(Disconnected(path=request.path, client=client.name))
        return socket

    async def _faulty(self, socket: web.WebSocketResponse) -> bool:
        """Do instead of serving what the fault says."""
        match self._tv.settings.faults.remote:
            case RemoteFault.MUTE:
                async for _ in socket:
                    pass
                return True
            case RemoteFault.DROP:
                await socket.close()
                return True
            case RemoteFault.GARBAGE:
                await socket.send_str('{"event":"ms.channel.con')
        return False

    async def _serve_remote(self, request: web.Request, client: Connection) -> None:
        """Pair, introduce the client, and take its commands."""
        admission = await self._admitted(request, client)
        if admission is None:
            return
        self._clients[client.identifier] = client
        try:
            self._greet(client, admission.new_token)
            await self._listen(client, lambda frame: self._commands.take(client, frame))
        finally:
            self._clients.pop(client.identifier, None)
            for other in self.clients():
                other.send("ms.channel.clientDisconnect", data=client.described())

    async def _serve_art(self, request: web.Request, client: Connection) -> None:
        """Pair, bring the client into the art app's channel, and hand on its requests."""
        art = self._art
        assert art is not None
        admission = Admission(event=CONNECT) if art.plain and not _secure(request) else None
        suffix = " (art)" if art.settings.token_of_its_own else ""
        admission = await self._admitted(request, client, name=f"{client.name}{suffix}", admission=admission)
        if admission is None:
            return
        with art.joined(client, admission.new_token):
            await self._listen(client, lambda frame: art.take(client, frame), lambda data: art.take(client, data))

    async def _admitted(
        self, request: web.Request, client: Connection, *, name: str | None = None, admission: Admission | None = None
    ) -> Admission | None:
        """Return the admission of a client, or None if it was refused or left; tokens are kept for its name."""
        if admission is None:
            admission = await self._admission(request, client, name or client.name)
        if admission is None:
            return None
        self._log_connection(request, client, admission.event)
        if admission.event != CONNECT:
            client.send(admission.event)
            await client.flush()
            await client.socket.close()
            return None
        client.token, client.admitted = admission.token, True
        return admission

    async def _admission(self, request: web.Request, client: Connection, name: str) -> Admission | None:
        """Return how the client is answered, or None if it leaves while a person is being asked."""
        admitting = asyncio.create_task(self._desk.admit(name, request.query.get("token"), tls=_secure(request)))
        leaving = asyncio.create_task(client.take(lambda frame: None))
        try:
            await asyncio.wait({admitting, leaving}, return_when=asyncio.FIRST_COMPLETED)
            return admitting.result() if admitting.done() else None
        finally:
            for task in (admitting, leaving):
                task.cancel()
            await asyncio.gather(admitting, leaving, return_exceptions=True)

    async def _serve_control(self, request: web.Request, client: Connection) -> None:
        """Introduce a client of the control channel, and answer its questions."""
        self._tv.log.add(Controlled(client=client.name, tls=_secure(request)))
        match self._tv.settings.faults.app_socket:
            case AppSocketFault.SILENT:
                await client.take(lambda frame: None)
            case AppSocketFault.GARBAGE:
                await self._listen(client, lambda frame: client.send_text('{"id":[],"result":'))
            case AppSocketFault.FLOOD:
                await self._flood(client)
            case _:
                client.send(CONNECT, data={"clients": [client.described()], "id": client.identifier})
                await self._listen(client, lambda frame: self._commands.take(client, frame))

    async def _flood(self, client: Connection) -> None:
        """Talk without end, of nothing that was asked."""
        while not client.socket.closed:
            await client.socket.send_str('{"event":"ms.channel.ready"}')
            await asyncio.sleep(0)

    def _log_connection(self, request: web.Request, client: Connection, outcome: str) -> None:
        """Record how a client was answered."""
        self._tv.log.add(
            Connected(
                path=request.path,
                client=client.name,
                token=request.query.get("token"),
                tls=_secure(request),
                outcome=outcome,
            )
        )

    def _greet(self, client: Connection, new_token: str | None) -> None:
        """Send the first frames."""
        for frame in self._tv.settings.first_frames:
            client.send(frame.value, **_early(frame, client))
        data: dict[str, object] = {
            "clients": [known.described() for known in self.clients()],
            "id": client.identifier,
        }
        if new_token is not None:
            data["token"] = new_token
        client.send(CONNECT, data=data)
        for other in self.clients():
            if other is not client:
                other.send("ms.channel.clientConnect", data=client.described())
        if self._tv.state.text_field is not None:
            client.send("ms.remote.imeStart", data="inputstart")

    async def _listen(
        self, client: Connection, take: Callable[[str], None], take_bytes: Callable[[bytes], None] | None = None
    ) -> None:
        """Take frames until the client is gone."""
        writing = asyncio.create_task(client.keep_writing())
        try:
            await client.take(take, take_bytes)
        finally:
            client.stop_timers()
            writing.cancel()
            await asyncio.gather(writing, return_exceptions=True)

    def _changed(self, before: TVState, after: TVState) -> None:
        """Push what real sets push: an open text field, and on older ones a change of app."""
        for client in self.clients():
            if before.text_field is None and after.text_field is not None:
                client.send("ms.remote.imeStart", data="inputstart")
            if before.text_field is not None and after.text_field is None:
                client.send("ms.remote.imeEnd")
            if before.app != after.app and self._tv.settings.pushes_app_changes:
                client.send("ed.edenTV.update", data={"update_type": "ed.edenApp.update"})


def _secure(request: web.Request) -> bool:
    """Return whether a client came by TLS."""
    return request.get_extra_info("sslcontext") is not None


def _early(frame: FirstFrame, client: Connection) -> dict[str, object]:
    """Return what an event carries that comes before `ms.channel.connect`."""
    match frame:
        case FirstFrame.CLIENT_CONNECT:
            return {"data": client.described()}
        case FirstFrame.EDEN_UPDATE:
            return {"data": {"update_type": "ed.edenApp.update"}}
        case _:
            return {}
