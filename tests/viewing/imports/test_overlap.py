"""What of an import is new."""

from dataclasses import replace

import pytest

from custom_components.parlor.viewing.imports.overlap import unknown
from custom_components.parlor.viewing.title import Title, TitleKind
from custom_components.parlor.viewing.titles import same_work
from custom_components.parlor.viewing.viewing import Viewing

ARRIVAL = Title(key="film:arrival", kind=TitleKind.FILM, name="Arrival")
DUNE = Title(key="film:dune", kind=TitleKind.FILM, name="Dune")
READ = Viewing(id="plex:1", screen="Plex", started=10_000, as_of=16_000, ended=16_000, title=ARRIVAL, person="Anna")
LIVE = replace(READ, id="live", screen="den", person=None)


@pytest.mark.parametrize(
    ("present", "is_new"),
    [
        (LIVE, False),
        (replace(LIVE, started=9_000, ended=None, as_of=15_500), False),
        (replace(LIVE, started=16_500, ended=17_000, as_of=17_000), False),  # clocks differ
        (replace(LIVE, started=20_000, ended=26_000, as_of=26_000), True),
        (replace(LIVE, title=DUNE), True),
        (replace(LIVE, title=None), True),
        (replace(LIVE, person="anna"), False),
        (replace(LIVE, person="Ben"), True),
        (replace(LIVE, title=DUNE, screen="Plex"), False),  # one screen shows one thing at a time
        (READ, True),  # left to the history
    ],
)
def test_what_is_new(present: Viewing, is_new: bool) -> None:
    assert unknown([READ], [present], same_work) == ((READ,) if is_new else ())


def test_a_long_one_that_began_long_before() -> None:
    others = [replace(LIVE, id=f"x{n}", started=n * 100, ended=n * 100 + 50, as_of=n * 100 + 50) for n in range(1, 90)]
    long = replace(LIVE, id="long", started=1, ended=50_000, as_of=50_000)
    assert unknown([READ], [*others, long], same_work) == ()
    assert unknown([READ], [replace(other, title=DUNE) for other in others], same_work) == (READ,)
