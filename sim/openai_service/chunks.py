"""Text in pieces, and streams in turns."""

from collections.abc import Iterator, Sequence
import itertools


def chunked(text: str, size: int) -> Iterator[str]:
    """Cut a text into pieces of at most `size` characters."""
    for start in range(0, len(text), size):
        yield text[start : start + size]


def in_turns[T](streams: Sequence[Sequence[T]]) -> Iterator[T]:
    """Take one of each stream in turn until all are at their end."""
    missing = object()
    for turn in itertools.zip_longest(*streams, fillvalue=missing):
        for item in turn:
            if item is not missing:
                yield item  # type: ignore[misc]  # zip_longest cannot say that the rest is T
