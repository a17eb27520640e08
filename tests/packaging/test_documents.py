"""README.md and CONTRIBUTING.md tell the truth: their commands run, their links lead somewhere, their modules exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "cjm_desktop"
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")


def text(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def shell_lines(document: str) -> list[str]:
    """The lines of the document's code blocks, without their comments."""
    blocks = re.findall(r"^```\n(.*?)^```", text(document), flags=re.MULTILINE | re.DOTALL)
    return [line.split("  #")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]


def test_commands_in_the_readme_run(tmp_path: Path) -> None:
    """Typed one after the other into an empty folder, as whoever reads it would."""
    makes = ("cjm ", "mkdir ", "printf ", "echo '{")
    commands = [line for line in shell_lines("README.md") if line.startswith(makes)]
    assert len(commands) >= 20
    cjm = f'cjm() {{ "{sys.executable}" -m cjm_desktop.cli "$@"; }}'
    for command in commands:
        ended = subprocess.run(
            ["sh", "-c", f"{cjm}\n{command}"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
        )
        # `cjm check` ends with 1 where it has findings.
        assert ended.returncode in ((0, 1) if " check " in command else (0,)), f"{command}\n{ended.stderr}"
    assert (tmp_path / "printed" / "returns.pdf").exists()


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_make_targets_exist(document: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), flags=re.MULTILINE))
    named = {line.split()[1] for line in shell_lines(document) if line.startswith("make ")}
    assert named
    assert named <= targets


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", text(document))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_files_in_the_walk_exist() -> None:
    named = set(re.findall(r"`([a-z_]+(?:/[a-z_]+)*(?:\.py|/))`", text("CONTRIBUTING.md")))
    assert len(named) > 10
    assert [name for name in sorted(named) if not any((top / name).exists() for top in (PACKAGE, ROOT))] == []


def test_floors_in_the_walk_are_those_of_the_contract() -> None:
    """The list of floors names them in the contract's order."""
    contract = re.search(r"^layers = \[(.*?)\]", text("pyproject.toml"), flags=re.MULTILINE | re.DOTALL)
    drawn = re.search(r"## The floors.*?```\n(.*?)```", text("CONTRIBUTING.md"), flags=re.DOTALL)
    assert contract is not None
    assert drawn is not None
    floors = re.findall(r"\w+", contract[1])
    assert [name for line in drawn[1].splitlines() for name in re.split(r"\s{2,}", line)[0].split(" | ")] == floors
