"""Small homes for tables."""

from custom_components.parlor.assistant.home import Home, Thing


def thing(
    entity_id: str, name: str, area: str | None = None, *, floor: str | None = None, aliases: tuple[str, ...] = ()
) -> Thing:
    """Return one exposed entity."""
    domain = entity_id.partition(".")[0]
    return Thing(entity_id=entity_id, domain=domain, name=name, area=area, floor=floor, aliases=aliases)


HOME = Home(
    (
        thing("light.kitchen_main", "Kitchen main", "Kitchen", floor="Ground floor"),
        thing("light.kitchen_counter", "Kitchen counter", "Kitchen", floor="Ground floor"),
        thing("cover.kitchen_blind", "Kitchen blind", "Kitchen", floor="Ground floor"),
        thing("light.living_room_lamp", "Floor lamp", "Living Room", floor="Ground floor", aliases=("reading lamp",)),
        thing("media_player.living_room_tv", "Living Room TV", "Living Room", floor="Ground floor"),
        thing("fan.bedroom_fan", "Bedroom fan", "Bedroom", floor="First floor"),
        thing("light.bedroom_light", "Bedroom light", "Bedroom", floor="First floor"),
        thing("media_player.bedroom_tv", "Bedroom TV", "Bedroom", floor="First floor"),
        thing("climate.bedroom", "Bedroom thermostat", "Bedroom", floor="First floor"),
        thing("lock.front_door", "Front door"),
        thing("vacuum.dusty", "Dusty"),
    ),
    {"Living Room": ("lounge",)},
)

SOURCES = ["TV", "HDMI 1", "HDMI 2", "Netflix", "YouTube", "Disney+"]


def options_of(entity_id: str, field: str) -> list[str] | None:
    """Return what can be chosen on the TVs of that home."""
    return SOURCES if field == "source" and entity_id.startswith("media_player.") else None
