"""Watches entities for the effects of steps, from before the calls on."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import Self

from homeassistant.core import Event, EventStateChangedData, HomeAssistant, State, callback
from homeassistant.helpers.event import async_track_state_change_event

from .effects import UNKNOWN_STATES, Effect, Seen, expected_effect
from .steps import Outcome, Step, StepResult

# How long an effect is waited for after the call came back; devices that report late are the exception.
EFFECT_SECONDS = 3.0
SLOW_EFFECT_SECONDS = {"media_player": 8.0, "climate": 5.0, "lock": 8.0, "vacuum": 6.0, "water_heater": 5.0}


class EffectWatch:
    """Watches the entities of steps from before the calls on, so that no change is missed."""

    def __init__(self, hass: HomeAssistant, steps: Sequence[Step]) -> None:
        """Note what is so already."""
        self._hass = hass
        self._steps = steps
        self._changed = asyncio.Event()
        self._effects = [expected_effect(step) for step in steps]
        self._already = [
            effect is not None and all(_is_seen(effect, hass.states.get(entity_id)) for entity_id in step.entity_ids)
            for step, effect in zip(steps, self._effects, strict=True)
        ]
        self._stop: Callable[[], None] | None = None

    def __enter__(self) -> Self:
        """Begin to listen."""
        entity_ids = {entity_id for step in self._steps for entity_id in step.entity_ids}
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
        """Wait until every effect is seen, or no longer; returns one result a step."""
        seconds = max((self._seconds(step) for step in self._steps), default=EFFECT_SECONDS)
        try:
            async with asyncio.timeout(seconds):
                while self._missing():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            pass
        return [self._result(index) for index in range(len(self._steps))]

    def _seconds(self, step: Step) -> float:
        """Return how long to wait for a step's effect."""
        return SLOW_EFFECT_SECONDS.get(step.domain, EFFECT_SECONDS)

    def _missing(self) -> list[str]:
        """Return the entities whose effect is not seen yet."""
        return [entity_id for index in range(len(self._steps)) for entity_id in self._missing_of(index)]

    def _missing_of(self, index: int) -> list[str]:
        """Return the entities of one step whose effect is not seen yet."""
        effect = self._effects[index]
        if effect is None:
            return []
        return [each for each in self._steps[index].entity_ids if not _is_seen(effect, self._hass.states.get(each))]

    def _result(self, index: int) -> StepResult:
        """Say what came of one step."""
        step = self._steps[index]
        if self._effects[index] is None:
            return StepResult(step=step, outcome=Outcome.SENT)
        if missing := self._missing_of(index):
            names = join_names(self._hass, missing)
            return StepResult(step=step, outcome=Outcome.UNCONFIRMED, reason="no_effect", placeholders={"name": names})
        return StepResult(step=step, outcome=Outcome.ALREADY if self._already[index] else Outcome.DONE)


def _is_seen(effect: Effect, state: State | None) -> bool:
    """Say whether a state shows an effect."""
    if state is None or state.state in UNKNOWN_STATES:
        return False
    return effect(Seen(state.state, state.attributes))


def name_of(hass: HomeAssistant, entity_id: str) -> str:
    """Return what people call an entity."""
    state = hass.states.get(entity_id)
    return state.name if state else entity_id


def join_names(hass: HomeAssistant, entity_ids: Iterable[str]) -> str:
    """Return the names of some entities, in their order."""
    return ", ".join(name_of(hass, entity_id) for entity_id in entity_ids)
