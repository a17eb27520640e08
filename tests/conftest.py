"""What every test gets: settings of its own, Qt off the screen, and the corpus of real files where it is at hand."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"

# Before any test module imports Qt: nothing of the user's own settings is read or written.
_HOME = Path(tempfile.mkdtemp(prefix="cjm-test-"))
_FOLDERS = {
    "HOME": "home",
    "USERPROFILE": "home",
    "APPDATA": "appdata",
    "LOCALAPPDATA": "localappdata",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "runtime",
}
for _name, _folder in _FOLDERS.items():
    (_HOME / _folder).mkdir(mode=0o700, exist_ok=True)
    os.environ[_name] = str(_HOME / _folder)
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples in every run of the continuous integration; on a developer's machine, new ones every time.
settings.register_profile("developer", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "developer")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests that need a real window where Qt draws off the screen."""
    if os.environ["QT_QPA_PLATFORM"] not in ("offscreen", "minimal"):
        return
    skip = pytest.mark.skip(reason="needs a real window: `make test` runs it under Xvfb")
    for item in items:
        if item.get_closest_marker("window"):
            item.add_marker(skip)


def pytest_collection_finish() -> None:
    """Leaves what all tests share out of every later search for garbage: of thousands of tests that is most of all."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 10, 10)


def pytest_unconfigure() -> None:
    """Leave no litter behind."""
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(autouse=True)
def settings_folder() -> Iterator[Path]:
    """The folder that holds the user's home, settings, data and cache in this test; empty at the start of each."""
    core = sys.modules.get("PySide6.QtCore")
    if core is not None:
        for form in (core.QSettings.Format.NativeFormat, core.QSettings.Format.IniFormat):
            core.QSettings.setPath(form, core.QSettings.Scope.UserScope, str(_HOME / "config"))
    yield _HOME
    for folder in _FOLDERS.values():
        for entry in os.scandir(_HOME / folder):
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                Path(entry.path).unlink(missing_ok=True)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real files that people made (mermaid, tables, texts); skips where it is not beside the checkout."""
    if not CORPUS.is_dir():
        pytest.skip("the corpus (../shared/corpus) is not beside this checkout")
    return CORPUS
