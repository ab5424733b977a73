"""The OpenAI-compatible service: client, roles, streams, errors."""
