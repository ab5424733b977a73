"""What the user may set of a TV, as its entry keeps it in `options`; what is not set is not there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import AddressValueError, IPv4Address
from typing import Any, Final, Self

from .const import (
    CONF_CHANNEL_ENTITY,
    CONF_HIDDEN_INPUTS,
    CONF_INPUTS,
    CONF_TURN_ON_ACTION,
    CONF_WAKE_BROADCAST,
    CONF_WAKE_MAC,
)
from .samsung.info import parse_mac

# What each input is called until its owner finds a better name; the keys are those that IP Control tells.
INPUTS: Final[Mapping[str, str]] = {
    "TV": "TV",
    "HDMI1": "HDMI 1",
    "HDMI2": "HDMI 2",
    "HDMI3": "HDMI 3",
    "HDMI4": "HDMI 4",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TVSettings:
    """The settings of one TV.

    `inputs` holds the user's own names by input, `hidden_inputs` what is not offered as a source, `turn_on_action` a
    sequence of actions as an automation has it, `channel_entity` the sensor that tells what is shown.
    """

    inputs: Mapping[str, str] = field(default_factory=dict)
    hidden_inputs: tuple[str, ...] = ()
    wake_mac: str | None = None
    wake_broadcast: str | None = None
    turn_on_action: tuple[Mapping[str, Any], ...] = ()
    channel_entity: str | None = None

    @classmethod
    def parse(cls, options: Mapping[str, Any]) -> Self:
        """Return the settings in the options of an entry."""
        return cls(
            inputs=dict(options.get(CONF_INPUTS, {})),
            hidden_inputs=tuple(options.get(CONF_HIDDEN_INPUTS, ())),
            wake_mac=options.get(CONF_WAKE_MAC),
            wake_broadcast=options.get(CONF_WAKE_BROADCAST),
            turn_on_action=tuple(options.get(CONF_TURN_ON_ACTION, ())),
            channel_entity=options.get(CONF_CHANNEL_ENTITY),
        )

    def input_name(self, key: str) -> str:
        """Return what an input is called (`HDMI1`); one that nobody knows by its own key."""
        return self.inputs.get(key) or INPUTS.get(key, key)

    @property
    def offered_inputs(self) -> dict[str, str]:
        """Return the names of the inputs that are offered as a source, by input."""
        return {key: self.input_name(key) for key in INPUTS if key not in self.hidden_inputs}


def parse_card(text: str) -> str | None:
    """Return the address of a network card in what people type; None where it is none that a packet can wake."""
    mac = parse_mac(text)
    return None if mac is None or int(mac[:2], 16) & 1 else mac  # an odd first byte names a group of cards


def parse_broadcast(text: str) -> str | None:
    """Return the IPv4 address that packets to wake a TV may go to; None where it is none."""
    try:
        address = IPv4Address(text.strip())
    except AddressValueError:
        return None
    return None if address.is_multicast or address.is_unspecified else str(address)
