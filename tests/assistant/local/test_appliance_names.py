"""What words mean among programs and appliances: a slip is forgiven, another number is another thing."""

import pytest

from custom_components.parlor.appliances.command import Program
from custom_components.parlor.assistant.appliances.naming import programs_called

PROGRAMS = (
    Program(key="c60", name="Baumwolle 60 °C"),
    Program(key="w", name="Wolle"),
    Program(key="m", name="Mixed load 60"),
)


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("Baumwolle 60 °C", ["c60"]),
        ("Baumwole 60 °C", ["c60"]),
        ("Baumwolle 40 °C", []),
        ("mixed load 30", []),
        ("mixd load 60", ["m"]),
        ("wool", []),
    ],
)
def test_programs(said: str, keys: list[str]) -> None:
    """Nobody gets another temperature than the one that was said."""
    assert [program.key for program in programs_called(PROGRAMS, said)] == keys
