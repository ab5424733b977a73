"""Whether a TV is on, told from everything that is known about it. Pure: the same evidence and time, the same verdict.

No single source is right. REST says `on` for 15-60 s after off; a sleeping set wakes its network every half hour and
then answers `on`, `standby` or nothing for about a minute; sets from before 2019 have no PowerState; some say `on` for
ever. So each answer is weighed against what was heard before it. Ages that speak for `on` are counted up to the last
answer and not up to now: time alone can only take a TV away, never bring it back, and so nothing oscillates.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

NEVER = float("-inf")

LAG = 60.0  # seconds for which REST may go on saying `on` after off
WAKE_UP = 75.0  # seconds after which a reachable set is no longer taken for one in a maintenance wake-up
DARK = 10.0  # seconds without an answer after which the set counts as unreachable
QUIET = 8.0  # seconds without a frame after which an open socket proves nothing: sets send a PING every 6 s
RECENT = 30.0  # seconds for which a visible app or an answering renderer speaks for a set without PowerState


class Power(StrEnum):
    """What a person in front of the TV would say."""

    ON = "on"
    ART = "art"
    OFF = "off"
    UNKNOWN = "unknown"


class Decider(StrEnum):
    """Which evidence decided."""

    NOTHING = "nothing"
    UNREACHABLE = "unreachable"
    REST = "rest"
    ART = "art"
    CONTROL = "control"
    OFF_COMMAND = "off_command"
    ON_COMMAND = "on_command"
    BYEBYE = "byebye"
    WAKE_UP = "wake_up"
    SEEN = "seen"
    SOCKET = "socket"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The power, and which evidence decided."""

    power: Power
    decided_by: Decider


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was heard of a TV and when, in seconds of one clock that never goes back."""

    rest_power: str | None = None  # PowerState of the last answer; None where absent
    rest_at: float = NEVER  # the last answer of REST that told who the TV is
    heard_at: float = NEVER  # the last sign of life of any kind
    power_since: float = NEVER  # since when every answer said the same
    failing_since: float | None = None  # since when every question has failed
    dark_until: float = NEVER  # when the set last came back from being unreachable
    has_told_off: bool = False  # whether REST has ever shown that this set was off
    frame_at: float = NEVER  # the last frame on the remote socket, PING included
    app_at: float = NEVER  # when an app was last seen in the foreground
    renderer_at: float = NEVER  # when the UPnP renderer last answered: it does not run in standby
    renderer_gone_at: float = NEVER  # when nothing listened any more where it should
    on_command_at: float = NEVER
    off_command_at: float = NEVER
    byebye_at: float = NEVER  # SSDP
    alive_at: float = NEVER  # SSDP
    in_art: bool | None = None  # what the art channel says, None where it is not open
    art_at: float = NEVER
    art_since: float = NEVER  # since when the art channel says the same
    art_standby_at: float = NEVER  # when the art channel last said that the set goes to standby
    control_on: bool | None = None  # what IP Control's `powerControl` said, None where it does not answer
    control_at: float = NEVER
    control_since: float = NEVER  # since when IP Control says the same

    def answered(self, power_state: str | None, at: float) -> Evidence:
        """Return the evidence after REST told its device information."""
        back = self.responded(at)
        changed = power_state != self.rest_power or self.rest_at == NEVER or back.dark_until == at
        return replace(
            back,
            rest_power=power_state,
            rest_at=at,
            power_since=at if changed else self.power_since,
            has_told_off=back.has_told_off or power_state in ("standby", ""),
        )

    def responded(self, at: float) -> Evidence:
        """Return the evidence after the set answered anything at all, nonsense included."""
        was_ever_heard = self.heard_at > NEVER
        was_dark = self.failing_since is not None and (not was_ever_heard or at - self.failing_since >= DARK)
        return replace(
            self,
            heard_at=at,
            failing_since=None,
            rest_power=None if was_dark else self.rest_power,
            dark_until=at if was_dark else self.dark_until,
            has_told_off=self.has_told_off or (was_dark and was_ever_heard),
        )

    def art_said(self, in_art: bool | None, at: float, *, is_news: bool = False) -> Evidence:
        """Return the evidence after the art channel told whether it shows art; None: the channel is closed.

        `is_news` where the set told it unasked (`art_mode_changed`): that is newer than whatever it said before.
        """
        if in_art is None:
            return replace(self, in_art=None)
        since = at if is_news or in_art is not self.in_art else self.art_since
        return replace(self.responded(at), in_art=in_art, art_at=at, art_since=since)

    def art_said_standby(self, at: float) -> Evidence:
        """Return the evidence after the art channel announced `go_to_standby`."""
        return replace(self, art_standby_at=at)

    def control_said(self, is_on: bool | None, at: float) -> Evidence:
        """Return the evidence after IP Control told its `powerControl`; None: it does not answer any more."""
        if is_on is None:
            return replace(self, control_on=None)
        since = at if is_on is not self.control_on else self.control_since
        return replace(self.responded(at), control_on=is_on, control_at=at, control_since=since)

    def failed(self, at: float) -> Evidence:
        """Return the evidence after a question was not answered."""
        return self if self.failing_since is not None else replace(self, failing_since=at)

    @property
    def off_at(self) -> float:
        """Return when we or the set last said that it goes off."""
        return max(self.off_command_at, self.byebye_at, self.art_standby_at)

    @property
    def on_at(self) -> float:
        """Return when we or the set last said that it comes on."""
        return max(self.on_command_at, self.alive_at)

    @property
    def seen_at(self) -> float:
        """Return when something was last seen that only a lit set does."""
        return max(self.app_at, self.renderer_at)

    def is_unreachable(self, now: float) -> bool:
        """Say whether the set has been silent for too long to be there."""
        if self.failing_since is None:
            return False
        if self.heard_at == NEVER:
            return True
        return now - self.failing_since >= DARK and now - self.frame_at >= QUIET


def judge(evidence: Evidence, now: float) -> Verdict:
    """Return whether the TV is on, and why."""
    if evidence.is_unreachable(now):
        return Verdict(Power.OFF, Decider.UNREACHABLE)
    if evidence.heard_at == NEVER:
        return Verdict(Power.UNKNOWN, Decider.NOTHING)
    if evidence.control_on is False and evidence.heard_at - evidence.control_at < RECENT:
        return Verdict(Power.OFF, Decider.CONTROL)
    if evidence.in_art and max(evidence.on_at, evidence.art_since) >= evidence.off_at:
        # 2025 sets say `standby` in art mode, older ones `on`: the art channel knows better than either.
        return Verdict(Power.ART, Decider.ART)
    if evidence.rest_power in ("standby", ""):
        # "" was only ever seen in short wake-ups of a sleeping set.
        return Verdict(Power.OFF, Decider.REST)
    if _went_off(evidence):
        by_us = evidence.off_command_at >= max(evidence.byebye_at, evidence.art_standby_at)
        return Verdict(Power.OFF, Decider.OFF_COMMAND if by_us else Decider.BYEBYE)
    if evidence.control_on and evidence.heard_at - evidence.control_at < RECENT:
        return Verdict(Power.ON, Decider.CONTROL)
    if _may_be_wake_up(evidence):
        return Verdict(Power.OFF, Decider.WAKE_UP)
    if evidence.rest_power == "on":
        return Verdict(Power.ON, Decider.REST)
    return _judge_without_power_state(evidence)


def _went_off(evidence: Evidence) -> bool:
    """Say whether the set went off and nothing newer speaks against it: that REST still says `on` does not."""
    off_at = evidence.off_at
    said_since = max(evidence.power_since, evidence.control_since)
    if off_at == NEVER or evidence.on_at >= off_at or said_since > off_at:
        return False
    if evidence.seen_at > off_at + LAG:
        return False
    # A set that tells the truth about off would have told it by now: the key was lost. One that never did may still be off.
    is_overdue = evidence.rest_power == "on" and evidence.has_told_off and evidence.rest_at - off_at >= LAG
    return not is_overdue


def _may_be_wake_up(evidence: Evidence) -> bool:
    """Say whether the set came back from the dark only just now, without a command and without showing anything."""
    back_at = evidence.dark_until
    if back_at == NEVER or evidence.heard_at - back_at >= WAKE_UP or evidence.seen_at >= back_at:
        return False
    return evidence.on_command_at < back_at - LAG


def _judge_without_power_state(evidence: Evidence) -> Verdict:
    """Return the verdict for a reachable set of 2015-2018, which may be asleep with its network up."""
    asked_at = evidence.heard_at
    is_rendering = evidence.renderer_at > evidence.renderer_gone_at
    shown_at = max(evidence.app_at, evidence.renderer_at if is_rendering else NEVER)
    if shown_at > evidence.off_at and asked_at - shown_at < RECENT:
        return Verdict(Power.ON, Decider.SEEN)
    is_dark = evidence.renderer_gone_at > evidence.renderer_at
    if evidence.frame_at > evidence.off_at and asked_at - evidence.frame_at < RECENT and not is_dark:
        # Opening the socket wakes such a set, and it hangs up when it goes off.
        return Verdict(Power.ON, Decider.SOCKET)
    if evidence.on_at > max(evidence.off_at, evidence.dark_until - LAG) and asked_at - evidence.on_at < LAG:
        return Verdict(Power.ON, Decider.ON_COMMAND)  # shown for as long as it may take to be seen, and not for ever
    if evidence.has_told_off and evidence.dark_until > evidence.off_at:
        return Verdict(Power.ON, Decider.REST)  # this set leaves the network when it sleeps, and it has long been back
    return Verdict(Power.UNKNOWN, Decider.NOTHING)
