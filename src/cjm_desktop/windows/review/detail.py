"""What can be done about a finding: it goes in; its reason is shown, with buttons that mend it or leave its rule out."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.review.findings import Finding
from cjm_desktop.review.rules import RULES
from cjm_desktop.windows import plain
from cjm_desktop.windows.flow import FlowLayout
from cjm_desktop.windows.review import words


@guarded
class Detail(QFrame):
    """A small box; hidden while there is nothing to say."""

    fix_wanted = Signal()
    field_wanted = Signal()
    action_wanted = Signal()
    map_off_wanted = Signal()
    all_off_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "block")
        self.setAccessibleName(self.tr("About the finding"))
        self._why = plain.label("", "label", wrap=True)
        self._counts = plain.label("", "muted", wrap=True)
        self.fix = self._button(self.tr("Mend It"), self.fix_wanted)
        self.field = self._button(self.tr("Fill In…"), self.field_wanted)
        self.action = self._button(self.tr("Resolve Conflicts…"), self.action_wanted)
        self.map_off = self._button(self.tr("Off in This Map"), self.map_off_wanted)
        self.all_off = self._button(self.tr("Off in All Maps"), self.all_off_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 6, 9, 8)
        column.setSpacing(4)
        column.addWidget(self._why)
        column.addWidget(self._counts)
        buttons = FlowLayout(gap=6)
        for button in (self.fix, self.action, self.field):
            buttons.addWidget(button)
        # The two ways of not being asked again stand side by side.
        ways = QWidget()
        beside = QHBoxLayout(ways)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(6)
        beside.addWidget(self.map_off)
        beside.addWidget(self.all_off)
        buttons.addWidget(ways)
        column.addLayout(buttons)
        self.hide()

    def show_finding(self, finding: Finding | None, can_be_fixed: bool) -> None:
        """Show what can be done about a finding; nothing where there is none."""
        self.setVisible(finding is not None)
        if finding is None:
            return
        rule = RULES[finding.rule]
        title, why, counts = words.title(rule.id), words.why(rule.id), words.counts(rule.id)
        self._why.setText(why)
        self._counts.setText(counts)
        self._counts.setVisible(bool(counts))
        self.setAccessibleDescription(f"{title}. {why} {counts}".strip())
        self.fix.setVisible(can_be_fixed)
        if rule.fix is not None:
            text = words.fix(rule.id)
            self.fix.setText(plain.mnemonic_free(text))
            self.fix.setAccessibleName(self.tr("Mend it: {fix}").format(fix=text))
        self.field.setVisible(bool(rule.field))
        # Beside a button that does it at once, this one only leads there.
        self.field.setText(self.tr("Show Field") if can_be_fixed else self.tr("Fill In…"))
        self.field.setAccessibleName(plain.bare(self.field.text()))
        self.action.setVisible(bool(rule.action))
        here = self.tr("Off in this map, for everybody who opens it: {rule}").format(rule=title)
        self.map_off.setAccessibleName(here)
        self.map_off.setToolTip(plain.tooltip(here))
        everywhere = self.tr("Off in all maps on this computer: {rule}").format(rule=title)
        self.all_off.setAccessibleName(everywhere)
        self.all_off.setToolTip(plain.tooltip(everywhere))
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
