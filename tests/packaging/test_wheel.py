"""The wheel that people install holds everything: installed into a fresh venv, it makes a map and a PDF far from a checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = "cjm_desktop/data"


def run(*command: str | Path, cwd: Path) -> str:
    """Standard output of a command that must succeed."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    ended = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def build(kind: str, source: Path, folder: Path) -> Path:
    """The wheel or sdist made from a source tree."""
    run(sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", folder, cwd=source)
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a fresh venv that holds the wheel.

    It borrows the other packages from the environment of the tests, so that no network is needed. The borrowed folder is
    only searched for modules: its own .pth files, one of which leads to this checkout, are not read.
    """
    folder = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    commands = folder / ("Scripts" if os.name == "nt" else "bin")
    scheme = {"base": str(folder), "platbase": str(folder)}
    packages = Path(sysconfig.get_path("purelib", scheme="venv", vars=scheme))
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    python = commands / f"python{sysconfig.get_config_var('EXE') or ''}"
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--ignore-installed", wheel, cwd=folder)
    return commands


def project_files(folder: str) -> set[str]:
    """The files of a top-level folder as they should lie in the wheel."""
    return {
        f"{DATA}/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.relative_to(ROOT).parts[:2] != ("resources", "readme")
    }


def test_wheel_holds_resources_and_templates(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if name.startswith(DATA)}
    assert names == project_files("resources") | project_files("templates")


def test_wheel_holds_the_whole_package_and_no_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {n for n in archive.namelist() if ".dist-info/" not in n and not n.startswith(DATA)}
        licences = [n for n in archive.namelist() if n.endswith("licenses/LICENSE")]
    sources = {
        p.relative_to(ROOT / "src").as_posix() for p in (ROOT / "src").rglob("*") if p.suffix in (".py", ".typed")
    }
    assert names == sources
    assert len(licences) == 1


def test_wheel_from_the_sdist_is_the_same(wheel: Path, tmp_path: Path) -> None:
    for name in ("sdist", "tree", "wheel"):
        (tmp_path / name).mkdir()
    with tarfile.open(build("sdist", ROOT, tmp_path / "sdist")) as archive:
        # Debian 12's own Python (3.11.2) has no filters yet; later ones want one named.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(tmp_path / "tree")
    (tree,) = (tmp_path / "tree").iterdir()
    again = build("wheel", tree, tmp_path / "wheel")
    assert again.read_bytes() == wheel.read_bytes()


def test_installed_program_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    code = "import cjm_desktop, cjm_desktop.resources as r; print(cjm_desktop.__file__, r.resource(), r.templates_folder())"
    for place in run(installed / "python", "-c", code, cwd=tmp_path).split():
        assert Path(place).is_relative_to(installed.parent)


def test_installed_program_makes_a_map_and_exports_it(installed: Path, tmp_path: Path) -> None:
    run(installed / "cjm", "new", "--template", "current-state", "sample.cjm", cwd=tmp_path)
    run(installed / "cjm", "export", "sample.cjm", "sample.pdf", cwd=tmp_path)
    run(installed / "cjm", "export", "sample.cjm", "sample.png", cwd=tmp_path)
    assert (tmp_path / "sample.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "sample.png").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")


def test_installed_program_brings_both_commands(installed: Path, tmp_path: Path) -> None:
    assert (installed / "cjm-desktop").is_file()
    assert run(installed / "cjm", "schema", cwd=tmp_path).startswith("{")
