"""Simulated media players: TVs, speakers and receivers."""

from typing import Any, override
from urllib.parse import parse_qs, urlsplit

from homeassistant.components.media_player import (
    BrowseMedia,
    MediaPlayerDeviceClass,
    MediaPlayerEntity,
    MediaPlayerEntityFeature,
    MediaPlayerState,
    MediaType,
    RepeatMode,
    SearchMedia,
    SearchMediaQuery,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from . import SimHomeConfigEntry
from .entity import SimEntity, command, entities_of
from .library import browse, search, track_of

PARALLEL_UPDATES = 0

SPOKEN = "media-source://tts/"
CHARACTERS_A_SECOND = 15

_ALWAYS = (
    MediaPlayerEntityFeature.PLAY
    | MediaPlayerEntityFeature.PAUSE
    | MediaPlayerEntityFeature.STOP
    | MediaPlayerEntityFeature.NEXT_TRACK
    | MediaPlayerEntityFeature.PREVIOUS_TRACK
    | MediaPlayerEntityFeature.PLAY_MEDIA
    | MediaPlayerEntityFeature.TURN_ON
    | MediaPlayerEntityFeature.TURN_OFF
    | MediaPlayerEntityFeature.VOLUME_MUTE
    | MediaPlayerEntityFeature.VOLUME_SET
    | MediaPlayerEntityFeature.VOLUME_STEP
)
# An attribute that a file may give -> what the player then can do.
_TOLD_BY = {
    "source_list": MediaPlayerEntityFeature.SELECT_SOURCE,
    "sound_mode_list": MediaPlayerEntityFeature.SELECT_SOUND_MODE,
    "shuffle": MediaPlayerEntityFeature.SHUFFLE_SET,
    "repeat": MediaPlayerEntityFeature.REPEAT_SET,
    "media_duration": MediaPlayerEntityFeature.SEEK,
}
_OF_A_TITLE = (
    "media_album_name",
    "media_artist",
    "media_content_id",
    "media_content_type",
    "media_duration",
    "media_episode",
    "media_season",
    "media_series_title",
    "media_title",
)


async def async_setup_entry(
    hass: HomeAssistant, entry: SimHomeConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the home's media players."""
    async_add_entities(entities_of(entry, Platform.MEDIA_PLAYER, SimMediaPlayer))


class SimMediaPlayer(SimEntity, MediaPlayerEntity):
    """A player of `behavior.playlist`: a list of titles, each a mapping of `media_…` attributes.

    Those that have a `media_content_id` are its library: they can be browsed, searched and played by that id. With `behavior.autoplay` a title that
    has a duration runs to its end, and the next one begins.

    Where the file gives `is_volume_muted`, muting leaves the volume as it is. Where it does not, the player knows no muting but a volume of 0,
    which is what the public data set expects, and goes back to the volume of before.
    """

    features = MediaPlayerEntityFeature
    start_state = MediaPlayerState.OFF

    @override
    def take_attribute(self, name: str, value: Any) -> None:
        """Have an attribute."""
        super().take_attribute(name, MediaPlayerDeviceClass(value) if name == "device_class" else value)

    @override
    def prepare(self) -> None:
        """Have the playlist at hand, and a volume to come back to."""
        self._playlist: list[dict[str, Any]] = self.plan.behavior.get("playlist") or []
        self._volume_before = self._attr_volume_level or 0.5
        self._has_mute = self._attr_is_volume_muted is not None
        self._is_there = False

    @override
    async def async_added_to_hass(self) -> None:
        """Play what plays to its end from now on."""
        await super().async_added_to_hass()
        self._is_there = True
        self._run_on()

    @override
    def features_by_default(self) -> MediaPlayerEntityFeature:
        """Do what players do, and what the attributes tell of."""
        features = _ALWAYS
        for name, feature in _TOLD_BY.items():
            if self.plan.attributes.get(name) is not None:
                features |= feature
        if self._playlist:
            features |= MediaPlayerEntityFeature.SEEK
        if any("media_content_id" in work for work in self._playlist):
            features |= MediaPlayerEntityFeature.BROWSE_MEDIA | MediaPlayerEntityFeature.SEARCH_MEDIA
        return features

    @override
    def take_state(self, state: str | None) -> None:
        """Be in a state; one that plays has something to play."""
        self._attr_state = None if state is None else MediaPlayerState(state)
        if self._playlist and self._attr_state is MediaPlayerState.PLAYING and self._attr_media_title is None:
            self._load(self._attr_media_track or 1)
        self._run_on()

    @override
    @command
    def async_turn_on(self) -> None:
        """Be on: a TV shows its source, a speaker waits."""
        is_tv = self.device_class is MediaPlayerDeviceClass.TV
        if self._attr_state in {None, MediaPlayerState.OFF, MediaPlayerState.STANDBY}:
            self._attr_state = MediaPlayerState.ON if is_tv else MediaPlayerState.IDLE

    @override
    @command
    def async_turn_off(self) -> None:
        """Be off."""
        self._attr_state = MediaPlayerState.OFF
        self._forget_title()
        self._run_on()

    @override
    @command
    def async_media_play(self) -> None:
        """Play on."""
        self._mark_position()
        self.take_state(MediaPlayerState.PLAYING)

    @override
    @command
    def async_media_pause(self) -> None:
        """Stand still."""
        self._mark_position()
        self._attr_state = MediaPlayerState.PAUSED
        self._run_on()

    @override
    @command
    def async_media_stop(self) -> None:
        """Play nothing."""
        self._attr_state = MediaPlayerState.IDLE
        self._forget_title()
        self._run_on()

    @override
    @command
    def async_media_next_track(self) -> None:
        """Play the next title."""
        self._load((self._attr_media_track or 0) + 1)

    @override
    @command
    def async_media_previous_track(self) -> None:
        """Play the title before."""
        self._load(max(1, (self._attr_media_track or 1) - 1))

    @override
    @command
    def async_media_seek(self, position: float) -> None:
        """Go to a place, in seconds."""
        self._attr_media_position, self._attr_media_position_updated_at = int(position), dt_util.utcnow()
        self._run_on()

    @override
    @command
    def async_set_volume_level(self, volume: float) -> None:
        """Be louder or quieter; 0 to 1."""
        self._attr_volume_level = round(volume, 3)  # as devices count
        if self._has_mute and volume:
            self._attr_is_volume_muted = False

    @override
    @command
    def async_mute_volume(self, mute: bool) -> None:
        """Be silent, or not."""
        if self._has_mute:
            self._attr_is_volume_muted = mute
        elif mute:
            self._volume_before = self._attr_volume_level or self._volume_before
            self._attr_volume_level = 0.0
        else:
            self._attr_volume_level = self._attr_volume_level or self._volume_before

    @override
    @command
    def async_select_source(self, source: str) -> None:
        """Show or play another source."""
        self._attr_source = source

    @override
    @command
    def async_select_sound_mode(self, sound_mode: str) -> None:
        """Sound otherwise."""
        self._attr_sound_mode = sound_mode

    @override
    @command
    def async_set_shuffle(self, shuffle: bool) -> None:
        """Play in any order, or not."""
        self._attr_shuffle = shuffle

    @override
    @command
    def async_set_repeat(self, repeat: RepeatMode) -> None:
        """Play again, or not."""
        self._attr_repeat = repeat

    @override
    @command
    def async_play_media(self, media_type: MediaType | str, media_id: str, **kwargs: Any) -> None:
        """Play what is asked for; an app is opened."""
        if (track := track_of(self._playlist, media_id)) is not None:
            self._load(track)
            self.take_state(MediaPlayerState.PLAYING)
            return
        if media_id.startswith(SPOKEN):
            self._say(media_id)
            return
        self._forget_title()
        extra = kwargs.get("extra") or {}
        if media_type == MediaType.APP:
            self._attr_app_id, self._attr_app_name = media_id, extra.get("title", media_id)
        else:
            self._attr_media_title = extra.get("title", media_id)
        self._attr_media_content_type, self._attr_media_content_id = media_type, media_id
        self._attr_state = MediaPlayerState.PLAYING

    def _say(self, media_id: str) -> None:
        """Say something, and then go on as before."""
        before, told = self._attr_state, parse_qs(urlsplit(media_id).query).get("message", [""])[0]
        self._attr_extra_state_attributes["last_said"] = told
        self._attr_state = MediaPlayerState.PLAYING
        self.after(2 + len(told) / CHARACTERS_A_SECOND, lambda: self.take_state(before))

    @override
    async def async_browse_media(
        self, media_content_type: MediaType | str | None = None, media_content_id: str | None = None
    ) -> BrowseMedia:
        """Show the library."""
        return browse(self._playlist)

    @override
    async def async_search_media(self, query: SearchMediaQuery) -> SearchMedia:
        """Search the library."""
        return search(self._playlist, query)

    def _run_on(self) -> None:
        """Have what plays end when it is over, where the file says that the next one begins by itself."""
        self._cancel_timer()
        length, at = self._attr_media_duration, self._attr_media_position
        runs_on = self._is_there and self.plan.behavior.get("autoplay")
        if runs_on and self._attr_state is MediaPlayerState.PLAYING and length:
            self.after(max(1, length - (at or 0)), lambda: self._load((self._attr_media_track or 0) + 1))

    def _load(self, track: int) -> None:
        """Play a title by its number; a playlist starts again at its end."""
        if self._playlist:
            track = (track - 1) % len(self._playlist) + 1
            self._forget_title()
            for name, value in self._playlist[track - 1].items():
                self.take_attribute(name, value)
            self._attr_media_position, self._attr_media_position_updated_at = 0, dt_util.utcnow()
        self._attr_media_track = track
        self._run_on()

    def _forget_title(self) -> None:
        """Play no title."""
        for name in _OF_A_TITLE:
            setattr(self, f"_attr_{name}", None)
        self._attr_media_position = self._attr_media_position_updated_at = None

    def _mark_position(self) -> None:
        """Say how far the title has played until now."""
        if self._attr_media_position is None or self._attr_media_position_updated_at is None:
            return
        now = dt_util.utcnow()
        if self._attr_state is MediaPlayerState.PLAYING:
            played = int((now - self._attr_media_position_updated_at).total_seconds())
            self._attr_media_position += played
        self._attr_media_position_updated_at = now
