"""A small window with every kind of lane in groups, to be dragged onto the map, clicked, or found by typing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.canvas.tools import Making, Tool
from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.theme import Theme
from cjm_desktop.windows import controls, icons, plain
from cjm_desktop.windows.actions import ROLE_GROUPS, group_label, role_icon, role_label
from cjm_desktop.windows.dragging import DragButton


@guarded
class LanePicker(QFrame):
    """Opens beside a button with `open_at`; sends `chosen` with a tool, and closes when a drag begins."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._open = QElapsedTimer()
        self.setObjectName("lane-picker")
        self.setProperty("look", "popup")
        self.setAccessibleName(self.tr("Kinds of lanes"))
        self._search = controls.LineField(self)
        self._search.setPlaceholderText(self.tr("Find a lane"))
        self._search.setAccessibleName(self.tr("Find a lane"))
        self._search.textChanged.connect(self._filter)
        self._search.installEventFilter(self)
        page = QWidget()
        page.setProperty("look", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(1)
        self._groups: list[tuple[QWidget, list[DragButton]]] = []
        for group, roles in ROLE_GROUPS:
            heading = plain.label(group_label(group).upper(), "heading")
            heading.setContentsMargins(8, 8, 0, 3)
            column.addWidget(heading)
            rows = [self._row(role, theme) for role in roles]
            for row in rows:
                column.addWidget(row)
            self._groups.append((heading, rows))
        column.addStretch()
        area = controls.upright(page, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 4, 10)
        layout.setSpacing(6)
        layout.addWidget(self._search)
        layout.addWidget(area)
        self.resize(250, 460)

    def _row(self, role: str, theme: Theme) -> DragButton:
        known = ROLES[role]
        accent = theme.accent(known.accent)
        hint = QCoreApplication.translate("catalogue", known.hint)
        row = DragButton(role_label(role), Tool(Making.LANE, role=role), "row", self)
        row.setIcon(icons.badge(role_icon(role), accent.strong, accent.pale))
        row.setIconSize(icons.BADGE_SIZE)
        row.setAccessibleDescription(hint)
        row.setToolTip(plain.tooltip(hint))
        row.chosen.connect(self._choose)
        row.drag_started.connect(self.hide)
        return row

    @property
    def rows(self) -> list[DragButton]:
        """The rows that are not filtered away, from top to bottom."""
        return [row for _, rows in self._groups for row in rows if not row.isHidden()]

    def open_at(self, place: QPoint) -> None:
        """Shows the picker with its top left corner at a place of the screen, moved to fit on it."""
        self._search.clear()
        screen = self.screen().availableGeometry()
        x = min(place.x(), screen.right() - self.width())
        y = min(place.y(), screen.bottom() - self.height())
        self.move(max(x, screen.left()), max(y, screen.top()))
        self.show()
        self._open.start()
        self._search.setFocus()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # The second click of a double click on the button that opened this must not close it again.
        if self.rect().contains(event.position().toPoint()) or self._open.hasExpired(
            QApplication.doubleClickInterval()
        ):
            super().mousePressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            shown = self.rows
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shown:
                self._choose(shown[0].tool)
                return True
            if event.key() == Qt.Key.Key_Down and shown:
                shown[0].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and focused in self.rows:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            at = self.rows.index(focused) + step
            target = self.rows[at] if 0 <= at < len(self.rows) else self._search
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        for heading, rows in self._groups:
            for row in rows:
                row.setVisible(
                    wanted in row.accessibleName().casefold() or wanted in row.accessibleDescription().casefold()
                )
            heading.setVisible(any(not row.isHidden() for row in rows))

    def _choose(self, tool: Tool) -> None:
        self.hide()
        self.chosen.emit(tool)
