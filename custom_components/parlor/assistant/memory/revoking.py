"""Takes back what was remembered or forgotten last."""

from dataclasses import dataclass

from ..replies import Replies
from .kept import KeptMemory
from .remembered import Remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Something that was remembered."""

    kept: KeptMemory
    entry: Remembered

    is_over: bool = False

    async def async_revoke(self, replies: Replies) -> str:
        """Forget it, if it still is remembered as it was said."""
        if self.entry not in self.kept.memory.entries:
            return replies.say("undo_unchanged")
        await self.kept.async_forget(self.entry.id)
        return replies.say("memory_forgotten", {"text": self.entry.text})


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """Something that was forgotten; its text is in no file any more.

    Once anything was erased, nothing from before comes back: `erasures` says how often that was.
    """

    kept: KeptMemory
    entry: Remembered
    erasures: int
    is_over: bool = False

    async def async_revoke(self, replies: Replies) -> str:
        """Remember it again."""
        if self.kept.erasures != self.erasures:
            return replies.say("undo_impossible_last")
        outcome = self.kept.remember(self.entry.owner, self.entry.text)
        if isinstance(outcome, Remembered):
            return replies.say("memory_remembered", {"text": outcome.text})
        return replies.say(outcome.value)
