from __future__ import annotations

from pathlib import Path

import pytest

from cjm_desktop import cli
from cjm_desktop.editing.cards import update_cards
from cjm_desktop.formats.journey_file import load
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Conflict, Lane, Stage, WebLink
from tests.maps import write_map

Output = pytest.CaptureFixture[str]


def feeding(*texts: str) -> Journey:
    return Journey(
        stages=Table.of([Stage(id="need", name="Need")]),
        lanes=Table.of([Lane(id="does", role="actions", label="Doing")]),
        cards=Table.of([Card(id=f"c{n}", lane="does", stage="need", text=text) for n, text in enumerate(texts)]),
    )


def merge(folder: Path, base: Journey | bytes, ours: Journey, theirs: Journey, out: str = "out.cjm") -> int:
    for name, journey in (("base", base), ("ours", ours), ("theirs", theirs)):
        path = folder / f"{name}.cjm"
        if isinstance(journey, bytes):
            path.write_bytes(journey)
        else:
            write_map(journey, path)
    words = [str(folder / name) for name in ("base.cjm", "ours.cjm", "theirs.cjm", "-o", out)]
    return cli.main(["merge", *words[:3], "-o", words[4]])


def texts(path: Path) -> list[str]:
    return [card.text for card in load(path).journey.cards.values()]


def test_what_both_did_is_put_together_and_told(tmp_path: Path, capsys: Output) -> None:
    code = merge(tmp_path, feeding("Eats", "Sleeps"), feeding("Eats a lot", "Sleeps"), feeding("Eats", "Sleeps well"))
    assert code == 0
    assert texts(tmp_path / "out.cjm") == ["Eats a lot", "Sleeps well"]
    out, err = capsys.readouterr()
    assert out.splitlines() == ["Taken from theirs:", "  Action “Sleeps” now reads “Sleeps well”"]
    assert err == ""


def test_conflicts_are_told_and_stay_in_the_map(tmp_path: Path, capsys: Output) -> None:
    assert merge(tmp_path, feeding("Eats"), feeding("Drinks"), feeding("Sleeps")) == 1
    assert texts(tmp_path / "out.cjm") == ["Drinks"]
    assert len(load(tmp_path / "out.cjm").journey.conflicts) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("1 conflict to decide on")
    assert lines[1:] == [
        "  Action “Drinks”: text",
        "      ours:   “Drinks”",
        "      theirs: “Sleeps”",
        "      before: “Eats”",
    ]


def test_an_empty_base_is_what_git_gives_where_both_added_the_file(tmp_path: Path) -> None:
    assert merge(tmp_path, b"", feeding("Eats"), feeding("Eats", "Sleeps")) == 0
    assert texts(tmp_path / "out.cjm") == ["Eats", "Sleeps"]


@pytest.mark.parametrize("broken", ["base", "ours", "theirs"])
def test_nothing_is_written_where_a_side_cannot_be_read(tmp_path: Path, broken: str, capsys: Output) -> None:
    sides = {name: tmp_path / f"{name}.cjm" for name in ("base", "ours", "theirs")}
    for path in sides.values():
        write_map(feeding("Eats"), path)
    sides[broken].write_bytes(b"<<<<<<< HEAD")
    before = sides["ours"].read_bytes()
    assert cli.main(["merge", *map(str, sides.values()), "-o", str(sides["ours"])]) == 2
    assert sides["ours"].read_bytes() == before
    assert capsys.readouterr().err.startswith("cjm: ")


def test_conflicts_that_a_side_brings_along_are_told_and_stop_nothing(tmp_path: Path, capsys: Output) -> None:
    open_ = Conflict(table="cards", record="c0", field="text", base="Eats", ours="Drinks", theirs="Hunts")
    ours = feeding("Drinks", "Sleeps").model_copy(update={"conflicts": (open_,)})
    assert merge(tmp_path, feeding("Eats", "Sleeps"), ours, feeding("Eats", "Sleeps well")) == 0
    assert load(tmp_path / "out.cjm").journey.conflicts == (open_,)
    said = capsys.readouterr().out.splitlines()[-1]
    assert said.startswith("1 conflict of an earlier merge still to decide on, kept in the map")
    assert merge(tmp_path, feeding("Eats", "Sleeps"), ours, feeding("Eats", "")) == 0
    assert merge(tmp_path, feeding("Eats", "Sleeps"), ours, feeding("Hunts", "")) == 1


def test_links_of_a_map_that_goes_elsewhere_lead_to_the_same_maps(tmp_path: Path) -> None:
    base = feeding("Eats")
    (card,) = base.cards
    linked = update_cards(base, [card], links=(WebLink(url="day.cjm"),))
    (tmp_path / "out").mkdir()
    assert merge(tmp_path, base, linked, base, "out/merged.cjm") == 0
    ((link,),) = (one.links for one in load(tmp_path / "out" / "merged.cjm").journey.cards.values())
    assert link.url == "../day.cjm"
    assert merge(tmp_path, base, linked, base) == 0
    ((link,),) = (one.links for one in load(tmp_path / "out.cjm").journey.cards.values())
    assert link.url == "day.cjm"
