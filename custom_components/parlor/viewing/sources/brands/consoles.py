"""Consoles, and the accounts that tell what is played on them."""

from typing import Final

from ...observation import Knows, Status, Use
from ..brand import PLAYS, Brand, SourceIs

CONSOLES: Final[dict[str, Brand]] = {
    "playstation_network": Brand(
        name="PlayStation Network",
        knows=PLAYS | Knows.POWER,
        every=30,
        use=Use.GAMES,
        source=SourceIs.OTHER,
        statuses={"on": Status.IDLE},  # on, and no game runs
        note="The game; of films on the console nothing.",
    ),
    "xbox": Brand(
        name="Xbox",
        knows=PLAYS | Knows.POWER | Knows.APP,
        every=10,
        use=Use.GAMES,
        source=SourceIs.OTHER,
        note="The game or the app.",
    ),
    "ps4": Brand(
        name="PlayStation 4",
        knows=PLAYS | Knows.POWER,
        every=10,
        use=Use.GAMES,
        source=SourceIs.OTHER,
        note="The game or the app.",
    ),
    "steam_online": Brand(
        name="Steam",
        knows=PLAYS,
        every=30,
        use=Use.GAMES,
        source=SourceIs.OTHER,
        note="A sensor: the game that the account plays, on whatever computer.",
    ),
}
