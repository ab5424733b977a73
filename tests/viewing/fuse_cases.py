"""What is said of a screen, and what it comes to: the activity, who says so, and the title's name."""

from dataclasses import replace
from typing import Any

from custom_components.parlor.viewing.observation import Knows, Medium, Source, Status
from custom_components.parlor.viewing.seen import Activity

from .evening import BOX, CAST, HOME, NETFLIX, PLEX, PLEX_APP, PLUG, PS5, SPOTIFY, START, TUNER, TV, YOUTUBE, film

OFF, ON, IDLE, ART = Status.OFF, Status.ON, Status.IDLE, Status.ART
PLAYING, PAUSED, BUFFERING, UNKNOWN = Status.PLAYING, Status.PAUSED, Status.BUFFERING, Status.UNKNOWN

type Said = tuple[Source, Status, dict[str, Any]]


def say(source: Source, status: Status, **told: Any) -> Said:
    """Return what a source says, now unless it tells when."""
    return source, status, told


type Case = tuple[list[Said], Activity, str | None, str | None]

GAME = Medium(title="Astro Bot", content_type="game")
SONG = Medium(title="So What", artist="Miles Davis", content_type="music")
DUMB = replace(TV, knows=Knows.APP | Knows.INPUT)
POLLED = replace(TV, fresh=30.0)

CASES: dict[str, Case] = {
    "nothing is heard": ([], Activity.UNKNOWN, None, None),
    "off is off, whatever a box in standby claims": (
        [say(TV, OFF), say(BOX, PLAYING, medium=film())],
        Activity.OFF,
        "tv",
        None,
    ),
    "off by a screen that cannot know it loses to what plays": (
        [say(DUMB, OFF), say(BOX, PLAYING, medium=film())],
        Activity.WATCHING,
        "box",
        "Heat",
    ),
    "off by a screen that cannot know it stands where nothing speaks against it": (
        [say(DUMB, OFF), say(BOX, IDLE)],
        Activity.OFF,
        "tv",
        None,
    ),
    "off of long ago loses to what plays": (
        [say(POLLED, OFF, at=START - 600), say(PLEX, PLAYING, medium=film())],
        Activity.WATCHING,
        "plex",
        "Heat",
    ),
    "off of long ago is off": ([say(POLLED, OFF, at=START - 600)], Activity.OFF, "tv", None),
    "on of long ago counts no more": ([say(POLLED, ON, app=NETFLIX, at=START - 31)], Activity.UNKNOWN, None, None),
    "on of just now counts": ([say(POLLED, ON, app=NETFLIX, at=START - 30)], Activity.WATCHING, "tv", None),
    "a plug knows a screen that says nothing": ([say(TV, UNKNOWN), say(PLUG, OFF)], Activity.OFF, "plug", None),
    "a plug that is on, and nothing else": ([say(TV, UNKNOWN), say(PLUG, ON)], Activity.WATCHING, "plug", None),
    "a plug and a box": (
        [say(TV, UNKNOWN), say(PLUG, ON), say(BOX, PLAYING, medium=film())],
        Activity.WATCHING,
        "box",
        "Heat",
    ),
    "a plug beats a screen that cannot know": (
        [say(DUMB, ON, app=NETFLIX), say(PLUG, OFF)],
        Activity.OFF,
        "plug",
        None,
    ),
    "a screen that can know beats its plug": (
        [say(TV, ON, app=NETFLIX), say(PLUG, OFF)],
        Activity.WATCHING,
        "tv",
        None,
    ),
    "a box alone": ([say(TV, UNKNOWN), say(BOX, PLAYING, medium=film())], Activity.WATCHING, "box", "Heat"),
    "a player alone": ([say(PLEX, PAUSED, medium=film())], Activity.PAUSED, "plex", "Heat"),
    "a box that is idle says nothing of a screen": ([say(BOX, IDLE)], Activity.UNKNOWN, None, None),
    "art is art": ([say(TV, ART), say(PLEX, PAUSED, medium=film())], Activity.ART, "tv", None),
    "art is told with the channel": ([say(TV, ON), say(TUNER, ART)], Activity.ART, "tuner", None),
    "an app and no more": ([say(TV, ON, app=NETFLIX)], Activity.WATCHING, "tv", None),
    "an app has its title from the player inside": (
        [say(TV, ON, app=PLEX_APP), say(PLEX, PLAYING, medium=film())],
        Activity.WATCHING,
        "plex",
        "Heat",
    ),
    "an app is paused where the player inside is": (
        [say(TV, ON, app=PLEX_APP), say(PLEX, PAUSED, medium=film())],
        Activity.PAUSED,
        "plex",
        "Heat",
    ),
    "an app whose player plays nothing is looked through": (
        [say(TV, ON, app=PLEX_APP), say(PLEX, IDLE)],
        Activity.IDLE,
        "plex",
        None,
    ),
    "a player of another app does not count, paused": (
        [say(TV, ON, app=YOUTUBE), say(PLEX, PAUSED, medium=film())],
        Activity.WATCHING,
        "tv",
        None,
    ),
    "a player of another app does not count, playing": (
        [say(TV, ON, app=YOUTUBE), say(PLEX, PLAYING, medium=film())],
        Activity.WATCHING,
        "tv",
        None,
    ),
    "a player is linked by the user": (
        [say(TV, ON, app=NETFLIX), say(replace(CAST, apps=frozenset({"netflix"})), PLAYING, medium=film())],
        Activity.WATCHING,
        "cast",
        "Heat",
    ),
    "a player is linked by the app that it says itself": (
        [say(TV, ON, app=YOUTUBE), say(CAST, PLAYING, app=YOUTUBE, medium=Medium(title="Clip"))],
        Activity.WATCHING,
        "cast",
        "Clip",
    ),
    "the app beats the input": (
        [say(TV, ON, app=NETFLIX, input="HDMI1"), say(BOX, PLAYING, medium=film())],
        Activity.WATCHING,
        "tv",
        None,
    ),
    "a home screen is idle": ([say(TV, ON, app=HOME), say(PLEX, PLAYING, medium=film())], Activity.IDLE, "tv", None),
    "a music app is listened to": ([say(TV, ON, app=SPOTIFY)], Activity.LISTENING, "tv", None),
    "an input leads to its box": (
        [say(TV, ON, input="hdmi-1/ARC"), say(BOX, PLAYING, medium=film())],
        Activity.WATCHING,
        "box",
        "Heat",
    ),
    "a box is paused": ([say(TV, ON, input="HDMI1"), say(BOX, PAUSED, medium=film())], Activity.PAUSED, "box", "Heat"),
    "a box is idle": ([say(TV, ON, input="HDMI1"), say(BOX, IDLE)], Activity.IDLE, "box", None),
    "a box is off": ([say(TV, ON, input="HDMI1"), say(BOX, OFF)], Activity.IDLE, "box", None),
    "a box says nothing": ([say(TV, ON, input="HDMI1"), say(BOX, UNKNOWN)], Activity.WATCHING, "tv", None),
    "a box shows its home screen": ([say(TV, ON, input="HDMI1"), say(BOX, ON, app=HOME)], Activity.IDLE, "box", None),
    "a box shows an app and no more": (
        [say(TV, ON, input="HDMI1"), say(BOX, ON, app=NETFLIX)],
        Activity.WATCHING,
        "box",
        None,
    ),
    "an app on a box has its title from the player inside": (
        [say(TV, ON, input="HDMI1"), say(BOX, PLAYING, app=PLEX_APP), say(PLEX, PLAYING, medium=film())],
        Activity.WATCHING,
        "plex",
        "Heat",
    ),
    "what plays at another input does not count": (
        [say(TV, ON, input="HDMI 2"), say(PS5, PLAYING, medium=GAME), say(BOX, PLAYING, medium=film())],
        Activity.GAMING,
        "ps5",
        "Astro Bot",
    ),
    "an input is called as the box": (
        [say(TV, ON, input="PlayStation"), say(PS5, PLAYING, medium=GAME)],
        Activity.GAMING,
        "ps5",
        "Astro Bot",
    ),
    "a console that is on": ([say(TV, ON, input="HDMI2"), say(PS5, ON)], Activity.GAMING, "ps5", None),
    "a console at its menu": ([say(TV, ON, input="HDMI2"), say(PS5, IDLE)], Activity.IDLE, "ps5", None),
    "a console plays a film": (
        [say(TV, ON, input="HDMI2"), say(PS5, PLAYING, app=NETFLIX)],
        Activity.WATCHING,
        "ps5",
        None,
    ),
    "music on a box": (
        [say(TV, ON, input="HDMI1"), say(BOX, PLAYING, medium=SONG)],
        Activity.LISTENING,
        "box",
        "So What",
    ),
    "an input with nobody known at it": (
        [say(TV, ON, input="HDMI3"), say(BOX, IDLE)],
        Activity.WATCHING,
        "tv",
        None,
    ),
    "an input with nobody known at it, and one player that plays": (
        [say(TV, ON, input="HDMI3"), say(CAST, PLAYING, app=NETFLIX, medium=film())],
        Activity.WATCHING,
        "cast",
        "Heat",
    ),
    "live TV with nothing to say": ([say(TV, ON, input="TV")], Activity.WATCHING, "tv", None),
    "live TV of which a channel is told": (
        [say(TV, ON, input="TV"), say(TUNER, ON, channel="Das Erste")],
        Activity.WATCHING,
        "tv",
        None,
    ),
    "live TV while a player goes on": (
        [say(TV, ON, input="TV"), say(PLEX, PLAYING, medium=film())],
        Activity.WATCHING,
        "tv",
        None,
    ),
    "a channel that is still told while a box is shown": (
        [say(TV, ON, input="HDMI1"), say(TUNER, ON, channel="Das Erste"), say(BOX, IDLE)],
        Activity.IDLE,
        "box",
        None,
    ),
    "an app that is told with the channel": ([say(TV, ON), say(TUNER, ON, app=NETFLIX)], Activity.WATCHING, "tv", None),
    "a screen that cannot say what it shows, and one box plays": (
        [say(TV, ON), say(BOX, PLAYING, medium=film()), say(PS5, IDLE)],
        Activity.WATCHING,
        "box",
        "Heat",
    ),
    "a screen that cannot say what it shows, and two boxes play": (
        [say(TV, ON), say(BOX, PLAYING, medium=film()), say(PS5, PLAYING, medium=GAME)],
        Activity.WATCHING,
        "tv",
        None,
    ),
    "a screen that cannot say what it shows, and a player plays inside a box": (
        [say(TV, ON), say(BOX, PLAYING, app=PLEX_APP), say(PLEX, PLAYING, medium=film())],
        Activity.WATCHING,
        "plex",
        "Heat",
    ),
    "a screen that cannot say what it shows, and one box is paused": (
        [say(TV, ON), say(BOX, PAUSED, medium=film()), say(PS5, OFF)],
        Activity.PAUSED,
        "box",
        "Heat",
    ),
    "a screen that cannot say what it shows, and no box does anything": (
        [say(TV, ON), say(BOX, IDLE), say(PS5, OFF)],
        Activity.IDLE,
        "box",
        None,
    ),
    "a screen that cannot say what it shows": ([say(TV, ON)], Activity.WATCHING, "tv", None),
    "a video is cast": (
        [say(TV, ON), say(CAST, PLAYING, app=NETFLIX, medium=film())],
        Activity.WATCHING,
        "cast",
        "Heat",
    ),
    "music is cast": ([say(TV, ON), say(CAST, PLAYING, app=SPOTIFY)], Activity.LISTENING, "cast", None),
    "a screen that plays by itself": (
        [say(TV, PLAYING, medium=film()), say(BOX, IDLE)],
        Activity.WATCHING,
        "tv",
        "Heat",
    ),
}
