"""Every integration that is known, by its domain. What is in none of these tables is read as Home Assistant's words say."""

from typing import Final

from ...observation import Knows
from ..brand import FOLLOWED, Brand
from .boxes import BOXES
from .consoles import CONSOLES
from .receivers import RECEIVERS
from .servers import SERVERS
from .speakers import SPEAKERS
from .tvs import TVS

__all__ = ["BOXES", "BRANDS", "CONSOLES", "GENERAL", "RECEIVERS", "SERVERS", "SPEAKERS", "TVS", "brand_of"]

GENERAL: Final = Brand(
    name="Any other media player",
    knows=FOLLOWED | Knows.POWER | Knows.APP | Knows.INPUT | Knows.CHANNEL,
    note="Whatever it tells, in Home Assistant's own words.",
)

BRANDS: Final[dict[str, Brand]] = {**TVS, **BOXES, **SERVERS, **CONSOLES, **RECEIVERS, **SPEAKERS}


def brand_of(domain: str) -> Brand:
    """Return how an integration tells what it plays."""
    return BRANDS.get(domain, GENERAL)
