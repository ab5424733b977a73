"""LG ThinQ's appliances, as the registries know their entities."""

from typing import Any, Final

from custom_components.parlor.appliances.facts import EntityFact
from custom_components.parlor.appliances.sources.lg_thinq import BRAND

from .brand_cases import DEVICE, Told, one

ID: Final = "MW2-2E247F93-B570-46A6-B827-920E9E10F966"


def entity(entity_id: str, key: str | None, unique: str, model: str, **more: Any) -> EntityFact:
    """Return an entity of the one device, by what is behind its unique id."""
    return EntityFact(
        entity_id=entity_id,
        domain=entity_id.partition(".")[0],
        platform="lg_thinq",
        unique_id=f"{ID}_{unique}",
        translation_key=key,
        device_id=DEVICE,
        manufacturer="LGE",
        model=model,
        **more,
    )


def machine(sort: str, place: str = "main", operation: str = "washer", *, end: str = "") -> list[EntityFact]:
    """Return the entities of a machine at a place, as a device of a sort; those of another place than the main one have a key of their own."""
    model, other = f"F_V8_Y___W.B_2QEUK ({sort})", "" if place in ("main", "oven") else "_for_location"
    names = ("state", "current_state"), ("remain", "remain"), ("stops", "relative_to_stop_wm"), ("total", "total")
    sensors = [entity(f"sensor.{name}{end}", key + other, f"{place}_{key}", model) for name, key in names]
    options = ("start", "stop", "power_off")
    unique = f"{place}_{operation}_operation_mode"
    remote = f"remote_control_enabled{other}"
    return [
        *sensors,
        entity(f"select.operation{end}", f"operation_mode{other}", unique, model, options=options),
        entity(f"binary_sensor.remote{end}", remote, f"{place}_remote_control_enabled", model),
        entity(f"number.delay{end}", f"relative_hour_to_stop_wm{other}", f"{place}_relative_hour_to_stop", model),
    ]


def events(sort: str) -> list[EntityFact]:
    """Return the events of a device."""
    return [entity(f"event.{key}", key, key, f"F_V8 ({sort})") for key in ("notification", "error")]


def washer() -> Told:
    """Return a washer of which nothing is told yet."""
    return Told(BRAND, one(BRAND, [*machine("DEVICE_WASHER"), *events("DEVICE_WASHER")]))
