"""The bar above the map that finds and replaces: what is typed goes in; marks on the map and edits of the session come out."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QToolButton, QWidget

from cjm_desktop.canvas.edits import Edit
from cjm_desktop.canvas.found import FoundPlaces
from cjm_desktop.canvas.guard import guarded
from cjm_desktop.canvas.view import CanvasView
from cjm_desktop.editing.find import Match, Query, find_matches, replace_all, replace_match
from cjm_desktop.editing.session import Session
from cjm_desktop.editing.things import name_of
from cjm_desktop.layout.finding import TITLE
from cjm_desktop.windows import controls, icons, plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.steps import step

#: Typing searches when it pauses so long, in milliseconds: a search of 5,000 cards takes longer than a key.
_PAUSE = 60


def _t(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("find", text))


#: What the texts of a thing are called, beside the one that it shows first.
_WORDS = {
    "objective": _t("objective"),
    "scenario": _t("scenario"),
    "scope": _t("scope"),
    "expectations": _t("expectations"),
    "owner": _t("owner"),
    "date": _t("date"),
    "revision": _t("revision"),
    "note": _t("note"),
    "archetype": _t("archetype"),
    "demographics": _t("demographics"),
    "quote": _t("quote"),
    "needs": _t("needs"),
    "wants": _t("wants"),
    "motives": _t("motives"),
    "behaviours": _t("behaviours"),
    "goals": _t("goals"),
    "frustrations": _t("frustrations"),
    "sub_stages": _t("sub-stage"),
    "start": _t("point in time"),
    "duration": _t("duration"),
    "customer_goal": _t("customer goal"),
    "business_goal": _t("business goal"),
    "hint": _t("hint"),
    "tags": _t("tag"),
    "evidence": _t("source of evidence"),
    "links": _t("link"),
    "unit": _t("unit"),
}


@guarded
class FindBar(QFrame):
    """Find and replace. `inspect_wanted` sends the id of a thing whose text the map does not show ("" is the map)."""

    inspect_wanted = Signal(str)
    said = Signal(str)

    def __init__(self, session: Session, canvas: CanvasView, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._canvas = canvas
        self._appearance = appearance
        self._matches: tuple[Match, ...] = ()
        self._at = -1
        self.setProperty("look", "findbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Find and replace"))
        self.find_field = controls.LineField()
        self.find_field.setPlaceholderText(self.tr("Find in all text"))
        self.find_field.setAccessibleName(self.tr("Find"))
        self.replace_field = controls.LineField()
        self.replace_field.setPlaceholderText(self.tr("Replace with"))
        self.replace_field.setAccessibleName(self.tr("Replace with"))
        self._count = plain.label("", "muted")
        self._count.setMinimumWidth(86)
        self._where = plain.label("", "muted")
        self.previous_button = self._icon_button(self.tr("Previous (Shift+Enter)"))
        self.next_button = self._icon_button(self.tr("Next (Enter)"))
        self.case_button = self._switch("Aa", self.tr("Match case"))
        self.words_button = self._switch("ab|", self.tr("Whole words"))
        self.close_button = self._icon_button(self.tr("Close (Esc)"))
        self.replace_button = self._text_button(self.tr("Replace"))
        self.all_button = self._text_button(self.tr("Replace All"))
        self._second = (self.replace_field, self.replace_button, self.all_button)
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(lambda: self._search(move=True))
        self.find_field.textChanged.connect(lambda _text: self._pause.start())
        self.case_button.toggled.connect(lambda _on: self._search(move=True))
        self.words_button.toggled.connect(lambda _on: self._search(move=True))
        self.next_button.clicked.connect(lambda: self.step(1))
        self.previous_button.clicked.connect(lambda: self.step(-1))
        self.close_button.clicked.connect(self.leave)
        self.replace_button.clicked.connect(self.replace_current)
        self.all_button.clicked.connect(self.replace_everything)
        appearance.changed.connect(self._dress)
        self._stop_listening = session.subscribe(lambda _change: self._follow())
        self._dress()
        self.hide()

    def stop(self) -> None:
        """Stops following the session."""
        self._stop_listening()

    def open(self, text: str = "", *, replacing: bool = False) -> None:
        """Shows the bar with the keyboard in it; `text` is what to look for where something is selected in a field."""
        for widget in self._second:
            widget.setVisible(replacing)
        if text:
            self.find_field.setText(text)
        self.show()
        self.find_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_field.selectAll()
        self._search(move=False)

    def step(self, by: int) -> None:
        """To the next (or for -1 the previous) match, round from the last to the first."""
        if self._pause.isActive():
            self._search(move=False)
        if self._matches:
            self._go_to((self._at + by) % len(self._matches))

    def replace_current(self) -> None:
        """Replaces the match that the search has come to, and goes to the next."""
        if self._at < 0:
            self.step(1)
            return
        match, at, new = self._matches[self._at], self._at, self.replace_field.text()
        try:
            after = replace_match(self._session.journey, self._query(), match, new)
        except ValueError as problem:
            self.said.emit(str(problem))
            return
        # The canvas refuses what would change a locked lane.
        if after is not self._session.journey and not self._canvas.apply(Edit(step("Replace text"), after)):
            return
        # Not what the new text itself holds of the old one: that would be replaced for ever.
        while at < len(self._matches) and _lies_in(self._matches[at], match, len(new)):
            at += 1
        if self._matches:
            self._go_to(at % len(self._matches))

    def replace_everything(self) -> None:
        """Replaces all matches as one step."""
        try:
            after, count = replace_all(self._session.journey, self._query(), self.replace_field.text())
        except ValueError as problem:
            self.said.emit(str(problem))
            return
        if after is not self._session.journey and not self._canvas.apply(Edit(step("Replace text"), after)):
            return
        self.said.emit(self.tr("Replaced %n time(s)", "", count))

    def leave(self) -> None:
        """Closes the bar; what the search had come to stays selected on the map."""
        self.hide()
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _query(self) -> Query:
        return Query(self.find_field.text(), self.case_button.isChecked(), self.words_button.isChecked())

    def _search(self, *, move: bool) -> None:
        """Finds anew; `move` goes to the first match from where the last one was, as while typing."""
        self._pause.stop()
        current = self._matches[self._at] if 0 <= self._at < len(self._matches) else None
        self._matches = find_matches(self._session.journey, self._query())
        self._at = self._matches.index(current) if current in self._matches else -1
        if move and self._matches and self._at < 0:
            self._go_to(0)
        else:
            self._show()

    def _follow(self) -> None:
        if self.isVisible():
            self._search(move=False)

    def _go_to(self, at: int) -> None:
        self._at = at
        match = self._matches[at]
        shown = match.id or (TITLE if match.field == "title" else "")
        self._canvas.select((shown,) if shown else ())
        rect = self._canvas.selected.bounds(self._canvas.layout_now())
        if rect is not None:
            self._canvas.reveal(rect)
        if rect is None or match.field not in ("text", "name", "label", "title"):
            self.inspect_wanted.emit(match.id)
        self._show()

    def _show(self) -> None:
        """Counts, says where the current match is, and marks them all on the map."""
        current = self._matches[self._at] if self._at >= 0 else None
        for button in (self.next_button, self.previous_button, self.replace_button, self.all_button):
            button.setEnabled(bool(self._matches))
        if not self.find_field.text():
            count = ""
        elif not self._matches:
            count = self.tr("Nothing found")
        elif current is None:
            count = self.tr("{count} found").format(count=len(self._matches))
        else:
            count = self.tr("{number} of {count}").format(number=self._at + 1, count=len(self._matches))
        self._count.setText(count)
        self._where.setText("" if current is None else self._place(current))
        self.find_field.setProperty("wrong", "true" if self.find_field.text() and not self._matches else "false")
        self.find_field.style().polish(self.find_field)
        if self.isVisible():
            self._canvas.show_found(FoundPlaces(self._matches, current))

    def _place(self, match: Match) -> str:
        """Where a match stands: “Touchpoint · note”."""
        journey = self._session.journey
        thing = self.tr("Map") if not match.id else QCoreApplication.translate("things", name_of(journey, match.id))
        word = _WORDS.get(match.field, "")
        thing = f"{thing[:1].upper()}{thing[1:]}"
        return f"{thing} · {QCoreApplication.translate('find', word)}" if word else thing

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._canvas.show_found(FoundPlaces())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.replace_field.hasFocus():
                self.replace_current()
            else:
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _icon_button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(plain.tooltip(name))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _switch(self, text: str, name: str) -> QToolButton:
        button = self._icon_button(name)
        button.setText(text)
        button.setCheckable(True)
        return button

    def _text_button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(text)
        return button

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(2)
        for widget in (self.case_button, self.words_button, self.previous_button, self.next_button):
            tools.addWidget(widget)
        tools.addSpacing(6)
        tools.addWidget(self._count)
        tools.addWidget(self._where)
        tools.addStretch()
        tools.addWidget(self.close_button)
        replacing = QHBoxLayout()
        replacing.setSpacing(6)
        replacing.addWidget(self.replace_button)
        replacing.addWidget(self.all_button)
        replacing.addStretch()
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 6, 8, 6)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.find_field, 0, 0)
        grid.addLayout(tools, 0, 1)
        grid.addWidget(self.replace_field, 1, 0)
        grid.addLayout(replacing, 1, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 5)
        for field in (self.find_field, self.replace_field):
            field.setMinimumWidth(160)
        order: tuple[QWidget, ...] = (
            self.find_field, self.replace_field, self.case_button, self.words_button, self.previous_button,
            self.next_button, self.replace_button, self.all_button, self.close_button,
        )  # fmt: skip
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _dress(self) -> None:
        chrome = self._appearance.chrome
        for button, name in (
            (self.previous_button, "chevron-up"),
            (self.next_button, "chevron-down"),
            (self.close_button, "x"),
        ):
            button.setIcon(icons.tinted(name, chrome.text, disabled=chrome.text_disabled))


def _lies_in(one: Match, replaced: Match, length: int) -> bool:
    """Whether a match begins in the new text that stands in the place of another."""
    here = (one.id, one.path) == (replaced.id, replaced.path)
    return here and replaced.start <= one.start < replaced.start + length
