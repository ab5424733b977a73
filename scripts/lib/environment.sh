# Makes a virtual environment from a file of exact pins, once. Sourced by scripts/setup.
# shellcheck shell=bash

# The stamp is written last: an environment without one was never finished, and is made anew.
stamp_for() { printf '%s %s\n' "$(stamp_of "$2")" "$(readlink -f "$1/bin/python")"; }

# environment_is_ready VENV PINS
environment_is_ready() {
  [ -x "$1/bin/python" ] && [ -r "$1/parlor.stamp" ] && [ "$(cat "$1/parlor.stamp")" = "$(stamp_for "$1" "$2")" ]
}

# make_environment VENV PINS
make_environment() {
  local venv=$1 pins=$2 uv python prefix quiet=(--quiet)
  [ -t 2 ] && quiet=() # a person sees uv's own progress
  need_compilers
  uv=$(find_uv) || exit 1
  if [ -r "$venv/parlor.stamp" ] && python_is_good "$venv/bin/python"; then
    say "Bringing ${venv##*/} up to date with ${pins##*/}"
    rm "$venv/parlor.stamp"
  else
    python=$(find_python) || exit 1
    say "Making ${venv##*/} from ${pins##*/} with $python ($("$python" -V))"
    "$uv" venv --quiet --clear --python "$python" "$venv"
  fi
  # A Python unpacked in the cache has its headers there, spread over two folders of which the build tools know one.
  prefix=$("$venv/bin/python" -c 'import sys; print(sys.base_prefix)')
  # The pins are complete: nothing is left to resolve, and the test package's own wishes are overridden.
  case $prefix in "$CACHE"/*) export CPATH=$prefix/include ;; esac
  say "Installing $(grep -c '^[a-z]' "$pins") packages (up to a minute or two)"
  bounded 900 "$uv" pip install ${quiet[@]+"${quiet[@]}"} --no-deps \
    --python "$venv/bin/python" --requirement "$pins" >&2 </dev/null ||
    fail "${venv##*/} could not be made. What is above says why; it is safe to try again."
  stamp_for "$venv" "$pins" >"$venv/parlor.stamp"
}
