"""The address of a service, as people type it and as it may be shown."""

import pytest

from custom_components.parlor.assistant_settings import other_base_url, parse_base_url, public_url, service_name


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("http://host:8080/v1/", "http://host:8080/v1"),
        ("host:8080", "http://host:8080"),
        (" https://host/v1/chat/completions ", "https://host/v1"),
        ("https://host/v1/models", "https://host/v1"),
        ("https://host/openai/v1/responses/", "https://host/openai/v1"),
        ("https://user:word@host/v1?api-version=1", "https://user:word@host/v1?api-version=1"),
        ("http://[::1]:11434", "http://[::1]:11434"),
        ("file:///etc/passwd", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_addresses_as_people_type_them(text: str, url: str | None) -> None:
    """What is copied out of examples is put right."""
    assert parse_base_url(text) == url


def test_addresses_as_they_may_be_shown() -> None:
    """Neither credentials nor queries are for other eyes."""
    url = "https://user:word@host:1/v1?key=1#x"
    assert public_url(url) == "https://host:1/v1"
    assert service_name(url) == "host:1"
    assert service_name(None) == "OpenAI"
    assert other_base_url("http://host") == "http://host/v1"
    assert other_base_url("http://host/v1") is None
