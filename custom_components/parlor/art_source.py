"""Where a picture that is to be hung comes from: a file, the media of Home Assistant, a camera or an image."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import aiohttp

from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.components.media_player import async_process_play_media_url
from homeassistant.const import Platform
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, Unauthorized
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from .art.errors import FileUnreadable, NotAPicture, PictureTooLarge
from .art.files import MAX_BYTES, read

FETCH: Final = 30.0  # seconds for a picture that has an address alone
CHUNK: Final = 64 * 1024
MEDIA_ID: Final = "media_content_id"
SNAPSHOTS: Final = (Platform.CAMERA, Platform.IMAGE)


async def async_file(hass: HomeAssistant, path: str) -> tuple[bytes, str]:
    """Return a file and its name, where Home Assistant may read it (`allowlist_external_dirs`)."""
    return await hass.async_add_executor_job(read, Path(path), hass.config.is_allowed_path), Path(path).name


async def async_media(hass: HomeAssistant, media: Mapping[str, Any], context: Context) -> tuple[bytes, str]:
    """Return a picture of Home Assistant's media and its name; raises FileUnreadable, NotAPicture, PictureTooLarge."""
    from homeassistant.components import media_source  # only who chooses media has it

    media_id = str(media[MEDIA_ID])
    for domain in SNAPSHOTS:
        if media_id.startswith(prefix := f"media-source://{domain}/"):
            return await async_snapshot(hass, media_id.removeprefix(prefix), context)
    try:
        found = await media_source.async_resolve_media(hass, media_id, None)
    except HomeAssistantError as error:
        raise FileUnreadable("no such media") from error
    if not found.mime_type.startswith("image/"):
        raise NotAPicture(f"it is {found.mime_type[:50]}")
    if found.path is not None:
        # What a media source offers may be read, wherever it lies.
        return await hass.async_add_executor_job(read, found.path, lambda _: True), found.path.name
    return await _fetch(hass, found.url), ""


async def async_snapshot(hass: HomeAssistant, entity_id: str, context: Context) -> tuple[bytes, str]:
    """Return what a camera sees or an image shows, to whom may see it; raises Unauthorized, FileUnreadable."""
    if context.user_id is not None:
        user = await hass.auth.async_get_user(context.user_id)
        if user is None or not user.permissions.check_entity(entity_id, POLICY_READ):
            raise Unauthorized(context=context, entity_id=entity_id, permission=POLICY_READ)
    try:
        return await _seen(hass, entity_id), entity_id
    except (HomeAssistantError, KeyError) as error:  # the second where Home Assistant has none of that kind
        raise FileUnreadable("no picture of it now") from error


async def _seen(hass: HomeAssistant, entity_id: str) -> bytes:
    """Return the picture of an entity; who has one has loaded what this imports."""
    if entity_id.startswith(f"{Platform.CAMERA}."):
        from homeassistant.components import camera

        return (await camera.async_get_image(hass, entity_id)).content
    from homeassistant.components import image

    return (await image.async_get_image(hass, entity_id)).content


async def _fetch(hass: HomeAssistant, url: str) -> bytes:
    """Return what is at an address, within bounds of time and size."""
    try:
        address = async_process_play_media_url(hass, url)
        async with (
            asyncio.timeout(FETCH),
            async_get_clientsession(hass).get(address, raise_for_status=True) as response,
        ):
            return await _bounded(response.content)
    except (aiohttp.ClientError, HomeAssistantError, OSError, TimeoutError, ValueError) as error:
        raise FileUnreadable("the picture cannot be fetched") from error


async def _bounded(body: aiohttp.StreamReader) -> bytes:
    """Return a body that is not longer than a picture may be."""
    data = bytearray()
    async for chunk in body.iter_chunked(CHUNK):
        data += chunk
        if len(data) > MAX_BYTES:
            raise PictureTooLarge(f"more than {MAX_BYTES // 1024 // 1024} MB")
    return bytes(data)
