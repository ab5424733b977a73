"""Watches entities for the effects of steps, from before the calls on."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from homeassistant.core import Event, EventStateChangedData, HomeAssistant, State, callback
from homeassistant.helpers.event import async_track_state_change_event

from ..plan.steps import Outcome, Step, StepResult
from .effects import expectation
from .expectations import NOTHING_KNOWN, UNKNOWN_STATES, Expectation, Seen

# How long an effect is waited for after the call came back; devices that report late are the exception.
EFFECT_SECONDS = 3.0
SLOW_EFFECT_SECONDS = {
    "climate": 5.0,
    "cover": 5.0,
    "lock": 8.0,
    "media_player.play_media": 10.0,
    "media_player.select_source": 8.0,
    "media_player.turn_off": 8.0,
    "media_player.turn_on": 8.0,
    "vacuum": 6.0,
    "valve": 5.0,
    "water_heater": 5.0,
}


@dataclass(frozen=True, slots=True)
class _Watched:
    """One entity of one step: what was, and what is expected."""

    index: int
    entity_id: str
    before: Seen
    expected: Expectation | None

    @property
    def was_so(self) -> bool:
        """Say whether there was nothing to do."""
        return self.expected is not None and _is_known(self.before) and self.expected.was_so(self.before)

    def is_seen(self, now: Seen) -> bool:
        """Say whether a state shows the effect, and not merely what was there before."""
        if self.expected is None:
            return True
        if not _is_known(now) or not self.expected.shows(now):
            return False
        is_new = now != self.before or not self.expected.needs_change
        return is_new or self.was_so

    def is_untold(self, now: Seen) -> bool:
        """Say whether the entity does not tell what is expected."""
        return self.expected is not None and _is_known(now) and self.expected.is_untold(now)

    def outcome(self, now: Seen) -> Outcome:
        """Say what came of the step for this entity."""
        if self.expected is None:
            return Outcome.SENT
        if self.is_seen(now):
            return Outcome.ALREADY if self.was_so else Outcome.DONE
        return Outcome.SENT if self.is_untold(now) else Outcome.UNCONFIRMED


class EffectWatch:
    """Watches the entities of steps from before the calls on, so that no change is missed."""

    def __init__(self, hass: HomeAssistant, steps: Sequence[Step], expected: Expectation | None = None) -> None:
        """Note what is so already; `expected` is what else than usual must be seen after the steps."""
        self._hass = hass
        self._steps = steps
        self._changed = asyncio.Event()
        self._watched = [
            _Watched(
                index, entity_id, before := _seen(hass.states.get(entity_id)), expected or expectation(step, before)
            )
            for index, step in enumerate(steps)
            for entity_id in step.entity_ids
        ]
        self._stop: Callable[[], None] | None = None

    def __enter__(self) -> Self:
        """Begin to listen."""
        entity_ids = {watched.entity_id for watched in self._watched}
        self._stop = async_track_state_change_event(self._hass, entity_ids, self._on_change)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop listening."""
        if self._stop:
            self._stop()

    @callback
    def _on_change(self, _event: Event[EventStateChangedData]) -> None:
        """Look again."""
        self._changed.set()

    async def async_results(self) -> list[StepResult]:
        """Wait until every effect is seen, or no longer.

        Returns one result a step, or several where its entities fared differently, each with those that it came of.
        """
        seconds = max((_seconds(step) for step in self._steps), default=EFFECT_SECONDS)
        try:
            async with asyncio.timeout(seconds):
                while self._is_waiting():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            pass
        return [result for index in range(len(self._steps)) for result in self._results_of(index)]

    def _is_waiting(self) -> bool:
        """Say whether an effect is missing that may still be told."""
        return any(
            not watched.is_seen(now)
            and not (watched.expected and not watched.expected.is_patient and watched.is_untold(now))
            for watched, now in self._now()
        )

    def _now(self, index: int | None = None) -> Iterator[tuple[_Watched, Seen]]:
        """Yield what is watched, of one step or of all, and how it is now."""
        for watched in self._watched:
            if index in (None, watched.index):
                yield watched, _seen(self._hass.states.get(watched.entity_id))

    def _results_of(self, index: int) -> Iterator[StepResult]:
        """Yield what came of one step, its entities together that fared alike."""
        outcomes: dict[tuple[Outcome, str | None], list[str]] = {}
        for watched, now in self._now(index):
            outcome = watched.outcome(now)
            told = {Outcome.UNCONFIRMED: "no_effect", Outcome.SENT: "sent" if watched.expected else None}
            outcomes.setdefault((outcome, told.get(outcome)), []).append(watched.entity_id)
        for (outcome, reason), entity_ids in outcomes.items():
            step = replace(self._steps[index], entity_ids=tuple(entity_ids))
            yield StepResult(step=step, outcome=outcome, reason=reason)


def _seconds(step: Step) -> float:
    """Return how long to wait for a step's effect."""
    return SLOW_EFFECT_SECONDS.get(step.action, SLOW_EFFECT_SECONDS.get(step.domain, EFFECT_SECONDS))


def _seen(state: State | None) -> Seen:
    """Return the part of a state that effects are read from."""
    return Seen(state.state, state.attributes) if state else NOTHING_KNOWN


def _is_known(seen: Seen) -> bool:
    """Say whether a state tells anything."""
    return seen.state not in UNKNOWN_STATES
