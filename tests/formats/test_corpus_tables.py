"""Tables that people made: each file becomes a map with the table's names, and the map goes out and comes in again."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from cjm_desktop.formats import sheet_csv, spreadsheet, xlsx_writing
from cjm_desktop.formats.registry import EXPORTERS, IMPORTERS, export_file, import_file
from cjm_desktop.formats.table_map import STAGE_FIELDS
from cjm_desktop.model.rules import repair

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
TABLES = sorted((CORPUS / "tables").glob("*.*")) or [None]
SUFFIXES = {suffix for one in IMPORTERS for suffix in one.suffixes}
FILES = sorted(path for path in CORPUS.glob("*/*") if path.suffix in SUFFIXES) or [None]
_MARKS = re.compile(r"\*\*|(?<!\w)\*|\*(?!\w)")


def _name(path: Path | None) -> str:
    return path.name if path is not None else "none"


def _tables(path: Path) -> list[list[list[str]]]:
    """The tables that stand in a file, by its CSV or by the CSV beside the Markdown."""
    parts = [path] if path.suffix == ".csv" else sorted(path.parent.glob(f"{path.stem}*.csv"))
    found = []
    for part in parts:
        with part.open(encoding="utf-8", newline="") as lines:
            found.append(list(csv.reader(lines)))
    return found


@pytest.mark.parametrize("path", TABLES, ids=_name)
def test_a_table_keeps_its_names(path: Path | None) -> None:
    if path is None:
        pytest.skip("the corpus of real tables is not here")
    tables = _tables(path)
    journey = import_file(path).journey
    data = path.read_bytes()
    found = spreadsheet.tables_in(data, path.name)
    assert found is not None
    table = found.tables[found.best]
    reading = spreadsheet.reading_of(table)
    if reading.across:
        stages, lanes = tables[0][0][1:], [row[0] for row in tables[0][1:]]
    else:
        stages, lanes = [row[0] for rows in tables for row in rows[1:]], tables[0][0][1:]
    assert [stage.name for stage in journey.stages.values()] == [_MARKS.sub("", name).strip() for name in stages]
    told = {
        name
        for name, meaning in zip(lanes, reading.meanings[1:], strict=False)
        if meaning in STAGE_FIELDS  # what is said of stages stands with them
    }
    labels = [lane.label for lane in journey.lanes.values()]
    assert len(set(labels)) == len(labels)
    # Words among feelings stand in a lane with a number behind its name.
    labels = [label if label in lanes else label.removesuffix(" 2") for label in labels]
    assert list(dict.fromkeys(labels)) == [name for name in lanes if name not in told]
    said = "\n".join(card.text for card in journey.cards.values()) + "\n".join(
        one.label for one in journey.points.values()
    )
    cells = [cell for rows in tables for row in rows[1:] for cell in row[1:] if lanes[0] not in told or reading.across]
    for cell in cells:
        for part in re.split(r"\s*(?:;| / )\s*", _MARKS.sub("", cell)):
            assert part.strip() in said


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_every_file_comes_in_and_goes_out_again(path: Path | None, tmp_path: Path) -> None:
    if path is None:
        pytest.skip("the corpus of real maps is not here")
    journey = import_file(path).journey
    assert repair(journey) == (journey, ())
    assert journey.stages
    for exporter in EXPORTERS:
        out = tmp_path / f"map{exporter.suffix}"
        export_file(journey, out)
        assert out.stat().st_size
    for data, name in ((xlsx_writing.write(journey).data, "a.xlsx"), (sheet_csv.write(journey).data, "a.csv")):
        assert spreadsheet.read(data, name).journey == journey
