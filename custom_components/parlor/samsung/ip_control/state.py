"""What IP Control has told of one TV, as a record that grows answer by answer. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from ..frames import printable
from .settings import CHOICES, EXTERNAL, LEVELS, SPEAKER, VIDEO_LEVELS, Choice
from .wire import number, switch, text

MOST_SPEAKERS: Final = 20
MOST_TOLD: Final = 20  # values of one setting that are remembered

type Reading = Mapping[str, str | int | bool | None]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker outside the TV, as the TV names it."""

    name: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlState:
    """All that IP Control tells; what it does not tell now is None.

    `source` is the input behind whatever app lies over it ("TV", "HDMI1"…), `channel` its number where the source is the
    tuner and `channel_kind` "dtv", "atv" or "tvplus"; values of choices are as the set writes them, a speaker outside by
    its name. `has` names what this set has shown to have (keys of `settings.FEATURES`), `told` what values of choices it
    has told or taken. `firmware` and `serial` are told once. `is_refused`: it no longer knows our token; `is_closed`: nothing listens there, while the TV is on.
    """

    source: str | None = None
    channel: str | None = None
    channel_kind: str | None = None
    channel_cable: str | None = None
    volume: int | None = None
    muted: bool | None = None
    picture_mode: str | None = None
    picture_size: str | None = None
    sound_mode: str | None = None
    color_tone: str | None = None
    speaker: str | None = None
    game_mode: bool | None = None
    backlight: int | None = None
    contrast: int | None = None
    brightness: int | None = None
    sharpness: int | None = None
    color: int | None = None
    tint: int | None = None
    speakers: tuple[Speaker, ...] = ()
    firmware: str | None = None
    serial: str | None = None
    has: frozenset[str] = frozenset()
    told: frozenset[tuple[str, str]] = field(default=frozenset())
    is_refused: bool = False
    is_closed: bool = False

    @property
    def dark(self) -> ControlState:
        """Return what still holds of a TV that shows nothing: what it has, not how it is set."""
        return ControlState(
            firmware=self.firmware,
            serial=self.serial,
            has=self.has,
            told=self.told,
            is_refused=self.is_refused,
            is_closed=self.is_closed,
        )

    def value(self, name: str) -> str | int | bool | None:
        """Return one setting by its name."""
        value: str | int | bool | None = getattr(self, name)
        return value

    def reading(self, values: Reading) -> ControlState:
        """Return the state with values that were read, those of choices remembered."""
        known = {(choice, value) for choice, value in values.items() if isinstance(value, str) and choice in _CHOICES}
        room = {pair for pair in known if sum(name == pair[0] for name, _ in self.told) < MOST_TOLD}
        fields: dict[str, object] = dict(values)
        return replace(self, **fields, told=self.told | room)  # type: ignore[arg-type]  # each is of its field's type

    def options(self, choice: Choice) -> tuple[str, ...]:
        """Return the values that may be chosen: known ones, those the set has told, and the speakers it lists.

        Each once, in the letters in which this set writes it.
        """
        told = sorted(value for name, value in self.told if name == choice.name)
        listed = [speaker.name for speaker in self.speakers] if choice is SPEAKER else []
        now = self.value(choice.name)
        values = [*choice.known, *told, *listed, *([now] if isinstance(now, str) else [])]
        return tuple({bare(value) or value: value for value in values}.values())


_CHOICES: Final = frozenset({"picture_mode", "picture_size", "sound_mode", "color_tone"})


def tv_states(given: object, speakers: tuple[Speaker, ...]) -> Reading:
    """Return what getTVStates tells; a set leaves out what its present input does not have."""
    return {
        "source": text(given, "inputSource"),
        "volume": _volume(given),
        "muted": switch(given, "mute", "muteOn", "muteOff"),
        "picture_mode": text(given, "pictureMode"),
        "picture_size": text(given, "pictureSize"),
        "sound_mode": text(given, "soundMode"),
        "speaker": resolved(text(given, "speakerSelect"), speakers),
    }


def bare(word: str) -> str:
    """Return the letters and digits of a word: sets do not always write one in the same way."""
    return "".join(letter for letter in word.casefold() if letter.isalnum())


def _volume(given: object) -> int | None:
    """Return a volume, None for what can be none."""
    volume = number(given, "volume")
    return volume if volume is not None and 0 <= volume <= 100 else None


def video_states(given: object) -> Reading:
    """Return what getVideoStates tells."""
    return {level.name: number(given, level.name) for level in VIDEO_LEVELS}


def channel(given: object) -> Reading:
    """Return what directChannelControl tells."""
    told = number(given, "channelNum")
    return {
        "channel": text(given, "channelNum") or (str(told) if told is not None else None),
        "channel_kind": text(given, "atvDtv"),
        "channel_cable": text(given, "airCable"),
    }


def feature(name: str, given: object, speakers: tuple[Speaker, ...]) -> Reading:
    """Return what the method of one feature tells of it; nothing where that says less than getTVStates."""
    choices = {choice.name: choice.field for choice in CHOICES}
    match name:
        case "channel":
            return channel(given)
        case "game_mode":
            return {name: switch(given, "gameMode", "On", "Off")}
        case "speaker":
            told = text(given, SPEAKER.field)
            return {name: resolved(told, speakers)} if told else {}
        case _ if name in choices:
            return {name: text(given, choices[name])}
        case _ if any(level.name == name for level in LEVELS):
            return {name: number(given, name)}
    return {}


def external_speakers(given: object) -> tuple[Speaker, ...]:
    """Return what externalSpeakerControl lists; an empty object where there is none."""
    found: dict[str, Speaker] = {}
    for item in given[:MOST_SPEAKERS] if isinstance(given, list) else ():
        name, identifier = text(item, "deviceName"), item.get("deviceId") if isinstance(item, Mapping) else None
        if name and isinstance(identifier, str) and identifier and printable(identifier) == identifier:
            found.setdefault(name, Speaker(name, identifier))
    return tuple(found.values())


def resolved(told: str | None, speakers: tuple[Speaker, ...]) -> str | None:
    """Return a speaker by the name people know: sets write it small, or the id of one of those outside."""
    if told is None:
        return None
    for speaker in speakers:
        if told in (speaker.id, speaker.name):
            return speaker.name
    if told.casefold() == EXTERNAL.casefold():
        return speakers[0].name if len(speakers) == 1 else EXTERNAL
    return next((known for known in SPEAKER.known if known.casefold() == told.casefold()), told)
