"""What the tests of brands share: entities as their registries know them, states as they tell them, and the words of the installed integrations."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
import json
from pathlib import Path
from typing import Any, Final

from hypothesis import settings, strategies as st
import pytest

from custom_components.parlor.appliances.command import Command, Order, ServiceCall
from custom_components.parlor.appliances.facts import EntityFact, StateFact
from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.reading import Reading
from custom_components.parlor.appliances.sources.brand import Brand, Wiring
import homeassistant.components

NOW: Final = 1_790_000_000.0
DEVICE: Final = "0a1b2c3d4e5f"


def one(brand: Brand, facts: Iterable[EntityFact]) -> Wiring:
    """Return the one appliance that a brand finds."""
    (wiring,) = brand.find(tuple(facts))
    return wiring


def kinds(brand: Brand, facts: Iterable[EntityFact]) -> dict[str | None, ApplianceKind]:
    """Return the kinds of what a brand finds, by its parts."""
    return {wiring.part: wiring.kind for wiring in brand.find(tuple(facts))}


def iso(at: float) -> str:
    """Return a time as Home Assistant writes it as a state."""
    return datetime.fromtimestamp(at, UTC).isoformat()


class Told:
    """States as they are told one after another; `read` says what is made of all that was told until then."""

    def __init__(self, brand: Brand, wiring: Wiring) -> None:
        """Know nothing yet."""
        self.brand, self.wiring = brand, wiring
        self.now = NOW
        self.states: dict[str, StateFact] = {}

    def tell(self, minutes: float, states: Mapping[str, str], **attributes: Mapping[str, Any]) -> Reading:
        """Tell states so many minutes after the beginning, and return what is then read; attributes are by the ends of ids."""
        self.now = NOW + minutes * 60
        for entity_id, state in states.items():
            more = attributes.get(entity_id.partition(".")[2], {})
            self.states[entity_id] = StateFact(state=state, at=self.now, attributes=more)
        return self.read()

    def read(self) -> Reading:
        """Return what is read now."""
        return self.brand.read(self.wiring, self.states, self.now)

    def order(self, command: Command, **more: Any) -> Any:
        """Return what carries out an order now, or why it cannot be carried out: calls as action, entity and data."""
        calls = self.brand.calls(self.wiring, self.states, Order(command=command, **more), self.now)
        if not isinstance(calls, tuple):
            return calls
        return [(call.action, call.entity_id, dict(call.data)) for call in calls if isinstance(call, ServiceCall)]


def words(platform: str, domain: str, key: str) -> set[str]:
    """Return the words of an entity of the installed integration; skip where it does not have them."""
    return set(installed(platform, "entity", domain, key, "state"))


def event_words(platform: str, key: str) -> set[str]:
    """Return the types of an event of the installed integration; skip where it does not have them."""
    return set(installed(platform, "entity", "event", key, "state_attributes", "event_type", "state"))


def installed(platform: str, *path: str) -> dict[str, Any]:
    """Return a part of the texts of the installed integration; skip where it has none."""
    file = Path(homeassistant.components.__path__[0]) / platform / "strings.json"
    if not file.exists():
        pytest.skip(f"{platform} is not installed")
    found: Any = json.loads(file.read_text())
    for step in path:
        found = found.get(step) if isinstance(found, dict) else None
    if not isinstance(found, dict):
        pytest.skip(f"{platform} has no {'.'.join(path)}")
    return found


AT_LEISURE: Final = settings(deadline=None, max_examples=60)  # a busy machine is no fault of what is read
_TEXT: Final = st.text(alphabet="ab9_:-T.+é ", max_size=12)
_ANY: Final = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), _TEXT, st.just(["on", 3]))
_ODD: Final = ("", "on", "off", "unknown", "unavailable", "present", "nan", "inf", "-1", "9e99", "9999-99", iso(NOW))
_ATTRIBUTES: Final = ("options", "event_type", "min", "max", "step", "unit_of_measurement", "supported_features")


def nonsense(wiring: Wiring, *likely: str) -> st.SearchStrategy[dict[str, StateFact]]:
    """Return states of an appliance that say anything at all, words that it has among them."""
    told = st.builds(
        StateFact,
        state=st.one_of(_TEXT, st.sampled_from((*_ODD, *likely))),
        at=st.sampled_from((0.0, NOW - 60, NOW, NOW + 60, NOW * 2)),
        attributes=st.dictionaries(st.sampled_from(_ATTRIBUTES), _ANY, max_size=2),
    )
    return st.dictionaries(st.sampled_from(sorted(wiring.facts)), told, max_size=8)


def survives(brand: Brand, wiring: Wiring, states: dict[str, StateFact]) -> None:
    """Have a brand read states and answer every order; whatever they say, it must."""
    reading = brand.read(wiring, states, NOW)
    assert reading.at <= NOW
    keys = [program.key for program in brand.programs(wiring, states)]
    assert all(program.name for program in brand.programs(wiring, states) if program.key)
    for command in Command:
        for program in (None, "nothing", *keys[:1]):
            for ready_at in (None, NOW + 3600, float("nan"), float("inf")):
                order = Order(command=command, program=program, ready_at=ready_at)
                assert brand.calls(wiring, states, order, NOW) is not None
