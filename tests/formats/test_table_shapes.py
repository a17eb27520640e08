"""One small journey in every shape that spreadsheets have, in five languages and four kinds of files: always the same map."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from openpyxl import Workbook

from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.spreadsheet import read
from cjm_desktop.formats.table import write_separated
from cjm_desktop.model.records import LaneKind
from cjm_desktop.model.rules import repair
from tests.formats.seen_in import cards, lanes, points, stages

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Words:
    """The journey in one language: its stages, and lanes with a text for each; `felt` are values of `emotions`."""

    corner: str
    stages: tuple[str, str, str]
    actions: tuple[str, ...]
    touchpoints: tuple[str, ...]
    emotions: tuple[str, ...]
    pains: tuple[str, ...]
    felt: tuple[float, ...]
    numbered: str
    thoughts: str

    def lanes(self) -> tuple[tuple[str, ...], ...]:
        return self.actions, self.touchpoints, self.emotions, self.pains


LANGUAGES = {
    "en": Words(
        "Stage",
        ("Hear of it", "Try it", "Keep it"),
        ("Actions", "asks a neighbour", "borrows one", "buys one"),
        ("Touchpoints", "the neighbour’s yard", "App", "the counter of the shop"),
        ("Emotions", "curious", "frustrated", "happy"),
        ("Pain points", "nobody knows the price", "the battery is flat", "no spare keys"),
        (1, -2, 2),
        "Stage {}: ",
        "Thoughts & Feelings",
    ),
    "ru": Words(
        "Этап",
        ("Узнать", "Попробовать", "Оставить"),
        ("Действия", "спрашивает соседа", "берёт на день", "покупает"),
        ("Точки контакта", "двор соседа", "Приложение", "касса магазина"),
        ("Эмоции", "интерес", "раздражение", "радость"),
        ("Боли", "цена неизвестна", "батарея села", "нет второго ключа"),
        (1, -2, 2),
        "Этап {}: ",
        "Мысли и чувства",
    ),
    "de": Words(
        "Phase",
        ("Davon hören", "Ausprobieren", "Behalten"),
        ("Aktionen", "fragt den Nachbarn", "leiht eines", "kauft eines"),
        ("Kontaktpunkte", "der Hof nebenan", "App", "die Kasse im Laden"),
        ("Gefühle", "neugierig", "genervt", "begeistert"),
        ("Schmerzpunkte", "der Preis ist unklar", "der Akku ist leer", "kein zweiter Schlüssel"),
        (1, -2, 2),
        "Phase {}: ",
        "Gedanken und Gefühle",
    ),
    "es": Words(
        "Etapa",
        ("Enterarse", "Probar", "Quedarse"),
        ("Acciones", "pregunta al vecino", "pide una prestada", "compra una"),
        ("Puntos de contacto", "el patio del vecino", "App", "el mostrador"),
        ("Emociones", "curiosidad", "frustración", "alegría"),
        ("Puntos de dolor", "nadie sabe el precio", "la batería vacía", "sin llave de repuesto"),
        (1, -2, 2),
        "Etapa {}: ",
        "Pensamientos y sentimientos",
    ),
    "zh": Words(
        "阶段",
        ("听说", "试用", "留下"),
        ("行动", "问邻居", "借一辆", "买一辆"),
        ("触点", "邻居的院子", "应用", "店里的柜台"),
        ("情绪", "好奇", "沮丧", "高兴"),
        ("痛点", "不知道价格", "电池没电", "没有备用钥匙"),
        (1, -2, 2),
        "第{}阶段：",
        "想法和感受",
    ),
    "ja": Words(
        "フェーズ",
        ("知る", "試す", "続ける"),
        ("行動", "隣の人に聞く", "一日借りる", "買う"),
        ("タッチポイント", "隣の庭", "アプリ", "店のレジ"),
        ("感情", "興味", "イライラ", "嬉しい"),
        ("課題", "値段が分からない", "電池が切れた", "鍵が一つだけ"),
        (1, -2, 2),
        "フェーズ{}：",
        "思考と感情",
    ),
}


def across(words: Words) -> list[list[str]]:
    return [[words.corner, *words.stages], *(list(lane) for lane in words.lanes())]


def down(words: Words) -> list[list[str]]:
    return [list(row) for row in zip(*across(words), strict=True)]


def as_csv(rows: Rows) -> tuple[bytes, str]:
    return write_separated(rows, ",").encode("utf-8-sig"), "bike.csv"


def as_semicolons(rows: Rows) -> tuple[bytes, str]:
    return write_separated(rows, ";").encode("utf-8-sig"), "bike.csv"


def as_tsv(rows: Rows) -> tuple[bytes, str]:
    return write_separated(rows, "\t").encode(), "bike.tsv"


def as_markdown(rows: Rows) -> tuple[bytes, str]:
    lines = ["| " + " | ".join(cell.replace("\n", "<br>") for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + "---|" * len(rows[0]))
    return "\n".join(lines).encode(), "bike.md"


def as_xlsx(rows: Rows, merged: Sequence[str] = ()) -> tuple[bytes, str]:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for r, row in enumerate(rows, 1):
        for c, text in enumerate(row, 1):
            if text:
                sheet.cell(r, c).value = float(text) if text.lstrip("+-").isdecimal() else text
    for one in merged:
        sheet.merge_cells(one)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue(), "bike.xlsx"


FILES = {"csv": as_csv, "semicolons": as_semicolons, "tsv": as_tsv, "xlsx": as_xlsx, "md": as_markdown}
#: Every kind of file, and every language, with one of the other each.
_IN_TURN = [(kind, list(LANGUAGES)[n % len(LANGUAGES)]) for n, kind in enumerate([*FILES, *FILES])]
in_files = pytest.mark.parametrize(("kind", "language"), [("md", "en"), *_IN_TURN])
in_all_languages = pytest.mark.parametrize("language", LANGUAGES)


def imported(data: bytes, name: str) -> Imported:
    found = read(data, name)
    assert repair(found.journey) == (found.journey, ())
    return found


def is_the_journey(found: Imported, words: Words) -> None:
    journey = found.journey
    assert stages(journey) == list(words.stages)
    assert lanes(journey) == [lane[0] for lane in words.lanes()]
    assert [lane.role for lane in journey.lanes.values()] == ["actions", "touchpoints", "emotions", "pains"]
    assert [lane.kind for lane in journey.lanes.values()][1:3] == [LaneKind.TOUCHPOINTS, LaneKind.EMOTION]
    for lane in (words.actions, words.touchpoints, words.pains):
        assert sorted(cards(journey, lane[0])) == sorted(lane[1:])
    assert points(journey) == list(zip(words.felt, words.emotions[1:], strict=True))
    (app,) = [card for card in journey.cards.values() if card.text == words.touchpoints[2]]
    assert app.channel == "app"


Shape = Callable[[Words], list[list[str]]]


def bare_corner(words: Words) -> list[list[str]]:
    rows = across(words)
    rows[0][0] = ""
    return rows


def numbered(words: Words) -> list[list[str]]:
    rows = down(words)
    for n, row in enumerate(rows[1:], 1):
        row[0] = words.numbered.format(n) + row[0]
    return rows


def counted(words: Words) -> list[list[str]]:
    rows = across(words)
    rows[0] = [rows[0][0], *(f"{n}. {name}" for n, name in enumerate(rows[0][1:], 1))]
    return rows


def circled(words: Words) -> list[list[str]]:
    rows = across(words)
    rows[0] = [rows[0][0], *(f"{chr(0x2460 + n)} {name}" for n, name in enumerate(rows[0][1:]))]
    return rows


def with_a_column_of_numbers(words: Words) -> list[list[str]]:
    rows = down(words)
    return [["#", *rows[0]], *([str(n), *row] for n, row in enumerate(rows[1:], 1))]


def bold(words: Words) -> list[list[str]]:
    rows = across(words)
    return [[f"**{cell}**" if n == 0 or m == 0 else cell for m, cell in enumerate(row)] for n, row in enumerate(rows)]


def loosely_bold(words: Words) -> list[list[str]]:
    return [[f"** {cell}**" if n == 0 else cell for n, cell in enumerate(row)] for row in down(words)]


SHAPES: dict[str, Shape] = {
    "across": across,
    "down": down,
    "bare corner": bare_corner,
    "numbered": numbered,
    "counted": counted,
    "circled": circled,
    "column of numbers": with_a_column_of_numbers,
    "bold": bold,
    "loosely bold": loosely_bold,
}


@in_files
@pytest.mark.parametrize("shape", SHAPES)
def test_a_journey_in_any_shape_is_the_same_map(kind: str, shape: str, language: str) -> None:
    words = LANGUAGES[language]
    is_the_journey(imported(*FILES[kind](SHAPES[shape](words))), words)


@in_all_languages
def test_a_table_that_begins_at_b4_with_a_title_above(language: str) -> None:
    words = LANGUAGES[language]
    rows = [[""], ["", "Ride of May"], [""], *(["", *row] for row in across(words)), [""], ["", "", ""]]
    for data, name in (as_xlsx(rows), as_csv([[*row, *[""] * (5 - len(row))] for row in rows])):
        found = imported(data, name)
        assert found.journey.title == "Ride of May"
        is_the_journey(found, words)


@in_files
def test_a_touchpoint_a_row_with_its_stage_said_once_or_again(kind: str, language: str) -> None:
    words = LANGUAGES[language]
    again = [
        [words.corner, words.touchpoints[0], words.actions[0]],
        *(
            [stage, f"{words.touchpoints[n]} {m}", words.actions[n]]
            for n, stage in enumerate(words.stages, 1)
            for m in (1, 2)
        ),
    ]
    once = [again[0], *([row[0] if n % 2 == 0 else "", *row[1:]] for n, row in enumerate(again[1:]))]
    for rows in (again, once):
        journey = imported(*FILES[kind](rows)).journey
        assert stages(journey) == list(words.stages)
        assert cards(journey, words.touchpoints[0]) == [row[1] for row in again[1:]]


@in_all_languages
def test_merged_stages_have_parts(language: str) -> None:
    words = LANGUAGES[language]
    rows = [
        [words.corner, words.stages[0], "", words.stages[1]],
        ["", "a", "b", "c"],
        [words.actions[0], *words.actions[1:]],
        [words.pains[0], *words.pains[1:]],
    ]
    journey = imported(*as_xlsx(rows, ["B1:C1"])).journey
    assert [(one.name, [part.name for part in one.sub_stages]) for one in journey.stages.values()] == [
        (words.stages[0], ["a", "b"]),
        (words.stages[1], ["c"]),
    ]
    assert cards(journey, words.actions[0]) == list(words.actions[1:])


@in_files
def test_groups_of_columns_are_one_lane(kind: str, language: str) -> None:
    words = LANGUAGES[language]
    heads = [words.corner, words.actions[0], *(f"{words.pains[0]} {n}" for n in (1, 2, 3))]
    rows = [heads, *([stage, words.actions[n], f"x{n}", f"y{n}", ""] for n, stage in enumerate(words.stages, 1))]
    journey = imported(*FILES[kind](rows)).journey
    assert lanes(journey) == [words.actions[0], words.pains[0]]
    assert cards(journey, words.pains[0]) == ["x1", "y1", "x2", "y2", "x3", "y3"]


@in_files
@pytest.mark.parametrize("between", ["\n", "\n• ", "; ", " • "])
def test_a_list_in_a_cell_is_a_card_for_each_entry(between: str, kind: str, language: str) -> None:
    words = LANGUAGES[language]
    rows = down(words)
    for row, text in zip(rows[1:], words.actions[1:], strict=True):
        row[1] = ("• " if "•" in between else "") + between.join((text, f"{text} 2"))
    found = imported(*FILES[kind](rows))
    assert sorted(cards(found.journey, words.actions[0])) == sorted(
        text for one in words.actions[1:] for text in (one, f"{one} 2")
    )
    # That is told once, not for each cell.
    assert sum("became a card for each" in note for note in found.notes) == 1


@in_files
@pytest.mark.parametrize("nothing", ["", "—", "-", "\u00a0", "n/a", "…", "“...”"])
def test_cells_that_say_nothing_make_no_cards(nothing: str, kind: str, language: str) -> None:
    words = LANGUAGES[language]
    rows = across(words)
    rows[1][2] = rows[4][3] = nothing
    journey = imported(*FILES[kind](rows)).journey
    assert (len(cards(journey, words.actions[0])), len(cards(journey, words.pains[0]))) == (2, 2)


@in_files
@pytest.mark.parametrize(
    ("cells", "expected", "doubtful"),
    [
        (("😊", "😐", "😤"), [(2, "😊"), (0, "😐"), (-2, "😤")], False),
        (("🙂 so", "😐 so", "😡 so"), [(1, "🙂 so"), (0, "😐 so"), (-2, "😡 so")], False),
        (("😤 -> ⚡", "😐", "😊"), [(-2, "😤"), (1, "⚡"), (0, "😐"), (2, "😊")], False),
        (("5/5", "3/5", "1/5"), [(2, "5/5"), (0, "3/5"), (-2, "1/5")], False),
        (("10/10", "1/10", "5.5/10"), [(2, "10/10"), (-2, "1/10"), (0, "5.5/10")], False),
        (("1", "4", "2"), [(-2, "1"), (1, "4"), (-1, "2")], True),
        (("9", "1", "10"), [(1.556, "9"), (-2, "1"), (2, "10")], True),
        (("-2", "1", "2"), [(-2, ""), (1, ""), (2, "")], False),
        (("-5", "3", "5"), [(-2, "−5"), (1.2, "3"), (2, "5")], False),
        (("↗", "→", "↓"), [(1, "↗"), (0, "→"), (-2, "↓")], False),
    ],
)
def test_feelings_in_every_notation(
    cells: tuple[str, ...], expected: list[tuple[float, str]], doubtful: bool, kind: str, language: str
) -> None:
    words = LANGUAGES[language]
    rows = [[words.corner, *words.stages], [words.actions[0], *words.actions[1:]], [words.emotions[0], *cells]]
    found = imported(*FILES[kind](rows))
    assert lanes(found.journey) == [words.actions[0], words.emotions[0]]
    assert points(found.journey) == expected
    assert any("choose another" in note for note in found.notes) is doubtful


@in_files
def test_mixed_fields_keep_their_words_and_draw_their_faces(kind: str, language: str) -> None:
    words = LANGUAGES[language]
    said = [f"😊 {words.pains[1]}!", f"😤 {words.pains[2]}?", words.pains[3]]
    rows = [[words.corner, *words.stages], [words.actions[0], *words.actions[1:]], [words.thoughts, *said]]
    found = imported(*FILES[kind](rows))
    assert lanes(found.journey) == [words.actions[0], words.thoughts, f"{words.thoughts} 2"]
    assert cards(found.journey, words.thoughts) == said
    assert points(found.journey) == [(2, "😊"), (-2, "😤")]
    assert any("The faces in" in note for note in found.notes)


@in_files
def test_rows_that_nobody_knows_are_lanes_and_told(kind: str, language: str) -> None:
    words = LANGUAGES[language]
    rows = [*across(words), ["Xyzzy", "p", "q", "r"]]
    found = imported(*FILES[kind](rows))
    assert cards(found.journey, "Xyzzy") == ["p", "q", "r"]
    assert any("Not known" in note and "“Xyzzy”" in note for note in found.notes)


@in_all_languages
def test_a_table_of_pairs_for_each_stage_in_each_file(language: str) -> None:
    words = LANGUAGES[language]
    pairs = [[[lane[0], lane[n]] for lane in words.lanes()] for n in (1, 2, 3)]
    text = "".join(
        f"## {n}. {stage}\n\n{as_markdown([['', ''], *rows])[0].decode()}\n\n"
        for n, (stage, rows) in enumerate(zip(words.stages, pairs, strict=True), 1)
    )
    is_the_journey(imported(text.encode(), "bike.md"), words)
    book = Workbook()
    book.remove(book.worksheets[0])
    for stage, rows in zip(words.stages, pairs, strict=True):
        sheet = book.create_sheet(stage)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    is_the_journey(imported(file.getvalue(), "bike.xlsx"), words)
    stacked = [row for stage, rows in zip(words.stages, pairs, strict=True) for row in ([stage, ""], *rows, ["", ""])]
    is_the_journey(imported(*as_csv(stacked)), words)


@in_files
def test_keys_and_values_are_a_map_of_one_stage(kind: str, language: str) -> None:
    words = LANGUAGES[language]
    rows = [[words.corner, words.stages[0]], *([lane[0], lane[1]] for lane in words.lanes())]
    journey = imported(*FILES[kind](rows)).journey
    assert stages(journey) == [words.stages[0]]
    assert lanes(journey) == [lane[0] for lane in words.lanes()]


@in_files
def test_a_scale_of_decimal_commas(kind: str, language: str) -> None:
    words = LANGUAGES[language]
    rows = [[words.corner, *words.stages], [f"{words.emotions[0]} (1-5)", "1,5", "3,0", "4,5"], list(words.pains)]
    found = imported(*FILES[kind](rows))
    assert [value for value, _ in points(found.journey)] == [-1.5, 0, 1.5]
    assert [label for _, label in points(found.journey)] == ["1,5", "3,0", "4,5"]
