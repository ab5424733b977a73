"""What the art app does when it is asked: light, movement, the way the panel hangs, and slideshows."""

from .art_dialect import INVALID_PARAMETER, Fields
from .art_requests import Answer, ArtError, Desk, Handler
from .art_state import Motion, Order, Rotation, Sensitivity

_COLDEST, _WARMEST = -5, 5
_ROTATIONS = {Rotation.LANDSCAPE: 1, Rotation.PORTRAIT: 2}


def rotation(desk: Desk) -> int:
    """Return how the panel hangs, as it is told: 1 or 2."""
    return _ROTATIONS[desk.tv.state.gallery.rotation]


def _number(asked: Fields, low: int, high: int) -> int:
    """Return the number a request carries, as a number or as digits; raises ArtError."""
    value = asked.get("value")
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ArtError(INVALID_PARAMETER)
    try:
        number = int(value)
    except ValueError:
        raise ArtError(INVALID_PARAMETER) from None
    if not low <= number <= high:
        raise ArtError(INVALID_PARAMETER)
    return number


def brightness(desk: Desk, asked: Fields) -> Answer:
    """Tell the brightness and its range."""
    value, most = desk.tv.state.gallery.brightness, desk.tv.settings.art.brightness_most
    return Answer({"value": str(value), "min": "0", "max": str(most)})


def set_brightness(desk: Desk, asked: Fields) -> Answer:
    """Change the brightness."""
    number = _number(asked, 0, desk.tv.settings.art.brightness_most)
    desk.tv.change(gallery={"brightness": number})
    return Answer({"value": str(number)})


def reset_brightness(desk: Desk, asked: Fields) -> Answer:
    """Go back to the middle."""
    middle = desk.tv.settings.art.brightness_most // 2
    desk.tv.change(gallery={"brightness": middle})
    return Answer({"brightness_value": str(middle)})


def color_temperature(desk: Desk, asked: Fields) -> Answer:
    """Tell the colour temperature and its range."""
    value = desk.tv.state.gallery.color_temperature
    return Answer({"value": str(value), "min": str(_COLDEST), "max": str(_WARMEST)})


def set_color_temperature(desk: Desk, asked: Fields) -> Answer:
    """Change the colour temperature."""
    number = _number(asked, _COLDEST, _WARMEST)
    desk.tv.change(gallery={"color_temperature": number})
    return Answer({"value": str(number)})


def _choice(field: str, kind: type[Motion | Sensitivity]) -> Handler:
    """Return how a setting with a few values is changed."""

    def handle(desk: Desk, asked: Fields) -> Answer:
        value = str(asked.get("value"))
        if value not in list(kind):
            raise ArtError(INVALID_PARAMETER)
        desk.tv.change(gallery={field: value})
        return Answer({"value": value})

    return handle


def set_brightness_sensor(desk: Desk, asked: Fields) -> Answer:
    """Let the light of the room decide, or not."""
    value = asked.get("value")
    if value not in {"on", "off"}:
        raise ArtError(INVALID_PARAMETER)
    desk.tv.change(gallery={"brightness_sensor": value == "on"})
    return Answer({"value": value})


def artmode_settings(desk: Desk, asked: Fields) -> Answer:
    """Tell every setting with its range; the switch comes without one."""
    gallery, most = desk.tv.state.gallery, desk.tv.settings.art.brightness_most
    items = [
        {"item": "brightness", "value": str(gallery.brightness), "min": "0", "max": str(most)},
        {
            "item": "color_temperature",
            "value": str(gallery.color_temperature),
            "min": str(_COLDEST),
            "max": str(_WARMEST),
        },
        {"item": "motion_sensitivity", "value": gallery.motion_sensitivity, "min": "1", "max": "3"},
        {
            "item": "motion_timer",
            "value": gallery.motion_timer,
            "valid_values": desk.dialect.text([motion.value for motion in Motion]),
        },
        {"item": "brightness_sensor_setting", "value": "on" if gallery.brightness_sensor else "off"},
    ]
    return Answer({"data": desk.dialect.text(items)})


def current_rotation(desk: Desk, asked: Fields) -> Answer:
    """Tell how the panel hangs."""
    return Answer({"current_rotation_status": rotation(desk)})


def device_info(desk: Desk, asked: Fields) -> Answer:
    """Tell what the panel has."""
    return Answer(
        {
            "current_rotation_status": rotation(desk),
            "support_brightness_sensor": "true",
            "support_motion_sensor": "true",
            "resolution_type": "UHD",
            "support_color_tone": "true",
            "tv_flash_size": "8",
            "support_myshelf": "false",
        }
    )


def slideshow(desk: Desk) -> Fields:
    """Return the slideshow as it is told, empty where there is none."""
    gallery = desk.tv.state.gallery
    if gallery.slideshow == "off":
        empty = {"category_id": "", "sub_category_id": "", "current_content_id": "", "type": "", "content_list": ""}
        return {"value": "off", **empty}
    return {
        "value": gallery.slideshow,
        "category_id": gallery.slideshow_category,
        "sub_category_id": "",
        "current_content_id": gallery.current,
        "type": gallery.slideshow_order,
        "content_list": "",
    }


def slideshow_status(desk: Desk, asked: Fields) -> Answer:
    """Tell the slideshow."""
    return Answer(slideshow(desk))


def set_slideshow_status(desk: Desk, asked: Fields) -> Answer:
    """Start or end a slideshow."""
    value, category, order = str(asked.get("value")), asked.get("category_id") or "", asked.get("type")
    if not isinstance(category, str) or order not in list(Order):
        raise ArtError(INVALID_PARAMETER)
    if value != "off" and (not value.isdecimal() or not 0 < int(value) <= 1440 or not desk.stock.within(category)):
        raise ArtError(INVALID_PARAMETER)
    desk.tv.change(
        gallery={
            "slideshow": value,
            "slideshow_category": category if value != "off" else "",
            "slideshow_order": order,
        }
    )
    return Answer({"value": value, "category_id": category, "sub_category_id": "", "type": order})


LOOKS: dict[str, Handler] = {
    "get_brightness": brightness,
    "set_brightness": set_brightness,
    "reset_brightness": reset_brightness,
    "get_color_temperature": color_temperature,
    "set_color_temperature": set_color_temperature,
    "set_motion_timer": _choice("motion_timer", Motion),
    "set_motion_sensitivity": _choice("motion_sensitivity", Sensitivity),
    "set_brightness_sensor_setting": set_brightness_sensor,
    "get_artmode_settings": artmode_settings,
    "get_current_rotation": current_rotation,
    "get_device_info": device_info,
    "get_slideshow_status": slideshow_status,
    "set_slideshow_status": set_slideshow_status,
    "get_auto_rotation_status": slideshow_status,
    "set_auto_rotation_status": set_slideshow_status,
}
