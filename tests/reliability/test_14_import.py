"""Row 14: whoever puts the import of a table of 5,000 cells right never waits: no round of the event loop takes over 100 ms."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cjm_desktop.app import Desktop
from cjm_desktop.formats.spreadsheet import tables_in
from cjm_desktop.memory import collect_rarely
from cjm_desktop.windows.importing.dialog import ImportDialog
from tests.reliability.programme import Tally
from tests.reliability.test_14_stalls import GATE, Yardstick, longest_round
from tests.windows.conftest import desktop as desktop  # the fixture
from tests.windows.tables import choose

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

STAGES, LANES = 50, 100
#: Of what the row does, so many times less: each correction lays out 5,000 cards, if only for the preview.
_SHARE = 25


def table() -> bytes:
    head = ",".join(("Stage", *(f"Pain point {chr(65 + n % 26)}{n}" for n in range(LANES - 1)), "Emotion"))
    rows = (
        ",".join((f"Stage {row}", *(f"words of {row} and {n}" for n in range(LANES - 1)), str(row % 9 + 1)))
        for row in range(STAGES)
    )
    return "\n".join((head, *rows)).encode()


class Corrector:
    """Somebody who puts one line after the other right, and looks at the preview in between."""

    def __init__(self, dialog: ImportDialog) -> None:
        self._dialog = dialog
        self._line = 1
        self.pictured: object = None
        dialog._drawings.made.connect(self._take)

    def _take(self, drawn: tuple[object, object]) -> None:
        self.pictured, _ = drawn

    @property
    def is_done(self) -> bool:
        outcome = self._dialog.outcome
        if self._dialog.is_busy or outcome is None:
            return False
        return outcome.imported is None or self.pictured is outcome.imported.journey

    def ask(self) -> None:
        self._line = self._line % 40 + 1
        self._dialog.table.setFocus()
        self._dialog.table.show_line(self._line)
        QTest.keyClick(self._dialog.table, Qt.Key.Key_Return)

    def choose(self) -> None:
        choose(("needs", "goals", "left out")[self._line % 3])

    def turn(self) -> None:
        across = bool(self._dialog.direction.currentData())
        QTest.keyClick(self._dialog.direction, Qt.Key.Key_Down if across else Qt.Key.Key_Up)

    def longest(self, doing: Callable[[], None]) -> float:
        """The longest round of the event loop until what was put right is seen, in seconds of this thread."""
        found = longest_round(doing)
        while not self.is_done:
            found = max(found, longest_round(lambda: time.sleep(0.01)))
        return found


@pytest.mark.row(14)
def test_putting_a_large_table_right_never_makes_anybody_wait(desktop: Desktop, tally: Tally) -> None:
    window = desktop.new_window()
    window.resize(1400, 900)
    window.show()
    thresholds = gc.get_threshold()
    collect_rarely()
    tables = tables_in(table(), "large.csv")
    assert tables is not None
    dialog = ImportDialog(tables, window)
    dialog.show()
    user = Corrector(dialog)
    user.longest(lambda: None)
    longest: dict[str, float] = {}
    yardstick = Yardstick()
    for _ in range(max(3, tally.n // _SHARE)):
        for doing in (user.ask, user.choose, user.turn, user.turn):
            seconds = user.longest(doing)
            if seconds > GATE:
                seconds /= yardstick.slowness()
            longest[doing.__name__] = max(seconds, longest.get(doing.__name__, 0.0))
    gc.set_threshold(*thresholds)
    assert QApplication.activePopupWidget() is None
    dialog.reject()
    dialog.deleteLater()
    tally.add("stalls", sum(seconds > GATE for seconds in longest.values()))
    tally.add("ms the longest", round(1000 * max(longest.values())))
    assert {name: round(seconds, 3) for name, seconds in longest.items() if seconds > GATE} == {}
