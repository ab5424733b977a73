"""The TV as a media player."""

from collections.abc import Mapping
from typing import Any, Final, override

from homeassistant.components import media_source
from homeassistant.components.media_player import (
    ATTR_MEDIA_EXTRA,
    BrowseMedia,
    MediaPlayerEntityFeature as Feature,
    MediaType,
    SearchMedia,
    SearchMediaQuery,
)
from homeassistant.core import HomeAssistant, ServiceResponse
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import ParlorConfigEntry
from .art.form import Show
from .art_actions import ArtActions
from .asked import MOST_TEXT, checked_text, checked_url
from .browse import async_browse, found
from .browse_art import ART, async_browse_art
from .entity import SHOWN, tv_command
from .entry_tv import TVData
from .medium import Medium, async_medium, file_type
from .player_view import TVView
from .samsung.errors import NotSupported
from .samsung.frames import App
from .samsung.ip_control.settings import SOUND_MODE
from .samsung.sound.loudness import loudness
from .sources import find_app

PARALLEL_UPDATES = 0

FEATURES: Final = (
    Feature.TURN_ON
    | Feature.TURN_OFF
    | Feature.VOLUME_STEP
    | Feature.PLAY
    | Feature.PAUSE
    | Feature.STOP
    | Feature.NEXT_TRACK
    | Feature.PREVIOUS_TRACK
    | Feature.SELECT_SOURCE
    | Feature.PLAY_MEDIA
    | Feature.BROWSE_MEDIA
    | Feature.SEARCH_MEDIA
)
SOUND_FEATURES: Final = Feature.VOLUME_SET | Feature.VOLUME_MUTE

SEND_KEY: Final = "send_key"
SEND_TEXT: Final = "send_text"
EXTRA_META: Final = "meta"
MOST_ID: Final = 256  # characters of a picture on the TV


async def async_setup_entry(
    hass: HomeAssistant, entry: ParlorConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the TV."""
    data = entry.runtime_data
    assert isinstance(data, TVData)
    async_add_entities([TVMediaPlayer(data.coordinator, "media_player")])


class TVMediaPlayer(ArtActions, TVView):
    """A TV, and what can be asked of it."""

    @property
    @override
    def supported_features(self) -> Feature:
        """Return what can be asked: a level and a mute only of a TV that has told them, and whose sound is its own."""
        features = FEATURES
        if loudness(self.tv_state).is_settable:
            features |= SOUND_FEATURES
        if self.has_places:
            features |= Feature.SEEK
        if self.sound_mode_list:
            features |= Feature.SELECT_SOUND_MODE
        return features

    @override
    @tv_command
    async def async_turn_on(self) -> None:
        """Turn the TV on, and see it come on."""
        await self.coordinator.tv.turn_on()

    @override
    @tv_command
    async def async_turn_off(self) -> None:
        """Turn the TV off, art included."""
        await self.coordinator.tv.turn_off()

    @override
    async def async_volume_up(self) -> None:
        """Make it louder by the TV's own step."""
        await self.async_press("KEY_VOLUP")

    @override
    async def async_volume_down(self) -> None:
        """Make it quieter by the TV's own step."""
        await self.async_press("KEY_VOLDOWN")

    @override
    @tv_command
    async def async_set_volume_level(self, volume: float) -> None:
        """Set the level, and see it set."""
        await self.coordinator.tv.set_volume(round(volume * 100))

    @override
    @tv_command
    async def async_mute_volume(self, mute: bool) -> None:
        """Mute or unmute, and see it done."""
        await self.coordinator.tv.set_muted(mute)

    @override
    @tv_command
    async def async_select_sound_mode(self, sound_mode: str) -> None:
        """Set how it sounds, through IP Control, and see it set."""
        if (control := self.coordinator.tv.control) is None:
            raise NotSupported("sound modes are told and set through IP Control alone")
        await control.set_choice(SOUND_MODE, sound_mode)

    @override
    @tv_command
    async def async_media_play(self) -> None:
        """Play on."""
        await self.coordinator.tv.play()

    @override
    @tv_command
    async def async_media_pause(self) -> None:
        """Pause."""
        await self.coordinator.tv.pause()

    @override
    @tv_command
    async def async_media_stop(self) -> None:
        """Stop."""
        await self.coordinator.tv.stop()

    @override
    @tv_command
    async def async_media_seek(self, position: float) -> None:
        """Go to a place in what was pushed."""
        await self.coordinator.tv.seek(position)

    @override
    @tv_command
    async def async_media_next_track(self) -> None:
        """Go to the next channel, and see it where the TV tells."""
        await self.coordinator.tv.next_channel()

    @override
    @tv_command
    async def async_media_previous_track(self) -> None:
        """Go to the previous channel, and see it where the TV tells."""
        await self.coordinator.tv.previous_channel()

    @override
    async def async_select_source(self, source: str) -> None:
        """Switch to an input, or open an app."""
        await self.async_choose(self.source_of(source))

    @override
    async def async_play_media(self, media_type: MediaType | str, media_id: str, **kwargs: Any) -> None:
        """Play a file or media of Home Assistant; open an app, at `extra.meta` in it; tune; open a page; press keys; type."""
        extra = kwargs.get(ATTR_MEDIA_EXTRA) or {}
        if media_source.is_media_source_id(media_id) or file_type(media_type, media_id):
            await self._async_play_file(media_type, media_id, extra)
            return
        match media_type:
            case MediaType.APP:
                await self.async_open_app(self.app(media_id), str(extra.get(EXTRA_META) or ""))
            case MediaType.CHANNEL:
                await self.async_tune(media_id)
            case MediaType.URL:
                await self.async_open_url(media_id)
            case _ if media_type == ART:
                if not 0 < len(media_id) <= MOST_ID:
                    raise self.invalid("tv_artwork_unknown")
                await self.async_select_art(media_id, Show.ALWAYS)
            case _ if media_type == SEND_KEY:
                await self.async_press(media_id)
            case _ if media_type == SEND_TEXT:
                await self.async_send_text(media_id)
            case _:
                raise self.invalid("tv_media_type_unknown", media_type=media_type[:SHOWN])

    async def _async_play_file(self, media_type: str, media_id: str, extra: Mapping[str, Any]) -> None:
        """Have the TV fetch and play something."""
        try:
            medium = await async_medium(self.hass, self.entity_id, media_type, media_id, extra)
        except ValueError as error:
            raise self.invalid("tv_url_invalid", url=media_id[:SHOWN]) from error
        if not medium.is_played:
            raise self.invalid("tv_media_type_unknown", media_type=medium.mime[:SHOWN])
        await self._async_push(medium)

    @override
    async def async_browse_media(
        self, media_content_type: MediaType | str | None = None, media_content_id: str | None = None
    ) -> BrowseMedia:
        """Return the apps of the TV, the pictures of a Frame, and the media of Home Assistant."""
        name = self.coordinator.name
        if media_content_type == ART:
            return await async_browse_art(self.hass, self.gallery, name, media_content_id or ART, self._picture)
        return await async_browse(
            self.hass,
            name,
            self.tv_state.apps,
            self._thumbnail,
            media_content_id,
            has_art=self.tv_state.art is not None,
        )

    @override
    async def async_search_media(self, query: SearchMediaQuery) -> SearchMedia:
        """Return the apps whose name has a text in it."""
        return SearchMedia(result=found(self.tv_state.apps, query.search_query, self._thumbnail))

    @override
    async def async_get_browse_image(
        self, media_content_type: str, media_content_id: str, media_image_id: str | None = None
    ) -> tuple[bytes | None, str | None]:
        """Return the icon of an app or a small one of a picture, where the TV hands it out."""
        if media_content_type == ART:
            image = await self.gallery.thumbnails.get(media_content_id)
            return (image, "image/jpeg") if image else (None, None)
        app = find_app(media_content_id, self.tv_state.apps) if media_content_type == MediaType.APP else None
        icon = await self.coordinator.tv.fetch_icon(app) if app else None
        return (icon.image, icon.content_type) if icon else (None, None)

    def _thumbnail(self, app: App) -> str | None:
        """Return where the icon of an app can be had, None where the TV does not say that it has one."""
        return self.get_browse_image_url(MediaType.APP, app.id) if app.icon else None

    def _picture(self, content_id: str) -> str:
        """Return where a small one of a picture can be had."""
        return self.get_browse_image_url(ART, content_id)

    async def async_send_text(self, text: str) -> None:
        """Put text into the field that has the focus."""
        try:
            checked_text(text)
        except ValueError as error:
            raise self.invalid("tv_text_invalid", most=str(MOST_TEXT)) from error
        await self._async_type(text)

    async def async_launch_app(self, app: str, content_id: str = "") -> ServiceResponse:
        """Open an app by name or id, and return its id and whether it was seen in front."""
        wanted = self.app(app)
        await self.async_open_app(wanted, content_id)
        return {"app_id": wanted.id, "confirmed": self.app_id == wanted.id}

    async def async_open_url(self, url: str) -> ServiceResponse:
        """Open a page in the TV's browser, and return whether that was seen."""
        try:
            checked_url(url)
        except ValueError as error:
            raise self.invalid("tv_url_invalid", url=url[:SHOWN]) from error
        return {"confirmed": await self._async_open(url)}

    @tv_command
    async def _async_type(self, text: str) -> None:
        """Put text into the field that has the focus."""
        await self.coordinator.tv.send_text(text)

    @tv_command
    async def _async_open(self, url: str) -> bool:
        """Open a page in the TV's browser, and return whether that was seen."""
        return await self.coordinator.tv.open_url(url)

    @tv_command
    async def _async_push(self, medium: Medium) -> None:
        """Have the TV fetch and play something, and see it play."""
        await self.coordinator.tv.play_url(medium.url, medium.title, medium.mime)
