"""A small server whose model calls what is no tool is asked to hold it to the tools, from then on."""

from dataclasses import replace

from custom_components.parlor.gpt.attempts import Attempt, next_attempt
from custom_components.parlor.gpt.capabilities import Feature
from custom_components.parlor.gpt.errors import ErrorKind, error_from_body
from custom_components.parlor.gpt.service import Service
from sim.openai_service import OpenAIService, Reply, ToolCall

from .turns import REQUEST, calls_of, events_of

UNREADABLE = {
    "error": {
        "code": 500,
        "message": "The model produced output that does not match the expected peg-native format",
        "type": "server_error",
    }
}


async def test_a_model_is_held_to_the_tools_once_its_server_could_not_read_it(
    server: OpenAIService, service: Service
) -> None:
    calls = Reply(tool_calls=(ToolCall("parlor__act", {"steps": []}),))
    server.script.add(Reply(status=500, error=UNREADABLE), calls, calls)
    for _ in range(2):
        assert [call.name for call in calls_of(await events_of(service))] == ["parlor__act"]
    assert [request.body.get("tool_choice") for request in server.turns] == [None, "required", "required"]


async def test_one_in_a_stream_is_known_as_well(server: OpenAIService, service: Service) -> None:
    calls = Reply(tool_calls=(ToolCall("parlor__act", {"steps": []}),))
    server.script.add(Reply(stream_error=UNREADABLE["error"]), calls)
    assert calls_of(await events_of(service))
    assert server.turns[-1].body["tool_choice"] == "required"


async def test_a_model_that_is_held_is_offered_what_it_is_held_to(server: OpenAIService, service: Service) -> None:
    server.script.add(Reply(status=500, error=UNREADABLE), Reply(text="Yes."), Reply(text="Yes."))
    name = REQUEST.tools[0].name
    tools = (*REQUEST.tools, replace(REQUEST.tools[0], name="another"))
    await events_of(service, replace(REQUEST, tools=tools, held_to=frozenset({name})))
    assert [len(turn.body["tools"]) for turn in server.turns] == [len(tools), 1]
    assert server.turns[-1].body["tools"][0]["name"] == name
    await events_of(service, replace(REQUEST, tools=tools, held_to=frozenset({"gone"})))
    assert len(server.turns[-1].body["tools"]) == len(tools)


def test_it_is_tried_once_and_of_openai_never() -> None:
    error = error_from_body(UNREADABLE)
    assert (error.kind, error.param) == (ErrorKind.SERVER_ERROR, "tools")
    assert next_attempt(Attempt(), error, is_openai=True) is None
    held = next_attempt(Attempt(), error, is_openai=False)
    assert held == Attempt(without=frozenset({Feature.FREE_CALLS}))
    told = next_attempt(held, error, is_openai=False)
    assert told is not None and told.spells_tools
    whole = next_attempt(told, error, is_openai=False)
    assert whole is not None and not whole.streams
    assert next_attempt(whole, error, is_openai=False) is None


async def test_a_service_of_ones_own_is_asked_for_what_is_likeliest(server: OpenAIService, service: Service) -> None:
    server.script.add(Reply(text="Yes."))
    await events_of(service)
    assert server.turns[-1].body["temperature"] == 0


async def test_a_call_is_demanded_where_one_is_wanted_and_once_only(server: OpenAIService, service: Service) -> None:
    server.script.add(Reply(text="Yes."), Reply(text="Yes."))
    name = REQUEST.tools[0].name
    await events_of(service, replace(REQUEST, held_to=frozenset({name}), must_call=True))
    await events_of(service)
    assert [turn.body.get("tool_choice") for turn in server.turns] == ["required", None]


async def test_a_demand_that_is_refused_is_dropped_and_the_tools_are_not(
    server: OpenAIService, service: Service
) -> None:
    refused = {"error": {"message": "no", "param": "tool_choice", "type": "invalid_request_error"}}
    server.script.add(Reply(status=400, error=refused), Reply(text="Yes."), Reply(text="Yes."))
    await events_of(service, replace(REQUEST, must_call=True))
    await events_of(service)
    assert [turn.body.get("tool_choice") for turn in server.turns] == ["required", None, None]
    assert all(turn.body["tools"] for turn in server.turns)
