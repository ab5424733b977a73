"""The art of one Frame, to be asked for and changed."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Final

import aiohttp

from ..errors import ArtworkUnknown, BadAnswer, InvalidParameter, NotConfirmed, NotSupported, TVBusy, TVIsOff, TVSilent
from ..power.verdict import Power
from ..remote.link import RemoteLink
from ..state import Facts, Timing
from . import effects, knobs, pictures, readings
from .asking import Desk
from .effects import never
from .generations import NEW
from .link import ArtLink
from .news import mode_told
from .pictures import FileType, Picture
from .state import FAVOURITES, MY_PHOTOS, NO_MATTE, ArtState, Artwork, Slideshow
from .watch import NOT_THAT_WAY, ArtWatch
from .wire import ArtMessage, on_off

LIST: Final = 10.0  # seconds for a list that may hold thousands
MAX_DELETED: Final = 500
SHOWN: Final = 200  # characters of ids in an error


class ArtChannel:
    """The art of one Frame.

    Everything raises SamsungError alone, within bounds: NotSupported where the set is no Frame or does not have what is
    asked, TVUnreachable within 3 seconds where it is gone, PairingNeeded where it refuses us, TVSilent where its art app
    does not answer, TVBusy where too much is asked at once, InvalidParameter for what it does not take, and NotConfirmed
    where the effect was not seen. One request is under way at a time. What is so already is not asked for again: sets
    do not answer that.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        host: str,
        facts: Facts,
        timing: Timing,
        remote: RemoteLink,
        look_soon: Callable[[float], None],
    ) -> None:
        """Describe the channel; nothing is opened until `run`."""
        self._facts = facts
        self._timing = timing
        self._watch = ArtWatch(facts, timing, look_soon)
        self._link = ArtLink(session, host, facts, timing, remote, self._watch)

    async def run(self) -> None:
        """Keep the channel open while it is wanted, and what is known of it new, for ever."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._link.run(), name="samsung art link")
            tasks.create_task(self._watch.run(self._link, self._link.desk), name="samsung art watch")

    @property
    def _art(self) -> ArtState:
        """Return what is known now."""
        return self._watch.art

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[Desk]:
        """Have the art app to oneself; raises NotSupported where there is none, TVIsOff where the set sleeps."""
        info = self._facts.state.info
        if info is not None and info.is_frame is not True:
            raise NotSupported("the TV is no Frame")
        async with self._link.desk.turn():
            try:
                yield self._link.desk
            except (TVSilent, TVBusy, NotConfirmed) as error:
                if self._facts.state.power is Power.OFF:
                    raise TVIsOff("the TV is off") from error
                raise

    @asynccontextmanager
    async def _about(self, *content_ids: str) -> AsyncIterator[Desk]:
        """Have the art app to oneself for something about pictures; raises ArtworkUnknown for those it does not have.

        Sets were seen to refuse an unknown picture as they do what they cannot do just now (-10): the list tells which.
        """
        async with self._turn() as desk:
            try:
                yield desk
            except TVBusy as error:
                known = {work.content_id for work in await self._list(desk, None)}
                if known.issuperset(content_ids):
                    raise
                raise ArtworkUnknown(", ".join(set(content_ids) - known)[:SHOWN]) from error

    async def set_mode(self, on: bool) -> None:
        """Show art, or what was watched before; raises TVIsOff where the set sleeps and claims to show art."""
        async with self._turn() as desk:

            async def look() -> bool:
                await desk.ask("get_artmode_status")
                return self._art.mode is on

            if await look():
                if on and self._facts.state.power is Power.OFF:
                    raise TVIsOff("the TV is off, and says that it shows art")
                return
            await effects.change(
                desk,
                self._timing.art_wait,
                "set_artmode_status",
                lambda message: mode_told(message) is on,
                look,
                {"value": "on" if on else "off"},
            )

    async def artworks(self, category: str | None = None) -> tuple[Artwork, ...]:
        """Return the pictures of a category (`MY_PHOTOS`, `FAVOURITES`, `RECENT`, or one from the store), or all."""
        async with self._turn() as desk:
            return await self._list(desk, category)

    async def _list(self, desk: Desk, category: str | None) -> tuple[Artwork, ...]:
        """Return the pictures of a category, which some pictures name otherwise, and some old sets do not heed."""
        found = await self._listed(desk, category)
        matching = tuple(work for work in found if work.category_id == category)
        if category is None or self._watch.learned.generation is NEW or len(matching) == len(found):
            return found
        everything = {work.content_id for work in await self._listed(desk, None)}
        return matching if everything == {work.content_id for work in found} else found

    async def _listed(self, desk: Desk, category: str | None) -> tuple[Artwork, ...]:
        """Return what the set lists; the name of the parameter was another before 2022."""
        answer = await desk.ask("get_content_list", {"category": category, "category_id": category}, seconds=LIST)
        if (found := readings.artworks(answer.fields)) is None:
            raise BadAnswer("the answer holds no list")
        return found

    async def select(self, content_id: str, *, show: bool = True) -> None:
        """Hang a picture. With `show` art is shown even where somebody watches something else: say so only if meant.

        Without it this is the picture that hangs when art is next shown, and what is watched stays.
        """

        def seen(message: ArtMessage) -> bool:
            return (
                message.event == "image_selected" and message.fields.get("content_id") == content_id and agrees(message)
            )

        def agrees(message: ArtMessage) -> bool:
            return not show or on_off(message.fields.get("is_shown")) is not False

        async with self._about(content_id) as desk:

            async def look() -> bool:
                await self._watch.read_current(desk)
                art = self._art
                is_shown = not show or art.mode is not False
                return is_shown and art.current is not None and art.current.content_id == content_id

            category = MY_PHOTOS if content_id.startswith("MY_F") else None
            params = {"content_id": content_id, "category_id": category, "show": show}
            await effects.request(desk, "select_image", seen, look, params, agrees)
            if not show and self._art.mode:
                with suppress(*NOT_THAT_WAY):
                    await look()  # whether it hangs already is for the set to say

    async def set_matte(self, content_id: str, matte_id: str, portrait_matte_id: str | None = None) -> None:
        """Change the matte of a picture; some sets take one only with the upload, and raise InvalidParameter here."""
        wanted = {"content_id": content_id, "matte_id": matte_id, "portrait_matte_id": portrait_matte_id}

        def is_it(work: Artwork) -> bool:
            mattes = work.matte_id == matte_id and portrait_matte_id in (None, work.portrait_matte_id)
            return work.content_id == content_id and mattes

        def seen(message: ArtMessage) -> bool:
            work = readings.artwork(message.fields) if message.event == "matte_changed" else None
            return work is not None and is_it(work)

        def agrees(message: ArtMessage) -> bool:
            return message.fields.get("matte_id") in (None, matte_id)

        async with self._about(content_id) as desk:

            async def look() -> bool:
                return any(map(is_it, await self._list(desk, None)))

            await effects.request(desk, "change_matte", seen, look, wanted, agrees)

    async def set_filter(self, content_id: str, filter_id: str) -> None:
        """Put a photo filter over a picture."""
        async with self._about(content_id) as desk:
            params = {"content_id": content_id, "filter_id": filter_id}
            await effects.request(desk, "set_photo_filter", never, _unknown, params)

    async def set_favourite(self, content_id: str, on: bool) -> None:
        """Add a picture to the favourites, or take it out; sets since 2022 take only pictures from the store."""

        def seen(message: ArtMessage) -> bool:
            told = message.fields.get("content_id"), on_off(message.fields.get("status"))
            return message.event == "favorite_changed" and told == (content_id, on)

        async with self._about(content_id) as desk:

            async def look() -> bool:
                favourites = await self._list(desk, FAVOURITES)
                return any(work.content_id == content_id for work in favourites) is on

            params = {"content_id": content_id, "status": "on" if on else "off"}
            await effects.request(desk, "change_favorite", seen, look, params)

    async def set_slideshow(self, minutes: int | None, *, shuffle: bool = True, category: str | None = None) -> None:
        """Have the set change the picture by itself every so many minutes, or no more (None).

        Sets take only some numbers (3, 15, 60, 720, 1440 and 10080 on one of 2025), and raise InvalidParameter for others.
        """
        known = self._art.slideshow
        category = category or (known.category_id if known else None) or MY_PHOTOS
        wanted = Slideshow(minutes=minutes, shuffle=shuffle, category_id=category)
        async with self._turn() as desk:
            await knobs.set_slideshow(self._watch, desk, wanted)

    async def set_brightness(self, value: int) -> None:
        """Set how bright art is, within the set's range."""
        async with self._turn() as desk:
            await knobs.set_level(self._watch, desk, self._timing.art_wait, "brightness", value)

    async def set_color_temperature(self, value: int) -> None:
        """Set how warm art looks, within the set's range."""
        async with self._turn() as desk:
            await knobs.set_level(self._watch, desk, self._timing.art_wait, "color_temperature", value)

    async def set_motion_timer(self, value: str) -> None:
        """Set after how many minutes without motion the panel goes dark, one of the set's own words."""
        async with self._turn() as desk:
            await knobs.set_choice(self._watch, desk, self._timing.art_wait, "motion_timer", value)

    async def set_motion_sensitivity(self, value: str) -> None:
        """Set how easily motion is noticed, one of the set's own words."""
        async with self._turn() as desk:
            await knobs.set_choice(self._watch, desk, self._timing.art_wait, "motion_sensitivity", value)

    async def set_brightness_sensor(self, on: bool) -> None:
        """Have art follow the light in the room, or not."""
        async with self._turn() as desk:
            await knobs.set_switch(self._watch, desk, self._timing.art_wait, "brightness_sensor", on=on)

    async def upload(
        self,
        data: bytes,
        file_type: FileType,
        *,
        matte_id: str = NO_MATTE,
        portrait_matte_id: str = NO_MATTE,
        taken_at: datetime | None = None,
    ) -> str:
        """Add a picture of at most 30 MB and return the id the set gives it; may take two minutes.

        A set may restart when it shows a picture with a matte that its shape does not allow: see `ArtState.mattes_for`.
        `taken_at` is what the set shows as the picture's date, in the time of the house.
        """
        picture = Picture(
            data=data, file_type=file_type, mattes=(matte_id, portrait_matte_id), taken_at=taken_at or datetime.now()
        )
        picture.check()
        async with self._turn() as desk:
            return await pictures.upload(desk, self._watch, picture)

    async def thumbnail(self, content_id: str) -> bytes:
        """Return a small picture of a picture, of at most 4 MB, most often a JPEG."""
        async with self._about(content_id) as desk:
            return await pictures.thumbnail(desk, self._watch, content_id)

    async def delete(self, content_ids: Sequence[str]) -> None:
        """Take pictures off the set for good, 500 at most; whose they are is for the caller to know."""
        gone = set(content_ids)
        if not 0 < len(gone) <= MAX_DELETED:
            raise InvalidParameter("there is nothing to delete, or too much")
        async with self._about(*gone) as desk:

            async def look() -> bool:
                return not any(work.content_id in gone for work in await self._list(desk, MY_PHOTOS))

            def agrees(message: ArtMessage) -> bool:
                return gone <= set(readings.words(message.fields.get("content_id_list"), "content_id"))

            params = {"content_id_list": [{"content_id": content_id} for content_id in dict.fromkeys(content_ids)]}
            await effects.request(desk, "delete_image_list", never, look, params, agrees)


async def _unknown() -> bool:
    """Say of an effect that nothing tells that it is there."""
    return False
