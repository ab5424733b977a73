"""Waiting less for what never comes."""

import pytest

ART = "custom_components.parlor.samsung.art"
LESS: dict[str, dict[str, float]] = {
    "asking": {"ANSWER": 0.3},
    "watch": {"PROBE": 0.15},
    "transfer": {"RECEIVE": 1, "SEND": 1, "STALL": 1},
    "pictures": {"THUMBNAIL": 0.5, "READY": 0.5, "ADDED": 0.5, "SETTLE": 0.5},
}


SOME: dict[str, dict[str, float]] = {
    "asking": {"ANSWER": 0.4},
    "watch": {"PROBE": 0.3},
    "socket": {"READY_WAIT": 0.3},
    "channel": {"LIST": 0.5},
    "pictures": {"THUMBNAIL": 0.5},
}


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a set that misbehaves anyway no more time than it takes to see that."""
    limit(monkeypatch, LESS)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a set that may still answer enough time on a busy machine."""
    limit(monkeypatch, SOME)


def limit(monkeypatch: pytest.MonkeyPatch, limits: dict[str, dict[str, float]]) -> None:
    """Change how long is waited."""
    for module, seconds in limits.items():
        for name, value in seconds.items():
            monkeypatch.setattr(f"{ART}.{module}.{name}", value)
