"""What the art app does when it is asked: its pictures, how they are shown, and art mode itself."""

from collections.abc import Callable
from dataclasses import dataclass
import json
from typing import Protocol

from .art_dialect import INVALID_PARAMETER, NO_PERMISSION, UNAVAILABLE, Dialect, Fields
from .art_state import FILTERS, MATTE_COLORS, MATTE_TYPES, Artwork, is_matte
from .art_stock import Stock
from .state import Power
from .television import Television


class ArtError(Exception):
    """A request that fails with one of the art app's codes, -14 to -1."""

    def __init__(self, code: int) -> None:
        """Fail with a code."""
        super().__init__(str(code))
        self.code = code


class Desk(Protocol):
    """What an answer may use: the set, its pictures, its generation, and a voice that every client hears."""

    tv: Television
    stock: Stock

    @property
    def dialect(self) -> Dialect:
        """Return the generation."""

    def broadcast(self, event: str, **fields: object) -> None:
        """Tell every client of the channel."""


@dataclass(frozen=True)
class Answer:
    """What is said, and what happens right after it was said."""

    fields: Fields
    then: Callable[[], None] | None = None


type Handler = Callable[[Desk, Fields], Answer | None]


def wanted(desk: Desk, asked: Fields) -> Artwork:
    """Return the picture a request is about; raises ArtError."""
    work = desk.stock.get(asked.get("content_id"))
    if work is None:
        raise ArtError(UNAVAILABLE)
    return work


def version(desk: Desk, asked: Fields) -> Answer:
    """Tell the generation."""
    return Answer({"version": desk.dialect.version})


def artmode_status(desk: Desk, asked: Fields) -> Answer:
    """Tell whether art mode is on; some sets go on saying so in standby."""
    power = desk.tv.state.power
    claims = power is Power.STANDBY and desk.tv.settings.art.claims_art
    return Answer({"value": "on" if power is Power.ART or claims else "off"})


def set_artmode_status(desk: Desk, asked: Fields) -> Answer | None:
    """Enter or leave art mode; a set that is already there says nothing, and older ones never do."""
    value, power = asked.get("value"), desk.tv.state.power
    if value not in {"on", "off"}:
        raise ArtError(INVALID_PARAMETER)
    if (value == "on") == (power is Power.ART) or (value == "off" and power is Power.STANDBY):
        return None
    if power is Power.STANDBY:
        raise ArtError(UNAVAILABLE)
    answer = Answer({"status": value})
    if value == "off":
        # Captures of 2022: the reply comes before everyone hears of "off", and after everyone heard of "on".
        answer = Answer(answer.fields, lambda: desk.tv.change(power=Power.ON))
    else:
        desk.tv.change(power=Power.ART)
    if desk.dialect.modern:
        return answer
    if answer.then is not None:
        answer.then()
    return None


def _entry(desk: Desk, work: Artwork) -> Fields:
    """Return a picture as lists tell it."""
    fields: Fields = {"content_id": work.content_id, "category_id": work.category_id}
    if desk.dialect.modern:
        fields["slideshow"] = "false"
    fields |= {"matte_id": work.matte_id}
    if not desk.dialect.inline:
        fields |= {"portrait_matte_id": work.portrait_matte_id}
    fields |= {"width": work.width, "height": work.height}
    if work.image_date:
        fields |= {"image_date": work.image_date}
    return fields | {"content_type": "mobile" if work.mine else "artstore"}


def content_list(desk: Desk, asked: Fields) -> Answer:
    """List pictures; a category is understood in the generation's own field alone."""
    category = asked.get("category_id" if desk.dialect.modern else "category")
    works = desk.stock.within(category) if isinstance(category, str) and category else desk.stock.listed()
    return Answer({"content_list": desk.dialect.text([_entry(desk, work) for work in works])})


def current_artwork(desk: Desk, asked: Fields) -> Answer | None:
    """Tell what hangs there."""
    work = desk.stock.get(desk.tv.state.gallery.current)
    if work is None:
        return Answer({"content_id": "", "matte_id": "none", "category_id": ""})
    fields: Fields = {"content_id": work.content_id, "matte_id": work.matte_id}
    if desk.dialect.modern:
        fields |= {"portrait_matte_id": work.portrait_matte_id}
    content_type = "mobile" if work.mine else "artstore"
    return Answer(fields | {"category_id": work.category_id, "content_type": content_type})


def selected(work: Artwork, *, is_shown: bool) -> Fields:
    """Return what is told of a picture that was chosen."""
    return {
        "content_id": work.content_id,
        "matte_id": work.matte_id,
        "portrait_matte_id": work.portrait_matte_id,
        "is_shown": "Yes" if is_shown else "No",
    }


def select_image(desk: Desk, asked: Fields) -> Answer | None:
    """Choose a picture; showing it takes the screen from whoever watches, and a dark set does nothing at all."""
    work, show = wanted(desk, asked), asked.get("show", True)
    if not isinstance(show, bool):
        raise ArtError(INVALID_PARAMETER)
    if desk.tv.state.power is Power.STANDBY:
        return None
    before = desk.tv.state
    desk.stock.set_lately(work.content_id)
    if show:
        desk.tv.change(gallery={"current": work.content_id}, power=Power.ART)
    if not show or before.gallery == desk.tv.state.gallery:
        desk.broadcast("image_selected", **selected(work, is_shown=show))
    return Answer({**selected(work, is_shown=show), "category_id": work.category_id})


def matte_list(desk: Desk, asked: Fields) -> Answer:
    """List mattes; the types have another name in 2019."""
    types = [{"matte_type": kind} for kind in MATTE_TYPES]
    colors = [{"color": name, "R": red, "G": green, "B": blue} for name, (red, green, blue) in MATTE_COLORS.items()]
    name = "matte_list" if desk.dialect.inline else "matte_type_list"
    return Answer({name: desk.dialect.text(types), "matte_color_list": desk.dialect.text(colors)})


def mattes_of(asked: Fields) -> dict[str, str]:
    """Return the mattes a request names; raises ArtError."""
    found: dict[str, str] = {}
    for name in ("matte_id", "portrait_matte_id"):
        if (matte := asked.get(name)) is not None:
            if not isinstance(matte, str) or not is_matte(matte):
                raise ArtError(INVALID_PARAMETER)
            found[name] = matte
    return found


def change_matte(desk: Desk, asked: Fields) -> Answer:
    """Put a picture into another matte."""
    work, mattes = wanted(desk, asked), mattes_of(asked)
    desk.stock.change(work.content_id, **mattes)
    fields: Fields = {"content_id": work.content_id, **mattes}
    if desk.dialect.modern:
        desk.broadcast("matte_changed", **fields)
    return Answer(fields)


def filter_list(desk: Desk, asked: Fields) -> Answer:
    """List photo filters."""
    return Answer({"filter_list": desk.dialect.text([{"filter_id": name} for name in FILTERS])})


def set_photo_filter(desk: Desk, asked: Fields) -> Answer:
    """Show a picture through a filter."""
    work, filter_id = wanted(desk, asked), asked.get("filter_id")
    if not isinstance(filter_id, str) or filter_id not in FILTERS:
        raise ArtError(INVALID_PARAMETER)
    desk.stock.change(work.content_id, filter_id=filter_id)
    return Answer({"content_id": work.content_id})


def change_favorite(desk: Desk, asked: Fields) -> Answer:
    """Make a picture a favourite or none; newer sets tell everyone besides."""
    work, status = wanted(desk, asked), asked.get("status")
    if status not in {"on", "off"}:
        raise ArtError(INVALID_PARAMETER)
    desk.stock.change(work.content_id, favourite=status == "on")
    fields: Fields = {"content_id": work.content_id, "status": status}
    if desk.dialect.modern:
        desk.broadcast("favorite_changed", **fields)
    return Answer(fields)


def delete_image_list(desk: Desk, asked: Fields) -> Answer:
    """Delete uploads, all that are named or none: what came with the set or from the store stays."""
    entries = asked.get("content_id_list")
    if isinstance(entries, str):
        entries = _parsed(entries)
    if not isinstance(entries, list) or not entries:
        raise ArtError(INVALID_PARAMETER)
    works = [wanted(desk, entry if isinstance(entry, dict) else {}) for entry in entries]
    if not all(work.mine for work in works):
        raise ArtError(NO_PERMISSION)
    deleted = [work.content_id for work in works]
    desk.stock.remove(deleted)
    if desk.tv.state.gallery.current in deleted:
        desk.tv.change(gallery={"current": desk.stock.works[0].content_id})
    for content_id in deleted:
        desk.broadcast("image_deleted", content_id=content_id)
    echo = [{"content_id": content_id} for content_id in deleted]
    return Answer({"content_id_list": desk.dialect.text(echo) if desk.dialect.modern else echo})


def _parsed(text: str) -> object:
    """Return what a JSON text holds, or None."""
    try:
        return json.loads(text)
    except ValueError:
        return None


# Unanswered while the set shows something else, where `only_in_art` says so.
ONLY_IN_ART = frozenset({"get_current_artwork", "get_slideshow_status", "get_auto_rotation_status"})

PICTURES: dict[str, Handler] = {
    "api_version": version,
    "get_api_version": version,
    "get_artmode_status": artmode_status,
    "set_artmode_status": set_artmode_status,
    "get_content_list": content_list,
    "get_current_artwork": current_artwork,
    "select_image": select_image,
    "get_matte_list": matte_list,
    "change_matte": change_matte,
    "get_photo_filter_list": filter_list,
    "set_photo_filter": set_photo_filter,
    "change_favorite": change_favorite,
    "delete_image_list": delete_image_list,
}
