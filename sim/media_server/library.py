"""What a media server has, and who watched it when."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A film, or an episode where it has a series; `imdb` is what others call it."""

    id: int
    name: str
    minutes: int
    year: int | None = None
    series: str | None = None
    season: int | None = None
    episode: int | None = None
    imdb: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """That somebody watched a work: `at` is the Unix time at which it ended, `position` the seconds at which it was left, if before its end."""

    work: int
    person: str
    at: int
    device: str = "Living Room TV"
    position: int | None = None


@dataclass(slots=True)
class Library:
    """The works of a server, the persons who have an account there, the first of whom owns it, and what they watched."""

    works: dict[int, Work] = field(default_factory=dict)
    persons: list[str] = field(default_factory=lambda: ["Anna"])
    plays: list[Play] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)  # works that were deleted since they were watched

    def add(self, work: Work, *plays: Play) -> None:
        """Add a work, and how often it was watched."""
        self.works[work.id] = work
        self.plays.extend(plays)

    def devices(self) -> list[str]:
        """Return the devices on which something was watched, in the order of their ids."""
        return sorted({play.device for play in self.plays})
