"""How the IP Control of a simulated TV behaves."""

from dataclasses import dataclass
from enum import StrEnum


class IpFault(StrEnum):
    """How IP Control misbehaves: silent, byte by byte, no JSON, a gigabyte promised, an HTTP error, or JSON of wrong types."""

    NONE = "none"
    HANG = "hang"
    DRIP = "drip"
    GARBAGE = "garbage"
    HUGE = "huge"
    ERROR = "error"
    WRONG_TYPES = "wrong_types"
    REDIRECT = "redirect"
    DROP = "drop"


class StaleControl(StrEnum):
    """What a token that is no longer known leads to: the flat parse error of most sets, or `unauthorized`."""

    PARSE_ERROR = "parse_error"
    UNAUTHORIZED = "unauthorized"


@dataclass(frozen=True, kw_only=True)
class IpControlSettings:
    """Firmware, people and faults behind IP Control.

    `enabled` is the switch IP Remote in the menu, off where a set has no IP Control. `missing` are methods that this set
    has not; None means those that its model has not. `failing` ones answer -32002 to a change, `invalid` ones -32003 to
    everything, `deaf` ones acknowledge a change and do nothing. `speakers` are written as name=id; a set that does not
    name them tells `external` of each.
    """

    enabled: bool = True
    old: bool = False
    weak_dh: bool = False
    most_tokens: int = 8
    stale: StaleControl = StaleControl.PARSE_ERROR
    missing: tuple[str, ...] | None = None
    failing: tuple[str, ...] = ()
    invalid: tuple[str, ...] = ()
    deaf: tuple[str, ...] = ()
    picture_modes: tuple[str, ...] = ("Dynamic", "Standard", "Movie", "Natural", "FilmmakerMode")
    sound_modes: tuple[str, ...] = ("Standard", "Optimized", "Amplify")
    speakers: tuple[str, ...] = ()
    names_speakers: bool = True
    numbers_as_text: bool = False
    pc_input: bool = False
    keeps_open: bool = False
    answer_seconds: float = 0.0
    reboot_seconds: float = 1.0
    fault: IpFault = IpFault.NONE
    drip_seconds: float = 0.05

    @property
    def external(self) -> dict[str, str]:
        """Return the external speakers, each name with its id."""
        return {name: identifier for name, _, identifier in (each.partition("=") for each in self.speakers)}
