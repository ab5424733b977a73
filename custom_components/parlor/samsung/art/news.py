"""What the art app tells unasked, taken over into the state at once. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from .readings import artwork, rotation, slideshow
from .state import ArtState, Artwork, Fields, Level
from .wire import ArtMessage, on_off, whole_number


def heard(state: ArtState, message: ArtMessage) -> ArtState:
    """Return the state after a message: news changes it, and everything else does not."""
    change = NEWS.get(message.event)
    return change(state, message.fields) if change else state


def mode_told(message: ArtMessage) -> bool | None:
    """Return whether art is shown, as far as this message says it."""
    return _mode(message.fields) if NEWS.get(message.event) is _mode_changed else None


def _mode(fields: Fields) -> bool | None:
    """Return the mode in an answer or a broadcast; which of them uses which word differs between firmwares."""
    told = on_off(fields.get("value"))
    return told if told is not None else on_off(fields.get("status"))


def _mode_changed(state: ArtState, fields: Fields) -> ArtState:
    """Take over whether art is shown."""
    mode = _mode(fields)
    return state if mode is None else replace(state, mode=mode)


def _selected(state: ArtState, fields: Fields) -> ArtState:
    """Take over another picture that hangs; one only chosen (`is_shown` No) hangs later, if at all."""
    if on_off(fields.get("is_shown")) is False:
        return state
    told = artwork({**fields, "content_id": fields.get("content_id") or fields.get("current_content_id")})
    if told is None:
        return state
    current = state.current
    return replace(state, current=told if current is None else merged(current, told))


def merged(known: Artwork, told: Artwork) -> Artwork:
    """Return a picture as told, with what was known of the same one before."""
    if known.content_id != told.content_id:
        return told
    return replace(
        told,
        category_id=told.category_id or known.category_id,
        matte_id=told.matte_id or known.matte_id,
        portrait_matte_id=told.portrait_matte_id or known.portrait_matte_id,
        content_type=told.content_type or known.content_type,
        width=told.width or known.width,
        height=told.height or known.height,
        taken_at=told.taken_at or known.taken_at,
    )


def _matte_changed(state: ArtState, fields: Fields) -> ArtState:
    """Take over the mattes of the picture that hangs."""
    told = artwork(fields)
    if told is None or state.current is None or told.content_id != state.current.content_id:
        return state
    return replace(state, current=merged(state.current, told))


def _slideshow_changed(state: ArtState, fields: Fields) -> ArtState:
    """Take over whether pictures change by themselves."""
    told = slideshow(fields)
    return state if told is None else replace(state, slideshow=told)


def _rotation_changed(state: ArtState, fields: Fields) -> ArtState:
    """Take over how the set hangs."""
    told = rotation(fields)
    return state if told is None else replace(state, rotation=told)


def _brightness_changed(state: ArtState, fields: Fields) -> ArtState:
    """Take over the brightness."""
    return replace(state, brightness=_moved(state.brightness, fields))


def _temperature_changed(state: ArtState, fields: Fields) -> ArtState:
    """Take over the colour temperature."""
    return replace(state, color_temperature=_moved(state.color_temperature, fields))


def _moved(known: Level | None, fields: Fields) -> Level | None:
    """Return a level with another value; one outside its range is none."""
    value = whole_number(fields.get("value"))
    if known is None or value is None or not known.least <= value <= known.most:
        return known
    return replace(known, value=value)


# By the names of all generations; the second of a pair is that of 2019-2021.
NEWS: Final[Mapping[str, Callable[[ArtState, Fields], ArtState]]] = {
    "art_mode_changed": _mode_changed,
    "get_artmode_status": _mode_changed,
    "artmode_status": _mode_changed,
    "image_selected": _selected,
    "slideshow_image_changed": _selected,
    "auto_rotation_image_changed": _selected,
    "slideshow_changed": _slideshow_changed,
    "auto_rotation_changed": _slideshow_changed,
    "matte_changed": _matte_changed,
    "rotation_changed": _rotation_changed,
    "brightness_changed": _brightness_changed,
    "color_temperature_changed": _temperature_changed,
}
