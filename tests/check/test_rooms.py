"""The contracts of pyproject.toml fail when a room looks where it must not; they are run on a small house of their own."""

import os
from pathlib import Path
import shutil
import subprocess
import sys

import pytest

REPOSITORY = Path(__file__).parent.parent.parent
MODULES = (
    "custom_components/__init__.py",
    "custom_components/parlor/__init__.py",
    "custom_components/parlor/const.py",
    "custom_components/parlor/appliances/__init__.py",
    "custom_components/parlor/appliances/step.py",
    "custom_components/parlor/art/__init__.py",
    "custom_components/parlor/art/hang.py",
    "custom_components/parlor/assistant/__init__.py",
    "custom_components/parlor/assistant/turn.py",
    "custom_components/parlor/gpt/__init__.py",
    "custom_components/parlor/gpt/client.py",
    "custom_components/parlor/samsung/__init__.py",
    "custom_components/parlor/samsung/tv.py",
    "custom_components/parlor/telling/__init__.py",
    "custom_components/parlor/telling/decide.py",
    "custom_components/parlor/viewing/__init__.py",
    "custom_components/parlor/viewing/fuse.py",
    "sim/__init__.py",
    "bench/__init__.py",
    "demo/__init__.py",
)
PARLOR = "custom_components/parlor"


def _lint(house: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    # The house's own modules come first; only the contract itself is the repository's.
    environment = os.environ | {"PYTHONPATH": f"{house}{os.pathsep}{REPOSITORY}"}
    return subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a folder with a module in each room, and this repository's contracts."""
    pytest.importorskip("importlinter", reason="import-linter is installed beside the test package only")
    for name in MODULES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    return tmp_path


def test_house_in_order(house: Path) -> None:
    """Doors may look into every room, and a room into those below."""
    (house / PARLOR / "const.py").write_text("from .assistant import turn\nfrom .samsung import tv\n")
    (house / PARLOR / "art/hang.py").write_text("from ..samsung import tv\n")
    (house / PARLOR / "assistant/turn.py").write_text("from ..gpt import client\nfrom ..viewing import fuse\n")
    (house / PARLOR / "viewing/fuse.py").write_text("from ..samsung.tv import x\n")
    result = _lint(house)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        (f"{PARLOR}/gpt/client.py", "from ..assistant import turn", "Rooms know only the rooms below them"),
        (f"{PARLOR}/gpt/client.py", "from ..samsung import tv", "Rooms know only the rooms below them"),
        (f"{PARLOR}/samsung/tv.py", "from ..gpt import client", "Rooms know only the rooms below them"),
        (f"{PARLOR}/samsung/tv.py", "from ..art import hang", "Rooms know only the rooms below them"),
        (f"{PARLOR}/assistant/turn.py", "from ..art import hang", "Rooms know only the rooms below them"),
        (f"{PARLOR}/art/hang.py", "from ..assistant import turn", "Rooms know only the rooms below them"),
        (f"{PARLOR}/viewing/fuse.py", "from ..assistant import turn", "Rooms know only the rooms below them"),
        (f"{PARLOR}/viewing/fuse.py", "from .. import const", "Rooms do not know the doors"),
        (
            f"{PARLOR}/viewing/fuse.py",
            "import homeassistant.core",
            "What is watched is made out without Home Assistant",
        ),
        (f"{PARLOR}/appliances/step.py", "from ..viewing import fuse", "Rooms know only the rooms below them"),
        (f"{PARLOR}/appliances/step.py", "from .. import const", "Rooms do not know the doors"),
        (f"{PARLOR}/appliances/step.py", "import homeassistant.core", "Jobs are made out without Home Assistant"),
        (f"{PARLOR}/telling/decide.py", "from ..viewing import fuse", "Rooms know only the rooms below them"),
        (f"{PARLOR}/telling/decide.py", "from ..appliances import step", "Rooms know only the rooms below them"),
        (f"{PARLOR}/telling/decide.py", "from .. import const", "Rooms do not know the doors"),
        (
            f"{PARLOR}/telling/decide.py",
            "import homeassistant.core",
            "Who is told something is decided without Home Assistant",
        ),
        (f"{PARLOR}/art/hang.py", "from .. import const", "Rooms do not know the doors"),
        (f"{PARLOR}/assistant/turn.py", "from ..const import x", "Rooms do not know the doors"),
        (f"{PARLOR}/gpt/client.py", "from .. import x", "Rooms do not know the doors"),
        (f"{PARLOR}/cellar/__init__.py", "from . import wine", "Rooms do not know the doors"),
        (f"{PARLOR}/samsung/tv.py", "import homeassistant.core", "samsung could be a package of its own"),
        (f"{PARLOR}/const.py", "import sim", "What people install needs nothing of what surrounds it"),
        ("sim/__init__.py", f"import {PARLOR.replace('/', '.')}.const", "Simulators cannot share Parlor's mistakes"),
    ],
)
def test_house_out_of_order(house: Path, module: str, line: str, broken: str) -> None:
    """Each contract is broken by what it forbids."""
    path = house / module
    path.parent.mkdir(exist_ok=True)
    path.write_text(line + "\n")
    if path.name == "__init__.py":
        (path.parent / "wine.py").touch()
    result = _lint(house)
    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{broken} BROKEN" in " ".join(result.stdout.split())
