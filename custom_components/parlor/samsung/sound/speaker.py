"""Whether what is heard comes from the TV itself, or from a soundbar or receiver behind it. Pure.

The renderer tells and sets the TV's own speakers. With sound put out over HDMI or an optical cable it goes on answering:
0, or the level at which it was left. No set says so there, so it is told from what has no effect:

- IP Control, where it is allowed, names the speaker: that decides.
- Volume keys and levels that we sent, and that the set took, and that changed nothing of what its renderer tells: two of
  them in a row, or one where it tells 0. What could not change anything does not count (quieter at 0, louder at 100).
- Whatever changes what the renderer tells speaks for the TV's own speakers, at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

MISSES = 2  # attempts without effect, in a row, that say that the speaker is another
INTERNAL = "internal"  # all else is outside, or, as with Q-Symphony, beside the TV's own and led by the soundbar
LOUDER, QUIETER, MUTE = "KEY_VOLUP", "KEY_VOLDOWN", "KEY_MUTE"
SOUND_KEYS = frozenset({LOUDER, QUIETER, MUTE})


@dataclass(frozen=True, slots=True)
class Attempts:
    """How many attempts in a row had no effect, and whether one ever had."""

    misses: int = 0
    had_effect: bool = False

    def missed(self) -> Attempts:
        """Return the attempts after one without effect."""
        return replace(self, misses=self.misses + 1)

    def hit(self) -> Attempts:
        """Return the attempts after the renderer told a change."""
        return Attempts(had_effect=True)


def is_external(attempts: Attempts, volume: int | None, named: str | None) -> bool | None:
    """Say whether an external speaker is in use, None where nothing tells; `named` is what IP Control calls it."""
    if named:
        return named.casefold() != INTERNAL
    if attempts.misses >= MISSES or (attempts.misses and volume == 0):
        return True
    return False if attempts.had_effect else None


def should_change(keys: Iterable[str], volume: int, muted: bool) -> bool:
    """Say whether keys pressed in a row would change what the TV's own speakers do: whether they are an attempt."""
    pressed = [key for key in keys if key in SOUND_KEYS]
    match set(pressed):
        case kinds if kinds == {LOUDER}:
            return volume < 100 or muted
        case kinds if kinds == {QUIETER}:
            return volume > 0
        case kinds if kinds == {MUTE}:
            return len(pressed) % 2 == 1
        case _:
            return False
