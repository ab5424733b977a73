"""How each generation of the art app words what it says."""

from dataclasses import dataclass
import json

from .art_state import ArtApi

type Fields = dict[str, object]

SYSTEM_FAIL = -1
NO_PERMISSION = -2
PARSE_FAIL = -6
INVALID_PARAMETER = -7
NOT_SUPPORTED = -9
UNAVAILABLE = -10
NO_SPACE = -11

# Event names before 2022, from captures; the later generations name a reply as its request.
_EVENTS = {
    "get_api_version": "api_version",
    "get_artmode_status": "artmode_status",
    "get_content_list": "content_list",
    "get_current_artwork": "current_artwork",
    "select_image": "image_selected",
    "get_matte_list": "matte_list",
    "change_matte": "matte_changed",
    "get_photo_filter_list": "photo_filter_list",
    "set_photo_filter": "photo_filter_changed",
    "change_favorite": "favorite_changed",
    "get_auto_rotation_status": "auto_rotation_status",
    "set_auto_rotation_status": "auto_rotation_changed",
    "get_brightness": "brightness",
    "set_brightness": "brightness_changed",
    "get_color_temperature": "color_temperature",
    "set_color_temperature": "color_temperature_changed",
    "get_thumbnail": "thumbnail",
    "get_device_info": "device_info",
    "send_image": "image_added",
}
_ALL = frozenset(
    {
        "get_artmode_status", "set_artmode_status", "get_content_list", "get_current_artwork", "select_image",
        "get_matte_list", "change_matte", "get_photo_filter_list", "set_photo_filter", "change_favorite",
        "set_brightness", "set_color_temperature", "delete_image_list", "get_device_info", "send_image",
    }
)  # fmt: skip
_OLD = frozenset(
    {
        "get_api_version", "get_brightness", "get_color_temperature",
        "get_auto_rotation_status", "set_auto_rotation_status", "get_thumbnail",
    }
)  # fmt: skip
_SENSORS = frozenset(
    {"set_motion_timer", "set_motion_sensitivity", "set_brightness_sensor_setting", "get_current_rotation"}
)
_NEW = frozenset(
    {
        "api_version", "get_artmode_settings", "get_slideshow_status", "set_slideshow_status", "get_thumbnail_list",
        "reset_brightness",
    }
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """A generation: which requests it has, how it correlates, and what it does about other requests.

    `modern` ones echo `request_id` and print JSON over many lines; older ones echo `id`. `inline` sends pictures as
    binary frames of the channel itself. `plain` lets clients in at 8001 without a token.
    """

    version: str
    requests: frozenset[str]
    modern: bool
    inline: bool = False
    plain: bool = False
    pretty: bool = True
    secured: bool | None = None
    unknown: int | None = None

    def event(self, request: str) -> str:
        """Return the name of the event that answers a request."""
        return request if self.modern else _EVENTS.get(request, request)

    def text(self, fields: object) -> str:
        """Return JSON as this generation prints it."""
        return json.dumps(fields, indent=2) if self.pretty else json.dumps(fields, separators=(",", ":"))

    def correlated(self, asked: Fields, raw: str, client_id: str) -> Fields:
        """Return the fields by which a client knows its own reply; 2025 takes the whole request for a missing id."""
        if self.modern:
            return {"request_id": asked.get("request_id") or raw}
        return {"id": asked.get("id") or "", "target_client_id": client_id}


DIALECTS = {
    # Other requests are an error here: samsungtvws waits for it before it asks for the version the old way.
    ArtApi.OF_2019: Dialect(
        version="0.97",
        requests=_ALL | _OLD,
        modern=False,
        inline=True,
        plain=True,
        pretty=False,
        unknown=NOT_SUPPORTED,
    ),
    ArtApi.OF_2021: Dialect(version="2.03", requests=_ALL | _OLD | _SENSORS, modern=False, plain=True),
    ArtApi.OF_2022: Dialect(
        version="4.3.4.0", requests=_ALL | _SENSORS | _NEW | {"get_thumbnail"}, modern=True, secured=False
    ),
    ArtApi.OF_2025: Dialect(
        version="5.0.1.0", requests=_ALL | _SENSORS | _NEW, modern=True, secured=True, unknown=NOT_SUPPORTED
    ),
}
