"""What tells a Linux desktop about the program (menu entry, file type, store page) is valid and agrees on one name."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cjm_desktop import __version__

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
NAME = "org.cjmdesktop.CJMDesktop"
MIME = "application/vnd.cjm+json"
SHARED_MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


@pytest.fixture
def entry() -> configparser.SectionProxy:
    """The menu entry."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(LINUX / f"{NAME}.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


@pytest.fixture
def page() -> ElementTree.Element:
    """The store page."""
    return ElementTree.parse(LINUX / f"{NAME}.metainfo.xml").getroot()


def test_every_file_bears_the_one_name() -> None:
    assert {path.name for path in LINUX.iterdir()} == {f"{NAME}.desktop", f"{NAME}.mime.xml", f"{NAME}.metainfo.xml"}


def test_running_window_bears_the_name_of_its_menu_entry() -> None:
    from cjm_desktop.app import APP_ID

    assert APP_ID == NAME


def test_menu_entry_starts_the_editor_with_files(entry: configparser.SectionProxy) -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["gui-scripts"]
    command, files = entry["Exec"].split()
    assert command in scripts
    assert files == "%F"
    assert entry["Icon"] == NAME
    assert entry["MimeType"] == f"{MIME};"


def test_file_type_belongs_to_the_suffix() -> None:
    (kind,) = ElementTree.parse(LINUX / f"{NAME}.mime.xml").getroot().findall(f"{SHARED_MIME}mime-type")
    assert kind.get("type") == MIME
    assert [glob.get("pattern") for glob in kind.findall(f"{SHARED_MIME}glob")] == ["*.cjm"]
    assert [icon.get("name") for icon in kind.findall(f"{SHARED_MIME}icon")] == [NAME]


def test_store_page_agrees_with_the_menu_entry(page: ElementTree.Element, entry: configparser.SectionProxy) -> None:
    assert page.findtext("id") == NAME
    assert page.findtext("launchable") == f"{NAME}.desktop"
    assert page.findtext("icon") == NAME
    assert page.findtext("provides/mediatype") == MIME
    assert page.findtext("name") == entry["Name"]
    assert page.findtext("summary") == entry["Comment"]
    assert [c.text for c in page.findall("categories/category")] == entry["Categories"].rstrip(";").split(";")


def test_store_page_lists_this_version(page: ElementTree.Element) -> None:
    assert __version__ in [release.get("version") for release in page.findall("releases/release")]


@pytest.mark.parametrize(
    ("validator", "file"),
    [
        (["desktop-file-validate", "--warn-kde"], f"{NAME}.desktop"),
        (["appstreamcli", "validate", "--no-net"], f"{NAME}.metainfo.xml"),
    ],
)
def test_desktop_accepts_the_file(validator: list[str], file: str) -> None:
    if shutil.which(validator[0]) is None:
        pytest.skip(f"{validator[0]} is not installed here (`make test` installs it on Debian)")
    ended = subprocess.run([*validator, LINUX / file], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
