# Sourced by the scripts beside it: where things are, and how progress is told.
# shellcheck shell=bash disable=SC2034  # what is set here is read by those who source it
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/parlor
VENV=$ROOT/.venv               # the Home Assistant that the test package is made for
VENV_STABLE=$ROOT/.venv-stable # the stable Home Assistant that people run today
PORT=8123

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
fail() { printf '\033[31merror:\033[0m %s\n' "$*" >&2; exit 1; }

# hash_of: one hash over what comes in
hash_of() { if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d' ' -f1; }

# stamp_of FILE... -> one hash over what an environment is made from
stamp_of() { cat "$@" | hash_of; }

# bounded SECONDS COMMAND...: no step that talks to a network runs for ever
bounded() {
  local seconds=$1; shift
  if command -v timeout >/dev/null; then timeout "$seconds" "$@"; else "$@"; fi
}

# Prints the browser that the browser tests drive; false where there is none.
find_chromium() {
  local candidate
  for candidate in "${PARLOR_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$candidate" ] && command -v "$candidate"; then return; fi
  done
  return 1
}

# The environments are ours: what is compiled in them once is kept, whatever the caller wants elsewhere.
unset PYTHONDONTWRITEBYTECODE
