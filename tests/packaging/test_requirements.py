"""The demands in pyproject.toml and the locked lists agree, for every Python that is supported."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PYTHONS = ("3.11", "3.12", "3.13")
LOCKS = {"run": ("build",), "test": ("build", "test", "lint")}
ABORTS_BELOW_312 = "6.12.0"


def locked(name: str) -> dict[str, str]:
    """Package name -> version in packaging/requirements/`name`.txt."""
    text = (ROOT / "packaging" / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", text, flags=re.MULTILINE))


def wanted(extras: tuple[str, ...], python: str) -> list[Requirement]:
    """What pyproject.toml asks for on this Python."""
    lines = list(PROJECT["dependencies"])
    for extra in extras:
        lines += PROJECT["optional-dependencies"][extra]
    requirements = [Requirement(line) for line in lines]
    return [r for r in requirements if r.marker is None or r.marker.evaluate({"python_version": python})]


@pytest.mark.parametrize("python", PYTHONS)
def test_python_is_supported(python: str) -> None:
    assert Requirement(f"python{PROJECT['requires-python']}").specifier.contains(python)


@pytest.mark.parametrize("python", ["3.10", "3.14"])
def test_other_pythons_are_refused(python: str) -> None:
    assert not Requirement(f"python{PROJECT['requires-python']}").specifier.contains(python)


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("name", LOCKS)
def test_lock_holds_what_the_project_asks_for(name: str, python: str) -> None:
    versions = locked(name)
    for requirement in wanted(LOCKS[name], python):
        version = versions.get(requirement.name.lower())
        assert version is not None, f"{requirement.name} is not locked: run `make lock`"
        assert requirement.specifier.contains(version), f"{requirement} is locked at {version}: run `make lock`"


def test_both_locks_hold_the_same_versions() -> None:
    test = locked("test")
    assert {name: test.get(name) for name in locked("run")} == locked("run")


@pytest.mark.parametrize("python", ["3.11"])
def test_the_pyside_that_aborts_is_refused(python: str) -> None:
    (qt,) = [r for r in wanted((), python) if r.name == "PySide6-Essentials"]
    assert not qt.specifier.contains(ABORTS_BELOW_312)
    assert not qt.specifier.contains("6.12.1")


@pytest.mark.parametrize("name", LOCKS)
def test_lock_is_all_hashes_and_names_no_host(name: str) -> None:
    text = (ROOT / "packaging" / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    for entry in re.split(r"(?m)^(?=[a-z0-9])", text)[1:]:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry.splitlines()[0]
        assert ";" not in entry, f"{entry.splitlines()[0]} depends on the machine that made the lock"
