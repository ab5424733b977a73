"""A library that both servers have."""

from sim.media_server import Library, Play, Work

EVENING = 1_790_000_000
NIGHT = EVENING + 86_400


def small_library() -> Library:
    """Return a library of two persons: a film, two episodes, one of them left in its middle."""
    library = Library(persons=["Anna", "Ben"])
    library.add(
        Work(id=101, name="Arrival", minutes=116, year=2016, imdb="tt2543164"),
        Play(work=101, person="Anna", at=EVENING),
        Play(work=101, person="Ben", at=NIGHT, device="Tablet"),
    )
    library.add(
        Work(id=201, name="Good News About Hell", minutes=57, year=2022, series="Severance", season=1, episode=1),
        Play(work=201, person="Anna", at=EVENING + 7200),
    )
    library.add(
        Work(id=202, name="Half Loop", minutes=53, year=2022, series="Severance", season=1, episode=2),
        Play(work=202, person="Anna", at=NIGHT + 7200, position=1200),
    )
    library.add(Work(id=301, name="Unseen", minutes=90, year=1999))
    return library
