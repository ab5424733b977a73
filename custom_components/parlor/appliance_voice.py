"""Where an appliance's words come from, and through what it is told something."""

from abc import ABC, abstractmethod
import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Final, override

from homeassistant.components.homeassistant import SERVICE_UPDATE_ENTITY
from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import (
    DOMAIN as HOMEASSISTANT_DOMAIN,
    Event,
    EventStateChangedData,
    HomeAssistant,
    State,
    callback,
)
from homeassistant.helpers.event import async_track_state_change_event

from .appliances.command import Call, Order, Outcome, Program, ServiceCall, Why
from .appliances.facts import StateFact
from .appliances.reading import Reading
from .appliances.sources.brand import Brand, Role, Wiring

CALL_SECONDS: Final = 30.0
SEEN_SECONDS: Final = 20.0  # clouds take their time: what was not seen by then is told as not seen

type Heard = Callable[[], None]


class Voice(ABC):
    """What tells how an appliance is, and through what it is told something; `patience` is how long an effect is waited for."""

    patience: float = SEEN_SECONDS

    @property
    def next_at(self) -> float | None:
        """Return when it wants to be read without any news, as Unix time."""
        return None

    def kept(self) -> Mapping[str, Any] | None:
        """Return what it remembers over a restart."""
        return None

    @abstractmethod
    def subscribe(self, heard: Heard) -> Callable[[], None]:
        """Have somebody told whenever it says something new, until the returned function is called."""

    @abstractmethod
    def read(self, now: float) -> Reading:
        """Return all that it says now."""

    @abstractmethod
    def programs(self) -> tuple[Program, ...]:
        """Return what can be chosen."""

    @abstractmethod
    def calls(self, order: Order, now: float) -> tuple[Call, ...] | Why:
        """Return what carries out an order, or why that cannot be."""

    @abstractmethod
    async def carry_out(self, calls: tuple[Call, ...]) -> Outcome:
        """Make calls, and return what is known of them at once: whether they had an effect is read afterwards."""

    @abstractmethod
    async def refresh(self) -> bool:
        """Ask for news, once; say whether that could be asked."""

    @abstractmethod
    def tells(self, roles: frozenset[Role]) -> bool:
        """Say whether it tells anything of one of some roles."""

    async def why_not(self, order: Order, now: float) -> Outcome:
        """Return why what was ordered `now` was not seen in time, or that it was done all the same."""
        return Outcome(why=Why.NO_EFFECT)


class EntityVoice(Voice):
    """The states of an appliance's entities, of whatever brand."""

    def __init__(self, hass: HomeAssistant, brand: Brand, wiring: Wiring) -> None:
        """Know which entities say something."""
        self._hass = hass
        self._brand = brand
        self._wiring = wiring
        self._entities = sorted(wiring.entities)

    @override
    def subscribe(self, heard: Heard) -> Callable[[], None]:
        """Listen to each of the entities."""
        return follow_states(self._hass, self._entities, heard)

    @override
    def tells(self, roles: frozenset[Role]) -> bool:
        """Say whether there is an entity for one of them."""
        return any(role in roles for role in self._wiring.roles)

    @property
    def states(self) -> dict[str, StateFact]:
        """Return the states of the entities, of those that have any."""
        found = {entity_id: self._hass.states.get(entity_id) for entity_id in self._entities}
        return {entity_id: state_fact(state) for entity_id, state in found.items() if state is not None}

    @override
    def read(self, now: float) -> Reading:
        """Return what the states say."""
        return self._brand.read(self._wiring, self.states, now)

    @override
    def programs(self) -> tuple[Program, ...]:
        """Return what the brand's entities offer."""
        return self._brand.programs(self._wiring, self.states)

    @override
    def calls(self, order: Order, now: float) -> tuple[Call, ...] | Why:
        """Return the brand's way."""
        return self._brand.calls(self._wiring, self.states, order, now)

    @override
    async def carry_out(self, calls: tuple[Call, ...]) -> Outcome:
        """Call one action after the other; the first that fails is the last."""
        for call in calls:
            if not isinstance(call, ServiceCall):
                return Outcome(why=Why.NOT_OFFERED)
            outcome = await async_call(self._hass, call)
            if not outcome.is_done:
                return outcome
        return Outcome()

    @override
    async def refresh(self) -> bool:
        """Have the integration ask its appliance, once."""
        if (entity_id := self._wiring.one(Role.STATE)) is None:
            return False
        update = ServiceCall(action=f"{HOMEASSISTANT_DOMAIN}.{SERVICE_UPDATE_ENTITY}", entity_id=entity_id)
        return (await async_call(self._hass, update)).is_done


@callback
def follow_states(hass: HomeAssistant, entity_ids: str | list[str], heard: Heard) -> Callable[[], None]:
    """Call somebody whenever an entity says something, until the returned function is called."""

    @callback
    def said(_: Event[EventStateChangedData]) -> None:
        heard()

    return async_track_state_change_event(hass, entity_ids, said)


async def async_call(hass: HomeAssistant, call: ServiceCall) -> Outcome:
    """Call an action and wait for it; what it raises is why it was not done."""
    domain, _, service = call.action.partition(".")
    data = {**call.data, **({ATTR_ENTITY_ID: call.entity_id} if call.entity_id else {})}
    try:
        async with asyncio.timeout(CALL_SECONDS):
            await hass.services.async_call(domain, service, data, blocking=True)
    except TimeoutError:
        return Outcome(why=Why.NO_EFFECT)
    except Exception as error:  # noqa: BLE001  whatever an integration raises, it did not do it
        return Outcome(why=Why.REFUSED, detail=str(error) or type(error).__name__)
    return Outcome()


@callback
def state_fact(state: State) -> StateFact:
    """Return a state as appliances are read by it."""
    return StateFact(state=state.state, at=state.last_reported_timestamp, attributes=state.attributes)
