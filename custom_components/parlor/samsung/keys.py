"""Key presses as they are asked for: names as people write them, clicks and holds."""

from dataclasses import dataclass
import re

_NAME = re.compile(r"KEY_[A-Z0-9_]{1,40}")


@dataclass(frozen=True, slots=True)
class KeyPress:
    """A key (`KEY_VOLUP`), clicked, or held for some seconds."""

    key: str
    hold: float = 0.0


def parse_key(name: str) -> str:
    """Return a key's name in full from one that people write ("home", "key_home", "KEY_HOME"); raises ValueError."""
    key = name.strip().upper()
    key = key if key.startswith("KEY_") else f"KEY_{key}"
    if not _NAME.fullmatch(key):
        raise ValueError(f"no key is called {name!r}")
    return key


def channel_keys(number: str) -> tuple[KeyPress, ...]:
    """Return the presses that tune to a channel ("12", "5-1"); raises ValueError where it is no channel number."""
    digits = number.strip()
    if not re.fullmatch(r"\d{1,5}([-.]\d{1,3})?", digits):
        raise ValueError(f"{number!r} is no channel number")
    # The key between major and minor number is called PLUS100 since the sets had one.
    keys = ("KEY_PLUS100" if digit in "-." else f"KEY_{digit}" for digit in digits)
    return (*map(KeyPress, keys), KeyPress("KEY_ENTER"))
