"""The messages that wait: one for each tag, and not too many."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from .message import Message

MOST_HELD: Final = 50


class Full(Exception):
    """So many messages wait already that no other is taken."""


class Waiting:
    """The messages that wait, in the order in which they came."""

    def __init__(self) -> None:
        """Know of none."""
        self._held: dict[str, Message] = {}

    def __iter__(self) -> Iterator[Message]:
        """Return each, the oldest first."""
        return iter(tuple(self._held.values()))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._held)

    def check(self, message: Message) -> None:
        """Raise Full where there is no room for a message."""
        if message.id not in self._held and len(self._held) >= MOST_HELD:
            raise Full

    def put(self, message: Message) -> None:
        """Have a message wait, or wait as it is now; raises Full."""
        self.check(message)
        self._held[message.id] = message

    def take(self, message_id: str) -> Message | None:
        """Let go of a message, and return it as it was last."""
        return self._held.pop(message_id, None)

    def take_tagged(self, tag: str) -> Message | None:
        """Let go of the message of a tag, and return it."""
        found = next((message for message in self._held.values() if message.tag == tag), None)
        return found and self._held.pop(found.id)

    def read(self, kept: object) -> int:
        """Take in what an earlier run kept, before what came since; return how much of it could not be read."""
        said: Any = kept.get("held") if isinstance(kept, Mapping) else None
        told = said if isinstance(said, list) else []
        found: dict[str, Message] = {}
        for each in told[:MOST_HELD]:
            try:
                message = Message.from_dict(each)
            except TypeError, ValueError, OverflowError:
                continue
            found[message.id] = message
        self._held = {**found, **self._held}
        return len(told) - len(found)
