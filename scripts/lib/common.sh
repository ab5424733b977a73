# Sourced by the scripts beside it: where things are, and how progress is told.
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/parlor
VENV=$ROOT/.venv               # the Home Assistant that the test package is made for
VENV_STABLE=$ROOT/.venv-stable # the stable Home Assistant that people run today
PORT=8123

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
fail() { printf '\033[31merror:\033[0m %s\n' "$*" >&2; exit 1; }

# stamp_of FILE... -> one hash over what an environment is made from
stamp_of() { cat "$@" | sha256sum | cut -d' ' -f1; }
