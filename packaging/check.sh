#!/usr/bin/env bash
# Every check of the project, the quick ones first; stops at the first that fails. Ends with pytest's closing line.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packaging/setup.sh test

step=""
trap '[ "$?" -eq 0 ] || echo "== stopped: failed at: $step" >&2' EXIT
check() {
    step="$1"
    shift
    echo "== $step"
    "$@"
}

bin=.venv/bin
check "format (mend it with: $bin/ruff format)" "$bin/ruff" format --check .
check "lint" "$bin/ruff" check .
check "types" "$bin/mypy"
check "floors (imports only go down)" "$bin/lint-imports"
check "tests without a window" env QT_QPA_PLATFORM=offscreen "$bin/python" -m pytest -q -n 2 -m "not window" \
    --ignore=tests/reliability
check "what is promised (the test programme)" \
    env QT_QPA_PLATFORM=offscreen "$bin/python" -m pytest -q -n 2 -m "not window" tests/reliability
check "tests with a real window" \
    xvfb-run -a -s "-screen 0 1600x1000x24" env QT_QPA_PLATFORM=xcb "$bin/python" -m pytest -q -m window \
    $(grep -rlE "mark\.window" tests --include="test_*.py")
