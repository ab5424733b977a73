"""What the demo's home is followed by: the household that remembers, a screen of another brand, and what is plugged into the TV."""

from typing import Final

from .flows import add_entry, set_options
from .home_assistant import HomeAssistant, Json

BEDROOM_TV: Final = "media_player.bedroom_tv"
BEDROOM_BOX: Final = "media_player.bedroom_box"
LIVING_ROOM_BOX: Final = "media_player.living_room_box"
HOUSEHOLD: Final[Json] = {"remember": True, "retention_days": 365, "assistants": True, "look_up_titles": False}


async def follow(server: HomeAssistant, tv: str | None) -> list[str]:
    """Add the household and the screens as a user would; returns the new entries. `tv` is the entry of the TV, if it is there."""
    made = [
        await add_entry(server, "parlor", {"user": {"next_step_id": "household"}, "household": HOUSEHOLD}),
        await add_entry(
            server,
            "parlor",
            {
                "user": {"next_step_id": "screen"},
                "screen": {"player": BEDROOM_TV},
                "screen_parts": _parts("HDMI 1", BEDROOM_BOX),
            },
        ),
    ]
    if tv is not None:
        await set_options(
            server, tv, {"init": {"next_step_id": "tv_screen"}, "tv_screen": _parts("HDMI1", LIVING_ROOM_BOX)}
        )
    return [str(entry["entry_id"]) for entry in made]


def _parts(source: str, box: str) -> Json:
    """Return what is plugged into a screen, as the form asks for it."""
    return {"plugged": [{"input": source, "entity": box}], "remembered": True}
