"""How a household switches apps: a few of them often, most of them seldom."""

from collections.abc import Iterable
import random
import time

from sim.samsung_tv.apps import CATALOGUE, App

APPS = 40
SESSIONS = 120  # apps opened in the weeks before


class Habits:
    """Chooses the next app: by Zipf's law in an order of this household's own, or any as often as any other."""

    def __init__(self, *, uniform: bool, seed: int) -> None:
        """Have habits."""
        self.random = random.Random(seed)
        self._apps = [app.app_id for app in forty_apps()]
        self.random.shuffle(self._apps)
        self._weights = [1.0 if uniform else 1 / rank for rank in range(1, APPS + 1)]

    def next(self, shown: str | None) -> str:
        """Return the next app, another than the one in front."""
        while (app := self.random.choices(self._apps, self._weights)[0]) == shown:
            pass
        return app

    def remembered(self) -> dict[str, list[float]]:
        """Return what Parlor would have kept of the weeks before."""
        opened = self.random.choices(self._apps, self._weights, k=SESSIONS)
        return {app: [float(opened.count(app)), time.time() - 3600] for app in set(opened)}


def forty_apps() -> tuple[App, ...]:
    """Return the apps of a TV with forty of them."""
    known = tuple(app for app in CATALOGUE if not app.native)
    more = (App(app_id=f"32099990{number:05}", name=f"App {number}") for number in range(APPS - len(known)))
    return (*known, *more)


def rate(times: Iterable[float]) -> int:
    """Return how many of these fall into one second at most."""
    ordered = sorted(times)
    return max(
        (sum(start <= at < start + 1 for at in ordered[place : place + 50]) for place, start in enumerate(ordered)),
        default=0,
    )
