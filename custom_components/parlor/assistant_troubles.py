"""Models that are gone, or will be: told under Repairs with a choice of others, and taken back when it was made."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from homeassistant.const import CONF_MODEL
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .assistant_memory import models_in_use
from .assistant_options import CONF_ROLES, OWN_MODELS
from .const import DOMAIN
from .gpt.roles import shutdown_of

if TYPE_CHECKING:
    from . import ParlorConfigEntry

WARN_BEFORE: Final = timedelta(days=30)


class ModelTrouble(StrEnum):
    """What can be wrong with a model: the keys of its texts."""

    GONE = "model_gone"
    LEAVING = "model_leaving"


def leaving(models: Iterable[str], today: date) -> dict[str, date]:
    """Return the models that will be switched off soon, and when."""
    days = {model: shutdown_of(model) for model in models}
    return {model: day for model, day in days.items() if day is not None and today < day <= today + WARN_BEFORE}


@callback
def async_tell_models(hass: HomeAssistant, entry: ParlorConfigEntry, gone: Iterable[str], today: date) -> None:
    """Tell which models in use are gone and which are leaving, and take back what was told of others."""
    used = models_in_use(entry)
    troubles: dict[str, tuple[ModelTrouble, date | None]] = {
        model: (ModelTrouble.LEAVING, day) for model, day in leaving(used, today).items()
    }
    troubles |= {model: (ModelTrouble.GONE, None) for model in gone if model in used}
    for issue in _issues(hass, entry):
        if str((issue.data or {}).get("model")) not in troubles:
            ir.async_delete_issue(hass, DOMAIN, issue.issue_id)
    for model, (trouble, day) in troubles.items():
        async_tell_model(hass, entry, model, trouble, day)


@callback
def async_tell_model(
    hass: HomeAssistant, entry: ParlorConfigEntry, model: str, trouble: ModelTrouble, day: date | None = None
) -> None:
    """Tell of one model."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id(entry, model),
        data={"entry_id": entry.entry_id, "model": model},
        is_fixable=True,
        severity=ir.IssueSeverity.ERROR if trouble is ModelTrouble.GONE else ir.IssueSeverity.WARNING,
        translation_key=trouble,
        translation_placeholders={"name": entry.title, "model": model, "date": day.isoformat() if day else ""},
    )


@callback
def async_take_back(hass: HomeAssistant, entry: ParlorConfigEntry, model: str) -> None:
    """Take back that a model is gone: it answered."""
    issue = ir.async_get(hass).async_get_issue(DOMAIN, issue_id(entry, model))
    if issue is not None and issue.translation_key == ModelTrouble.GONE:
        ir.async_delete_issue(hass, DOMAIN, issue.issue_id)


@callback
def async_clear_models(hass: HomeAssistant, entry: ParlorConfigEntry) -> None:
    """Take back all that was told."""
    for issue in _issues(hass, entry):
        ir.async_delete_issue(hass, DOMAIN, issue.issue_id)


@callback
def async_replace_model(hass: HomeAssistant, entry: ParlorConfigEntry, old: str, new: str) -> None:
    """Name another model wherever an entry and its agents name one, and load them anew."""
    for subentry in tuple(entry.subentries.values()):
        if subentry.data.get(CONF_MODEL) == old:
            data = {**subentry.data, CONF_MODEL: new}
            hass.config_entries.async_update_subentry(entry, subentry, data=data)
    roles = dict(entry.options.get(CONF_ROLES) or {})
    changed = {key: new for key in OWN_MODELS if roles.get(key) == old}
    if changed:
        options = {**entry.options, CONF_ROLES: {**roles, **changed}}
        hass.config_entries.async_update_entry(entry, options=options)
    hass.config_entries.async_schedule_reload(entry.entry_id)


def issue_id(entry: ParlorConfigEntry, model: str) -> str:
    """Return what names the trouble of one model."""
    return f"model_{entry.entry_id}_{model}"


@callback
def _issues(hass: HomeAssistant, entry: ParlorConfigEntry) -> list[ir.IssueEntry]:
    prefix = issue_id(entry, "")
    issues = ir.async_get(hass).issues.items()
    return [issue for (domain, name), issue in issues if domain == DOMAIN and name.startswith(prefix)]
