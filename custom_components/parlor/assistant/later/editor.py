"""Automations in the file of Home Assistant's editor: saved, and removed again, as the editor does, under its lock."""

from collections.abc import Callable, Mapping
import inspect
import logging
from typing import TYPE_CHECKING, Any, Final

import probatio

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er

if TYPE_CHECKING:
    from homeassistant.components.config.automation import EditAutomationConfigView

_LOGGER = logging.getLogger(__name__)
AUTOMATION: Final = "automation"
EDITOR: Final = "/api/config/automation/config/{config_key}"


class Invalid(HomeAssistantError):
    """Home Assistant does not take it for an automation."""


class NoEditor(HomeAssistantError):
    """Automations cannot be saved here: there is no editor for them."""


async def async_save(hass: HomeAssistant, config: Mapping[str, Any]) -> str | None:
    """Save an automation, and load it; returns its entity, None where it is not loaded.

    Raises NoEditor, and Invalid where it is no automation any more.
    """
    from homeassistant.components.automation.config import async_validate_config_item

    editor, key = _editor(hass), str(config["id"])
    told = {name: value for name, value in config.items() if name != "id"}
    try:
        await async_validate_config_item(hass, key, dict(config))
    except (probatio.Invalid, HomeAssistantError) as error:
        raise Invalid(str(error)[:300]) from error
    await _async_write(hass, editor, lambda kept: editor._write_value(hass, kept, key, told))  # noqa: SLF001  its order of keys
    await hass.services.async_call(AUTOMATION, "reload", {"id": key}, blocking=True)
    return _entity_of(hass, key)


async def async_unsave(hass: HomeAssistant, config: Mapping[str, Any]) -> bool:
    """Remove an automation that still is as it was saved; returns whether it was. Raises NoEditor and Invalid."""
    editor, key = _editor(hass), str(config["id"])
    is_there = False

    def remove(kept: list[dict[str, Any]]) -> None:
        nonlocal is_there
        is_there = any(each == config for each in kept)
        kept[:] = [each for each in kept if each != config]

    await _async_write(hass, editor, remove)
    entity_id = _entity_of(hass, key)
    if is_there and entity_id is not None:
        er.async_get(hass).async_remove(entity_id)
    return is_there


async def _async_write(
    hass: HomeAssistant, editor: EditAutomationConfigView, change: Callable[[list[dict[str, Any]]], None]
) -> None:
    """Change the file under the editor's lock; raises Invalid where it is not what the editor writes."""
    from homeassistant.components.config.view import _write

    try:
        async with editor.mutation_lock:
            current = await editor.read_config(hass)
            if not isinstance(current, list) or not all(isinstance(each, dict) for each in current):
                raise Invalid("automations.yaml is no list of automations")
            change(current)
            await hass.async_add_executor_job(_write, hass.config.path(editor.path), current)
    except (HomeAssistantError, OSError) as error:
        _LOGGER.warning("The automations could not be changed: %s", type(error).__name__)
        raise Invalid(str(error)[:300]) from error


def _entity_of(hass: HomeAssistant, key: str) -> str | None:
    """Return the entity of an automation."""
    return er.async_get(hass).async_get_entity_id(AUTOMATION, AUTOMATION, key)


def _editor(hass: HomeAssistant) -> EditAutomationConfigView:
    """Return the editor of automations: only it has the lock under which the file is written. Raises NoEditor."""
    from homeassistant.components.config.automation import EditAutomationConfigView

    for resource in hass.http.app.router.resources():
        if resource.canonical != EDITOR:
            continue
        for route in resource:
            view = inspect.getclosurevars(route.handler).nonlocals.get("view")
            if isinstance(view, EditAutomationConfigView):
                return view
    raise NoEditor
