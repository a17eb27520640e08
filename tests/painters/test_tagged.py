"""What a screen reader finds in an exported PDF: the table of the map, what is said of figures, links, languages, headings."""

from __future__ import annotations

import pytest

from cjm_desktop.drawing.primitives import Anchor, Group, Image, Link, Shape, Tag
from cjm_desktop.exporting import ExportOptions, export_pdf
from cjm_desktop.geometry import Rect, Size
from cjm_desktop.layout.speech import speech
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import (
    Card,
    Connector,
    Curve,
    EmotionPoint,
    Lane,
    LaneKind,
    Mark,
    Persona,
    Stage,
    WebLink,
)
from cjm_desktop.painters.pages import Page, Part
from cjm_desktop.painters.pdf import paint_pages, paint_pdf
from cjm_desktop.painters.pdf_document import PdfMeta
from cjm_desktop.painters.pdf_languages import voice
from cjm_desktop.templates import all_templates, load_template
from tests.maps import picture, random_map
from tests.painters.pdf_checks import Part as Read
from tests.painters.pdf_checks import problems, spoken
from tests.painters.pdf_reading import content, drawing, entries, squeezed, text

MODES = ("fit", "map", "poster", "stages", "handout")
MAP = ExportOptions(page="map")
FACE = picture()


def small() -> Journey:
    """Two stages, three lanes, a curve, an arrow, a link, a sign and a picture."""
    return Journey(
        title="Cat",
        language="en",
        personas=Table.of([Persona(id="masha", name="Masha")]),
        stages=Table.of([Stage(id="a", name="Search"), Stage(id="b", name="Delivery")]),
        lanes=Table.of(
            [
                Lane(id="do", kind=LaneKind.CARDS, label="Actions"),
                Lane(id="feel", kind=LaneKind.EMOTION, label="Emotions"),
                Lane(id="say", kind=LaneKind.CARDS, label="Thoughts"),
            ]
        ),
        cards=Table.of(
            [
                Card(id="1", lane="do", stage="b", text="waits for the courier", marks=(Mark.FAIL_POINT,)),
                Card(id="2", lane="do", stage="a", text="opens tabs", picture=FACE.id),
                Card(
                    id="3",
                    lane="say",
                    stage="a",
                    text="Где купить?",
                    links=(WebLink(url="https://e.org", title="Study"),),
                ),
            ]
        ),
        curves=Table.of([Curve(id="c", lane="feel", persona="masha")]),
        points=Table.of(
            [
                EmotionPoint(id="p", curve="c", stage="a", value=-1.5, label="Too many"),
                EmotionPoint(id="q", curve="c", stage="b", value=0.1),
            ]
        ),
        connectors=Table.of([Connector(id="x", source="2", target="3")]),
        pictures=Table.of([FACE]),
    )


def table(read: Read) -> list[list[Read]]:
    (found,) = read.all("Table")
    return [row.parts for row in found.parts]


def test_a_map_reads_as_a_table_of_its_stages_and_lanes() -> None:
    rows = table(spoken(export_pdf(small(), MAP)))
    assert [[cell.role for cell in row] for row in rows] == [["TD", "TH", "TH"]] + [["TH", "TD", "TD"]] * 3
    assert [cell.text for cell in rows[0]] == ["", "Search", "Delivery"]
    assert [cell.scope for cell in rows[0]] == ["", "Column", "Column"]
    assert [(row[0].text, row[0].scope) for row in rows[1:]] == [
        ("Actions", "Row"),
        ("Emotions", "Row"),
        ("Thoughts", "Row"),
    ]
    assert [cell.text for cell in rows[1][1:]] == ["picture opens tabs", "waits for the courier fail point"]
    assert [cell.text for cell in rows[3][1:]] == ["Где купить?", ""]


def test_points_of_the_curve_say_stage_value_persona_and_label() -> None:
    pdf = export_pdf(small(), MAP)
    assert [figure.alt for cell in table(spoken(pdf))[2][1:] for figure in cell.all("Figure")] == [
        "Search: -1.5, Masha, Too many",
        "Delivery: +0.1, Masha",
    ]


def test_arrows_come_after_the_table_and_name_both_cards() -> None:
    read = spoken(export_pdf(small(), MAP))
    roles = [part.role for part in read.parts]
    assert roles.index("Sect") == roles.index("Table") + 1
    assert [figure.alt for figure in read.parts[roles.index("Sect")].parts] == ["“opens tabs” → “Где купить?”"]


def test_a_picture_says_what_it_shows_where_it_knows() -> None:
    journey = small()
    told = journey.model_copy(update={"pictures": Table.of([FACE.model_copy(update={"alt": "A bowl"})])})
    assert "A bowl opens tabs" in spoken(export_pdf(told, MAP)).text
    german = journey.model_copy(update={"language": "de"})
    assert "Bild opens tabs" in spoken(export_pdf(german, MAP)).text


def test_a_link_is_part_of_its_card_and_says_where_it_leads() -> None:
    pdf = export_pdf(small(), MAP)
    (link,) = spoken(pdf).all("Link")
    assert link.addresses == ["https://e.org"]
    (cell,) = [cell for row in table(spoken(pdf)) for cell in row if any(part is not cell for part in cell.all("Link"))]
    assert cell.text == "Где купить?"
    assert "/Contents (Study)" in entries(pdf)
    assert "/Contents (https://example.org)" in entries(
        paint_pdf(drawing(Link("https://example.org", Rect(0, 0, 9, 9))))
    )


def test_texts_in_another_script_say_in_which_language_they_are_read() -> None:
    read = spoken(export_pdf(small(), MAP))
    languages = {part.own: part.language for part in read.all("P")}
    assert languages["Где купить?"] == "ru"
    assert languages["opens tabs"] == ""
    mixed = paint_pdf(drawing(text("Masha 日本語")), meta=PdfMeta("T", language="en"))
    assert spoken(mixed).text == "Masha 日本語"
    assert problems(mixed) == []


@pytest.mark.parametrize(
    ("words", "document", "language"),
    [
        ("opens tabs", "en", "en"),
        ("grüßt", "de-AT", "de-AT"),
        ("grüßt", "ru", "en"),
        ("ищет", "en", "ru"),
        ("шукає", "uk", "uk"),
        ("比较价格", "en", "zh"),
        ("比較", "ja", "ja"),
        ("価格を比較", "zh", "ja"),
        ("검색", "ja", "ko"),
        ("مرحبا", "fa", "fa"),
        ("שלום", "en", "he"),
        ("แมว", "en", "th"),
        ("12 – 30 %", "en", None),
        ("Masha ищет кошку", "en", "ru"),
    ],
)
def test_the_voice_of_a_text_goes_by_its_letters(words: str, document: str, language: str | None) -> None:
    assert voice(words, document) == language


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("key", [template.key for template in all_templates()])
def test_every_page_of_every_template_is_right(key: str, mode: str) -> None:
    journey = load_template(key)
    pdf = export_pdf(journey, ExportOptions(page=mode), "map.cjm")  # type: ignore[arg-type]
    assert problems(pdf) == []
    read = spoken(pdf)
    assert next(read.all("H1")).text == (journey.title or "Untitled map")


@pytest.mark.parametrize("mode", MODES)
def test_every_text_is_read_once_however_many_sheets_show_it(mode: str) -> None:
    """Each card's text stands once more in the tree than in the texts of other cards, on posters with overlaps too."""
    journey = small()
    longer = [card.model_copy(update={"text": f"{card.text} number {card.id}"}) for card in journey.cards.values()]
    journey = journey.model_copy(update={"cards": Table.of(longer)})
    options = ExportOptions(page=mode, paper="A5", map_scale=None if mode != "poster" else 1.6)  # type: ignore[arg-type]
    pdf = export_pdf(journey, options)
    assert problems(pdf) == []
    said = squeezed(spoken(pdf).text)
    for card in longer:
        assert squeezed(said).count(squeezed(card.text)) == (2 if card.id in "23" and mode != "handout" else 1), (
            card.text
        )


def test_cells_stand_in_the_order_of_lanes_and_stages() -> None:
    journey = random_map(5, 60)
    rows = table(spoken(export_pdf(journey, MAP)))
    lanes = [row for row in rows[1:] if row[0].role == "TH"]
    assert [
        squeezed(row[0].text)[: len(squeezed(lane.label))]
        for row, lane in zip(lanes, journey.lanes.values(), strict=True)
    ] == [squeezed(lane.label) for lane in journey.lanes.values()]
    order = list(journey.stages)
    for row, lane in zip(lanes, journey.lanes.values(), strict=True):
        column = 0
        for cell in row[1:]:
            cards = [card for card in journey.cards.values() if (card.lane, card.stage) == (lane.id, order[column])]
            # Latin cards only: right-to-left text is told as it is seen.
            for card in cards:
                if card.text.isascii():
                    assert squeezed(card.text) in squeezed(cell.text)
            column += cell.columns


def test_what_is_only_to_be_seen_is_no_element() -> None:
    bare = Shape(Rect(0, 0, 9, 9), fill="#ff0000")
    pdf = paint_pdf(
        drawing(bare, text("read"), Group(0, 0, Rect(0, 0, 99, 99), (text("not read"),), tag=Tag("Artifact"))),
        meta=PdfMeta("T"),
    )
    assert problems(pdf) == []
    assert [part.role for part in spoken(pdf).parts] == ["P"]
    assert spoken(pdf).text == "read"


def test_all_that_stands_in_a_figure_belongs_to_it() -> None:
    inner = Group(0, 0, Rect(0, 0, 9, 9), (text("label"), Link("https://e.org", Rect(0, 0, 5, 5))), tag=Tag("P"))
    figure = Group(
        0, 0, Rect(0, 0, 99, 99), (Shape(Rect(0, 0, 9, 9), fill="#ff0000"), inner), tag=Tag("Figure", "proposal")
    )
    pages = [Page(Size(100, 100), "#ffffff", (Part(drawing(figure)),))]
    pdf = paint_pages(pages, meta=PdfMeta("T", language="de"), said=speech("de"))
    assert problems(pdf) == []
    read = spoken(pdf)
    assert [(part.role, part.alt) for part in read.parts] == [("Figure", "Vorschlag"), ("P", "")]
    assert read.parts[0].own == "label"


def test_headings_that_skip_levels_are_drawn_up() -> None:
    heads = [
        Group(0, 20 * n, Rect(0, 0, 99, 20), (text(str(level)),), tag=Tag(f"H{level}"))
        for n, level in enumerate((2, 4, 1, 3))
    ]
    pdf = paint_pdf(drawing(*heads), meta=PdfMeta("T"))
    assert problems(pdf) == []
    assert [part.role for part in spoken(pdf).parts] == ["H1", "H2", "H1", "H2"]


def test_a_picture_without_words_is_an_artefact() -> None:
    pdf = paint_pdf(drawing(Image(FACE.id, Rect(0, 0, 9, 9))), meta=PdfMeta("T"), pictures={FACE.id: FACE})
    assert problems(pdf) == []
    assert spoken(pdf).parts == []


def test_the_outline_leads_from_stages_to_their_cells() -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(export_pdf(small(), MAP))
    toc = [(entry.level, entry.get_title(), entry.get_dest().get_view()[1]) for entry in document.get_toc()]
    document.close()
    assert [(level, title) for level, title, _ in toc] == [
        (0, "Search"),
        (1, "Actions"),
        (1, "Emotions"),
        (1, "Thoughts"),
        (0, "Delivery"),
        (1, "Actions"),
        (1, "Emotions"),
    ]
    assert toc[1][2][0] < toc[5][2][0]  # another column
    assert toc[1][2][1] == toc[5][2][1] > toc[2][2][1]  # of the same lane, which is above the next


def test_anchors_of_drawings_and_of_readings_stand_in_one_outline() -> None:
    pdf = export_pdf(small(), ExportOptions(page="handout"))
    assert entries(pdf).count("/XYZ") == 2
    assert entries(paint_pdf(drawing(Anchor("A", "a", 0, 1, 1)))).count("/XYZ") == 1


def test_the_sign_of_a_persona_says_the_name_and_stands_in_nobodys_way() -> None:
    """Readers by places, such as poppler, would put the initial between two words of the card's first line and second."""
    journey = small()
    card = journey.cards["1"].model_copy(
        update={"persona": "petr", "text": "waits for the courier all day long, again"}
    )
    journey = journey.model_copy(
        update={
            "personas": Table.of([*journey.personas.values(), Persona(id="petr", name="Zacharias")]),
            "cards": Table.of([card]),
            "connectors": Table.of([]),
        }
    )
    pdf = export_pdf(journey, MAP)
    assert problems(pdf) == []
    cell = table(spoken(pdf))[1][2]
    assert [figure.alt for figure in cell.all("Figure") if "Zach" in figure.alt] == ["Zacharias"]
    assert "<</ActualText <FEFF>>> BDC" in content(pdf)
    handout = export_pdf(journey, ExportOptions(page="handout"))
    assert problems(handout) == []
    assert "Z" in [figure.alt for figure in spoken(handout).all("Figure")]
