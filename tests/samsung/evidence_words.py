"""Evidence in words: what is heard of a TV, and when, as a line of text."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from custom_components.parlor.samsung.power.evidence import Evidence
from custom_components.parlor.samsung.power.verdict import judge

type Heard = Callable[[Evidence, float], Evidence]

HEARD: Final[dict[str, Heard]] = {
    # Answers of REST, and questions without one.
    "on": lambda evidence, at: evidence.answered("on", at),
    "standby": lambda evidence, at: evidence.answered("standby", at),
    "blank": lambda evidence, at: evidence.answered("", at),
    "absent": lambda evidence, at: evidence.answered(None, at),
    "nothing": lambda evidence, at: evidence.failed(at),
    "nonsense": lambda evidence, at: evidence.responded(at),
    # The remote socket, an app in front, the renderer.
    "ping": lambda evidence, at: evidence.framed(at),
    "hangs up": lambda evidence, at: replace(evidence, hung_up_at=at),
    "app": lambda evidence, at: replace(evidence, app_at=at),
    "renderer": lambda evidence, at: evidence.rendered(at),
    "renderer gone": lambda evidence, at: evidence.not_rendered(at),
    # SSDP.
    "byebye": lambda evidence, at: replace(evidence, byebye_at=at),
    "alive": lambda evidence, at: replace(evidence, alive_at=at),
    # The art channel: replies, and what it announces by itself.
    "art": lambda evidence, at: evidence.art_said(True, at),
    "no art": lambda evidence, at: evidence.art_said(False, at),
    "art begins": lambda evidence, at: evidence.art_said(True, at, is_news=True),
    "art ends": lambda evidence, at: evidence.art_said(False, at, is_news=True),
    "no art channel": lambda evidence, at: evidence.art_said(None, at),
    "go_to_standby": lambda evidence, at: evidence.art_said_standby(at),
    "wakeup": lambda evidence, at: evidence.art_said_wakeup(at),
    # IP Control: powerOn and powerOff, with the panel's picture mode where it tells it.
    "powerOn": lambda evidence, at: evidence.control_said(True, at),
    "powerOn Ambient": lambda evidence, at: evidence.control_said(True, at, in_art=True),
    "powerOn Movie": lambda evidence, at: evidence.control_said(True, at, in_art=False),
    "powerOff": lambda evidence, at: evidence.control_said(False, at),
    "no control": lambda evidence, at: evidence.control_said(None, at),
    # Ourselves, and nobody.
    "we turn on": lambda evidence, at: replace(evidence, on_command_at=at),
    "we turn off": lambda evidence, at: replace(evidence, off_command_at=at),
    "time": lambda evidence, at: evidence,
}


def heard(evidence: Evidence, what: str, at: float) -> Evidence:
    """Return the evidence after one thing was heard."""
    return HEARD[what](evidence, at)


def steps(row: str) -> Iterator[tuple[float, str, str]]:
    """Read "0 on > on; 5 byebye > off": at which second what is heard, and which power follows from it."""
    for step in row.split(";"):
        said, _, power = step.partition(">")
        second, _, what = said.strip().partition(" ")
        yield float(second), what.strip(), power.strip()


def told(row: str) -> list[str]:
    """Return the powers that follow from a row, step by step."""
    evidence, powers = Evidence(), []
    for second, what, _ in steps(row):
        evidence = heard(evidence, what, second)
        powers.append(str(judge(evidence, second).power))
    return powers
