"""Which appliances there are among all entities: each brand looks at what its integration made of one device."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from ..facts import EntityFact
from ..kind import ApplianceKind
from . import home_connect, lg_thinq, localthings, matter, miele, running, smartthings, vacuum, washdata, whirlpool
from .brand import POWER, RUNNING, Brand, Role, Wiring

# Where two integrations made the same device, the first has it.
_BRANDS: Final = (
    smartthings.BRAND,
    home_connect.BRAND,
    lg_thinq.BRAND,
    miele.BRAND,
    whirlpool.BRAND,
    localthings.BRAND,
    matter.BRAND,
    washdata.BRAND,
    vacuum.BRAND,
    running.BRAND,
)
# `POWER` is none of them: what power says must be remembered, see `power.py`.
BRANDS: Final[Mapping[str, Brand]] = MappingProxyType({brand.platform: brand for brand in _BRANDS})
_OF_POWER: Final = frozenset({"mW", "W", "kW"})


def find(facts: Iterable[EntityFact]) -> tuple[Wiring, ...]:
    """Return all appliances; entities that are disabled are as if they were not there."""
    devices: dict[tuple[str, str], list[EntityFact]] = {}
    for fact in facts:
        if not fact.is_disabled:
            whole = fact.device_id or fact.registry_id or fact.entity_id
            devices.setdefault((fact.platform, whole), []).append(fact)
    found: dict[str, Wiring] = {}
    for brand in _BRANDS:
        for (platform, _), of_device in devices.items():
            if platform == brand.platform:
                _add(found, brand.find(of_device))
    _add(found, _vacuums(devices.values(), found.values()))
    return tuple(found.values())


def _vacuums(devices: Iterable[list[EntityFact]], found: Iterable[Wiring]) -> tuple[Wiring, ...]:
    """Return the robots of integrations that are no brand here."""
    taken = {one.device_id for one in found if one.kind is ApplianceKind.ROBOT_VACUUM and one.device_id is not None}
    claimed = {entity_id for one in found for entity_id in one.entities}
    return tuple(
        wiring
        for of_device in devices
        for wiring in vacuum.find([fact for fact in of_device if fact.entity_id not in claimed])
        if wiring.device_id not in taken
    )


def _add(found: dict[str, Wiring], wirings: Iterable[Wiring]) -> None:
    """Take in appliances that are not there yet."""
    for wiring in wirings:
        found.setdefault(wiring.id, wiring)


def wiring_of_added(fact: EntityFact, kind: ApplianceKind) -> Wiring:
    """Return the appliance that its owner named by an entity: one that measures power, or says whether it runs."""
    is_power = fact.domain == "sensor" and (fact.device_class == "power" or fact.unit in _OF_POWER)
    return Wiring(
        id=fact.registry_id or fact.entity_id,
        brand=POWER if is_power else RUNNING,
        kind=kind,
        roles={Role.POWER if is_power else Role.STATE: (fact.entity_id,)},
        device_id=fact.device_id,
        facts={fact.entity_id: fact},
    )
