"""What was done without a model, as a model is told of it: as a call of its own, or it learns from its history to say and not to do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
import json

from homeassistant.util.ulid import ulid_now

from ...gpt.request import Message, ToolCall
from ..plan.steps import Step

ACT = "parlor__act"


@dataclass(frozen=True, slots=True)
class LocalTurn:
    """The steps of a turn without a model, and the sentence that tells of them; kept beside the answer in the chat log, `call_id` as of a call."""

    steps: tuple[Step, ...]
    say: str
    call_id: str

    def messages(self, said: str) -> Iterator[Message]:
        """Yield the turn as if a model had made the plan; `said` is what was said of it."""
        arguments = {"steps": [_step(step) for step in self.steps], "say": self.say}
        call = ToolCall(self.call_id, ACT, json.dumps(arguments, ensure_ascii=False, default=str))
        yield Message("assistant", tool_calls=(call,))
        yield Message("tool", json.dumps({"speech": said}, ensure_ascii=False), tool_call_id=self.call_id)


def local_turn(steps: Sequence[Step], say: str) -> LocalTurn | None:
    """Return what is kept of the steps of a turn, None where it had none."""
    return LocalTurn(tuple(steps), say, f"call_{ulid_now().lower()}") if steps else None


def _step(step: Step) -> dict[str, object]:
    """Return a step as the act tool takes it."""
    return {"action": step.action, "target": ", ".join(step.entity_ids), "data": dict(step.data)}
