"""The command `cjm`: words from the shell go in, maps are made, exported, imported and checked without a window.

It ends with 0, with 1 where `check` found something, and with 2 and one line on stderr where something cannot be done.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

from cjm_desktop import __version__
from cjm_desktop.formats.errors import FileProblem, file_name, reason, shown
from cjm_desktop.memory import collect_rarely

if TYPE_CHECKING:  # the model brings pydantic, which --help does not need
    from cjm_desktop.exporting import ExportOptions
    from cjm_desktop.model.journey import Journey
    from cjm_desktop.model.records import Record

OK, FINDINGS, BAD_INPUT = 0, 1, 2
_INTERRUPTED, _NOBODY_READS = 130, 141  # as a shell counts SIGINT and SIGPIPE

_EXAMPLES = """\
examples:
  cjm new --template service-blueprint order.cjm
  cjm new --template current-state --structure-only empty.cjm
  cjm export feeding.cjm feeding.pdf --paper A3
  cjm export feeding.cjm feeding.png --scale 2 --theme dark
  cjm export feeding.cjm handout.pdf --page handout
  cjm export feeding.cjm poster.pdf --page poster --paper A3 --theme print
  cjm export maps/ printed/ --preset wall.json
  cjm import day.mmd day.cjm
  cjm check feeding.cjm
  cjm schema > cjm.schema.json
"""


class _BadUsage(Exception):  # noqa: N818 - told to the user, not an error of the program
    """What was typed cannot be understood."""


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line, without printing the usage before it."""

    def error(self, message: str) -> NoReturn:
        told = message.replace("expected one argument", "a value is missing, or it begins with a dash")
        raise _BadUsage(f"{told} (see {self.prog} --help)")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code; `argv` without the program's name, by default that of the process."""
    _speak_any_language()
    collect_rarely()
    try:
        code = _run(argv)
        if sys.stdout is not None:  # closed by the shell (>&-)
            sys.stdout.flush()
        return code
    except (FileProblem, _BadUsage) as problem:
        return _complain(str(problem))
    except BrokenPipeError:
        # Whoever read the output has gone. Without this, Python complains once more while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _NOBODY_READS
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:
        return _complain(f"{file_name(error.filename)}: {reason(error)}" if error.filename else reason(error))
    except MemoryError:
        return _complain("there is not enough memory for this")
    except Exception as error:
        return _complain(f"this went wrong inside the program: {type(error).__name__}: {error}")


def _run(argv: Sequence[str] | None) -> int:
    try:
        arguments = _parser().parse_args(argv)
    except SystemExit:  # argparse has printed the help or the version
        return OK
    run: Callable[[argparse.Namespace], int] = arguments.run
    return run(arguments)


def _complain(message: str) -> int:
    sys.stderr.write(f"cjm: {shown(message, 1_000)}\n")
    return BAD_INPUT


def _speak_any_language() -> None:
    """Names in any script must not stop a terminal that can only show ASCII."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _paper(word: str) -> str:
    """The name of a paper as the program writes it, however it was typed."""
    from cjm_desktop.exporting import PAPERS

    return next((paper for paper in PAPERS if paper.lower() == word.lower()), word)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="cjm",
        description="Make, export, import and check customer journey maps, without a window.",
        epilog=_EXAMPLES
        + "\nIt ends with 0, with 1 where check found something, with 2 where something could not be done.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"cjm {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)

    def command(
        name: str, run: Callable[[argparse.Namespace], int], text: str, example: str
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name,
            help=text[:1].lower() + text[1:].rstrip("."),
            description=text,
            epilog=f"example:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        made.set_defaults(run=run)
        return cast(argparse.ArgumentParser, made)

    new = command("new", _new, "Make a map from a template.", "cjm new --template current-state feeding.cjm")
    new.add_argument("out", metavar="OUT.cjm")
    new.add_argument(
        "--template", metavar="NAME", default="blank", help="%(default)s unless given; see “cjm templates”"
    )
    new.add_argument(
        "--structure-only", action="store_true", help="keep stages and lanes, leave out what the sample says"
    )
    _add_force(new)

    export = command(
        "export",
        _export,
        "Draw maps into PDF, PNG or SVG files.",
        "cjm export feeding.cjm feeding.pdf --page stages --stages 2-4 --appendix notes",
    )
    export.add_argument("maps", metavar="MAP.cjm|FOLDER", nargs="+", help="maps, or folders of them")
    export.add_argument(
        "out", metavar="OUT.pdf|.png|.svg|FOLDER", help="replaced where it exists; a folder gets a file for each map"
    )
    _add_export_options(export)

    imported = command(
        "import",
        _import,
        "Make a map from an exported PDF or PNG, or a Mermaid journey.",
        "cjm import feeding.pdf back.cjm",
    )
    imported.add_argument(
        "source",
        metavar="IN",
        help="a PDF or PNG with a map inside, a Mermaid file, or a Markdown file with a Mermaid block in it",
    )
    imported.add_argument("out", metavar="OUT.cjm")
    _add_force(imported)

    check = command("check", _check, "Say what a careful colleague would ask about a map.", "cjm check feeding.cjm")
    check.add_argument("maps", metavar="MAP.cjm", nargs="+")

    command("templates", _templates, "List the templates.", "cjm templates")
    command("schema", _schema, "Print the JSON Schema of the map's file.", "cjm schema > cjm.schema.json")
    return parser


_PAGES = ("fit", "map", "poster", "stages", "handout")
_THEMES = ("print", "light", "dark", "projector")
_PALETTES = ("colour", "colour-blind", "black-and-white")
#: What may be put on and left off: the option's name, the field of ExportOptions, and what it does.
_SWITCHES = (
    ("header", "header", "the map's title at the head of every page; off unless given"),
    ("footer", "footer", "file, version, date and page at the foot of every page"),
    ("date", "date", "tell the map's date"),
    ("revision", "version", "tell the map's version"),
    ("page-numbers", "page_numbers", "count the pages where there are several"),
    ("crop-marks", "crop_marks", "poster: marks where to trim the tiles"),
    ("repeat-headers", "repeat_headers", "poster: stages and lanes on every tile"),
    ("skip-empty", "skip_empty", "poster: leave out tiles on which nothing stands"),
)


def _add_export_options(export: argparse.ArgumentParser) -> None:
    """What `ExportOptions` knows, in the words of the command line; nothing is given unless it is typed."""
    add = export.add_argument
    add("--preset", metavar="FILE", help="a JSON file with these options; what is typed here goes before it")
    add("--format", choices=("pdf", "png", "svg"), help="of the files in a folder; pdf unless given")
    add(
        "--page",
        choices=_PAGES,
        help="the map on one sheet (fit), on a page of its own size (map), in tiles to put together (poster), on sheets"
        " that end between stages (stages), or a sheet a stage with notes (handout)",
    )
    add("--paper", type=_paper, metavar="PAPER", help="A0 to A5, Letter, Legal, Tabloid or WxHmm; A4 unless given")
    add("--orientation", choices=("auto", "portrait", "landscape"))
    add(
        "--margin",
        type=_length,
        dest="margin_mm",
        metavar="LENGTH",
        help="such as 10mm, 1cm or 0.5in; 8mm unless given",
    )
    add(
        "--scale",
        type=_scale,
        metavar="N|auto",
        help="PDF: the map's size on paper, 1 for its own; PNG: how fine it is, 1 as on the screen, 2 unless given",
    )
    add("--theme", choices=_THEMES)
    add("--palette", choices=_PALETTES, help="the last two tell by patterns and shapes what colours tell otherwise")
    add("--view", metavar="NAME", help="a view saved in the map, or Executive, Emotion only or Blueprint")
    add("--stages", metavar="NUMBERS", help="only these, such as 2-4 or 1,3-")
    add("--lanes", type=_names, metavar="NAMES", help="only these: names, roles or numbers, with commas between them")
    add("--persona", metavar="NAME", help="only this one's journey, and what is nobody's in particular")
    for name, field, text in _SWITCHES:
        add(f"--{name}", action=argparse.BooleanOptionalAction, dest=field, help=text)
    add("--logo", metavar="FILE", help="a PNG, JPEG or WebP picture for the head of every page")
    add(
        "--overlap",
        type=_length,
        dest="overlap_mm",
        metavar="LENGTH",
        help="poster: what tiles share; 10mm unless given",
    )
    add(
        "--appendix",
        type=_appendix,
        metavar="PARTS",
        help="pages after the map: personas, notes, opportunities, findings (with commas between them), or all",
    )
    add("--dpi", type=float, metavar="N", help="PNG: pixels an inch of the map, instead of a scale")
    add("--transparent", action="store_const", const=True, help="PNG and SVG: no ground behind the map")
    add("--sheet", action="store_const", const=True, help="PNG and SVG: the sheet of paper that a PDF would have")
    add("--svg-text", choices=("text", "outlines"), help="SVG: texts with their fonts inside, or outlines")
    add(
        "--only",
        action="append",
        metavar="PART",
        help="cut this out of the map: stage:NAME, lane:NAME or a card's id; may be given several times",
    )
    add(
        "--without-map",
        action="store_const",
        const=False,
        dest="map_inside",
        help="leave out the map itself, which OUT otherwise carries to be opened again",
    )


def _length(word: str) -> float:
    from cjm_desktop.exporting import millimetres

    try:
        return millimetres(word)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _scale(word: str) -> float | str:
    try:
        return word if word == "auto" else float(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{word}” is neither a number nor auto") from None


def _names(words: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in words.split(",") if name.strip())


def _appendix(words: str) -> tuple[str, ...]:
    from cjm_desktop.exporting import APPENDIX

    return APPENDIX if words.strip() == "all" else _names(words)


def _add_force(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help="replace OUT.cjm where it exists")


def _new(arguments: argparse.Namespace) -> int:
    from cjm_desktop.templates import load_template

    _must_be_free(arguments.out, arguments.force)
    journey = load_template(arguments.template)
    if arguments.structure_only:
        from cjm_desktop.editing.document import structure_only

        journey = structure_only(journey)
    return _save(journey, arguments.out, arguments.force)


def _import(arguments: argparse.Namespace) -> int:
    from cjm_desktop.formats.registry import import_file

    _must_be_free(arguments.out, arguments.force)
    made = import_file(arguments.source)
    code = _save(made.journey, arguments.out, arguments.force)
    _tell(made.notes)
    return code


def _export(arguments: argparse.Namespace) -> int:
    jobs = list(_jobs(arguments))
    options = _options(arguments, png=Path(jobs[0][1]).suffix.lower() == ".png")
    codes = [OK]
    for source, out in jobs:
        try:
            _export_one(source, out, options)
        except FileProblem as problem:
            if len(jobs) == 1:
                raise
            codes.append(_complain(str(problem)))
    return max(codes)


def _export_one(source: str, out: str, options: ExportOptions) -> None:
    from cjm_desktop.exporting import advice, export_file
    from cjm_desktop.formats.journey_file import load

    loaded = load(source)
    export_file(loaded.journey, out, options, name=Path(source).name)
    _tell(loaded.notes)
    if Path(out).suffix.lower() == ".pdf":
        _tell([f"{file_name(out)}: {one.sentence}" for one in advice(loaded.journey, options)])


def _jobs(arguments: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Which map goes into which file; makes the folder that they go into, but nothing where something is wrong."""
    from cjm_desktop.exporting import SUFFIXES

    out: str = arguments.out
    suffix = Path(out).suffix.lower()
    many = len(arguments.maps) > 1 or any(os.path.isdir(path) for path in arguments.maps)
    if not many and not os.path.isdir(out) and not out.endswith(("/", os.sep)):
        if suffix not in SUFFIXES:
            known = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
            raise FileProblem(f"{file_name(out)} cannot be exported: its name must end in {known}.")
        if arguments.format is not None and suffix != f".{arguments.format}":
            raise _BadUsage(f"{file_name(out)} is no {arguments.format.upper()} file (see cjm export --help)")
        yield arguments.maps[0], out
        return
    if suffix in SUFFIXES and not os.path.isdir(out):
        raise FileProblem(f"{file_name(out)} is the name of one file; several maps go into a folder.")
    kind = arguments.format or "pdf"
    taken: dict[str, str] = {}
    for source in _maps_in(arguments.maps):
        target = os.path.join(out, f"{Path(source).stem}.{kind}")
        other = taken.setdefault(target, source)
        if other != source:
            raise FileProblem(f"{shown(other, 200)} and {shown(source, 200)} would both become {file_name(target)}.")
    os.makedirs(out, exist_ok=True)
    yield from ((source, target) for target, source in taken.items())


def _maps_in(paths: Sequence[str]) -> Iterator[str]:
    """The maps that are named, and those in the folders that are named, in the order of their names."""
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        found = sorted(name for name in os.listdir(path) if name.lower().endswith(".cjm") and not name.startswith("."))
        if not found:
            raise FileProblem(f"{file_name(path)} is a folder without maps (.cjm files).")
        yield from (os.path.join(path, name) for name in found)


def _options(arguments: argparse.Namespace, *, png: bool) -> ExportOptions:
    """The preset, changed by what was typed."""
    from dataclasses import fields, replace

    from cjm_desktop.exporting import ExportOptions, read_preset

    given = {
        one.name: value
        for one in fields(ExportOptions)
        if one.name != "scale" and (value := getattr(arguments, one.name, None)) is not None
    }
    if arguments.scale is not None:
        if png and arguments.scale == "auto":
            raise _BadUsage("a PNG's scale is a number (see cjm export --help)")
        given["scale" if png else "map_scale"] = None if arguments.scale == "auto" else arguments.scale
    if "only" in given:
        given["only"] = tuple(given["only"])
    base = ExportOptions() if arguments.preset is None else read_preset(arguments.preset)
    try:
        return replace(base, **given)
    except ValueError as error:
        raise _BadUsage(f"{error} (see cjm export --help)") from error


def _check(arguments: argparse.Namespace) -> int:
    codes = [OK]
    for path in arguments.maps:
        try:
            lines = list(_remarks(path))
        except FileProblem as problem:
            codes.append(_complain(str(problem)))
            continue
        for line in lines:
            print(f"{shown(os.fspath(path), 1_000)}: {line}")
        codes.append(FINDINGS if lines else OK)
    return max(codes)


def _remarks(path: str) -> Iterator[str]:
    from cjm_desktop.formats.journey_file import load
    from cjm_desktop.review.findings import findings

    loaded = load(path)
    if loaded.mended:
        yield from (f"warning: {shown(note, 1_000)}" for note in loaded.notes)
    else:
        _tell(loaded.notes)
    for finding in findings(loaded.journey):
        yield f"{finding.severity.value}: {shown(finding.message, 1_000)}"
    yield from _undrawable(loaded.journey)


def _templates(_: argparse.Namespace) -> int:
    from cjm_desktop.templates import all_templates

    for template in all_templates():
        print(f"{template.key:20} {template.summary or template.title}")
    return OK


def _schema(_: argparse.Namespace) -> int:
    from cjm_desktop.formats.schema import schema_text

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(schema_text())
    return OK


def _must_be_free(out: str, force: bool) -> None:
    if Path(out).suffix.lower() != ".cjm":
        raise FileProblem(f"{file_name(out)} is no name for a map: it must end in .cjm.")
    if os.path.lexists(out) and not force:
        raise FileProblem(f"{file_name(out)} exists already; --force replaces it.")


def _save(journey: Journey, out: str, force: bool) -> int:
    from cjm_desktop.storage.backups import Backups
    from cjm_desktop.storage.folders import backup_folder
    from cjm_desktop.storage.saving import ABSENT, save

    # How many versions are kept is set in the editor, which lets go of the others.
    backups = Backups(backup_folder(), most=None, days=None)
    notes: list[str] = []
    expected = None if force else ABSENT
    save(journey, out, expected=expected, backups=backups, in_place=force, tell=notes.append)
    _tell(notes)
    return OK


def _tell(notes: Sequence[str]) -> None:
    for note in notes:
        sys.stderr.write(f"cjm: note: {shown(note, 1_000)}\n")


def _undrawable(journey: Journey) -> Iterator[str]:
    """A remark for each record with characters that no face of the program has; the text engine is only loaded for these."""
    from cjm_desktop.model.journey import TABLES

    words = {"cards": "card", "stages": "stage", "lanes": "lane", "personas": "persona", "points": "emotion point"}
    records: list[tuple[str, Record]] = [("the map", journey)]
    records += [
        (f"{words.get(table, table.removesuffix('s'))} “{record.id}”", record)
        for table in TABLES
        for record in getattr(journey, table).values()
    ]
    for name, record in records:
        text = "\n".join(part for part in _texts(record) if not part.isascii())
        if not text:
            continue
        from cjm_desktop.text.engine import default_engine
        from cjm_desktop.text.lines import TextStyle

        for char in sorted(default_engine().block(text, TextStyle(10), 1e9).missing):
            code = " ".join(f"U+{ord(part):04X}" for part in char)
            yield f"warning: {name} holds a character that no face of the program can draw: “{shown(char)}” ({code})"


def _texts(value: Any) -> Iterator[str]:
    """The texts of a record and of the small records inside it; tables and unknown fields are left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))


if __name__ == "__main__":
    sys.exit(main())
