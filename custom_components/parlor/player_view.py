"""What a TV tells as a media player: only what is known, never what was last asked for."""

from datetime import datetime, timedelta
from typing import Final, override

from homeassistant.components.media_player import MediaPlayerDeviceClass, MediaPlayerEntity, MediaPlayerState, MediaType
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import callback
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.util import dt as dt_util

from .medium import content_type
from .samsung.apps.icons import Icon
from .samsung.frames import printable
from .samsung.ip_control.settings import SOUND_MODE
from .samsung.power.verdict import Power
from .samsung.shown import TUNER, ShownKind
from .samsung.sound.loudness import loudness
from .samsung.upnp.media import Media
from .sources import find_app
from .tv_channel import is_channel
from .tv_commands import TVCommands
from .viewing_told import whole

# A Frame that shows art has its panel lit and plays nothing.
STATES: Final[dict[Power, MediaPlayerState | None]] = {
    Power.ON: MediaPlayerState.ON,
    Power.ART: MediaPlayerState.IDLE,
    Power.OFF: MediaPlayerState.OFF,
    Power.UNKNOWN: None,
}
SOONER: Final = timedelta(seconds=10)  # SmartThings may tell a channel before IP Control is asked for it
CONTENT: Final = {ShownKind.APP: MediaType.APP, ShownKind.CHANNEL: MediaType.CHANNEL}


class TVView(TVCommands, MediaPlayerEntity):
    """A TV as it can be seen."""

    _attr_device_class = MediaPlayerDeviceClass.TV
    _attr_name = None

    # The number of the channel that was told last, and when it was seen to become that.
    _channel: str | None = None
    _channel_at: datetime | None = None

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Notice another channel: the name that SmartThings told before is none of it."""
        channel = self.shown.channel
        if channel is not None and channel != self._channel:
            self._channel_at = dt_util.utcnow() if self._channel is not None else None
            self._channel = channel
        super()._handle_coordinator_update()

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the sensor of SmartThings that tells the channel, where there is one."""
        await super().async_added_to_hass()
        if entity_id := self.settings.channel_entity:
            write = callback(lambda _: self.async_write_ha_state())
            self.async_on_remove(async_track_state_change_event(self.hass, entity_id, write))

    @property
    @override
    def state(self) -> MediaPlayerState | None:
        """Return whether the TV is on, None where nobody knows; what it plays it tells of pushed media alone."""
        if (medium := self._medium) is not None:
            return MediaPlayerState(medium.state)
        return STATES[self.tv_state.power]

    @property
    @override
    def volume_level(self) -> float | None:
        """Return the level that can be heard, as the TV tells it."""
        volume = loudness(self.tv_state).volume
        return None if volume is None else volume / 100

    @property
    @override
    def is_volume_muted(self) -> bool | None:
        """Return whether the TV says that it is muted."""
        return loudness(self.tv_state).muted

    @property
    @override
    def sound_mode(self) -> str | None:
        """Return how the sound is set, where IP Control tells that."""
        return self.tv_state.control.sound_mode if self.tv_state.control else None

    @property
    @override
    def sound_mode_list(self) -> list[str] | None:
        """Return how the sound can be set, None where it cannot."""
        told = self.tv_state.control
        return list(told.options(SOUND_MODE)) if told and SOUND_MODE.name in told.has else None

    @property
    @override
    def app_id(self) -> str | None:
        """Return the app in the foreground."""
        return self.shown.app.id if self.shown.app else None

    @property
    @override
    def app_name(self) -> str | None:
        """Return the name of the app in the foreground."""
        return self.shown.app.name if self.shown.app else None

    @property
    @override
    def source(self) -> str | None:
        """Return the app in the foreground, else the input as its owner calls it."""
        return self.shown_source

    @property
    @override
    def source_list(self) -> list[str]:
        """Return the inputs that its owner wants to see, and the apps of this TV."""
        return self.sources

    @property
    def _medium(self) -> Media | None:
        """Return what was pushed to the TV and is shown."""
        return self.tv_state.media if self.shown.kind is ShownKind.MEDIA else None

    @property
    def has_places(self) -> bool:
        """Say whether there are places to go to in what is shown."""
        return self._medium is not None and self.media_content_type is not MediaType.IMAGE

    @property
    @override
    def media_content_type(self) -> MediaType | str | None:
        """Return what kind of thing is shown."""
        if (medium := self._medium) is not None:
            return content_type(medium.uri)
        return MediaType.CHANNEL if self.media_channel else CONTENT.get(self.shown.kind)

    @property
    @override
    def media_channel(self) -> str | None:
        """Return the channel: its name from SmartThings, else its number from the TV."""
        return self._channel_name or self.shown.channel

    @property
    @override
    def media_title(self) -> str | None:
        """Return the title of what was pushed, or the name of the channel."""
        return self._medium.title if self._medium else self._channel_name

    @property
    @override
    def media_artist(self) -> str | None:
        """Return who made what was pushed."""
        return self._medium.artist if self._medium else None

    @property
    @override
    def media_duration(self) -> int | None:
        """Return how long it is, in seconds."""
        return whole(self._medium.duration) if self._medium else None

    @property
    @override
    def media_position(self) -> int | None:
        """Return where in it the TV is, in seconds."""
        return whole(self._medium.position) if self._medium else None

    @property
    @override
    def media_position_updated_at(self) -> datetime | None:
        """Return when the TV was there."""
        at = self._medium.position_at if self._medium else None
        return None if at is None else dt_util.utc_from_timestamp(at)

    @property
    def _channel_name(self) -> str | None:
        """Return the channel that SmartThings tells, where nothing that is seen speaks against it.

        It names apps there as well, by their ids.
        """
        shown, entity_id = self.shown, self.settings.channel_entity
        may_be = shown.kind is ShownKind.CHANNEL or shown.source == TUNER or self._is_unclear
        state = self.hass.states.get(entity_id) if entity_id and may_be else None
        if state is None or state.state in (STATE_UNKNOWN, STATE_UNAVAILABLE):
            return None
        if self._channel_at is not None and state.last_updated < self._channel_at - SOONER:
            return None
        name = printable(state.state)
        return name if is_channel(name) and not find_app(name, self.tv_state.apps) else None

    @property
    def _is_unclear(self) -> bool:
        """Say whether the TV is on and nobody knows what it shows."""
        return self.tv_state.power is Power.ON and self.shown.kind is ShownKind.UNKNOWN

    @property
    def _icon(self) -> Icon | None:
        """Return the icon of the app in the foreground."""
        app = self.shown.app
        return self.coordinator.tv.icon(app) if app else None

    @property
    @override
    def media_image_hash(self) -> str | None:
        """Return what changes with the picture: there is one where the TV handed out the icon of what it shows."""
        return self.app_id if self._icon else None

    @override
    async def async_get_media_image(self) -> tuple[bytes | None, str | None]:
        """Return the icon of the app in the foreground."""
        icon = self._icon
        return (icon.image, icon.content_type) if icon else (None, None)
