"""Icons from the SVG files of `resources/icons`, tinted to the theme and sharp at every device pixel ratio."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap

from cjm_desktop.resources import resource
from cjm_desktop.theme import Chrome

SIZE = 18  #: of tool bar and menu icons, in device-independent pixels
BADGE = 22  #: of an icon on a coloured ground
BADGE_SIZE = QSize(BADGE + 6, BADGE)  #: with room before the text beside it

#: The folders of icons, in the order in which a name is looked for.
_FOLDERS = ("ui", "map")


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    for folder in _FOLDERS:
        path = resource("icons", folder, f"{name}.svg")
        if path.is_file():
            return path.read_text("utf-8")
    raise FileNotFoundError(f"no icon is called “{name}”")


def exists(name: str) -> bool:
    """Whether the program has an icon of that name (the name may come from a file)."""
    if not name.replace("-", "").isalnum():
        return False
    return any(resource("icons", folder, f"{name}.svg").is_file() for folder in _FOLDERS)


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int = SIZE, ratio: float = 1.0, pad: int = 0) -> QPixmap:
    """The icon in one colour, `size` device-independent pixels wide and high, `pad` more at its left and its right."""
    # QtSvg is loaded with the first icon, not with the first import.
    from PySide6.QtSvg import QSvgRenderer

    data = _source(name).replace("currentColor", colour)
    made = QPixmap(round((size + 2 * pad) * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(data.encode())).render(painter, QRectF(pad * ratio, 0, size * ratio, size * ratio))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def _ratios() -> tuple[float, ...]:
    """The device pixel ratios of the screens that are there."""
    return tuple(sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()})) or (1.0,)


@lru_cache(maxsize=512)
def tinted(name: str, colour: str, *, disabled: str = "", selected: str = "", size: int = SIZE, pad: int = 0) -> QIcon:
    """An icon in one colour; greyed to `disabled`, and in `selected` where the thing it stands on is on.

    `pad` is empty room at its left and right: buttons set their text too close to an icon.
    """
    icon = QIcon()
    for ratio in _ratios():
        icon.addPixmap(pixmap(name, colour, size, ratio, pad))
        if disabled:
            icon.addPixmap(pixmap(name, disabled, size, ratio, pad), QIcon.Mode.Disabled)
        if selected:
            icon.addPixmap(pixmap(name, selected, size, ratio, pad), QIcon.Mode.Normal, QIcon.State.On)
            icon.addPixmap(pixmap(name, selected, size, ratio, pad), QIcon.Mode.Selected)
    return icon


@lru_cache(maxsize=256)
def badge(name: str, colour: str, ground: str, *, round_: bool = False) -> QIcon:
    """An icon of `colour` on a small rounded square (or disc) of `ground`, to be shown in `BADGE_SIZE`."""
    made = QIcon()
    for ratio in _ratios():
        whole = QPixmap(round(BADGE_SIZE.width() * ratio), round(BADGE_SIZE.height() * ratio))
        whole.fill(Qt.GlobalColor.transparent)
        whole.setDevicePixelRatio(ratio)
        inner = 14
        painter = QPainter(whole)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        radius = BADGE / 2 if round_ else 6
        painter.drawRoundedRect(QRectF(0, 0, BADGE, BADGE), radius, radius)
        painter.drawPixmap(QPointF((BADGE - inner) / 2, (BADGE - inner) / 2), pixmap(name, colour, inner, ratio))
        painter.end()
        made.addPixmap(whole)
    return made


@lru_cache(maxsize=64)
def dot(colour: str, size: int = 15) -> QIcon:
    """A disc of one colour."""
    made = QIcon()
    for ratio in _ratios():
        whole = QPixmap(round(size * ratio), round(size * ratio))
        whole.fill(Qt.GlobalColor.transparent)
        whole.setDevicePixelRatio(ratio)
        painter = QPainter(whole)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QRectF(1.5, 1.5, size - 3, size - 3))
        painter.end()
        made.addPixmap(whole)
    return made


def icon(name: str, chrome: Chrome, *, pad: int = 0) -> QIcon:
    """An icon for a menu or the tool bar."""
    return tinted(name, chrome.text, disabled=chrome.text_disabled, selected=chrome.accent_on_pale, pad=pad)


def application_icon() -> QIcon:
    """The program's own icon."""
    made = QIcon()
    for size in (16, 32, 64, 256):
        made.addFile(str(resource("icons", "app", f"cjm-desktop-{size}.png")))
    return made
