"""Every channel of a TV fed with valid talk mutated in every way: nothing escapes, nothing dies, all recovers by itself."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
import io
import json
import random
from typing import Any
from unittest.mock import patch

import aiohttp
from PIL import Image

from custom_components.parlor.samsung.errors import SamsungError
from custom_components.parlor.samsung.power.verdict import Power
from custom_components.parlor.samsung.remote.keys import KeyPress
from custom_components.parlor.samsung.state import Timing, TVState
from custom_components.parlor.samsung.tv import SamsungTV

from .fuzz_madness import CHANNELS
from .fuzz_set import CONTROL_TOKEN, TOKEN
from .fuzz_sets import Sets
from .fuzz_watch import Escapes, living
from .report import Report

FAST = Timing(
    poll=0.02, poll_soon=0.02, soon_for=1, app_poll=0.05, app_likely=0.05, app_round=0.2, app_most=1000, reconnect=0.02,
    reconnect_most=0.2, ask_again=0.5, ask_again_most=1, on_wait=1, off_wait=0.5, sound_wait=0.3, app_wait=0.3,
    app_stale=2, control_poll=0.05, control_poll_soon=0.05, control_poll_calm=0.05, control_retry=0.2, control_wait=0.3,
    hold_power=0.05, art_poll=0.5, art_settings_poll=2, art_wait=0.5, art_retry_most=0.2,
)  # fmt: skip
# What waits for as long as a popup may stand, or for a firmware to come up, waits shorter here: a round has to end.
SHORT: dict[str, dict[str, Any]] = {
    "remote.socket": {"ANSWER_TIMEOUT": 2.0, "SILENCE": 8.0},
    "apps.watch": {"ABSENT_FOR": 1.0},
    "apps.questions": {"AGAIN": 0.2, "AGAIN_MOST": 0.5},
    "apps.icons": {"DEAF_FOR": 1.0},
}
RECOVERY = 25.0  # seconds within which all has to be known again
ROUND = 2.0  # seconds a set is out of its mind at most
QUIET = 0.6  # seconds without a case after which a channel is not in use
SLOW = {("d2d",), ("ip",)}  # they only speak when they are asked, and rest after a fault
APPS = ("111299001912", "3201608010191", "3201512006963")
PICTURES = ("MY_F0001", "MY_F0002", "SAM-S0100001")
# Some channels alone, so that the others lead deep into them; then all of them at once.
FOCUSES: tuple[tuple[str, ...], ...] = (
    *((channel,) for channel in CHANNELS),
    ("remote", "art"),
    CHANNELS,
)


@dataclass
class Findings:
    """What was found on all sets."""

    escapes: Escapes = field(default_factory=Escapes)
    counts: dict[int, dict[str, int]] = field(default_factory=dict)
    rounds: int = 0
    unrecovered: Counter[str] = field(default_factory=Counter)

    @property
    def channels(self) -> Counter[str]:
        """Return the cases of each channel."""
        return sum((Counter(counts) for counts in self.counts.values()), Counter())


async def run(*, quick: bool) -> Report:
    """Drive some sets mad and sane until there were enough cases."""
    found = await fuzzed(cases=5_000 if quick else 100_000, sets=4 if quick else 6, seed=1)
    told = ", ".join(f"{channel} {found.channels[channel]}" for channel in CHANNELS)
    return Report(
        suite="fuzz",
        ours={
            "cases": found.channels.total(),
            "escaped": found.escapes.found.total(),
            "unrecovered": found.unrecovered.total(),
        },
        notes=(
            f"{found.rounds} rounds; memory grew by {found.escapes.most} MB at most",
            told,
            *(f"escaped {count}x {what}" for what, count in found.escapes.found.most_common(20)),
            *(f"unrecovered {count}x {what}" for what, count in found.unrecovered.most_common(20)),
        ),
    )


async def fuzzed(*, cases: int, sets: int, seed: int, focuses: tuple[tuple[str, ...], ...] = FOCUSES) -> Findings:
    """Drive sets mad and sane until there were so many cases on all of them together, and every focus was had."""
    found = Findings()
    connector = aiohttp.TCPConnector(ssl=False)
    # Some channels say as much as is wanted, others only answer: the former make up for the latter.
    share = max(20, 4 * cases // (sets * len(focuses)))
    async with (
        Sets.running(sets) as running,
        aiohttp.ClientSession(connector=connector) as session,
        found.escapes.watching(),
    ):
        attacks = [Attack(running, place, session, found, random.Random(seed + place)) for place in range(sets)]
        with _shortened():
            await asyncio.gather(*(attack.connect() for attack in attacks))
            tasks = living()
            await asyncio.gather(*(attack.run(cases, share, focuses) for attack in attacks))
            if dead := tasks - living():
                found.escapes.found[f"dead tasks {sorted(dead)}"] += 1
            await asyncio.gather(*(attack.close() for attack in attacks))
    return found


@contextmanager
def _shortened() -> Iterator[None]:
    """Let waits be short until the block ends."""
    with ExitStack() as stack:
        for module, constants in SHORT.items():
            stack.enter_context(patch.multiple(f"custom_components.parlor.samsung.{module}", **constants))
        yield


class Attack:
    """One set, driven mad and sane in turns, with Parlor watching it."""

    def __init__(
        self, sets: Sets, place: int, session: aiohttp.ClientSession, found: Findings, dice: random.Random
    ) -> None:
        """Attack through the set at a place."""
        self._sets = sets
        self._place = place
        self._found = found
        self._dice = dice
        host = sets.hosts[place]
        self._tv = SamsungTV(session, host, token=TOKEN, control_token=CONTROL_TOKEN, timing=FAST)

    async def connect(self) -> None:
        """Let Parlor watch the set, and know all of it."""
        await self._tv.connect()
        await self._recover("the start")

    async def close(self) -> None:
        """End the watching."""
        await self._tv.close()

    async def run(self, cases: int, share: int, focuses: tuple[tuple[str, ...], ...]) -> None:
        """Go through the focuses, again and again until there were enough cases."""
        turn = 0
        while turn < len(focuses) or self._found.channels.total() < cases:
            focus = focuses[(turn + self._place) % len(focuses)]
            await self._go_mad(focus, share)
            await self._recover("+".join(focus))
            turn += 1
            self._found.rounds += 1

    async def _go_mad(self, channels: tuple[str, ...], cases: int) -> None:
        """Let the set be out of its mind until it has had its cases, and use it meanwhile."""
        await self._sets.go_mad(self._place, channels, cases, self._dice.randrange(2**32))
        using = asyncio.create_task(self._use(self._uses_of(channels)), name="user")
        try:
            await self._until_done(QUIET * 3 if channels in SLOW else QUIET)
        finally:
            using.cancel()
            await asyncio.gather(using, return_exceptions=True)
        _check_printable(self._tv.state, self._found.escapes)

    async def _until_done(self, quiet: float) -> None:
        """Wait until every channel has had its cases, or nothing happens any more, or for long enough."""
        loop = asyncio.get_running_loop()
        end, before, since = loop.time() + ROUND, -1, loop.time()
        while (left := await self._sets.left(self._place)) > 0 and loop.time() < min(end, since + quiet):
            if left != before:
                before, since = left, loop.time()
            await asyncio.sleep(0.1)

    async def _use(self, uses: tuple[Callable[[], Awaitable[object]], ...]) -> None:
        """Use the set as a household does."""
        while True:
            use = self._dice.choice(uses)
            try:
                async with asyncio.timeout(6):
                    await use()
            except SamsungError, TimeoutError:
                pass
            except Exception as error:  # noqa: BLE001  whatever it is, it is what is looked for
                self._found.escapes.add("command", error)
            await asyncio.sleep(0.01)

    def _uses_of(self, channels: tuple[str, ...]) -> tuple[Callable[[], Awaitable[object]], ...]:
        """Return what can be asked of a set, of these channels above all."""
        tv, dice = self._tv, self._dice
        pictures: tuple[Callable[[], Awaitable[object]], ...] = (
            lambda: tv.art.thumbnail(dice.choice(PICTURES)),
            lambda: tv.art.thumbnail(dice.choice(PICTURES)),
            lambda: tv.art.upload(_PICTURE, "jpg"),
        )
        if channels == ("d2d",):
            return pictures
        return (
            *pictures,
            lambda: tv.send_keys([KeyPress("KEY_HOME"), KeyPress("KEY_UP")]),
            lambda: tv.send_text("text"),
            lambda: tv.set_volume(dice.randrange(100)),
            lambda: tv.launch_app(dice.choice(APPS)),
            lambda: tv.open_url("http://127.0.0.1/"),
            tv.refresh,
            tv.art.artworks,
            lambda: tv.art.select(dice.choice(PICTURES), show=False),
            lambda: tv.art.set_brightness(dice.randrange(10)),
            lambda: tv.art.set_favourite(dice.choice(PICTURES), dice.random() < 0.5),
            self._announce,
        )

    async def _announce(self) -> None:
        """Have the set say on the network that it comes or goes."""
        self._tv.announced(alive=self._dice.random() < 0.7)

    async def _recover(self, after: str) -> None:
        """Let the set be sane, and see that everything is known of it again."""
        wanted = {
            "power": self._dice.choice(("on", "art")),
            "volume": self._dice.randrange(1, 100),
            "gallery": {"current": self._dice.choice(PICTURES)},
            "input": self._dice.choice(("HDMI1", "HDMI2")),
        }
        if wanted["power"] == "on":
            wanted["app"] = self._dice.choice(APPS)
        self._found.counts[self._place] = await self._sets.calm_down(self._place, **wanted)
        self._tv.announced(alive=True)
        loop = asyncio.get_running_loop()
        end = loop.time() + RECOVERY
        # A command that was under way may still have arrived: what counts is what the set shows.
        while missing := _missing(self._tv.state, await self._sets.shown(self._place)):
            if loop.time() > end:
                self._found.unrecovered[f"after {after}: {', '.join(missing)}"] += 1
                return
            await asyncio.sleep(0.05)


def _missing(state: TVState, shown: Mapping[str, Any]) -> list[str]:
    """Return what is not yet known of what a set shows."""
    is_on = shown["power"] == "on"
    facts: dict[str, tuple[object, object]] = {
        "power": (state.power, Power(shown["power"]) if shown["power"] in ("on", "art") else Power.OFF),
        "connected": (state.connected, True),
        "volume": (state.volume, shown["volume"]),
        "app": (state.app.id if state.app else None, shown["app"] if is_on else None),
        "input": (state.control.source if state.control else None, shown["input"] if is_on else None),
        "art mode": (state.art.mode if state.art else None, not is_on),
    }
    if not is_on:
        current = state.art.current if state.art else None
        facts["picture"] = (current.content_id if current else None, shown["picture"])
    return [f"{name} {known!r} for {right!r}" for name, (known, right) in facts.items() if known != right]


def _check_printable(state: TVState, escapes: Escapes) -> None:
    """See that whatever was believed of a set can be stored and shown."""
    with suppress(RecursionError):
        try:
            json.dumps(repr(state), ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            escapes.add("state", error)


def _picture() -> bytes:
    """Return a small picture that every Frame shows."""
    written = io.BytesIO()
    Image.new("RGB", (64, 36), "navy").save(written, "JPEG", subsampling="4:2:0")
    return written.getvalue()


_PICTURE = _picture()
