"""Power from evidence: what real sets do, row by row, and that no order of evidence makes it oscillate."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.parlor.samsung.power import Decider, Evidence, Power, judge

ON, ART, OFF, UNKNOWN = Power.ON, Power.ART, Power.OFF, Power.UNKNOWN


@dataclass(frozen=True)
class At:
    """What is heard at a time, and the power that follows from it."""

    seconds: float
    what: str
    power: Power


type Heard = Callable[[Evidence, float], Evidence]

HEARD: dict[str, Heard] = {
    # Answers of REST, and questions without one.
    "on": lambda evidence, at: evidence.answered("on", at),
    "standby": lambda evidence, at: evidence.answered("standby", at),
    "blank": lambda evidence, at: evidence.answered("", at),
    "absent": lambda evidence, at: evidence.answered(None, at),
    "nothing": lambda evidence, at: evidence.failed(at),
    "nonsense": lambda evidence, at: evidence.responded(at),
    # What else is heard and seen.
    "ping": lambda evidence, at: replace(evidence.responded(at), frame_at=at),
    "app": lambda evidence, at: replace(evidence, app_at=at),
    "renderer": lambda evidence, at: replace(evidence, renderer_at=at),
    "renderer gone": lambda evidence, at: replace(evidence, renderer_gone_at=at),
    "byebye": lambda evidence, at: replace(evidence, byebye_at=at),
    "alive": lambda evidence, at: replace(evidence, alive_at=at),
    "art": lambda evidence, at: evidence.art_said(True, at),
    "no art": lambda evidence, at: evidence.art_said(False, at),
    "control on": lambda evidence, at: evidence.control_said(True, at),
    "control off": lambda evidence, at: evidence.control_said(False, at),
    "we turn on": lambda evidence, at: replace(evidence, on_command_at=at),
    "we turn off": lambda evidence, at: replace(evidence, off_command_at=at),
    "time": lambda evidence, at: evidence,
}


def heard(evidence: Evidence, what: str, at: float) -> Evidence:
    """Return the evidence after one thing was heard."""
    return HEARD[what](evidence, at)


ROWS: dict[str, list[At]] = {
    "standby with REST up": [At(0, "on", ON), At(10, "standby", OFF), At(20, "on", ON)],
    "REST says on for a while after our own off": [
        At(0, "on", ON),
        At(5, "we turn off", OFF),
        At(6, "on", OFF),
        At(40, "on", OFF),
        At(55, "standby", OFF),
        At(100, "nothing", OFF),
        At(120, "nothing", OFF),
    ],
    "a lost key on a set that tells the truth about off": [
        At(0, "standby", OFF),
        At(10, "on", ON),
        At(20, "we turn off", OFF),
        At(60, "on", OFF),
        At(81, "on", ON),
    ],
    "REST says on for ever": [
        At(0, "on", ON),
        At(5, "we turn off", OFF),
        At(60, "on", OFF),
        At(600, "on", OFF),
        At(6000, "on", OFF),
        At(6001, "we turn on", ON),
        At(6002, "on", ON),
    ],
    "a lost key on a set that always says on, noticed by what it shows": [
        At(0, "on", ON),
        At(5, "we turn off", OFF),
        At(30, "renderer", OFF),
        At(70, "app", ON),
    ],
    "off by the remote in hand, announced": [
        At(0, "on", ON),
        At(1, "renderer", ON),
        At(5, "byebye", OFF),
        At(10, "on", OFF),
        At(30, "standby", OFF),
        At(300, "on", ON),
    ],
    "on again by hand within the lag": [
        At(0, "on", ON),
        At(5, "we turn off", OFF),
        At(7, "standby", OFF),
        At(20, "on", ON),
    ],
    "a maintenance wake that says on": [
        At(0, "on", ON),
        At(5, "we turn off", OFF),
        At(20, "nothing", OFF),
        At(40, "nothing", OFF),
        At(1800, "on", OFF),
        At(1810, "on", OFF),
        At(1860, "on", OFF),
        At(1862, "nothing", OFF),
        At(1880, "nothing", OFF),
    ],
    "a maintenance wake that says nothing, then standby": [
        At(0, "nothing", OFF),
        At(1800, "blank", OFF),
        At(1830, "standby", OFF),
        At(1860, "nothing", OFF),
        At(1880, "time", OFF),
    ],
    "turned on by hand from the dark, nothing shown": [
        At(0, "on", ON),
        At(10, "nothing", ON),
        At(30, "nothing", OFF),
        At(500, "on", OFF),
        At(560, "on", OFF),
        At(580, "on", ON),
    ],
    "turned on by hand from the dark, showing something": [
        At(0, "on", ON),
        At(10, "nothing", ON),
        At(30, "nothing", OFF),
        At(500, "on", OFF),
        At(501, "renderer", ON),
    ],
    "turned on by us from the dark": [
        At(0, "nothing", OFF),
        At(100, "we turn on", OFF),
        At(108, "on", ON),
    ],
    "a short loss of the network": [
        At(0, "on", ON),
        At(10, "nothing", ON),
        At(15, "nothing", ON),
        At(17, "on", ON),
    ],
    "pulled plug": [At(0, "on", ON), At(6, "ping", ON), At(8, "nothing", ON), At(20, "nothing", OFF)],
    "REST dead and the socket alive": [
        At(0, "on", ON),
        At(6, "nothing", ON),
        At(12, "ping", ON),
        At(17, "nothing", ON),
        At(18, "ping", ON),
        At(24, "ping", ON),
    ],
    "fully dark from the start": [At(0, "nothing", OFF), At(600, "nothing", OFF)],
    "nothing asked yet": [At(0, "time", UNKNOWN)],
    "nonsense only": [At(0, "nonsense", UNKNOWN), At(10, "nonsense", UNKNOWN)],
    "nonsense between answers": [
        At(0, "on", ON),
        At(10, "nonsense", ON),
        At(20, "standby", OFF),
        At(30, "nonsense", OFF),
    ],
    "PowerState absent": [At(0, "absent", UNKNOWN), At(10, "absent", UNKNOWN)],
    "PowerState absent, an app in front": [At(0, "absent", UNKNOWN), At(1, "app", ON), At(60, "absent", UNKNOWN)],
    "PowerState absent, woken by us": [At(0, "absent", UNKNOWN), At(1, "we turn on", ON), At(30, "absent", ON)],
    "PowerState absent, told to come on and never seen to": [
        At(0, "absent", UNKNOWN),
        At(1, "we turn on", ON),
        At(70, "absent", UNKNOWN),
    ],
    "PowerState absent, asleep with its socket open": [
        At(0, "renderer", UNKNOWN),
        At(1, "absent", ON),
        At(10, "renderer gone", UNKNOWN),
        At(12, "ping", UNKNOWN),
        At(20, "renderer", ON),
    ],
    "PowerState absent, the socket open, then off": [
        At(0, "absent", UNKNOWN),
        At(1, "ping", ON),
        At(7, "ping", ON),
        At(8, "we turn off", OFF),
        At(600, "absent", OFF),
    ],
    "PowerState absent on a set that leaves the network to sleep": [
        At(0, "absent", UNKNOWN),
        At(10, "nothing", UNKNOWN),
        At(30, "nothing", OFF),
        At(500, "absent", OFF),
        At(580, "absent", ON),
    ],
    "a Frame in art mode that says standby": [At(0, "standby", OFF), At(1, "art", ART), At(10, "no art", OFF)],
    "a Frame in art mode that says on": [At(0, "on", ON), At(1, "art", ART), At(5, "we turn off", OFF)],
    "an announced wake-up": [
        At(0, "on", ON),
        At(5, "byebye", OFF),
        At(10, "standby", OFF),
        At(20, "alive", OFF),
        At(21, "on", ON),
    ],
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_what_real_sets_do(row: list[At]) -> None:
    evidence = Evidence()
    told = []
    for step in row:
        evidence = heard(evidence, step.what, step.seconds)
        told.append(judge(evidence, step.seconds).power)
    assert told == [step.power for step in row]


@pytest.mark.parametrize(
    ("events", "decider"),
    [
        ([], Decider.NOTHING),
        (["nothing"], Decider.UNREACHABLE),
        (["on"], Decider.REST),
        (["on", "art"], Decider.ART),
        (["on", "we turn off"], Decider.OFF_COMMAND),
        (["on", "byebye"], Decider.BYEBYE),
        (["nothing", "on"], Decider.WAKE_UP),
        (["absent", "app"], Decider.SEEN),
        (["absent", "ping"], Decider.SOCKET),
        (["absent", "we turn on"], Decider.ON_COMMAND),
    ],
)
def test_what_decided(events: list[str], decider: Decider) -> None:
    evidence = Evidence()
    for second, what in enumerate(events):
        evidence = heard(evidence, what, float(second))
    assert judge(evidence, float(len(events))).decided_by is decider


histories = st.lists(st.tuples(st.floats(0, 200), st.sampled_from(sorted(HEARD))), max_size=25)


def gathered(history: list[tuple[float, str]]) -> tuple[Evidence, float]:
    """Return the evidence after a history of pauses and what was heard after each, and the time."""
    evidence, now = Evidence(), 1000.0
    for pause, what in history:
        now += pause
        evidence = heard(evidence, what, now)
    return evidence, now


@settings(max_examples=400, deadline=None)
@given(histories)
def test_time_alone_can_only_take_a_tv_away(history: list[tuple[float, str]]) -> None:
    evidence, now = gathered(history)
    told = [judge(evidence, now + later / 4).power for later in range(1200)]
    changes = [(before, after) for before, after in pairwise(told) if before is not after]
    assert len(changes) <= 1
    assert all(after is OFF for _, after in changes)


@settings(max_examples=400, deadline=None)
@given(histories, st.sampled_from(["on", "standby", "blank", "absent", "nothing"]), st.floats(0.5, 30))
def test_the_same_answer_again_and_again_settles(history: list[tuple[float, str]], answer: str, every: float) -> None:
    evidence, now = gathered(history)
    told = []
    for _ in range(round(300 / every)):
        now += every
        evidence = heard(evidence, answer, now)
        told.append(judge(evidence, now).power)
    changes = [after for before, after in pairwise(told) if before is not after]
    assert len(changes) <= 2
    assert len(set(changes)) == len(changes)


sleeping_lies = st.lists(
    st.tuples(st.floats(120, 3000), st.lists(st.sampled_from(["on", "standby", "blank", "nonsense"]), max_size=6)),
    max_size=6,
)


@settings(max_examples=300, deadline=None)
@given(sleeping_lies, st.booleans())
def test_a_sleeping_tv_never_comes_on_by_its_own_wake_ups(wakes: list[tuple[float, list[str]]], ours: bool) -> None:
    evidence, now = heard(Evidence(), "on", 0.0), 5.0
    if ours:
        evidence = heard(evidence, "we turn off", now)
    for later in (6.0, 18.0):
        evidence = heard(evidence, "nothing", now + later)
    now += 18.0
    for dark, answers in wakes:
        now += dark
        for answer in answers:  # a wake-up lasts for about a minute
            now += 10
            evidence = heard(evidence, answer, now)
            assert judge(evidence, now).power is not ON
        evidence = heard(evidence, "nothing", now + 5)
        now += 16
        evidence = heard(evidence, "nothing", now)
        assert judge(evidence, now).power is OFF
