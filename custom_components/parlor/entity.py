"""What the entities of a TV share."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, Concatenate, Final, override

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .const import DOMAIN
from .coordinator import TVCoordinator
from .samsung.errors import (
    AppUnknown,
    ArtworkUnknown,
    ControlClosed,
    ControlRefused,
    InvalidParameter,
    NotAvailable,
    NotConfirmed,
    NotSupported,
    PairingNeeded,
    PowerUnknown,
    Rejected,
    SamsungError,
    SignInNeeded,
    StorageFull,
    TVBusy,
    TVFailed,
    TVIsOff,
    TVSilent,
    TVUnreachable,
    VolumeUnknown,
)
from .samsung.remote.keys import MOST_KEYS, MOST_SECONDS, KeyPress, KeyUnknown, TakesTooLong, TooManyKeys, parse_keys
from .samsung.state import TVState
from .tv_device import device_info, identity
from .tv_settings import TVSettings

# The first that fits counts: the narrow ones stand before the wide ones.
ERROR_KEYS: Final[tuple[tuple[type[SamsungError], str], ...]] = (
    (PairingNeeded, "tv_refuses"),
    (TVIsOff, "tv_off"),
    (ControlClosed, "tv_control_closed"),
    (ControlRefused, "tv_control_refuses"),
    (TVUnreachable, "tv_unreachable"),
    (NotConfirmed, "tv_not_confirmed"),
    (PowerUnknown, "tv_power_unknown"),
    (AppUnknown, "tv_app_unknown"),
    (VolumeUnknown, "tv_volume_unknown"),
    (NotAvailable, "tv_not_available"),
    (Rejected, "tv_rejected"),
    (NotSupported, "tv_not_supported"),
    (TVBusy, "tv_busy"),
    (InvalidParameter, "tv_invalid"),
    (ArtworkUnknown, "tv_artwork_unknown"),
    (StorageFull, "tv_storage_full"),
    (SignInNeeded, "tv_sign_in"),
    (TVFailed, "tv_failed"),
    (TVSilent, "tv_silent"),
    (SamsungError, "tv_bad_answer"),
)


# Whoever waits for a service call gives up after some 20 seconds, and would never hear how it ended.
COMMAND_LIMIT: Final = 14.5  # seconds
SHOWN: Final = 100  # characters of what was asked for, in an error about it


class TVEntity(CoordinatorEntity[TVCoordinator]):
    """An entity of one TV; it holds no state of its own."""

    _attr_has_entity_name = True

    def __init__(self, coordinator: TVCoordinator, key: str) -> None:
        """Belong to the TV's device."""
        super().__init__(coordinator)
        entry = coordinator.config_entry
        self.settings = TVSettings.parse(entry.options)
        self._attr_unique_id = f"{identity(entry)}_{key}"
        self._attr_device_info = device_info(entry)

    @property
    def tv_state(self) -> TVState:
        """Return what is known of the TV now."""
        return self.coordinator.data

    @property
    @override
    def assumed_state(self) -> bool:
        """Say whether that the TV is on or off rests on our own command alone."""
        return self.tv_state.is_assumed

    def parsed_keys(self, chain: str, *, hold: float = 0.0, pause: float = 0.0, repeats: int = 1) -> list[KeyPress]:
        """Return the presses of a chain; raises ServiceValidationError for what is none, before anything is sent."""
        try:
            return list(parse_keys(chain, hold=hold, pause=pause, repeats=repeats))
        except KeyUnknown as error:
            raise self.invalid("tv_key_unknown", key=error.word[:SHOWN]) from error
        except TooManyKeys as error:
            raise self.invalid("tv_keys_too_many", most=str(MOST_KEYS)) from error
        except TakesTooLong as error:
            raise self.invalid("tv_keys_too_long", seconds=f"{MOST_SECONDS:g}") from error

    def invalid(self, translation_key: str, /, **placeholders: str) -> ServiceValidationError:
        """Return the error for something asked that cannot be."""
        return ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key=translation_key,
            translation_placeholders={"name": self.coordinator.name, **placeholders},
        )


def tv_command[EntityT: TVEntity, **P, ResultT](
    command: Callable[Concatenate[EntityT, P], Coroutine[Any, Any, ResultT]],
) -> Callable[Concatenate[EntityT, P], Coroutine[Any, Any, ResultT]]:
    """Decorate whatever asks something of a TV: its errors become translated ones, and none is swallowed."""

    @wraps(command)
    async def run(self: EntityT, /, *args: P.args, **kwargs: P.kwargs) -> ResultT:
        try:
            async with asyncio.timeout(COMMAND_LIMIT):
                return await command(self, *args, **kwargs)
        except (SamsungError, TimeoutError) as error:
            raise told(error, self.coordinator.name) from error

    return run


def told(error: SamsungError | TimeoutError, name: str) -> HomeAssistantError:
    """Return a failure of the TV of that name, as a person is told of it."""
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key=next((key for kind, key in ERROR_KEYS if isinstance(error, kind)), "tv_not_confirmed"),
        translation_placeholders={"name": name},
    )
