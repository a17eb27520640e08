from __future__ import annotations

import json
from pathlib import Path

import pytest

from cjm_desktop import cli
from cjm_desktop.editing.cards import remove_cards
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Lane, MapKind, Stage
from tests.maps import write_map

Output = pytest.CaptureFixture[str]


def feeding(*cards: Card, title: str = "Feeding") -> Journey:
    return Journey(
        title=title,
        stages=Table.of([Stage(id="need", name="Need"), Stage(id="search", name="Search")]),
        lanes=Table.of([Lane(id="does", role="actions", label="Doing"), Lane(id="hurts", role="pains", label="Pains")]),
        cards=Table.of(cards),
    )


HUNGRY = Card(id="a", lane="does", stage="need", text="Sees the empty bowl")
LATE = Card(id="b", lane="hurts", stage="search", text="Comes too late")


@pytest.fixture
def paths(tmp_path: Path) -> tuple[str, str]:
    before = feeding(HUNGRY, LATE)
    changed = HUNGRY.model_copy(update={"text": "Sees the bowl"})
    after = feeding(
        changed, LATE.model_copy(update={"stage": "need"}), Card(id="n", lane="does", stage="search", text="Asks")
    )
    write_map(before, tmp_path / "a.cjm")
    write_map(after, tmp_path / "b.cjm")
    return str(tmp_path / "a.cjm"), str(tmp_path / "b.cjm")


def test_differences_stand_by_stage_and_lane(paths: tuple[str, str], capsys: Output) -> None:
    assert cli.main(["diff", *paths]) == 1
    assert capsys.readouterr() == (
        "a.cjm → b.cjm: 1 added, 1 changed, 1 moved\n"
        "Stage “Need”\n"
        "  ~ Action “Sees the empty bowl” now reads “Sees the bowl”\n"
        "      Sees the [-empty -]bowl\n"
        "  > Pain point “Comes too late” moved from Search to Need\n"
        "Stage “Search”\n"
        "  + Action “Asks” added in Search, Doing\n",
        "",
    )


def test_equal_maps_say_nothing(paths: tuple[str, str], capsys: Output) -> None:
    assert cli.main(["diff", paths[0], paths[0]]) == 0
    assert capsys.readouterr() == ("", "")


def test_what_goes_stands_where_it_stood(tmp_path: Path, capsys: Output) -> None:
    before = feeding(HUNGRY, LATE)
    write_map(before, tmp_path / "a.cjm")
    write_map(remove_cards(before, ["b"]), tmp_path / "b.cjm")
    assert cli.main(["diff", str(tmp_path / "a.cjm"), str(tmp_path / "b.cjm")]) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        "Stage “Search”",
        "  - Pain point “Comes too late” removed in Search, Pains",
    ]


def test_json_says_the_same(paths: tuple[str, str], capsys: Output) -> None:
    assert cli.main(["diff", "--json", *paths]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["cards"]["changed"][0]["fields"]["text"] == {"before": "Sees the empty bowl", "after": "Sees the bowl"}
    assert [card["id"] for card in found["cards"]["added"]] == ["n"]
    assert cli.main(["diff", "--json", paths[0], paths[0]]) == 0
    assert json.loads(capsys.readouterr().out) == {"words": []}


@pytest.mark.parametrize(
    "words", [["MAP"], ["MAP", "MAP", "MAP"], ["MAP", "no.cjm"], ["--json", "--git", "MAP", "MAP"]]
)
def test_what_cannot_be_compared_is_trouble(paths: tuple[str, str], words: list[str], capsys: Output) -> None:
    assert cli.main(["diff", *(paths[0] if word == "MAP" else word for word in words)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("cjm: ")


def test_a_map_as_lines_tells_every_text(paths: tuple[str, str], capsys: Output) -> None:
    assert cli.main(["diff", "--textconv", paths[0]]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Map “Feeding”"
    assert "  Doing: Action “Sees the empty bowl”" in lines
    assert (
        lines.index("Stage “Need”")
        < lines.index("  Doing: Action “Sees the empty bowl”")
        < lines.index("Stage “Search”")
    )


def test_text_from_a_file_cannot_steer_the_terminal(tmp_path: Path, capsys: Output) -> None:
    write_map(feeding(HUNGRY), tmp_path / "a.cjm")
    write_map(feeding(HUNGRY.model_copy(update={"text": "Sees \x1b[31mred"})), tmp_path / "b.cjm")
    assert cli.main(["diff", str(tmp_path / "a.cjm"), str(tmp_path / "b.cjm")]) == 1
    assert cli.main(["diff", "--textconv", str(tmp_path / "b.cjm")]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_the_comparison_as_a_page(paths: tuple[str, str], tmp_path: Path, capsys: Output) -> None:
    out = tmp_path / "compared.pdf"
    assert cli.main(["diff", *paths, "-o", str(out)]) == 1
    assert out.read_bytes().startswith(b"%PDF")
    assert cli.main(["diff", *paths, "-o", str(tmp_path / "compared.txt")]) == 2
    assert "must end in .pdf" in capsys.readouterr().err
    assert not (tmp_path / "compared.txt").exists()


@pytest.mark.usefixtures("paths")
def test_versions_beside_a_map_are_no_maps_of_a_folder(tmp_path: Path) -> None:
    write_map(feeding(HUNGRY), tmp_path / "a.versions.cjm")
    assert cli.main(["export", str(tmp_path), str(tmp_path / "out")]) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.pdf", "b.pdf"]


def test_a_page_and_json_can_be_had_at_once(paths: tuple[str, str], tmp_path: Path, capsys: Output) -> None:
    assert cli.main(["diff", *paths, "-o", str(tmp_path / "compared.pdf"), "--json"]) == 1
    assert (tmp_path / "compared.pdf").read_bytes().startswith(b"%PDF-")
    assert json.loads(capsys.readouterr().out)["cards"]


@pytest.mark.parametrize("how", ["--git", "--textconv"])
def test_for_git_there_is_no_page(paths: tuple[str, str], tmp_path: Path, capsys: Output, how: str) -> None:
    assert cli.main(["diff", how, *paths, "-o", str(tmp_path / "compared.pdf")]) == 2
    assert capsys.readouterr().err == ("cjm: -o makes a page of two maps, and nothing for git (see cjm diff --help)\n")
    assert not (tmp_path / "compared.pdf").exists()


def test_for_a_future_what_answers_the_pains_of_today_is_told(tmp_path: Path, capsys: Output) -> None:
    today = feeding(HUNGRY, LATE, Card(id="c", lane="hurts", stage="need", text="Forgets\nto feed"))
    lanes = Table.of([*today.lanes.values(), Lane(id="ideas", role="ideas", label="Ideas")])
    cards = [HUNGRY, LATE, Card(id="n", lane="ideas", stage="search", text="Same day")]
    future = feeding(*cards).model_copy(update={"kind": MapKind.FUTURE, "lanes": lanes})
    write_map(today.model_copy(update={"kind": MapKind.CURRENT}), tmp_path / "a.cjm")
    write_map(future, tmp_path / "b.cjm")
    assert cli.main(["diff", str(tmp_path / "a.cjm"), str(tmp_path / "b.cjm")]) == 1
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "What answers the pains of before (* only by standing in the same stage)",
        "  “Forgets to feed” in Need is gone, answered by nothing",
        "  “Comes too late” in Search is still there, answered by “Same day”*",
    ]
    assert cli.main(["diff", str(tmp_path / "b.cjm"), str(tmp_path / "a.cjm")]) == 1
    assert "answers" not in capsys.readouterr().out
