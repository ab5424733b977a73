"""What of a conversation is sent again."""

from typing import Any

from custom_components.parlor.assistant.prompt.history import MAX_CONTENTS, PAST_RESULT, to_messages
from custom_components.parlor.gpt.request import Message
from homeassistant.components.conversation import AssistantContent, Content, ToolResultContent, UserContent
from homeassistant.helpers.llm import ToolInput, ToolResult


def user(text: str) -> Content:
    """Return what a user said."""
    return UserContent(content=text)


def called(*ids: str, text: str | None = None, external: bool = False) -> Content:
    """Return an answer with calls."""
    calls = [ToolInput("parlor__find", {}, id=each, external=external) for each in ids]
    return AssistantContent(agent_id="a", content=text, tool_calls=calls or None, native="reasoning")


def result(call_id: str) -> Content:
    """Return a call's result."""
    return ToolResultContent(agent_id="a", tool_call_id=call_id, tool_name="parlor__find", result=ToolResult(data={}))


def sent(*contents: Content) -> tuple[Message, ...]:
    """Return the messages of a conversation, each call of which must have its result and the other way round."""
    messages = to_messages(contents, "facts")
    calls = [call.id for message in messages for call in message.tool_calls]
    assert calls == [message.tool_call_id for message in messages if message.role == "tool"]
    return messages


def roles(messages: Any) -> list[str]:
    """Return who speaks."""
    return [message.role for message in messages]


def test_the_facts_stand_before_the_last_words() -> None:
    messages = sent(user("one"), called(text="yes"), user("two"))
    assert roles(messages) == ["user", "assistant", "developer", "user"]


def test_a_turn_that_was_cut_off_leaves_no_call_without_result() -> None:
    messages = sent(user("one"), called("1", "2"), result("1"), user("two"))
    assert roles(messages) == ["user", "assistant", "tool", "developer", "user"]
    assert roles(sent(user("one"), called("1"), user("two"))) == ["user", "developer", "user"]


def test_a_result_without_its_call_is_left_out() -> None:
    assert roles(sent(user("one"), result("1"), user("two"))) == ["user", "developer", "user"]


def test_what_home_assistant_noted_itself_is_left_out() -> None:
    messages = sent(user("one"), called("1", external=True), result("1"), called(text="Turned on."), user("two"))
    assert roles(messages) == ["user", "assistant", "developer", "user"]


def test_a_long_conversation_is_cut_at_the_beginning_of_a_turn() -> None:
    turns = [
        content for n in range(20) for content in (user(str(n)), called(str(n)), result(str(n)), called(text="ok"))
    ]
    messages = sent(*turns, user("last"))
    assert messages[0].role == "user"
    assert len(messages) <= MAX_CONTENTS + 1
    assert messages[-1].text == "last"


def test_a_turn_longer_than_the_bound_is_kept_whole() -> None:
    rounds = [content for n in range(MAX_CONTENTS) for content in (called(str(n)), result(str(n)))]
    messages = sent(user("before"), called(text="ok"), user("look it all up"), *rounds)
    assert roles(messages)[:3] == ["developer", "user", "assistant"]
    assert len(messages) == 2 * MAX_CONTENTS + 2


def test_results_of_turns_that_are_over_are_cut_and_this_turns_are_not() -> None:
    long = ToolResult(data={"found": ["x" * 1000]})
    results = [
        ToolResultContent(agent_id="a", tool_call_id=each, tool_name="parlor__find", result=long) for each in "12"
    ]
    messages = sent(user("one"), called("1"), results[0], called(text="ok"), user("two"), called("2"), results[1])
    past, now = (message.text for message in messages if message.role == "tool")
    assert len(past) == PAST_RESULT + 1
    assert len(now) > 1000


def test_old_turns_go_where_there_is_no_room() -> None:
    turns = [content for n in range(8) for content in (user(f"{n}" * 900), called(text="ö" * 500))]
    messages = sent(*turns, user("last" * 5000))
    assert [message.text[0] for message in messages if message.role == "user"] == ["4", "5", "6", "7", "l"]


def test_nothing_said_yet() -> None:
    assert sent() == ()
