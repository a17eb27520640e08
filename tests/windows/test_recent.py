"""The files opened last: ten, the latest first, missing ones known as such."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_desktop.windows import recent, settings

pytestmark = pytest.mark.usefixtures("qapp")


def test_latest_comes_first_and_once(tmp_path: Path) -> None:
    a, b = tmp_path / "a.cjm", tmp_path / "b.cjm"
    a.touch()
    for path in (a, b, a):
        recent.remember(path)
    assert recent.files() == (recent.RecentFile(a, True), recent.RecentFile(b, False))


def test_ten_are_kept(tmp_path: Path) -> None:
    for n in range(14):
        recent.remember(tmp_path / f"{n}.cjm")
    assert [file.path.name for file in recent.files()] == [f"{n}.cjm" for n in range(13, 3, -1)]


def test_one_file_comes_back_as_one(tmp_path: Path) -> None:
    recent.remember(tmp_path / "only.cjm")
    assert [file.path.name for file in recent.files()] == ["only.cjm"]


def test_files_of_one_name_are_told_apart_by_folder_and_long_names_cut_in_the_middle() -> None:
    paths = [Path("/maps/ann/map.cjm"), Path("/maps/bob/map.cjm"), Path("/maps") / f"{'long ' * 30}end.cjm"]
    first, second, third = recent.told_apart(paths)
    assert (first, second) == ("map.cjm — ann", "map.cjm — bob")
    assert len(third) == 48
    assert third.startswith("long long")
    assert third.endswith("end.cjm")
    assert recent.told_apart([Path("/a/x/map.cjm"), Path("/b/x/map.cjm")]) == ["map.cjm — /a/x", "map.cjm — /b/x"]


def test_cleared(tmp_path: Path) -> None:
    recent.remember(tmp_path / "a.cjm")
    recent.remember(tmp_path / "b.cjm")
    recent.clear()
    assert recent.files() == ()


@pytest.mark.parametrize(
    ("setting", "stored", "loaded"),
    [
        (settings.TIMER_MINUTES, "3.0", 3.0),
        (settings.TIMER_MINUTES, "wide", 5.0),
        (settings.APPEARANCE, "dark", "dark"),
        (settings.APPEARANCE, ["dark"], "system"),
        (settings.RECENT, "one", ["one"]),
    ],
)
def test_settings_of_another_type_give_the_default(setting, stored, loaded) -> None:  # type: ignore[no-untyped-def]
    settings.store(setting, stored)
    assert settings.load(setting) == loaded
