"""What of a model's text is the answer, what is thinking, and what is a tool call in disguise: decided as it streams."""

from collections.abc import Collection, Iterator
from enum import Enum, auto

from .stream import ReasoningDelta, TextDelta
from .textcalls import TextCall, parse_text_calls

_THINK = "<think>"
_THOUGHT = "</think>"
# Signs of a call: at the beginning of a text, and anywhere in it.
_OPENERS = ("{", "[", "```", "<tool_call>", "<function=", "<|python_tag|>", "<|tool_call")
_MARKERS = ("<tool_call>", "<function=", "<|python_tag|>", "<|tool_call", "[TOOL_CALLS]")


class _Mode(Enum):
    START = auto()  # nothing but white space so far
    THINKING = auto()
    PLAIN = auto()
    HELD = auto()  # it may be a call: kept until the end


class TextGate:
    """Let the answer through at once, and hold back only what may turn out to be a call of one of the tools."""

    def __init__(self, tool_names: Collection[str]) -> None:
        """Look for calls of these tools; without any, no text is taken for a call."""
        self._names = tool_names
        self._openers = (_THINK, *(_OPENERS if tool_names else ()))
        self._markers = _MARKERS if tool_names else ()
        self._mode = _Mode.START
        self._held = ""

    def feed(self, text: str) -> Iterator[TextDelta | ReasoningDelta]:
        """Take a piece of text; yield what is certain now."""
        self._held += text
        if self._mode is _Mode.START:
            self._begin()
        if self._mode is _Mode.THINKING:
            yield from self._think()
        if self._mode is _Mode.PLAIN:
            yield from self._speak()

    def finish(self, *, calls: bool = True) -> tuple[list[TextDelta | ReasoningDelta], tuple[TextCall, ...]]:
        """Return what was held back, as text or as calls; `calls` False if the text is known to be none."""
        held, self._held = self._held, ""
        if self._mode is _Mode.THINKING:
            return ([ReasoningDelta(held)] if held else []), ()
        found = parse_text_calls(held, self._names) if calls and self._mode is _Mode.HELD else ()
        return ([TextDelta(held)] if held.strip() and not found else []), found

    def _begin(self) -> None:
        begun = self._held.lstrip()
        if not begun or any(opener.startswith(begun) and opener != begun for opener in self._openers):
            return
        if begun.startswith(_THINK):
            self._mode = _Mode.THINKING
            self._held = begun.removeprefix(_THINK)
        else:
            self._mode = _Mode.HELD if begun.startswith(self._openers) else _Mode.PLAIN
            self._held = begun

    def _think(self) -> Iterator[TextDelta | ReasoningDelta]:
        thought, end, rest = self._held.partition(_THOUGHT)
        if not end:
            keep = _unfinished(thought, (_THOUGHT,))
            thought, rest = thought[: len(thought) - keep], thought[len(thought) - keep :]
        if thought:
            yield ReasoningDelta(thought)
        self._held = rest
        if end:
            self._mode = _Mode.START
            yield from self.feed("")

    def _speak(self) -> Iterator[TextDelta | ReasoningDelta]:
        places = [place for marker in self._markers if (place := self._held.find(marker)) >= 0]
        if places:
            self._mode = _Mode.HELD
        cut = min(places, default=len(self._held) - _unfinished(self._held, self._markers))
        said, self._held = self._held[:cut], self._held[cut:]
        if said:
            yield TextDelta(said)


def _unfinished(text: str, markers: Collection[str]) -> int:
    """Return how many characters at the end of a text may be the beginning of a marker."""
    longest = max((len(marker) - 1 for marker in markers), default=0)
    for length in range(min(longest, len(text)), 0, -1):
        if any(marker.startswith(text[-length:]) for marker in markers):
            return length
    return 0
