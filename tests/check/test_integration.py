"""The check of an integration's files finds each kind of fault, and none where there is none."""

from pathlib import Path

import pytest

from scripts.check import integration
from scripts.check.manifest import read_constraints

from .example import write

CONSTRAINTS = {"Home Assistant 1": read_constraints("openai==3.1  # pinned\nurllib3>=2\n")}
EN = "translations/en.json"

BROKEN: dict[str, tuple[str, str, str, str]] = {
    # what: (file, old, new, what is said)
    "unknown key": ("manifest.json", '"version"', '"colour": 1, "version"', "colour"),
    "missing key": ("manifest.json", '"iot_class": "local_push",', "", "iot_class"),
    "order of keys": (
        "manifest.json",
        '"domain": "lamp", "name": "Lamp"',
        '"name": "Lamp", "domain": "lamp"',
        "not sorted",
    ),
    "bad version": ("manifest.json", '"1.0.0"', '"one"', "not a version"),
    "bad class": ("manifest.json", '"local_push"', '"local"', "iot_class"),
    "core's documentation": (
        "manifest.json",
        "example.org/lamp",
        "www.home-assistant.io/integrations/lamp",
        "documentation",
    ),
    "another domain": ("manifest.json", '"domain": "lamp"', '"domain": "torch"', "not the folder's name"),
    "no config flow said": ("manifest.json", '"config_flow": true', '"config_flow": false', "do not agree"),
    "requirement is no requirement": ("manifest.json", "lamp-client==1.2", "lamp client 1", "lamp client 1"),
    "requirement without version": ("manifest.json", "lamp-client==1.2", "lamp-client", "says no version"),
    "requirement that core decides": ("manifest.json", "openai>=1,<9", "openai==3.1", "use a range"),
    "requirement that core breaks": ("manifest.json", "openai>=1,<9", "openai>=4", "has 3.1"),
    "dependency that is not": (
        "manifest.json",
        '["light"]',
        '["light", "lamps"]',
        "depends on lamps, which there is not",
    ),
    "dependency not said": (
        "sensor.py",
        "DESC",
        "from homeassistant.components import http, light\nDESC",
        "uses http, which the manifest",
    ),
    "library not said": ("sensor.py", "DESC", "import rapidfuzz.fuzz\nDESC", "imports rapidfuzz.fuzz, which"),
    "wrong shape": (EN, '"error": {', '"errors": {', "errors"),
    "HTML": (EN, "No answer", "<b>No</b> answer", "no HTML"),
    "quoted placeholder": (EN, "{name} is dark", "'{name}' is dark", "single quotes"),
    "reference": (EN, "No answer", "[%key:common::no%]", "references"),
    "space around": (EN, "No answer", "No answer ", "without space"),
    "language lacks a key": ("translations/de.json", '"title": "Lamp",', "", "de.json: title is missing"),
    "language has a key more": (
        "translations/ko.json",
        '"title": "Lamp",',
        '"title": "L", "common": {"x": "X"},',
        "not in en",
    ),
    "language has another placeholder": ("translations/de.json", "{name} is dark", "{nom} is dark", "placeholders"),
    "step without title": (EN, '"title": "Desk", ', "", "config.step.desk.title is missing"),
    "step through a parameter": (
        EN,
        '"floor": {"title": "Floor", ',
        '"floor": {',
        "config.step.floor.title is missing",
    ),
    "field without name": (
        EN,
        '"title": "Floor", "data": {"host": "Host"}',
        '"title": "Floor"',
        "step.floor.data.host",
    ),
    "field without description": (
        EN,
        ', "data_description": {"port": "Its port"}',
        "",
        "data_description.port is missing",
    ),
    "field that is added later": (EN, ', "watts": "Its power"', "", "bulb.step.user.data_description.watts is missing"),
    "section without name": (EN, '"advanced": {"name": "More", ', '"advanced": {', "sections.advanced.name is missing"),
    "menu option": (EN, ', "floor": "Floor"}', "}", "menu_options.floor is missing"),
    "error": (EN, '"error": {"cannot_connect": "No answer"},', "", "config.error.cannot_connect is missing"),
    "abort": (EN, '"already_configured": "Known", ', "", "abort.already_configured is missing"),
    "abort by Home Assistant": (EN, ', "reconfigure_successful": "Changed"', "", "reconfigure_successful is missing"),
    "abort of a subentry": (EN, ', "abort": {"no_socket": "No socket"}', "", "config_subentries.bulb.abort.no_socket"),
    "subentry's beginning": (EN, ', "initiate_flow": {"user": "Add bulb"}', "", "bulb.initiate_flow.user is missing"),
    "step_id that is computed": ("config_flow.py", 'step_id="user"', "step_id=compute()", "cannot be read"),
    "unused step": (
        EN,
        '"floor": {"title"',
        '"roof": {"title": "R"}, "floor": {"title"',
        "config.step.roof.title is not used",
    ),
    "unused field": (
        EN,
        '"title": "Floor", "data": {',
        '"title": "Floor", "data": {"size": "S", ',
        "data.size is not used",
    ),
    "unused error": (EN, '"error": {', '"error": {"too_bright": "T", ', "error.too_bright is not used"),
    "unused exception": (
        EN,
        '"exceptions": {',
        '"exceptions": {"wet": {"message": "W"}, ',
        "exceptions.wet.message is not",
    ),
    "unused entity": (EN, '"sensor": {', '"sensor": {"cold": {"name": "C"}, ', "entity.sensor.cold.name is not used"),
    "unused selector": (
        EN,
        '"selector": {',
        '"selector": {"shape": {"options": {"a": "A"}}, ',
        "selector.shape.options.a",
    ),
    "exception without text": (EN, '"dark": {"message"', '"dim": {"message"', "exceptions.dark.message is missing"),
    "exception without placeholder": ("__init__.py", '{"name": "x"}', '{"nam": "x"}', "dark is raised without name"),
    "entity that stands for nothing": ("sensor.py", '_key="warmth"', '_key="heat"', "entity.sensor.heat has neither"),
    "choice without text": (EN, ', "blue": "Blue"', "", "selector.colour.options.blue is missing"),
    "service without text": (EN, '"name": "Glow", ', "", "services.glow.name is missing"),
    "service's field without text": (
        EN,
        '"colour": {"name": "Colour", ',
        '"colour": {',
        "services.glow.fields.colour.name",
    ),
    "service's section without text": (
        EN,
        '"sections": {"more": {"name": "More"}}',
        '"sections": {}',
        "sections.more.name",
    ),
    "service without icon": (
        "icons.json",
        '"services": {"glow": {"service": "mdi:lamp"}},',
        "",
        "services.glow.service",
    ),
    "service that is not": (EN, '"services": {', '"services": {"glare": {"name": "G"}, ', "services.glare is not in"),
    "service's selector": ("services.yaml", "number: {min: 0, max: 10}", "numbre: {}", "services.yaml"),
    "trigger without text": (EN, '"name": "Glowed", ', "", "triggers.glowed.name is missing"),
    "trigger's field": ("triggers.yaml", "for: {selector", "for: {colour: 1, selector", "triggers.yaml"),
    "trigger without icon": ("icons.json", '"glowed"', '"glew"', "triggers.glowed.trigger is missing"),
    "icon of nothing": (
        "icons.json",
        '"glow": {',
        '"glare": {"service": "mdi:lamp"}, "glow": {',
        "services.glare is not in",
    ),
    "foreign icon": ("icons.json", "mdi:fire", "fa:fire", "fa:fire is not an icon"),
    "services not registered": (
        "__init__.py",
        'hass.services.async_register("lamp", "glow", glow)',
        "pass",
        "superfluous",
    ),
    "triggers without file": ("trigger.py", "async_get_triggers", "other", "triggers.yaml: superfluous"),
    "conditions without file": (
        "const.py",
        "from enum",
        "async def async_get_conditions(): ...\nfrom enum",
        "conditions.yaml: missing",
    ),
}


def test_nothing_is_wrong_with_the_example(tmp_path: Path) -> None:
    """The checks are silent about an integration without a fault."""
    assert list(integration.check(write(tmp_path, {}), CONSTRAINTS)) == []


@pytest.mark.parametrize(("file", "old", "new", "said"), BROKEN.values(), ids=BROKEN)
def test_fault_is_found(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    """Each kind of fault is said, in words that name it."""
    problems = list(integration.check(write(tmp_path, {file: (old, new)}), CONSTRAINTS))
    assert any(said in problem for problem in problems), problems


def test_language_that_is_missing_is_found(tmp_path: Path) -> None:
    """All languages are there, or it is said."""
    folder = write(tmp_path, {})
    (folder / "translations/ko.json").unlink()
    assert list(integration.check(folder, CONSTRAINTS)) == ["translations/ko.json: missing"]
