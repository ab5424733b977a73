"""What the doors tell of Home Assistant's entities: only what appliances are found and read by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityFact:
    """An entity as the registry knows it: what it is, never what it is called.

    `platform` is the integration that made it; `device_id` the registry's id of its device; `options` what an enumeration can be, as the
    registry's capabilities say; `model` and `manufacturer` are its device's.
    """

    entity_id: str
    domain: str
    platform: str
    unique_id: str
    registry_id: str = ""
    translation_key: str | None = None
    device_class: str | None = None
    unit: str | None = None
    device_id: str | None = None
    config_entry_id: str | None = None
    options: tuple[str, ...] = ()
    model: str | None = None
    manufacturer: str | None = None
    model_id: str | None = None
    is_disabled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StateFact:
    """A state: `at` is when it was last told, Unix time. One that is not there is None wherever a StateFact is asked for."""

    state: str
    at: float
    attributes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_known(self) -> bool:
        """Say whether it says anything."""
        return self.state not in ("unavailable", "unknown")


type States = Mapping[str, StateFact]
