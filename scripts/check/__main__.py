"""Run every check on this repository, print what is wrong, and fail if anything is."""

from pathlib import Path
import subprocess
import sys

from . import data_files, hacs, integration, machine_names, size

REPOSITORY = Path(__file__).parent.parent.parent
INTEGRATION = Path("custom_components/parlor")


def tracked_files(repository: Path) -> list[Path]:
    """Return what git knows or is about to be told, relative to the repository, without what was deleted."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=repository, check=True, capture_output=True, text=True, timeout=60).stdout
    return sorted(Path(name) for name in set(listing.split("\0")) if name and (repository / name).is_file())


def problems(repository: Path) -> list[str]:
    """Return everything that is wrong, as `where: what`."""
    files = tracked_files(repository)
    return [
        *size.check(repository, files),
        *machine_names.check(repository, files),
        *data_files.check(repository, files),
        *hacs.check(repository, INTEGRATION),
        *integration.check(repository / INTEGRATION, integration.installed_constraints(repository)),
    ]


if __name__ == "__main__":
    found = problems(REPOSITORY)
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(bool(found))
