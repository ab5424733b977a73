"""The steps in which an agent's rules and its PIN are set."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import probatio

from homeassistant.config_entries import ConfigSubentryFlow, SubentryFlowResult
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    LabelSelector,
    LabelSelectorConfig,
    ObjectSelector,
    ObjectSelectorConfig,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
from homeassistant.helpers.translation import async_get_translations

from .agent_terms import ANYBODY, CONF_SPEAKER, CONF_VERDICT, KNOWN, UNKNOWN, rule_of
from .assistant.confirming.answer import FEWEST_DIGITS, MOST_DIGITS
from .assistant.confirming.pin import Pin
from .assistant.policy.rule import Guard, Verdict
from .assistant_settings import CONF_PIN, CONF_RULES
from .const import DOMAIN

CONF_REMOVE_PIN: Final = "remove_pin"
MOST_RULES: Final = 50
# The interface begins with the first one, which must not be the one that opens doors.
_VERDICTS: Final = (Verdict.CONFIRM.value, Verdict.REFUSE.value, Verdict.ALLOW.value)
_SEVERAL: Final = TextSelector(TextSelectorConfig(multiple=True))


type Texts = Mapping[str, str]


def rules_schema(texts: Texts) -> probatio.Schema:
    """Return the form of the rules; `texts` are Parlor's selectors in the language of the home.

    Home Assistant's interface translates the names of an object's fields and not the options in them: those bring
    their labels along.
    """
    fields: dict[str, Any] = {
        CONF_VERDICT: {"required": True, "selector": _choice(texts, "verdict", _VERDICTS)},
        "kinds": {"selector": _choice(texts, "guard", [each.value for each in Guard], multiple=True)},
        "entities": {"selector": EntitySelector(EntitySelectorConfig(multiple=True))},
        "labels": {"selector": LabelSelector(LabelSelectorConfig(multiple=True))},
        "domains": {"selector": _SEVERAL},
        "device_classes": {"selector": _SEVERAL},
        "actions": {"selector": _SEVERAL},
        "persons": {"selector": EntitySelector(EntitySelectorConfig(domain="person", multiple=True))},
        CONF_SPEAKER: {"selector": _choice(texts, "speaker", [ANYBODY, KNOWN, UNKNOWN])},
    }
    # Without a field of its own to show, the list tells all that a rule names.
    rule = ObjectSelectorConfig(multiple=True, translation_key="rule", fields=fields)
    return probatio.Schema({probatio.Optional(CONF_RULES): ObjectSelector(rule)})


def _choice(texts: Texts, key: str, values: Iterable[str], *, multiple: bool = False) -> SelectSelector:
    """Return a choice whose options are translated under a key."""
    stem = f"component.{DOMAIN}.selector.{key}.options"
    options = [SelectOptionDict(value=each, label=texts.get(f"{stem}.{each}", each)) for each in values]
    mode = SelectSelectorMode.DROPDOWN
    return SelectSelector(SelectSelectorConfig(options=options, translation_key=key, multiple=multiple, mode=mode))


PIN_SCHEMA: Final = probatio.Schema(
    {
        probatio.Optional(CONF_PIN): TextSelector(
            TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="new-password")
        ),
        probatio.Required(CONF_REMOVE_PIN, default=False): BooleanSelector(),
    }
)


class ConversationRulesSteps(ConfigSubentryFlow):
    """What an agent does at once, after a yes, after a PIN, or never."""

    async def async_step_rules(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask for the rules, of which the first that fits decides."""
        errors: dict[str, str] = {}
        present = self._get_reconfigure_subentry().data
        if user_input is not None:
            rules = [_kept(raw) for raw in user_input.get(CONF_RULES) or []]
            if len(rules) > MOST_RULES:
                errors[CONF_RULES] = "too_many_rules"
            elif not all(_is_rule(raw) for raw in rules):
                errors[CONF_RULES] = "invalid_rule"
            else:
                return self._save(CONF_RULES, rules)
        texts = await async_get_translations(self.hass, self.hass.config.language, "selector", {DOMAIN})
        return self.async_show_form(
            step_id="rules",
            data_schema=self.add_suggested_values_to_schema(
                rules_schema(texts), user_input or {CONF_RULES: present.get(CONF_RULES, [])}
            ),
            errors=errors,
        )

    async def async_step_pin(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask for a new PIN, or whether to do without one; the present one is never shown: it is not known."""
        errors: dict[str, str] = {}
        has_pin = CONF_PIN in self._get_reconfigure_subentry().data
        if user_input is not None:
            digits = "".join((user_input.get(CONF_PIN) or "").split())
            if user_input[CONF_REMOVE_PIN]:
                return self._save(CONF_PIN, None)
            if digits.isdecimal() and digits.isascii() and FEWEST_DIGITS <= len(digits) <= MOST_DIGITS:
                pin = await self.hass.async_add_executor_job(Pin.made_of, digits)
                return self._save(CONF_PIN, pin.as_data())
            errors[CONF_PIN] = "invalid_pin"
        return self.async_show_form(
            step_id="pin",
            data_schema=PIN_SCHEMA,
            errors=errors,
            description_placeholders={"present": "••••" if has_pin else "–"},
        )

    def _save(self, name: str, value: Any) -> SubentryFlowResult:
        """Keep one setting beside the others, or none of it where it is empty."""
        subentry = self._get_reconfigure_subentry()
        data = {key: kept for key, kept in subentry.data.items() if key != name}
        return self.async_update_reload_and_abort(
            self._get_entry(), subentry, data={**data, name: value} if value else data, reason="reconfigure_successful"
        )


def _kept(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return a rule as it is stored: without what is empty."""
    return {name: value for name, value in raw.items() if value not in (None, "", [])}


def _is_rule(raw: Mapping[str, Any]) -> bool:
    """Say whether a rule names anything, and only what there is."""
    try:
        rule = rule_of(raw)
    except KeyError, ValueError:
        return False
    return not rule.is_empty and all("." in action for action in rule.actions)
