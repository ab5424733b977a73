"""That no order of evidence makes the power oscillate.

Oscillating is to change without new evidence that contradicts. So: time alone changes the verdict once at most, and only
to off; sources that go on saying the same settle it; a set that sleeps is never on by its own wake-ups; and while what
a person in front of the set sees stays the same, whatever the set says of it in its way, the verdict comes to rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given, settings, strategies as st

from custom_components.parlor.samsung.power.evidence import NEVER, Evidence
from custom_components.parlor.samsung.power.verdict import Power, judge

from .evidence_words import HEARD, heard

ON, ART, OFF, UNKNOWN = Power.ON, Power.ART, Power.OFF, Power.UNKNOWN

histories = st.lists(st.tuples(st.floats(0, 200), st.sampled_from(sorted(HEARD))), max_size=25)


def gathered(history: list[tuple[float, str]]) -> tuple[Evidence, float]:
    """Return the evidence after a history of pauses and what was heard after each, and the time."""
    evidence, now = Evidence(), 1000.0
    for pause, what in history:
        now += pause
        evidence = heard(evidence, what, now)
    return evidence, now


def changes(told: list[Power]) -> list[Power]:
    """Return what a verdict changed to, each time that it did."""
    return [after for before, after in pairwise(told) if before is not after]


@settings(max_examples=400, deadline=None)
@given(histories)
def test_time_alone_can_only_take_a_tv_away(history: list[tuple[float, str]]) -> None:
    evidence, now = gathered(history)
    told = [judge(evidence, now + later / 4).power for later in range(1200)]
    assert changes(told) in ([], [OFF])


SOURCES = {
    "rest": ["on", "standby", "blank", "absent", "nothing", "nonsense"],
    "socket": ["ping"],
    "app": ["app"],
    "renderer": ["renderer", "renderer gone"],
    "art channel": ["art", "no art", "no art channel"],
    "control": ["powerOn", "powerOn Ambient", "powerOn Movie", "powerOff", "no control"],
}
says = st.fixed_dictionaries({}, optional={source: st.sampled_from(words) for source, words in SOURCES.items()})


@settings(max_examples=600, deadline=None)
@given(histories, says, st.floats(0.5, 7.5))
def test_sources_that_go_on_saying_the_same_settle(
    history: list[tuple[float, str]], says: dict[str, str], every: float
) -> None:
    evidence, now = gathered(history)
    start, last_change, told = now, now, list[Power]()
    for turn in range(round(400 / every)):
        now += every
        for what in says.values():
            evidence = heard(evidence, what, now)
            if turn:  # in the first each says something new
                told.append(judge(evidence, now).power)
                last_change = now if told[-1] is not told[len(told) - 2] else last_change
    assert len(changes(told)) <= 3
    assert last_change - start <= 120


@dataclass(frozen=True)
class Habits:
    """How a set tells of itself: what REST says when it is on, in art, and asleep, and what else there is to hear."""

    in_art: str
    asleep: str  # "dark" where it leaves the network
    lag: int
    is_announced: bool
    has_renderer: bool
    has_art_channel: bool
    claims_art_asleep: bool
    has_control: bool
    keeps_socket: bool
    wakes_every: int | None
    wake_says: str
    wakes_announced: bool


habits = st.builds(
    Habits,
    in_art=st.sampled_from(["on", "standby"]),
    asleep=st.sampled_from(["standby", "blank", "dark", "on"]),
    lag=st.integers(0, 55),
    is_announced=st.booleans(),
    has_renderer=st.booleans(),
    has_art_channel=st.booleans(),
    claims_art_asleep=st.booleans(),
    has_control=st.booleans(),
    keeps_socket=st.booleans(),
    wakes_every=st.none() | st.integers(300, 900),
    wake_says=st.sampled_from(["on", "standby", "blank"]),
    wakes_announced=st.booleans(),
).filter(lambda each: each.asleep != "on" or each.in_art == "on")


def said(power: str, before: str, since: int, habits: Habits) -> Iterator[str]:
    """Tell what a set of these habits lets one hear in one second, `since` seconds after it went to this power."""
    is_lit, was_lit = power in ("on", "art"), before in ("on", "art")
    lags = not is_lit and was_lit and since < habits.lag
    is_awake = (
        bool(habits.wakes_every) and not is_lit and since % (habits.wakes_every or 1) > (habits.wakes_every or 1) - 60
    )
    is_dark = not is_lit and not lags and habits.asleep == "dark"
    if since == 0 and habits.is_announced and is_lit is not was_lit:
        yield "alive" if is_lit else "byebye"
    if (
        is_dark
        and is_awake
        and habits.wakes_announced
        and since % (habits.wakes_every or 1) == (habits.wakes_every or 1) - 59
    ):
        yield "alive"
    if since == 0 and habits.has_art_channel and (power == "art") is not (before == "art") and is_lit:
        yield "art begins" if power == "art" else "art ends"
    if since % 6 == 0 and (is_lit or lags or (habits.keeps_socket and not is_dark)):
        yield "ping"
    if since % 8:
        return
    if is_dark and not is_awake:
        yield "nothing"
        return
    yield {"on": "on", "art": habits.in_art}.get(
        power, "on" if lags else habits.wake_says if is_dark else habits.asleep
    )
    if habits.has_renderer:
        yield "renderer" if is_lit else "renderer gone"
    if habits.has_art_channel:
        yield "art" if power == "art" or (not is_lit and habits.claims_art_asleep) else "no art"
    if habits.has_control:
        yield "powerOn" if is_lit or lags else "powerOff"


evenings = st.lists(st.sampled_from(["on", "art", "off"]), min_size=1, max_size=6)


@settings(max_examples=250, deadline=None)
@given(habits, evenings)
def test_it_comes_to_rest_while_nothing_happens_to_the_set(habits: Habits, evening: list[str]) -> None:
    has_art = "art" in evening and habits.has_art_channel
    evidence, now, before = Evidence(), 10_000.0, "on"
    for power in ("on", *evening):  # of a set that is met asleep and says on for ever nothing can be told
        told: list[tuple[int, Power]] = []
        for since in range(1000 if habits.wakes_every and power == "off" else 240):
            now += 1
            for what in said(power, before, since, habits):
                evidence = heard(evidence, what, now)
            told.append((since, judge(evidence, now).power))
        if power != before:
            check_rest(power, told, habits, has_art=has_art)
        before = power


def check_rest(power: str, told: list[tuple[int, Power]], habits: Habits, *, has_art: bool) -> None:
    """Check one stretch of an evening: few changes, all of them soon, and a verdict that is not the opposite at the end."""
    turned = [since for (since, after), (_, was) in zip(told[1:], told, strict=False) if after is not was]
    deceives_once = power == "off" and habits.wakes_every is not None
    assert len(turned) <= 3 and (deceives_once or not turned or turned[-1] <= 90), (power, turned)
    _, at_last = told[-1]
    if power == "off":
        # One that says on for ever or claims art, unannounced and without anything that only a lit one has, cannot be told.
        lies = habits.asleep == "on" or (habits.has_art_channel and habits.claims_art_asleep)
        is_told = not lies or habits.is_announced or habits.has_renderer or habits.has_control
        assert at_last is OFF or not is_told, at_last
    elif power == "art" and habits.in_art == "standby" and not (has_art or habits.has_control):
        assert at_last in (OFF, UNKNOWN)
    else:
        assert at_last in ((ART, ON) if power == "art" else (ON,)) or not habits.has_renderer, at_last


sleeping_lies = st.lists(
    st.tuples(
        st.floats(120, 3000),
        st.lists(
            st.sampled_from(
                ["on", "standby", "blank", "nonsense", "alive", "art", "no art", "renderer gone", "powerOff", "byebye"]
            ),
            max_size=6,
        ),
    ),
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
            assert judge(evidence, now).power is OFF
        evidence = heard(evidence, "nothing", now + 5)
        now += 16
        evidence = heard(evidence, "nothing", now)
        assert judge(evidence, now).power is OFF


def test_never_is_before_everything() -> None:
    assert judge(Evidence(), NEVER).power is UNKNOWN
