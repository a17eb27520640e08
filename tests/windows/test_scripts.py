"""Widgets show every script in the bundled faces, which are opened when a text needs them and not before."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cjm_desktop.editing.cards import update_cards
from cjm_desktop.editing.personas import insert_persona, new_persona
from cjm_desktop.model.records import Evidence, Proof
from cjm_desktop.templates import load_template
from cjm_desktop.windows import plain, scripts
from cjm_desktop.windows.main_window import MainWindow
from tests.maps import write_map
from tests.windows.holding import session_of, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "OpenType support missing", extend=True)

SCRIPTS = {
    "小猫": "Noto Sans CJK JP",
    "ネコ": "Noto Sans CJK JP",
    "قطة": "Noto Sans Arabic",
    "แมว": "Noto Sans Thai",
    "बिल्ली": "Noto Sans Devanagari",
    "חתול": "Noto Sans Hebrew",
    "🐱": "Noto Emoji",
}


def families(widget: QWidget, text: str) -> set[str]:
    """The families of the faces in which a widget draws a text; empty names and boxes fail."""
    layout = QTextLayout(text, widget.font())
    layout.beginLayout()
    layout.createLine().setLineWidth(10_000)
    layout.endLayout()
    runs = layout.glyphRuns()
    assert runs
    assert all(all(run.glyphIndexes()) for run in runs), "boxes"
    return {run.rawFont().familyName() for run in runs}


def application_families() -> list[str]:
    return list(QApplication.font().families())


def test_a_latin_map_opens_no_further_face(sample: MainWindow) -> None:
    assert application_families() == ["Noto Sans"]
    choice = workspace_of(sample).inspector.editor("title").buddy
    assert families(choice, "Müller, Čeština") == {"Noto Sans"}


@pytest.mark.parametrize(("text", "family"), SCRIPTS.items())
def test_names_in_any_script_are_drawn_in_a_bundled_face(sample: MainWindow, text: str, family: str) -> None:
    session, workspace = session_of(sample), workspace_of(sample)
    persona = new_persona(session.journey, text)
    session.apply("Add persona", insert_persona(session.journey, persona))
    row = workspace.palette_panel.persona_rows[-1]
    assert row.text() == text
    workspace.inspect((persona.id,))
    field = workspace.inspector.editor("name").buddy
    area = workspace.inspector.editor("quote").buddy
    for widget in (row, field, area):
        assert families(widget, text) == {family}
        assert families(widget, "Latin") == {"Noto Sans"}


def test_a_file_in_other_scripts_is_shown_from_the_start(window: MainWindow, tmp_path: Path) -> None:
    journey = load_template("current-state")
    card = next(iter(journey.cards))
    journey = update_cards(journey, [card], note="แมว", evidence=Proof(status=Evidence.ASSUMED, source="小猫"))
    path = tmp_path / "קובץ.cjm"
    write_map(journey, path)
    window.open_path(path)
    assert {"Noto Sans Thai", "Noto Sans CJK JP", "Noto Sans Hebrew"} <= set(application_families())
    label = window.menuBar().cornerWidget()
    assert families(label, "קובץ") == {"Noto Sans Hebrew"}


def test_languages_are_shown_in_their_own_scripts(sample: MainWindow) -> None:
    choice = workspace_of(sample).inspector.editor("language").buddy
    choice.showPopup()  # type: ignore[attr-defined]
    assert families(choice.view(), "日本語") == {"Noto Sans CJK JP"}  # type: ignore[attr-defined]
    assert families(choice.view(), "ไทย") == {"Noto Sans Thai"}  # type: ignore[attr-defined]
    choice.hidePopup()  # type: ignore[attr-defined]


def test_messages_show_any_name(window: MainWindow, qtbot: QtBot) -> None:
    box = plain.message(window, "Title", "“แมว.cjm” exists already.")
    qtbot.addWidget(box)
    assert families(box, "แมว") == {"Noto Sans Thai"}


def test_language_chooses_among_shapes(window: MainWindow) -> None:
    scripts.serve(["直"], "zh-Hans")
    assert families(window, "直") == {"Noto Sans CJK SC"}
