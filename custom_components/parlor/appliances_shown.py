"""The appliances that were found, as they are shown to their owner: of which kind, by what name, from which integration."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.loader import IntegrationNotFound, async_get_integration

from .appliances.kind import ApplianceKind
from .appliances.sources.brand import Wiring
from .appliances_settings import AppliancesSettings
from .appliances_wired import async_wired
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


async def async_shown(hass: HomeAssistant, settings: AppliancesSettings) -> list[Shown]:
    """Return what was found, sorted by kind and name, with what its owner corrected."""
    found = async_wired(hass, AppliancesSettings())
    texts = await async_texts(hass, "selector")
    platforms = {each.wiring.id: _platform(each.wiring) for each in found}
    brands = {platform: await _async_brand_name(hass, platform) for platform in set(platforms.values())}
    shown = []
    for each in found:
        wiring = each.wiring
        correction = settings.corrections.get(wiring.id)
        kind = (correction.kind if correction else None) or wiring.kind
        one = Shown(
            id=wiring.id,
            kind=kind,
            was=wiring.kind,
            kind_name=texts[f"appliance_kind.options.{kind}"],
            name=each.name(),
            brand=brands[platforms[wiring.id]],
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


def _platform(wiring: Wiring) -> str:
    """Return the integration that an appliance comes from: robots are read alike, whichever that is."""
    return next((fact.platform for fact in wiring.facts.values()), wiring.brand)


async def _async_brand_name(hass: HomeAssistant, platform: str) -> str:
    """Return what an integration is called."""
    try:
        return (await async_get_integration(hass, platform)).name
    except IntegrationNotFound:
        return platform
