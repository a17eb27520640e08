"""The template gallery: cards with thumbnails to start a map from, as the start page's heart and as the dialog of New."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.windows import plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.controls import Switch
from cjm_desktop.windows.template_card import TEXT_HEIGHT, TemplateCard
from cjm_desktop.windows.thumbnails import Key, Thumbnails

if TYPE_CHECKING:
    from cjm_desktop.model.journey import Journey

_GAP = 20
_NARROWEST = 250
_COLUMNS = 3


@guarded
class _Grid(QWidget):
    """Cards in columns of one width, three at most, as many as there is room for."""

    resized = Signal()

    def __init__(self, cards: list[TemplateCard]) -> None:
        super().__init__()
        self.cards = cards
        for card in cards:
            card.setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = max(1, min(_COLUMNS, (self.width() + _GAP) // (_NARROWEST + _GAP)))
        width = min(400, (self.width() - _GAP * (columns - 1)) // columns)
        height = round(width * 0.56) + TEXT_HEIGHT
        for n, card in enumerate(self.cards):
            row, column = divmod(n, columns)
            x = column * (width + _GAP)
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                x = self.width() - x - width
            card.setGeometry(x, row * (height + _GAP), width, height)
        rows = -(-len(self.cards) // columns)
        self.setMinimumHeight(rows * (height + _GAP) - _GAP)
        self.resized.emit()


@guarded
class Gallery(QWidget):
    """`chosen` carries the key of a template and whether only its structure is wanted."""

    chosen = Signal(str, bool)
    selected = Signal()

    def __init__(self, appearance: Appearance, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from cjm_desktop.templates import all_templates

        self._appearance = appearance
        self._thumbnails = thumbnails
        self._painted = False
        self._asked: tuple[QSize, str, bool, float] | None = None
        self._cards = [
            TemplateCard(template.key, _translated(template.title), _translated(template.summary), appearance)
            for template in all_templates()
        ]
        self.structure_only = Switch(self.tr("Structure only"))
        self.structure_only.setAccessibleName(self.tr("Structure only"))
        self.structure_only.setToolTip(plain.tooltip(self.tr("Keeps stages and lanes, and empties what is in them")))
        self.structure_only.toggled.connect(self._ask)
        for card in self._cards:
            card.opened.connect(self.open_selected)
            card.toggled.connect(self.selected)
        self._grid = _Grid(self._cards)
        self._grid.resized.connect(self._ask)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._grid.setProperty("look", "page")
        area.setWidget(self._grid)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(plain.label(self.tr("New map"), "title"))
        words.addWidget(
            plain.label(self.tr("Each template is a finished sample to learn from and write over."), "muted")
        )
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self.structure_only, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(18)
        layout.addLayout(head)
        layout.addWidget(area, 1)
        thumbnails.ready.connect(self._show_thumbnail)
        appearance.changed.connect(self._ask)
        if self._cards:
            self._cards[0].setChecked(True)

    @property
    def cards(self) -> list[TemplateCard]:
        return list(self._cards)

    @property
    def selected_key(self) -> str | None:
        return next((card.key for card in self._cards if card.isChecked()), None)

    def open_selected(self) -> None:
        """Sends `chosen` for the card that is checked."""
        if (key := self.selected_key) is not None:
            self.chosen.emit(key, self.structure_only.isChecked())

    def focus_cards(self) -> None:
        for card in self._cards:
            if card.isChecked():
                card.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            # After the first paint: thumbnails need fonts, layout and the model, which the first paint does not.
            self._painted = True
            QTimer.singleShot(20, self, self._ask)

    def _ask(self) -> None:
        """Asks for the thumbnails in the size, theme and state that are shown, once."""
        if not self._painted or not self.isVisible() or not self._cards:
            return
        wanted = (
            self._cards[0].picture_size,
            self._appearance.name,
            self.structure_only.isChecked(),
            self.devicePixelRatioF(),
        )
        if wanted == self._asked or wanted[0].height() < 20:
            return
        self._asked = wanted
        size, theme_name, structure, ratio = wanted
        self._thumbnails.forget_waiting()
        for card in self._cards:
            key: Key = (card.key, theme_name, structure)
            self._thumbnails.ask(
                key, _loader(card.key, structure), self._appearance.theme, size.width(), size.height(), ratio
            )

    def _show_thumbnail(self, key: Key, pixmap: QPixmap) -> None:
        for card in self._cards:
            if self._asked is not None and key == (card.key, *self._asked[1:3]):
                card.show_thumbnail(pixmap)


def _translated(text: str) -> str:
    return QCoreApplication.translate("templates", text)


def _loader(key: str, structure: bool) -> Callable[[], Journey]:
    def load() -> Journey:
        from cjm_desktop.editing.document import structure_only
        from cjm_desktop.templates import load_template

        journey = load_template(key)
        return structure_only(journey) if structure else journey

    return load


class GalleryDialog(QDialog):
    """The gallery in a dialog: `choice` is the key and whether only the structure is wanted, or None."""

    def __init__(self, appearance: Appearance, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice: tuple[str, bool] | None = None
        self.setWindowTitle(self.tr("New Map"))
        self.setObjectName("gallery")
        self.gallery = Gallery(appearance, thumbnails, self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.create_button = buttons.addButton(self.tr("Create Map"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.create_button.setDefault(True)
        for button in buttons.buttons():
            button.setAccessibleName(plain.bare(button.text()))
        buttons.accepted.connect(self.gallery.open_selected)
        buttons.rejected.connect(self.reject)
        self.gallery.chosen.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(16)
        layout.addWidget(self.gallery, 1)
        layout.addWidget(buttons)
        self.resize(1000, 700)
        self.gallery.focus_cards()

    def _take(self, key: str, structure: bool) -> None:
        self.choice = (key, structure)
        self.accept()
