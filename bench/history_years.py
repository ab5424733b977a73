"""A hundred thousand viewings as a large household has them in ten years: six screens, five persons, series, films, news, music, games."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
import random
from typing import Final

from custom_components.parlor.viewing.observation import App
from custom_components.parlor.viewing.seen import Activity
from custom_components.parlor.viewing.title import Title, TitleKind
from custom_components.parlor.viewing.viewing import Outcome, Viewing

UNTIL: Final = 1_795_028_400.0  # 2026-11-18 20:00 in Berlin
YEARS: Final = 10
PERSONS: Final = (None, "Ada", "Ben", "Cleo", "Dan", "Eve")
SCREENS: Final = tuple(f"01JSCREEN{number:017}" for number in range(6))
APPS: Final = tuple(App(id=f"app.{number}", name=f"App {number}") for number in range(12))
_WORDS: Final = """
    harbour winter signal glass river night copper garden silent ember paper north hollow summer iron mirror lantern quiet amber raven
    distant salt marble violet thunder orchard velvet station meadow compass
"""
WORDS: Final = tuple(_WORDS.split())
SERIES: Final = 400
FILMS: Final = 4000


class Years:
    """Makes up what was watched; the same for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        """Make up the titles that there are."""
        self._random = random.Random(seed)
        self.series = [self._name() for _ in range(SERIES)]
        self.films = [_film(self._name(), 1930 + number % 96) for number in range(FILMS)]
        self._programmes = [_other(TitleKind.LIVE, self._name()) for _ in range(200)]
        self._news = [_other(TitleKind.NEWS, f"{word} news".title()) for word in WORDS[:8]]
        self._games = [_other(TitleKind.GAME, self._name()) for _ in range(60)]
        self._at: dict[str, int] = {}

    def viewings(self, count: int) -> Iterator[Viewing]:
        """Yield viewings in the order in which they began."""
        step = YEARS * 365.25 * 86400 / count
        for number in range(count):
            started = UNTIL - (count - number) * step + self._random.random() * step
            yield self._viewing(f"{number:016x}", started)

    def _viewing(self, name: str, started: float) -> Viewing:
        chance = self._random
        title, length = self._title()
        share = 1.0 if chance.random() < 0.7 else chance.random()
        watched = length * share
        ended = started + watched + (600.0 if chance.random() < 0.2 else 0.0)
        is_game = title is not None and title.kind is TitleKind.GAME
        return Viewing(
            id=name,
            screen=chance.choice(SCREENS),
            started=started,
            as_of=ended,
            ended=ended,
            watched=watched,
            activity=Activity.GAMING if is_game else Activity.WATCHING,
            title=title,
            app=APPS[int(len(APPS) * chance.random() ** 2)],
            person=chance.choice(PERSONS),
            position=watched,
            duration=length,
            outcome=Outcome.FINISHED if share > 0.9 else Outcome.ABANDONED,
        )

    def _title(self) -> tuple[Title | None, float]:
        chance = self._random
        kind = chance.random()
        if kind < 0.55:
            return self._episode(self.series[int(SERIES * chance.random() ** 2)]), 2700.0
        if kind < 0.7:
            return self.films[int(FILMS * chance.random() ** 2)], 6300.0
        if kind < 0.85:
            return chance.choice(self._programmes), 3600.0
        if kind < 0.92:
            return chance.choice(self._news), 900.0
        return (chance.choice(self._games), 5400.0) if kind < 0.96 else (None, 2400.0)

    def _episode(self, series: str) -> Title:
        """Return the next episode of a series; after eight seasons it is watched anew."""
        number = self._at[series] = (self._at.get(series, -1) + 1) % 80
        season, episode = number // 10 + 1, number % 10 + 1
        key = f"episode:{series.casefold()}:s{season:02}e{episode:02}"
        name = f"The {WORDS[number % 30]} of {series.split()[number % 3]} {WORDS[number * 7 % 30]}".title()
        return Title(key=key, kind=TitleKind.EPISODE, name=name, series=series, season=season, episode=episode)

    def _name(self) -> str:
        return " ".join(self._random.sample(WORDS, 3)).title()


def _film(name: str, year: int) -> Title:
    return replace(_other(TitleKind.FILM, name), year=year)


def _other(kind: TitleKind, name: str) -> Title:
    return Title(key=f"{kind.value}:{name.casefold()}", kind=kind, name=name)


def titles_of(viewings: Iterable[Viewing]) -> dict[tuple[str, int | None], Title]:
    """Return each title once."""
    return {(title.key, title.year): title for viewing in viewings if (title := viewing.title) is not None}
