from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from cjm_desktop import __version__, cli, templates
from cjm_desktop.cli import export_options
from cjm_desktop.exporting import SUFFIXES
from cjm_desktop.formats.journey_file import load
from cjm_desktop.formats.registry import EXPORTERS, IMPORTERS
from cjm_desktop.formats.schema import schema_text
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import Card, Lane, Persona, Stage
from cjm_desktop.storage.backups import Backups
from cjm_desktop.storage.folders import backup_folder
from cjm_desktop.templates import load_template
from tests.maps import png, write_map

Output = pytest.CaptureFixture[str]


def sound() -> Journey:
    """A map about which nothing is to be said."""
    return Journey(
        title="Feeding",
        objective="o",
        scenario="s",
        personas=Table.of([Persona(id="p", name="Masha")]),
        stages=Table.of([Stage(id="need", name="Need")]),
        lanes=Table.of([Lane(id="l", role="actions", label="Actions")]),
        cards=Table.of([Card(id="c", lane="l", stage="need", text="Кормит кота 🐈")]),
    )


def refused(output: Output, *arguments: str | Path) -> str:
    """The one line that a refused command says."""
    assert cli.main([str(argument) for argument in arguments]) == 2
    out, err = output.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("cjm: ")
    return err.removeprefix("cjm: ").rstrip("\n")


# ---- new


def test_new_makes_a_map_from_a_template(tmp_path: Path, capsys: Output) -> None:
    out = tmp_path / "order.cjm"
    assert cli.main(["new", "--template", "service-blueprint", str(out)]) == 0
    assert load(out).journey == load_template("service-blueprint")
    assert capsys.readouterr() == ("", "")


def test_new_keeps_the_structure_only(tmp_path: Path) -> None:
    out = tmp_path / "order.cjm"
    assert cli.main(["new", "--template", "current-state", "--structure-only", str(out)]) == 0
    made = load(out).journey
    assert not made.cards
    assert list(made.lanes) == list(load_template("current-state").lanes)


def test_new_replaces_nothing_unless_forced(tmp_path: Path, capsys: Output) -> None:
    out = tmp_path / "a.cjm"
    write_map(sound(), out)
    assert refused(capsys, "new", out) == "a.cjm exists already; --force replaces it."
    assert load(out).journey == sound()
    assert cli.main(["new", "--force", str(out)]) == 0
    assert load(out).journey == load_template("blank")


def test_what_is_replaced_by_force_is_kept_as_an_earlier_version(tmp_path: Path, capsys: Output) -> None:
    out = tmp_path / "a.cjm"
    write_map(sound(), out)
    before = out.read_bytes()
    os.link(out, tmp_path / "b.cjm")
    assert cli.main(["new", "--force", str(out)]) == 0
    assert (tmp_path / "b.cjm").read_bytes() == out.read_bytes()  # two names of one file stay together
    backups = Backups(backup_folder())
    assert [backups.read(one) for one in backups.versions(out)] == [before]
    assert cli.main(["new", str(tmp_path / "c.cjm")]) == 0
    assert backups.versions(tmp_path / "c.cjm") == ()
    backup_folder().rename(backup_folder().with_name("away"))
    backup_folder().write_bytes(b"in the way")
    capsys.readouterr()
    assert cli.main(["new", "--force", str(out), "--template", "day-in-the-life"]) == 0
    assert "cjm: note: a.cjm is saved, but its earlier version could not be kept:" in capsys.readouterr().err


def test_a_file_that_comes_to_be_in_the_midst_is_not_replaced(
    tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "a.cjm"

    def slow(name: str) -> Journey:
        write_map(sound(), out)
        return load_template(name)

    monkeypatch.setattr(templates, "load_template", slow)
    assert "a file of this name has come to be meanwhile" in refused(capsys, "new", out)
    assert load(out).journey == sound()


def test_new_refuses_what_it_cannot_do(tmp_path: Path, capsys: Output) -> None:
    assert refused(capsys, "new", tmp_path / "a.json") == "a.json is no name for a map: it must end in .cjm."
    nowhere = tmp_path / "no"
    assert refused(capsys, "new", nowhere / "a.cjm") == (
        f"a.cjm was not saved: there is no folder “{nowhere}”; choose another folder."
    )
    assert refused(capsys, "new", "--template", "x", tmp_path / "a.cjm").startswith(
        "There is no template “x”; there are current-state"
    )
    assert os.listdir(tmp_path) == []


# ---- import


def test_import_makes_a_map_and_tells_what_was_guessed(tmp_path: Path, capsys: Output) -> None:
    source, out = tmp_path / "day.mmd", tmp_path / "day.cjm"
    source.write_text("journey\ntitle Day\nsection A\nWake: x: Me", encoding="utf-8")
    assert cli.main(["import", str(source), str(out)]) == 0
    assert load(out).journey.title == "Day"
    assert capsys.readouterr() == (
        "",
        "cjm: note: Line 4 (“x”): the score is not a number, so the curve has a gap there.\n",
    )
    assert refused(capsys, "import", source, out) == "day.cjm exists already; --force replaces it."
    assert cli.main(["import", "--force", str(source), str(out)]) == 0


def test_import_refuses_another_diagram(tmp_path: Path, capsys: Output) -> None:
    source = tmp_path / "day.mmd"
    source.write_text("flowchart LR\nA-->B", encoding="utf-8")
    assert refused(capsys, "import", source, tmp_path / "day.cjm") == "day.mmd is a flowchart, not a journey."
    assert os.listdir(tmp_path) == ["day.mmd"]


# ---- export


@pytest.mark.parametrize(
    ("name", "options", "start"),
    [
        ("a.pdf", [], b"%PDF-"),
        ("a.PDF", ["--page", "fit", "--paper", "A3", "--orientation", "portrait", "--theme", "dark"], b"%PDF-"),
        ("a.pdf", ["--page", "handout", "--paper", "Letter", "--theme", "projector"], b"%PDF-"),
        ("a.png", ["--page", "map", "--scale", "0.5"], b"\x89PNG"),
        ("b.pdf", ["--view", "emotion ONLY"], b"%PDF-"),
    ],
)
def test_export_draws_the_map(tmp_path: Path, capsys: Output, name: str, options: list[str], start: bytes) -> None:
    write_map(sound(), tmp_path / "a.cjm")
    (tmp_path / name).write_bytes(b"an older export, which is replaced")
    assert cli.main(["export", str(tmp_path / "a.cjm"), str(tmp_path / name), *options]) == 0
    assert (tmp_path / name).read_bytes().startswith(start)
    assert capsys.readouterr() == ("", "")


def test_a_closed_output_is_no_mistake_of_the_program(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert cli.main(["templates"]) == 0
    assert capsys.readouterr().err == ""


def test_a_papers_name_may_be_typed_in_any_case(tmp_path: Path) -> None:
    write_map(sound(), tmp_path / "a.cjm")
    for paper in ("letter", "a3", "TABLOID"):
        assert cli.main(["export", str(tmp_path / "a.cjm"), str(tmp_path / "a.pdf"), "--paper", paper]) == 0


def test_a_missing_folder_is_named(tmp_path: Path, capsys: Output) -> None:
    write_map(sound(), tmp_path / "a.cjm")
    nowhere = tmp_path / "nowhere"
    for words in (("new", "--template", "blank", nowhere / "b.cjm"), ("export", tmp_path / "a.cjm", nowhere / "b.pdf")):
        assert f"there is no folder “{nowhere}”" in refused(capsys, *words)


def test_a_web_page_is_called_one(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "map.cjm").write_text("\n<!DOCTYPE html><html><body>Sign in</body></html>", encoding="utf-8")
    assert refused(capsys, "check", tmp_path / "map.cjm") == "map.cjm is a web page, not a map."


def test_export_refuses_what_it_cannot_do(tmp_path: Path, capsys: Output) -> None:
    write_map(sound(), tmp_path / "a.cjm")
    (tmp_path / "bad.cjm").write_text('{"format": nonsense}', encoding="utf-8")
    source = tmp_path / "a.cjm"
    known = [*SUFFIXES, *(one.suffix for one in EXPORTERS)]
    assert (
        refused(capsys, "export", source, tmp_path / "a.txt")
        == f"a.txt cannot be exported: its name must end in {', '.join(known[:-1])} or {known[-1]}."
    )
    assert refused(capsys, "export", tmp_path / "bad.cjm", tmp_path / "a.pdf").startswith(
        "bad.cjm: line 1, column 12: "
    )
    assert "“A9” is not a known paper" in refused(capsys, "export", source, tmp_path / "a.pdf", "--paper", "A9")
    assert "scale" in refused(capsys, "export", source, tmp_path / "a.png", "--scale", "nan")
    assert "“x” is neither a number nor auto" in refused(capsys, "export", source, tmp_path / "a.png", "--scale", "x")
    assert "invalid choice: 'red'" in refused(capsys, "export", source, tmp_path / "a.png", "--theme", "red")
    assert "the map has no view “x”" in refused(capsys, "export", source, tmp_path / "a.pdf", "--view", "x")
    assert f"there is no folder “{tmp_path / 'no'}”" in refused(capsys, "export", source, tmp_path / "no" / "a.pdf")
    assert sorted(os.listdir(tmp_path)) == ["a.cjm", "bad.cjm"]


def test_every_option_of_an_export_can_be_typed(tmp_path: Path) -> None:
    from cjm_desktop.exporting import ExportOptions, export_pdf

    journey = load_template("current-state")
    source, out = tmp_path / "a.cjm", tmp_path / "a.pdf"
    write_map(journey, source)
    (tmp_path / "logo.png").write_bytes(png(30, 10))
    typed = (
        "--page poster --paper 200x300mm --orientation landscape --margin 1cm --scale 0.9 --theme print"
        " --palette black-and-white --view executive --stages 2-4 --lanes Emotions,pains --persona"
        f" masha,\u00a029 --header --no-footer --logo {tmp_path / 'logo.png'} --no-date --no-revision --no-page-numbers"
        " --appendix personas,notes --without-rules stale-map,long-card"
        " --no-skip-empty --no-repeat-headers --no-crop-marks --overlap 0.5in --without-map"
    )
    options = ExportOptions(
        page="poster",
        paper="200x300mm",
        orientation="landscape",
        margin_mm=10,
        map_scale=0.9,
        theme="print",
        palette="black-and-white",
        view="executive",
        stages="2-4",
        lanes=("Emotions", "pains"),
        persona="masha, 29",
        header=True,
        footer=False,
        logo=str(tmp_path / "logo.png"),
        date=False,
        version=False,
        page_numbers=False,
        appendix=("personas", "notes"),
        without_rules=("stale-map", "long-card"),
        skip_empty=False,
        repeat_headers=False,
        crop_marks=False,
        overlap_mm=12.7,
        map_inside=False,
    )
    words = [word.replace("\u00a0", " ") for word in typed.split(" ")]
    assert cli.main(["export", str(source), str(out), *words]) == 0
    assert out.read_bytes() == export_pdf(journey, options, "a.cjm")
    usual = ExportOptions()
    left = {one.name for one in fields(usual) if getattr(options, one.name) == getattr(usual, one.name)}
    assert left <= {"scale", "dpi", "transparent", "sheet", "svg_text", "only"}  # of pictures


def test_every_option_of_a_picture_can_be_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cjm_desktop import exporting

    seen: list[exporting.ExportOptions] = []
    monkeypatch.setattr(exporting, "export_file", lambda _, __, options, **___: seen.append(options))
    write_map(sound(), tmp_path / "a.cjm")
    typed = [
        "--dpi",
        "150",
        "--transparent",
        "--sheet",
        "--svg-text",
        "outlines",
        "--only",
        "stage:Need",
        "--only",
        "lane:1,a",
        "--scale",
        "3",
    ]
    assert cli.main(["export", str(tmp_path / "a.cjm"), str(tmp_path / "a.png"), *typed]) == 0
    assert seen == [
        exporting.ExportOptions(
            dpi=150, transparent=True, sheet=True, svg_text="outlines", only=("stage:Need", "lane:1,a"), scale=3
        )
    ]


def test_a_preset_goes_after_what_is_typed(tmp_path: Path) -> None:
    from cjm_desktop.exporting import ExportOptions, export_pdf

    write_map(sound(), tmp_path / "a.cjm")
    (tmp_path / "p.json").write_text('{"paper": "A5", "theme": "print", "header": true, "map_scale": 0.5}', "utf-8")
    words = ["--preset", str(tmp_path / "p.json"), "--paper", "A3", "--no-header", "--scale", "auto"]
    assert cli.main(["export", str(tmp_path / "a.cjm"), str(tmp_path / "a.pdf"), *words]) == 0
    expected = export_pdf(sound(), ExportOptions(paper="A3", theme="print"), "a.cjm")
    assert (tmp_path / "a.pdf").read_bytes() == expected


def test_the_words_of_the_command_are_those_of_the_options() -> None:
    from cjm_desktop.exporting import PAGES, ExportOptions
    from cjm_desktop.theme import PALETTES, THEMES

    assert export_options.PAGES == PAGES
    assert sorted(export_options.THEMES) == sorted(THEMES)
    assert export_options.PALETTES == PALETTES
    known = {one.name for one in fields(ExportOptions)}
    assert {field for _, field, _ in export_options.SWITCHES} < known


def test_type_that_is_too_small_is_a_note(tmp_path: Path, capsys: Output) -> None:
    write_map(load_template("service-blueprint"), tmp_path / "a.cjm")
    assert cli.main(["export", str(tmp_path / "a.cjm"), str(tmp_path / "a.pdf"), "--paper", "A5"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("cjm: note: a.pdf: the text is only 3.")
    assert "on A3 it would be" in err
    assert err.count("\n") == 1
    assert cli.main(["export", str(tmp_path / "a.cjm"), str(tmp_path / "a.pdf"), "--paper", "A2"]) == 0
    assert capsys.readouterr().err == ""


def test_many_maps_go_into_a_folder(tmp_path: Path, capsys: Output) -> None:
    maps = tmp_path / "maps"
    maps.mkdir()
    for name in ("b", "a", ".hidden"):
        write_map(sound(), maps / f"{name}.cjm")
    (maps / "notes.txt").write_text("no map", encoding="utf-8")
    write_map(sound(), tmp_path / "c.cjm")
    out = tmp_path / "printed" / "today"
    assert cli.main(["export", str(maps), str(tmp_path / "c.cjm"), str(out)]) == 0
    assert sorted(os.listdir(out)) == ["a.pdf", "b.pdf", "c.pdf"]
    assert cli.main(["export", str(maps / "a.cjm"), str(out), "--format", "png", "--scale", "0.3"]) == 0
    assert sorted(os.listdir(out)) == ["a.pdf", "a.png", "b.pdf", "c.pdf"]
    assert capsys.readouterr() == ("", "")


def test_one_bad_map_of_many_keeps_none_of_the_others(tmp_path: Path, capsys: Output) -> None:
    write_map(sound(), tmp_path / "good.cjm")
    (tmp_path / "bad.cjm").write_text("{", encoding="utf-8")
    words = [str(tmp_path / "bad.cjm"), str(tmp_path / "good.cjm"), str(tmp_path / "out")]
    assert cli.main(["export", *words]) == 2
    assert os.listdir(tmp_path / "out") == ["good.pdf"]
    err = capsys.readouterr().err
    assert err.startswith("cjm: bad.cjm: line 1")
    assert err.count("\n") == 1


def test_folders_that_cannot_be_filled_are_refused(tmp_path: Path, capsys: Output) -> None:
    for folder in ("one", "two", "empty"):
        (tmp_path / folder).mkdir()
    write_map(sound(), tmp_path / "one" / "a.cjm")
    write_map(sound(), tmp_path / "two" / "a.cjm")
    one, two, empty, out = (tmp_path / name for name in ("one", "two", "empty", "out"))
    assert refused(capsys, "export", empty, out) == "empty is a folder without maps (.cjm files)."
    assert refused(capsys, "export", one, two, out).endswith("would both become a.pdf.")
    assert refused(capsys, "export", one, tmp_path / "all.pdf").endswith("several maps go into a folder.")
    assert "a.pdf is no PNG file" in refused(capsys, "export", one / "a.cjm", tmp_path / "a.pdf", "--format", "png")
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--lanes", "Costs"], "the map has no lane “Costs”; it has “Actions”."),
        (["--stages", "4-"], "the map has 1 stage, and none of “4-”."),
        (["--stages", "4-2"], "stages are counted from 1 upwards, not “4-2”"),
        (["--persona", "Max"], "the map has no persona “Max”; it has “Masha”."),
        (["--margin", "wide"], "“wide” is not a length such as 10mm, 1cm or 0.5in"),
        (["--appendix", "index"], "the appendix has “personas”, “notes”, “opportunities” or “findings”, not “index”"),
        (["--logo", "none.png"], "none.png cannot be read: there is no such file or folder."),
        (["--preset", "none.json"], "none.json cannot be read: there is no such file or folder."),
        (
            ["--page", "poster", "--scale", "20", "--paper", "40x40mm"],
            "sheets; choose larger paper or a smaller scale.",
        ),
    ],
)
def test_an_export_that_cannot_be_is_one_line(tmp_path: Path, capsys: Output, words: list[str], said: str) -> None:
    write_map(sound(), tmp_path / "a.cjm")
    assert said in refused(capsys, "export", tmp_path / "a.cjm", tmp_path / "a.pdf", *words)
    assert os.listdir(tmp_path) == ["a.cjm"]


# ---- check


def test_check_finds_nothing_in_a_sound_map(tmp_path: Path, capsys: Output) -> None:
    write_map(sound(), tmp_path / "a.cjm")
    assert cli.main(["check", str(tmp_path / "a.cjm")]) == 0
    assert capsys.readouterr() == ("", "")


def test_check_prints_a_line_for_each_finding(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "a.cjm"
    write_map(
        sound().model_copy(
            update={"scenario": "", "stages": Table.of([Stage(id="need"), Stage(id="buy", name="Buy\nit")])}
        ),
        path,
    )
    assert cli.main(["check", str(path)]) == 1
    assert capsys.readouterr() == (
        f"{path}: warning: the map has no scenario\n{path}: warning: stage “Buy it” is empty\n",
        "",
    )


def test_check_finds_what_had_to_be_mended(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "a.cjm"
    write_map(sound().model_copy(update={"stages": Table.of([Stage(id="s", name="S")])}), path)
    assert cli.main(["check", str(path)]) == 1
    assert "warning: Card “Кормит кота 🐈” pointed at a stage that is not there" in capsys.readouterr().out


def test_check_finds_characters_that_cannot_be_drawn(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "a.cjm"
    odd = sound().cards["c"].model_copy(update={"text": "a \U0001fffd b"})
    write_map(sound().model_copy(update={"cards": Table.of([odd])}), path)
    assert cli.main(["check", str(path)]) == 1
    assert "warning: card “c” holds a character that no face of the program can draw" in (
        said := capsys.readouterr().out
    )
    assert said.rstrip().endswith("(U+1FFFD)")


def test_check_goes_on_after_a_bad_file(tmp_path: Path, capsys: Output) -> None:
    write_map(sound(), tmp_path / "good.cjm")
    write_map(Journey(), tmp_path / "bare.cjm")
    names = [str(tmp_path / name) for name in ("gone.cjm", "good.cjm", "bare.cjm")]
    assert cli.main(["check", *names]) == 2
    out, err = capsys.readouterr()
    assert out.count("\n") == 3
    assert err == "cjm: gone.cjm cannot be read: there is no such file or folder.\n"


def test_a_newer_minor_version_is_a_note_and_no_finding(tmp_path: Path, capsys: Output) -> None:
    write_map(sound().model_copy(update={"version": "1.9"}), tmp_path / "a.cjm")
    assert cli.main(["check", str(tmp_path / "a.cjm")]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("cjm: note: a.cjm is of format 1.9")


# ---- the rest


def test_schema_and_templates_are_printed(capsys: Output) -> None:
    assert cli.main(["schema"]) == 0
    assert capsys.readouterr().out == schema_text()
    assert cli.main(["templates"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [
        "current-state",
        "day-in-the-life",
        "future-state",
        "service-blueprint",
        "blank",
    ]


@pytest.mark.parametrize(
    "arguments", [["--help"], ["new", "--help"], ["export", "-h"], ["import", "-h"], ["check", "-h"], ["schema", "-h"]]
)
def test_help_has_an_example(arguments: list[str], capsys: Output) -> None:
    assert cli.main(arguments) == 0
    assert "\n  cjm " in capsys.readouterr().out


def test_help_lists_what_can_be_read_and_written(capsys: Output) -> None:
    assert cli.main(["import", "--help"]) == 0
    told = capsys.readouterr().out
    assert [suffix for one in IMPORTERS for suffix in one.suffixes if suffix not in told] == []
    assert cli.main(["export", "--help"]) == 0
    told = capsys.readouterr().out
    assert [suffix for suffix in (*SUFFIXES, *(one.suffix for one in EXPORTERS)) if suffix not in told] == []


def test_the_version_is_told(capsys: Output) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"cjm {__version__}\n"


def test_what_is_typed_wrongly_is_one_line(capsys: Output) -> None:
    assert refused(capsys) == "the following arguments are required: COMMAND (see cjm --help)"
    assert "(see cjm --help)" in refused(capsys, "draw")
    assert "unrecognized arguments: --fast" in refused(capsys, "schema", "--fast")
    assert refused(capsys, "check") == "the following arguments are required: MAP.cjm (see cjm check --help)"
    assert (
        refused(capsys, "check", "a\nb\u202e.cjm")
        == "a\\u000ab\\u202e.cjm cannot be read: there is no such file or folder."
    )


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied", "x/a.cjm"), "a.cjm: permission is denied"),
        (OSError(28, "No space left on device"), "the disk is full"),
        (MemoryError(), "there is not enough memory for this"),
        (ZeroDivisionError("by\nzero"), "this went wrong inside the program: ZeroDivisionError: by\\u000azero"),
    ],
)
def test_an_unforeseen_error_is_one_line_too(
    error: Exception, said: str, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> str:
        raise error

    monkeypatch.setattr("cjm_desktop.formats.schema.schema_text", broken)
    assert refused(capsys, "schema") == said


def in_its_own_process(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        settings.pop(name, None)
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", env=settings, check=False
    )


@pytest.mark.parametrize("arguments", [["--help"], ["check", "MAP"], ["new", "OUT"], ["schema"], ["templates"]])
def test_nothing_heavy_is_imported_without_need(arguments: list[str], tmp_path: Path) -> None:
    path = tmp_path / "a.cjm"
    write_map(sound(), path)  # its card needs the text engine in `check`
    typed = [str(path) if word == "MAP" else str(tmp_path / "b.cjm") if word == "OUT" else word for word in arguments]
    ended = in_its_own_process(
        "import sys\n"
        "from cjm_desktop.cli import main\n"
        f"code = main({typed!r})\n"
        f"heavy = ['pydantic'] if '--help' in {typed!r} else []\n"
        "heavy += ['reportlab', 'PIL', 'pypdfium2', 'PySide6.QtGui', 'PySide6.QtWidgets', 'cjm_desktop.canvas']\n"
        "print('imported', [name for name in heavy if name in sys.modules], code)"
    )
    assert ended.stdout.splitlines()[-1] == "imported [] 0", ended.stderr


def test_a_terminal_that_only_knows_ascii_is_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "a.cjm"
    write_map(Journey(stages=Table.of([Stage(id="s", name="Нужда")])), path)
    ended = in_its_own_process(
        f"from cjm_desktop.cli import main\nraise SystemExit(main(['check', {str(path)!r}]))", PYTHONIOENCODING="ascii"
    )
    assert ended.returncode == 1
    assert ended.stderr == ""
    assert "\\u041d" in ended.stdout


@pytest.mark.skipif(os.name != "posix", reason="this system has no broken pipes to speak of")
@pytest.mark.parametrize("command", ["schema", "templates", "--help"])  # more and less than is buffered
def test_a_reader_that_goes_away_is_no_trouble(command: str) -> None:
    settings = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    settings.pop("PYTHONUNBUFFERED", None)
    code = (
        f"import sys; from cjm_desktop.cli import main; code = main([{command!r}]); sys.stderr.write(f'ended {{code}}')"
    )
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [sys.executable, "-c", code], stdout=writing, stderr=subprocess.PIPE, text=True, env=settings, check=False
    )
    os.close(writing)
    assert ended.stderr == "ended 141"
