"""What the flow says of entries of any kind."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.config_flow import ParlorConfigFlow
from custom_components.parlor.const import DOMAIN
from homeassistant.config_entries import SOURCE_IGNORE, SOURCE_USER


@pytest.mark.parametrize(
    ("data", "source", "types"),
    [
        ({"kind": "assistant"}, SOURCE_USER, {"conversation"}),
        ({"kind": "tv"}, SOURCE_USER, set()),
        ({}, SOURCE_IGNORE, set()),
    ],
)
async def test_what_can_be_added_below_an_entry(data: dict[str, str], source: str, types: set[str]) -> None:
    entry = MockConfigEntry(domain=DOMAIN, data=data, source=source)
    assert set(ParlorConfigFlow.async_get_supported_subentry_types(entry)) == types
