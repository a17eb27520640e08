"""What only the presenter sees: a talk goes in; this step and the next, notes to read and to write, time and place come out."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QDateTime, QEvent, QLocale, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.model.walkthrough import Step
from cjm_desktop.windows import plain, scripts
from cjm_desktop.windows.controls import Choice, TextArea
from cjm_desktop.windows.present import edits
from cjm_desktop.windows.present.keys import command_of
from cjm_desktop.windows.present.pictures import StepPictures
from cjm_desktop.windows.present.stage_window import StageWindow, place_in_words

_SECOND = 1000
_NOTE_LINES = 11
_NOTE_PIXELS = 16  #: of the notes, which are read standing
_IN_NOTES: dict[int, str] = {Qt.Key.Key_PageDown: "next", Qt.Key.Key_PageUp: "back"}


@guarded
class StepPicture(QWidget):
    """A step's picture in its frame; `show_step(None)` leaves it empty."""

    def __init__(self, stage: StageWindow, pictures: StepPictures, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage = stage
        self._pictures = pictures
        self._step: tuple[Step, int] | None = None
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 90)

    def sizeHint(self) -> QSize:
        return QSize(640, 360)

    def show_step(self, step: tuple[Step, int] | None) -> None:
        self._step = step
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._step is None:
            return
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        image: QImage = self._pictures.picture(*self._step, size, self._stage.talk.deck.view)
        painter = QPainter(self)
        painter.scale(1 / ratio, 1 / ratio)
        left = (size.width() - image.width()) // 2
        painter.drawImage(left, 0, image)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawRect(left, 0, image.width() - 1, image.height() - 1)
        painter.end()


@guarded
class NotesWindow(QWidget):
    """The presenter's window. Closing it goes on with the presentation; `closed` is sent."""

    closed = Signal()

    def __init__(self, stage: StageWindow, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._stage, self.talk = stage, stage.talk
        self._began = monotonic()
        self._pictures = StepPictures()
        self._noted = ""
        self.setWindowTitle(self.tr("Presenter's Window"))
        self.setAccessibleName(self.tr("Presenter's window"))
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.resize(1080, 680)
        self.now = StepPicture(stage, self._pictures, self.tr("This step"), self)
        self.following = StepPicture(stage, self._pictures, self.tr("The next step"), self)
        self.place = plain.label("", "subtitle")
        self.count = plain.label("", "muted")
        self.elapsed = plain.label("", "title")
        self.clock = plain.label("", "muted")
        self.notes = TextArea(self, lines=_NOTE_LINES, most=_NOTE_LINES)
        self.notes.installEventFilter(self)
        self.notes.setStyleSheet(f"font-size: {_NOTE_PIXELS}px;")
        self.notes.setPlaceholderText(self.tr("Notes for this step, which only you see"))
        self.notes.setAccessibleName(self.tr("Notes"))
        self.notes.textChanged.connect(self._take_note)
        self.notes.left.connect(self.talk.session.end_merge)
        self.stages = Choice()
        self.stages.setAccessibleName(self.tr("Stage"))
        self.stages.activated.connect(lambda n: self.talk.go_to_stage(n))
        self.back_button = self._button(self.tr("Back"), "back")
        self.next_button = self._button(self.tr("Next"), "next")
        self.black_button = self._button(self.tr("Black"), "black")
        self.restart_button = QPushButton(self.tr("Start the clock again"))
        self.restart_button.setAccessibleName(self.restart_button.text())
        self.restart_button.setAutoDefault(False)
        self.restart_button.clicked.connect(self._restart)
        self.end_button = self._button(self.tr("End"), "leave")
        self._lay_out()
        self._ticking = QTimer(self, interval=_SECOND)
        self._ticking.timeout.connect(self._tick)
        self._shown_journey = self.talk.deck.sight.journey
        self.talk.moved.connect(self._follow)
        self._fill_stages()
        self._follow()
        # The keys are the talk's until a note is to be written; Tab goes to the notes first.
        QWidget.setTabOrder(self, self.notes)
        self.setFocus()

    def _button(self, text: str, command: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._stage.run(command))
        return button

    def _lay_out(self) -> None:
        times = QHBoxLayout()
        times.setSpacing(12)
        times.addWidget(self.elapsed)
        times.addWidget(self.restart_button)
        times.addStretch(1)
        times.addWidget(self.clock)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for widget in (self.back_button, self.next_button, self.stages, self.black_button, self.end_button):
            buttons.addWidget(widget, 1 if widget is self.stages else 0)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.place)
        left.addWidget(self.count)
        left.addWidget(self.now, 1)
        left.addSpacing(4)
        left.addLayout(buttons)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(times)
        right.addWidget(plain.label(self.tr("Next"), "heading"))
        right.addWidget(self.following, 4)
        self.notes_label = plain.label("", "heading")
        self.notes_label.setBuddy(self.notes)
        right.addWidget(self.notes_label)
        right.addWidget(self.notes, 5)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 14, 16, 14)
        grid.setHorizontalSpacing(16)
        grid.addLayout(left, 0, 0)
        grid.addLayout(right, 0, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)

    # Following the talk

    def _follow(self) -> None:
        journey = self.talk.deck.sight.journey
        if journey is not self._shown_journey:
            if journey.stages is not self._shown_journey.stages:
                self._fill_stages()
            self._shown_journey = journey
            self._pictures.forget()
        if not self.isVisible():
            return
        self.now.show_step((self.talk.step, self.talk.part))
        self.following.show_step(self.talk.following())
        words = plain.shortened(place_in_words(self.talk), 90)
        scripts.serve([words])
        self.place.setText(words)
        self.count.setText(
            self.tr("Step {step} of {count}").format(step=self.talk.place + 1, count=len(self.talk.steps))
        )
        self.stages.show_data(self.talk.stage_number)
        self._show_note()

    def _fill_stages(self) -> None:
        self.stages.clear()
        self.stages.addItem(self.tr("The whole map"), 0)
        for n, stage in enumerate(self.talk.deck.sight.journey.stages.values(), 1):
            self.stages.addItem(f"{n}  {plain.shortened(plain.visible(stage.name))}", n)

    def _show_note(self) -> None:
        """The note of the card where it has a step, else of the stage."""
        step, journey = self.talk.step, self.talk.session.journey
        id_ = step.thing if step.thing in journey.cards else step.stage
        if id_ != self._noted:
            self.talk.session.end_merge()
        self._noted = id_ or ""
        record = journey.cards.get(self._noted) or journey.stages.get(self._noted)
        self.notes.setEnabled(record is not None)
        self.notes_label.setText(
            self.tr("Notes on the card") if self._noted in journey.cards else self.tr("Notes on the stage")
        )
        note = record.note if record is not None else ""
        scripts.serve([note])
        self.notes.show_text(note)

    def _take_note(self) -> None:
        if self._noted:
            self._stage.attempt(lambda: edits.set_note(self.talk.session, self._noted, self.notes.toPlainText()))

    # Time

    def _restart(self) -> None:
        self._began = monotonic()
        self._tick()

    def _tick(self) -> None:
        seconds = int(monotonic() - self._began)
        hours, minutes = divmod(seconds // 60, 60)
        shown = f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"
        self.elapsed.setText(shown)
        self.elapsed.setAccessibleName(self.tr("Elapsed: {time}").format(time=shown))
        self.clock.setText(QLocale().toString(QDateTime.currentDateTime().time(), QLocale.FormatType.ShortFormat))

    # Events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick()
        self._ticking.start()
        self._follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = command_of(event)
        if command is None:
            super().keyPressEvent(event)
        elif command in ("edit", "capture", "list_stages", "keys"):
            # What opens on the large screen takes the keyboard there.
            self._stage.activateWindow()
            self._stage.run(command)
        else:
            self._stage.run(command)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A clicker works while notes are written, too; Esc leaves the notes, not the talk."""
        if watched is self.notes and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            command = _IN_NOTES.get(event.key())
            if command is not None:
                self._stage.run(command)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._ticking.stop()
        self.talk.session.end_merge()
        self.closed.emit()
        super().closeEvent(event)
