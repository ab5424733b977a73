"""What an assistant did, shown among its settings: the newest first, a page at a time."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import probatio

from homeassistant.config_entries import ConfigFlowResult, OptionsFlowWithReload
from homeassistant.helpers.selector import EntitySelector, SelectSelector, SelectSelectorConfig, SelectSelectorMode

from .flow_assistant_shown import async_replies, shown, shown_entity, shown_time

if TYPE_CHECKING:
    from .assistant.audit.record import Record
    from .assistant.replies import Replies

CONF_OUTCOME: Final = "outcome"
CONF_ENTITY: Final = "entity"
CONF_NEXT: Final = "next"
PAGE: Final = 20
MOST_NAMED: Final = 4  # entities of one record
OUTCOMES: Final = ("done", "already", "sent", "not_confirmed", "refused", "failed", "held", "undone")
NEWER, OLDER, CLOSE, ERASE = "newer", "older", "close", "erase"
AUDIT_SCHEMA: Final = probatio.Schema(
    {
        probatio.Optional(CONF_OUTCOME): SelectSelector(
            SelectSelectorConfig(
                options=list(OUTCOMES), mode=SelectSelectorMode.DROPDOWN, translation_key="audit_outcome"
            )
        ),
        probatio.Optional(CONF_ENTITY): EntitySelector(),
        probatio.Required(CONF_NEXT, default=OLDER): SelectSelector(
            SelectSelectorConfig(
                options=[OLDER, NEWER, ERASE, CLOSE], mode=SelectSelectorMode.LIST, translation_key="audit_next"
            )
        ),
    }
)


class AssistantAuditSteps(OptionsFlowWithReload):
    """The steps of the audit log among the settings of an assistant."""

    _page = 0
    _asked: tuple[str | None, str | None] = (None, None)

    async def async_step_assistant_audit(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show what was done; what is filtered by begins at the newest."""
        if user_input is not None:
            if user_input[CONF_NEXT] == CLOSE:
                return self.async_create_entry(data=dict(self.config_entry.options))
            if user_input[CONF_NEXT] == ERASE:
                return await self.async_step_assistant_audit_erase()
            asked = (user_input.get(CONF_OUTCOME), user_input.get(CONF_ENTITY))
            self._page = 0 if asked != self._asked else self._page + (1 if user_input[CONF_NEXT] == OLDER else -1)
            self._asked = asked
        found = await self._async_found()
        last = max(0, (len(found) - 1) // PAGE)
        self._page = min(max(self._page, 0), last)
        replies = await async_replies(self.hass)
        lines = [self._line(replies, record) for record in found[self._page * PAGE : (self._page + 1) * PAGE]]
        return self.async_show_form(
            step_id="assistant_audit",
            data_schema=self.add_suggested_values_to_schema(
                AUDIT_SCHEMA, {CONF_OUTCOME: self._asked[0], CONF_ENTITY: self._asked[1]}
            ),
            description_placeholders={
                "records": "\n".join(lines) or "| – | – | – | – | – |",
                "page": str(self._page + 1),
                "pages": str(last + 1),
                "count": str(len(found)),
            },
        )

    async def async_step_assistant_audit_erase(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask whether all of it is to be erased, and do so."""
        from .assistant.audit.kept import async_audit

        audit = await async_audit(self.hass)
        if user_input is not None:
            count = await audit.async_erase()
            return self.async_abort(reason="audit_erased", description_placeholders={"count": str(count)})
        return self.async_show_form(
            step_id="assistant_audit_erase",
            data_schema=probatio.Schema({}),
            description_placeholders={"count": str(len(audit.log.records))},
        )

    async def _async_found(self) -> Sequence[Record]:
        """Return what is asked for, the newest first."""
        from .assistant.audit.kept import async_audit
        from .assistant.audit.log import Filter
        from .assistant.audit.record import Done

        outcome, entity_id = self._asked
        wanted = Filter(outcome=Done(outcome) if outcome else None, entity_id=entity_id)
        return list((await async_audit(self.hass)).log.newest(wanted))

    def _line(self, replies: Replies, record: Record) -> str:
        """Return a record as a line of a table."""
        names = ", ".join(shown_entity(self.hass, each) for each in record.entities[:MOST_NAMED])
        names += " …" if len(record.entities) > MOST_NAMED else ""
        agent = self.hass.states.get(record.agent)
        by = " · ".join(
            shown(part)
            for part in (
                record.asked_by.told,
                agent.name if agent else record.agent,
                replies.say(f"audit_way_{record.way}"),
            )
            if part
        )
        what = " ".join(part for part in (f"`{record.action}`", names) if part)
        evidence = shown(record.evidence) or self._why(replies, record)
        outcome = replies.say(f"audit_{record.outcome}")
        return f"| {shown_time(record.at)} | {what} | {by} | {outcome} | {evidence or '–'} |"

    def _why(self, replies: Replies, record: Record) -> str:
        """Return why something did not work, as it was said."""
        if not record.reason or not replies.has(record.reason):
            return ""
        names = replies.join([shown_entity(self.hass, each) for each in record.entities])
        given = {"name": names, "error": shown(record.error), "action": record.action}
        return replies.say(record.reason, given)
