"""The tools of others that the user chose: scripts, MCP servers, other LLM APIs."""
