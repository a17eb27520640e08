"""A presentation from its beginning to its end: a session and a screen go in; its windows come and go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from cjm_desktop.editing.change import Change
from cjm_desktop.editing.session import Session
from cjm_desktop.theme import PROJECTOR, PROJECTOR_CHROME
from cjm_desktop.windows import settings
from cjm_desktop.windows.present.deck import Deck, Sight
from cjm_desktop.windows.present.notes_window import NotesWindow
from cjm_desktop.windows.present.stage_window import StageWindow
from cjm_desktop.windows.present.talk import Talk


def screen_for(window: QWidget) -> QScreen:
    """The screen to present on: the one chosen last where it is there, else one on which the window is not, else its own."""
    screens = QGuiApplication.screens()
    chosen = settings.load(settings.PRESENT_SCREEN)
    own = window.screen()
    for screen in screens:
        if chosen and screen.name() == chosen:
            return screen
    return next((screen for screen in screens if screen is not own), own)


class Presentation(QObject):
    """One talk. `ended` is sent with the id of what was shown last (empty for the whole map)."""

    ended = Signal(str)

    def __init__(self, session: Session, look: Callable[[], Sight], window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self.talk = Talk(session, Deck(look, PROJECTOR), self)
        self.stage = StageWindow(self.talk, PROJECTOR, PROJECTOR_CHROME, window)
        self.notes: NotesWindow | None = None
        self._is_over = False
        self.stage.ended.connect(self.end)
        self.stage.notes_wanted.connect(self.toggle_notes)
        self._stop_listening = session.subscribe(self._follow)

    def start(self, screen: QScreen, at: str | None = None) -> None:
        """Fills the screen, beginning with the whole map or with a thing (its id); notes come on another screen if there is one."""
        self.talk.deck.set_aspect(screen.size().width() / max(1, screen.size().height()))
        if at is not None:
            self.talk.go_to_thing(at)
        self.stage.setGeometry(screen.geometry())
        self.stage.setScreen(screen)
        self.stage.showFullScreen()
        self.stage.activateWindow()
        self.stage.setFocus()
        other = next((one for one in QGuiApplication.screens() if one is not screen), None)
        if other is not None:
            self.toggle_notes()
        self._hint()

    def _hint(self) -> None:
        if settings.load(settings.PRESENT_HINTED):
            return
        settings.store(settings.PRESENT_HINTED, "yes")
        self.stage.notice.say(
            self.tr(
                "→ next  ·  ← back  ·  G stages  ·  B black  ·  L laser  ·  E edit  ·  N notes  ·  ? all keys  ·  Esc ends"
            ),
            long=True,
        )

    def toggle_notes(self) -> None:
        """Shows the presenter's window, on another screen than the audience's if there is one; or closes it."""
        if self.notes is not None:
            self.notes.close()
            return
        self.notes = NotesWindow(self.stage, self._window)
        self.notes.closed.connect(self._forget_notes)
        here = self.stage.screen()
        screen = next((one for one in QGuiApplication.screens() if one is not here), here)
        room = screen.availableGeometry()
        size = self.notes.size().boundedTo(room.size() * 0.94)
        place = QRect(room.topLeft(), size)
        place.moveCenter(room.center())
        self.notes.setGeometry(place)
        self.notes.show()
        if screen is here:
            self.notes.raise_()
            self.notes.activateWindow()
        else:
            self.stage.activateWindow()

    def _forget_notes(self) -> None:
        notes, self.notes = self.notes, None
        if notes is not None:
            notes.deleteLater()
        if not self._is_over:
            self.stage.activateWindow()
            self.stage.setFocus()

    def end(self) -> None:
        """Takes all its windows away."""
        if self._is_over:
            return
        self._is_over = True
        self.stage.editor.commit()
        step = self.talk.step
        self._stop_listening()
        self.talk.stop()
        if self.notes is not None:
            self.notes.close()
        self.stage.close()
        self.ended.emit(step.thing or step.stage or "")
        self.deleteLater()

    def _follow(self, change: Change) -> None:
        """Another map in the same window is another talk."""
        if not change.label and not self._session.steps:
            self.end()
