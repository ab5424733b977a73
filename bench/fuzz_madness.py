"""Which channels of a TV are out of their mind, for how long, and what was heard of them while they were not."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable
import random

CHANNELS = ("rest", "remote", "control", "art", "d2d", "upnp", "gena", "ip")
REMEMBERED = 60

# A TV that is to be spoiled before it has said anything still says something.
_FIRST_WORDS = {
    "remote": b'{"event":"ms.channel.ready","data":{}}',
    "control": b'{"id":"111299001912","result":{"id":"111299001912","name":"YouTube","running":true,"visible":true}}',
    "art": b'{"data":"{\\"event\\":\\"art_mode_changed\\",\\"status\\":\\"on\\"}","event":"d2d_service_message"}',
}


class Madness:
    """The state of mind of one TV."""

    def __init__(self) -> None:
        """Be sane."""
        self.channels: frozenset[str] = frozenset()
        self.dice = random.Random(0)
        self.counts: Counter[str] = Counter()
        self.left: Counter[str] = Counter()
        self._heard: defaultdict[str, deque[bytes]] = defaultdict(lambda: deque(maxlen=REMEMBERED))

    def begin(self, channels: Iterable[str], cases: int, seed: int) -> None:
        """Spoil these channels, `cases` times each."""
        self.channels = frozenset(channels)
        self.left = Counter(dict.fromkeys(self.channels, cases))
        self.dice = random.Random(seed)

    def end(self) -> None:
        """Be sane again."""
        self.channels = frozenset()
        self.left.clear()

    def spoils(self, channel: str) -> bool:
        """Return whether a channel is out of its mind."""
        return channel in self.channels

    def may_push(self, channel: str) -> bool:
        """Return whether a channel says more nonsense unasked."""
        return channel in self.channels and self.left[channel] > 0

    def count(self, channel: str) -> None:
        """Note one case."""
        self.counts[channel] += 1
        self.left[channel] -= 1

    def remember(self, channel: str, payload: bytes) -> None:
        """Keep something valid, to be spoiled later."""
        if len(payload) < 60_000:
            self._heard[channel].append(payload)

    def recalled(self, channel: str) -> bytes | None:
        """Return something valid that was heard before."""
        heard = self._heard[channel]
        return self.dice.choice(heard) if heard else _FIRST_WORDS.get(channel)
