"""What a person has to change at a TV: told under Repairs on evidence, and taken back once it has healed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntry
from homeassistant.const import CONF_HOST
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.event import async_track_time_interval

from .const import CONF_REFUSED, DOMAIN, LOGGER
from .samsung.errors import Refusal
from .samsung.power.evidence import NEVER, Evidence
from .samsung.remote.refused import POPUP_SEEN
from .samsung.state import TVState
from .samsung.tv import SamsungTV

if TYPE_CHECKING:
    from . import ParlorConfigEntry

LOOK_EVERY: Final = timedelta(minutes=1)
WAKING: Final = 60.0  # seconds after which a TV that was to come on and is still silent was not woken
WAKES: Final = 3  # times in a row that waking failed before anybody is told
UNNAMED: Final = 120.0  # seconds for which other answers may come without one that says who it is
STRANGE: Final = 600.0  # seconds for which what answers may be no TV: firmwares talk nonsense while they start


class Trouble(StrEnum):
    """What can be wrong: the keys of its texts."""

    ACCESS_OFF = "tv_access_off"
    OTHER_SUBNET = "tv_other_subnet"
    MOVED = "tv_moved"
    WAKE_FAILS = "tv_wake_fails"
    CONTROL_CLOSED = "tv_control_closed"
    CONTROL_REFUSED = "tv_control_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was seen over time that one look does not show."""

    failed_wakes: int = 0
    counted_at: float = NEVER  # the last command to come on whose outcome was counted
    strange_since: float | None = None  # since when what answers does not say that it is a TV

    def after(self, evidence: Evidence, now: float) -> Seen:
        """Return this after one more look."""
        return replace(_with_wake(self, evidence, now), strange_since=_strange_since(self, evidence, now))


def _with_wake(seen: Seen, evidence: Evidence, now: float) -> Seen:
    """Count whether the last command to come on woke a TV that had been silent; one that answered all along proves nothing."""
    commanded_at = evidence.on_command_at
    if evidence.dark_until > commanded_at > NEVER:
        return replace(seen, failed_wakes=0, counted_at=commanded_at)
    if commanded_at in (NEVER, seen.counted_at) or now - commanded_at < WAKING:
        return seen
    was_silent = evidence.failing_since is not None and evidence.failing_since <= commanded_at
    return replace(seen, failed_wakes=seen.failed_wakes + was_silent, counted_at=commanded_at)


def _strange_since(seen: Seen, evidence: Evidence, now: float) -> float | None:
    """Return since when something answers at the TV's address that does not say who it is."""
    unnamed_for = evidence.heard_at - max(evidence.rest_at, evidence.frame_at)
    if evidence.failing_since is not None or evidence.heard_at == NEVER or unnamed_for < UNNAMED:
        return None
    return now if seen.strange_since is None else seen.strange_since


def troubles(state: TVState, seen: Seen, now: float, *, other_subnet: bool) -> frozenset[Trouble]:
    """Return what a person has to change, as far as the evidence goes."""
    control = state.control
    found = {
        Trouble.ACCESS_OFF: state.refusal is Refusal.BLOCKED,
        Trouble.OTHER_SUBNET: state.refusal is Refusal.AT_ONCE and other_subnet,
        Trouble.MOVED: seen.strange_since is not None and now - seen.strange_since >= STRANGE,
        Trouble.WAKE_FAILS: seen.failed_wakes >= WAKES,
        Trouble.CONTROL_CLOSED: control is not None and control.is_closed,
        Trouble.CONTROL_REFUSED: control is not None and control.is_refused,
    }
    return frozenset(trouble for trouble, is_there in found.items() if is_there)


class TroubleWatch:
    """Watches one TV for what a person has to do about it: a new pairing, or a change of its settings."""

    def __init__(self, hass: HomeAssistant, entry: ParlorConfigEntry, tv: SamsungTV, *, other_subnet: bool) -> None:
        """Look from now on."""
        self._hass = hass
        self._entry = entry
        self._tv = tv
        self._other_subnet = other_subnet
        self._seen = Seen()
        self._told = frozenset(Trouble)  # what was told while the TV could not be set up
        self._refusal: Refusal | None = None
        entry.async_on_unload(tv.subscribe(self._look))
        entry.async_on_unload(async_track_time_interval(hass, self._look_again, LOOK_EVERY))
        entry.async_on_unload(lambda: async_clear(hass, entry))
        self._look(tv.state)

    @callback
    def _look(self, state: TVState) -> None:
        """Take what is known now."""
        now = self._tv.now()
        self._seen = self._seen.after(state.evidence, now)
        found = troubles(state, self._seen, now, other_subnet=self._other_subnet)
        async_clear(self._hass, self._entry, self._told - found)
        for trouble in found:
            async_tell(self._hass, self._entry, trouble)
        self._told = found
        if state.refusal is not self._refusal:
            self._refusal = state.refusal
            self._take_refusal(state.refusal)

    @callback
    def _look_again(self, _: datetime) -> None:
        """Take what only time tells."""
        self._look(self._tv.state)

    def _take_refusal(self, refusal: Refusal | None) -> None:
        """Ask for a new pairing where that helps, and no longer where the TV lets us in again; remember it over restarts."""
        kept = refusal if refusal in POPUP_SEEN else None
        data: dict[str, Any] = {key: value for key, value in self._entry.data.items() if key != CONF_REFUSED}
        if kept:
            data[CONF_REFUSED] = kept.value
        self._hass.config_entries.async_update_entry(self._entry, data=data)
        if refusal is None:
            LOGGER.info("%s lets Parlor in again", self._entry.title)
            self._end_reauth()
            return
        LOGGER.warning("%s does not let Parlor in: %s", self._entry.title, refusal)
        if not self._told & {Trouble.ACCESS_OFF, Trouble.OTHER_SUBNET}:
            self._entry.async_start_reauth(self._hass)

    def _end_reauth(self) -> None:
        """Take the question for a new pairing back, unless somebody is answering it just now."""
        for flow in list(self._entry.async_get_active_flows(self._hass, {SOURCE_REAUTH})):
            if flow.get("step_id") == "reauth_tv":
                self._hass.config_entries.flow.async_abort(flow["flow_id"])


@callback
def async_tell(hass: HomeAssistant, entry: ConfigEntry, trouble: Trouble) -> None:
    """Tell a trouble of a TV, once."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id(entry, trouble),
        data={"entry_id": entry.entry_id},
        is_fixable=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key=trouble,
        translation_placeholders={"name": entry.title, "host": entry.data[CONF_HOST]},
    )


@callback
def async_clear(hass: HomeAssistant, entry: ConfigEntry, healed: Iterable[Trouble] = tuple(Trouble)) -> None:
    """Take troubles of a TV back."""
    for trouble in healed:
        ir.async_delete_issue(hass, DOMAIN, issue_id(entry, trouble))


@callback
def told_troubles(hass: HomeAssistant, entry: ConfigEntry) -> list[str]:
    """Return what is told of a TV now."""
    issues = ir.async_get(hass)
    return [trouble.value for trouble in Trouble if issues.async_get_issue(DOMAIN, issue_id(entry, trouble))]


def issue_id(entry: ConfigEntry, trouble: Trouble) -> str:
    """Return what names a trouble of one TV."""
    return f"{trouble}_{entry.entry_id}"
