"""What the page on appliances says is what the code has."""

from pathlib import Path
import re
from typing import Any

import pytest

from custom_components.parlor.appliances.kind import ApplianceKind
from custom_components.parlor.appliances.sources.brand import RUNNING
from custom_components.parlor.appliances.sources.find import BRANDS
from custom_components.parlor.appliances_known import async_appliances
from custom_components.parlor.condition_job import JOB_CONDITIONS
from custom_components.parlor.job_told import job_told
from custom_components.parlor.services_appliance import TEXTS
from custom_components.parlor.trigger import TRIGGERS
from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util.yaml import load_yaml_dict

from .machines import add_machine

ROOT = Path(__file__).parents[2]
INTEGRATION = ROOT / "custom_components/parlor"
PAGE = (ROOT / "docs/appliances.md").read_text(encoding="utf-8")
JOB_TRIGGERS = [key for key in TRIGGERS if key.startswith("job_")]


def test_each_brand_trigger_condition_and_action_is_on_the_page() -> None:
    assert all(f"`{brand}` |" in PAGE for brand in BRANDS if brand != RUNNING)
    named = set(re.findall(r"`parlor\.(\w+)`", PAGE))
    actions = {
        name
        for name, action in load_yaml_dict(str(INTEGRATION / "services.yaml")).items()
        if not name.startswith(".") and isinstance(action, dict) and _is_for_appliances(action)
    }
    assert named == {*JOB_TRIGGERS, *JOB_CONDITIONS, *actions} and len(actions) == 6


def _is_for_appliances(action: Any) -> bool:
    """Say whether an action has appliances as its target: none of the others has buttons."""
    entity = (action.get("target") or {}).get("entity")
    return isinstance(entity, list) and "button" in entity[0]["domain"]


async def test_what_a_trigger_tells_is_on_the_page(hass: HomeAssistant) -> None:
    add_machine(hass)
    (one,) = async_appliances(hass).all.values()
    told = PAGE.partition("A trigger tells in `trigger`")[2].partition("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", told)) - {"door_open"} == {*job_told(one, one.job()), "reason", "is_late"}


@pytest.mark.parametrize("language", ["en", "de", "ko"])
async def test_each_kind_and_reason_has_a_text(hass: HomeAssistant, language: str) -> None:
    kinds = await async_get_translations(hass, language, "selector", {"parlor"})
    assert all(kinds[f"component.parlor.selector.appliance_kind.options.{kind}"] for kind in ApplianceKind)
    reasons = await async_get_translations(hass, language, "exceptions", {"parlor"})
    assert all("{name}" in reasons[f"component.parlor.exceptions.{key}.message"] for key in TEXTS.values())
