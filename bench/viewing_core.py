"""What one observation costs: read, weighed with all others, and followed to what happens on the screen."""

from collections.abc import Iterator
import itertools
import statistics
import time
from typing import Final

from custom_components.parlor.viewing.observation import App, Knows, Medium, Observation, Role, Setup, Source, Status
from custom_components.parlor.viewing.watch import ScreenWatch

BEGAN: Final = 1_800_000_000.0
LENGTH: Final = 2400.0  # seconds of an episode
EACH: Final = 0.2  # seconds from one observation to the next
TELLS: Final = Knows.PLAYING | Knows.TITLE | Knows.POSITION
SETUP: Final = Setup(
    sources=(
        Source(id="tv", role=Role.SCREEN, brand="webostv", knows=Knows.POWER | Knows.APP | Knows.INPUT),
        Source(id="box", role=Role.INPUT, brand="apple_tv", knows=TELLS | Knows.APP, input="HDMI 1"),
        Source(id="console", role=Role.INPUT, brand="playstation_network", knows=Knows.PLAYING, input="HDMI 2"),
        Source(id="server", role=Role.PLAYER, brand="plex", knows=TELLS | Knows.PERSON, apps=frozenset({"plex"})),
        Source(id="cast", role=Role.PLAYER, brand="cast", knows=TELLS | Knows.APP),
        Source(id="plug", role=Role.POWER, knows=Knows.POWER),
    )
)
PLEX: Final = App(id="com.plexapp", name="Plex")


def fuse_us(observations: int) -> list[float]:
    """Return the microseconds that each of so many observations took, of a screen with six sources on a long evening."""
    now = BEGAN
    watch = ScreenWatch(SETUP, screen="bench", clock=lambda: now)
    found: list[float] = []
    for said in itertools.islice(_evening(), observations):
        now = said.at
        began = time.perf_counter()
        watch.observe(said)
        found.append((time.perf_counter() - began) * 1_000_000)
    return found


def median_us(observations: int, times: int) -> tuple[float, float]:
    """Return the median of so many evenings' medians, and that of their hundredth-slowest observations."""
    runs = [sorted(fuse_us(observations)) for _ in range(times)]
    return statistics.median(statistics.median(run) for run in runs), statistics.median(
        run[len(run) * 99 // 100] for run in runs
    )


def _evening() -> Iterator[Observation]:
    """Tell what six sources say: positions for the most part, and now and then a pause, an app, an input, another episode."""
    at = BEGAN
    yield Observation(source="tv", at=at, status=Status.ON, input="HDMI 1")
    for number in itertools.count():
        at += EACH
        position = (number * EACH) % LENGTH
        status = Status.PAUSED if 300 < position < 330 else Status.PLAYING
        episode = int(number * EACH // LENGTH) + 1
        medium = Medium(
            title=f"Part {episode}",
            series="The Harbour",
            season=1,
            episode=episode,
            content_type="tvshow",
            duration=LENGTH,
            position=position,
            position_at=at,
        )
        match number % 25:
            case 7:
                yield Observation(source="tv", at=at, status=Status.ON, input="HDMI 1")
            case 11:
                yield Observation(source="plug", at=at, status=Status.ON)
            case 17:
                yield Observation(source="console", at=at, status=Status.IDLE)
            case 23:
                yield Observation(source="cast", at=at, status=Status.IDLE)
            case _:
                yield Observation(source="box", at=at, status=status, app=PLEX, medium=medium)
