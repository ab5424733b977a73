"""Whether a TV is on, told from everything that is known about it. Pure: the same evidence and time, the same verdict.

No single source is right. REST says `on` for 15-60 s after off; a sleeping set wakes its network every half hour and
then answers `on`, `standby` or nothing for about a minute; sets from before 2019 have no PowerState; some say `on` for
ever; the art channel of some claims art in standby, and REST of others claims standby in art. So each answer is weighed
against what was heard before it. Ages that speak for `on` are counted up to the last answer and not up to now: time
alone can only take a TV away, never bring it back, and so nothing oscillates.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from .evidence import DARK_TOO, LAG, NEVER, RECENT, WAKE_UP, Evidence

STALE: Final = 90.0  # seconds after which a REST that no longer answers has nothing to say beside what still does
TRAILS: Final = 20.0  # seconds by which what IP Control tells of the panel trails what the art channel announces


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
    RENDERER = "renderer"
    SEEN = "seen"
    SOCKET = "socket"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The power, and which evidence decided."""

    power: Power
    decided_by: Decider


def judge(evidence: Evidence, now: float) -> Verdict:
    """Return whether the TV is on, and why: the first that has something to say decides."""
    if evidence.is_unreachable(now):
        return Verdict(Power.OFF, Decider.UNREACHABLE)
    if evidence.heard_at == NEVER:
        return Verdict(Power.UNKNOWN, Decider.NOTHING)
    return next(verdict for ask in _WITNESSES if (verdict := ask(evidence)))


def _ask_control(evidence: Evidence) -> Verdict | None:
    """IP Control tells the panel's power, art included, and is believed: only its `on` may lag as REST's does."""
    if evidence.control_on is None or evidence.heard_at - evidence.control_at >= RECENT:
        return None
    if not evidence.control_on:
        return Verdict(Power.OFF, Decider.CONTROL)
    if _went_off(evidence):
        return None
    return Verdict(Power.ART if _is_panel_art(evidence) else Power.ON, Decider.CONTROL)


def _is_panel_art(evidence: Evidence) -> bool:
    """Say whether a lit panel shows art: what IP Control sees, but for what the art channel announced since."""
    if evidence.control_art is None or evidence.art_news_at > evidence.control_at - TRAILS:
        return evidence.in_art is True or (evidence.in_art is None and evidence.control_art is True)
    return evidence.control_art


def _ask_whether_it_went_off(evidence: Evidence) -> Verdict | None:
    """What said that it goes off is believed until something newer speaks against it."""
    if _says_standby(evidence) or not _went_off(evidence):
        return None
    deciders = {
        evidence.byebye_at: Decider.BYEBYE,
        evidence.art_standby_at: Decider.ART,
        evidence.off_command_at: Decider.OFF_COMMAND,
    }
    return Verdict(Power.OFF, deciders[evidence.off_at])


def _went_off(evidence: Evidence) -> bool:
    """Say whether the set went off and nothing newer speaks against it: that REST still says `on` does not."""
    off_at = evidence.off_at
    if off_at == NEVER:
        return False
    if evidence.on_command_at >= off_at or _came_on_at(evidence) > off_at or _is_back(evidence):
        return False
    # A set that tells the truth about off would have told it by now: the key was lost. One that never did may still be off.
    says_on_at = evidence.rest_at if evidence.rest_power == "on" and evidence.has_told_off else NEVER
    says_on_at = max(says_on_at, evidence.control_at if evidence.control_on else NEVER)
    return says_on_at - off_at < LAG


def _came_on_at(evidence: Evidence) -> float:
    """Return when the set was last seen to come on, or to be on long after what it could still show while going off."""
    return max(
        evidence.turned_on_at,
        evidence.renderer_back_at,
        evidence.art_news_at if evidence.in_art else NEVER,
        evidence.control_since if evidence.control_on else NEVER,
        evidence.seen_at - LAG,
    )


def _is_back(evidence: Evidence) -> bool:
    """Say whether `ssdp:alive` after off meant that the set came on: sleeping ones say it too, and show nothing then."""
    if evidence.alive_at <= evidence.off_at:
        return False
    if evidence.renderer_at == NEVER:
        return evidence.rest_at - evidence.alive_at >= WAKE_UP
    return evidence.renderer_at > evidence.alive_at


def _ask_whether_it_only_woke_up(evidence: Evidence) -> Verdict | None:
    """What came back from the dark only just now, without a command and without showing anything, counts as asleep."""
    back_at = evidence.dark_until
    if back_at == NEVER or evidence.heard_at - back_at >= WAKE_UP:
        return None
    if _says_standby(evidence) and not evidence.in_art:
        return None
    shown_at = evidence.app_at if evidence.renders_asleep else evidence.seen_at
    if shown_at >= back_at or evidence.on_command_at >= back_at - LAG:
        return None
    return Verdict(Power.OFF, Decider.WAKE_UP)


def _ask_art(evidence: Evidence) -> Verdict | None:
    """The art channel knows better than REST whether it is art, and not always whether the panel is lit."""
    if not evidence.in_art or evidence.rest_power == "":
        return None
    if evidence.app_at > evidence.art_since and evidence.heard_at - evidence.app_at < RECENT:
        return None  # what it replies when asked may be hours old
    if evidence.rest_power == "standby" and not _is_art_in_standby(evidence):
        return None
    return Verdict(Power.ART, Decider.ART)


def _is_art_in_standby(evidence: Evidence) -> bool:
    """Say whether a Frame of which REST says `standby` shows art, as those of 2025 do; older ones only claim it.

    A set announces by itself that art begins only when it does; else the renderer tells, which does not run in standby.
    """
    if _went_off(evidence) or evidence.art_says_on:
        return False
    gone_for = evidence.renderer_gone_at - evidence.renderer_gone_since
    is_gone = evidence.is_renderer_gone and (evidence.renderer_at < evidence.power_since or gone_for >= DARK_TOO)
    if evidence.art_news_at > evidence.power_since - TRAILS:
        return not is_gone or evidence.renderer_at < evidence.art_news_at
    return not is_gone


def _ask_rest_for_standby(evidence: Evidence) -> Verdict | None:
    """`standby` is true but for art; the empty text is what sleeping sets say, for a minute or all night."""
    return Verdict(Power.OFF, Decider.REST) if _says_standby(evidence) else None


def _says_standby(evidence: Evidence) -> bool:
    """Say whether the last answer of REST was that of a sleeping set."""
    return evidence.rest_power in ("standby", "")


def _ask_renderer(evidence: Evidence) -> Verdict | None:
    """A renderer that answered and is gone went with the picture, where nothing said `on` anew since."""
    gone_since, gone_at = evidence.renderer_gone_since, evidence.renderer_gone_at
    if _says_standby(evidence):
        return None
    if not evidence.is_renderer_gone or evidence.renderer_at == NEVER or gone_at - gone_since < DARK_TOO:
        return None
    may_be_starting = evidence.on_command_at > evidence.renderer_at and gone_at - evidence.on_command_at < LAG
    art_began_at = evidence.art_news_at + TRAILS if evidence.in_art else NEVER
    is_starting = gone_at - evidence.turned_on_at < LAG
    came_on_at = max(evidence.turned_on_at if is_starting else NEVER, evidence.app_at, art_began_at)
    if evidence.is_lit_unrendered or may_be_starting or came_on_at > gone_since:
        return None
    return Verdict(Power.OFF, Decider.RENDERER)


def _ask_rest(evidence: Evidence) -> Verdict | None:
    """`on` is true after all of the above; one that is not repeated while other signs come says nothing any more."""
    is_fresh = evidence.heard_at - evidence.rest_at < STALE
    return Verdict(Power.ON, Decider.REST) if evidence.rest_power == "on" and is_fresh else None


def _ask_the_rest(evidence: Evidence) -> Verdict:
    """What else speaks for a reachable set, as for those of 2015-2018, which may sleep with their network up."""
    heard_at, off_at = evidence.heard_at, evidence.off_at
    shown_at = max(evidence.app_at, NEVER if evidence.is_renderer_gone else evidence.renderer_at)
    if shown_at > off_at and heard_at - shown_at < RECENT:
        return Verdict(Power.ON, Decider.SEEN)
    # Opening the socket wakes a set without PowerState, and it hangs up when it goes off.
    is_told = evidence.rest_power is not None or evidence.is_renderer_gone
    if evidence.frame_at > max(off_at, evidence.hung_up_at) and heard_at - evidence.frame_at < RECENT and not is_told:
        return Verdict(Power.ON, Decider.SOCKET)
    came_on_at = evidence.on_command_at
    if came_on_at > max(off_at, evidence.dark_until - LAG) and heard_at - came_on_at < LAG:
        return Verdict(Power.ON, Decider.ON_COMMAND)  # shown for as long as it may take to be seen, and not for ever
    if evidence.has_told_off and evidence.dark_until > off_at and evidence.rest_power is None:
        return Verdict(Power.ON, Decider.REST)  # this set leaves the network when it sleeps, and it has long been back
    return Verdict(Power.UNKNOWN, Decider.NOTHING)


_WITNESSES: Final[tuple[Callable[[Evidence], Verdict | None], ...]] = (
    _ask_control,
    _ask_whether_it_went_off,
    _ask_whether_it_only_woke_up,
    _ask_renderer,
    _ask_art,
    _ask_rest_for_standby,
    _ask_rest,
    _ask_the_rest,
)
