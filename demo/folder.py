"""The configuration folder of the demo's Home Assistant."""

from datetime import UTC, datetime
import json
from pathlib import Path
import shutil
from typing import Any

from .settings import ROOT, DemoError, Settings

_MARK = ".parlor-demo"

_CONFIGURATION = """\
# Written by scripts/demo on every start.
assist_pipeline:
automation: !include automations.yaml
conversation:
frontend:
history:
logbook:
logger:
  default: warning
  logs:
    custom_components.parlor: info
media_source:
recorder:
  purge_keep_days: 3
script: !include scripts.yaml
"""

_COMPONENTS = {"parlor": "custom_components/parlor", "sim_home": "sim/home/custom_components/sim_home"}


def make_folder(settings: Settings) -> None:
    """Bring the folder into shape for a start, an empty one where a fresh start is asked for. Raises DemoError."""
    folder = settings.config
    if folder.exists() and any(folder.iterdir()) and not (folder / _MARK).exists():
        raise DemoError(
            f"{folder} was not made by scripts/demo, and is left alone. PARLOR_DEMO_CONFIG names another folder."
        )
    if settings.fresh and folder.exists():
        shutil.rmtree(folder)
    components, storage = folder / "custom_components", folder / ".storage"
    for made in (components, storage):
        made.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).touch()
    (folder / "configuration.yaml").write_text(_CONFIGURATION, encoding="utf-8")
    for name, empty in (("automations.yaml", "[]\n"), ("scripts.yaml", "{}\n")):
        if not (folder / name).exists():
            (folder / name).write_text(empty, encoding="utf-8")
    for name, source in _COMPONENTS.items():
        _link(components / name, ROOT / source)
    _write_server(storage / "http", settings)
    if not (storage / "onboarding").exists():
        _write_onboarding(storage / "onboarding")


def _link(link: Path, target: Path) -> None:
    """Point a link at a folder of the repository, wherever it pointed before."""
    if link.is_symlink():
        link.unlink()
    link.symlink_to(target, target_is_directory=True)


def _write_server(file: Path, settings: Settings) -> None:
    """Say where Home Assistant listens; `http:` in YAML would be taken back after five minutes."""
    stored = _read(file) or {
        "version": 2,
        "minor_version": 2,
        "key": "http",
        "data": {
            "stable": {
                "cors_allowed_origins": ["https://cast.home-assistant.io"],
                "login_attempts_threshold": -1,
                "ip_ban_enabled": True,
                "ssl_profile": "modern",
                "use_x_frame_options": True,
                "created_at": datetime.now(UTC).isoformat(),
                "error": None,
                "error_message": None,
            },
            "yaml_migration_done": True,
        },
    }
    stored["data"]["pending"] = None
    stored["data"]["stable"]["server_port"] = settings.port
    stored["data"]["stable"]["server_host"] = ["0.0.0.0"] if settings.lan else ["127.0.0.1"]
    _write(file, stored)


def _write_onboarding(file: Path) -> None:
    """Leave of the onboarding only the user: the rest would add integrations that ask the internet."""
    _write(
        file,
        {
            "version": 4,
            "minor_version": 1,
            "key": "onboarding",
            "data": {"done": ["core_config", "analytics", "integration"]},
        },
    )


def _read(file: Path) -> dict[str, Any] | None:
    """Return a stored document, None where there is none that can be read."""
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        stored["data"]["stable"]["server_port"]
    except OSError, ValueError, KeyError, TypeError:
        return None
    return dict(stored)


def _write(file: Path, document: dict[str, Any]) -> None:
    """Store a document as Home Assistant would, readable for nobody else."""
    file.touch(mode=0o600)
    file.write_text(json.dumps(document, indent=2), encoding="utf-8")
