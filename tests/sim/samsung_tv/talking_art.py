"""A client of the art channel that believes nothing: it sends requests and hands back what comes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import io
import json
import ssl
from typing import Any, Self

import aiohttp
from PIL import Image

from sim.samsung_tv import ArtApi, ArtSettings, Power, SamsungTV, Settings, TVState

from .conftest import NAME

FRAME = "QE55LS03DAUXXN"


@asynccontextmanager
async def frame(
    host: str, api: ArtApi = ArtApi.OF_2022, power: Power = Power.ART, **art: Any
) -> AsyncIterator[SamsungTV]:
    """Run a Frame."""
    settings = Settings(art=ArtSettings(api=api, **art))
    async with SamsungTV(host, model=FRAME, state=TVState(power=power), settings=settings) as tv:
        yield tv


class Talker:
    """One socket to the art channel."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        """Talk over a socket."""
        self.socket = socket
        self.heard: list[dict[str, Any]] = []

    @classmethod
    @asynccontextmanager
    async def connected(
        cls, tv: SamsungTV, session: aiohttp.ClientSession, *, name: str = NAME, ready: bool = True
    ) -> AsyncIterator[Self]:
        """Connect at 8002, the person at the set allowing it, and wait until the app is there."""
        power = tv.state.power
        tv.change(power=Power.ON)
        url = f"https://{tv.host}:8002/api/v2/channels/com.samsung.art-app"
        async with session.ws_connect(url, params={"name": name}) as socket:
            talker = cls(socket)
            first = await talker.next()
            assert first["event"] == "ms.channel.connect"
            if ready:
                assert await talker.next() == {"data": {}, "event": "ms.channel.ready"}
            tv.change(power=power)
            await talker.silence()
            talker.heard.clear()
            yield talker

    async def next(self, seconds: float = 3) -> dict[str, Any]:
        """Return the next frame."""
        frame: dict[str, Any] = json.loads(await self.socket.receive_str(timeout=seconds))
        return frame

    async def told(self, seconds: float = 3) -> dict[str, Any]:
        """Return the next message of the art app."""
        while True:
            frame = await self.next(seconds)
            if frame["event"] == "d2d_service_message":
                message: dict[str, Any] = json.loads(frame["data"])
                self.heard.append(message)
                return message

    async def until(self, event: str) -> dict[str, Any]:
        """Return the next message of a kind."""
        while True:
            message = await self.told()
            if message["event"] == event:
                return message

    async def silence(self, seconds: float = 0.2) -> None:
        """Read until nothing has come for a while."""
        while True:
            try:
                await self.told(seconds)
            except TimeoutError:
                return

    async def ask(self, request: str, *, request_id: str = "r1", **fields: Any) -> None:
        """Send a request."""
        data = {"request": request, "id": request_id, "request_id": request_id, **fields}
        params = {"event": "art_app_request", "to": "host", "data": json.dumps(data)}
        await self.socket.send_json({"method": "ms.channel.emit", "params": params})

    async def answer(self, request: str, **fields: Any) -> dict[str, Any]:
        """Send a request, and return the message that carries its id."""
        await self.ask(request, **fields)
        while True:
            message = await self.told()
            if "r1" in {message.get("request_id"), message.get("id")}:
                return message


async def sent(place: dict[str, Any], data: bytes, kind: str = "jpg", **header: Any) -> None:
    """Upload to a socket."""
    context = None
    if place.get("secured"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    _, writer = await asyncio.open_connection(place["ip"], int(place["port"]), ssl=context)
    fields = {"num": 0, "total": 1, "fileLength": len(data), "fileType": kind, "secKey": place["key"]}
    told = json.dumps({**fields, **header}).encode()
    writer.write(len(told).to_bytes(4) + told + data)
    await writer.drain()
    writer.close()


async def upload(talker: Talker, data: bytes, kind: str = "jpg", **fields: Any) -> dict[str, Any]:
    """Upload a picture, and return the message that ends it."""
    conn_info = {"d2d_mode": "socket", "connection_id": 1, "id": "r1"}
    ready = await talker.answer("send_image", file_type=kind, file_size=len(data), conn_info=conn_info, **fields)
    if ready["event"] == "error":
        return ready
    assert ready["event"] == "ready_to_use"
    await sent(json.loads(ready["conn_info"]), data, kind)
    while True:
        message = await talker.told()
        if "r1" in {message.get("request_id"), message.get("id")}:
            return message


def painted(kind: str = "JPEG", size: tuple[int, int] = (640, 360), **options: Any) -> bytes:
    """Return a picture."""
    written = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(written, kind, **options)
    return written.getvalue()
