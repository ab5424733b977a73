"""Key presses as they are asked for: names as people write them, clicks, holds, pauses and chains of them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
import math
import re
from typing import Final

_FULL = re.compile(r"KEY_[A-Z0-9_]{1,40}")
_PAUSE = re.compile(r"([0-9]{1,5})ms|([0-9]{1,2}(?:\.[0-9]{1,3})?)s")
_PRESS = re.compile(r"(?P<name>[^*:]+)(?::(?P<hold>[^*:]+))?(?:\*(?P<count>[1-9][0-9]{0,2}))?")
_BETWEEN = re.compile(r"[\s+,]+")

# Keys that can be named without `KEY_`. Codes as the remote controls of sets since 2016 send them; no set tells which
# it knows, so a name in full is taken as it is, and a short one that is not here is a slip of the pen.
_SHORT: Final = """
    0 1 2 3 4 5 6 7 8 9 plus100 power poweroff poweron home menu tools source return exit up down left right enter
    volup voldown mute chup chdown ch_list prech favch tv dtv hdmi hdmi1 hdmi2 hdmi3 hdmi4 av1 component1 guide info
    red green yellow cyan play pause stop rec rewind ff play_back ttx_mix caption sub_title ad mts sleep
    ambient multi_view aspect picture_size pmode smode game esaving contents extra more help anynet bt_voice
"""
SHORT: Final = frozenset(_SHORT.split())
# What people say for keys that Samsung calls otherwise; the blue key has been cyan in its code from the first set on.
ALIASES: Final = {
    "ok": "KEY_ENTER",
    "select": "KEY_ENTER",
    "back": "KEY_RETURN",
    "blue": "KEY_CYAN",
    "settings": "KEY_MENU",
    "volume_up": "KEY_VOLUP",
    "volume_down": "KEY_VOLDOWN",
    "channel_up": "KEY_CHUP",
    "channel_down": "KEY_CHDOWN",
    "channel_list": "KEY_CH_LIST",
    "previous_channel": "KEY_PRECH",
    "fast_forward": "KEY_FF",
    "record": "KEY_REC",
    "subtitles": "KEY_CAPTION",
}
MOST_KEYS: Final = 200
MOST_SECONDS: Final = 8.0  # of holds and pauses together, so that the call ends before whoever waits for it gives up


class KeyUnknown(ValueError):
    """A word of a chain that names no key and no pause."""

    def __init__(self, word: str) -> None:
        """Remember the word."""
        super().__init__(f"no key is called {word!r}")
        self.word = word


class TooManyKeys(ValueError):
    """A chain of more than 200 keys."""


class TakesTooLong(ValueError):
    """A chain whose holds and pauses are negative, or take more than 8 seconds together."""


@dataclass(frozen=True, slots=True)
class KeyPress:
    """A key (`KEY_VOLUP`), clicked, or held for some seconds, and the seconds until the next one."""

    key: str
    hold: float = 0.0
    pause: float = 0.0


def parse_key(name: str) -> str:
    """Return a key's name in full from one that people write ("home", "key_home", "KEY_HOME"); raises KeyUnknown."""
    key = name.strip()
    short = key.lower().replace("-", "_")
    if short in ALIASES:
        return ALIASES[short]
    full = f"KEY_{short.upper()}" if short in SHORT else key.upper()
    if not _FULL.fullmatch(full):
        raise KeyUnknown(name)
    return full


def parse_keys(chain: str, *, hold: float = 0.0, pause: float = 0.0, repeats: int = 1) -> tuple[KeyPress, ...]:
    """Return the presses of a chain ("home 400ms right*3 enter:1.5s", also with "+" or "," between), `repeats` times.

    `ms` or `s` alone is a pause after the key before it, `:` holds a key, `*` repeats it; `hold` and `pause` count where
    the chain says nothing. Raises KeyUnknown, TooManyKeys or TakesTooLong.
    """
    if repeats < 1:
        return ()
    once = list(_presses(chain, hold, pause))
    if not once:
        raise KeyUnknown(chain)
    if len(once) * repeats > MOST_KEYS:
        raise TooManyKeys
    keys = (*(once * repeats)[:-1], replace(once[-1], pause=0.0))
    times = [pause, *(seconds for key in keys for seconds in (key.hold, key.pause))]
    if not all(math.isfinite(seconds) and seconds >= 0 for seconds in times) or sum(times[1:]) > MOST_SECONDS:
        raise TakesTooLong
    return keys


def _presses(chain: str, hold: float, pause: float) -> Iterator[KeyPress]:
    """Yield the presses of a chain, with what it says itself before what is said for all of it."""
    waiting: KeyPress | None = None
    count = 0
    for word in filter(None, _BETWEEN.split(chain)):
        if (seconds := _seconds(word)) is not None:
            if waiting is None:
                raise KeyUnknown(word)
            waiting = replace(waiting, pause=seconds)
            continue
        if waiting is not None:
            yield waiting
        waiting, repeats = _press(word, hold, pause)
        count += repeats
        if count > MOST_KEYS:
            raise TooManyKeys
        yield from [waiting] * (repeats - 1)
    if waiting is not None:
        yield waiting


def _press(word: str, hold: float, pause: float) -> tuple[KeyPress, int]:
    """Return a press, and how often it is asked for."""
    if (match := _PRESS.fullmatch(word)) is None:
        raise KeyUnknown(word)
    held = hold if match["hold"] is None else _seconds(match["hold"])
    if held is None:
        raise KeyUnknown(word)
    return KeyPress(parse_key(match["name"]), held, pause), int(match["count"] or 1)


def _seconds(word: str) -> float | None:
    """Return a span of time in seconds ("400ms", "1.5s"), None for any other word."""
    if (match := _PAUSE.fullmatch(word)) is None:
        return None
    return int(match[1]) / 1000 if match[1] else float(match[2])


def channel_number(number: str) -> str:
    """Return the number of a channel as it can be compared: "5.1" is "5-1", and "007" is "7"."""
    parts = number.strip().replace(".", "-").split("-")
    return "-".join(part.lstrip("0") or part[:1] for part in parts)


def channel_keys(number: str) -> tuple[KeyPress, ...]:
    """Return the presses that tune to a channel ("12", "5-1"); raises ValueError where it is no channel number."""
    digits = number.strip()
    if not re.fullmatch(r"[0-9]{1,5}([-.][0-9]{1,3})?", digits):
        raise ValueError(f"{number!r} is no channel number")
    # The key between major and minor number is called PLUS100 since the sets had one.
    keys = ("KEY_PLUS100" if digit in "-." else f"KEY_{digit}" for digit in digits)
    return (*map(KeyPress, keys), KeyPress("KEY_ENTER"))
