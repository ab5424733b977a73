"""Runs Home Assistant with its `smartthings` pointed at another address: `python sim/smartthings/hass.py URL --config FOLDER ...`.

Run by its path from anywhere: Home Assistant must not see the repository before its own folder, as both have `custom_components`,
nor this folder's modules, which have everyday names.
"""

from pathlib import Path
import runpy
import sys

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Take the address out of the command line, and leave the rest to Home Assistant."""
    if len(sys.argv) < 2 or not sys.argv[1].startswith("http://127."):
        sys.stderr.write("usage: hass.py http://127.x.x.x:PORT [options of Home Assistant]\n")
        return 2
    url = sys.argv.pop(1)
    hidden = {HERE, HERE.parent, HERE.parent.parent}
    sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() not in hidden]
    runpy.run_path(str(HERE / "redirect.py"))["redirect"](url)
    # Imported last: it must find what was hidden hidden.
    from homeassistant.__main__ import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
