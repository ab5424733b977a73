"""A small integration without a fault, for the tests of the checks to break."""

from pathlib import Path

GOOD: dict[str, str] = {
    "manifest.json": """{
  "domain": "lamp", "name": "Lamp", "codeowners": ["@someone"], "config_flow": true, "dependencies": ["light"],
  "documentation": "https://example.org/lamp", "integration_type": "hub", "iot_class": "local_push",
  "issue_tracker": "https://example.org/lamp/issues", "requirements": ["openai>=1,<9", "lamp-client==1.2"],
  "version": "1.0.0"
}""",
    "icons.json": """{
  "entity": {"sensor": {"warmth": {"default": "mdi:fire"}}},
  "services": {"glow": {"service": "mdi:lamp"}},
  "triggers": {"glowed": {"trigger": "mdi:lamp-outline"}}
}""",
    "services.yaml": """
glow:
  fields:
    colour:
      required: true
      selector: {select: {options: [red, blue], translation_key: colour}}
    more:
      fields:
        seconds: {selector: {number: {min: 0, max: 10}}}
""",
    "triggers.yaml": """
glowed:
  target: {entity: {domain: light}}
  fields:
    for: {selector: {duration: }}
""",
    "trigger.py": """
from homeassistant.components.light import DOMAIN

async def async_get_triggers(hass):
    return {"glowed": DOMAIN}
""",
    "__init__.py": """
from homeassistant.exceptions import HomeAssistantError

async def async_setup(hass, config):
    hass.services.async_register("lamp", "glow", glow)

def glow(call):
    raise HomeAssistantError(translation_domain="lamp", translation_key="dark", translation_placeholders={"name": "x"})
""",
    "sensor.py": """
DESCRIPTION = SensorEntityDescription(key="warmth", translation_key="warmth")
""",
    "const.py": """
from enum import StrEnum

class Kind(StrEnum):
    DESK = "desk"
    FLOOR = "floor"
""",
    "config_flow.py": """
from homeassistant.config_entries import ConfigFlow, ConfigSubentryFlow
from homeassistant.const import CONF_HOST
import probatio
from .const import Kind

SCHEMA = probatio.Schema({probatio.Required(CONF_HOST): str})

def schema_of_desk(host):
    return probatio.Schema({
        probatio.Required(CONF_HOST, default=host): str,
        probatio.Required("advanced"): section(probatio.Schema({probatio.Optional("port"): int})),
    })

class DeskFlow(ConfigFlow):
    async def async_step_desk(self, user_input=None):
        errors = {}
        try:
            await ask()
        except OSError:
            errors["base"] = "cannot_connect"
        schema = self.add_suggested_values_to_schema(schema_of_desk("x"), user_input)
        return self.async_show_form(step_id="desk", data_schema=schema, errors=errors)

    async def async_step_reconfigure(self, user_input=None):
        await self.async_set_unique_id("1")
        self._abort_if_unique_id_configured()
        return self.async_update_reload_and_abort(self.entry)

class LampFlow(DeskFlow, ConfigFlow, domain="lamp"):
    @classmethod
    def async_get_supported_subentry_types(cls, entry):
        return {"bulb": BulbFlow}

    async def async_step_user(self, user_input=None):
        return self.async_show_menu(step_id="user", menu_options=[Kind.DESK, Kind.FLOOR])

    async def async_step_floor(self, user_input=None):
        return self._show("floor")

    def _show(self, step):
        return self.async_show_form(step_id=step, data_schema=SCHEMA)

class BulbFlow(ConfigSubentryFlow):
    async def async_step_user(self, user_input=None):
        fields: dict[object, object] = {probatio.Required("name"): str}
        if user_input:
            fields[probatio.Optional("watts")] = int
            return self.async_abort(reason="no_socket")
        return self.async_show_form(step_id="user", data_schema=probatio.Schema(fields))
""",
    "translations/en.json": """{
  "title": "Lamp",
  "config": {
    "step": {
      "user": {"title": "What", "menu_options": {"desk": "Desk", "floor": "Floor"}},
      "desk": {
        "title": "Desk", "data": {"host": "Host"}, "data_description": {"host": "Where it is"},
        "sections": {"advanced": {"name": "More", "data": {"port": "Port"}, "data_description": {"port": "Its port"}}}
      },
      "floor": {"title": "Floor", "data": {"host": "Host"}, "data_description": {"host": "Where it is"}}
    },
    "error": {"cannot_connect": "No answer"},
    "abort": {"already_configured": "Known", "already_in_progress": "Busy", "reconfigure_successful": "Changed"}
  },
  "config_subentries": {
    "bulb": {
      "entry_type": "Bulb", "initiate_flow": {"user": "Add bulb"}, "abort": {"no_socket": "No socket"},
      "step": {"user": {
        "title": "Bulb", "data": {"name": "Name", "watts": "Watts"},
        "data_description": {"name": "Its name", "watts": "Its power"}
      }}
    }
  },
  "entity": {"sensor": {"warmth": {"name": "Warmth"}}},
  "exceptions": {"dark": {"message": "{name} is dark"}},
  "selector": {"colour": {"options": {"red": "Red", "blue": "Blue"}}},
  "services": {
    "glow": {
      "name": "Glow", "description": "Glows.",
      "fields": {
        "colour": {"name": "Colour", "description": "Which."}, "seconds": {"name": "Seconds", "description": "How long."}
      },
      "sections": {"more": {"name": "More"}}
    }
  },
  "triggers": {
    "glowed": {"name": "Glowed", "description": "Fires.", "fields": {"for": {"name": "For", "description": "How long."}}}
  }
}""",
}
GOOD |= {f"translations/{language}.json": GOOD["translations/en.json"] for language in ("de", "ko")}


def write(folder: Path, changes: dict[str, tuple[str, str]]) -> Path:
    """Write the example below a folder, with one text replaced by another in some files; `("", x)` makes a file of x."""
    root = folder / "lamp"
    for name, text in (GOOD | dict.fromkeys(changes.keys() - GOOD.keys(), "")).items():
        old, new = changes.get(name, ("", ""))
        assert old in text, f"{name} does not say {old}"
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(old, new) if old else new or text)
    return root
