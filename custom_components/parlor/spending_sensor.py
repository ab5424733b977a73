"""What an assistant and its agents spent, as sensors."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final, override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorEntityDescription, SensorStateClass
from homeassistant.const import PERCENTAGE, EntityCategory
from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import StateType

from .assistant_device import agent_device
from .assistant_spending import Spending, period_began
from .const import DOMAIN
from .gpt.spending.ledger import Period
from .gpt.spending.spent import Spent

if TYPE_CHECKING:
    from . import ParlorConfigEntry


@dataclass(frozen=True, kw_only=True)
class SpendingDescription(SensorEntityDescription):
    """A sensor of what was spent, and what it reads."""

    period: Period
    value_fn: Callable[[Spent], StateType]


def _tokens(period: Period, key: str) -> SpendingDescription:
    return SpendingDescription(
        key=key,
        period=period,
        value_fn=lambda spent: spent.tokens,
        state_class=SensorStateClass.TOTAL_INCREASING,
        entity_category=EntityCategory.DIAGNOSTIC,
    )


def _money(period: Period, key: str) -> SpendingDescription:
    return SpendingDescription(
        key=key,
        period=period,
        value_fn=lambda spent: None if spent.money is None else round(spent.money, 6),
        device_class=SensorDeviceClass.MONETARY,
        state_class=SensorStateClass.TOTAL,
        suggested_display_precision=2,
        entity_category=EntityCategory.DIAGNOSTIC,
    )


def _requests(period: Period, key: str) -> SpendingDescription:
    return SpendingDescription(
        key=key,
        period=period,
        value_fn=lambda spent: spent.requests,
        state_class=SensorStateClass.TOTAL_INCREASING,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
    )


def _share(spent: Spent) -> StateType:
    return None if spent.cached_share is None else round(100 * spent.cached_share, 1)


SENSORS: Final = (
    _tokens(Period.DAY, "tokens_today"),
    _tokens(Period.MONTH, "tokens_month"),
    _money(Period.DAY, "money_today"),
    _money(Period.MONTH, "money_month"),
    _requests(Period.DAY, "requests_today"),
    _requests(Period.MONTH, "requests_month"),
    SpendingDescription(
        key="cached_share",
        period=Period.MONTH,
        value_fn=_share,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=PERCENTAGE,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
    ),
)


@callback
def async_add_assistant_sensors(entry: ParlorConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback) -> None:
    """Add the sensors of an assistant with a service, and those of each of its agents, which are many: off until wanted."""
    spending: Spending | None = getattr(entry.runtime_data, "spending", None)
    if spending is None:
        return
    whole = DeviceInfo(
        identifiers={(DOMAIN, entry.entry_id)},
        name=entry.title,
        manufacturer="Parlor",
        entry_type=DeviceEntryType.SERVICE,
    )
    async_add_entities([SpendingSensor(spending, each, entry.entry_id, None, whole) for each in SENSORS])
    off = [replace(each, entity_registry_enabled_default=False) for each in SENSORS]
    for agent in entry.subentries.values():
        if agent.subentry_type == "conversation":
            own = [
                SpendingSensor(spending, each, agent.subentry_id, agent.subentry_id, agent_device(agent))
                for each in off
            ]
            async_add_entities(own, config_subentry_id=agent.subentry_id)


class SpendingSensor(SensorEntity):
    """Tells one sum."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    entity_description: SpendingDescription

    def __init__(
        self, spending: Spending, description: SpendingDescription, owner: str, agent: str | None, device: DeviceInfo
    ) -> None:
        """Belong to the assistant (`agent` None), or to one of its agents."""
        self._spending = spending
        self._agent = agent
        self.entity_description = description
        self._attr_translation_key = description.key
        self._attr_unique_id = f"{owner}_{description.key}"
        self._attr_device_info = device

    @override
    async def async_added_to_hass(self) -> None:
        """Follow what is spent."""
        await super().async_added_to_hass()
        self.async_on_remove(self._spending.subscribe(self.async_write_ha_state))

    @property
    @override
    def native_value(self) -> StateType:
        """Return the sum; money is not known where a model without a price was asked, or no price is set."""
        purse = self._spending.purse
        if self._is_money and not purse.prices:
            return None
        return self.entity_description.value_fn(purse.ledger.spent(self.entity_description.period, self._agent))

    @property
    @override
    def native_unit_of_measurement(self) -> str | None:
        """Return the currency of the home, for money."""
        return self.hass.config.currency if self._is_money else super().native_unit_of_measurement

    @property
    @override
    def last_reset(self) -> datetime | None:
        """Return when the sum began, for money."""
        return period_began(self.entity_description.period) if self._is_money else None

    @property
    def _is_money(self) -> bool:
        return self.entity_description.device_class is SensorDeviceClass.MONETARY
