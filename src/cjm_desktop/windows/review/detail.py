"""What can be done about a finding: it goes in; its reason is shown, with buttons that mend it or leave its rule out."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.review.findings import Finding
from cjm_desktop.review.rules import RULES
from cjm_desktop.windows import plain
from cjm_desktop.windows.flow import FlowLayout
from cjm_desktop.windows.review import words
from cjm_desktop.windows.steps import step_words


@guarded
class Detail(QFrame):
    """A small box; hidden while there is nothing to say."""

    fix_wanted = Signal()
    field_wanted = Signal()
    map_off_wanted = Signal()
    never_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "block")
        self.setAccessibleName(self.tr("About the finding"))
        self._title = plain.label("", "strong", wrap=True)
        self._why = plain.label("", "label", wrap=True)
        self.fix = self._button(self.tr("Mend It"), self.fix_wanted)
        self.field = self._button(self.tr("Fill In…"), self.field_wanted)
        self.map_off = self._button(self.tr("Not in This Map"), self.map_off_wanted)
        self.never = self._button(self.tr("Never"), self.never_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._why)
        column.addSpacing(4)
        buttons = FlowLayout(gap=6)
        for button in (self.fix, self.field, self.map_off, self.never):
            buttons.addWidget(button)
        column.addLayout(buttons)
        self.hide()

    def show_finding(self, finding: Finding | None, can_be_fixed: bool) -> None:
        """Show what can be done about a finding; nothing where there is none."""
        self.setVisible(finding is not None)
        if finding is None:
            return
        rule = RULES[finding.rule]
        self._title.setText(words.title(rule.id))
        self._why.setText(words.why(rule.id))
        self.setAccessibleDescription(f"{words.title(rule.id)}. {words.why(rule.id)}")
        self.fix.setVisible(can_be_fixed)
        if rule.fix is not None:
            text = step_words(rule.fix.label)
            self.fix.setText(plain.mnemonic_free(text))
            self.fix.setAccessibleName(self.tr("Mend it: {fix}").format(fix=text))
        self.field.setVisible(bool(rule.field))
        off = self.tr("Do not ask in this map: {rule}").format(rule=words.title(rule.id))
        self.map_off.setAccessibleName(off)
        self.map_off.setToolTip(plain.tooltip(off))
        never = self.tr("Do not ask in any map: {rule}").format(rule=words.title(rule.id))
        self.never.setAccessibleName(never)
        self.never.setToolTip(plain.tooltip(never))
        self._hold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hold()

    def _hold(self) -> None:
        """Where room is scarce, the list gives some of its own: a reason that is cut says nothing."""
        layout = self.layout()
        assert layout is not None
        layout.invalidate()
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def _button(self, text: str, signal: SignalInstance) -> QPushButton:
        made = QPushButton(text)
        made.setProperty("look", "small")
        made.setAccessibleName(plain.bare(text))
        made.clicked.connect(lambda: signal.emit())
        return made
