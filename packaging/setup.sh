#!/usr/bin/env bash
# Makes everything ready in .venv: the system's libraries, a Python, the locked packages and the program itself.
# Usage: packaging/setup.sh run|test. A second run finds everything in place and ends at once.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

purpose="${1:?run or test}"
lock="packaging/requirements/$purpose.txt"
venv=.venv
stamp="$venv/cjm-setup-$purpose"

say() { printf 'set-up: %s\n' "$*"; }
fail() { printf 'set-up: %s\n' "$*" >&2; exit 1; }

# Everything that the set-up depends on; where the checkout lies counts because a venv cannot be moved.
fingerprint() { { pwd; cat "$lock" packaging/setup.sh pyproject.toml; } | cksum; }

apt_install() {
    local packages=("$@") as_root=()
    if ! command -v apt-get >/dev/null; then
        fail "this system lacks what these Debian packages bring: ${packages[*]}. Install their like, then try again."
    fi
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "Debian packages are missing, and so is sudo. As root: apt-get install ${packages[*]}"
        as_root=(sudo)
    fi
    say "installing these Debian packages: ${packages[*]}"
    # env, because sudo may drop what is exported.
    as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120)
    "${as_root[@]}" update || say "the package lists could not all be refreshed; trying with those at hand"
    "${as_root[@]}" install -y --no-install-recommends "${packages[@]}"
}

# Prints the Debian packages for whatever of packaging/debian.txt is missing here.
missing_packages() {
    local PATH="$PATH:/sbin:/usr/sbin" known whose needs package
    known="$(ldconfig -p)"
    while read -r whose needs package; do
        case "$whose" in
            run) ;;
            test) [ "$purpose" = test ] || continue ;;
            *) continue ;;
        esac
        case "$needs" in
            *.so.*) grep -qF "	$needs (" <<<"$known" || echo "$package" ;;
            *) command -v "$needs" >/dev/null || echo "$package" ;;
        esac
    done <packaging/debian.txt
}

# Prints the first Python from 3.11 to 3.13 that really starts and passes the test given as its code.
find_python() {
    local python
    for python in ${PYTHON:-python3.11 python3.12 python3.13 python3}; do
        if "$python" -c "import sys; assert (3, 11) <= sys.version_info[:2] <= (3, 13); $1" 2>/dev/null; then
            echo "$python"
            return 0
        fi
    done
    return 1
}

# Whether .venv is there already, with a Python that fits.
usable_venv() { [ -x "$venv/bin/python" ] && PYTHON="$venv/bin/python" find_python 'import pip' >/dev/null; }

make_venv() {
    local python
    python="$(find_python 'import venv, ensurepip')" \
        || fail "Python 3.11, 3.12 or 3.13 with its venv module is needed; where it has another name: PYTHON=... make $purpose"
    say "making $venv with $("$python" --version)"
    "$python" -m venv --clear "$venv"
}

if [ "$(uname -s)" = Linux ]; then
    mapfile -t missing < <(missing_packages)
    if ! usable_venv && ! find_python 'import venv, ensurepip' >/dev/null; then
        missing+=(python3 python3-venv)
    fi
    if [ "${#missing[@]}" -gt 0 ]; then
        apt_install "${missing[@]}"
    fi
fi

if [ "$(cat "$stamp" 2>/dev/null)" != "$(fingerprint)" ]; then
    if ! usable_venv; then
        make_venv
    fi
    say "installing the Python packages of $lock (some 200 MB the first time, this may take minutes)"
    pip=("$venv/bin/python" -m pip --disable-pip-version-check install --quiet --no-input)
    "${pip[@]}" --require-hashes --requirement "$lock" \
        || fail "the Python packages could not be installed (is this machine connected?); then try again"
    "${pip[@]}" --no-deps --no-build-isolation --editable .
    fingerprint >"$stamp"
    say "ready"
fi
