"""Tables as people make them become the map that they mean; what was guessed or dropped is told."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from cjm_desktop.formats import sheet_csv, xlsx_writing
from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.journey_file import dumps
from cjm_desktop.formats.spreadsheet import Choices, made, read, reading_of, tables_in
from cjm_desktop.formats.table import write_separated
from cjm_desktop.formats.table_reading import MORE, SUB_STAGES
from cjm_desktop.model.rules import repair
from cjm_desktop.templates import load_template
from tests.formats.seen_in import cards, lanes, points, stages


def imported(text: str, name: str = "ride.csv", **choices: object) -> Imported:
    found = read(text.encode(), name, Choices(**choices) if choices else None)  # type: ignore[arg-type]
    assert repair(found.journey) == (found.journey, ())
    return found


def workbook(*sheets: tuple[str, Sequence[Sequence[object]], Sequence[str]]) -> bytes:
    """A workbook of (name, rows, merged ranges)."""
    book = Workbook()
    book.remove(book.active)
    for name, rows, merged in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for one in merged:
            sheet.merge_cells(one)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_stages_as_rows_and_as_columns_are_the_same_map() -> None:
    down = imported("Stage,Actions,Pains\nNeed,looks,slow\nBuy,pays,dear\n").journey
    across = imported(",Need,Buy\nActions,looks,pays\nPains,slow,dear\n").journey
    for journey in (down, across):
        assert stages(journey) == ["Need", "Buy"]
        assert lanes(journey) == ["Actions", "Pains"]
        assert sorted(card.text for card in journey.cards.values()) == ["dear", "looks", "pays", "slow"]
    assert down.title == "ride"


@pytest.mark.parametrize(
    ("head", "names"),
    [
        (["1. Need", "2. Buy"], ["Need", "Buy"]),
        (["Stage 1: Need", "Stage 2: Buy"], ["Need", "Buy"]),
        (["Этап 1: Поиск", "Этап 2: Покупка"], ["Поиск", "Покупка"]),
        (["⓪ Need", "① Buy"], ["Need", "Buy"]),
        (["第1阶段：认知", "第2阶段：购买"], ["认知", "购买"]),
        (["フェーズ1：認知", "フェーズ2：購入"], ["認知", "購入"]),
        (["Giai đoạn 1: Biết", "Giai đoạn 2: Mua"], ["Biết", "Mua"]),
        (["Étape 1 – Besoin", "Étape 2 – Achat"], ["Besoin", "Achat"]),
        (["Day 1", "Day 2"], ["Day 1", "Day 2"]),
    ],
)
def test_numbered_names_of_stages(head: list[str], names: list[str]) -> None:
    rows = ["\t".join(("", *head)), "Actions\tlooks\tpays"]
    assert stages(imported("\n".join(rows), "ride.tsv").journey) == names


def test_semicolons_with_decimal_commas_and_a_byte_order_mark() -> None:
    found = imported("\ufeffPhase;Aktionen;Gefühl (1-5)\nBedarf;schaut;3,5\nKauf;zahlt;4,0\n")
    assert stages(found.journey) == ["Bedarf", "Kauf"]
    assert [value for value, _ in points(found.journey)] == [0.5, 1.0]
    assert [label for _, label in points(found.journey)] == ["3,5", "4,0"]
    assert any("semicolons" in note for note in found.notes)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(encoding: str) -> None:
    data = "Étape;Actions\nDécouverte;préfère\nAchat;paie\n".encode(encoding)
    found = read(data, "a.csv")
    assert stages(found.journey) == ["Découverte", "Achat"]
    assert cards(found.journey, "Actions") == ["préfère", "paie"]
    assert any("windows-1252" in note for note in found.notes) is (encoding == "cp1252")


def test_cyrillic_of_old() -> None:
    found = read("Этап;Действия\nПоиск;ищет\nПокупка;платит\n".encode("cp1251"), "a.csv")
    assert stages(found.journey) == ["Поиск", "Покупка"]
    assert any("windows-1251" in note for note in found.notes)


def test_a_touchpoint_a_row_with_its_stage_repeated() -> None:
    text = "Stage,Touchpoint,Feeling\nNeed,Ad,3/5\n,Friend,1/5\nBuy,Shop,5/5\nBuy,App,3/5\n"
    journey = imported(text).journey
    assert stages(journey) == ["Need", "Buy"]
    assert cards(journey, "Touchpoint") == ["Ad", "Friend", "Shop", "App"]
    assert [(one.value, one.position, one.label) for one in journey.points.values()] == [
        (0.0, 0.25, "3/5"),
        (-2.0, 0.75, "1/5"),
        (2.0, 0.25, "5/5"),
        (0.0, 0.75, "3/5"),
    ]


def test_touchpoints_in_any_order_go_to_their_stages() -> None:
    rows = "".join(f"{stage},{stage}{n}\n" for n in range(3) for stage in ("Need", "Buy"))
    found = imported("Stage,Touchpoint\n" + rows)
    assert stages(found.journey) == ["Need", "Buy"]
    assert any("put together" in note for note in found.notes)
    # But a stage that comes again in a head is another one.
    assert stages(imported("Stage,Wait,Buy,Wait\nActions,a,b,c\n").journey) == ["Wait", "Buy", "Wait"]


def test_repeated_groups_of_columns_are_one_lane() -> None:
    text = "Stage,Pain Point 1,Channel 1,Pain Point 2,Channel 2\nNeed,slow,web,dear,shop\nBuy,,,far,app\n"
    journey = imported(text).journey
    assert lanes(journey) == ["Pain Point", "Channel"]
    assert cards(journey, "Pain Point") == ["slow", "dear", "far"]
    assert cards(journey, "Channel") == ["web", "shop", "app"]


def test_lists_inside_a_cell() -> None:
    text = (
        "Stage\tActions\tPains\tTouchpoints\n"
        'Need\t"• looks\n• asks"\tslow; dear\tWeb / Shop\n'
        "Buy\tpays<br>waits<br/>leaves\tfar; loud\tApp\n"
        "Use\t• rides • rests\train\tRoad\n"
    )
    found = imported(text, "a.tsv")
    journey = found.journey
    assert cards(journey, "Actions") == ["looks", "asks", "pays", "waits", "leaves", "rides", "rests"]
    assert cards(journey, "Pains") == ["slow", "dear", "far", "loud", "rain"]
    assert cards(journey, "Touchpoints") == ["Web", "Shop", "App", "Road"]
    assert any("“;”" in note for note in found.notes)


def test_a_sentence_with_a_stroke_or_semicolon_stays_whole() -> None:
    text = "Stage,Actions\nNeed,swaps / asks; then leaves\nBuy,pays\nUse,rides\nRest,sleeps\n"
    assert cards(imported(text).journey, "Actions")[0] == "swaps / asks; then leaves"


def test_bold_marks_blank_signs_and_dashes() -> None:
    rows = ("| **Stage** | **Need** | __Buy__ |", "|:--|:-:|--:|", "| **Actions** | *looks* `now` | \u00a0 |")
    text = "\n".join((*rows, "| **Pains** | — | C# code |"))
    journey = imported(text, "a.md").journey
    assert stages(journey) == ["Need", "Buy"]
    assert lanes(journey) == ["Actions", "Pains"]
    assert [card.text for card in journey.cards.values()] == ["looks now", "C# code"]


def test_merged_fields_are_one_lane_with_their_name() -> None:
    journey = imported(",Need,Buy\nThoughts & Feelings,😊 nice,hm\nPains,x,y\n").journey
    assert lanes(journey) == ["Thoughts & Feelings", "Pains"]
    assert cards(journey, "Thoughts & Feelings") == ["😊 nice", "hm"]


def test_unknown_rows_are_lanes_of_their_own_and_told() -> None:
    found = imported(",Need,Buy\nActions,a,b\nWeather,sun,rain\n")
    assert cards(found.journey, "Weather") == ["sun", "rain"]
    assert "Not known, so lanes of their own: “Weather”." in found.notes


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["😊", "😤"], [(2, "😊"), (-2, "😤")]),
        (["😊 happy", "😤 cross"], [(2, "😊 happy"), (-2, "😤 cross")]),
        (["😤 -> ⚡", "😐"], [(-2, "😤"), (1, "⚡"), (0, "😐")]),
        (["frustrated → relieved", "happy"], [(-2, "frustrated"), (1, "relieved"), (2, "happy")]),
        (["раздражение", "радость"], [(-2, "раздражение"), (2, "радость")]),
        (["4/5", "1/5"], [(1, "4/5"), (-2, "1/5")]),
        (["😊 4/5", "Angry (1/5)"], [(1, "😊 4/5"), (-2, "Angry (1/5)")]),
        (["+2", "-1"], [(2, ""), (-1, "")]),
        (["+5", "−5"], [(2, "+5"), (-2, "−5")]),
        (["10", "1"], [(2, "10"), (-2, "1")]),
        (["★★★★★", "★☆☆☆☆"], [(2, "★★★★★"), (-2, "★☆☆☆☆")]),
        (["++", "--"], [(2, "++"), (-2, "--")]),
    ],
)
def test_feelings_keep_their_text(cells: list[str], expected: list[tuple[float, str]]) -> None:
    text = "Stage\tEmotion\nNeed\t{}\nBuy\t{}\n".format(*cells)
    assert points(imported(text, "a.tsv").journey) == expected


def test_a_scale_that_is_not_plain_is_told_and_can_be_said() -> None:
    text = "Stage,Emotion\nNeed,3\nBuy,4\n"
    found = imported(text)
    assert points(found.journey) == [(0.0, "3"), (1.0, "4")]
    assert any("scale of 1 to 5" in note and "choose another" in note for note in found.notes)
    other = imported(text, scale="1..10")
    assert points(other.journey) == [(-1.111, "3"), (-0.667, "4")]
    assert not any("scale" in note for note in other.notes)
    # A heading may say it, too.
    assert points(imported("Stage,Emotion (1–10)\nNeed,3\nBuy,4\n").journey) == points(other.journey)
    with pytest.raises(FileProblem, match="is no scale"):
        imported(text, scale="much")


def test_a_table_of_pairs_for_each_stage() -> None:
    text = (
        "# Riding\n\n## 1. Need\n\n| Element | Details |\n|---|---|\n| **Actions** | looks<br>asks |\n| Pains | slow |\n\n"
        "## 2. Buy\n\n| Element | Details |\n|---|---|\n| **Actions** | pays |\n| Pains | dear |\n| Weather | rain |\n"
    )
    found = imported(text, "a.md")
    assert found.journey.title == "Riding"
    assert stages(found.journey) == ["Need", "Buy"]
    assert lanes(found.journey) == ["Actions", "Pains", "Weather"]
    assert "2 tables, one for each stage, were read as one." in found.notes


def test_a_table_of_touchpoints_for_each_stage() -> None:
    head = "| Touchpoint | Actions |\n|---|---|\n"
    text = f"### Need\n\n{head}| Ad | sees |\n| Friend | hears |\n\n### Buy\n\n{head}| Shop | pays |\n"
    journey = imported(text, "a.md").journey
    assert stages(journey) == ["Need", "Buy"]
    assert cards(journey, "Touchpoint") == ["Ad", "Friend", "Shop"]


def test_tables_of_phases_keep_their_headings() -> None:
    head = "| Stage | Actions |\n|---|---|\n"
    text = f"## Before\n\n{head}| Need | looks |\n\n## After\n\n{head}| Use | rides |\n"
    journey = imported(text, "a.md").journey
    assert [(stage.name, stage.note) for stage in journey.stages.values()] == [("Need", "Before"), ("Use", "After")]


def test_pairs_of_one_stage() -> None:
    journey = imported("Stage,Need\nActions,looks\nPains,slow\n").journey
    assert (stages(journey), lanes(journey)) == (["Need"], ["Actions", "Pains"])


def test_what_is_said_of_the_whole_map() -> None:
    text = "Persona,Anna,\nScenario,Buys a bike,\nProduct: Bike,,\n,,\n,Need,Buy\nActions,a,b\nPains,c,d\n"
    found = imported(text)
    assert [persona.name for persona in found.journey.personas.values()] == ["Anna"]
    assert (found.journey.scenario, found.journey.scope) == ("Buys a bike", "Bike")
    assert stages(found.journey) == ["Need", "Buy"]
    assert "“Persona” became a persona." in found.notes


def test_blank_lines_inside_a_table_are_no_end_of_it() -> None:
    journey = imported(",Need,Buy\n,,\nActions,a,b\n,,\nPains,c,d\n").journey
    assert lanes(journey) == ["Actions", "Pains"]


def test_a_sheet_that_begins_further_in_with_merged_cells() -> None:
    rows = [
        [],
        [None, "Riding a bike"],
        [],
        [None, "Stage", "Need", None, "Buy"],
        [None, None, "Dream", "Ask", "Pay"],
        [None, "Actions", "looks", "asks", "pays"],
        [None, "Pains", "slow", None, "dear"],
        [None, None, "far", None, None],
        [None, "Ideas", "one for all"],
    ]
    data = workbook(("Map", rows, ["B2:E2", "C4:D4", "B7:B8", "C9:E9"]))
    found = read(data, "bike.xlsx")
    journey = found.journey
    assert journey.title == "Riding a bike"
    assert [(one.name, [sub.name for sub in one.sub_stages]) for one in journey.stages.values()] == [
        ("Need", ["Dream", "Ask"]),
        ("Buy", ["Pay"]),
    ]
    assert lanes(journey) == ["Actions", "Pains", "Ideas"]
    assert cards(journey, "Pains") == ["slow", "far", "dear"]
    (wide,) = [card for card in journey.cards.values() if card.text == "one for all"]
    assert wide.span == 2
    (asks,) = [card for card in journey.cards.values() if card.text == "asks"]
    assert asks.sub_stage == next(iter(journey.stages.values())).sub_stages[1].id
    tables = tables_in(data, "bike.xlsx")
    assert tables is not None
    assert {SUB_STAGES, MORE} <= set(reading_of(tables.tables[0]).meanings)


def test_several_tables_on_a_sheet_and_several_sheets() -> None:
    first = [["Stage", "Need", "Buy"], ["Actions", "a", "b"], [], ["Budget", "Sum"], ["Ads", 100], ["Fair", 200]]
    data = workbook(("Map", first, ()), ("Old", [["Stage", "Actions"], ["Try", "rides"]], ()))
    tables = tables_in(data, "a.xlsx")
    assert tables is not None
    assert len(tables.tables) == 3
    found = read(data, "a.xlsx")
    assert stages(found.journey) == ["Need", "Buy"]
    assert any("there is also" in note and "“Old”" in note for note in found.notes)
    assert stages(read(data, "a.xlsx", Choices(table="old")).journey) == ["Try"]
    assert stages(read(data, "a.xlsx", Choices(table="3")).journey) == ["Try"]
    with pytest.raises(FileProblem, match="has no table “9”; it has 1 “"):
        read(data, "a.xlsx", Choices(table="9"))


def test_tables_side_by_side() -> None:
    text = "Stage,Actions,,Stage,Actions\nNeed,a,,Try,c\nBuy,b,,Use,d\n"
    tables = tables_in(text.encode(), "a.csv")
    assert tables is not None
    assert tables.best == 0
    assert stages(imported(text).journey) == ["Need", "Buy", "Try", "Use"]


def test_a_sheet_for_each_stage() -> None:
    pairs = [["Actions", "looks"], ["Pains", "slow"]]
    data = workbook(("Need", pairs, ()), ("Buy", pairs, ()))
    journey = read(data, "a.xlsx").journey
    assert (stages(journey), lanes(journey)) == (["Need", "Buy"], ["Actions", "Pains"])


LOG = (
    "case,activity,timestamp\n"
    + "".join(
        f"{case},{activity},2024-01-0{case} 1{hour}:00\n"
        for case in range(1, 4)
        for hour, activity in enumerate(("Open", "Search", "Buy"))
    )
    + "1,Buy,2024-01-01 15:00\n"
)


def test_a_log_of_events_is_refused_or_summarised() -> None:
    with pytest.raises(FileProblem, match=r"^ride.csv: This is a log of events, not a map"):
        imported(LOG)
    found = imported(LOG, summarise=True)
    assert stages(found.journey) == ["Open", "Search", "Buy"]
    assert [(one.value, one.unit) for one in found.journey.metrics.values()][:3] == [(3, ""), (3, ""), (4, "")]
    assert any("10 events of 3 cases" in note for note in found.notes)
    with pytest.raises(FileProblem, match="no log of events"):
        imported("Stage,Actions\nNeed,a\nBuy,b\n", summarise=True)


@pytest.mark.parametrize(
    "text",
    [
        "Month,Revenue,Cost\nJan,1,2\nFeb,3,4\nMar,5,6\n",
        "name,email,age\nAnn,ann@example.org,31\nBob,bob@example.org,45\nCay,cay@example.org,27\n",
        "Name,Street\n" + "".join(f"P{n},Road {n}\n" for n in range(60)),
    ],
)
def test_what_is_no_map_is_refused_unless_the_user_insists(text: str) -> None:
    with pytest.raises(FileProblem, match="Choose how to read it in the window, or say it with --stages"):
        imported(text)
    assert len(imported(text, stages="rows").journey.stages) > 2


@pytest.mark.parametrize("rows", [1, 5])
def test_headings_tell_a_small_log_of_events(rows: int) -> None:
    events = [f"{n // 3},{'Open' if n % 3 == 0 else 'Pay'},2024-01-01 1{n}:00\n" for n in range(rows)]
    with pytest.raises(FileProblem, match=r"This is a log of events, not a map.*--summarise"):
        imported("case_id,activity,timestamp\n" + "".join(events))
    # A map may well say whose step is done when.
    assert stages(imported("Step,Customer,Date\nNeed,Masha,2024-01-01\nBuy,Masha,2024-01-02\n").journey) == [
        "Need",
        "Buy",
    ]


def test_what_stands_below_and_above_the_table_is_noted() -> None:
    rows: list[list[object]] = [[""] * 8 for _ in range(12)]
    rows[0][1], rows[2][1] = "Draft of May", "My map"
    rows[4][1:4], rows[5][1:4] = ["Stage", "Need", "Buy"], ["Actions", "a", "b"]
    rows[9][1], rows[11][1] = "Source: interviews 2024", "Not final"
    found = read(workbook(("S", rows, [])), "a.xlsx")
    assert (found.journey.title, found.journey.note) == (
        "My map",
        "Draft of May\nSource: interviews 2024\nNot final",
    )
    for words in ("Draft of May", "Source", "Not final"):
        assert any(f"“{words}” is told with the map" in note for note in found.notes)


def test_words_among_feelings_get_a_lane_with_a_name_of_its_own() -> None:
    text = "Stage,Need,Buy,Use\nEmotion,happy,sad,gargle\n"
    assert lanes(imported(text).journey) == ["Emotion", "Emotion 2"]
    # Both are one lane again where they come back.
    assert lanes(imported(f"{text}Emotion 2,,,gargle\n").journey)[0] == "Emotion"


def test_numbers_below_zero_are_written_with_a_minus() -> None:
    assert [label for _, label in points(imported("Stage,Need,Buy\nEmotion,-4,-5\n").journey)] == ["−4", "−5"]


def test_a_list_of_two_people_is_no_map() -> None:
    with pytest.raises(FileProblem, match="This does not look like a map"):
        imported("name,email,age\nAnn,ann@example.org,31\nBob,bob@example.org,45\n")


def test_words_for_nothing_are_no_cards() -> None:
    journey = imported("Stage,Need,Buy,Use,Leave,End\nActions,looks,N/A,n/a,none,-\n").journey
    assert [card.text for card in journey.cards.values()] == ["looks"]


def test_a_table_without_known_words_is_read_and_said_so() -> None:
    found = imported("x,foo,bar\nquux,one,two\nbaz,three,four\n")
    assert len(found.journey.cards) == 4
    assert any("No heading of the table is known" in note for note in found.notes)


def test_the_user_says_what_a_line_is() -> None:
    text = ",Need,Buy\nWhatever,a,b\nJunk,x,y\n"
    journey = imported(text, lanes=(("Whatever", "pains"), ("junk", "-"))).journey
    assert [(lane.label, lane.role) for lane in journey.lanes.values()] == [("Whatever", "pains")]
    assert stages(imported(text, stages="rows").journey) == ["Whatever", "Junk"]
    with pytest.raises(FileProblem, match="no row or column “None”"):
        imported(text, lanes=(("None", "pains"),))
    with pytest.raises(FileProblem, match="is nothing that a row or column can be"):
        imported(text, lanes=(("Junk", "qwerty"),))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", b"", "holds no table of at least two cells"),
        ("a.csv", b"one", "holds no table of at least two cells"),
        ("a.csv", b"\x89PNG\r\n\x1a\n", "is a PNG picture"),
        ("a.csv", b"PK\x03\x04aa", "is a ZIP or office file"),
        ("a.xlsx", b"PK\x03\x04aa", "no XLSX workbook, or a damaged one"),
        ("a.xlsx", b"Stage,A\n", "no XLSX workbook, or a damaged one"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old Excel workbook"),
        ("a.md", b"# Only words\n", "neither a Mermaid journey nor a table"),
        ("a.csv", b"a,b\n" * 6_000, "5,000 are the most"),
    ],
)
def test_what_holds_no_table_is_refused(name: str, data: bytes, said: str) -> None:
    with pytest.raises(FileProblem, match=said):
        read(data, name)


def test_tables_of_the_program_itself_are_read_whole() -> None:
    journey = load_template("current-state")
    for data, name in ((xlsx_writing.write(journey).data, "a.xlsx"), (sheet_csv.write(journey).data, "a.csv")):
        assert tables_in(data, name) is None
        assert read(data, name).journey == journey
        with pytest.raises(FileProblem, match="is read as it is"):
            read(data, name, Choices(stages="rows"))


def test_a_diagram_in_a_text_goes_before_its_tables() -> None:
    text = "| Stage | A |\n|---|---|\n| b | c |\n\n```mermaid\njourney\n  section S\n    T: 3\n```\n"
    assert stages(imported(text, "a.md").journey) == ["S"]


def test_made_takes_the_reading_that_a_user_has_put_right() -> None:
    tables = tables_in(b",Need,Buy\nActions,a,b\n", "a.csv")
    assert tables is not None
    (found,) = tables.tables
    reading = reading_of(found).with_meaning(1, "ideas")
    journey = made(tables, found, reading, "Mine").journey
    assert journey.title == "Mine"
    assert [lane.role for lane in journey.lanes.values()] == ["ideas"]


WORDS = st.sampled_from(
    ["", "Stage", "Need", "1. Buy", "Actions", "Pain 1", "Pain 2", "Emotion", "3", "-1", "4/5", "😤 -> ⚡", "—", "\u00a0",
     "Persona", "Persona: Ann", "a; b", "a / b", "**x**", "2024-01-01", "case", "activity", "\n", '"', "|", "=1+1",
     "Section", "KPI", "5 %"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=5), max_size=9),
    st.sampled_from([".csv", ".tsv", ".md", ".txt"]),
)
def test_any_table_becomes_a_sound_map_or_is_refused(rows: list[list[str]], suffix: str) -> None:
    if suffix == ".md":
        text = "\n".join(
            "| " + " | ".join(row) + " |" + ("\n|" + "---|" * len(row) if n == 0 else "") for n, row in enumerate(rows)
        )
    else:
        text = write_separated(rows, "," if suffix == ".csv" else "\t")
    for choices in (None, Choices(stages="rows"), Choices(stages="columns", scale="1..10")):
        try:
            journey = read(text.encode(errors="replace"), f"a{suffix}", choices).journey
        except FileProblem as problem:
            refusal = str(problem)
            assert "\n" not in refusal
        else:
            assert repair(journey) == (journey, ())
            assert dumps(journey)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.tsv", "a.txt", "a.md", "a.xlsx"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    with suppress(FileProblem):
        read(data, name)


def test_words_for_nothing_are_told_once() -> None:
    made = read(b"Stage,Find,Buy,Use\nActions,looks,n/a,eats\nPains,none,N/A,-\n", "a.csv")
    assert [card.text for card in made.journey.cards.values()] == ["looks", "eats"]
    assert "Cells that say “n/a”, “none”, “N/A” were taken as empty: 3." in made.notes
