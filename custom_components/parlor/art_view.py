"""Takes pictures from phones and laptops: `POST /api/parlor/art/{entity_id}`, with the access of a user of Home Assistant."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from aiohttp import BodyPartReader, StreamReader, hdrs, web
from aiohttp.http import HttpProcessingError
import probatio

from homeassistant.auth.permissions.const import POLICY_CONTROL
from homeassistant.components.http import KEY_HASS, KEY_HASS_USER, HomeAssistantView
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import Unauthorized
from homeassistant.helpers import entity_registry as er

from .art.errors import ArtError, NotAPicture, PictureDamaged, PictureTooLarge, WallBusy
from .art.files import MAX_BYTES
from .art.form import Fit, Show
from .const import DOMAIN
from .services_art import WORD

if TYPE_CHECKING:
    from .tv_gallery import Gallery

TIME: Final = 180.0  # seconds in which a picture has to arrive: phones can be slow
HANG: Final = 180.0  # seconds in which it has to hang
AT_ONCE: Final = 3  # pictures that may arrive at the same time; each is held in memory
MOST_PARTS: Final = 10
CHUNK: Final = 64 * 1024
KINDS: Final = ("image/", "application/octet-stream")  # what phones say of files they do not know

QUERY: Final = probatio.Schema(
    {
        probatio.Optional("fit", default=Fit.COVER): probatio.Coerce(Fit),
        probatio.Optional("background", default="000000"): probatio.All(
            probatio.Match(r"^[0-9a-fA-F]{6}$"), bytes.fromhex, probatio.Coerce(tuple)
        ),
        probatio.Optional("matte"): WORD,
        probatio.Optional("portrait_matte"): WORD,
        probatio.Optional("show", default=Show.NEVER): probatio.Coerce(Show),
    }
)
STATUS: Final[tuple[tuple[type[Exception], HTTPStatus], ...]] = (
    (NotAPicture, HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
    (PictureTooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (WallBusy, HTTPStatus.TOO_MANY_REQUESTS),
    (ArtError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (Exception, HTTPStatus.BAD_GATEWAY),  # the TV's
)


class ArtUploadView(HomeAssistantView):
    """Takes one picture as a file of a form, or as the whole body, and hangs it."""

    url = f"/api/{DOMAIN}/art/{{entity_id}}"
    name = f"api:{DOMAIN}:art"

    def __init__(self) -> None:
        """Have received nothing yet."""
        self._arriving = 0

    async def post(self, request: web.Request, entity_id: str) -> web.Response:
        """Hang a picture, and answer what became of it."""
        from .samsung.errors import SamsungError
        from .tv_gallery import fault, told_of_art

        if not request[KEY_HASS_USER].permissions.check_entity(entity_id, POLICY_CONTROL):
            raise Unauthorized(entity_id=entity_id, permission=POLICY_CONTROL)
        gallery = _gallery(request.app[KEY_HASS], entity_id)
        query = QUERY(dict(request.query))
        try:
            order = gallery.order(
                fit=query["fit"],
                color=query["background"],
                matte=query.get("matte"),
                portrait_matte=query.get("portrait_matte"),
            )
            async with self._room():
                data, name = await _received(request)
                async with asyncio.timeout(HANG):
                    return self.json(await gallery.async_hang(data, order, name=name, show=query["show"]))
        except (ArtError, SamsungError, TimeoutError) as error:
            status = next(status for kind, status in STATUS if isinstance(error, kind))
            return self.json_message(str(told_of_art(error, gallery.name)), status, fault(error))

    @asynccontextmanager
    async def _room(self) -> AsyncIterator[None]:
        """Have room in memory for one picture; raises WallBusy where too many arrive at once."""
        if self._arriving >= AT_ONCE:
            raise WallBusy("too many pictures arrive at once")
        self._arriving += 1
        try:
            yield
        finally:
            self._arriving -= 1


def _gallery(hass: HomeAssistant, entity_id: str) -> Gallery:
    """Return the pictures of a TV by its media player; raises HTTPNotFound."""
    from .entry_tv import TVData

    found = er.async_get(hass).async_get(entity_id)
    if found is None or (found.platform, found.domain) != (DOMAIN, Platform.MEDIA_PLAYER) or not found.config_entry_id:
        raise web.HTTPNotFound
    entry = hass.config_entries.async_get_entry(found.config_entry_id)
    data = getattr(entry, "runtime_data", None)  # an entry that is not loaded has none
    if not isinstance(data, TVData):
        raise web.HTTPNotFound
    return data.gallery


async def _received(request: web.Request) -> tuple[bytes, str]:
    """Return the picture in a request and the name of its file; raises NotAPicture, PictureTooLarge, PictureDamaged."""
    try:
        async with asyncio.timeout(TIME):
            if request.content_type.startswith("multipart/"):
                return await _in_form(request)
            _check_kind(request.content_type)
            return await _bounded(request.content), ""
    except (OSError, TimeoutError, web.RequestPayloadError) as error:  # whoever sent it is gone, or stopped sending
        raise PictureDamaged("it did not arrive whole") from error
    except (ValueError, LookupError, HttpProcessingError) as error:
        raise NotAPicture("the form is broken") from error


async def _in_form(request: web.Request) -> tuple[bytes, str]:
    """Return the first file of a form; raises ValueError where it is none."""
    reader = await request.multipart()
    for _ in range(MOST_PARTS):
        part = await reader.next()
        if part is None:
            break
        if isinstance(part, BodyPartReader) and part.filename:
            _check_kind(part.headers.get(hdrs.CONTENT_TYPE, KINDS[1]))
            return await _bounded(part), _named(part.filename)
    raise NotAPicture("the form has no file")


def _check_kind(kind: str) -> None:
    """Raise NotAPicture for what says of itself that it is none."""
    if not kind.lower().startswith(KINDS):
        raise NotAPicture(f"it is {kind[:50]}")


async def _bounded(body: StreamReader | BodyPartReader) -> bytes:
    """Return a body that is not longer than a picture may be; raises PictureTooLarge as soon as it is."""
    data = bytearray()
    while chunk := await (body.read_chunk(CHUNK) if isinstance(body, BodyPartReader) else body.read(CHUNK)):
        data += chunk
        if len(data) > MAX_BYTES:
            raise PictureTooLarge(f"more than {MAX_BYTES // 1024 // 1024} MB")
    return bytes(data)


def _named(filename: str) -> str:
    """Return the name of a file without where it lay: it is shown, and never opened."""
    from .samsung.frames import printable

    return printable(filename.replace("\\", "/").rpartition("/")[2])
