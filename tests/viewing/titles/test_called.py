"""What titles are called, also those that were written down long ago."""

import pytest

from custom_components.parlor.viewing.title import Title, TitleKind
from custom_components.parlor.viewing.titles import own_name, told_name

SEVERANCE = {"series": "Severance", "season": 1, "episode": 4}


@pytest.mark.parametrize(
    ("name", "numbers", "own", "told"),
    [
        ("S01E04", SEVERANCE, None, "Severance S01E04"),
        ("Severance S01E04", SEVERANCE, None, "Severance S01E04"),
        ("Severance", SEVERANCE, None, "Severance S01E04"),
        ("Episode 4", SEVERANCE, None, "Severance S01E04"),
        ("The You You Are", SEVERANCE, "The You You Are", "The You You Are"),
        ("S02E04", SEVERANCE, "S02E04", "S02E04"),
        ("Severance", {"series": "Severance"}, None, "Severance"),
        ("미스터 션샤인 4", {"series": "미스터 션샤인", "episode": 4}, None, "미스터 션샤인 4"),
        ("제4회", {"series": "미스터 션샤인", "episode": 4}, "제4회", "제4회"),
        ("Heat", {}, "Heat", "Heat"),
    ],
)
def test_names(name: str, numbers: dict[str, str | int], own: str | None, told: str) -> None:
    title = Title(key="key", kind=TitleKind.EPISODE, name=name, **numbers)  # type: ignore[arg-type]  # one dict of all
    assert (own_name(title), told_name(title)) == (own, told)
