"""What is known of one TV, and who wants to hear when it changes."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
import logging
import time

from .art.state import ArtState
from .errors import Refusal
from .frames import App
from .info import DeviceInfo
from .ip_control.state import ControlState
from .power.evidence import NEVER, Evidence
from .power.verdict import Decider, Power, judge
from .upnp.media import Media

LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How often a TV is asked and how long its effects are waited for, in seconds."""

    poll: float = 10.0
    poll_soon: float = 1.0  # while an answer is missing, and for a minute after a power command
    poll_most: float = 60.0  # of a set that has been dark for long
    soon_for: float = 60.0
    announced_for: float = 30.0  # after `ssdp:alive`, which sets say for a search or in their sleep, too
    app_poll: float = 2.0  # of the app shown
    app_likely: float = 4.0  # of those most used, while none is shown
    app_round: float = 10.0
    app_list_wait: float = 3.0  # for the TV's own list, before apps are told that were found by asking
    app_most: int = 5  # questions about apps in any second
    reconnect: float = 1.0  # doubled up to `reconnect_most`
    reconnect_most: float = 60.0
    ask_again: float = 60.0  # after a refusal that drew no popup, doubled up to `ask_again_most`
    ask_again_most: float = 3600.0
    on_wait: float = 14.0
    off_wait: float = 2.0
    sound_wait: float = 1.5
    sound_poll_pushed: float = 30.0  # whether the renderer is there, where it tells changes by itself
    app_wait: float = 4.0
    app_stale: float = 10.0  # without an answer about it, an app no longer counts as shown
    control_poll: float = 5.0
    control_poll_soon: float = 2.0
    control_search: float = 0.5  # while it is not known yet what a set has
    control_soon_for: float = 20.0
    control_poll_calm: float = 10.0
    control_calm: float = 30.0  # without a change
    control_retry: float = 300.0  # at most, while IP Control does not answer
    control_wait: float = 4.0
    choice_wait: float = 6.0  # IP Control is asked every 2 seconds meanwhile
    hold_power: float = 4.0  # on a Frame a click only changes to art; some sets count to four
    art_poll: float = 60.0
    art_settings_poll: float = 300.0
    art_wait: float = 4.0
    art_retry_most: float = 900.0  # where the art app has not answered at all


@dataclass(frozen=True, slots=True, kw_only=True)
class TVState:
    """All that is known of a TV now; what is not known is None, and nothing here is what was merely asked for.

    `app` is the app in the foreground, `icons` the ids of apps whose icon is at hand, `volume` 0-100 of the TV's own
    speakers, `external_speaker` whether others are heard instead (volume and mute are then unknown), `media` what it plays
    of what was pushed to it by DLNA, `refusal` why the TV does not let us in.
    """

    power: Power = Power.UNKNOWN
    decided_by: Decider = Decider.NOTHING
    info: DeviceInfo | None = None
    apps: tuple[App, ...] = ()
    app: App | None = None
    icons: frozenset[str] = frozenset()
    volume: int | None = None
    muted: bool | None = None
    external_speaker: bool | None = None
    media: Media | None = None
    connected: bool = False
    refusal: Refusal | None = None
    art: ArtState | None = None
    control: ControlState | None = None
    evidence: Evidence = field(default=Evidence(), compare=False)

    @property
    def is_lit(self) -> bool:
        """Say whether the panel shows a picture, art included."""
        return self.power in (Power.ON, Power.ART)

    @property
    def is_reachable(self) -> bool:
        """Say whether the TV answers on the network."""
        return self.evidence.heard_at > NEVER and self.decided_by is not Decider.UNREACHABLE

    @property
    def is_assumed(self) -> bool:
        """Say whether the power rests on our own command alone, until the TV says the same."""
        return self.decided_by in (Decider.OFF_COMMAND, Decider.ON_COMMAND)

    @property
    def has_sound(self) -> bool:
        """Say whether the TV has ever told volume and mute."""
        return self.evidence.renderer_at > NEVER


class Facts:
    """Keeps the state of one TV and tells every change once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Know nothing yet."""
        self.state = TVState()
        self.clock = clock
        self._listeners: list[Callable[[TVState], None]] = []

    def subscribe(self, listener: Callable[[TVState], None]) -> Callable[[], None]:
        """Have a listener told every change; return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def set(self, state: TVState) -> None:
        """Take over a state, without what a TV that is not on cannot show."""
        if state.power is not Power.ON:
            state = replace(state, app=None, media=None, control=state.control.dark if state.control else None)
        if not state.is_lit:
            state = replace(state, volume=None, muted=None)
        changed = state != self.state
        self.state = state
        if changed:
            for listener in tuple(self._listeners):
                self._tell(listener, state)

    def _tell(self, listener: Callable[[TVState], None], state: TVState) -> None:
        """Tell one listener; its faults are its own and stop neither the others nor the watching."""
        try:
            listener(state)
        except Exception:
            LOGGER.exception("A listener of a TV failed")

    def weigh(self, evidence: Evidence, info: DeviceInfo | None = None) -> None:
        """Judge new evidence, and take over who the TV says it is."""
        verdict = judge(evidence, self.clock())
        self.set(
            replace(
                self.state,
                evidence=evidence,
                power=verdict.power,
                decided_by=verdict.decided_by,
                info=info or self.state.info,
            )
        )
