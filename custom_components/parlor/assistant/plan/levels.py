"""How far or how much a sentence says, held against what a model wrote: a quarter, half, 25 %. Pure.

Small models switch off what is to be dimmed, and leave the number out. Only one level, said as where to go and not as by how
much, is a wish that can be put in their place.
"""

from collections.abc import Mapping
import re
from typing import Any, Final

_SHARES: Final[tuple[tuple[float, re.Pattern[str]], ...]] = tuple(
    (percent, re.compile(pattern))
    for percent, pattern in (
        (67, r"\btwo[ -]thirds\b|\bzwei ?drittel\b|(?:3|삼)분의 ?(?:2|이)"),
        (75, r"\bthree[ -]quarters\b|\bdrei ?viertel\b|(?:4|사)분의 ?(?:3|삼)"),
        (33, r"\b(?:a|one) third\b|\b(?:ein )?drittel\b|(?:3|삼)분의 ?(?:1|일)"),
        (25, r"\b(?:a|one) quarter\b|\b(?:ein )?viertel\b|(?:4|사)분의 ?(?:1|일)"),
        (50, r"\bhalf(?:way)?\b|\bhalb(?:e[nrs]?)?\b|\bhälfte\b|절반|(?<!\w)반(?:만|으로|까지|쯤)"),
    )
)
_PERCENT: Final = re.compile(r"(?<![\d.,])(\d{1,3})\s?(?:%|percent\b|per cent\b|prozent\b|퍼센트|프로(?!젝))")
# By how much, and not where to; or a time of the day.
_RELATIVE: Final = re.compile(
    r"\b(?:by|more|less|another|brighter|dimmer|darker|louder|quieter|softer|faster|slower|warmer|cooler|um|mehr|weniger|noch"
    r"|heller|dunkler|lauter|leiser|schneller|langsamer|past|hour|half an|quarter (?:to|of)|uhr|stunde)\b|더\s|만큼|씩|시간|시\s?반"
)
_SAYS_OFF: Final = re.compile(r"\b(?:off|aus|ausschalten)\b|꺼|끄")
_CLOSES: Final = re.compile(r"\bclos|\bshut|\blower|\bdown\b|\brunter\b|\bzu\b|schließ|닫|내려|내리")
_TO: Final = re.compile(r"\b(?:to|at|auf)\s|로\s|으로|까지")
# What models call a level beside its field.
_OTHER_NAMES: Final = frozenset({"brightness", "level", "value", "percent", "volume"})
# domain -> the services that a level can be meant with, that with a level, its field, and what a level of 100 is there.
_WITH_LEVEL: Final[Mapping[str, tuple[frozenset[str], str, str, float]]] = {
    "light": (frozenset({"turn_on", "turn_off"}), "turn_on", "brightness_pct", 100),
    "fan": (
        frozenset({"turn_on", "turn_off", "set_percentage", "set_direction", "set_preset_mode"}),
        "set_percentage",
        "percentage",
        100,
    ),
    "cover": (
        frozenset({"open_cover", "close_cover", "set_cover_position"}),
        "set_cover_position",
        "position",
        100,
    ),
    "media_player": (frozenset({"volume_up", "volume_down", "volume_set"}), "volume_set", "volume_level", 1),
}


def level_said(text: str) -> float | None:
    """Return the only level that a text says, in percent; None where it says none, several, or by how much."""
    said = text.casefold()
    if _RELATIVE.search(said):
        return None
    found = {float(number) for number in _PERCENT.findall(said)}
    for percent, pattern in _SHARES:
        said, count = pattern.subn(" ", said)
        found |= {percent} if count else set()
    level = found.pop() if len(found) == 1 else None
    return level if level is not None and level <= 100 else None


def at_level_said(action: str, data: Mapping[str, Any], text: str) -> tuple[str, dict[str, Any]]:
    """Return an action with the level that a text says; as it was where the text says none."""
    given = dict(data)
    domain, _, service = action.partition(".")
    level = level_said(text)
    if domain in ("cover", "valve") and _CLOSES.search(text.casefold()) and not _TO.search(text.casefold()):
        return action, given  # three quarters down leaves it a quarter open
    if not level or domain not in _WITH_LEVEL or (service == "turn_off" and _SAYS_OFF.search(text.casefold())):
        return action, given
    meant, leveled, field, whole = _WITH_LEVEL[domain]
    if service not in meant:
        return action, given
    kept = {name: value for name, value in given.items() if name not in _OTHER_NAMES}
    return f"{domain}.{leveled}", {**kept, field: level / 100 if whole == 1 else int(level)}
