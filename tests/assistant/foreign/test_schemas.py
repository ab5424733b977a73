"""Schemas and names of others' tools, as services take them."""

from typing import Any

import pytest

from custom_components.parlor.assistant.foreign.schemas import MOST_BYTES, Unfit, fit_name, sane_schema

TEXT = {"type": "string"}


@pytest.mark.parametrize(
    ("raw", "sane"),
    [
        ({}, {"type": "object", "properties": {}, "required": []}),
        (
            {"type": "object", "properties": {"a": TEXT}, "required": ["a", "b"], "$schema": "x", "title": "T"},
            {"type": "object", "properties": {"a": TEXT}, "required": ["a"]},
        ),
        (
            {
                "anyOf": [
                    {"properties": {"a": TEXT}, "required": ["a"]},
                    {"properties": {"b": TEXT}, "required": ["a", "b"]},
                ]
            },
            {"type": "object", "properties": {"a": TEXT, "b": TEXT}, "required": ["a"]},
        ),
        (
            {"type": "object", "allOf": [{"properties": {"a": TEXT}, "required": ["a"]}, {"properties": {"b": TEXT}}]},
            {"type": "object", "properties": {"a": TEXT, "b": TEXT}, "required": ["a"]},
        ),
        (
            {
                "type": "object",
                "properties": {"a": {"type": "array", "items": True}, "b": 3, "c": {"enum": list(range(200))}},
            },
            {
                "type": "object",
                "properties": {"a": {"type": "array", "items": {}}, "b": {}, "c": {"enum": list(range(60))}},
                "required": [],
            },
        ),
    ],
)
def test_sane(raw: Any, sane: Any) -> None:
    assert sane_schema(raw) == sane


def deep(levels: int) -> dict[str, Any]:
    """Return a schema in a schema in a schema."""
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(levels):
        schema = {"type": "object", "properties": {"x": schema}}
    return schema


def test_what_is_nested_is_cut() -> None:
    assert str(sane_schema(deep(100))).count("properties") <= 8


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        "object",
        {"type": "string"},
        {"type": "array", "items": {}},
        {"properties": {"a": {"default": object()}}},
        {"properties": {f"property_{number}": {"description": "x" * 300} for number in range(40)}},
    ],
)
def test_unfit(raw: Any) -> None:
    with pytest.raises(Unfit):
        sane_schema(raw)
    assert MOST_BYTES < 300 * 40


@pytest.mark.parametrize(
    ("name", "taken", "fit"),
    [
        ("get weather!", (), "get_weather"),
        ("script__lights", (), "script__lights"),
        ("a" * 100, (), "a" * 64),
        ("a" * 100, ("a" * 64,), "a" * 62 + "_2"),
        ("x", ("x", "x_2"), "x_3"),
        ("parlor__act", (), "x_parlor__act"),
        ("날씨", (), "tool"),
    ],
)
def test_names(name: str, taken: tuple[str, ...], fit: str) -> None:
    assert fit_name(name, taken) == fit
