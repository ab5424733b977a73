# What only a system's package manager can bring: installed as root on Debian (as continuous integration does), else taken
# where it is found. Sourced by scripts/setup.
# shellcheck shell=bash

can_apt() { [ "$(id -u)" = 0 ] && [ -e /etc/debian_version ] && command -v apt-get >/dev/null; }

# apt_install PACKAGE...: false where that is not possible
apt_install() {
  can_apt || return 1
  say "Installing $* with apt"
  local log
  log=$(mktemp)
  if { bounded 300 apt-get -qq update &&
    DEBIAN_FRONTEND=noninteractive bounded 600 apt-get -qq install -y --no-install-recommends "$@"; } >"$log" 2>&1 </dev/null; then
    rm -f "$log"
    return
  fi
  tail -n 5 "$log" >&2
  rm -f "$log"
  return 1
}

# Two packages of Home Assistant's have no ready-made build for this Python.
need_compilers() {
  if command -v gcc >/dev/null && command -v g++ >/dev/null; then return; fi
  apt_install gcc g++ libc6-dev ||
    fail "A C and a C++ compiler (gcc, g++) are needed to build pymicro-vad and pyspeex-noise. Install them and try again."
}

# A browser for the browser tests, with letters for Korean; without one those tests are skipped.
want_chromium() {
  if ! find_chromium >/dev/null; then
    apt_install chromium fonts-noto-cjk || say "No Chromium was found: the browser tests will be skipped (PARLOR_CHROMIUM names one)"
  elif can_apt && command -v fc-list >/dev/null && [ -z "$(fc-list :lang=ko family)" ]; then
    apt_install fonts-noto-cjk || say "No font with Korean letters was found: screenshots will show boxes"
  fi
}
