"""What Home Assistant's recorder kept of media players, read a part at a time and watched again, off the event loop."""

from collections.abc import AsyncGenerator, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from homeassistant.components.recorder import get_instance
from homeassistant.components.recorder.history import get_significant_states
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util

from .viewing.imports.page import Page
from .viewing.imports.replay import Recorded, Replay
from .viewing.observation import Role
from .viewing.sources import source_of

if TYPE_CHECKING:
    from .viewing.claims import SameWork, Titles
    from .viewing.viewing import Viewing

PART: Final = timedelta(hours=12)
RECORDER: Final = "recorder"


def has_recorder(hass: HomeAssistant) -> bool:
    """Say whether states are recorded here at all."""
    return RECORDER in hass.config.components


def recorded_days(hass: HomeAssistant) -> int | None:
    """Return for how many days states are kept, None where none are."""
    return get_instance(hass).keep_days if has_recorder(hass) else None


class RecorderImport:
    """Media players whose recorded states are watched again; `screens` are where they are, in the history."""

    def __init__(
        self, hass: HomeAssistant, screens: dict[str, str], days: int, *, titles: Titles, same_work: SameWork
    ) -> None:
        """Know the players, and how far back to go: no further than there is anything."""
        self._hass = hass
        self._screens = screens
        self._until = dt_util.utcnow()
        oldest = get_instance(hass).states_manager.oldest_ts
        begun = (
            self._until if oldest is None else dt_util.utc_from_timestamp(oldest - 1)
        )  # what is read begins after it
        self._since = max(self._until - timedelta(days=days), begun)
        self._titles = titles
        self._same_work = same_work

    async def pages(self) -> AsyncGenerator[Page]:
        """Read one player after the other, each from its oldest state on."""
        parts = list(self._parts())
        done, total = 0, len(parts) * len(self._screens)
        for player in self._screens:
            replay = self._replay(player)
            for start, end in parts:
                read = await get_instance(self._hass).async_add_executor_job(self._read, replay, player, (start, end))
                done += 1
                yield Page(viewings=read, done=done, total=total)

    def _parts(self) -> Iterator[tuple[datetime, datetime]]:
        start = self._since
        while start < self._until:
            end = min(start + PART, self._until)
            yield start, end
            start = end

    def _replay(self, player: str) -> Replay:
        registered = er.async_get(self._hass).async_get(player)
        state = self._hass.states.get(player)
        source = source_of(
            player, registered.platform if registered else "", state.attributes if state else {}, Role.SCREEN
        )
        return Replay(
            source,
            screen=self._screens[player],
            since=self._since.timestamp(),
            titles=self._titles,
            same_work=self._same_work,
        )

    def _read(self, replay: Replay, player: str, part: tuple[datetime, datetime]) -> tuple[Viewing, ...]:
        """Read a part of what was recorded, and watch it; runs in the recorder's own threads."""
        start, end = part
        found = get_significant_states(
            self._hass,
            start,
            end,
            [player],
            include_start_time_state=start == self._since,
            significant_changes_only=False,
        )
        states = [state for state in found.get(player, ()) if isinstance(state, State)]
        recorded = (Recorded(state.last_updated_timestamp, state.state, state.attributes) for state in states)
        seen = replay.feed(recorded)
        return (*seen, *replay.finish(end.timestamp()))
