"""What the audience sees: a talk goes in; its steps fill a screen, walked by keys, clicker, wheel and mouse, and edited there."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QCloseEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.canvas.lanes import locked_words
from cjm_desktop.geometry import Point, Rect
from cjm_desktop.model.walkthrough import Step
from cjm_desktop.theme import BLACK, WHITE, Chrome, Theme
from cjm_desktop.windows import plain
from cjm_desktop.windows.chooser import Chooser, Entry
from cjm_desktop.windows.present import edits
from cjm_desktop.windows.present.editor import Editor
from cjm_desktop.windows.present.keys import KEYS, command_of, digit_of
from cjm_desktop.windows.present.laser import Laser
from cjm_desktop.windows.present.notice import Notice
from cjm_desktop.windows.present.pictures import StepPictures
from cjm_desktop.windows.present.talk import Talk

_FEELINGS = {f"feel_{n}": float(n - 3) for n in range(1, 6)}
_ZOOM_STEP, _ZOOM_MOST, _ZOOM_KEY = 1.25, 4.0, 2.0
_FRAME = 16  #: milliseconds between two frames of the pointer's trail
_DIGITS_GO = 2500  #: milliseconds after which digits without Enter are forgotten
_NOTCH = 120  #: of a wheel
_MOUSE_RESTS = 2500  #: milliseconds after which a mouse that does not move is hidden


@guarded
class StageWindow(QWidget):
    """The screen. `ended` is sent when the user leaves, `notes_wanted` when the presenter's window is."""

    ended = Signal()
    notes_wanted = Signal()

    def __init__(self, talk: Talk, theme: Theme, chrome: Chrome, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.talk = talk
        self.theme, self.chrome = theme, chrome
        self.pictures = StepPictures()
        self.laser = Laser()
        self.blank: str | None = None  #: the colour of a blanked screen
        self.zoom = 1.0
        self._look_at = QPointF(0.5, 0.5)  #: what of an enlarged picture is seen, in shares of it
        self._digits = ""
        self._turned = 0
        self._before_click: tuple[Step, int] | None = None
        self.setWindowTitle(self.tr("Presentation"))
        self.setAccessibleName(self.tr("Presentation"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Not by a click: that would close a field before it is known that the click was meant to do so.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.notice = Notice(self)
        self.editor = Editor(self)
        self._fading = QTimer(self, interval=_FRAME)
        self._fading.timeout.connect(self._fade)
        self._preparing = QTimer(self, singleShot=True, interval=0)
        self._preparing.timeout.connect(self._prepare)
        self._forgetting = QTimer(self, singleShot=True, interval=_DIGITS_GO)
        self._forgetting.timeout.connect(self._forget_digits)
        self._resting = QTimer(self, singleShot=True, interval=_MOUSE_RESTS)
        self._resting.timeout.connect(lambda: self.setCursor(Qt.CursorShape.BlankCursor))
        self._resting.start()
        self._commands: dict[str, Callable[[], object]] = {
            "next": talk.next,
            "back": talk.back,
            "next_stage": talk.next_stage,
            "previous_stage": talk.previous_stage,
            "first": talk.first,
            "last": talk.last,
            "list_stages": self.list_stages,
            "black": lambda: self.set_blank(BLACK),
            "white": lambda: self.set_blank(WHITE),
            "laser": self.toggle_laser,
            "zoom_in": lambda: self.set_zoom(self.zoom * _ZOOM_STEP),
            "zoom_out": lambda: self.set_zoom(self.zoom / _ZOOM_STEP),
            "zoom": lambda: self.set_zoom(1.0 if self.zoom > 1 else _ZOOM_KEY),
            "edit": self.edit,
            "capture": self.editor.capture,
            "undo": self._undo,
            "redo": self._redo,
            "notes": self.notes_wanted.emit,
            "keys": self.list_keys,
            "leave": self.leave,
        }
        talk.moved.connect(self._follow)
        self._last_journey = talk.deck.sight.journey
        self._tell_place()

    # What is seen

    @property
    def ratio(self) -> float:
        return self.devicePixelRatioF()

    def pixels(self) -> QSize:
        """The screen in its own pixels."""
        return QSize(math.ceil(self.width() * self.ratio), math.ceil(self.height() * self.ratio))

    def on_screen(self, rect: Rect) -> QRectF:
        """A place of the drawing on the screen, in device-independent pixels."""
        scale, corner = self._placement()
        return QRectF(corner.x() + rect.x * scale, corner.y() + rect.y * scale, rect.width * scale, rect.height * scale)

    def scale(self) -> float:
        """Device-independent pixels a layout unit."""
        return self._placement()[0]

    def _placement(self) -> tuple[float, QPointF]:
        drawing = self.talk.view().drawing
        scale = min(self.width() / drawing.width, self.height() / drawing.height) * self.zoom
        left = (self.width() - drawing.width * scale) / 2 if self.zoom == 1 else self._shift(0, drawing.width * scale)
        top = (self.height() - drawing.height * scale) / 2 if self.zoom == 1 else self._shift(1, drawing.height * scale)
        return scale, QPointF(left, top)

    def _shift(self, axis: int, length: float) -> float:
        """Where an enlarged picture begins, so that the place that is looked at stays under the mouse."""
        room = (self.width(), self.height())[axis]
        share = (self._look_at.x(), self._look_at.y())[axis]
        return (room - room * self.zoom) * share + (room * self.zoom - length) / 2

    def set_blank(self, colour: str) -> None:
        """A screen of one colour; the same again shows the talk."""
        self.blank = None if self.blank == colour else colour
        self.update()

    def toggle_laser(self) -> None:
        """The mouse becomes a laser pointer, or itself again."""
        self.laser.is_on = not self.laser.is_on
        if self.laser.is_on:
            self._point(QPointF(self.mapFromGlobal(self.cursor().pos())))
        self._show_mouse()
        self.update()

    def set_zoom(self, zoom: float) -> None:
        """So many times as large as the screen, at the mouse."""
        self.zoom = min(max(zoom, 1.0), _ZOOM_MOST)
        if self.zoom < 1.01:
            self.zoom = 1.0
        self._look(QPointF(self.mapFromGlobal(self.cursor().pos())))
        self.editor.stand()
        self.update()

    # Doing

    def run(self, command: str) -> None:
        """Runs a command by its id; one that shows something ends a blank screen first."""
        self.notice.hush()
        if command in _FEELINGS:
            self._feel(_FEELINGS[command])
            return
        if self.blank is not None and command not in ("black", "white", "leave", "notes"):
            self.blank = None
            self.update()
            if command in ("next", "back"):
                return
        if self._commands[command]() is False and command in ("next", "back"):
            said = self.tr("This is the end.") if command == "next" else self.tr("This is the beginning.")
            self.notice.say(said)

    def leave(self) -> None:
        """Ends a blank screen, else the presentation."""
        if self.blank is not None:
            self.set_blank(self.blank)
        elif self._digits:
            self._forget_digits()
        else:
            self.ended.emit()

    def list_stages(self) -> None:
        """A list of the stages, to find one by its number or its name."""
        entries = [Entry(self.tr("The whole map"), 0, keys="0", also="0")]
        for n, stage in enumerate(self.talk.deck.sight.journey.stages.values(), 1):
            name = plain.shortened(plain.visible(stage.name), 80) or self.tr("Stage {number}").format(number=n)
            entries.append(Entry(name, n, plain.visible(stage.duration or stage.start), keys=str(n), also=str(n)))
        self._choose(self.tr("Go to Stage"), self.tr("Type a stage's name or number"), entries, self.talk.go_to_stage)

    def list_keys(self) -> None:
        """All that can be done, with its keys; what is chosen is done."""
        entries = [Entry(key.label, key.id, keys=key.shown) for key in KEYS]
        self._choose(self.tr("Keys of the Presentation"), self.tr("Type a command"), entries, self.run)

    def _choose(self, title: str, prompt: str, entries: list[Entry], take: Callable[..., object]) -> None:
        chooser = Chooser(title, prompt, entries, self.chrome, self)
        chooser.chosen.connect(take)
        chooser.open_over(self)

    def edit(self) -> None:
        """Opens the text of the current card, else the name of the stage, for writing."""
        if self.talk.step.stage is None:
            self.notice.say(self.tr("Go to a stage or a card to edit it."))
        else:
            self.editor.edit()

    def _feel(self, value: float) -> None:
        stage = self.talk.step.stage
        if stage is None:
            self.notice.say(self.tr("Go to a stage to say how it feels."))
        else:
            self.attempt(lambda: edits.feel_at(self.talk.session, stage, value))

    def _undo(self) -> None:
        self._step_back(self.talk.session.undo, self.tr("There is nothing to undo."))

    def _redo(self) -> None:
        self._step_back(self.talk.session.redo, self.tr("There is nothing to redo."))

    def _step_back(self, act: Callable[[], bool], otherwise: str) -> None:
        self.editor.commit()
        if not act():
            self.notice.say(otherwise)

    def attempt(self, edit: Callable[[], object]) -> object:
        """What an edit gives; where it cannot be made, the screen says why, and None comes back."""
        try:
            return edit()
        except edits.LockedError as problem:
            self.notice.say(locked_words(plain.shortened(plain.visible(problem.label))))
        except KeyError:
            self.notice.say(self.tr("It is no longer on the map."))
        except ValueError as problem:
            self.notice.say(plain.shortened(plain.complaint(problem), 160))
        return None

    # Following the talk

    def _follow(self) -> None:
        self.notice.end_hint()
        journey = self.talk.deck.sight.journey
        if journey is not self._last_journey:
            self._last_journey = journey
            self.pictures.forget()
        self.editor.follow()
        self._tell_place()
        self.update()

    def _tell_place(self) -> None:
        """Says to a screen reader where one is."""
        self.setAccessibleDescription(place_in_words(self.talk))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _prepare(self) -> None:
        """In idle time: lays out and paints what comes next."""
        following = self.talk.following()
        if following is None or not self.isVisible() or self.pictures.has(*following, self.pixels()):
            return
        self.pictures.picture(*following, self.pixels(), self.talk.deck.view)

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.blank is not None:
            painter.fillRect(event.rect(), QColor(self.blank))
        else:
            self._paint_step(painter)
        if self.laser.is_on and self.blank != WHITE:
            self.laser.paint(painter)
        painter.end()
        self._preparing.start()

    def _paint_step(self, painter: QPainter) -> None:
        size, talk = self.pixels(), self.talk
        painter.save()
        painter.scale(1 / self.ratio, 1 / self.ratio)
        if self.zoom > 1:
            x = (size.width() * self.zoom - size.width()) * self._look_at.x()
            y = (size.height() * self.zoom - size.height()) * self._look_at.y()
            painter.drawImage(0, 0, self.pictures.enlarged(talk.view(), size, self.zoom, x, y))
        else:
            image = self.pictures.picture(talk.step, talk.part, size, talk.deck.view)
            left, top = (size.width() - image.width()) // 2, (size.height() - image.height()) // 2
            if left or top:
                painter.fillRect(0, 0, size.width(), size.height(), QColor(self.theme.page))
            painter.drawImage(left, top, image)
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() and self.height():
            self.talk.deck.set_aspect(self.width() / self.height())
            self.talk.part = min(self.talk.part, len(self.talk.deck.parts(self.talk.step)) - 1)
        self.pictures.forget()
        self.editor.stand()
        self.notice.stand()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.notice.hush()
        digit = digit_of(event)
        if digit is not None:
            self._add_digit(digit)
            return
        if self._digits and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_to_number()
            return
        command = command_of(event)
        if command is None:
            super().keyPressEvent(event)
        elif not (event.isAutoRepeat() and command in ("black", "white", "laser", "leave", "notes", "keys", "zoom")):
            self.run(command)

    def event(self, event: QEvent) -> bool:
        # Tab walks the stages; there is nothing to tab to.
        tabs = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in tabs:
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def _add_digit(self, digit: str) -> None:
        self._digits = (self._digits + digit)[-4:]
        self.notice.say(self.tr("Stage {number} · Enter goes there").format(number=self._digits))
        self._forgetting.start()

    def _go_to_number(self) -> None:
        number = int(self._digits)
        self._forget_digits()
        self.blank = None
        if not self.talk.go_to_stage(number) and number != self.talk.stage_number:
            self.notice.say(self.tr("There is no stage {number}.").format(number=number))
        self.update()

    def _forget_digits(self) -> None:
        self._digits = ""
        self.notice.hush()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.notice.hush()
        if event.button() == Qt.MouseButton.LeftButton:
            if self.editor.is_open:
                self.editor.commit()
                self.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            self._before_click = self.talk.step, self.talk.part
            self.run("next")
        elif event.button() == Qt.MouseButton.RightButton:
            self.list_keys()
        elif event.button() in (Qt.MouseButton.BackButton, Qt.MouseButton.MiddleButton):
            self.run("back")
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.run("next")

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On a card: back to where the first click began, and into the card's text. Elsewhere a second click."""
        before = self._before_click
        if event.button() != Qt.MouseButton.LeftButton or before is None:
            self.mousePressEvent(event)
            return
        self._before_click = None
        after = self.talk.step, self.talk.part
        self.talk.go_to(*before)
        step = self._step_at(event.position())
        if step is not None:
            self.talk.go_to(step)
            if step.thing is not None:
                self.editor.edit()
            return
        self.talk.go_to(*after)
        self.run("next")

    def _step_at(self, place: QPointF) -> Step | None:
        """The step of the card under a place; on the whole map that of the stage."""
        if self.blank is not None:
            return None
        scale, corner = self._placement()
        point = Point((place.x() - corner.x()) / scale, (place.y() - corner.y()) / scale)
        slide = self.talk.deck.slide(self.talk.step, self.talk.part)
        if slide is None:
            columns = self.talk.deck.sight.layout.stages
            return next((Step(box.stage.id) for box in columns if box.column.contains(point)), None)
        cards = self.talk.deck.sight.journey.cards
        found = (id_ for id_, rect in slide.things.items() if rect.contains(point) and id_ in cards)
        return next((step for id_ in found for step in self.talk.steps if step.thing == id_), None)

    def _show_mouse(self) -> None:
        """The mouse is seen while it moves, and never beside the laser's dot."""
        self.setCursor(Qt.CursorShape.BlankCursor if self.laser.is_on else Qt.CursorShape.ArrowCursor)
        self._resting.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._show_mouse()
        if self.laser.is_on:
            self._point(event.position())
        if self.zoom > 1:
            self._look(event.position())

    def _look(self, place: QPointF) -> None:
        self._look_at = QPointF(
            min(1.0, max(0.0, place.x() / max(1, self.width()))), min(1.0, max(0.0, place.y() / max(1, self.height())))
        )
        self.editor.stand()
        self.update()

    def _point(self, place: QPointF) -> None:
        before = self.laser.area()
        self.laser.move(place, min(self.width(), self.height()))
        self.update((before | self.laser.area()).toAlignedRect())
        self._fading.start()

    def _fade(self) -> None:
        before = self.laser.area()
        self.laser.age()
        self.update((before | self.laser.area()).toAlignedRect())
        if not self.laser.is_fading:
            self._fading.stop()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._turned += event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * _ZOOM_STEP ** (self._turned / _NOTCH))
            self._turned = 0
        while abs(self._turned) >= _NOTCH:
            self.run("back" if self._turned > 0 else "next")
            self._turned -= int(math.copysign(_NOTCH, self._turned))
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.editor.commit()
        self.ended.emit()
        super().closeEvent(event)


def place_in_words(talk: Talk) -> str:
    """Where the talk is, for who cannot see it: the stage, and the card's text."""
    stage, card = talk.stage, talk.card
    if stage is None:
        return talk.tr("The whole map")
    text = talk.tr("Stage {number} of {count}: {name}").format(
        number=talk.stage_number, count=len(talk.deck.sight.journey.stages), name=plain.visible(stage.name)
    )
    return text if card is None else f"{text}. {plain.shortened(card.text, 300)}"
