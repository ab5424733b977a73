"""AV receivers: what they call their source is what the screen shows, where the picture goes through them."""

from typing import Final

from ...observation import Knows
from ..brand import PLAYS, Brand, SourceIs, TitleIs

_INPUTS: Final = Knows.POWER | Knows.INPUT


def _receiver(name: str, every: float | None = None) -> Brand:
    """Return a receiver that tells its power and its input."""
    return Brand(name=name, knows=_INPUTS, every=every, source=SourceIs.INPUT, title=TitleIs.OTHER, has_apps=False)


RECEIVERS: Final[dict[str, Brand]] = {
    "denonavr": Brand(
        name="Denon, Marantz",
        knows=_INPUTS | PLAYS,
        every=10,
        source=SourceIs.INPUT,
        kinds={"channel": None},  # which it says while it plays nothing of its own
        note="A title of what the receiver itself plays.",
    ),
    "yamaha": Brand(name="Yamaha", knows=_INPUTS | PLAYS, every=10, source=SourceIs.INPUT),
    "onkyo": _receiver("Onkyo"),
    "arcam_fmj": _receiver("Arcam"),
    "anthemav": _receiver("Anthem"),
    "pioneer": _receiver("Pioneer", every=10),
    "harman_kardon_avr": _receiver("Harman Kardon", every=10),
    "nad": _receiver("NAD", every=10),
}
