"""What was done without a model, as a model is told of it: as a call of its own, or it learns from its history to say and not to do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
import json

from homeassistant.util.ulid import ulid_now

from ...gpt.request import Message, ToolCall
from ..appliances.wishes import About
from ..plan.steps import Step
from ..understand.parts import AppliancePart, LaterPart, PlansPart, Understood

ACT, LATER, APPLIANCE = "parlor__act", "parlor__later", "parlor__appliance"


@dataclass(frozen=True, slots=True)
class LocalTurn:
    """The call that a turn without a model comes to; kept beside the answer in the chat log, `call_id` as of a call."""

    tool: str
    arguments: Mapping[str, object]
    call_id: str

    def messages(self, said: str) -> Iterator[Message]:
        """Yield the turn as if a model had made the call; `said` is what was said of it."""
        arguments = json.dumps(self.arguments, ensure_ascii=False, default=str)
        yield Message("assistant", tool_calls=(ToolCall(self.call_id, self.tool, arguments),))
        yield Message("tool", json.dumps({"speech": said}, ensure_ascii=False), tool_call_id=self.call_id)


def local_turn(understood: Understood, say: str) -> LocalTurn | None:
    """Return the call that was understood, None where it was none; `say` tells of its steps."""
    call_id = f"call_{ulid_now().lower()}"
    if steps := understood.steps:
        return LocalTurn(ACT, {"steps": _told(steps), "say": say}, call_id)
    match understood.parts:
        case (LaterPart() as part,):
            what = {"steps": _told(part.steps)} if part.steps else {"say": part.reminder}
            return LocalTurn(LATER, {"when": part.said, **what}, call_id)
        case (AppliancePart() as part,) if part.wanted is not None:
            told = {"do": part.wanted.do.value, "appliance": part.names[0], "program": part.wanted.program}
            return LocalTurn(APPLIANCE, {key: value for key, value in told.items() if value}, call_id)
        case (AppliancePart() as part,):
            asked = {"do": "list"} if part.about is About.ALL else {"do": "job", "appliance": ", ".join(part.names)}
            return LocalTurn(APPLIANCE, asked, call_id)
        case (PlansPart() as part,):
            return LocalTurn(LATER, {"do": "cancel", "say": part.words} if part.is_cancel else {"do": "list"}, call_id)
    return None


def _told(steps: Sequence[Step]) -> list[dict[str, object]]:
    """Return steps as the tools take them."""
    return [{"action": step.action, "target": ", ".join(step.entity_ids), "data": dict(step.data)} for step in steps]
