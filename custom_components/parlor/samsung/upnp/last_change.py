"""What an event of the renderer tells: LastChange, as real sets write it. Pure.

It is searched and not parsed: sets send values outside of every table, broken XML, and a TV could send worse. Each
variable is taken once, of the instance 0 and the channel Master, the only ones that sets have.
"""

from collections.abc import Mapping
import html
import re
from typing import Final

from .renderer import Sound

MAX_EVENT: Final = 64 * 1024  # characters
MAX_VARIABLES: Final = 64

_ELEMENT: Final = re.compile(r"<(?:\w{1,20}:)?(\w{1,60})((?:\s+[\w:]{1,60}\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*/?>")
_ATTRIBUTE: Final = re.compile(r"([\w:]{1,60})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def variables(event: str) -> Mapping[str, str]:
    """Return the variables of a LastChange."""
    found: dict[str, str] = {}
    for element in _ELEMENT.finditer(event[:MAX_EVENT]):
        attributes = {name: first or second for name, first, second in _ATTRIBUTE.findall(element[2])}
        if "val" not in attributes or attributes.get("channel", "Master") != "Master" or element[1] == "InstanceID":
            continue
        found[element[1]] = html.unescape(attributes["val"])
        if len(found) >= MAX_VARIABLES:
            break
    return found


def sound(told: Mapping[str, str], before: Sound | None) -> Sound | None:
    """Return volume and mute after an event, None where it leaves either unknown."""
    volume = before.volume if before else None
    muted = before.muted if before else None
    if re.fullmatch(r"\d{1,3}", level := told.get("Volume", "").strip()):
        volume = min(int(level), 100)
    if (mute := told.get("Mute", "").strip().lower()) in ("0", "1", "true", "false"):
        muted = mute in ("1", "true")
    return None if volume is None or muted is None else Sound(volume, muted)
