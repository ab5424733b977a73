"""One programme of a channel, as a guide tells it."""

from dataclasses import dataclass
from typing import Final

from ..observation import Medium
from ..title import Title, TitleKind
from .made import title_of
from .words import is_news, is_sport, norm

# Categories of guides, by a part of their names in lower case.
_KINDS: Final = (
    (("news", "nachrichten", "뉴스"), TitleKind.NEWS),
    (("sport", "fußball", "football", "스포츠"), TitleKind.SPORT),
    (("movie", "film", "spielfilm", "영화"), TitleKind.FILM),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What a channel shows from `start` to `end`, in Unix time; `name` is that of an episode where `series` is told."""

    name: str
    start: float
    end: float
    series: str | None = None
    season: int | None = None
    episode: int | None = None
    year: int | None = None
    categories: tuple[str, ...] = ()

    def title(self, channel: str) -> Title | None:
        """Return the work that it is."""
        kind = self.kind
        if self.series or self.episode is not None:
            series = self.series or self.name
            own = self.name if norm(self.name) != norm(series) else None
            medium = Medium(title=own, series=series, season=self.season, episode=self.episode, content_type="episode")
            return title_of(medium)
        if kind is TitleKind.FILM:
            return title_of(Medium(title=self.name, year=self.year, content_type="movie"))
        made = title_of(Medium(title=self.name, is_live=True), channel=channel)
        if made is None or kind is None:
            return made
        return Title(key=made.key, kind=kind, name=made.name)

    @property
    def kind(self) -> TitleKind | None:
        """Return what its categories say of what kind it is, else what its name does; None where neither does."""
        told = " ".join(self.categories).casefold()
        found = next((kind for words, kind in _KINDS if any(word in told for word in words)), None)
        if found is not None:
            return found
        return TitleKind.NEWS if is_news(self.name) else TitleKind.SPORT if is_sport(self.name) else None
