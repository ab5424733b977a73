"""What can go wrong with a TV; nothing else leaves this package."""

from enum import StrEnum


class Refusal(StrEnum):
    """Why a TV does not let us in."""

    DENIED = "denied"  # somebody answered the popup with no
    UNANSWERED = "unanswered"  # nobody answered the popup
    BLOCKED = "blocked"  # at once, without a popup: denied earlier, popups or remote access switched off
    AT_ONCE = "at_once"  # without a popup: another subnet, art on the screen, a token it does not know


class SamsungError(Exception):
    """Any failure of a TV to do what was asked."""


class TVUnreachable(SamsungError):
    """The TV does not answer: it sleeps without network, has moved, or is unplugged."""


class HostNotFound(TVUnreachable):
    """The host is no address, and no name that resolves."""


class PortsClosed(TVUnreachable):
    """The host is there, and nothing on it listens where a TV does."""


class BadAnswer(SamsungError):
    """The TV answered, but not what a TV answers."""


class NotASamsungTV(BadAnswer):
    """What answers is not a Samsung TV."""


class TooOld(SamsungError):
    """The TV is from before 2016: its remote control speaks another protocol."""


class PairingNeeded(SamsungError):
    """The TV does not let us in; only a new pairing, asked for by a person, changes that."""

    def __init__(self, refusal: Refusal) -> None:
        """Remember why."""
        super().__init__(f"the TV refused: {refusal}")
        self.refusal = refusal


class NotConfirmed(SamsungError):
    """The command was sent, and when the wait was over the evidence still spoke against its effect."""


class TVIsOff(SamsungError):
    """The TV is off and would ignore this."""


class PowerUnknown(SamsungError):
    """The power key toggles, and it is not known whether the TV is on."""


class AppUnknown(SamsungError):
    """The TV has no such app."""


class VolumeUnknown(SamsungError):
    """The TV does not tell its volume or does not let it be set."""


class NotSupported(SamsungError):
    """This set does not have what was asked for."""


class TVBusy(SamsungError):
    """The set, or our own queue for it, has too much to do now; later it may work."""


class InvalidParameter(SamsungError):
    """The set does not take such a value."""


class ArtworkUnknown(SamsungError):
    """The set has no such picture."""


class StorageFull(SamsungError):
    """The set has no room for a picture."""


class SignInNeeded(SamsungError):
    """The set wants its owner to be signed in to his account first."""


class TVFailed(SamsungError):
    """The set tried and failed, and does not say why."""


class TVSilent(SamsungError):
    """The set takes what is asked and answers nothing, while the rest of it works."""


class ControlClosed(PortsClosed):
    """Nothing listens where IP Control is: IP Remote is off in the TV's menu, or the TV has no such thing."""


class ControlRefused(SamsungError):
    """IP Control does not know our token; only a new pairing, asked for by a person, changes that."""


class NoFreeToken(SamsungError):
    """IP Control has given away as many tokens as it has."""


class NotAvailable(SamsungError):
    """The TV does not have this setting, or not in the state it is in."""


class Rejected(SamsungError):
    """The TV has this setting and does not let it be changed now, or not to this value."""
