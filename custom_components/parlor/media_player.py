"""The TV as a media player."""

from typing import Any, Final, override

from homeassistant.components.media_player import (
    ATTR_MEDIA_EXTRA,
    MediaPlayerDeviceClass,
    MediaPlayerEntity,
    MediaPlayerEntityFeature as Feature,
    MediaPlayerState,
    MediaType,
)
from homeassistant.core import HomeAssistant, ServiceResponse
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import ParlorConfigEntry
from .asked import MOST_TEXT, checked_text, checked_url
from .entity import SHOWN, TVEntity, tv_command
from .entry_tv import TVData
from .samsung.frames import App
from .samsung.keys import KeyPress, channel_keys
from .samsung.power import Power

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
)
SOUND_FEATURES: Final = Feature.VOLUME_SET | Feature.VOLUME_MUTE

# A Frame that shows art has its panel lit and plays nothing.
STATES: Final[dict[Power, MediaPlayerState | None]] = {
    Power.ON: MediaPlayerState.ON,
    Power.ART: MediaPlayerState.IDLE,
    Power.OFF: MediaPlayerState.OFF,
    Power.UNKNOWN: None,
}
INPUT_KEYS: Final = {
    "TV": "KEY_TV",
    "HDMI 1": "KEY_HDMI1",
    "HDMI 2": "KEY_HDMI2",
    "HDMI 3": "KEY_HDMI3",
    "HDMI 4": "KEY_HDMI4",
}
SEND_KEY: Final = "send_key"
EXTRA_META: Final = "meta"


async def async_setup_entry(
    hass: HomeAssistant, entry: ParlorConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the TV."""
    data = entry.runtime_data
    assert isinstance(data, TVData)
    async_add_entities([TVMediaPlayer(data.coordinator, "media_player")])


class TVMediaPlayer(TVEntity, MediaPlayerEntity):
    """A TV; source and app are what it shows, never what was last asked for."""

    _attr_device_class = MediaPlayerDeviceClass.TV
    _attr_name = None

    @property
    @override
    def supported_features(self) -> Feature:
        """Return what can be asked: a level and a mute only of a TV that has told them."""
        return FEATURES | SOUND_FEATURES if self.tv_state.has_sound else FEATURES

    @property
    @override
    def state(self) -> MediaPlayerState | None:
        """Return whether the TV is on, None where nobody knows."""
        return STATES[self.tv_state.power]

    @property
    @override
    def volume_level(self) -> float | None:
        """Return the level the TV tells."""
        volume = self.tv_state.volume
        return None if volume is None else volume / 100

    @property
    @override
    def is_volume_muted(self) -> bool | None:
        """Return whether the TV says that it is muted."""
        return self.tv_state.muted

    @property
    @override
    def app_id(self) -> str | None:
        """Return the app in the foreground."""
        app = self.tv_state.app
        return app.id if app else None

    @property
    @override
    def app_name(self) -> str | None:
        """Return the name of the app in the foreground."""
        app = self.tv_state.app
        return app.name if app else None

    @property
    @override
    def source(self) -> str | None:
        """Return the app in the foreground: of inputs the TV tells nothing here."""
        return self.app_name

    @property
    @override
    def source_list(self) -> list[str]:
        """Return the inputs, and the apps of this TV."""
        return [*INPUT_KEYS, *sorted({app.name for app in self.tv_state.apps}, key=str.casefold)]

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
        await self._async_press("KEY_VOLUP")

    @override
    async def async_volume_down(self) -> None:
        """Make it quieter by the TV's own step."""
        await self._async_press("KEY_VOLDOWN")

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
    async def async_media_play(self) -> None:
        """Press play."""
        await self._async_press("KEY_PLAY")

    @override
    async def async_media_pause(self) -> None:
        """Press pause."""
        await self._async_press("KEY_PAUSE")

    @override
    async def async_media_stop(self) -> None:
        """Press stop."""
        await self._async_press("KEY_STOP")

    @override
    async def async_media_next_track(self) -> None:
        """Go to the next channel."""
        await self._async_press("KEY_CHUP")

    @override
    async def async_media_previous_track(self) -> None:
        """Go to the previous channel."""
        await self._async_press("KEY_CHDOWN")

    @override
    async def async_select_source(self, source: str) -> None:
        """Switch to an input, or open an app."""
        wanted = source.strip().casefold()
        for name, key in INPUT_KEYS.items():
            if name.casefold() == wanted:
                await self._async_press(key)
                return
        if (app := self._app(source)) is None:
            raise self.invalid("tv_source_unknown", source=source[:SHOWN])
        await self._async_launch(app.id)

    @override
    async def async_play_media(self, media_type: MediaType | str, media_id: str, **kwargs: Any) -> None:
        """Open an app by id or name, at `extra.meta` in it; tune to a channel; or press keys ("KEY_HOME+KEY_ENTER")."""
        if media_type == MediaType.APP:
            app = self._app(media_id)
            extra = kwargs.get(ATTR_MEDIA_EXTRA) or {}
            await self._async_launch(app.id if app else media_id, str(extra.get(EXTRA_META) or ""))
        elif media_type == MediaType.CHANNEL:
            try:
                keys = channel_keys(media_id)
            except ValueError as error:
                raise self.invalid("tv_channel_invalid", channel=media_id[:SHOWN]) from error
            await self._async_send(*keys)
        elif media_type == SEND_KEY:
            await self._async_press(media_id)
        else:
            raise self.invalid("tv_media_type_unknown", media_type=media_type[:SHOWN])

    async def async_send_text(self, text: str) -> None:
        """Put text into the field that has the focus."""
        try:
            checked_text(text)
        except ValueError as error:
            raise self.invalid("tv_text_invalid", most=str(MOST_TEXT)) from error
        await self._async_type(text)

    async def async_launch_app(self, app: str, content_id: str = "") -> ServiceResponse:
        """Open an app by name or id, and return its id and whether it was seen in front."""
        known = self._app(app)
        app_id = known.id if known else app
        await self._async_launch(app_id, content_id)
        return {"app_id": app_id, "confirmed": self.app_id == app_id}

    async def async_open_url(self, url: str) -> None:
        """Open a page in the TV's browser."""
        try:
            checked_url(url)
        except ValueError as error:
            raise self.invalid("tv_url_invalid", url=url[:SHOWN]) from error
        await self._async_open(url)

    def _app(self, wanted: str) -> App | None:
        """Return the app of that id or name."""
        name = wanted.strip().casefold()
        return next((app for app in self.tv_state.apps if app.id == wanted or app.name.casefold() == name), None)

    async def _async_press(self, chain: str) -> None:
        """Press the keys of a chain, in order."""
        await self._async_send(*self.parsed_keys(chain))

    @tv_command
    async def _async_send(self, *keys: KeyPress) -> None:
        """Press keys, in order."""
        await self.coordinator.tv.send_keys(keys)

    @tv_command
    async def _async_launch(self, app_id: str, meta: str = "") -> None:
        """Open an app, and see it come to the front."""
        await self.coordinator.tv.launch_app(app_id, meta)

    @tv_command
    async def _async_type(self, text: str) -> None:
        """Put text into the field that has the focus."""
        await self.coordinator.tv.send_text(text)

    @tv_command
    async def _async_open(self, url: str) -> None:
        """Open a page in the TV's browser, of which it tells nothing."""
        await self.coordinator.tv.open_url(url)
