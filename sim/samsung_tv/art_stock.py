"""The pictures a simulated Frame keeps, with their bytes."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from .art_pictures import drawn, thumbnail
from .art_state import FAVOURITES, MY_PHOTOS, RECENT, STORE, Artwork

_SHIPPED = (
    Artwork(content_id="SAM-S0100001", category_id=STORE, width=1920, height=1080, matte_id="modern_polar"),
    Artwork(content_id="SAM-S0100002", category_id=STORE, width=1920, height=1080, matte_id="shadowbox_polar"),
    Artwork(content_id="SAM-S0100003", category_id=STORE, width=1920, height=1080, favourite=True),
    Artwork(
        content_id="MY_F0001",
        category_id=MY_PHOTOS,
        width=1920,
        height=1080,
        matte_id="flexible_polar",
        portrait_matte_id="flexible_polar",
        image_date="2024:07:11 04:08:44",
    ),
    Artwork(
        content_id="MY_F0002",
        category_id=MY_PHOTOS,
        width=1080,
        height=1920,
        image_date="2024:07:12 18:21:46",
        favourite=True,
    ),
)
_MOST_RECENT = 10


class Stock:
    """What is stored; `changed` is called after every change."""

    def __init__(self, changed: Callable[[], None]) -> None:
        """Start with what a set is shipped with and two photos; their bytes are drawn when `fill` is called."""
        self._changed = changed
        self._works: dict[str, Artwork] = {}
        self._data: dict[str, bytes] = {}
        self._recent: list[str] = []
        self._uploads = 0
        self.clear()

    def clear(self) -> None:
        """Go back to the start."""
        self._works = {work.content_id: work for work in _SHIPPED}
        self._data = {}
        self._recent = []
        self._uploads = 2
        self._changed()

    def fill(self) -> None:
        """Draw what is shipped; takes a tenth of a second, once in a process."""
        for work in _SHIPPED:
            drawn(work.content_id, (work.width, work.height))

    @property
    def works(self) -> tuple[Artwork, ...]:
        """Return every picture, the latest upload last."""
        return tuple(self._works.values())

    @property
    def photos(self) -> int:
        """Return how many were uploaded."""
        return sum(work.mine for work in self._works.values())

    def get(self, content_id: object) -> Artwork | None:
        """Return a picture by its id."""
        return self._works.get(content_id) if isinstance(content_id, str) else None

    def data(self, content_id: str) -> bytes:
        """Return the bytes of a picture; raises KeyError."""
        work = self._works[content_id]
        return self._data.get(content_id) or drawn(content_id, (work.width, work.height))

    def thumbnail(self, content_id: str) -> bytes:
        """Return a small JPEG of a picture; raises KeyError."""
        return thumbnail(self.data(content_id), grey=self._works[content_id].grey)

    def within(self, category_id: str) -> tuple[Artwork, ...]:
        """Return the pictures of a category; favourites and what was set lately keep the category they have."""
        if category_id == FAVOURITES:
            return tuple(work for work in self.works if work.favourite)
        if category_id == RECENT:
            return tuple(self._works[content_id] for content_id in self._recent if content_id in self._works)
        return tuple(work for work in self.works if work.category_id == category_id)

    def listed(self) -> tuple[Artwork, ...]:
        """Return what a list without a category holds: what was set lately once more, as its own category."""
        recent = (replace(work, category_id=RECENT) for work in self.within(RECENT))
        favourites = (work for work in self.within(FAVOURITES) if not work.mine)
        others = (work for work in self.within(STORE) if not work.favourite)
        return (*recent, *self.within(MY_PHOTOS), *favourites, *others)

    def add(self, data: bytes, work: Artwork) -> Artwork:
        """Keep a new picture under an id of the set's choosing."""
        self._uploads += 1
        kept = replace(work, content_id=f"MY_F{self._uploads:04}", category_id=MY_PHOTOS)
        self._works[kept.content_id] = kept
        self._data[kept.content_id] = data
        self._changed()
        return kept

    def change(self, content_id: str, **facts: str | bool) -> None:
        """Change facts of a picture; raises KeyError."""
        self._works[content_id] = replace(self._works[content_id], **facts)  # type: ignore[arg-type]  # each a text or a flag
        self._changed()

    def remove(self, content_ids: Iterable[str]) -> None:
        """Delete pictures."""
        for content_id in content_ids:
            self._works.pop(content_id, None)
            self._data.pop(content_id, None)
        self._changed()

    def set_lately(self, content_id: str) -> None:
        """Remember that a picture was shown, the latest first."""
        others = [other for other in self._recent if other != content_id]
        self._recent = [content_id, *others][:_MOST_RECENT]
