"""Pictures that come and go: uploads and thumbnails, over sockets of their own or within the channel."""

import asyncio
import json
import ssl
from typing import Protocol

from .art_dialect import INVALID_PARAMETER, NO_SPACE, SYSTEM_FAIL, Fields
from .art_pictures import look
from .art_requests import Answer, ArtError, Desk, mattes_of, wanted
from .art_state import MY_PHOTOS, Artwork, TransferFault
from .art_transfer import LARGEST_PICTURE, File, Transfer, TransferError
from .connection import Connection
from .log import ArtTransferred
from .state import NetworkFault

# How the channel of 2019 names the types, and the later sockets.
_INLINE_TYPES = {"JPEG": "jpg", "PNG": "png"}
_TYPES = {"jpg": "jpg", "png": "png"}
_MOST_THUMBNAILS = 100


class Voice(Desk, Protocol):
    """A desk that can also speak to one client while its request goes on."""

    def say_event(self, client: Connection, known: Fields, event: str, fields: Fields) -> None:
        """Send a message before the last one."""

    def say_picture(self, client: Connection, known: Fields, fields: Fields, data: bytes) -> None:
        """Send a picture within the channel."""


class Uploads:
    """Takes pictures and gives thumbnails."""

    def __init__(self, desk: Voice) -> None:
        """Work for one app; `context` has to be set before a socket can be secured."""
        self.context: ssl.SSLContext | None = None
        self._desk = desk
        self._sending: set[asyncio.Task[None]] = set()

    async def close(self) -> None:
        """End what is being sent."""
        for task in self._sending:
            task.cancel()
        await asyncio.gather(*self._sending, return_exceptions=True)

    async def answer(self, client: Connection, asked: Fields, known: Fields, picture: bytes) -> Answer | None:
        """Return the last answer to a request about bytes; raises ArtError."""
        if asked["request"] == "send_image":
            return await self._send_image(client, asked, known, picture)
        if self._desk.dialect.inline:
            work = wanted(self._desk, asked)
            small = await asyncio.to_thread(self._desk.stock.thumbnail, work.content_id)
            await asyncio.sleep(self._desk.tv.settings.art.thumbnail_seconds)
            self._desk.say_picture(client, known, {"content_id": work.content_id, "file_type": "JPEG"}, small)
            return None
        return await self._thumbnails(asked)

    def _transfer(self) -> Transfer:
        """Return a new socket, that behaves as the faults say."""
        settings = self._desk.tv.settings
        secured = self._desk.dialect.secured if settings.art.secured is None else settings.art.secured
        unreachable = settings.faults.network is not NetworkFault.NONE
        return Transfer(
            self._desk.tv.identity.host,
            seconds=settings.art.transfer_seconds,
            fault=TransferFault.HANGS if unreachable else settings.art.transfer,
            context=self.context if secured else None,
        )

    def _place(self, transfer: Transfer, asked: Fields) -> Fields:
        """Return where a socket is, as it is told: a JSON text with a port of digits."""
        given = asked.get("conn_info")
        given = json.loads(given) if isinstance(given, str) else given
        if not isinstance(given, dict) or given.get("d2d_mode") != "socket":
            raise ArtError(INVALID_PARAMETER)
        place: Fields = {
            "contentInfo": json.dumps(given),
            "event": "get_d2d_connection",
            "ip": self._desk.tv.identity.host,
            "port": str(transfer.port),
            "key": transfer.key,
            "stat": "ok",
            "mode": "socket",
        }
        if transfer.secured or self._desk.dialect.secured is not None:
            place["secured"] = transfer.secured
        return {"conn_info": json.dumps(place)}

    async def _thumbnails(self, asked: Fields) -> Answer:
        """Tell where thumbnails can be fetched, and send them to whoever comes."""
        desk = self._desk
        single = asked["request"] == "get_thumbnail"
        listed = [asked] if single else asked.get("content_id_list")
        if not isinstance(listed, list) or not 0 < len(listed) <= _MOST_THUMBNAILS:
            raise ArtError(INVALID_PARAMETER)
        works = [wanted(desk, entry if isinstance(entry, dict) else {}) for entry in listed]
        if desk.tv.settings.art.transfer is TransferFault.FAILS:
            raise ArtError(SYSTEM_FAIL)
        files = [
            File(work.content_id, "jpg", await asyncio.to_thread(desk.stock.thumbnail, work.content_id))
            for work in works
        ]
        transfer = await self._transfer().__aenter__()
        task = asyncio.create_task(self._send(transfer, files))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)
        fields = {"content_id": works[0].content_id, "file_type": "jpg"}
        if not single:
            entries = [{"content_id": work.content_id, "file_type": "jpg"} for work in works]
            fields["content_list"] = desk.dialect.text(entries)
        return Answer({**fields, **self._place(transfer, asked)})

    async def _send(self, transfer: Transfer, files: list[File]) -> None:
        """Send thumbnails to whoever comes, and close the socket."""
        desk = self._desk
        sent = sum(len(file.data) for file in files)
        try:
            await transfer.send(files, wait=desk.tv.settings.art.thumbnail_seconds, words=not desk.dialect.modern)
        except TransferError:
            sent = 0
        finally:
            await transfer.__aexit__()
        desk.tv.log.add(ArtTransferred(upload=False, size=sent, tls=transfer.secured))

    async def _send_image(self, client: Connection, asked: Fields, known: Fields, picture: bytes) -> Answer | None:
        """Take an upload; raises ArtError."""
        desk = self._desk
        inline = desk.dialect.inline
        kind = (_INLINE_TYPES if inline else _TYPES).get(str(asked.get("file_type")))
        mattes = mattes_of(asked)
        if inline and not picture:
            raise ArtError(SYSTEM_FAIL)
        if kind is None:
            raise ArtError(INVALID_PARAMETER)
        if desk.stock.photos >= desk.tv.settings.art.most_photos:
            raise ArtError(NO_SPACE)
        secured = False
        if not inline:
            picture, secured = await self._received(client, asked, known)
        if desk.tv.settings.art.transfer is TransferFault.FAILS:
            raise ArtError(SYSTEM_FAIL)
        seen = await asyncio.to_thread(look, picture)
        if seen is None or seen.kind != kind:
            raise ArtError(SYSTEM_FAIL)
        desk.tv.log.add(ArtTransferred(upload=True, size=len(picture), tls=secured))
        date = str(asked.get("image_date", ""))[:40]
        work = Artwork(
            content_id="",
            category_id=MY_PHOTOS,
            width=seen.width,
            height=seen.height,
            file_type=kind,
            image_date=date,
            grey=not seen.shows,
            matte_id=mattes.get("matte_id", "none"),
            portrait_matte_id=mattes.get("portrait_matte_id", "none"),
        )
        return self._kept(desk.stock.add(picture, work))

    async def _received(self, client: Connection, asked: Fields, known: Fields) -> tuple[bytes, bool]:
        """Return a picture from a socket, and whether that was secured; raises ArtError."""
        size = asked.get("file_size")
        if not isinstance(size, int) or isinstance(size, bool) or not 0 < size <= LARGEST_PICTURE:
            raise ArtError(INVALID_PARAMETER)
        try:
            async with self._transfer() as transfer:
                self._desk.say_event(client, known, "ready_to_use", self._place(transfer, asked))
                return await transfer.receive(size), transfer.secured
        except TransferError:
            raise ArtError(SYSTEM_FAIL) from None

    def _kept(self, work: Artwork) -> Answer | None:
        """Tell that a picture is there: the client itself and, since 2022, everyone in a message without an id."""
        desk, settings = self._desk, self._desk.tv.settings.art
        if settings.transfer is TransferFault.UNCONFIRMED or (work.grey and settings.grey_is_silent):
            return None
        fields: Fields = {
            "content_id": work.content_id,
            "category_id": work.category_id,
            "matte_id": work.matte_id,
            "portrait_matte_id": work.portrait_matte_id,
            "width": str(work.width),
            "height": str(work.height),
        }
        if desk.dialect.modern:
            desk.broadcast("image_added", **fields)
        return Answer(fields)
