"""Every integration that is known, by its domain. What is in none of these tables is read as Home Assistant's words say."""

from typing import Final

from ...observation import Knows
from ..brand import FOLLOWED, Brand
from .boxes import BOXES
from .consoles import CONSOLES
from .servers import SERVERS
from .speakers import SPEAKERS
from .tvs import TVS

GENERAL: Final = Brand(
    name="Any other media player",
    knows=FOLLOWED | Knows.APP | Knows.INPUT | Knows.CHANNEL | Knows.POWER,
    note="Read as Home Assistant's own words say.",
)

BRANDS: Final[dict[str, Brand]] = {**SERVERS, **BOXES, **TVS, **CONSOLES, **SPEAKERS}


def brand_of(domain: str) -> Brand:
    """Return how an integration tells what it plays."""
    return BRANDS.get(domain, GENERAL)
