"""The editor of a picture: what is shown of it, and buttons to choose, paste, crop and remove; files can be dropped on it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.editing.pictures import update_picture
from cjm_desktop.model.records import Crop, Picture
from cjm_desktop.painters.qt_pictures import Pictures
from cjm_desktop.windows import plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.controls import LineField
from cjm_desktop.windows.flow import flow_widget
from cjm_desktop.windows.inspector.editors.base import FieldEditor
from cjm_desktop.windows.inspector.field import Deed, Field
from cjm_desktop.windows.inspector.fields.shared import PictureDeeds, Shown
from cjm_desktop.windows.pictures import choose_picture, holds_picture, take_picture
from cjm_desktop.windows.steps import step

_HIGH = 120


@guarded
class _Preview(QWidget):
    """The part of a picture that is shown, as large as there is room."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._pictures = Pictures()
        self._picture: Picture | None = None
        self._crop = Crop()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setFixedHeight(_HIGH)

    def show_picture(self, picture: Picture, crop: Crop | None) -> None:
        if picture is not self._picture:
            self._pictures = Pictures()
        self._picture, self._crop = picture, crop or Crop()
        self.setAccessibleName(picture.alt or self.tr("Picture without a description"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._picture is None:
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        picture, crop = self._picture, self._crop
        width, height = picture.width * crop.width, picture.height * crop.height
        scale = min(self.width() / width, self.height() / height, 4.0)
        room = QRectF(0, 0, width * scale, height * scale)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            room.moveRight(self.width())
        ratio = self.devicePixelRatioF()
        image = self._pictures.image(
            picture.id, {picture.id: picture}, picture.width * scale * ratio, picture.height * scale * ratio
        )
        path = QPainterPath()
        path.addRoundedRect(room, 6, 6)
        painter.setClipPath(path)
        painter.fillRect(room, QColor(self._appearance.chrome.hover))
        if image is not None:
            part = QRectF(
                crop.x * image.width(),
                crop.y * image.height(),
                crop.width * image.width(),
                crop.height * image.height(),
            )
            painter.drawImage(room, image, part)
        painter.end()


@guarded
class PictureEditor(FieldEditor):
    """A preview, a description for those who do not see the picture, and what can be done with it."""

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        assert isinstance(field.extra, PictureDeeds)
        self._deeds = field.extra
        self._shown = Shown()
        self.setAcceptDrops(True)
        self.preview = _Preview(appearance)
        self.differs = plain.label(self.tr("several pictures"), "muted")
        self._buttons, flow = flow_widget()
        self.choose = QPushButton()
        self.paste = QPushButton(self.tr("Paste"))
        self.crop = QPushButton(self.tr("Crop…"))
        self.remove = QPushButton(self.tr("Remove"))
        self.choose.clicked.connect(self._choose)
        self.paste.clicked.connect(self._paste)
        self.crop.clicked.connect(self._crop)
        self.remove.clicked.connect(self._remove)
        for button in (self.choose, self.paste, self.crop, self.remove):
            button.setProperty("look", "small")
            flow.addWidget(button)
        self.alt = LineField()
        self.alt.setPlaceholderText(self.tr("What can be seen on it"))
        self.alt.textEdited.connect(self._describe)
        self.alt.left.connect(self.left)
        line = QHBoxLayout()
        line.addWidget(self.preview, 1)
        self.row.addLayout(line)
        self.row.addWidget(self.differs)
        self.row.addWidget(self.alt)
        self.row.addWidget(self._buttons)

    @property
    def buddy(self) -> QWidget:
        return self.choose

    def named(self, name: str) -> None:
        self.choose.setAccessibleName(self.tr("{name}: choose a file").format(name=name))
        self.paste.setAccessibleName(self.tr("{name}: paste").format(name=name))
        self.crop.setAccessibleName(self.tr("{name}: crop").format(name=name))
        self.remove.setAccessibleName(self.tr("{name}: remove").format(name=name))
        self.alt.setAccessibleName(self.tr("{name}: description").format(name=name))

    def show_value(self, value: Any) -> None:
        shown = self._shown = value if isinstance(value, Shown) else Shown()
        picture = shown.picture
        self.preview.setVisible(picture is not None)
        self.alt.setVisible(picture is not None)
        self.differs.setVisible(shown.differs)
        if picture is not None:
            self.preview.show_picture(picture, shown.crop)
            self.alt.show_text(picture.alt)
        self.choose.setText(self.tr("Replace…") if shown else self.tr("Choose…"))
        self.crop.setVisible(picture is not None)
        self.remove.setVisible(bool(shown))

    def dress(self) -> None:
        self.preview.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_picture(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._put(take_picture(event.mimeData(), self))

    def _choose(self) -> None:
        self._put(choose_picture(self))

    def _paste(self) -> None:
        mime = QGuiApplication.clipboard().mimeData()
        if holds_picture(mime):
            self._put(take_picture(mime, self))
        else:
            plain.tell(
                self,
                self.tr("There is no picture to paste"),
                self.tr("Copy a picture, or a PNG, JPEG or WebP file, first."),
            )

    def _put(self, picture: Picture | None) -> None:
        if picture is not None:
            put = self._deeds.put
            self.done.emit(Deed(self.field.undo, lambda journey, ids: put(journey, ids, picture)))

    def _crop(self) -> None:
        from cjm_desktop.windows.crop import CropDialog

        if self._shown.picture is None:
            return
        dialog = CropDialog(
            self._shown.picture, self._shown.crop, self._deeds.aspect, chrome=self.appearance.chrome, parent=self
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            crop, write = dialog.crop, self._deeds.crop
            self.done.emit(Deed(step("Crop picture"), lambda journey, ids: write(journey, ids, crop)))
        dialog.deleteLater()

    def _describe(self, text: str) -> None:
        picture = self._shown.picture
        if picture is not None:
            id_ = picture.id
            self.done.emit(
                Deed(step("Describe picture"), lambda journey, _ids: update_picture(journey, id_, alt=text), id_)
            )

    def _remove(self) -> None:
        self.choose.setFocus()
        put = self._deeds.put
        self.done.emit(Deed(self.field.undo, lambda journey, ids: put(journey, ids, None)))
