"""What a simulated TV shows (`TVState`) and how it behaves (`Settings`), as immutable records."""

from dataclasses import dataclass, field
from enum import StrEnum

from .art_state import ArtSettings, Gallery
from .ip_settings import IpControlSettings
from .merge import Address
from .picture import Picture, Tuner


class Power(StrEnum):
    """What a person in front of the set sees; `standby` has a network, `off` has none."""

    ON = "on"
    ART = "art"
    STANDBY = "standby"
    OFF = "off"


class Input(StrEnum):
    """Where the picture comes from when no app covers it."""

    TV = "TV"
    HDMI1 = "HDMI1"
    HDMI2 = "HDMI2"
    HDMI3 = "HDMI3"
    HDMI4 = "HDMI4"


class Menu(StrEnum):
    """What lies over the picture."""

    NONE = "none"
    HOME = "home"
    SOURCE = "source"


class Pairing(StrEnum):
    """What the person in front of the TV does with a popup; `ask` waits for an answer at the control port."""

    ALLOW = "allow"
    DENY = "deny"
    ASK = "ask"
    TIMEOUT = "timeout"


class StaleToken(StrEnum):
    """What a wrong token leads to: being asked as if there were none, or `timeOut` at once."""

    ASK = "ask"
    TIMEOUT = "timeout"


class AppList(StrEnum):
    """How `ed.installedApp.get` is answered; sets since 2020 ignore it."""

    ANSWERED = "answered"
    IGNORED = "ignored"
    NULL = "null"
    LATE = "late"


class AppIcons(StrEnum):
    """How `ed.apps.icon` is answered: a picture, nothing at all, an answer without one, or what is no picture."""

    ANSWERED = "answered"
    IGNORED = "ignored"
    NULL = "null"
    GARBAGE = "garbage"


class Launch(StrEnum):
    """Whether a launch that was acknowledged happens; REST of sets since 2022 says ok and does nothing."""

    WORKS = "works"
    SAYS_OK = "says_ok"


class Reports(StrEnum):
    """What REST says as PowerState; `truth` follows the TV, `empty` is "", `absent` leaves the field out."""

    TRUTH = "truth"
    ON = "on"
    STANDBY = "standby"
    EMPTY = "empty"
    ABSENT = "absent"


class Dark(StrEnum):
    """How a TV without network looks from outside."""

    REFUSED = "refused"
    SILENT = "silent"


class NetworkFault(StrEnum):
    """`frozen` accepts and never answers; `unplugged` loses every packet, so nothing is ever closed."""

    NONE = "none"
    FROZEN = "frozen"
    UNPLUGGED = "unplugged"


class RestFault(StrEnum):
    """How REST misbehaves."""

    NONE = "none"
    NOT_FOUND = "not_found"
    GARBAGE = "garbage"
    ERROR = "error"
    DRIP = "drip"
    HANG = "hang"


class RemoteFault(StrEnum):
    """How the remote socket misbehaves: says nothing, closes at once, or sends what is no JSON."""

    NONE = "none"
    MUTE = "mute"
    DROP = "drop"
    GARBAGE = "garbage"


class AppSocketFault(StrEnum):
    """How the control socket misbehaves: it is not there, says nothing, answers nonsense, or talks without end."""

    NONE = "none"
    ABSENT = "absent"
    SILENT = "silent"
    GARBAGE = "garbage"
    FLOOD = "flood"


class UpnpFault(StrEnum):
    """How the media renderer misbehaves; it may refuse to send events, forget to, or send what is none."""

    NONE = "none"
    ERROR = "error"
    GARBAGE = "garbage"
    NO_SUBSCRIPTION = "no_subscription"
    NO_EVENTS = "no_events"
    BAD_EVENTS = "bad_events"


class FirstFrame(StrEnum):
    """Events that some sets send before `ms.channel.connect`."""

    TOUCH_DISABLE = "ms.remote.touchDisable"
    CLIENT_CONNECT = "ms.channel.clientConnect"
    EDEN_UPDATE = "ed.edenTV.update"
    VOICE_HIDE = "ms.voiceApp.hide"


@dataclass(frozen=True, kw_only=True)
class TVState:
    """What the TV is and shows right now."""

    power: Power = Power.ON
    lagging: bool = False
    maintenance: Reports | None = None
    volume: int = 12
    mute: bool = False
    input: Input = Input.TV
    channel: str = "5"
    tuner: Tuner = Tuner.DTV
    digits: str = ""
    app: str | None = None
    deep_link: str = ""
    running: tuple[str, ...] = ()
    menu: Menu = Menu.NONE
    focus: int = 0
    playing: bool = True
    text_field: str | None = None
    picture: Picture = field(default_factory=Picture)
    sound_mode: str = "Standard"
    speaker: str = "Internal"
    gallery: Gallery = field(default_factory=Gallery)

    @property
    def lit(self) -> bool:
        """Return whether the screen shows a picture that is not art."""
        return self.power is Power.ON

    @property
    def networked(self) -> bool:
        """Return whether the network is up."""
        return self.power is not Power.OFF or self.maintenance is not None

    @property
    def renders(self) -> bool:
        """Return whether the UPnP renderer is up: not in standby."""
        return self.power in {Power.ON, Power.ART} or self.lagging


@dataclass(frozen=True, kw_only=True)
class Faults:
    """What goes wrong on the wire."""

    network: NetworkFault = NetworkFault.NONE
    port_8001_hangs_up: bool = False
    rest: RestFault = RestFault.NONE
    drip_seconds: float = 1.0
    broken_404: bool = False
    remote: RemoteFault = RemoteFault.NONE
    app_socket: AppSocketFault = AppSocketFault.NONE
    upnp: UpnpFault = UpnpFault.NONE


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How the TV behaves: people, firmware and faults.

    `wakes_to_art`: a Frame comes on showing art. `takes_off_key`: KEY_POWEROFF works, as on few sets since 2016.
    `announces_wakes`: it says `ssdp:alive` when only its network wakes.
    """

    pairing: Pairing = Pairing.ALLOW
    popup_seconds: float = 30.0
    stale_token: StaleToken = StaleToken.ASK
    reissue_token: bool = False
    token_auth: bool = True
    first_frames: tuple[FirstFrame, ...] = ()
    ping_seconds: float = 6.0
    answers_pings: bool = True
    app_list: AppList = AppList.ANSWERED
    app_list_seconds: float = 5.0
    app_icons: AppIcons = AppIcons.ANSWERED
    pushes_app_changes: bool = False
    app_start_seconds: float = 0.0
    never_visible: tuple[str, ...] = ()
    rest_launch: Launch = Launch.WORKS
    socket_launch: Launch = Launch.WORKS
    control_launch: Launch = Launch.WORKS
    takes_hdmi_keys: bool = True
    digit_seconds: float = 2.0
    hold_seconds: float = 3.0
    off_lag: float = 0.0
    dark_after: float | None = None
    dark: Dark = Dark.REFUSED
    wake_seconds: float = 0.0
    reports: Reports = Reports.TRUTH
    art_reports: Reports = Reports.ON
    art: ArtSettings = field(default_factory=ArtSettings)
    wakes_to_art: bool = False
    takes_off_key: bool = True
    websocket_wakes: bool = False
    wakes_on_lan: bool = True
    announce_to: tuple[Address, ...] = ()
    announces_wakes: bool = False
    soundbar: bool = False
    soundbar_volume: int = 0
    plays_media: Launch = Launch.WORKS
    forgets_to_stop: bool = False
    ip_control: IpControlSettings = field(default_factory=IpControlSettings)
    faults: Faults = field(default_factory=Faults)


def reported_power(state: TVState, settings: Settings) -> str | None:
    """Return the PowerState that REST tells, or None where the field is absent."""
    reports = settings.reports
    if reports is Reports.TRUTH and state.maintenance is not None:
        reports = state.maintenance
    elif reports is Reports.TRUTH and state.power is Power.ART:
        reports = settings.art_reports
    match reports:
        case Reports.ABSENT:
            return None
        case Reports.EMPTY:
            return ""
        case Reports.TRUTH:
            return "on" if state.lit or state.lagging else "standby"
        case _:
            return reports.value
