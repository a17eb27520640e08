#!/usr/bin/env bash
# Opens the editor on a finished sample map; without a display it exports the sample instead and says where it lies.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packaging/setup.sh run

if [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/cjm-desktop --sample
fi

echo "There is no display here, so the editor cannot open: exporting the sample map instead."
folder=build/sample
mkdir -p "$folder"
rm -f "$folder"/sample.{cjm,pdf,png}
.venv/bin/cjm new --template current-state "$folder/sample.cjm"
.venv/bin/cjm export "$folder/sample.cjm" "$folder/sample.pdf"
.venv/bin/cjm export "$folder/sample.cjm" "$folder/sample.png"
echo "The sample map, its PDF and its PNG:"
ls "$PWD/$folder"/sample.{cjm,pdf,png}
