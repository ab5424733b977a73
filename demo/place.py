"""Where this machine is, as far as it says."""

from collections.abc import Mapping
from pathlib import Path
import re

_LOCALE = re.compile(r"[a-z]{2,3}_([A-Z]{2})\b")


def country(environment: Mapping[str, str]) -> str:
    """Return the country of the locale, GB where it names none: the demo speaks English and counts in metres."""
    for name in ("LC_ALL", "LC_TIME", "LANG"):
        if match := _LOCALE.match(environment.get(name, "")):
            return match[1]
    return "GB"


def time_zone(environment: Mapping[str, str], clock: Path = Path("/etc/localtime")) -> str | None:
    """Return the time zone by its name, as `Europe/Berlin`; None where it cannot be told."""
    if zone := environment.get("TZ", "").lstrip(":"):
        return zone if "/" in zone else None
    _, _, name = str(clock.resolve()).partition("zoneinfo/")
    return name if "/" in name else None
