"""The art app of a simulated Frame: the host of the channel `com.samsung.art-app`, for every generation of it."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
import json
import ssl
import uuid

from .art_dialect import DIALECTS, NOT_SUPPORTED, PARSE_FAIL, UNAVAILABLE, Dialect, Fields
from .art_looks import LOOKS, rotation, slideshow
from .art_requests import ONLY_IN_ART, PICTURES, Answer, ArtError, selected
from .art_state import ArtApi, ArtFault, ArtReady, ArtSettings, WrongApi
from .art_stock import Stock
from .art_uploads import Uploads
from .connection import Connection
from .log import ArtRequested, BadFrame
from .state import Power, TVState
from .television import Television

ART_CHANNEL = "com.samsung.art-app"
_HANDLERS = PICTURES | LOOKS
_AWAKE = frozenset({Power.ON, Power.ART})


class ArtApp:
    """Answers one request at a time, and tells every client what changes."""

    def __init__(self, tv: Television) -> None:
        """Host the channel for one set."""
        self.tv = tv
        self.stock = Stock(tv.heard)
        self.uploads = Uploads(self)
        self._host = str(uuid.uuid4())
        self._clients: dict[str, Connection] = {}
        self._working: dict[asyncio.Task[None], Connection] = {}
        self._rotating: asyncio.TimerHandle | None = None
        self._is_rotating = False
        self._unobserve: Callable[[], None] | None = None

    async def start(self, context: ssl.SSLContext) -> None:
        """Draw the pictures, and follow the set; `context` is for sockets that are secured."""
        self.uploads.context = context
        await asyncio.to_thread(self.stock.fill)
        self._unobserve = self.tv.observe(self._changed)

    async def close(self) -> None:
        """End everything that is under way."""
        if self._unobserve is not None:
            self._unobserve()
        if self._rotating is not None:
            self._rotating.cancel()
        await _ended(*self._working)
        await self.uploads.close()

    @property
    def settings(self) -> ArtSettings:
        """Return how the app behaves right now."""
        return self.tv.settings.art

    @property
    def dialect(self) -> Dialect:
        """Return the generation; raises KeyError where there is no app."""
        return DIALECTS[self.settings.api]

    @property
    def is_there(self) -> bool:
        """Return whether the app hosts its channel."""
        return self.settings.api is not ArtApi.NONE

    @property
    def plain(self) -> bool:
        """Return whether port 8001 lets clients in without a token, as it does before 2022."""
        return self.is_there and self.dialect.plain

    @contextmanager
    def joined(self, client: Connection, new_token: str | None) -> Iterator[None]:
        """Have a client in the channel, and drop what it asked when it leaves."""
        self._clients[client.identifier] = client
        self._greet(client, new_token)
        try:
            yield
        finally:
            self._clients.pop(client.identifier, None)
            for task, asker in self._working.items():
                if asker is client:
                    task.cancel()
            for other in self._clients.values():
                other.send("ms.channel.clientDisconnect", data=client.described())

    def _greet(self, client: Connection, new_token: str | None) -> None:
        """Send the first frames."""
        host = {"attributes": {"name": None}, "connectTime": 0, "deviceName": "Smart Device", "isHost": True}
        clients: list[dict[str, object]] = [{**host, "id": self._host}] if self.is_there else []
        clients += [known.described() for known in self._clients.values()]
        data: dict[str, object] = {"clients": clients, "id": client.identifier}
        if new_token is not None:
            data["token"] = new_token
        ready = self.settings.ready if self.is_there else ArtReady.NEVER
        if ready is ArtReady.BEFORE:
            client.send("ms.channel.ready", data={})
        client.send("ms.channel.connect", data=data)
        if ready is ArtReady.AFTER:
            client.send("ms.channel.ready", data={})
        for other in self._clients.values():
            if other is not client:
                other.send("ms.channel.clientConnect", data=client.described())

    def broadcast(self, event: str, **fields: object) -> None:
        """Tell every client, after `broadcast_seconds`."""
        if not self.is_there:
            return
        text, seconds = self.dialect.text({"event": event, **fields}), self.settings.broadcast_seconds
        for client in tuple(self._clients.values()):
            if seconds > 0:
                client.later(seconds, partial(self._say, client, text))
            else:
                self._say(client, text)

    def _say(self, client: Connection, text: str) -> None:
        """Send one message of the app."""
        if self.settings.fault is ArtFault.GARBAGE:
            text = text[: len(text) // 2]
        client.send("d2d_service_message", data=text, **{"from": self._host})

    def _changed(self, before: TVState, after: TVState) -> None:
        """Tell what changed, whoever changed it."""
        if before.power is not after.power:
            self._power_changed(before.power, after.power)
        old, new = before.gallery, after.gallery
        if old.current != new.current and (work := self.stock.get(new.current)) is not None:
            if self._is_rotating:
                self._slide_shown()
            else:
                self.broadcast("image_selected", **selected(work, is_shown=after.power is Power.ART))
        if old.rotation is not new.rotation:
            self.broadcast("rotation_changed", current_rotation_status=rotation(self))
        was, now = (old.slideshow, old.slideshow_category), (new.slideshow, new.slideshow_category)
        if was != now or old.slideshow_order is not new.slideshow_order:
            self._slideshow_changed()

    def _power_changed(self, before: Power, after: Power) -> None:
        """Tell that art mode came or went, or that the set goes to sleep or wakes."""
        if before in _AWAKE and after not in _AWAKE:
            self.broadcast("go_to_standby")
            return
        if before not in _AWAKE and after in _AWAKE:
            self.broadcast("wakeup")
        if Power.ART in {before, after}:
            self.broadcast("art_mode_changed", status="on" if after is Power.ART else "off")
            self._plan()

    def _slideshow_changed(self) -> None:
        """Tell of a slideshow in the words of the generation."""
        modern = not self.is_there or self.dialect.modern
        fields = slideshow(self)
        told = ("value", "category_id", "type", *(("sub_category_id",) if modern else ("current_content_id",)))
        self.broadcast(
            "slideshow_changed" if modern else "auto_rotation_changed", **{name: fields[name] for name in told}
        )
        self._plan()

    def _plan(self) -> None:
        """Let the next picture of a slideshow come in its time."""
        if self._rotating is not None:
            self._rotating.cancel()
            self._rotating = None
        minutes = self.tv.state.gallery.slideshow
        if minutes.isdecimal() and self.tv.state.power is Power.ART:
            seconds = int(minutes) * self.settings.minute_seconds
            self._rotating = asyncio.get_running_loop().call_later(max(0.01, seconds), self.advance)

    def advance(self) -> None:
        """Show the next picture of the slideshow."""
        gallery = self.tv.state.gallery
        ids = [work.content_id for work in self.stock.within(gallery.slideshow_category)]
        if ids:
            place = ids.index(gallery.current) + 1 if gallery.current in ids else 0
            self._is_rotating = True
            try:
                self.tv.change(gallery={"current": ids[place % len(ids)]})
            finally:
                self._is_rotating = False
        self._plan()

    def _slide_shown(self) -> None:
        """Tell that a slideshow went on."""
        gallery = self.tv.state.gallery
        event = "slideshow_image_changed" if self.dialect.modern else "auto_rotation_image_changed"
        self.broadcast(event, current_content_id=gallery.current, type=gallery.slideshow_order)

    def take(self, client: Connection, frame: str | bytes) -> None:
        """Take a frame: text, or in 2019 bytes that begin with the length of a text and end with a picture."""
        picture = b""
        if isinstance(frame, bytes):
            size = int.from_bytes(frame[:2])
            text, picture = frame[2 : 2 + size].decode("utf-8", "replace"), frame[2 + size :]
        else:
            text = frame
        try:
            message = json.loads(text)
        except ValueError as error:
            self._refuse(client, text, f"unable to handle message : {error}")
            return
        params = message.get("params") if isinstance(message, dict) else None
        if not isinstance(params, dict) or message.get("method") != "ms.channel.emit":
            self._refuse(client, text, "unrecognized method value")
        elif params.get("event") == "art_app_request" and params.get("to") == "host":
            self._requested(client, params.get("data"), picture)

    def _refuse(self, client: Connection, frame: str, reason: str) -> None:
        """Answer that a frame is no command."""
        self.tv.log.add(BadFrame(client=client.name, frame=frame[:1_000]))
        client.send("ms.error", data={"message": reason})

    def _requested(self, client: Connection, data: object, picture: bytes) -> None:
        """Begin a request, unless another is under way."""
        raw = data if isinstance(data, str) else json.dumps(data)
        try:
            asked = json.loads(raw)
        except ValueError:
            asked = None
        name = str(asked.get("request", ""))[:100] if isinstance(asked, dict) else ""
        dropped = not self.is_there or (self.settings.one_at_a_time and bool(self._working))
        self.tv.log.add(ArtRequested(client=client.name, request=name, data=raw[:2_000], dropped=dropped))
        if dropped or self.settings.fault is ArtFault.DEAF:
            return
        task = asyncio.create_task(self._work(client, asked if isinstance(asked, dict) else {}, raw, picture))
        self._working[task] = client
        task.add_done_callback(lambda done: self._working.pop(done, None))

    async def _work(self, client: Connection, asked: Fields, raw: str, picture: bytes) -> None:
        """Answer a request."""
        dialect = self.dialect
        request = str(asked.get("request", ""))
        known = dialect.correlated(asked, raw, client.identifier)
        try:
            await asyncio.sleep(self.settings.answer_seconds)
            answer = await self._answer(client, asked, known, picture)
        except ArtError as error:
            fields = {**known, "event": "error", "request_data": raw, "error_code": str(error.code)}
            self._say(client, dialect.text(fields))
            return
        if answer is not None:
            event = answer.fields.get("event", dialect.event(request))
            self._say(client, dialect.text({**known, "event": event, **answer.fields}))
            if answer.then is not None:
                answer.then()

    async def _answer(self, client: Connection, asked: Fields, known: Fields, picture: bytes) -> Answer | None:
        """Return the answer to a request, or None for silence; raises ArtError."""
        request = asked.get("request")
        if not isinstance(request, str):
            raise ArtError(PARSE_FAIL)
        if self.settings.fault is ArtFault.BUSY:
            raise ArtError(UNAVAILABLE)
        if request not in self.dialect.requests:
            self._refuse_unknown()
            return None
        if request in ONLY_IN_ART and self.settings.only_in_art and self.tv.state.power is not Power.ART:
            return None
        if request in _HANDLERS:
            return _HANDLERS[request](self, asked)
        return await self.uploads.answer(client, asked, known, picture)

    def _refuse_unknown(self) -> None:
        """Raise ArtError for a request of another generation, where it is answered at all."""
        code = self.dialect.unknown
        if self.settings.wrong_api is WrongApi.SILENT:
            code = None
        elif self.settings.wrong_api is WrongApi.ERROR:
            code = NOT_SUPPORTED
        if code is not None:
            raise ArtError(code)

    def say_event(self, client: Connection, known: Fields, event: str, fields: Fields) -> None:
        """Send a client a message about its own request, before the last one."""
        self._say(client, self.dialect.text({**known, "event": event, **fields}))

    def say_picture(self, client: Connection, known: Fields, fields: Fields, data: bytes) -> None:
        """Send a client a picture in a frame of the channel, as in 2019."""
        text = self.dialect.text({**known, "event": "thumbnail", **fields})
        frame = json.dumps({"data": text, "event": "d2d_service_message", "from": self._host}).encode()
        client.send_bytes(len(frame).to_bytes(2) + frame + data)


async def _ended(*tasks: asyncio.Task[None]) -> None:
    """End tasks."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
