"""What was heard of a TV, and when: the record from which `power` tells whether it is on. Pure.

Times are seconds of one clock that never goes back. Each method returns the record after one thing was heard.
"""

from dataclasses import dataclass, replace

NEVER = float("-inf")

LAG = 60.0  # seconds for which REST may go on saying `on` after off
WAKE_UP = 75.0  # seconds after which a reachable set is no longer taken for one in a maintenance wake-up
LONG_WAKE_UP = 600.0  # the same where its renderer does not run all the while, as when it loads new firmware
DARK = 10.0  # seconds without an answer after which the set counts as unreachable
DARK_TOO = 4.0  # the same where its socket, which sent a PING every 6 s, fell silent as well
QUIET = 8.0  # seconds without a frame after which an open socket proves nothing
RECENT = 30.0  # seconds for which an app, a renderer or IP Control speaks for a set


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was heard of a TV and when."""

    rest_power: str | None = None  # PowerState of the last answer; None where absent
    rest_at: float = NEVER  # the last answer of REST that told who the TV is
    heard_at: float = NEVER  # the last sign of life of any kind
    power_since: float = NEVER  # since when every answer said the same
    turned_on_at: float = NEVER  # when REST last went over to `on`, which what lags or lies for ever does not
    failing_since: float | None = None  # since when every question has failed
    dark_until: float = NEVER  # when the set last came back from being unreachable
    has_told_off: bool = False  # whether this set was ever seen to tell by itself that it went off
    frame_at: float = NEVER  # the last frame on the remote socket, PING included
    hung_up_at: float = NEVER  # when the set itself last closed that socket
    app_at: float = NEVER  # when an app was last seen in the foreground
    renderer_at: float = NEVER  # when the UPnP renderer last answered: it does not run in standby
    renderer_back_at: float = NEVER  # when it last answered again after it had been gone
    renderer_gone_at: float = NEVER  # when last nothing listened any more where it should
    renderer_gone_since: float = NEVER  # since when nothing listens there
    renders_asleep: bool = False  # whether its renderer was seen to run in a maintenance wake-up
    is_lit_unrendered: bool = False  # whether this set was seen to be on while its renderer was gone
    on_command_at: float = NEVER
    off_command_at: float = NEVER
    byebye_at: float = NEVER  # SSDP
    alive_at: float = NEVER  # SSDP
    in_art: bool | None = None  # what the art channel says, None where it is not open
    art_at: float = NEVER
    art_since: float = NEVER  # since when the art channel says the same
    art_news_at: float = NEVER  # when the set last announced by itself that art began or ended
    art_standby_at: float = NEVER  # when the art channel last said that the set goes to standby
    art_says_on: bool = False  # whether REST of this set says `on` in art mode, as before 2025
    control_on: bool | None = None  # what IP Control's `powerControl` said, None where it does not answer
    control_art: bool | None = None  # whether the panel shows art, as IP Control tells it; None where it does not
    control_at: float = NEVER
    control_since: float = NEVER  # since when IP Control says the same

    def answered(self, power_state: str | None, at: float) -> Evidence:
        """Return the evidence after REST told its device information."""
        back = self.responded(at)
        changed = power_state != self.rest_power or self.rest_at == NEVER or back.dark_until == at
        still_on = power_state == "on" and not changed
        is_back = back.dark_until == at and back.has_told_off and power_state in ("on", None)
        turned_on = is_back or (power_state == "on" and self.rest_power in ("standby", ""))
        on_in_art_for = at - max(self.power_since, self.art_since)
        was_rendered = self.is_renderer_gone and self.renderer_at > NEVER
        is_long_back = at - self.dark_until >= LONG_WAKE_UP
        return replace(
            back,
            rest_power=power_state,
            rest_at=at,
            power_since=at if changed else self.power_since,
            turned_on_at=at if turned_on else self.turned_on_at,
            has_told_off=back.has_told_off or power_state in ("standby", ""),
            # What lags says `on` as well, but not for so long.
            art_says_on=self.art_says_on or (still_on and self.in_art is True and on_in_art_for >= WAKE_UP),
            is_lit_unrendered=self.is_lit_unrendered
            or (
                still_on
                and self.has_told_off
                and was_rendered
                and is_long_back
                and at - self.renderer_gone_since >= LAG
            ),
        )

    def responded(self, at: float) -> Evidence:
        """Return the evidence after the set answered anything at all, nonsense included."""
        if not self.is_unreachable(at):
            return replace(self, heard_at=at, failing_since=None)
        fell_at = self.failing_since if self.failing_since is not None else at
        went_off_before = self.off_at > self.on_command_at and fell_at - self.off_at < 2 * LAG
        woke_before = self.dark_until > NEVER and fell_at - self.dark_until < WAKE_UP + DARK and not went_off_before
        rendered = self.renderer_at >= self.dark_until > max(self.app_at, self.on_command_at + LAG)
        return replace(
            self,
            heard_at=at,
            failing_since=None,
            rest_power=None,
            dark_until=at,
            has_told_off=self.has_told_off or went_off_before,
            renders_asleep=self.renders_asleep or (woke_before and rendered),
        )

    def failed(self, at: float) -> Evidence:
        """Return the evidence after a question was not answered."""
        return self if self.failing_since is not None else replace(self, failing_since=at)

    def framed(self, at: float) -> Evidence:
        """Return the evidence after a frame on the remote socket, PING included."""
        return replace(self.responded(at), frame_at=at)

    def rendered(self, at: float) -> Evidence:
        """Return the evidence after the renderer answered, or told something by itself."""
        back_at = at if self.is_renderer_gone else self.renderer_back_at
        return replace(self.responded(at), renderer_at=at, renderer_back_at=back_at)

    def not_rendered(self, at: float) -> Evidence:
        """Return the evidence after a connection to the renderer was refused."""
        return replace(
            self,
            renderer_gone_at=at,
            renderer_gone_since=self.renderer_gone_since if self.is_renderer_gone else at,
        )

    def art_said(self, in_art: bool | None, at: float, *, is_news: bool = False) -> Evidence:
        """Return the evidence after the art channel told whether it shows art; None: the channel is closed.

        `is_news` where the set told it unasked (`art_mode_changed`), which a sleeping set does not; what it replies when
        asked may be hours old.
        """
        if in_art is None:
            return replace(self, in_art=None)
        since = at if is_news or in_art is not self.in_art else self.art_since
        news_at = at if is_news else self.art_news_at
        return replace(self.responded(at), in_art=in_art, art_at=at, art_since=since, art_news_at=news_at)

    def art_said_standby(self, at: float) -> Evidence:
        """Return the evidence after the art channel announced `go_to_standby`."""
        return replace(self.responded(at), art_standby_at=at)

    def art_said_wakeup(self, at: float) -> Evidence:
        """Return the evidence after the art channel announced `wakeup`: its standby is over, ours is not."""
        return replace(self.responded(at), art_standby_at=NEVER)

    def control_said(self, is_on: bool | None, at: float, *, in_art: bool | None = None) -> Evidence:
        """Return the evidence after IP Control told its `powerControl`; None: it does not answer any more.

        `in_art` is whether the panel shows art (picture mode `Ambient`), None where that was not asked this time.
        """
        if is_on is None:
            return replace(self, control_on=None, control_art=None)
        since = at if is_on is not self.control_on else self.control_since
        art = (self.control_art if in_art is None else in_art) if is_on else None
        return replace(self.responded(at), control_on=is_on, control_art=art, control_at=at, control_since=since)

    @property
    def off_at(self) -> float:
        """Return when we or the set last said that it goes off."""
        return max(self.off_command_at, self.byebye_at, self.art_standby_at)

    @property
    def seen_at(self) -> float:
        """Return when something was last seen that only a lit set does."""
        return max(self.app_at, self.renderer_at)

    @property
    def is_renderer_gone(self) -> bool:
        """Say whether nothing listens any more where the renderer should."""
        return self.renderer_gone_at > self.renderer_at

    def is_unreachable(self, now: float) -> bool:
        """Say whether the set has been silent for too long to be there."""
        if self.failing_since is None:
            return False
        if self.heard_at == NEVER:
            return True
        silent = now - self.frame_at
        fell_silent_too = self.frame_at > self.failing_since - 2 * QUIET
        return silent >= QUIET and now - self.failing_since >= (DARK_TOO if fell_silent_too else DARK)
