"""Entities and states of appliances, short to write down."""

from collections.abc import Mapping
from typing import Any

from custom_components.parlor.appliances.facts import EntityFact, StateFact
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.sources.brand import Brand, Wiring

NOW = 1_790_000_000.0


def entity(
    entity_id: str,
    key: str | None = None,
    *,
    platform: str = "smartthings",
    uid: str = "",
    device_class: str | None = None,
    device_id: str | None = "device",
    **more: Any,
) -> EntityFact:
    """Return an entity of a domain, with the translation key and the end of its unique id."""
    return EntityFact(
        entity_id=entity_id,
        domain=entity_id.partition(".")[0],
        platform=platform,
        unique_id=f"id{uid}" if uid else f"id_{entity_id}",
        registry_id=f"registry_{entity_id}",
        translation_key=key,
        device_class=device_class,
        device_id=device_id,
        **more,
    )


def says(states: Mapping[str, str], attributes: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, StateFact]:
    """Return states that were told a minute ago."""
    more = attributes or {}
    return {one: StateFact(state=state, at=NOW - 60, attributes=more.get(one, {})) for one, state in states.items()}


def only(brand: Brand, *facts: EntityFact) -> Wiring:
    """Return the one appliance that a brand finds."""
    (wiring,) = brand.find(facts)
    return wiring


def kinds(wirings: tuple[Wiring, ...]) -> list[tuple[ApplianceKind, str | None]]:
    """Return what was found, and which part it is."""
    return [(one.kind, one.part) for one in wirings]
