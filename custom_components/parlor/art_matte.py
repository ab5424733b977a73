"""The matte around a picture on a Frame, and which ones it can have."""

from .samsung.art.state import MY_PHOTOS, NO_MATTE, ArtState, Artwork, Orientation
from .samsung.errors import ArtworkUnknown, InvalidParameter
from .samsung.state import TVState
from .samsung.tv import SamsungTV

USUAL_COLOR = "polar"


def art_of(state: TVState) -> ArtState:
    """Return what is known of the art, which is nothing on a TV that is no Frame."""
    return state.art or ArtState()


def hanging(state: TVState) -> Artwork:
    """Return what hangs; raises ArtworkUnknown."""
    current = art_of(state).current
    if current is None:
        raise ArtworkUnknown("the TV does not tell what hangs")
    return current


def matte_type(state: TVState) -> str | None:
    """Return the shape of the matte around what hangs."""
    matte = _matte(art_of(state))
    return matte.partition("_")[0] if matte else None


def matte_color(state: TVState) -> str | None:
    """Return the colour of the matte, None where there is no matte."""
    matte = _matte(art_of(state))
    return (matte.partition("_")[2] or None) if matte else None


def _matte(art: ArtState) -> str | None:
    """Return the matte around what hangs, which is another one on a panel that stands."""
    if art.current is None:
        return None
    return art.current.portrait_matte_id if art.rotation is Orientation.PORTRAIT else art.current.matte_id


async def async_set_matte_type(tv: SamsungTV, kind: str) -> None:
    """Put a matte of another shape around what hangs, in the colour it has."""
    colors = art_of(tv.state).matte_colors
    likely = (matte_color(tv.state), USUAL_COLOR, *colors)
    color = next((each for each in likely if each in colors), None)
    await _async_set(tv, kind if kind == NO_MATTE or color is None else f"{kind}_{color}")


async def async_set_matte_color(tv: SamsungTV, color: str) -> None:
    """Put a matte of another colour around what hangs; raises InvalidParameter where there is none."""
    kind = matte_type(tv.state)
    if kind is None or kind == NO_MATTE:
        raise InvalidParameter("there is no matte")
    await _async_set(tv, f"{kind}_{color}")


async def _async_set(tv: SamsungTV, matte: str) -> None:
    """Put a matte around what hangs, for the way in which the panel does."""
    current = hanging(tv.state)
    if art_of(tv.state).rotation is Orientation.PORTRAIT:
        await async_set_matte(tv, current.content_id, current.matte_id or NO_MATTE, matte)
    else:
        await async_set_matte(tv, current.content_id, matte)


async def async_set_matte(tv: SamsungTV, content_id: str, matte: str, portrait_matte: str | None = None) -> None:
    """Put a matte around a picture; raises InvalidParameter for one that its shape does not allow: a set may restart over it."""
    size = await _async_size(tv, content_id)
    art = art_of(tv.state)
    possible = art.mattes_for(*size) if size else art.mattes
    if any(each is not None and possible and each not in possible for each in (matte, portrait_matte)):
        raise InvalidParameter("not for a picture of this shape")
    await tv.art.set_matte(content_id, matte, portrait_matte)


async def _async_size(tv: SamsungTV, content_id: str) -> tuple[int, int] | None:
    """Return the size of a picture, None where the TV does not tell it; those from the store have the panel's."""
    if not Artwork(content_id=content_id).is_own:
        return None
    works = await tv.art.artworks(MY_PHOTOS)
    found = next((work for work in works if work.content_id == content_id), None)
    return (found.width, found.height) if found and found.width and found.height else None
