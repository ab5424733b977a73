"""Home Assistant's own SmartThings integration, signed in to the simulated cloud before Home Assistant starts.

Its flow wants Home Assistant's cloud, which the demo has not: so its entry and its credentials are stored as the flow would store them.
"""

from datetime import UTC, datetime
import json
from pathlib import Path
from typing import Any
import uuid

from sim.smartthings import LOCATION

from .cloud import keep, remembered
from .memory import Memory
from .settings import DemoError, Settings

DOMAIN = "smartthings"

type Json = dict[str, Any]


def sign_in(settings: Settings) -> None:
    """Store the entry, once: where the user has taken it away, it stays away. Raises DemoError where what is stored makes no sense."""
    memory = Memory.read(settings.config)
    if memory.smartthings is not None:
        return
    storage = settings.config / ".storage"
    oauth = remembered(settings.cloud_memory)
    entry = _entry({"auth_implementation": DOMAIN, "location_id": LOCATION, "token": oauth.entry_token()})
    client = oauth.client
    _add(
        storage / "application_credentials",
        "items",
        {
            "id": f"{DOMAIN}_{client.id}".replace("-", "_"),
            "domain": DOMAIN,
            "client_id": client.id,
            "client_secret": client.secret,
            "auth_domain": DOMAIN,
            "name": "Simulated SmartThings cloud",
        },
        minor_version=1,
    )
    _add(storage / "core.config_entries", "entries", entry, minor_version=5)
    keep(settings.cloud_memory, oauth)
    memory.smartthings = entry["entry_id"]
    memory.made.append(entry["entry_id"])
    memory.keep()


def _entry(data: Json) -> Json:
    """Return an entry as Home Assistant stores it."""
    now = datetime.now(UTC).isoformat()
    return {
        "created_at": now,
        "data": data,
        "discovery_keys": {},
        "disabled_by": None,
        "domain": DOMAIN,
        "entry_id": uuid.uuid4().hex,
        "minor_version": 3,
        "modified_at": now,
        "options": {},
        "pref_disable_new_entities": False,
        "pref_disable_polling": False,
        "source": "user",
        "subentries": [],
        "title": "Home",
        "unique_id": LOCATION,
        "version": 3,
    }


def _add(file: Path, items: str, item: Json, *, minor_version: int) -> None:
    """Add something to a list that Home Assistant stores, in a document of the version that it has. Raises DemoError."""
    stored: Json = {"version": 1, "minor_version": minor_version, "key": file.name, "data": {items: []}}
    try:
        if file.exists():
            stored = json.loads(file.read_text(encoding="utf-8"))
        stored["data"][items].append(item)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DemoError(f"{file} cannot be understood: scripts/demo --fresh starts anew.") from error
    file.touch(mode=0o600)
    file.write_text(json.dumps(stored, indent=2), encoding="utf-8")
