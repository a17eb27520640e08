"""Row 7: whatever is read ends as a sound map or as the project's own error, in time, and leaves nothing in the memory."""

from __future__ import annotations

import gc
import io
import json
import os
import random
import zipfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from cjm_desktop.editing.clip import copied
from cjm_desktop.exporting import ExportOptions, export_file, read_preset
from cjm_desktop.formats import clip_file, journey_file, mermaid, persona_file, strict_json, table, table_map
from cjm_desktop.formats.carried import carried_map
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.reading import decoded
from cjm_desktop.formats.registry import EXPORTERS, Importer, importer_of
from cjm_desktop.formats.registry import export_file as export_foreign
from cjm_desktop.model.journey import TABLES, Journey
from cjm_desktop.model.pictures import sniff
from cjm_desktop.model.rules import repair
from tests.maps import picture, random_map
from tests.reliability.harmless import faults_of_sentence
from tests.reliability.hostile.maps import full
from tests.reliability.mutations import changed_bytes, changed_data
from tests.reliability.programme import Tally
from tests.reliability.watchdog import TooLongError, within

#: Seconds of the processor for one file, and bytes by which the memory may grow between the first fifth and the end.
LONGEST = 2.0
GROWTH = 24_000_000


def sound_map() -> Journey:
    """A small map with something of every kind, also with unknown fields."""
    data = full(lambda field: f"{field} é 茶 🙂")
    loaded = journey_file.loads(
        data.replace(b'"title"', b'"unknown": [1, {"deep": null}], "title"', 1), "a.cjm"
    ).journey
    mine = random_map(5, 12, stages=3, lanes=6)
    return loaded.model_copy(update={"pictures": mine.pictures, "sources": mine.sources})


def opened(data: bytes) -> None:
    """Reads a map; what was read is sound, and is written and read again as it is."""
    journey = journey_file.loads(data, "a.cjm").journey
    assert repair(journey)[1] == ()
    written = journey_file.dumps(journey)
    again = journey_file.loads(written, "b.cjm")
    assert (again.journey, again.notes) == (journey, again.notes[: 1 if again.journey.version > "1.1" else 0])
    assert [list(getattr(again.journey, name)) for name in TABLES] == [list(getattr(journey, name)) for name in TABLES]
    assert journey_file.dumps(again.journey) == written


def memory() -> int:
    """How many bytes of memory this process holds; 0 where the system does not say."""
    gc.collect()
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def fuzz(inputs: Iterator[Any], count: int, take: Callable[[Any], None], tally: Tally) -> None:
    """Takes so many inputs and counts what comes of them; anything but FileProblem goes through, with the input's number."""
    for what in ("other errors", "over 2 s"):
        tally.add(what, 0)
    start = 0
    for number in range(count):
        if number == count // 5:
            start = memory()
        data, said = next(inputs), "x."
        try:
            with within(LONGEST):
                take(data)
            tally.add("taken")
        except FileProblem as problem:
            tally.add("refused")
            said = str(problem)
        except TooLongError:
            tally.add("over 2 s")
            raise AssertionError(f"input {number}: {data[:2000]!r}") from None
        except Exception as error:
            tally.add("other errors")
            raise AssertionError(f"input {number} ({type(error).__name__}: {error}): {data[:3000]!r}") from error
        assert faults_of_sentence(said) == [], f"input {number}"
    grown = memory() - start
    assert grown < GROWTH, f"the memory grew by {grown / 1e6:.0f} MB"


def broken_documents(seed: int) -> Iterator[bytes]:
    dice = random.Random(seed)
    document = json.loads(journey_file.dumps(sound_map()))
    while True:
        yield json.dumps(changed_data(dice, document)).encode()


def broken_files(seed: int, sound: list[bytes]) -> Iterator[bytes]:
    dice = random.Random(seed)
    while True:
        yield changed_bytes(dice, dice.choice(sound))


@pytest.mark.row(7)
def test_maps_that_are_put_together_wrongly(tally: Tally) -> None:
    fuzz(broken_documents(1), tally.n, opened, tally)


@pytest.mark.row(7)
def test_maps_with_broken_bytes(tally: Tally) -> None:
    small = journey_file.dumps(random_map(2, 3, stages=2, lanes=2))
    fuzz(broken_files(2, [journey_file.dumps(sound_map()), small]), tally.n, opened, tally)


@pytest.mark.row(7)
def test_diagrams_with_broken_bytes(tally: Tally) -> None:
    diagram = (
        "---\ntitle: Day\n---\n%%{init: {}}%%\njourney\n  title My day\n  accTitle: x\n  accDescr { a\n b }\n  section Go\n"
        "    Make tea: 5: Me, Cat\n    Wait #58; <br> x: 2.5: Cat\n  section\n    No score\n%% note\n    a: b: 1: Me: x # c\n"
    )
    sound = [diagram.encode(), f"# Day\n\n```mermaid\n{diagram}```\n> ~~~ mermaid\n> journey\n> a: 5\n> ~~~\n".encode()]

    def take(data: bytes) -> None:
        for name in ("a.mmd", "a.md"):
            sound_import(lambda name=name: mermaid.read(decoded(data, name), name).journey)  # type: ignore[misc]

    fuzz(broken_files(3, sound), tally.n, take, tally)


def sound_import(read: Callable[[], Journey]) -> None:
    """What is imported is a sound map and can be saved."""
    journey = read()
    assert repair(journey)[1] == ()
    opened(journey_file.dumps(journey))


@pytest.mark.row(7)
def test_tables_with_broken_bytes(tally: Tally) -> None:
    page = (
        '<meta charset="utf-8"><style>td {color: red}</style><table><colgroup><col></colgroup><tr><th>Stage</th>'
        "<th colspan=2>Need</th><td rowspan='2'>Use &amp; keep</td></tr><tr><td>Emotions<td>5<td>:( &#128578;</tr>"
        "<tr><td>Duration<br>x</td><td>2 days</td><td></td><td><p>a</p><p>b</p></td></tr></table><!-- x -->"
    )
    text = 'Stage\t1. Need\t2. Use\nActions\t"a\nb ""c"""\t• d\nEmotions\t4/5\tglad (3)\nMetrics\t81 %\t-3\nSub-stages\tx\ty\n'
    comma = text.replace("\t", ",")

    def take(data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        for grid in (table.read_html(text), table.read_separated(text), table.read_separated(text, ",")):
            if grid is None or not grid.trimmed().rows:
                continue
            trimmed = grid.trimmed()
            written = table.write_separated(trimmed.rows)
            assert table.read_separated(written).rows == _as_text(trimmed.rows)
            if trimmed.size[0] * trimmed.size[1] > 1:
                sound_import(lambda trimmed=trimmed: table_map.read(trimmed, table_map.guess(trimmed), "x").journey)  # type: ignore[misc]

    fuzz(broken_files(4, [page.encode(), text.encode(), comma.encode()]), tally.n, take, tally)


def _as_text(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """The cells with the line breaks that a text has."""
    return tuple(tuple(cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row) for row in rows)


@pytest.mark.row(7)
def test_exports_with_broken_bytes(tally: Tally, tmp_path: Path) -> None:
    sound = []
    for suffix in ("pdf", "png", "svg"):
        path = tmp_path / f"a.{suffix}"
        export_file(Journey(title="Small"), path, ExportOptions("map", scale=0.5))
        sound.append(path.read_bytes())
    # Most of a file is fonts and pixels, which nobody reads; so what is near the map is broken as often as all the rest.
    near = [data[max(0, data.find(b"cjm") - 400) :][:1500] for data in sound]
    heads = (b"%PDF-1.7\n", sound[1][:33], sound[2][:300])
    sound += [head + part for head, part in zip(heads, near, strict=True)] * 2

    def take(data: bytes) -> None:
        opened(carried_map(data, "a.pdf"))

    fuzz(broken_files(5, sound), tally.n, take, tally)


@pytest.mark.row(7)
def test_small_files_with_broken_bytes(tally: Tally, tmp_path: Path) -> None:
    journey = sound_map()
    clip = copied(journey, list(journey.cards)[:2])
    assert clip is not None
    preset = b'{"format": "cjm-export-preset", "page": "poster", "paper": "A3", "margin_mm": 12.5, "dpi": 90, "stages": "1-2"}'
    png = picture(3, 2).data.encode()
    sound = [persona_file.dumps(persona_file.of_map(journey, "p1")), clip_file.dumps(clip), preset, png]
    path = tmp_path / "preset.json"

    def take(data: bytes) -> None:
        reasons = []
        for read in (
            lambda: persona_file.dumps(persona_file.loads(data, "a")),
            lambda: clip_file.dumps(clip_file.loads(data)),
        ):
            try:
                read()
            except FileProblem as problem:
                reasons.append(problem)
        path.write_bytes(data)
        try:
            read_preset(path)
        except FileProblem as problem:
            reasons.append(problem)
        sniff(data)
        if len(reasons) == 3:
            raise reasons[0]

    fuzz(broken_files(6, sound), tally.n, take, tally)


@pytest.mark.row(7)
@pytest.mark.parametrize("suffix", [one.suffix for one in EXPORTERS if importer_of(f"a{one.suffix}")])
def test_files_of_other_programs_with_broken_bytes(tally: Tally, tmp_path: Path, suffix: str) -> None:
    """Each kind that is written as well as read: what is written is broken, a workbook's parts each for themselves."""
    path = tmp_path / f"a{suffix}"
    export_foreign(sound_map(), path)
    sound = path.read_bytes()
    importer = importer_of(path)
    assert importer is not None
    read = reader_of(importer)

    def take(data: bytes) -> None:
        sound_import(lambda: read(data, f"a{suffix}").journey)

    fuzz(broken_workbooks(7, sound) if sound.startswith(b"PK") else broken_files(7, [sound]), tally.n // 2, take, tally)


def broken_workbooks(seed: int, sound: bytes) -> Iterator[bytes]:
    """Workbooks of which one part is broken, and a few that are broken from without."""
    dice = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(sound)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    while True:
        if dice.random() < 0.1:
            yield changed_bytes(dice, sound)
            continue
        broken = dice.choice(list(parts))
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as package:
            for name, data in parts.items():
                package.writestr(name, changed_bytes(dice, data) if name == broken else data)
        yield made.getvalue()


def reader_of(importer: Importer) -> Callable[[bytes, str], Imported]:
    """The function that reads the files of a kind."""
    module, _, name = importer.reader.partition(":")
    found: Callable[[bytes, str], Imported] = getattr(import_module(f"cjm_desktop.formats.{module}"), name)
    return found


@pytest.mark.row(7, without="the strict reader of JSON")
def test_a_lenient_reader_is_found_out(tally: Tally, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict_json, "parse", lambda text, _name: json.loads(text))
    monkeypatch.setattr(strict_json, "flaw", lambda _value: None)
    with pytest.raises(AssertionError, match="input"):
        fuzz(broken_files(2, [journey_file.dumps(sound_map())]), tally.n, opened, tally)


@pytest.mark.row(7, without="the mending of references")
def test_a_map_that_is_not_mended_is_found_out(tally: Tally, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journey_file, "repair", lambda journey: (journey, ()))
    with pytest.raises(AssertionError, match="input"):
        fuzz(broken_documents(1), tally.n, opened, tally)
