"""Pictures sent to a Frame, and their thumbnails fetched, in the way its generation knows."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
import uuid

from ..errors import InvalidParameter, NotConfirmed, TVSilent
from . import transfer
from .asking import Desk, Question
from .generations import Thumbnails
from .watch import ArtWatch
from .wire import ArtMessage, binary_frame, request_frame

MAX_UPLOAD: Final = 30 * 1024 * 1024
ADDED: Final = 45.0  # seconds until a picture that was sent hangs in the list: sets decode it first
ADDED_EVENTS: Final = (
    "image_added",
    "send_image",
)  # the second where an answer is called what its request was, since 2022
READY: Final = 8.0  # seconds until a set listens for one
THUMBNAIL: Final = 5.0  # seconds until a set offers one
SETTLE: Final = 1.0  # seconds for the answer that is ours, after news of a picture that nobody is named with

type FileType = Literal["jpg", "png"]
INLINE_TYPES: Final = {"jpg": "JPEG", "png": "PNG"}  # as SmartThings writes them to sets of 2019


async def thumbnail(desk: Desk, watch: ArtWatch, content_id: str) -> bytes:
    """Return a small picture, most often a JPEG, of at most 4 MB; a turn of one's own is needed."""

    async def ask(way: Thumbnails) -> ArtMessage:
        named = {"content_id": content_id}
        which = {"content_id_list": [named]} if way is Thumbnails.LIST else named
        params = {**which, "conn_info": transfer.connection_info(str(uuid.uuid4()))}
        return await desk.ask(way, params, seconds=THUMBNAIL)

    answer = await watch.by_ways(Thumbnails, watch.learned.generation.thumbnails, ask)
    if answer.image:
        return answer.image
    return await transfer.receive(transfer.target(answer.fields, (await desk.socket()).address))


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture to be hung: `mattes` for either orientation, `taken_at` in the time of the house."""

    data: bytes
    file_type: FileType
    mattes: tuple[str, str]
    taken_at: datetime

    def check(self) -> None:
        """Raise InvalidParameter where no set takes it."""
        if not 0 < len(self.data) <= MAX_UPLOAD:
            raise InvalidParameter("the picture is empty or larger than 30 MB")


async def upload(desk: Desk, watch: ArtWatch, picture: Picture) -> str:
    """Send a picture and return the id the set gives it; a turn of one's own is needed."""
    await watch.know_version(desk)
    request_id = str(uuid.uuid4())
    candidates: list[str] = []
    async with desk.listening(request_id, lambda message: _is_added(message, request_id, candidates)) as added:
        if watch.learned.generation.sends_inline:
            await _send_inline(desk, request_id, picture)
        else:
            await _send_apart(desk, request_id, picture)
        return await _content_id(desk, added, candidates)


async def _send_inline(desk: Desk, request_id: str, picture: Picture) -> None:
    """Send a picture in the frame of its request (0.97)."""
    file_type = INLINE_TYPES[picture.file_type]
    text = request_frame("send_image", request_id, {"file_type": file_type, "matte_id": picture.mattes[0]})
    await (await desk.socket()).send_image(binary_frame(text, picture.data))


async def _send_apart(desk: Desk, request_id: str, picture: Picture) -> None:
    """Send a picture over a connection of its own."""
    socket = await desk.socket()
    params = {
        "file_type": picture.file_type,
        "file_size": len(picture.data),
        "image_date": picture.taken_at.strftime("%Y:%m:%d %H:%M:%S"),
        "matte_id": picture.mattes[0],
        "portrait_matte_id": picture.mattes[1],
        "conn_info": transfer.connection_info(request_id),
    }
    async with desk.listening(request_id) as ready:
        await socket.send(request_frame("send_image", request_id, params))
        answer = await desk.answer(ready, READY)
    await transfer.send(transfer.target(answer.fields, socket.address), picture.data, picture.file_type)


def _is_added(message: ArtMessage, request_id: str, candidates: list[str]) -> bool:
    """Say whether this tells that our picture is there; note the ids of pictures that nobody is named with."""
    content_id = message.fields.get("content_id")
    if not isinstance(content_id, str) or not content_id:
        return False
    if message.event in ADDED_EVENTS and message.answers(request_id):
        return True
    if message.event == "image_added" and not message.is_addressed:
        candidates.append(content_id)
    return False


async def _content_id(desk: Desk, added: Question, candidates: list[str]) -> str:
    """Return the id of our picture: the one told to us, or else the only one told to nobody in particular."""
    loop = asyncio.get_running_loop()
    give_up_at = loop.time() + ADDED
    while loop.time() < give_up_at and not candidates and not added.answer.done():
        await asyncio.wait({added.answer}, timeout=SETTLE)
    try:
        content_id = (await desk.answer(added, SETTLE)).fields["content_id"]
        return str(content_id)
    except TVSilent as error:
        if len(set(candidates)) == 1:
            return candidates[0]
        raise NotConfirmed("the TV does not say that the picture is there") from error
