"""Text as models write it: calls in disguise, thinking, and events cut anywhere."""

from hypothesis import given, strategies as st
import pytest

from custom_components.parlor.gpt.sse import SSEDecoder
from custom_components.parlor.gpt.stream import ReasoningDelta, TextDelta
from custom_components.parlor.gpt.textcalls import parse_text_calls
from custom_components.parlor.gpt.textgate import TextGate

NAMES = frozenset({"parlor__act", "find"})
CALL = '{"name": "parlor__act", "arguments": {"steps": []}}'
ACT = ("parlor__act", '{"steps": []}')


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        (CALL, (ACT,)),
        (f"  {CALL}\n", (ACT,)),
        (f"```json\n{CALL}\n```", (ACT,)),
        (f"<tool_call>\n{CALL}\n</tool_call>", (ACT,)),
        (f'<tool_call>{CALL}</tool_call>\n<tool_call>{{"name": "find"}}</tool_call>', (ACT, ("find", "{}"))),
        (f"<|python_tag|>{CALL}", (ACT,)),
        (f"[TOOL_CALLS] [{CALL}]", (ACT,)),
        (f"[{CALL}, {CALL}]", (ACT, ACT)),
        (f"{CALL}\n{CALL}", (ACT, ACT)),
        ('{"name": "parlor__act", "parameters": {"steps": []}}', (ACT,)),
        ('{"name": "parlor__act", "arguments": "{\\"steps\\": []}"}', (ACT,)),
        ('{"type": "function", "function": {"name": "parlor__act", "arguments": {"steps": []}}}', (ACT,)),
        ('{"function": "parlor__act", "arguments": {"steps": []}}', (ACT,)),
        ('{"tool_calls": [{"id": "1", "function": {"name": "parlor__act", "arguments": {"steps": []}}}]}', (ACT,)),
        ('{"name": "functions.parlor__act", "arguments": {"steps": []}}', (ACT,)),
        ('{{"name": "parlor__act", "arguments": {{"steps": []}}}}', (ACT,)),
        ('<function=parlor__act>{"steps": []}</function>', (ACT,)),
        ('<function=parlor__act>{"steps": []}', (ACT,)),
        ('{"name": "find", "arguments": {"text": "schön {x}"}}', (("find", '{"text": "schön {x}"}'),)),
        ('{"name": "find", "arguments": null}', (("find", "{}"),)),
        ('{"name": "find", "arguments": {"text": "a', (("find", '{"name": "find", "arguments": {"text": "a'),)),
        ('{"name": "joke", "arguments": {}}', ()),
        ('{"temperature": 21}', ()),
        ('{"name": 7, "arguments": {}}', ()),
        ('["find", "parlor__act"]', ()),
        ("[find] is a tool", ()),
        ("The lamp is on.", ()),
        ("", ()),
        *((sign * 50_000, ()) for sign in ("{", "[", "{[", "<function=find", '{"a":', "{{", " [")),
        ("<function=find>" + " " * 50_000, (("find", ""),)),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_calls_in_text(text: str, calls: tuple[tuple[str, str], ...]) -> None:
    """Every form that small models have is found, and nothing else is."""
    assert parse_text_calls(text, NAMES) == calls


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """No text makes the parser fail, or call what is not offered."""
    assert all(name in NAMES for name, _ in parse_text_calls(text, NAMES))


def _through(pieces: list[str], names: frozenset[str] = NAMES) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    gate = TextGate(names)
    events = [event for piece in pieces for event in gate.feed(piece)]
    left, calls = gate.finish()
    events += left
    said = "".join(event.text for event in events if isinstance(event, TextDelta))
    thought = "".join(event.text for event in events if isinstance(event, ReasoningDelta))
    return said, thought, calls


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The lamp is on.", ("The lamp is on.", "", ())),
        ("a < b <tool is", ("a < b <tool is", "", ())),
        (f"I'll do it.\n<tool_call>{CALL}</tool_call>", ("I'll do it.\n", "", (ACT,))),
        (f"<think>Hm, <light>?</think>\n\n{CALL}", ("", "Hm, <light>?", (ACT,))),
        ("<think>Hm.</think>\n\nIt is on.", ("It is on.", "Hm.", ())),
        ("<think>Hm", ("", "Hm", ())),
        ("<thinking> is hard", ("<thinking> is hard", "", ())),
        ('{"temperature": 21}', ('{"temperature": 21}', "", ())),
        ("[sighs] It is on.", ("[sighs] It is on.", "", ())),
        ("\n\n", ("", "", ())),
        ("", ("", "", ())),
    ],
)
@given(data=st.data())
def test_the_gate_however_text_is_cut(
    text: str, expected: tuple[str, str, tuple[tuple[str, str], ...]], data: st.DataObject
) -> None:
    """Where the pieces begin and end makes no difference."""
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)))))
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert _through(pieces) == expected


@given(st.lists(st.text(alphabet="<>{}[]/`|_=aThinkoluctp \n", max_size=12)))
def test_without_tools_nothing_is_lost(pieces: list[str]) -> None:
    """What is not thinking is said."""
    said, thought, calls = _through(pieces, frozenset())
    whole = "".join(pieces)
    assert calls == ()
    if "<think>" not in whole:
        assert said.strip() == whole.strip()
        assert thought == ""


def test_plain_words_are_not_held_back() -> None:
    """The first word of an answer goes out with the piece that it came in."""
    assert list(TextGate(NAMES).feed("The")) == [TextDelta("The")]


STREAM = (
    b'event: a\ndata: {"x": 1}\n\n: comment\n\ndata: two\ndata: lines\n\nid: 7\nretry: 3\ndata:no space\r\n\r\n'
    b"data: \xc3\xa4\r\rdata: [DONE]\n\ndata: at the end"
)
DATA = ['{"x": 1}', "two\nlines", "no space", "ä", "[DONE]", "at the end"]


@given(st.sets(st.integers(0, len(STREAM))))
def test_events_however_bytes_are_cut(places: set[int]) -> None:
    """Bytes may be cut amid a character or a line's end."""
    cuts = sorted(places)
    decoder = SSEDecoder()
    found = [
        data
        for start, end in zip([0, *cuts], [*cuts, len(STREAM)], strict=True)
        for data in decoder.feed(STREAM[start:end])
    ]
    assert [*found, *decoder.finish()] == DATA


def test_invalid_utf8() -> None:
    """It is an error, not a guess."""
    with pytest.raises(UnicodeDecodeError):
        list(SSEDecoder().feed(b"data: \xff\n\n"))


def test_a_large_event_in_many_pieces() -> None:
    """A megabyte in a thousand pieces is one event."""
    decoder = SSEDecoder()
    event = b"data: " + b"y" * 1_000_000 + b"\n\n"
    found = [data for start in range(0, len(event), 1000) for data in decoder.feed(event[start : start + 1000])]
    assert [len(data) for data in found] == [1_000_000]
