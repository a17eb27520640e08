"""Pictures of maps: any part of them, at any density, on clear ground, as PNG and SVG; nothing of what was not asked for."""

from __future__ import annotations

import errno
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from cjm_desktop.editing.connectors import connect
from cjm_desktop.exporting import ExportCancelled, ExportOptions, export_file, export_pdf
from cjm_desktop.exporting.content import content_of
from cjm_desktop.exporting.selection import NotInMapError
from cjm_desktop.exporting.subject import MARGIN, Subject, subject_of
from cjm_desktop.formats import atomic
from cjm_desktop.formats.errors import FileProblem, reason, remedy
from cjm_desktop.formats.journey_file import dumps
from cjm_desktop.formats.registry import import_file
from cjm_desktop.layout.finding import rect_of
from cjm_desktop.model.journey import Journey
from cjm_desktop.templates import load_template
from tests.maps import random_map
from tests.painters.pdf_reading import colour_at, squeezed
from tests.painters.svg_reading import SVG, parsed, texts

MAP = ExportOptions(page="map")


@pytest.fixture(scope="module")
def journey() -> Journey:
    return random_map(3, cards=40)


@pytest.fixture(scope="module")
def blueprint() -> Journey:
    return load_template("service-blueprint")


def svg_of(journey: Journey, folder: Path, **options: object) -> bytes:
    export_file(journey, folder / "map.svg", ExportOptions(**options))  # type: ignore[arg-type]
    return (folder / "map.svg").read_bytes()


def png_of(journey: Journey, folder: Path, **options: object) -> Image.Image:
    export_file(journey, folder / "map.png", ExportOptions(**options))  # type: ignore[arg-type]
    with Image.open(folder / "map.png") as image:
        image.load()
        return image


def ids_in(svg: bytes) -> set[str]:
    return {id_ for one in parsed(svg).iter(f"{SVG}g") if (id_ := one.get("id"))}


# SVG


@pytest.mark.parametrize("kind", ["text", "outlines"])
def test_every_cards_text_is_in_the_svg(journey: Journey, tmp_path: Path, kind: str) -> None:
    svg = svg_of(journey, tmp_path, svg_text=kind)
    found = squeezed(texts(svg))
    for card in journey.cards.values():
        assert card.lane is None or squeezed(card.text) in found, card.text
    assert (b"@font-face" in svg) is (kind == "text")


def test_the_svg_is_as_large_as_the_map_and_carries_it(journey: Journey, tmp_path: Path) -> None:
    svg = svg_of(journey, tmp_path)
    size = content_of(journey, MAP, "").layout.size
    root = parsed(svg)
    assert float(root.get("width", "")[:-2]) == pytest.approx(size.width, abs=0.01)
    assert float(root.get("height", "")[:-2]) == pytest.approx(size.height, abs=0.01)
    imported = import_file(tmp_path / "map.svg")
    assert dumps(imported.journey) == dumps(journey)
    assert svg == svg_of(journey, tmp_path)


def test_the_map_comes_back_from_an_svg_that_another_program_wrote_anew(journey: Journey, tmp_path: Path) -> None:
    svg_of(journey, tmp_path)
    tree = ElementTree.parse(tmp_path / "map.svg")
    tree.write(tmp_path / "again.svg", encoding="utf-8")
    assert b"<ns0:" in (tmp_path / "again.svg").read_bytes()
    assert dumps(import_file(tmp_path / "again.svg").journey) == dumps(journey)


def test_without_the_map_nothing_of_it_is_inside(journey: Journey, tmp_path: Path) -> None:
    svg = svg_of(journey.model_copy(update={"note": "for us alone"}), tmp_path, map_inside=False)
    assert b"metadata" not in svg
    with pytest.raises(FileProblem, match="has no map inside"):
        import_file(tmp_path / "map.svg")


def test_an_svg_of_a_sheet_is_as_large_as_the_paper(journey: Journey, tmp_path: Path) -> None:
    root = parsed(svg_of(journey, tmp_path, sheet=True, paper="A3", orientation="landscape", header=True))
    assert (root.get("width"), root.get("height")) == ("1190.55pt", "841.89pt")
    assert root.find(f"{SVG}g").get("transform", "").startswith("matrix(")  # type: ignore[union-attr]


# Parts


def test_words_for_parts(blueprint: Journey) -> None:
    second = list(blueprint.stages.values())[1]
    lane = next(lane for lane in blueprint.lanes.values() if lane.label)
    some = list(blueprint.cards)[:2]
    for words in (["stage:2"], [f"stage:{second.name.upper()}"], [f"Stage: {second.id}"], [second.id]):
        assert subject_of(blueprint, words) == Subject(stages=frozenset({second.id}))
    for words in ([f"lane:{lane.label}"], [f"lane:{lane.id}"], [lane.id]):
        assert subject_of(blueprint, words) == Subject(lanes=frozenset({lane.id}))
    for words in ([", ".join(some)], some, [f"card:{some[0]},{some[1]}"]):
        assert subject_of(blueprint, words) == Subject(things=frozenset(some))
    assert not subject_of(blueprint, [])
    with pytest.raises(
        NotInMapError, match=f"the map has no stage “99”; it has “{next(iter(blueprint.stages.values())).name}”"
    ):
        subject_of(blueprint, ["stage:99"])
    with pytest.raises(NotInMapError, match="the map has no lane “Nowhere”"):
        subject_of(blueprint, ["lane:Nowhere"])


def test_a_stage_is_its_column_alone(blueprint: Journey, tmp_path: Path) -> None:
    layout = content_of(blueprint, MAP, "").layout
    for box in layout.stages:
        svg = svg_of(blueprint, tmp_path, only=(f"stage:{box.stage.id}",))
        column = box.rect.united(box.column)
        inside = {
            card.card.id
            for placed in layout.lanes
            for card in placed.box.cards
            if card.rect.x < column.right and card.rect.right > column.x
        }
        found = ids_in(svg)
        assert found & blueprint.cards.keys() == inside
        assert found & blueprint.stages.keys() == {box.stage.id}
        whole = {one.id for one in blueprint.connectors.values() if one.source in inside and one.target in inside}
        assert found & blueprint.connectors.keys() == whole
        width = float(parsed(svg).get("width", "")[:-2])
        assert column.width + 2 * MARGIN - 1 <= width <= column.width + 2 * MARGIN + 40


def test_a_lane_is_its_row_alone(blueprint: Journey, tmp_path: Path) -> None:
    layout = content_of(blueprint, MAP, "").layout
    for placed in layout.lanes:
        lane = placed.box.lane.id
        svg = svg_of(blueprint, tmp_path, only=(lane,))
        found = ids_in(svg)
        assert found & blueprint.cards.keys() == set(placed.box.card_by_id)
        assert found & {*blueprint.stages, *blueprint.lanes} == {lane}
        assert not found & blueprint.lines.keys()
        root = parsed(svg)
        assert float(root.get("width", "")[:-2]) == pytest.approx(placed.rect.width + 2 * MARGIN, abs=0.1)
        assert float(root.get("height", "")[:-2]) >= placed.rect.height + 2 * MARGIN - 0.1


def test_stages_and_lanes_together_are_where_they_cross(blueprint: Journey, tmp_path: Path) -> None:
    layout = content_of(blueprint, MAP, "").layout
    placed = next(one for one in layout.lanes if len(one.box.cards) > 3)
    stage = layout.stages[1]
    found = ids_in(svg_of(blueprint, tmp_path, only=("stage:2", placed.box.lane.id)))
    crossing = {one.card.id for one in placed.box.cards if stage.column.x <= one.rect.center.x < stage.column.right}
    assert found & blueprint.cards.keys() == crossing
    assert not found & blueprint.stages.keys()


def test_cards_stand_alone_with_the_arrows_between_them(blueprint: Journey, tmp_path: Path) -> None:
    arrow = next(iter(blueprint.connectors.values()))
    pair = (arrow.source, arrow.target)
    svg = svg_of(blueprint, tmp_path, only=pair)
    found = ids_in(svg)
    assert found & blueprint.cards.keys() == set(pair)
    assert found & blueprint.connectors.keys() == {
        one.id for one in blueprint.connectors.values() if {one.source, one.target} <= set(pair)
    }
    assert not found & blueprint.stages.keys()
    for id_, card in blueprint.cards.items():
        assert (squeezed(card.text) in squeezed(texts(svg))) is (id_ in pair) or len(card.text) < 12


def test_a_part_is_cut_out_of_the_map_as_it_stands_there(blueprint: Journey, tmp_path: Path) -> None:
    """Pixel by pixel the same as on the picture of the whole map, apart from the edge."""
    layout = content_of(blueprint, MAP, "").layout
    whole = png_of(blueprint, tmp_path, dpi=72)
    card = next(
        box.card for placed in layout.lanes for box in placed.box.cards
        if not any(box.card.id in (one.source, one.target) for one in blueprint.connectors.values())
    )  # fmt: skip
    part = png_of(blueprint, tmp_path, dpi=72, only=(card.id,))
    rect = rect_of(layout, card.id)
    assert rect is not None
    assert part.size == (round(rect.width + 2 * MARGIN), round(rect.height + 2 * MARGIN))
    assert colour_at(part, 1, 1) == "#ffffff"
    assert colour_at(part, 9, int(part.height / 2)) == colour_at(whole, int(rect.x) + 1, int(rect.center.y))


def test_what_the_map_does_not_show_cannot_be_cut_out(blueprint: Journey, tmp_path: Path) -> None:
    for word, sentence in (
        ("stage:Nowhere", "the map has no stage “Nowhere”; it has "),
        ("nothing-1", "the map shows nothing that is called “nothing-1”."),
    ):
        with pytest.raises(FileProblem, match=f"map.svg was not written: {sentence}"):
            export_file(blueprint, tmp_path / "map.svg", ExportOptions(only=(word,)))
    assert not list(tmp_path.iterdir())


def test_a_part_goes_into_a_pdf_of_one_page_only(blueprint: Journey) -> None:
    assert export_pdf(blueprint, replace(MAP, only=("stage:1",))) != export_pdf(blueprint, MAP)
    with pytest.raises(ValueError, match="a part of the map goes on one page"):
        ExportOptions(page="poster", only=("stage:1",))


@pytest.mark.parametrize("seed", range(4))
def test_every_stage_lane_and_card_of_any_map_can_be_cut_out(seed: int, tmp_path: Path) -> None:
    journey = random_map(seed, cards=25)
    layout = content_of(journey, MAP, "").layout
    parts = [box.stage.id for box in layout.stages] + [placed.box.lane.id for placed in layout.lanes]
    parts += [id_ for placed in layout.lanes for id_ in placed.box.ids][:20]
    for part in parts:
        root = parsed(svg_of(journey, tmp_path, only=(part,), map_inside=False))
        assert float(root.get("width", "")[:-2]) > 2 * MARGIN


def test_arrows_that_run_beside_a_stage_are_whole(tmp_path: Path) -> None:
    journey = random_map(8, cards=60)
    layout = content_of(journey, MAP, "").layout
    stage = layout.stages[0].stage.id
    cards = [card for card in journey.cards.values() if card.stage == stage and card.lane in journey.lanes]
    first, last = cards[0], cards[-1]
    joined, _ = connect(journey, first.id, last.id)
    svg = svg_of(joined, tmp_path, only=(stage,))
    box = next(
        one
        for one in content_of(joined, MAP, "").layout.connectors
        if (one.connector.source, one.connector.target) == (first.id, last.id)
    )
    xs = [point.x for point in box.points]
    column = layout.stages[0].rect.united(layout.stages[0].column)
    assert (
        float(parsed(svg).get("width", "")[:-2]) >= max(max(xs), column.right) - min(min(xs), column.x) + 2 * MARGIN - 1
    )
    assert box.connector.id in ids_in(svg)


# PNG


def test_a_density_in_dots_per_inch(journey: Journey, tmp_path: Path) -> None:
    size = content_of(journey, MAP, "").layout.size
    image = png_of(journey, tmp_path, dpi=36)
    assert image.size == pytest.approx((size.width / 2, size.height / 2), abs=1)
    assert image.info["dpi"] == pytest.approx((36, 36), abs=0.1)


def test_a_sheet_of_paper_as_a_picture(journey: Journey, tmp_path: Path) -> None:
    image = png_of(journey, tmp_path, sheet=True, paper="A4", orientation="landscape", dpi=50)
    assert image.size == pytest.approx((297 / 25.4 * 50, 210 / 25.4 * 50), abs=1)
    with pytest.raises(FileProblem, match="a picture holds one page, and these are"):
        png_of(journey, tmp_path, sheet=True, page="handout", dpi=20)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_clear_ground(journey: Journey, tmp_path: Path, theme: str) -> None:
    image = png_of(journey, tmp_path, transparent=True, dpi=72, theme=theme)
    opaque = png_of(journey, tmp_path, dpi=72, theme=theme)
    assert (image.mode, opaque.mode) == ("RGBA", "RGB")
    assert image.getpixel((1, 1)) == (0, 0, 0, 0)
    ground = Image.new("RGBA", image.size, colour_at(opaque, 1, 1))
    ground.alpha_composite(image)
    difference = [abs(a - b) for a, b in zip(ground.convert("L").tobytes(), opaque.convert("L").tobytes(), strict=True)]
    assert max(difference) <= 24  # blended edges are rounded twice
    assert sum(difference) / len(difference) < 0.2
    assert "urn:cjm-desktop" not in svg_of(journey, tmp_path, transparent=True, map_inside=False).decode()


@pytest.mark.parametrize("only", [(), ("stage:1",), ("lane:1",)])
def test_clear_ground_of_parts(blueprint: Journey, tmp_path: Path, only: tuple[str, ...]) -> None:
    image = png_of(blueprint, tmp_path, transparent=True, dpi=72, only=only)
    clear = image.getchannel("A").histogram()[0]
    assert clear > 0.1 * image.width * image.height
    root = parsed(svg_of(blueprint, tmp_path, transparent=True, only=only))
    size = float(root.get("width", "")[:-2])
    assert not [
        one
        for one in root.iter(f"{SVG}rect")
        if float(one.get("width", "0")) >= size - 1 and one.get("fill") == "#ffffff"
    ]


# Failures


@pytest.mark.parametrize("name", ["map.svg", "map.png"])
def test_cancelling_at_any_moment_leaves_no_file(journey: Journey, tmp_path: Path, name: str) -> None:
    questions = 0

    def count() -> bool:
        nonlocal questions
        questions += 1
        return False

    options = ExportOptions(scale=0.3)
    export_file(journey, tmp_path / name, options, cancelled=count)
    (tmp_path / name).unlink()
    assert questions >= 3
    for moment in {0, 1, questions // 2, questions - 1}:
        asked = iter(range(questions))
        with pytest.raises(ExportCancelled):
            export_file(journey, tmp_path / name, options, cancelled=lambda asked=asked, m=moment: next(asked) == m)  # type: ignore[misc]
        assert not list(tmp_path.iterdir())


_MEMORY = """
import sys
from pathlib import Path
from cjm_desktop.exporting import ExportOptions, export_file
from tests.maps import random_map

def peak():
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))

export_file(random_map(1, 60), Path(sys.argv[1]), ExportOptions(sheet=True, paper="A1", dpi=300, transparent=len(sys.argv) > 2))
print(peak() // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read from Linux's /proc")
@pytest.mark.parametrize("clear", [False, True])
def test_a_large_sheet_at_print_density_needs_little_memory(tmp_path: Path, clear: bool) -> None:
    """A1 at 300 dpi, 70 million pixels, in one piece 210 MB or, with opacity, 280."""
    command = [sys.executable, "-c", _MEMORY, str(tmp_path / "map.png"), *(["clear"] if clear else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 280
    with Image.open(tmp_path / "map.png") as image:
        assert image.size == pytest.approx((841 / 25.4 * 300, 594 / 25.4 * 300), abs=1) or image.height > image.width


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "x"), "the disk is full; free some space or choose another folder."),
        (OSError(errno.EACCES, "x"), "you may not write to “{folder}”; choose another folder or another name."),
        (OSError(errno.EBUSY, "x"), "another program holds it; close it there or choose another name."),
        (OSError(errno.EROFS, "x"), "the disk can only be read; choose another folder."),
    ],
)
@pytest.mark.parametrize("name", ["map.svg", "map.png"])
def test_what_to_do_where_the_file_cannot_be_written(
    blueprint: Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, error: OSError, sentence: str
) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(atomic, "write", fails)
    with pytest.raises(FileProblem) as problem:
        export_file(blueprint, tmp_path / name, ExportOptions(scale=0.2))
    assert str(problem.value) == f"{name} was not written: {sentence.format(folder=tmp_path)}"
    assert not list(tmp_path.iterdir())


def test_a_file_that_windows_says_is_open_elsewhere() -> None:
    error = PermissionError(errno.EACCES, "x")
    error.winerror = 32  # type: ignore[attr-defined]
    assert reason(error) + remedy(error) == "another program holds it; close it there or choose another name"
    assert remedy(ValueError("embedded null byte")) == "; choose another"
