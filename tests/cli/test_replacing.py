"""What is there already: drawings and merged maps are made anew in its place, anything else only with --force."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cjm_desktop import cli
from cjm_desktop.formats.registry import EXPORTERS
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Lane, Stage
from tests.maps import write_map

Output = pytest.CaptureFixture[str]
OWN = b"what somebody wrote"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    journey = Journey(
        stages=Table.of([Stage(id="need", name="Need")]),
        lanes=Table.of([Lane(id="does", role="actions", label="Doing")]),
        cards=Table.of([Card(id="c", lane="does", stage="need", text="Eats")]),
    )
    for name in ("a", "b"):
        write_map(journey, tmp_path / f"{name}.cjm")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("suffix", [one.suffix for one in EXPORTERS])
def test_no_file_of_another_program_is_replaced_unasked(folder: Path, capsys: Output, suffix: str) -> None:
    out = folder / f"interviews{suffix}"
    out.write_bytes(OWN)
    assert cli.main(["export", "a.cjm", out.name]) == 2
    assert out.read_bytes() == OWN
    assert capsys.readouterr() == ("", f"cjm: {out.name} exists already; --force replaces it.\n")
    assert cli.main(["export", "a.cjm", out.name, "--force"]) == 0
    assert out.read_bytes() != OWN


def test_in_a_folder_what_is_there_is_passed_over_and_told(folder: Path, capsys: Output) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "a.md").write_bytes(OWN)
    assert cli.main(["export", "a.cjm", "b.cjm", "out", "--format", "md"]) == 2
    assert (folder / "out" / "a.md").read_bytes() == OWN
    assert (folder / "out" / "b.md").exists()
    assert capsys.readouterr().err.count("exists already") == 1


def test_a_merged_map_replaces_maps_alone(folder: Path, capsys: Output) -> None:
    assert cli.main(["merge", "a.cjm", "a.cjm", "b.cjm", "-o", "b.cjm"]) == 0
    (folder / "answers").write_bytes(OWN)
    capsys.readouterr()
    words = ["merge", "a.cjm", "a.cjm", "b.cjm", "-o", "answers"]
    assert cli.main(words) == 2
    assert (folder / "answers").read_bytes() == OWN
    assert capsys.readouterr().err == "cjm: answers exists already; --force replaces it.\n"
    assert cli.main([*words, "--force"]) == 0
    for name in ("e.pdf", "answers.csv"):
        capsys.readouterr()
        assert cli.main(["merge", "a.cjm", "a.cjm", "b.cjm", "-o", name, "--force"]) == 2
        assert capsys.readouterr().err == f"cjm: {name} is no name for a map: it must end in .cjm.\n"
        assert not (folder / name).exists()
    # What git hands over has a name of its own, and is OURS.
    os.rename("a.cjm", ".merge_file_x")
    assert cli.main(["merge", "b.cjm", ".merge_file_x", "b.cjm", "-o", ".merge_file_x"]) == 0


def test_what_can_be_imported_is_said_to_be(folder: Path, capsys: Output) -> None:
    (folder / "my map.csv").write_text("Stage,Find\nActions,looks\n")
    (folder / "day.mmd").write_text("journey\nA: 3\n")
    advice = "make a map of it with File > Import, or with: cjm import"
    for words in (["check"], ["export"], ["diff"]):
        out = {"check": [], "export": ["out.pdf"], "diff": ["a.cjm"]}[words[0]]
        assert cli.main([*words, "my map.csv", *out]) == 2
        assert capsys.readouterr().err == f'cjm: my map.csv is a table or text: {advice} "my map.csv" "my map.cjm"\n'
        assert cli.main([*words, "day.mmd", *out]) == 2
        assert capsys.readouterr().err == f"cjm: day.mmd is a file of another kind: {advice} day.mmd day.cjm\n"
    assert cli.main(["check", "gone.csv"]) == 2
    assert "there is no such file" in capsys.readouterr().err
