"""The kind of a map is read off the words around its table and off its lanes; a blueprint gets the lines its lanes allow."""

from __future__ import annotations

import pytest

from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.spreadsheet import read
from cjm_desktop.formats.table import write_separated
from cjm_desktop.formats.table_kinds import kind_said, line_named
from cjm_desktop.model.records import LineKind, MapKind
from cjm_desktop.model.rules import repair

_BLUEPRINTS = {
    "en": ("Phase", "Physical evidence", "Customer actions", "Frontstage", "Backstage", "Support processes"),
    "de": ("Phase", "Physische Belege", "Kundenaktion", "Frontstage", "Backstage", "Unterstützungsprozesse"),
    "fr": ("Étape", "Preuves", "Actions du client", "Avant-scène", "Coulisses", "Processus de support"),
    "es": ("Etapa", "Evidencia física", "Acciones del cliente", "Frontstage", "Tras bambalinas", "Procesos de soporte"),
    "pt": ("Etapa", "Evidência física", "Ações do cliente", "Linha de frente", "Bastidores", "Processos de suporte"),
    "ru": ("Этап", "Вещественные", "Действия клиента", "Видимые действия", "Невидимые действия", "Процессы поддержки"),
    "zh": ("阶段", "有形展示", "顾客行为", "前台", "后台", "支持流程"),
    "ja": ("ステージ", "物的証拠", "顧客の行動", "フロントステージ", "バックステージ", "サポートプロセス"),
}


def _table(words: tuple[str, ...], *, across: bool) -> bytes:
    rows = [[word, f"{n} a", f"{n} b"] for n, word in enumerate(words)]
    turned = rows if across else [list(row) for row in zip(*rows, strict=True)]
    return write_separated(turned).encode()


def _read(data: bytes, name: str = "a.tsv") -> Imported:
    made = read(data, name)
    assert repair(made.journey)[0] is made.journey
    return made


@pytest.mark.parametrize("across", [True, False])
@pytest.mark.parametrize("tongue", _BLUEPRINTS)
def test_a_blueprint_is_known_by_its_lanes(tongue: str, across: bool) -> None:
    made = _read(_table(_BLUEPRINTS[tongue], across=across))
    assert made.journey.kind is MapKind.BLUEPRINT
    assert [line.kind for line in made.journey.lines.values()] == list(LineKind)
    assert "It was taken for a service blueprint because of its lanes." in made.notes


def test_the_lines_of_the_table_give_theirs_their_words() -> None:
    rows = "Phase\tKauf\tService\nKundenaktion\ta\tb\nInteraktionslinie\t\t\nMitarbeiter (sichtbare Aktionen)\tc\td\n"
    made = _read((rows + "--- Sichtbarkeitslinie ---\t\t\nBackstage\te\tf\n").encode())
    journey = made.journey
    assert journey.kind is MapKind.BLUEPRINT
    assert [(line.kind, line.label) for line in journey.lines.values()] == [
        (LineKind.INTERACTION, "Interaktionslinie"),
        (LineKind.VISIBILITY, "Sichtbarkeitslinie"),
    ]
    assert not any("Left out" in note for note in made.notes)
    assert len(journey.lanes) == 3


def test_a_line_without_a_lane_beneath_is_told() -> None:
    made = _read(b"Phase\tBuy\tUse\nActions\ta\tb\nLine of visibility\t\t\nPains\tc\td\n")
    assert made.journey.kind is MapKind.BLUEPRINT
    assert not made.journey.lines
    assert any("“Line of visibility” could stand above" in note for note in made.notes)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Returns, to-be", MapKind.FUTURE),
        ("Retouren (Soll)", MapKind.FUTURE),
        ("Soll-Prozess Retouren", MapKind.FUTURE),
        ("future_state", MapKind.FUTURE),
        ("Parcours cible", MapKind.FUTURE),
        ("Jornada futura", MapKind.FUTURE),
        ("Целевой путь клиента", MapKind.FUTURE),
        ("未来旅程", MapKind.FUTURE),
        ("Returns AS IS", MapKind.CURRENT),
        ("Ist-Zustand", MapKind.CURRENT),
        ("Estado actual", MapKind.CURRENT),
        ("現状のジャーニー", MapKind.CURRENT),
        ("A day in the life of Anna", MapKind.DAY),
        ("Ein Tag im Leben von Anna", MapKind.DAY),
        ("Service blueprint, to-be", MapKind.BLUEPRINT),
    ],
)
def test_words_say_a_kind(title: str, kind: MapKind) -> None:
    found = kind_said([title])
    assert found is not None
    assert found[0] is kind


@pytest.mark.parametrize(
    "title",
    ["How it ought to be", "Wo ist mein Paket?", "Was soll ich tun", "From as-is to to-be", "Istanbul", "Day 1"],
)
def test_other_words_do_not(title: str) -> None:
    assert kind_said([title]) is None


def test_a_heading_says_it_of_the_map() -> None:
    text = "# Returns\n\nFuture state, drafted in May\n\n| Stage | Actions |\n|---|---|\n| Ask | writes |\n| Send | posts |\n"
    made = _read(text.encode(), "a.md")
    assert made.journey.kind is MapKind.FUTURE
    assert "It was taken for a map of a future state because of the words “Future state”." in made.notes


def test_the_name_of_the_file_says_it() -> None:
    assert _read(b"Stage\tActions\nAsk\twrites\nSend\tposts\n", "returns_as-is.tsv").journey.kind is MapKind.CURRENT


def test_the_word_blueprint_alone_makes_none() -> None:
    text = b"# Journey or blueprint\n\n| Stage | Actions |\n|---|---|\n| Ask | writes |\n| Send | posts |\n"
    assert _read(text, "a.md").journey.kind is MapKind.OTHER


def test_stages_that_are_hours_are_a_day() -> None:
    data = b"Time\tActions\n7:00\twakes\n8:30\tleaves\n18 h\tcomes home\n"
    assert _read(data).journey.kind is MapKind.DAY


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Line of internal interaction", LineKind.INTERNAL_INTERACTION),
        ("Linie der internen Interaktion", LineKind.INTERNAL_INTERACTION),
        ("Ligne de visibilité", LineKind.VISIBILITY),
        ("Línea de interacción", LineKind.INTERACTION),
        ("линия видимости", LineKind.VISIBILITY),
        ("可视线", LineKind.VISIBILITY),
        ("内部交互线", LineKind.INTERNAL_INTERACTION),
        ("Visibility", None),
        ("Product line", None),
        ("Interactions", None),
    ],
)
def test_lines_are_known_by_their_names(text: str, kind: LineKind | None) -> None:
    assert line_named(text) is kind


@pytest.mark.parametrize("across", [True, False])
def test_a_line_may_be_drawn_through_all_stages(across: bool) -> None:
    rows = [
        ["Blueprint", "Arrive", "Stay"],
        ["Customer actions", "parks", "sleeps"],
        ["------ Line of interaction ------", "------", "------"],
        ["Frontstage", "greets", "serves"],
        ["Line of visibility", "Line of visibility", "Line of visibility"],
        ["Backstage", "frees the room", "cleans"],
    ]
    turned = rows if across else [list(row) for row in zip(*rows, strict=True)]
    made = _read(write_separated(turned).encode())
    assert [lane.label for lane in made.journey.lanes.values()] == ["Customer actions", "Frontstage", "Backstage"]
    assert [line.kind for line in made.journey.lines.values()] == [LineKind.INTERACTION, LineKind.VISIBILITY]


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (
            (
                "Étapes",
                "Preuves physiques",
                "Actions du client",
                "Personnel en contact",
                "Arrière-scène",
                "Processus de soutien",
            ),
            ("Ligne d'interaction", "Ligne de visibilité", "Ligne d'interaction interne"),
        ),
        (
            (
                "Phase",
                "Physische Belege",
                "Kundenaktionen",
                "Sichtbares Handeln",
                "Hinter den Kulissen",
                "Supportprozesse",
            ),
            ("Interaktionslinie", "Sichtbarkeitslinie", "Interne Interaktionslinie"),
        ),
        (
            ("ステージ", "物的証拠", "顧客の行動", "フロントステージ", "バックステージ", "サポートプロセス"),
            ("相互作用線", "可視線", "内部相互作用線"),
        ),
        (
            ("階段", "有形展示", "顧客行為", "前台", "後台", "支援流程"),
            ("互動線", "能見度線", "內部互動線"),
        ),
        (
            ("Etap", "Dowody fizyczne", "Działania klienta", "Frontstage", "Zaplecze", "Procesy wsparcia"),
            ("Linia interakcji", "Linia widoczności", "Linia interakcji wewnętrznej"),
        ),
    ],
    ids=["fr", "de", "ja", "zh-Hant", "pl"],
)
def test_a_blueprint_keeps_its_three_lines_in_its_language(words: tuple[str, ...], lines: tuple[str, ...]) -> None:
    corner, evidence, actions, front, back, support = words
    labels = [corner, evidence, actions, lines[0], front, lines[1], back, lines[2], support]
    rows = [[label, *(("", "") if label in lines else (f"{n} a", f"{n} b"))] for n, label in enumerate(labels)]
    made = _read(write_separated(rows).encode())
    assert [(line.kind, line.label) for line in made.journey.lines.values()] == list(zip(LineKind, lines, strict=True))
    assert [lane.label for lane in made.journey.lanes.values()] == list(words[1:])


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (("06–09", "09–12", "12–15"), MapKind.DAY),
        (("6-9 h", "9-17 h", "17-24 h"), MapKind.DAY),
        (("06–09", "12–15", "18–21"), None),
        (("1-30", "30-60", "60-90"), None),
    ],
)
def test_hours_as_stages_are_a_day(names: tuple[str, ...], kind: MapKind | None) -> None:
    made = _read(write_separated([["Time", *names], ["Activity", "wakes", "works", "eats"]]).encode())
    assert (made.journey.kind is MapKind.DAY) is (kind is MapKind.DAY)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Zichtbaarheidslijn", LineKind.VISIBILITY),
        ("خط التفاعل", LineKind.INTERACTION),
        ("خط التفاعل الداخلي", LineKind.INTERNAL_INTERACTION),
        ("दृश्यता की रेखा", LineKind.VISIBILITY),
        ("内部互动线", LineKind.INTERNAL_INTERACTION),
        ("能見度線", LineKind.VISIBILITY),
        ("Lijn van interactie", LineKind.INTERACTION),
    ],
)
def test_lines_in_further_languages(heading: str, kind: LineKind) -> None:
    assert line_named(heading) is kind
