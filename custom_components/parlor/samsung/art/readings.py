"""What the art app's answers say, read into the state. Pure: every field is optional and checked."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from ..frames import printable
from .state import ArtState, Artwork, Choice, Fields, Level, Orientation, Slideshow
from .wire import nested, on_off, whole_number

MAX_ARTWORKS: Final = 5000
MAX_WORDS: Final = 500
MOTION_TIMES: Final = ("off", "5", "15", "30", "60", "120", "240")  # minutes, where a set does not list its own
SENSITIVITIES: Final = ("1", "2", "3")


def artwork(fields: object) -> Artwork | None:
    """Return one picture, None where there is no id."""
    if not isinstance(fields, Mapping) or (content_id := _word(fields.get("content_id"))) is None:
        return None
    return Artwork(
        content_id=content_id,
        category_id=_word(fields.get("category_id")),
        matte_id=_word(fields.get("matte_id")),
        portrait_matte_id=_word(fields.get("portrait_matte_id")),
        content_type=_word(fields.get("content_type")),
        width=_size(fields.get("width")),
        height=_size(fields.get("height")),
        taken_at=_word(fields.get("image_date")),
    )


def artworks(fields: Fields) -> tuple[Artwork, ...] | None:
    """Return the pictures of a list, each once, None where the answer holds no list."""
    items = nested(fields.get("content_list"))
    if not isinstance(items, list):
        return () if fields.get("content_list") == "" else None
    found: dict[str, Artwork] = {}
    for work in map(artwork, items[:MAX_ARTWORKS]):
        if work is not None:
            # The list of everything names those shown lately twice, the second time by their real category.
            found[work.content_id] = work
    return tuple(found.values())


def slideshow(fields: Fields) -> Slideshow | None:
    """Return whether pictures change by themselves, None where the answer does not say."""
    value = fields.get("value")
    minutes = whole_number(value)
    if value != "off" and minutes is None:
        return None
    return Slideshow(
        minutes=minutes if minutes is not None and 0 < minutes < 10**6 else None,
        shuffle=fields.get("type") == "shuffleslideshow",
        category_id=_word(fields.get("category_id")),
    )


def rotation(fields: Fields) -> Orientation | None:
    """Return how the set hangs."""
    told = whole_number(fields.get("current_rotation_status"))
    return {1: Orientation.LANDSCAPE, 2: Orientation.PORTRAIT}.get(told) if told is not None else None


def settings(state: ArtState, fields: Fields) -> ArtState | None:
    """Return the state with the settings of an answer that tells them all, None where it tells none."""
    items = nested(fields.get("data"))
    if not isinstance(items, list):
        return None
    told = {item["item"]: item for item in items[:MAX_WORDS] if isinstance(item, Mapping) and _word(item.get("item"))}
    return replace(
        state,
        brightness=level(told.get("brightness"), (0, 10)),
        color_temperature=level(told.get("color_temperature"), (-5, 5)),
        motion_timer=choice(told.get("motion_timer"), MOTION_TIMES),
        motion_sensitivity=choice(told.get("motion_sensitivity"), SENSITIVITIES),
        brightness_sensor=on_off(told.get("brightness_sensor_setting", {}).get("value")),
    )


def level(item: object, usual: tuple[int, int]) -> Level | None:
    """Return a setting that is a number, within what the set tells or is usual."""
    if not isinstance(item, Mapping) or (value := whole_number(item.get("value"))) is None:
        return None
    told = (whole_number(item.get("min")), whole_number(item.get("max")))
    least, most = (told[0], told[1]) if told[0] is not None and told[1] is not None and told[0] < told[1] else usual
    return Level(value=value, least=min(least, value), most=max(most, value))


def choice(item: object, usual: tuple[str, ...]) -> Choice | None:
    """Return a setting that is one of several, of those the set tells or the usual ones."""
    if not isinstance(item, Mapping):
        return None
    number = whole_number(item.get("value"))
    value = str(number) if number is not None else _word(item.get("value"))
    if value is None:
        return None
    options = _listed(item) or usual
    return Choice(value=value, options=options if value in options else (*options, value))


def _listed(item: Fields) -> tuple[str, ...]:
    """Return the values a set lists as valid, or those in its range."""
    listed = nested(item.get("valid_values"))
    if isinstance(listed, list):
        words = (str(value) if isinstance(value, int) else _word(value) for value in listed[:MAX_WORDS])
        return tuple(dict.fromkeys(word for word in words if word))
    least, most = whole_number(item.get("min")), whole_number(item.get("max"))
    if least is None or most is None or not 0 < most - least < MAX_WORDS:
        return ()
    return tuple(str(value) for value in range(least, most + 1))


def mattes(state: ArtState, fields: Fields) -> ArtState | None:
    """Return the state with the mattes of an answer, None where it names none."""
    types = words(fields.get("matte_type_list") or fields.get("matte_list"), "matte_type", "matte_id")
    if not types:
        return None
    return replace(state, matte_types=types, matte_colors=words(fields.get("matte_color_list"), "color"))


def words(value: object, *keys: str) -> tuple[str, ...]:
    """Return the words of a list whose entries are words, or records that hold them."""
    items = nested(value)
    if not isinstance(items, list):
        return ()
    return tuple(dict.fromkeys(_words(items[:MAX_WORDS], keys)))


def _words(items: list[object], keys: tuple[str, ...]) -> Iterable[str]:
    """Yield the word of each entry that has one."""
    for item in items:
        values = [item.get(key) for key in keys] if isinstance(item, Mapping) else [item]
        word = next(filter(None, map(_word, values)), None)
        if word:
            yield word


def _word(value: object) -> str | None:
    """Return a text that is not empty."""
    return printable(value) or None if isinstance(value, str) else None


def _size(value: object) -> int | None:
    """Return a size in pixels."""
    size = whole_number(value)
    return size if size is not None and 0 < size < 100_000 else None
