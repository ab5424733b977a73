"""Power from evidence: what real sets do, named by the row of section 1.11 of the protocol that tells of it."""

import pytest

from custom_components.parlor.samsung.power.evidence import Evidence
from custom_components.parlor.samsung.power.verdict import Decider, judge

from .evidence_words import heard, steps, told

ROWS: dict[str, str] = {
    "1 standby with REST up": "0 on > on; 10 standby > off; 20 on > on",
    "1 standby told as nothing for hours, as sets since 2024 do": (
        "0 on > on; 10 standby > off; 3600 blank > off; 3610 blank > off; 7200 standby > off; 7210 blank > off; 7220 on > on"
    ),
    "1 standby with the socket still open and pinging": "0 on > on; 6 ping > on; 10 standby > off; 12 ping > off; 18 ping > off",
    "2 on for a while after our own off": (
        "0 on > on; 5 we turn off > off; 6 on > off; 40 on > off; 55 standby > off; 100 nothing > off; 120 nothing > off"
    ),
    "2 on for a while after off by hand, announced": "0 on > on; 1 renderer > on; 5 byebye > off; 10 on > off; 30 standby > off; 300 on > on",
    "2 on for a while after off by hand, unannounced: the renderer tells": (
        "0 on > on; 1 renderer > on; 11 on > on; 12 renderer gone > on; 13 on > on; 14 renderer gone > on; 17 renderer gone > off;"
        "20 on > off; 50 standby > off; 80 on > on; 81 renderer > on"
    ),
    "2 on again by hand within the lag": "0 on > on; 5 we turn off > off; 7 standby > off; 20 on > on",
    "2 on again by hand within the lag, which REST never left": (
        "0 on > on; 1 renderer > on; 5 we turn off > off; 6 renderer gone > off; 7 on > off; 15 renderer > on; 16 on > on"
    ),
    "2 a renderer that still answers for a moment after off": "0 on > on; 1 renderer > on; 5 byebye > off; 7 renderer > off; 9 renderer gone > off",
    "2 a lost key on a set that tells the truth about off": "0 standby > off; 10 on > on; 20 we turn off > off; 60 on > off; 81 on > on",
    "2 a lost key on a set that always says on, noticed by what it shows": "0 on > on; 5 we turn off > off; 30 renderer > off; 70 app > on",
    "2 a renderer that crashed while the TV is on is no sign a second time": (
        "0 standby > off; 10 on > on; 11 renderer > on; 30 renderer gone > on; 40 on > on; 41 renderer gone > off; 80 on > off; 91 on > on;"
        "95 renderer > on; 200 renderer gone > on; 210 renderer gone > on; 215 on > on"
    ),
    "3 a maintenance wake that says on": (
        "0 on > on; 5 we turn off > off; 20 nothing > off; 40 nothing > off; 1800 on > off; 1810 on > off; 1860 on > off;"
        "1862 nothing > off; 1880 nothing > off"
    ),
    "3 a maintenance wake that says nothing, then standby": "0 nothing > off; 1800 blank > off; 1830 standby > off; 1860 nothing > off; 1880 time > off",
    "3 a maintenance wake that is announced": (
        "0 on > on; 1 renderer > on; 5 byebye > off; 20 nothing > off; 40 nothing > off; 1800 alive > off; 1800 on > off;"
        "1805 renderer gone > off; 1850 on > off; 1862 nothing > off; 1880 nothing > off"
    ),
    "3 an announced wake of a set that says on for ever": (
        "0 on > on; 1 renderer > on; 5 byebye > off; 9 renderer gone > off; 100 on > off; 1800 alive > off; 1801 on > off;"
        "1805 renderer gone > off; 1900 on > off; 3600 alive > off; 3601 on > off; 3605 renderer gone > off"
    ),
    "3 a wake that lasts, as for new firmware": (
        "0 standby > off; 5 on > on; 6 renderer > on; 10 byebye > off; 11 renderer gone > off; 20 nothing > off; 40 nothing > off;"
        "1800 on > off; 1801 renderer gone > off; 1870 on > off; 1871 renderer gone > off; 1900 on > off; 2000 on > off; 2001 renderer gone > off"
    ),
    "3 a wake whose renderer runs deceives once": (
        "0 on > on; 5 byebye > off; 20 nothing > off; 40 nothing > off; 1800 on > off; 1801 renderer > on; 1850 nothing > on;"
        "1870 nothing > off; 3600 on > off; 3601 renderer > off; 3650 nothing > off; 3670 nothing > off; 5400 on > off; 5401 renderer > off"
    ),
    "3 on by hand from the dark, nothing shown": "0 on > on; 10 nothing > on; 30 nothing > off; 500 on > off; 560 on > off; 580 on > on",
    "3 on by hand from the dark, showing something": "0 on > on; 10 nothing > on; 30 nothing > off; 500 on > off; 501 renderer > on",
    "3 on by us from the dark": "0 nothing > off; 100 we turn on > off; 108 on > on",
    "4 no PowerState": "0 absent > unknown; 10 absent > unknown",
    "4 no PowerState, an app in front": "0 absent > unknown; 1 app > on; 60 absent > unknown",
    "4 no PowerState, its socket wakes it": "0 absent > unknown; 1 we turn on > on; 2 ping > on; 30 absent > on; 31 ping > on; 70 absent > unknown",
    "4 no PowerState, told to come on and never seen to": "0 absent > unknown; 1 we turn on > on; 70 absent > unknown",
    "4 no PowerState, hangs up when it goes off": "0 absent > unknown; 1 ping > on; 7 ping > on; 8 hangs up > unknown; 10 absent > unknown",
    "4 no PowerState, asleep with its socket open": (
        "0 renderer > on; 1 absent > on; 10 renderer gone > unknown; 12 ping > unknown; 15 renderer gone > off; 18 ping > off; 20 renderer > on"
    ),
    "4 no PowerState, the socket open, then off": "0 absent > unknown; 1 ping > on; 7 ping > on; 8 we turn off > off; 600 absent > off",
    "4 no PowerState, the network left after off": (
        "0 absent > unknown; 1 renderer > on; 5 we turn off > off; 20 nothing > off; 40 nothing > off; 500 absent > off; 580 absent > on"
    ),
    "4 no PowerState, the network lost once while on": (
        "0 absent > unknown; 1 renderer > on; 20 nothing > on; 40 nothing > off; 50 absent > off; 51 renderer > on; 90 absent > unknown"
    ),
    "5 dark from the start": "0 nothing > off; 600 nothing > off",
    "5 dark, then on for ever: a lost network is no proof": (
        "0 on > on; 1 renderer > on; 5 byebye > off; 9 renderer gone > off; 700 nothing > off; 720 nothing > off; 730 on > off; 900 on > off"
    ),
    "8 the socket closed by the set says nothing by itself": "0 on > on; 6 ping > on; 7 hangs up > on; 10 on > on",
    "12 PING and no answer of REST": "0 on > on; 6 nothing > on; 12 ping > on; 17 nothing > on; 18 ping > on; 24 ping > on",
    "12 PING alone for long: no longer known": "0 on > on; 50 ping > on; 89 ping > on; 95 ping > unknown; 96 renderer > on",
    "12 PING from a set in standby whose REST died": "0 standby > off; 50 ping > off; 200 ping > off",
    "13 a Frame in art that says standby": "0 standby > off; 1 art > art; 10 no art > off",
    "13 a Frame in art that says on": "0 on > on; 1 art > art; 5 we turn off > off",
    "13 a Frame of 2025 that goes to art": (
        "0 on > on; 1 no art > on; 5 art begins > art; 7 standby > art; 60 standby > art; 90 art ends > off; 92 on > on"
    ),
    "13 a Frame of 2025 whose renderer stops in art": "0 on > on; 1 renderer > on; 5 art begins > art; 7 standby > art; 8 renderer gone > art; 60 renderer gone > art",
    "13 a Frame that claims art in standby": "0 on > on; 1 renderer > on; 5 no art > on; 10 standby > off; 11 renderer gone > off; 600 art > off; 700 standby > off",
    "13 a Frame that claims art in standby, met there": "0 standby > off; 0 renderer gone > off; 1 art > off; 11 standby > off",
    "13 a Frame off from art that goes on claiming it": (
        "0 on > on; 1 art > art; 2 renderer > art; 90 on > art; 91 renderer > art; 100 standby > off; 101 renderer gone > off; 160 art > off"
    ),
    "13 a Frame that says on for ever and claims art in standby": (
        "0 on > on; 1 renderer > on; 5 no art > on; 10 renderer gone > on; 15 renderer gone > off; 60 art > off; 70 on > off"
    ),
    "13 a Frame off from art, announced": "0 on > on; 1 art begins > art; 9 go_to_standby > off; 10 art > off; 20 on > off; 40 standby > off; 50 art > off",
    "13 a Frame that dims for want of people and comes back": "0 on > on; 1 art begins > art; 9 go_to_standby > off; 300 wakeup > art",
    "13 a wake-up announced on the art channel undoes no off of ours": "0 on > on; 1 art > art; 5 we turn off > off; 9 wakeup > off; 20 on > off",
    "13 a Frame that woke for maintenance and claims art": (
        "0 on > on; 5 byebye > off; 20 nothing > off; 40 nothing > off; 1800 standby > off; 1801 art > off; 1850 on > off; 1862 nothing > off; 1880 nothing > off"
    ),
    "13 a Frame that goes to art again after off": "0 on > on; 5 we turn off > off; 30 art begins > art",
    "13 a reply that is hours old beside an app in front": "0 on > on; 1 art > art; 2 app > on; 30 on > on; 40 on > art",
    "13 no art channel": "0 standby > off; 1 art > art; 5 no art channel > off",
    "14 IP Control knows better than what lags": "0 on > on; 1 powerOn > on; 5 powerOff > off; 6 on > off; 20 on > off; 30 powerOn > on",
    "14 IP Control lags as well": "0 on > on; 1 powerOn > on; 5 byebye > off; 6 powerOn > off; 15 powerOff > off; 16 on > off",
    "14 IP Control says on anew after off": "0 on > on; 1 powerOff > off; 5 we turn off > off; 9 powerOn > on",
    "14 IP Control tells of a lost key": "0 on > on; 1 powerOn > on; 5 we turn off > off; 30 powerOn > off; 66 powerOn > on",
    "14 Ambient while it is on is art": "0 standby > off; 1 powerOn Ambient > art; 10 powerOn Movie > on; 20 powerOff > off",
    "14 Ambient in standby is stale": "0 standby > off; 1 powerOff > off; 1 art > off",
    "14 the art channel announces before the panel shows": "0 on > on; 1 powerOn Movie > on; 5 art begins > art; 11 powerOn Movie > art; 30 powerOn Movie > on",
    "14 IP Control that stops answering": "0 on > on; 1 powerOff > off; 20 on > off; 32 on > on",
    "14 IP Control in a maintenance wake": "0 on > on; 10 nothing > on; 30 nothing > off; 1800 on > off; 1801 powerOff > off; 1840 powerOff > off",
    "15 a renderer that answers errors": "0 on > on; 1 renderer > on; 30 on > on; 60 on > on",
    "16 the plug pulled": "0 on > on; 6 ping > on; 8 nothing > on; 20 nothing > off",
    "16 the plug pulled, noticed by the PING that did not come": "0 on > on; 6 ping > on; 11 nothing > on; 14 nothing > on; 15 nothing > off",
    "16 a short loss of the network": "0 on > on; 10 nothing > on; 15 nothing > on; 17 on > on",
    "17 nonsense only": "0 nonsense > unknown; 10 nonsense > unknown",
    "17 nonsense between answers": "0 on > on; 10 nonsense > on; 20 standby > off; 30 nonsense > off",
    "17 nonsense for ever while the renderer goes": (
        "0 on > on; 1 renderer > on; 10 nonsense > on; 20 renderer > on; 30 nonsense > on; 40 renderer gone > on; 45 renderer gone > off; 200 nonsense > off"
    ),
    "nothing asked yet": "0 time > unknown",
    "REST says on for ever": "0 on > on; 5 we turn off > off; 60 on > off; 600 on > off; 6000 on > off; 6001 we turn on > on; 6002 on > on",
    "REST says on for ever, off by hand and unannounced, on again by hand": (
        "0 on > on; 1 renderer > on; 11 renderer gone > on; 16 renderer gone > off; 6000 on > off; 6001 renderer gone > off; 7000 renderer > on; 7001 on > on"
    ),
    "REST says on for ever, on again by hand and announced, without a renderer": (
        "0 on > on; 5 byebye > off; 600 on > off; 1000 alive > off; 1001 on > off; 1080 on > on"
    ),
    "byebye and alive when the network of the set changes": "0 on > on; 1 renderer > on; 5 byebye > off; 6 alive > off; 7 on > off; 8 renderer > on",
    "a byebye that was lost, told by standby": "0 on > on; 10 standby > off",
    "a byebye that was no off": "0 standby > off; 9 on > on; 10 byebye > off; 20 on > off; 71 on > on",
    "alive while it sleeps": "0 standby > off; 5 alive > off; 6 standby > off; 7 blank > off",
    "alive, then on": "0 on > on; 5 byebye > off; 10 standby > off; 20 alive > off; 21 on > on",
}  # fmt: skip


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_what_real_sets_do(row: str) -> None:
    assert told(row) == [power for _, _, power in steps(row)]


DECIDERS: dict[str, Decider] = {
    "0 time": Decider.NOTHING,
    "0 nothing": Decider.UNREACHABLE,
    "0 on": Decider.REST,
    "0 standby": Decider.REST,
    "0 on; 1 art": Decider.ART,
    "0 on; 1 go_to_standby": Decider.ART,
    "0 on; 1 powerOff": Decider.CONTROL,
    "0 on; 1 powerOn": Decider.CONTROL,
    "0 on; 1 we turn off": Decider.OFF_COMMAND,
    "0 on; 1 byebye": Decider.BYEBYE,
    "0 on; 1 byebye; 2 we turn off": Decider.OFF_COMMAND,
    "0 nothing; 1 on": Decider.WAKE_UP,
    "0 on; 1 renderer; 2 renderer gone; 7 renderer gone": Decider.RENDERER,
    "0 absent; 1 app": Decider.SEEN,
    "0 absent; 1 ping": Decider.SOCKET,
    "0 absent; 1 we turn on": Decider.ON_COMMAND,
}


@pytest.mark.parametrize(("row", "decider"), DECIDERS.items(), ids=DECIDERS.keys())
def test_what_decided(row: str, decider: Decider) -> None:
    evidence, second = Evidence(), 0.0
    for second, what, _ in steps(row):
        evidence = heard(evidence, what, second)
    assert judge(evidence, second).decided_by is decider


def test_every_decider_is_reached() -> None:
    assert set(DECIDERS.values()) == set(Decider)
