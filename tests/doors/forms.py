"""What forms show."""

from typing import Any


def suggested(result: Any) -> dict[str, Any]:
    """Return what a form is filled with."""
    return {
        str(key): (key.description or {}).get("suggested_value")
        for key in result["data_schema"].schema
        if key.description
    }
