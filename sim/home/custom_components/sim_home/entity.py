"""What all simulated entities have in common: they start as the file says, do as they are told, and fail on demand."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from enum import Flag
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, ClassVar, override

from homeassistant.const import EntityCategory, Platform
from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.event import async_call_later

from .const import DOMAIN
from .faults import Fault, FaultKind
from .plan import Device, EntityPlan
from .values import flags, resolved, text_of_state

if TYPE_CHECKING:
    from . import SimHomeConfigEntry


def entities_of[E: SimEntity](entry: SimHomeConfigEntry, domain: Platform, kind: type[E]) -> list[E]:
    """Return new entities of one domain, which the entry's data then knows by entity id."""
    data = entry.runtime_data
    made = [
        kind(plan, data.home.devices.get(plan.device or ""))
        for plan in data.home.entities
        if plan.id.partition(".")[0] == domain
    ]
    data.entities.update({entity.plan.id: entity for entity in made})
    return made


def command[**P](body: Callable[P, None]) -> Callable[P, Coroutine[Any, Any, None]]:
    """Make a method that changes the state one that can be asked for: faults strike first, the state is written once after it."""

    @wraps(body)
    async def told(*args: P.args, **kwargs: P.kwargs) -> None:
        entity = args[0]
        assert isinstance(entity, SimEntity)
        await entity.async_obey(partial(body, *args, **kwargs))

    return told


class SimEntity(Entity):
    """An entity that starts as its plan says."""

    _attr_should_poll = False

    features: ClassVar[type[Flag] | None] = None
    """The domain's feature flag, None where it has none."""
    renamed: ClassVar[Mapping[str, str]] = {}
    """What the domain's entity calls an attribute that its state shows under another name."""
    start_state: ClassVar[str | None] = None
    """The state where the file says nothing; None is unknown."""

    def __init__(self, plan: EntityPlan, device: Device | None) -> None:
        """Take the place and the state that the plan says."""
        self.plan = plan
        self.entity_id = plan.id
        self._attr_unique_id = plan.id
        self._attr_entity_category = EntityCategory(plan.category) if plan.category else None
        self._attr_extra_state_attributes = {}
        self._fault: Fault | None = None
        self._stop_timer: CALLBACK_TYPE | None = None
        self._name_after(device)
        self._put_attributes(plan.attributes)
        self.prepare()
        if self.features is not None:
            self._attr_supported_features = self._features_of(plan)  # type: ignore[assignment]  # each domain has its own flag
        self._put_state(text_of_state(plan.state) or self.state_by_default())

    def _name_after(self, device: Device | None) -> None:
        """Take a name that together with the device's is the one in the file."""
        name = self.plan.name
        if device is None:
            self._attr_name = name
            return
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, device.id)})
        self._attr_has_entity_name = name == device.name or name.startswith(f"{device.name} ")
        self._attr_name = (name.removeprefix(device.name).strip() or None) if self._attr_has_entity_name else name

    def _features_of(self, plan: EntityPlan) -> Flag:
        """Return what the file says that the entity can do, or what its attributes tell."""
        assert self.features is not None
        given = plan.attributes.get("supported_features")
        chosen = self.features_by_default() if given is None else flags(self.features, resolved(given))
        return chosen | self.features_always()

    # What a domain may say of itself

    def prepare(self) -> None:
        """Complete the attributes that the file left out."""

    def features_by_default(self) -> Flag:
        """Return what the entity can do where the file does not say."""
        assert self.features is not None
        return self.features(0)

    def features_always(self) -> Flag:
        """Return what the entity can do even if the file forgot it."""
        assert self.features is not None
        return self.features(0)

    def state_by_default(self) -> str | None:
        """Return the state where the file says nothing."""
        return self.start_state

    def show(self) -> None:
        """Bring the state in line with attributes that were just put."""

    def take_state(self, state: str | None) -> None:
        """Be in a state; None is unknown."""
        raise NotImplementedError

    def take_attribute(self, name: str, value: Any) -> None:
        """Have an attribute: the entity's own where it knows one of that name, an extra one otherwise."""
        name = self.renamed.get(name, name)
        if hasattr(type(self), name):
            setattr(self, f"_attr_{name}", value)
        else:
            self._attr_extra_state_attributes[name] = value

    # What the outside does to the entity

    @callback
    def async_put(self, state: Any = None, attributes: Mapping[str, Any] | None = None) -> None:
        """Be in a state and have attributes, as if the device itself had changed; None leaves the state as it is."""
        self._cancel_timer()
        self._put_attributes(attributes or {})
        self.show()
        if (text := text_of_state(state)) is not None:
            self._put_state(text)
        self.async_write_ha_state()

    @callback
    def async_set_fault(self, fault: Fault | None) -> None:
        """Have a fault from now on, or none."""
        self._fault = fault
        self._attr_available = not self._is_cut_off()
        self.async_write_ha_state()

    async def async_obey(self, action: Callable[[], None]) -> None:
        """Do what was asked, unless a fault is in the way. Raises HomeAssistantError where the fault says so."""
        fault = self._fault if self._fault is not None and self._fault.strikes() else None
        match fault:
            case Fault(kind=FaultKind.FAIL):
                raise HomeAssistantError(
                    translation_domain=DOMAIN,
                    translation_key="failed",
                    translation_placeholders={"entity": self.entity_id},
                )
            case Fault(kind=FaultKind.IGNORE):
                return
            case Fault(kind=FaultKind.LATE):
                self.after(fault.seconds, action)
                return
            case Fault(kind=FaultKind.SLOW):
                await asyncio.sleep(fault.seconds)
        action()
        self.async_write_ha_state()

    def after(self, seconds: float, action: Callable[[], None]) -> None:
        """Do something later, instead of what was going to happen later."""
        self._cancel_timer()

        @callback
        def act(_now: Any) -> None:
            self._stop_timer = None
            action()
            self.async_write_ha_state()

        self._stop_timer = async_call_later(self.hass, seconds, act)

    def _cancel_timer(self) -> None:
        """Drop what was going to happen later."""
        if self._stop_timer is not None:
            self._stop_timer()
            self._stop_timer = None

    def _put_attributes(self, attributes: Mapping[str, Any]) -> None:
        """Have every attribute given, but the features, which `_features_of` reads."""
        for name, value in attributes.items():
            if name != "supported_features":
                self.take_attribute(name, resolved(value))

    def _put_state(self, state: str | None) -> None:
        """Be in a state, also in one of the two that every entity can be in."""
        self._attr_available = state != "unavailable" and not self._is_cut_off()
        if state != "unavailable":
            self.take_state(None if state == "unknown" else state)

    def _is_cut_off(self) -> bool:
        """Return whether a fault keeps the entity unavailable."""
        return self._fault is not None and self._fault.kind is FaultKind.UNAVAILABLE

    @override
    async def async_will_remove_from_hass(self) -> None:
        """Let nothing happen after the end."""
        self._cancel_timer()


def seconds_of(behavior: Mapping[str, Any], key: str) -> float:
    """Return a time of a plan's behavior; 0, at once, where the file does not say."""
    return float(behavior.get(key, 0))
