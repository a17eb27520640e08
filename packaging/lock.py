"""Reads the dependencies in pyproject.toml, writes the hash-locked lists packaging/requirements/run.txt and test.txt.

Run it through `make lock` (it needs pip-tools). One list serves every supported Python, so where pyproject.toml asks for
different versions of a package on different Pythons the lock holds the version that satisfies all of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "packaging" / "requirements"
EXTRAS = {"run": ("build",), "test": ("build", "test", "lint")}
HEADER = "# Made by `make lock` from pyproject.toml; do not edit.\n"


def joined(lines: Iterable[str]) -> list[str]:
    """The requirements with their markers dropped and the demands on one package joined into one line."""
    demands: dict[str, Requirement] = {}
    for line in lines:
        requirement = Requirement(line)
        requirement.marker = None
        known = demands.setdefault(requirement.name.lower(), requirement)
        known.specifier &= requirement.specifier
    return [str(requirement) for requirement in demands.values()]


def lock(name: str, lines: list[str], constraint: Path | None) -> Path:
    """Resolve `lines` into packaging/requirements/`name`.txt with the hashes of all platforms' wheels."""
    out = FOLDER / f"{name}.txt"
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / f"{name}.in"
        if constraint is not None:
            lines = [*lines, f"-c {constraint}"]
        wanted.write_text("\n".join(lines) + "\n", encoding="utf-8")
        made = Path(folder) / "made.txt"
        # The locked hashes must be the public ones: no folders of local wheels, no further indexes.
        environment = {k: v for k, v in os.environ.items() if k not in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL")}
        environment["PIP_CONFIG_FILE"] = os.devnull
        options = (
            "--quiet --upgrade --strip-extras --allow-unsafe --generate-hashes --no-header --no-annotate --no-config"
        )
        options += " --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options"
        command = [
            sys.executable,
            "-m",
            "piptools",
            "compile",
            *options.split(),
            "--output-file",
            str(made),
            str(wanted),
        ]
        subprocess.run(command, check=True, env=environment)
        out.write_text(HEADER + made.read_text(encoding="utf-8").lstrip(), encoding="utf-8")
    return out


def main() -> None:
    """Make both locks; the list for the tests holds the very versions that the program runs with."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    FOLDER.mkdir(parents=True, exist_ok=True)
    run: Path | None = None
    for name, extras in EXTRAS.items():
        lines = list(project["dependencies"])
        for extra in extras:
            lines += project["optional-dependencies"][extra]
        made = lock(name, joined(lines), run)
        run = run or made
        print(f"{made.relative_to(ROOT)}: {made.read_text(encoding='utf-8').count('==')} packages")


if __name__ == "__main__":
    main()
