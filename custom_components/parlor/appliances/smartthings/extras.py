"""What is delivered of TVs, soundbars and appliances and core makes no entity of, and how it is seen where core has come to make one.

Not here, as every appliance with a job tells it anyway: what is left of a run, its progress, phase and program.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from ..command import CloudCall
from .reading import as_minutes
from .status import MAIN, Status, as_number, has, texts, value


class ExtraPlatform(StrEnum):
    """What an entity of these is."""

    SENSOR = "sensor"
    SELECT = "select"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreKey:
    """How core's own entity is known in the registry: what its unique id ends with behind the device's, or which feature its media player has."""

    domain: str
    ends: str
    feature: int = 0

    def is_of(self, *, domain: str, unique_id: str, device_id: str, features: int) -> bool:
        """Say whether an entity of core is this one of a device."""
        is_it = domain == self.domain and unique_id == f"{device_id}_{self.ends}"
        return is_it and features & self.feature == self.feature


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """One entity: `key` is its translation key and the end of its unique id, `listed` the attribute that has its options.

    `command` chooses one of them. It is made where the device has told it once, and where core has none of `core`; where a device has two
    capabilities for one key, the first of the table is taken.
    """

    key: str
    platform: ExtraPlatform
    capability: str
    attribute: str
    value_fn: Callable[[object], str | float | None]
    listed: str | None = None
    command: str | None = None
    unit: str | None = None
    device_class: str | None = None
    core: tuple[CoreKey, ...] = field(default=())


def _word(told: object) -> str | None:
    return told if isinstance(told, str) and told else None


def _minutes(told: object) -> float | None:
    """Return minutes that are told as such or as a time."""
    found = as_minutes(told) if isinstance(told, str) else None
    found = as_number(told) if found is None else found
    return found if found is not None and found >= 0 else None


def _select(
    key: str, capability: str, attribute: str, listed: str, command: str, core: tuple[CoreKey, ...] = ()
) -> Extra:
    return Extra(
        key=key,
        platform=ExtraPlatform.SELECT,
        capability=capability,
        attribute=attribute,
        value_fn=_word,
        listed=listed,
        command=command,
        core=core,
    )


def _duration(key: str, capability: str, attribute: str) -> Extra:
    core = CoreKey(domain="sensor", ends=f"{MAIN}_{capability}_{attribute}_{attribute}")
    return Extra(
        key=key,
        platform=ExtraPlatform.SENSOR,
        capability=capability,
        attribute=attribute,
        value_fn=_minutes,
        unit="min",
        device_class="duration",
        core=(core,),
    )


# core 2026.11 has a select for `custom.picturemode`, and `custom.soundmode` in its media player: MediaPlayerEntityFeature.SELECT_SOUND_MODE.
_SOUND: Final = CoreKey(domain="media_player", ends=MAIN, feature=65536)
_PICTURE: Final = tuple(
    CoreKey(domain="select", ends=f"{MAIN}_{capability}_pictureMode_pictureMode")
    for capability in ("custom.picturemode", "samsungvd.pictureMode")
)
_PICTURE_MODES: Final = ("pictureMode", "supportedPictureModes", "setPictureMode")
_SOUND_MODES: Final = ("soundMode", "supportedSoundModes", "setSoundMode")
_SOURCE: Final = ("samsungvd.audioInputSource", "inputSource")

EXTRAS: Final[tuple[Extra, ...]] = (
    _select("picture_mode", "custom.picturemode", *_PICTURE_MODES, core=_PICTURE),
    _select("picture_mode", "samsungvd.pictureMode", *_PICTURE_MODES, core=_PICTURE),
    _select("sound_mode", "custom.soundmode", *_SOUND_MODES, core=(_SOUND,)),
    _select("sound_mode", "samsungvd.soundMode", *_SOUND_MODES, core=(_SOUND,)),
    _select("sound_mode", "samsungvd.audioSoundMode", *_SOUND_MODES, core=(_SOUND,)),
    # A soundbar's source can only be told to be the next one, so it is shown and not chosen. MediaPlayerEntityFeature.SELECT_SOURCE.
    Extra(
        key="input_source",
        platform=ExtraPlatform.SENSOR,
        capability=_SOURCE[0],
        attribute=_SOURCE[1],
        value_fn=_word,
        core=(CoreKey(domain="media_player", ends=MAIN, feature=2048),),
    ),
    _duration("operation_time", "samsungce.ovenOperatingState", "operationTime"),
    _duration("delay_end", "samsungce.washerDelayEnd", "remainingTime"),
    _duration("delay_end", "samsungce.dryerDelayEnd", "remainingTime"),
    _duration("delay_end", "samsungce.steamClosetDelayEnd", "remainingTime"),
)


def extras_of(status: Status) -> Mapping[str, Extra]:
    """Return what a device tells besides, by the keys of the entities; what was never told is not there."""
    found: dict[str, Extra] = {}
    for extra in EXTRAS:
        if has(status, extra.capability) and _is_told(extra, status):
            found.setdefault(extra.key, extra)
    return found


def reads(extra: Extra, status: Status) -> str | float | None:
    """Return the value of an extra, None where it is not known."""
    return extra.value_fn(value(status, extra.capability, extra.attribute))


def options(extra: Extra, status: Status) -> tuple[str, ...]:
    """Return what can be chosen; what is chosen belongs to it even where the device forgot to list it."""
    listed = texts(status, extra.capability, extra.listed) if extra.listed else ()
    chosen = reads(extra, status)
    return (*listed, chosen) if listed and isinstance(chosen, str) and chosen not in listed else listed


def chooses(extra: Extra, option: str) -> tuple[CloudCall, ...]:
    """Return the command that chooses an option, nothing where it cannot be chosen."""
    return (
        (CloudCall(capability=extra.capability, command=extra.command, arguments=(option,)),) if extra.command else ()
    )


def _is_told(extra: Extra, status: Status) -> bool:
    """Say whether a device has told what it is about: an option where one can be chosen, else the value."""
    return bool(options(extra, status)) if extra.listed else reads(extra, status) is not None
