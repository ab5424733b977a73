"""The appliances that were found, as they are shown to their owner: of which kind, by what name, from which integration."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.loader import IntegrationNotFound, async_get_integration

from .appliances.kind import ApplianceKind
from .appliances.sources.brand import Wiring
from .appliances.sources.find import find
from .appliances_found import entity_facts
from .appliances_settings import AppliancesSettings
from .translated import async_texts

MOST_SHOWN: Final = 60
_KINDS: Final = list(ApplianceKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An appliance as it is shown; `was` is the kind that it was found as, `kind` the one that its owner says."""

    id: str
    kind: ApplianceKind
    was: ApplianceKind
    kind_name: str
    name: str
    brand: str
    is_hidden: bool = False

    @property
    def label(self) -> str:
        """Return it in a line."""
        return f"{self.kind_name}: {self.name} ({self.brand})"


@callback
def found_appliances(hass: HomeAssistant) -> tuple[Wiring, ...]:
    """Return all appliances that are found among the entities of every integration."""
    return find(entity_facts(hass))


async def async_shown(hass: HomeAssistant, settings: AppliancesSettings) -> list[Shown]:
    """Return what was found, sorted by kind and name, with what its owner corrected."""
    wirings = found_appliances(hass)
    texts = await async_texts(hass, "selector")
    brands = {brand: await _async_brand_name(hass, brand) for brand in {wiring.brand for wiring in wirings}}
    shown = []
    for wiring in wirings:
        correction = settings.corrections.get(wiring.id)
        kind = (correction.kind if correction else None) or wiring.kind
        one = Shown(
            id=wiring.id,
            kind=kind,
            was=wiring.kind,
            kind_name=texts[f"appliance_kind.options.{kind}"],
            name=_name(hass, wiring),
            brand=brands[wiring.brand],
            is_hidden=correction is not None and correction.is_hidden,
        )
        shown.append(one)
    return sorted(shown, key=lambda one: (_KINDS.index(one.kind), one.name.casefold(), one.id))


async def async_listed(hass: HomeAssistant, shown: Iterable[Shown]) -> str:
    """Return appliances as a list in Markdown, or what is said where there are none."""
    texts = await async_texts(hass, "common")
    lines = [f"- {one.label}" + (f" – {texts['appliances_hidden']}" if one.is_hidden else "") for one in shown]
    more = ["- …"] if len(lines) > MOST_SHOWN else []
    return "\n".join([*lines[:MOST_SHOWN], *more]) or texts["appliances_none"]


def _name(hass: HomeAssistant, wiring: Wiring) -> str:
    """Return what an appliance is called: as its device, with its part, or as its entity where it has no device."""
    device = dr.async_get(hass).async_get(wiring.device_id) if wiring.device_id else None
    name = (device.name_by_user or device.name) if device else None
    if name is None:
        registry = er.async_get(hass)
        entity_id = next((each for each in sorted(wiring.entities) if registry.async_get(each)), wiring.id)
        state = hass.states.get(entity_id)
        name = state.name if state else entity_id
    return f"{name} ({wiring.part})" if wiring.part else name


async def _async_brand_name(hass: HomeAssistant, brand: str) -> str:
    """Return what an integration is called."""
    try:
        return (await async_get_integration(hass, brand)).name
    except IntegrationNotFound:
        return brand
