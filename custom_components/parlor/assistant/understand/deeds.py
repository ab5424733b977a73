"""What each action is, done to each domain: the service, what it needs, and how it is told. A table; pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from homeassistant.components.climate import ClimateEntityFeature
from homeassistant.components.cover import CoverEntityFeature
from homeassistant.components.fan import FanEntityFeature
from homeassistant.components.lawn_mower import LawnMowerEntityFeature
from homeassistant.components.media_player import MediaPlayerEntityFeature
from homeassistant.components.vacuum import VacuumEntityFeature
from homeassistant.components.valve import ValveEntityFeature
from homeassistant.const import ATTR_SUPPORTED_FEATURES
from homeassistant.util.json import JsonValueType

from .lists import source_key
from .reading import Reading

type Attributes = Mapping[str, Any]
type Data = Mapping[str, JsonValueType]
# What to send, or None where this thing cannot do that.
type DataOf = Callable[[Reading, Attributes], Data | None]


def _nothing(_reading: Reading, _attributes: Attributes) -> Data | None:
    """Send no data."""
    return {}


@dataclass(frozen=True, slots=True)
class Deed:
    """One action on one domain."""

    service: str
    reply: str
    features: int = 0
    data: DataOf = _nothing
    # What is as good where a thing cannot do this.
    otherwise: Deed | None = None

    def data_for(self, reading: Reading, attributes: Attributes) -> Data | None:
        """Return what to send to a thing, or None where it cannot do that."""
        supported = int(attributes.get(ATTR_SUPPORTED_FEATURES) or 0)
        if self.features and supported & self.features != self.features:
            return None
        return self.data(reading, attributes)


def deed_for(reading: Reading, domain: str, attributes: Attributes) -> tuple[Deed, Data] | None:
    """Return what a reading comes to on a thing of a domain, and what to send; None where it cannot do that."""
    deed = DEEDS.get(reading.action, {}).get(domain)
    while deed is not None:
        if (data := deed.data_for(reading, attributes)) is not None:
            return deed, data
        deed = deed.otherwise
    return None


def _percent(field: str, factor: float = 1, lowest: float = 0) -> DataOf:
    """Send the percentage that was said."""

    def data(reading: Reading, _attributes: Attributes) -> Data | None:
        if reading.value is None or not lowest <= reading.value <= 100:
            return None
        value = reading.value * factor
        return {field: round(value, 2) if factor != 1 else round(value)}

    return data


def _brightness(reading: Reading, attributes: Attributes) -> Data | None:
    """Send a brightness to a light that can be dimmed."""
    if not _is_dimmable(attributes) or reading.value is None or not 0 <= reading.value <= 100:
        return None
    return {"brightness_pct": round(reading.value)}


def _brightness_by(step: float) -> DataOf:
    """Send a brightness above or below the present one, never off."""

    def data(_reading: Reading, attributes: Attributes) -> Data | None:
        if not _is_dimmable(attributes):
            return None
        # A light that is off has no brightness: dimmed or brightened it comes on half way.
        now = float(attributes.get("brightness") or 127.5 - step * 2.55) / 2.55
        return {"brightness_pct": round(min(100, max(5, now + step)))}

    return data


def _is_dimmable(attributes: Attributes) -> bool:
    """Say whether a light has a brightness."""
    return bool(set(attributes.get("supported_color_modes") or ()) - {"onoff", "unknown"})


def _temperature(reading: Reading, attributes: Attributes) -> Data | None:
    """Send a temperature that the thermostat can hold."""
    low, high = float(attributes.get("min_temp") or 5), float(attributes.get("max_temp") or 100)
    if reading.value is None or not low <= reading.value <= high:
        return None
    return {"temperature": reading.value}


def _temperature_by(step: float) -> DataOf:
    """Send a temperature above or below the wanted one."""

    def data(reading: Reading, attributes: Attributes) -> Data | None:
        wanted = attributes.get("temperature")
        if wanted is None:
            return None
        low, high = float(attributes.get("min_temp") or 5), float(attributes.get("max_temp") or 100)
        return {"temperature": min(high, max(low, float(wanted) + step))}

    return data


def _volume_by(sign: int) -> DataOf:
    """Send a volume above or below the present one by what was said."""

    def data(reading: Reading, attributes: Attributes) -> Data | None:
        level = attributes.get("volume_level")
        if level is None or reading.value is None:
            return None
        return {"volume_level": round(min(1.0, max(0.0, float(level) + sign * reading.value / 100)), 2)}

    return data


def _source(reading: Reading, attributes: Attributes) -> Data | None:
    """Send the source as this screen spells it."""
    for source in attributes.get("source_list") or ():
        if source_key(str(source)) == reading.source:
            return {"source": str(source)}
    return None


def _channel(reading: Reading, _attributes: Attributes) -> Data | None:
    """Send a channel's number."""
    if reading.value is None:
        return None
    return {"media_content_type": "channel", "media_content_id": str(int(reading.value))}


def _muted(is_muted: bool) -> DataOf:
    """Send whether to mute."""
    return lambda _reading, _attributes: {"is_volume_muted": is_muted}


def _minute(reading: Reading, _attributes: Attributes) -> Data | None:
    """Send the place in what plays, in seconds."""
    return {"seek_position": reading.value * 60} if reading.value is not None else None


def _shuffled(_reading: Reading, _attributes: Attributes) -> Data | None:
    """Send that it is to be shuffled."""
    return {"shuffle": True}


def _of_screens(data: DataOf) -> DataOf:
    """Send it to televisions alone: a speaker has no channels."""
    return lambda reading, attributes: data(reading, attributes) if attributes.get("device_class") == "tv" else None


def _of_music(reading: Reading, _attributes: Attributes) -> Data | None:
    """Send it where what plays was named, not the device that plays it."""
    return {} if reading.kind == "player" else None


def _item(reading: Reading, _attributes: Attributes) -> Data | None:
    """Send what to put on a list, as it was said but for the first letter."""
    return {"item": reading.item[0].upper() + reading.item[1:]} if reading.item else None


_Media = MediaPlayerEntityFeature
_PAUSED = Deed("media_pause", "paused", _Media.PAUSE)
_STOPPED = Deed("media_stop", "stopped", _Media.STOP, otherwise=_PAUSED)
# "Turn off the music" on a speaker that cannot be turned off.
_SILENCED = Deed(
    "turn_off", "turned_off", _Media.TURN_OFF, otherwise=Deed("media_pause", "paused", _Media.PAUSE, _of_music)
)


def _switched(service: str, reply: str) -> dict[str, Deed]:
    """Return what is switched by the same service in every domain."""
    on = service == "turn_on"
    return {
        **{domain: Deed(service, reply) for domain in ("light", "switch", "input_boolean", "humidifier", "siren")},
        "fan": Deed(service, reply, FanEntityFeature.TURN_ON if on else FanEntityFeature.TURN_OFF),
        "climate": Deed(service, reply, ClimateEntityFeature.TURN_ON if on else ClimateEntityFeature.TURN_OFF),
        "media_player": Deed(service, reply, _Media.TURN_ON) if on else _SILENCED,
    }


_RUN = {"scene": Deed("turn_on", "activated"), "script": Deed("turn_on", "started")}
_CLEAN = Deed("start", "started", VacuumEntityFeature.START)
_MOW = Deed("start_mowing", "started", LawnMowerEntityFeature.START_MOWING)
_ROBOTS = {"vacuum": _CLEAN, "lawn_mower": _MOW}
_POSITION = {
    "cover": Deed("set_cover_position", "position_set", CoverEntityFeature.SET_POSITION, _percent("position")),
    "valve": Deed("set_valve_position", "position_set", ValveEntityFeature.SET_POSITION, _percent("position")),
}
_SPEED = {"fan": Deed("set_percentage", "speed_set", FanEntityFeature.SET_SPEED, _percent("percentage"))}
_BRIGHTNESS = {"light": Deed("turn_on", "brightness_set", 0, _brightness)}
_SET_VOLUME = Deed("volume_set", "volume_set", _Media.VOLUME_SET, _percent("volume_level", 0.01))
_LOUDER = Deed(
    "volume_up",
    "volume_changed",
    _Media.VOLUME_STEP,
    otherwise=Deed("volume_up", "volume_changed", _Media.VOLUME_SET),
)
_QUIETER = Deed(
    "volume_down",
    "volume_changed",
    _Media.VOLUME_STEP,
    otherwise=Deed("volume_down", "volume_changed", _Media.VOLUME_SET),
)
DEEDS: Mapping[str, Mapping[str, Deed]] = {
    "TurnOn": {**_switched("turn_on", "turned_on"), **_RUN, "vacuum": _CLEAN},
    "TurnOff": _switched("turn_off", "turned_off"),
    "Start": {
        **_RUN,
        "fan": Deed("turn_on", "turned_on", FanEntityFeature.TURN_ON),
        "switch": Deed("turn_on", "turned_on"),
        **_ROBOTS,
        "media_player": Deed("media_play", "played", _Media.PLAY),
    },
    "Clean": _ROBOTS,
    "Dock": {
        "vacuum": Deed("return_to_base", "docked", VacuumEntityFeature.RETURN_HOME),
        "lawn_mower": Deed("dock", "docked", LawnMowerEntityFeature.DOCK),
    },
    "Open": {
        "cover": Deed("open_cover", "opened", CoverEntityFeature.OPEN),
        "valve": Deed("open_valve", "opened", ValveEntityFeature.OPEN),
    },
    "Close": {
        "cover": Deed("close_cover", "closed", CoverEntityFeature.CLOSE),
        "valve": Deed("close_valve", "closed", ValveEntityFeature.CLOSE),
    },
    "Stop": {
        "cover": Deed("stop_cover", "stopped", CoverEntityFeature.STOP),
        "valve": Deed("stop_valve", "stopped", ValveEntityFeature.STOP),
        "vacuum": Deed("stop", "stopped", VacuumEntityFeature.STOP),
        "media_player": _STOPPED,
    },
    "Lock": {"lock": Deed("lock", "locked")},
    "Unlock": {"lock": Deed("unlock", "unlocked")},
    "SetLevel": {
        **_BRIGHTNESS,
        **_POSITION,
        **_SPEED,
        "humidifier": Deed("set_humidity", "humidity_set", 0, _percent("humidity")),
    },
    "SetPosition": _POSITION,
    "SetBrightness": {**_BRIGHTNESS},
    "SetSpeed": _SPEED,
    "SetTemperature": {
        "climate": Deed("set_temperature", "temperature_set", ClimateEntityFeature.TARGET_TEMPERATURE, _temperature)
    },
    "Up": {
        "light": Deed("turn_on", "brightness_set", 0, _brightness_by(25)),
        "media_player": _LOUDER,
        "climate": Deed(
            "set_temperature", "temperature_set", ClimateEntityFeature.TARGET_TEMPERATURE, _temperature_by(1)
        ),
    },
    "Down": {
        "light": Deed("turn_on", "brightness_set", 0, _brightness_by(-25)),
        "media_player": _QUIETER,
        "climate": Deed(
            "set_temperature", "temperature_set", ClimateEntityFeature.TARGET_TEMPERATURE, _temperature_by(-1)
        ),
    },
    "Press": {"button": Deed("press", "pressed"), "input_button": Deed("press", "pressed")},
    "Pause": {
        "media_player": _PAUSED,
        "vacuum": Deed("pause", "paused", VacuumEntityFeature.PAUSE),
        "lawn_mower": Deed("pause", "paused", LawnMowerEntityFeature.PAUSE),
    },
    "Play": {"media_player": Deed("media_play", "played", _Media.PLAY)},
    "Next": {"media_player": Deed("media_next_track", "skipped", _Media.NEXT_TRACK)},
    "Previous": {"media_player": Deed("media_previous_track", "skipped", _Media.PREVIOUS_TRACK)},
    "Seek": {"media_player": Deed("media_seek", "sought", _Media.SEEK, _minute)},
    "Shuffle": {"media_player": Deed("shuffle_set", "shuffled", _Media.SHUFFLE_SET, _shuffled)},
    "ChannelUp": {"media_player": Deed("media_next_track", "skipped", _Media.NEXT_TRACK, _of_screens(_nothing))},
    "ChannelDown": {
        "media_player": Deed("media_previous_track", "skipped", _Media.PREVIOUS_TRACK, _of_screens(_nothing))
    },
    "Channel": {"media_player": Deed("play_media", "channel_set", _Media.PLAY_MEDIA, _of_screens(_channel))},
    "VolumeUp": {"media_player": _LOUDER},
    "VolumeDown": {"media_player": _QUIETER},
    "VolumeUpBy": {"media_player": Deed("volume_set", "volume_set", _Media.VOLUME_SET, _volume_by(1))},
    "VolumeDownBy": {"media_player": Deed("volume_set", "volume_set", _Media.VOLUME_SET, _volume_by(-1))},
    "SetVolume": {"media_player": _SET_VOLUME},
    "Mute": {"media_player": Deed("volume_mute", "muted", _Media.VOLUME_MUTE, _muted(True))},
    "Unmute": {"media_player": Deed("volume_mute", "unmuted", _Media.VOLUME_MUTE, _muted(False))},
    "SelectSource": {"media_player": Deed("select_source", "source_selected", _Media.SELECT_SOURCE, _source)},
    "AddItem": {"todo": Deed("add_item", "item_added", 0, _item)},
}
