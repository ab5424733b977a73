"""What can be asked of the pictures on a Frame."""

import asyncio
from collections.abc import Coroutine, Mapping
from pathlib import Path
from typing import Any, Final, Required, TypedDict, Unpack

from homeassistant.core import Context, ServiceResponse

from .art.errors import FileUnreadable
from .art.files import pictures_in
from .art.form import Fit, Show
from .art.hang import Order, Outcome
from .art_matte import async_set_matte
from .art_source import async_file, async_media, async_snapshot
from .entity import COMMAND_LIMIT, TVEntity
from .entry_tv import TVData
from .samsung.art.state import FAVOURITES, MY_PHOTOS, RECENT
from .tv_gallery import Gallery, art_errors, described

CATEGORIES: Final = {"my_photos": MY_PHOTOS, "favourites": FAVOURITES, "recent": RECENT, "all": None}
UPLOAD_LIMIT: Final = 180.0  # seconds for one picture, which may wait for others


class Shape(TypedDict, total=False):
    """How pictures are to be hung, as an action says it."""

    fit: Required[Fit]
    background: Required[tuple[int, int, int]]
    matte: str
    portrait_matte: str


class Upload(Shape, total=False):
    """One picture to be hung, from one of three places, as an action says it."""

    path: str
    media: Mapping[str, Any]
    source_entity: str
    show: Required[Show]


class ArtActions(TVEntity):
    """What the entity of a TV offers for its pictures."""

    @property
    def gallery(self) -> Gallery:
        """Return the pictures of this TV."""
        data = self.coordinator.config_entry.runtime_data
        assert isinstance(data, TVData)
        return data.gallery

    async def async_list_art(self, category: str) -> ServiceResponse:
        """Return the pictures of a category."""
        return {"artworks": [*await self._done(self.gallery.async_artworks(CATEGORIES[category]))]}

    async def async_select_art(self, content_id: str, show: Show) -> ServiceResponse:
        """Hang a picture that is on the TV, and show it as far as that is wanted."""
        is_shown = await self._done(self.gallery.async_show(content_id, show))
        if not is_shown:
            await self._done(self.gallery.tv.art.select(content_id, show=False))
        return {"shown": is_shown}

    async def async_upload_art(self, **wanted: Unpack[Upload]) -> ServiceResponse:
        """Put one picture on the TV."""
        order = self._order(wanted)
        if not wanted.keys() & {"path", "media", "source_entity"}:
            raise self.invalid("art_no_source")
        # Who asks is known now; while the picture is on its way somebody else may ask for something.
        return await self._done(self._async_upload(wanted, order, self._context or Context()), UPLOAD_LIMIT)

    async def _async_upload(self, wanted: Upload, order: Order, context: Context) -> ServiceResponse:
        """Fetch a picture, and put it on the TV."""
        if "path" in wanted:
            data, name = await async_file(self.hass, wanted["path"])
        elif "media" in wanted:
            data, name = await async_media(self.hass, wanted["media"], context)
        else:
            data, name = await async_snapshot(self.hass, wanted["source_entity"], context)
        return await self.gallery.async_hang(data, order, name=name, show=wanted["show"])

    async def async_upload_art_folder(self, path: str, **shape: Unpack[Shape]) -> ServiceResponse:
        """Put the pictures of a folder on the TV, one after the other."""
        outcomes = await self._done(self._async_upload_folder(Path(path), self._order(shape)), None)
        return {
            "files": [described(outcome) for outcome in outcomes],
            "uploaded": sum(outcome.content_id is not None and not outcome.is_duplicate for outcome in outcomes),
            "duplicates": sum(outcome.is_duplicate for outcome in outcomes),
            "failed": sum(outcome.error is not None for outcome in outcomes),
        }

    async def _async_upload_folder(self, folder: Path, order: Order) -> tuple[Outcome, ...]:
        """Find the pictures of a folder, and put them on the TV."""
        is_allowed = self.hass.config.is_allowed_path

        def listed() -> tuple[Path, ...]:
            if not is_allowed(str(folder)):
                raise FileUnreadable("not a folder that may be read")
            return pictures_in(folder)

        paths = await self.hass.async_add_executor_job(listed)
        return await (await self.gallery.async_wall()).hang_all(
            paths, order, is_allowed=is_allowed, on_progress=self.coordinator.async_update_listeners
        )

    async def async_stop_art_upload(self) -> None:
        """End the upload of a folder after the picture that is on its way."""
        (await self.gallery.async_wall()).stop()

    async def async_delete_art(self, content_ids: list[str]) -> None:
        """Delete pictures that were put on the TV from here."""
        await self._done((await self.gallery.async_wall()).take_down(content_ids))

    async def async_set_art_matte(self, matte: str, portrait_matte: str | None = None, content_id: str = "") -> None:
        """Put another matte around a picture."""
        with art_errors(self.coordinator.name):
            self.gallery.check_mattes(matte, portrait_matte)
        await self._done(async_set_matte(self.gallery.tv, self._which(content_id), matte, portrait_matte))

    async def async_set_photo_filter(self, photo_filter: str, content_id: str = "") -> None:
        """Put a filter over a picture."""
        await self._done(self.gallery.tv.art.set_filter(self._which(content_id), photo_filter))

    async def async_favourite_art(self, favourite: bool, content_id: str = "") -> None:
        """Make a picture a favourite, or none any longer."""
        await self._done(self.gallery.tv.art.set_favourite(self._which(content_id), favourite))

    async def async_set_slideshow(self, minutes: int, shuffle: bool, category: str) -> None:
        """Have the pictures of a category change by themselves every so many minutes, or with 0 no longer."""
        art = self.gallery.tv.art
        await self._done(art.set_slideshow(minutes or None, shuffle=shuffle, category=CATEGORIES[category]))

    async def _done[ResultT](self, doing: Coroutine[Any, Any, ResultT], limit: float | None = COMMAND_LIMIT) -> ResultT:
        """Do something with the pictures of the TV, and translate what goes wrong."""
        with art_errors(self.coordinator.name):
            async with asyncio.timeout(limit):
                return await doing

    def _which(self, content_id: str) -> str:
        """Return the picture an action is for: the one named, or the one that hangs."""
        if content_id:
            return content_id
        if (current := self.gallery.art.current) is None:
            raise self.invalid("art_none_current")
        return current.content_id

    def _order(self, shape: Shape) -> Order:
        """Return how pictures are to be hung."""
        with art_errors(self.coordinator.name):
            return self.gallery.order(
                fit=shape["fit"],
                color=shape["background"],
                matte=shape.get("matte"),
                portrait_matte=shape.get("portrait_matte"),
            )
