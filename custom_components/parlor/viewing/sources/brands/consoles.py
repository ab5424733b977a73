"""Consoles, and the accounts that tell what is played on them."""

from typing import Final

from ...observation import Knows, Use
from ..brand import PLAYS, Brand, SourceIs

CONSOLES: Final[dict[str, Brand]] = {
    "playstation_network": Brand(
        name="PlayStation Network",
        knows=PLAYS | Knows.POWER,
        every=30,
        use=Use.GAMES,
        source=SourceIs.OTHER,
        note="The game, asked every 30 s.",
    ),
    "xbox": Brand(
        name="Xbox",
        knows=PLAYS | Knows.POWER | Knows.APP,
        every=10,
        use=Use.GAMES,
        source=SourceIs.OTHER,
        note="The game or the app, asked every 10 s.",
    ),
}
