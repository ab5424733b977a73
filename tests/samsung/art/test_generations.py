"""How a set of each generation is asked."""

import pytest

from custom_components.parlor.samsung.art.generations import (
    NEW,
    OLD,
    OLDEST,
    Generation,
    Learned,
    Slides,
    generation_of,
)


@pytest.mark.parametrize(
    ("version", "generation"),
    [
        ("0.97", OLDEST), ("1.0", OLDEST), ("2.03", OLD), ("3.1", OLD), ("4.3.4.0", NEW), ("5.0.1.0", NEW), ("6", NEW),
        (None, NEW), ("", NEW), ("x", NEW), ("-1.0", NEW), ("²", NEW), ("9" * 5000, NEW),
    ],
)  # fmt: skip
def test_generations(version: str | None, generation: Generation) -> None:
    assert generation_of(version) is generation


def test_what_was_learned_is_asked_alone_and_forgotten() -> None:
    learned = Learned(version="2.03")
    assert learned.ways_of(Slides, learned.generation.slides) == (Slides.AUTO_ROTATION, Slides.SLIDESHOW)
    learned.ways[Slides] = Slides.SLIDESHOW
    assert learned.ways_of(Slides, learned.generation.slides) == (Slides.SLIDESHOW,)
    learned.forget()
    assert learned.generation is NEW and learned.ways_of(Slides, OLD.slides) == OLD.slides
