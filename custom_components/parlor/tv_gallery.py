"""The pictures of one TV: its wall, what is kept of it, and where a picture to be hung comes from."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.storage import Store

from .art.errors import (
    Abandoned,
    ArtError,
    FileUnreadable,
    FolderTooLarge,
    MatteUnfit,
    NotAPicture,
    NotOurs,
    PictureDamaged,
    PictureTooLarge,
    WallBusy,
)
from .art.form import PANEL, Fit, Form, Show
from .art.hang import Job, Order, Outcome, Wall
from .art.ledger import Ledger
from .art.thumbnails import Thumbnails
from .const import DOMAIN
from .entity import ERROR_KEYS, told
from .samsung.art.state import MY_PHOTOS, NO_MATTE, ArtState
from .samsung.errors import SamsungError, TVIsOff
from .samsung.power.verdict import Power
from .samsung.tv import SamsungTV

STORE_VERSION: Final = 1
FAULTS: Final[tuple[tuple[type[ArtError], str], ...]] = (
    (NotAPicture, "art_not_a_picture"),
    (PictureTooLarge, "art_picture_too_large"),
    (PictureDamaged, "art_picture_damaged"),
    (MatteUnfit, "art_matte_unfit"),
    (FileUnreadable, "art_file_unreadable"),
    (FolderTooLarge, "art_folder_too_large"),
    (WallBusy, "art_busy"),
    (NotOurs, "art_not_ours"),
    (Abandoned, "art_abandoned"),
)


class Gallery:
    """The pictures of one TV."""

    def __init__(self, hass: HomeAssistant, entry_id: str, name: str, tv: SamsungTV) -> None:
        """Read nothing yet."""
        self.tv = tv
        self.name = name
        self.thumbnails = Thumbnails(self._async_fetch)
        self._hass = hass
        self._store = _store(hass, entry_id)
        self._wall: Wall | None = None
        self._reading = asyncio.Lock()

    @property
    def art(self) -> ArtState:
        """Return what is known of the art."""
        return self.tv.state.art or ArtState()

    @property
    def job(self) -> Job | None:
        """Return the folder that is being put on the TV."""
        return self._wall.job if self._wall else None

    async def async_wall(self) -> Wall:
        """Return the wall, with what was hung before."""
        async with self._reading:
            if self._wall is None:
                self._wall = Wall(
                    self.tv.art,
                    Ledger.from_data(await self._store.async_load()),
                    run=self._hass.async_add_executor_job,
                    save=self._save,
                )
        return self._wall

    async def _async_fetch(self, content_id: str) -> bytes:
        """Return a small picture; a TV that is off is not asked, for that somebody looks at a dashboard must not wake it."""
        if not self.tv.state.is_lit:
            raise TVIsOff("a TV that is off gives no pictures")
        return await self.tv.art.thumbnail(content_id)

    @callback
    def close(self) -> None:
        """End what is being hung."""
        if self._wall is not None:
            self._wall.stop()

    @callback
    def _save(self, ledger: Ledger) -> None:
        """Keep what was hung: what is lost here could neither be deleted nor known again."""
        self._store.async_delay_save(ledger.as_data)

    def order(self, *, fit: Fit, color: tuple[int, int, int], matte: str | None, portrait_matte: str | None) -> Order:
        """Return how pictures are to be hung on this TV; raises MatteUnfit for a matte that it does not have."""
        self.check_mattes(matte, portrait_matte)
        info = self.tv.state.info
        return Order(
            form=Form(fit=fit, color=color, panel=(info.panel if info else None) or PANEL),
            matte_id=matte or NO_MATTE,
            portrait_matte_id=portrait_matte or NO_MATTE,
            fits=self._fits,
        )

    def check_mattes(self, *mattes: str | None) -> None:
        """Raise MatteUnfit for a matte that the TV does not have; one that tells none may have any."""
        known = self.art.mattes
        if any(matte is not None and known and matte not in known for matte in mattes):
            raise MatteUnfit("the TV has no such matte")

    def _fits(self, matte: str, width: int, height: int) -> bool:
        """Say whether the TV has a matte for a picture of that size; one that tells none may have any."""
        return matte == NO_MATTE or not self.art.mattes or matte in self.art.mattes_for(width, height)

    async def async_show(self, content_id: str, show: Show) -> bool:
        """Show a picture as far as that is wanted, and return whether it is shown: what is watched stays unless said so."""
        is_shown = show is Show.ALWAYS or (show is Show.IN_ART_MODE and self.tv.state.power is Power.ART)
        if is_shown:
            await self.tv.art.select(content_id, show=True)
        return is_shown

    async def async_hang(self, data: bytes, order: Order, *, name: str = "", show: Show = Show.NEVER) -> dict[str, Any]:
        """Hang a picture, and return what is answered to whoever sent it."""
        outcome = await (await self.async_wall()).hang(data, order, name)
        assert outcome.content_id is not None
        if not outcome.is_duplicate:
            self.thumbnails.forget(outcome.content_id)
        return {**described(outcome), "shown": await self.async_show(outcome.content_id, show)}

    async def async_artworks(self, category: str | None = MY_PHOTOS) -> list[dict[str, Any]]:
        """Return the pictures of a category, as they are listed: which of them are ours, and from which files."""
        ledger = (await self.async_wall()).ledger
        listed = []
        for work in await self.tv.art.artworks(category):
            hung = ledger.get(work.content_id)
            listed.append({**asdict(work), "ours": hung is not None, "file": hung.name if hung else None})
        return listed


def described(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as it is answered."""
    if outcome.error is not None:
        return {"file": outcome.name, "error": fault(outcome.error)}
    return {"file": outcome.name, "content_id": outcome.content_id, "duplicate": outcome.is_duplicate}


def fault(error: ArtError | SamsungError | TimeoutError) -> str:
    """Return the word for a failure, which is its translation key as well."""
    kinds = (*FAULTS, *ERROR_KEYS)
    return next((key for kind, key in kinds if isinstance(error, kind)), "tv_not_confirmed")


def told_of_art(error: ArtError | SamsungError | TimeoutError, name: str) -> HomeAssistantError:
    """Return what went wrong with the pictures of the TV of that name, as a person is told of it."""
    if not isinstance(error, ArtError):
        return told(error, name)
    return ServiceValidationError(
        translation_domain=DOMAIN, translation_key=fault(error), translation_placeholders={"name": name}
    )


@contextmanager
def art_errors(name: str) -> Iterator[None]:
    """Translate what goes wrong with the pictures of the TV of that name."""
    try:
        yield
    except (ArtError, SamsungError, TimeoutError) as error:
        raise told_of_art(error, name) from error


async def async_forget_art(hass: HomeAssistant, entry_id: str) -> None:
    """Erase what was kept of the pictures of a TV that was removed."""
    await _store(hass, entry_id).async_remove()


def _store(hass: HomeAssistant, entry_id: str) -> Store[list[dict[str, str]]]:
    """Return where the ledger of a TV is kept."""
    return Store(hass, STORE_VERSION, f"{DOMAIN}.art.{entry_id}", private=True)
