"""What the actions of the Present menu do, on one window and its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup, QGuiApplication
from PySide6.QtWidgets import QMenu

from cjm_desktop.windows import plain, settings
from cjm_desktop.windows.commands.base import CommandGroup

if TYPE_CHECKING:
    from cjm_desktop.windows.main_window import Desktop, MainWindow
    from cjm_desktop.windows.present.deck import Sight
    from cjm_desktop.windows.present.presentation import Presentation


class PresentCommands(CommandGroup):
    """The commands of the Present menu. `presentation` is the one that runs, or None."""

    def __init__(self, window: MainWindow, desktop: Desktop) -> None:
        super().__init__(window, desktop)
        self.presentation: Presentation | None = None

    def from_beginning(self) -> None:
        """The whole map first, then stage by stage."""
        self._present(None)

    def from_here(self) -> None:
        """From the selected card or stage."""
        canvas = self._canvas
        at = canvas.selection[-1] if canvas.selection else None
        if at is None and canvas.selected_cell is not None:
            at = canvas.selected_cell.stage
        self._present(at)

    def _present(self, at: str | None) -> None:
        from cjm_desktop.windows.present.presentation import Presentation, screen_for

        self._canvas.commit_editing()
        if self.presentation is not None:
            self.presentation.stage.activateWindow()
            return
        self.presentation = Presentation(self._session, self._look, self._window)
        self.presentation.ended.connect(self._ended)
        self._canvas.view_changed.connect(self.presentation.talk.refresh)
        self.presentation.start(screen_for(self._window), at)

    def end(self) -> None:
        """Ends the presentation that runs, if one does; what is being written in it is taken over."""
        if self.presentation is not None:
            self.presentation.end()

    def _look(self) -> Sight:
        from cjm_desktop.editing.views import dimmed
        from cjm_desktop.windows.present.deck import Sight

        canvas = self._canvas
        sheet = canvas.sheet
        return Sight(sheet.journey, sheet.layout, dimmed(sheet.journey, canvas.shown_view))

    def _ended(self, id_: str) -> None:
        """Back on the map, where the talk ended."""
        self.presentation = None
        canvas = self._canvas
        canvas.select((id_,) if id_ else ())
        rect = canvas.selected.bounds(canvas.layout_now())
        if rect is not None:
            canvas.reveal(rect)
        self._window.come_forward()
        canvas.setFocus()

    def fill_screens(self, menu: QMenu) -> None:
        """The screens to choose from; without a choice another one than the window's is taken."""
        group = QActionGroup(menu)
        chosen = settings.load(settings.PRESENT_SCREEN)
        entries = [("", self.tr("&Another Screen than This Window's"))]
        for n, screen in enumerate(QGuiApplication.screens(), 1):
            size = screen.size() * screen.devicePixelRatio()
            name = self.tr("&{number}  {name}, {width} × {height}").format(
                number=n,
                name=plain.mnemonic_free(plain.visible(screen.name())),
                width=size.width(),
                height=size.height(),
            )
            entries.append((screen.name(), name))
        for value, text in entries:
            entry = menu.addAction(text)
            entry.setCheckable(True)
            entry.setChecked(value == chosen)
            group.addAction(entry)
            entry.triggered.connect(lambda _=False, value=value: settings.store(settings.PRESENT_SCREEN, value))
