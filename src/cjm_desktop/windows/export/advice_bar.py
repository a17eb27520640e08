"""Advice on an export as a notice: what is wrong with the pages in words, and buttons that take what would help."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from cjm_desktop.exporting import Advice, Help
from cjm_desktop.exporting.advice import READABLE
from cjm_desktop.windows import plain
from cjm_desktop.windows.flow import flow_widget


class AdviceBar(QFrame):
    """`taken` brings the options of the help that the user chose. Hidden where there is nothing to say."""

    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "advice")
        self.setAccessibleName(self.tr("Advice"))
        self.words = plain.label("", wrap=True)
        self._row, self._flow = flow_widget(8)
        self.buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(self._row)
        self._shown: tuple[Advice, ...] = ()
        self.hide()

    def show_advice(self, advice: tuple[Advice, ...]) -> None:
        """Says it; nothing for none."""
        if advice == self._shown:
            return
        self._shown = advice
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for one in advice:
            for help_ in one.helps:
                button = QPushButton(self._help_words(help_))
                button.setProperty("look", "small")
                button.setAccessibleName(button.text())
                button.clicked.connect(lambda _=False, help_=help_: self.taken.emit(help_.options))
                self._flow.addWidget(button)
                self.buttons.append(button)
        self.words.setText("\n".join(map(self._words, advice)))
        self._row.setVisible(bool(self.buttons))
        self.setVisible(bool(advice))

    def _words(self, advice: Advice) -> str:
        number = QLocale().toString(advice.points, "f", 1)
        if advice.kind == "scale":
            percent = round(advice.points * 100)
            return self.tr("At the size asked for, the map does not fit the paper; it is drawn at {percent} %.").format(
                percent=percent
            )
        return self.tr("The text of cards is only {points} pt high; less than {least} pt is hard to read.").format(
            points=number, least=round(READABLE)
        )

    def _help_words(self, help_: Help) -> str:
        points = QLocale().toString(help_.points, "f", 1)
        if help_.kind == "paper":
            return self.tr("Use {paper} ({points} pt)").format(paper=help_.options.paper, points=points)
        if help_.kind == "poster":
            words = plain.plural(self.tr("%n sheet(s)", "", help_.sheets))
            return self.tr("Make a poster of {sheets} ({points} pt)").format(sheets=words, points=points)
        words = plain.plural(self.tr("%n sheet(s)", "", help_.sheets))
        return self.tr("By stages, on {sheets} ({points} pt)").format(sheets=words, points=points)
