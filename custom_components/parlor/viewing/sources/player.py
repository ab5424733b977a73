"""A media player of any integration, as an observation: the general reading, which the row of a brand bends. Pure."""

from collections.abc import Mapping
import re
from typing import Final

from ..observation import App, Medium, Observation, Source, Status
from .apps import app_of, known_app
from .brand import Attributes, Brand, SourceIs, TitleIs
from .brands import brand_of
from .plain import address, count, ids, moment, seconds, text

STATUSES: Final[Mapping[str, Status]] = {
    "off": Status.OFF,
    "standby": Status.OFF,
    "on": Status.ON,
    "idle": Status.IDLE,
    "playing": Status.PLAYING,
    "paused": Status.PAUSED,
    "buffering": Status.BUFFERING,
}
SILENT: Final = frozenset({Status.OFF, Status.UNKNOWN})
WITHOUT_MEDIUM: Final = frozenset({Status.OFF, Status.UNKNOWN, Status.IDLE})
GONE: Final = "unavailable"
RESTORED: Final = "restored"
LIVE: Final = "channel"
APP: Final = "app"
PHOTO: Final = "image"  # a picture, or a show of them, is nothing that is watched
TUNER: Final = "TV"
AHEAD: Final = 5.0  # seconds that a device's clock may be ahead of ours
_YEAR: Final = re.compile(r"(.+?) \(((?:18|19|20)\d\d)\)")
_INPUT: Final = re.compile(
    r"(hdmi|av|component|composite|usb-?c|vga|scart|dvi|display ?port)[\s_-]?\d?( ?/ ?\S.*)?", re.IGNORECASE
)


def observe_player(source: Source, state: str, attributes: Attributes, at: float) -> Observation:
    """Return what a media player says."""
    brand = brand_of(source.brand)
    status = _status(brand, state, attributes)
    if status in SILENT or state == GONE:
        return Observation(source=source.id, at=at, status=status)
    kind = _kind(brand, attributes)
    if kind == PHOTO:
        status = Status.IDLE
    app, shown = _app_and_input(brand, attributes)
    channel, title = _channel_and_title(brand, attributes, kind, app, shown)
    if kind == APP and title and app is None:
        app, title = app_of(None, title), None
    if kind == LIVE and channel and app is None:
        shown = TUNER
    medium = None if status in WITHOUT_MEDIUM else _medium(attributes, at, kind, title, is_live=channel is not None)
    observation = Observation(
        source=source.id,
        at=at,
        status=status,
        app=app,
        input=shown,
        channel=channel,
        medium=medium,
        person=text(attributes.get(brand.person)) if brand.person else None,
    )
    return brand.amend(observation, attributes) if brand.amend else observation


def _status(brand: Brand, state: str, attributes: Attributes) -> Status:
    """Return what a state means; one that Home Assistant put there for an integration that is not loaded says nothing."""
    if state == GONE:
        return Status.UNKNOWN if attributes.get(RESTORED) else brand.gone
    return brand.statuses.get(state) or STATUSES.get(state, Status.UNKNOWN)


def _app_and_input(brand: Brand, attributes: Attributes) -> tuple[App | None, str | None]:
    """Return the app and the input that are shown; a device that shows one of its inputs shows no app."""
    app_id, app_name = (attributes.get("app_id"), attributes.get("app_name")) if brand.has_apps else (None, None)
    told = text(attributes.get("source"))
    if isinstance(app_id, str) and (brand.inputs or brand.tuner):
        if brand.inputs and brand.inputs.fullmatch(app_id):
            return None, told or text(app_name) or text(app_id)
        if brand.tuner and brand.tuner.fullmatch(app_id):
            return None, TUNER
    app = app_of(text(app_id), text(app_name)) if app_id or app_name else None
    if told is None or brand.source is SourceIs.OTHER:
        return app, None
    if brand.source is SourceIs.INPUT:
        return app, None if app else told
    if brand.source is SourceIs.APP:
        return app or app_of(None, told), None
    if app is not None:
        return app, None
    return (app_of(None, told), None) if known_app(told) and not _INPUT.fullmatch(told) else (None, told)


def _channel_and_title(
    brand: Brand, attributes: Attributes, kind: str | None, app: App | None, shown: str | None
) -> tuple[str | None, str | None]:
    """Return the channel, and the title where it is one: many devices repeat the channel, the app or the input there."""
    channel, title = text(attributes.get("media_channel")), text(attributes.get("media_title"))
    if title is None or brand.title is TitleIs.OTHER or title.casefold() in brand.untitled:
        return channel, None
    others = (channel, shown, text(attributes.get("source")), text(attributes.get("friendly_name")))
    if title in others or (app and _is_called(app, title)) or _INPUT.fullmatch(title):
        return channel, None
    if brand.title is TitleIs.CHANNEL:
        return channel or title, None
    if kind == LIVE and channel is None and brand.title is TitleIs.TITLE:
        return title, None
    return channel, title


def _is_called(app: App, title: str) -> bool:
    """Say whether a title is but the name or the id of the app."""
    folded = title.casefold()
    names = [word.casefold() for word in (app.name, app.id) if word]
    known = known_app(title)
    return folded in names or (known is not None and known.name == app.name)


def _kind(brand: Brand, attributes: Attributes) -> str | None:
    """Return the media type in Home Assistant's words."""
    kind = text(attributes.get("media_content_type"), 40)
    if kind is None:
        return None
    kind = kind.lower()
    return brand.kinds.get(kind, kind)


def _medium(attributes: Attributes, at: float, kind: str | None, title: str | None, *, is_live: bool) -> Medium | None:
    """Return what is played, None where nothing is said of it."""
    get = attributes.get
    series, artist = text(get("media_series_title")), text(get("media_artist") or get("media_album_artist"))
    if not (title or series or artist or get("media_duration")) and kind in (None, APP, LIVE):
        return None
    duration = seconds(get("media_duration")) or None
    position = seconds(get("media_position"))
    title, year = _title_and_year(title, kind)
    content = get("media_content_id")
    return Medium(
        title=title,
        series=series,
        season=count(get("media_season")),
        episode=count(get("media_episode")),
        year=year,
        artist=artist,
        album=text(get("media_album_name")),
        content_type=None if kind == APP else kind,
        content_id=None if isinstance(content, Mapping) else address(content),
        duration=duration,
        position=min(position, duration) if position is not None and duration else position,
        position_at=None if position is None else _position_at(get("media_position_updated_at"), at),
        image=address(get("entity_picture")),
        is_live=is_live or kind == LIVE,
        ids=ids(content),
    )


def _title_and_year(title: str | None, kind: str | None) -> tuple[str | None, int | None]:
    """Return the title of a film without its year, and the year: Plex writes `Heat (1995)`."""
    if title and kind == "movie" and title.endswith(")") and (found := _YEAR.fullmatch(title)):
        return found[1], int(found[2])
    return title, None


def _position_at(given: object, at: float) -> float:
    """Return when a position was right: never after it was told, and not before there were such devices."""
    told = moment(given)
    return at if told is None or told <= 0 or told > at + AHEAD else told
