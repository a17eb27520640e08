from __future__ import annotations

from pathlib import Path

import pytest

from cjm_desktop.formats import registry
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.imported import Exported
from cjm_desktop.formats.registry import EXPORTERS, IMPORTERS, Exporter, export_file, import_file
from cjm_desktop.model.journey import Journey
from cjm_desktop.templates import load_template


@pytest.mark.parametrize("name", ["day.mmd", "day.MERMAID", "day.txt", "day.md"])
def test_a_mermaid_file_is_imported(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(
        "```mermaid\njourney\nT: 3\n```" if name.endswith("md") and name != "day.mmd" else "journey\nT: 3",
        encoding="utf-8",
    )
    made = import_file(path)
    assert made.journey.title == "day"
    assert len(made.journey.cards) == 1


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.cjm", b"{}", "a.cjm is a map of this program already; open it instead of importing it."),
        ("a.mmd", b"PK\x03\x04", "a.mmd is a ZIP or office file, not a text."),
        ("a.mmd", b"\xff\xff", "a.mmd: line 1 is not UTF-8 text."),
        ("a.mmd", b"pie\n", "a.mmd is a pie chart, not a journey."),
    ],
)
def test_anything_else_is_refused_in_one_sentence(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(FileProblem) as caught:
        import_file(path)
    assert str(caught.value) == said
    assert caught.value.path == path


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="there is no such file"):
        import_file(tmp_path / "gone.mmd")


def test_an_unknown_kind_is_refused_with_what_is_known(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(b"x")
    with pytest.raises(FileProblem) as caught:
        import_file(path)
    assert str(caught.value).startswith("a.doc cannot be imported. What can be: Exported maps (.pdf, .png, .svg); ")


def test_every_entry_names_a_function_and_suffixes() -> None:
    for place in (*(one.reader for one in IMPORTERS), *(one.writer for one in EXPORTERS)):
        assert callable(registry._function(place))
    for importer in IMPORTERS:
        assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in importer.suffixes)
    suffixes = [one.suffix for one in EXPORTERS]
    assert len(set(suffixes)) == len(suffixes)
    assert not {".pdf", ".png", ".svg", ".cjm"}.intersection(suffixes)


def _as_title(journey: Journey) -> Exported:
    return Exported(journey.title.encode(), ("Only the title is left.",))


def test_export_writes_what_the_kind_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "EXPORTERS", (Exporter("Titles", ".title", "x:y"),))
    monkeypatch.setattr(registry, "_function", lambda _place: _as_title)
    notes = export_file(Journey(title="Ride"), tmp_path / "a.TITLE")
    assert notes == ("Only the title is left.",)
    assert (tmp_path / "a.TITLE").read_bytes() == b"Ride"
    with pytest.raises(FileProblem, match=r"^a.odd cannot be exported: its name must end in one of .title.$"):
        export_file(Journey(title="Ride"), tmp_path / "a.odd")
    with pytest.raises(
        FileProblem, match=r"^a.title was not written: there is no folder “.*”; choose another folder.$"
    ):
        export_file(Journey(title="Ride"), tmp_path / "none" / "a.title")


@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_documents_speak_the_maps_language(tmp_path: Path, name: str) -> None:
    journey = Journey(title="Reise", language="de", objective="Füttern")
    words = {"Objective: {}": "Ziel: {}"}
    export_file(journey, tmp_path / name, lambda word: words.get(word, word))
    written = (tmp_path / name).read_text(encoding="utf-8")
    assert "Ziel" in written
    assert "Objective" not in written


@pytest.mark.parametrize("kind", EXPORTERS, ids=lambda one: one.suffix)
def test_an_export_tells_how_far_it_is_and_can_be_stopped_to_the_last(tmp_path: Path, kind: Exporter) -> None:
    path, journey = tmp_path / f"map{kind.suffix}", load_template("current-state")
    shares: list[float] = []
    export_file(journey, path, done=shares.append)
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert len(shares) >= (6 if kind.tells else 3)

    class StoppedError(Exception):
        pass

    for number in range(len(shares)):
        told = 0

        def stop(_share: float, number: int = number) -> None:
            nonlocal told
            told += 1
            if told > number:
                raise StoppedError

        path.write_bytes(b"of yesterday")
        with pytest.raises(StoppedError):
            export_file(journey, path, done=stop)
        assert path.read_bytes() == b"of yesterday"
        assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["a.xls", "b.ODS", "c.xlsb", "d.numbers"])
def test_workbooks_of_other_kinds_are_refused_with_advice(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04")
    with pytest.raises(FileProblem, match=r"save it as \.xlsx"):
        import_file(tmp_path / name)
