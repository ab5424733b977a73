"""Waiting less for what never comes."""

import pytest

ART = "custom_components.parlor.samsung.art"
LESS: dict[str, dict[str, float]] = {
    "asking": {"ANSWER": 0.3},
    "watch": {"PROBE": 0.05},
    "transfer": {"RECEIVE": 1, "SEND": 1, "STALL": 1},
    "pictures": {"THUMBNAIL": 0.5, "READY": 0.5, "ADDED": 0.5, "SETTLE": 0.5},
}


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a set that misbehaves anyway no more time than it takes to see that."""
    for module, limits in LESS.items():
        for name, seconds in limits.items():
            monkeypatch.setattr(f"{ART}.{module}.{name}", seconds)
