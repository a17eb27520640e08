"""The main window: a start page until it holds a map, then the map with its palette, inspector, menus and bars."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QMenu, QPushButton, QStackedWidget, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.windows import icons, plain, settings
from cjm_desktop.windows.actions import Needs
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.bars import Actions, ToolBar, dress_menus, fill_menu_bar
from cjm_desktop.windows.commands import Commands
from cjm_desktop.windows.pictures import SUFFIXES, read_picture
from cjm_desktop.windows.start_page import StartPage
from cjm_desktop.windows.thumbnails import Thumbnails

if TYPE_CHECKING:
    from cjm_desktop.model.journey import Journey
    from cjm_desktop.windows.document import Document
    from cjm_desktop.windows.status import StatusBar
    from cjm_desktop.windows.workspace import Workspace

_ZOOMS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
_DOCKS_VERSION = 1
#: In a narrower window the inspector gives way to the map, unless there is room for it because the palette is hidden.
_NARROW = 860
#: How much of a file's name shows beside the menus, in characters.
_SHOWN_NAME = 48
#: Files that may be dropped onto a window.
_DROPPED = (".cjm", ".mmd", ".mermaid")


class Desktop(Protocol):
    """What a window asks of the application: other windows."""

    def another_window(self, beside: QMainWindow) -> MainWindow: ...

    def window_of(self, path: Path) -> MainWindow | None: ...

    def quit(self) -> None: ...


@guarded
class MainWindow(QMainWindow):
    """One window, one document. What menus do is in `commands`."""

    def __init__(self, desktop: Desktop, appearance: Appearance, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._desktop = desktop
        self.appearance = appearance
        self.thumbnails = thumbnails
        self.document: Document | None = None
        self.workspace: Workspace | None = None
        self._docks: dict[str, QDockWidget] = {}
        self._is_narrow = False
        self._gave_way = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.setWindowIcon(icons.application_icon())
        self.setMinimumSize(730, 460)
        self.commands = Commands(self, desktop)
        self.actions_by_id = Actions(self, self.commands)
        self._menus = fill_menu_bar(self.menuBar(), self.actions_by_id, self.commands.menu_fillers())
        self.menuBar().setAccessibleName(self.tr("Menu bar"))
        self._title_label = plain.label("", "document")
        self.menuBar().setCornerWidget(self._title_label)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.start_page = StartPage(appearance, thumbnails)
        self.start_page.template_chosen.connect(self.commands.file.start_from_template)
        self.start_page.file_chosen.connect(self.open_path)
        self.start_page.open_wanted.connect(self.commands.file.open_dialog)
        self._stack.addWidget(self.start_page)
        appearance.changed.connect(self._dress)
        self._restore_geometry()
        self._dress()
        self.refresh()
        self.start_page.gallery.focus_cards()

    # ---- what is shown

    @property
    def is_untouched(self) -> bool:
        """Whether another map may be shown here without anything being lost."""
        return self.document is None or self.document.is_untouched

    def _show_document(self, document: Document) -> None:
        """Shows a document whose session holds its journey already."""
        if self.workspace is None:
            self._build_workspace(document)
        self.document = document
        assert self.workspace is not None
        self.workspace.canvas.set_file_name(document.path.name if document.path else "")
        self.workspace.inspector.show_selection(())
        self._stack.setCurrentWidget(self.workspace)
        self.refresh()
        self._show_notes(document)
        self.workspace.canvas.setFocus()

    def _build_workspace(self, document: Document) -> None:
        from cjm_desktop.windows.status import StatusBar
        from cjm_desktop.windows.workspace import Workspace

        workspace = self.workspace = Workspace(document.session, self.appearance)
        self._stack.addWidget(workspace)
        zooms = QMenu(self)
        zooms.setAccessibleName(self.tr("Zoom"))
        for zoom in _ZOOMS:
            percent = self.tr("{percent} %").format(percent=round(zoom * 100))
            zooms.addAction(percent).triggered.connect(lambda _=False, zoom=zoom: workspace.canvas.set_zoom(zoom))
        zooms.addSeparator()
        zooms.addAction(self.actions_by_id["zoom-fit"])
        self._tool_bar = ToolBar(self.actions_by_id, zooms, self)
        self.addToolBar(self._tool_bar)
        self._status = StatusBar(self)
        self.setStatusBar(self._status)
        self._status.missing_wanted.connect(self.show_missing)
        area = Qt.DockWidgetArea
        self._add_dock("palette", self.tr("Palette"), workspace.palette_panel, area.LeftDockWidgetArea)
        self._add_dock("inspector", self.tr("Inspector"), workspace.inspector, area.RightDockWidgetArea)
        self._restore_docks()
        workspace.changed.connect(self.refresh)
        workspace.canvas.selection_changed.connect(self.refresh)
        workspace.canvas.zoom_changed.connect(self._show_zoom)
        workspace.canvas.edit_requested.connect(lambda _id: self.commands.edit.edit_in_inspector())
        workspace.canvas.context_menu_requested.connect(lambda place, _hit: self.commands.view.show_context_menu(place))
        workspace.canvas.status_message.connect(self._status.say)
        self._tool_bar.dress(self.appearance.chrome)
        self._show_zoom(workspace.canvas.zoom)

    def _add_dock(self, name: str, title: str, widget: QWidget, area: Qt.DockWidgetArea) -> None:
        dock = QDockWidget(title, self)
        dock.setObjectName(f"{name}-dock")
        dock.setAccessibleName(title)
        dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        # The panels bear headings of their own.
        dock.setTitleBarWidget(QWidget(dock))
        dock.setWidget(widget)
        self.addDockWidget(area, dock)
        self.resizeDocks([dock], [widget.sizeHint().width()], Qt.Orientation.Horizontal)
        shown = self.actions_by_id[f"show-{name}"]
        dock.visibilityChanged.connect(lambda _visible: shown.setChecked(not dock.isHidden()))
        self._docks[name] = dock

    def show_panel(self, name: str, shown: bool) -> None:
        """Shows or hides the “palette” or the “inspector”."""
        if name == "inspector":
            self._gave_way = False
        self._docks[name].setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_panels()

    def _fit_panels(self) -> None:
        """Hides the inspector when the window becomes narrow, and shows it again when it becomes wide."""
        narrow = self.width() < _NARROW
        if narrow == self._is_narrow or not self._docks:
            return
        self._is_narrow = narrow
        inspector = self._docks["inspector"]
        if narrow and not inspector.isHidden() and not self._docks["palette"].isHidden():
            inspector.hide()
            self._gave_way = True
        elif not narrow and self._gave_way:
            inspector.show()
            self._gave_way = False

    def go_to_panel(self, step: int) -> None:
        """Puts the focus into the panel that follows (or for -1, precedes) the one that has it, where it last was."""
        assert self.workspace is not None
        workspace = self.workspace
        panels: list[QWidget] = [workspace.canvas, workspace.inspector, workspace.palette_panel, self._tool_bar]
        focused = self.focusWidget()
        at = next((n for n, panel in enumerate(panels) if focused and panel.isAncestorOf(focused)), 0)
        for n in range(1, len(panels) + 1):
            panel = panels[(at + n * step) % len(panels)]
            if panel.isVisible():
                target = panel if panel is workspace.canvas else _stop(panel)
                if target is not None:
                    target.setFocus(Qt.FocusReason.TabFocusReason)
                    return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape and self.workspace is not None:
            self.workspace.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QPushButton):
            # Qt gives Enter to buttons of dialogs only.
            focused.click()
        else:
            super().keyPressEvent(event)

    @property
    def status(self) -> StatusBar:
        """The status bar; there only once the window holds a map."""
        return self._status

    def _show_notes(self, document: Document) -> None:
        assert self.workspace is not None
        banner = self.workspace.banner
        if document.read_only:
            text = self.tr(
                "This map was made by a newer version of the program. Look at it, or save a copy under another name."
            )
            banner.show_text(text, self.tr("Save a Copy…"), self.commands.file.save_as)
        elif self.actions_by_id["put-parked"].isEnabled():
            text = self.tr("Some cards have no place on the map.")
            details = (self.tr("Details"), lambda: self.show_notes(document.notes)) if document.notes else None
            banner.show_text(text, self.tr("Place Them"), self._put_parked_cards, details)
        elif document.notes:
            text = self.tr("Some of the file was put right when it was opened.")
            banner.show_text(text, self.tr("Details"), lambda: self.show_notes(document.notes))
        else:
            banner.show_text("")

    def _put_parked_cards(self) -> None:
        assert self.document is not None
        self.commands.map.put_parked_cards()
        # What remains to be said of the file.
        self._show_notes(self.document)

    def show_notes(self, notes: tuple[str, ...]) -> None:
        """Notes on a file that was opened or imported, in a window of plain text."""
        from cjm_desktop.windows.dialogs import NotesDialog

        NotesDialog(notes, self).exec()

    def show_missing(self) -> None:
        """Which characters of the map stand as boxes, because no font that comes with the program has them."""
        assert self.workspace is not None
        text = self.tr("“{character}” ({code}) is in none of the program's fonts; the map shows a box for it.")
        missing = sorted(self.workspace.canvas.layout_now().missing)
        codes = (" ".join(f"U+{ord(part):04X}" for part in one) for one in missing)
        self.show_notes(tuple(text.format(character=one, code=code) for one, code in zip(missing, codes, strict=True)))

    def refresh(self) -> None:
        """Title, bars and actions follow the document."""
        document, workspace = self.document, self.workspace
        met = dict.fromkeys(Needs, False)
        met[Needs.NOTHING] = True
        if document is None or workspace is None:
            self.setWindowTitle("CJM Desktop")
            self.setWindowModified(False)
            self._show_name("")
        else:
            session = document.session
            met[Needs.MAP] = True
            met[Needs.SELECTION] = bool(workspace.canvas.selection)
            met[Needs.UNDO], met[Needs.REDO] = session.can_undo, session.can_redo
            met[Needs.STAGES] = bool(session.journey.stages)
            met[Needs.PARKED] = any(card.lane is None or card.stage is None for card in session.journey.cards.values())
            met[Needs.HIDDEN] = any(lane.hidden for lane in session.journey.lanes.values())
            # In a title, "[*]" is where Qt puts the sign of unsaved changes, and "[*][*]" a literal one.
            title = document.name.replace("[*]", "[*][*]")
            self.setWindowTitle(f"{title}[*] — CJM Desktop")
            self.setWindowModified(session.is_dirty)
            self._show_name(plain.shortened(document.name, _SHOWN_NAME) + (" •" if session.is_dirty else ""))
            self.setWindowFilePath(str(document.path) if document.path else "")
            self._status.show_saved(self._saved_words(document))
            self._status.show_journey(session.journey)
            self._status.show_selected(len(workspace.canvas.selection))
            self._status.show_missing(len(workspace.canvas.layout_now().missing))
            self._name_step("undo", self.tr("&Undo"), session.undo_label)
            self._name_step("redo", self.tr("&Redo"), session.redo_label)
        self.actions_by_id.enable(met)

    def _show_name(self, name: str) -> None:
        if name != self._title_label.text():
            self._title_label.setText(name)
            # A menu bar makes room for its corner only when the widget there is shown.
            self._title_label.hide()
            self._title_label.show()

    def _name_step(self, id_: str, word: str, label: str) -> None:
        step = plain.mnemonic_free(QCoreApplication.translate("undo", label))
        self.actions_by_id[id_].setText(f"{word} {step}".rstrip())

    def _saved_words(self, document: Document) -> str:
        if document.session.is_dirty:
            return self.tr("Unsaved changes")
        if document.path is None:
            return self.tr("Not saved yet")
        if document.saved_at is None:
            return self.tr("Saved")
        return self.tr("Saved at {time}").format(time=document.saved_at.strftime("%H:%M"))

    def _show_zoom(self, zoom: float) -> None:
        self._tool_bar.show_zoom(zoom)
        self._status.show_zoom(zoom)

    def _dress(self) -> None:
        chrome = self.appearance.chrome
        self.actions_by_id.dress(chrome)
        dress_menus(self._menus, chrome)
        self.actions_by_id[f"appearance-{self.appearance.mode}"].setChecked(True)
        if self.workspace is not None:
            self._tool_bar.dress(chrome)

    # ---- opening and closing

    def open_path(self, path: Path) -> None:
        """Opens a file in this window where nothing would be lost, else in another one; a bad file is told of."""
        shown = self._desktop.window_of(path)
        if shown is not None:
            shown.come_forward()
            return
        from cjm_desktop.formats.errors import FileProblem
        from cjm_desktop.windows.document import load

        try:
            loaded = load(path)
        except FileProblem as problem:
            plain.tell(self, self.tr("The map cannot be opened"), str(problem))
            self.start_page.refresh()
            return
        self.show_journey(
            loaded.journey, path=path, read_only=loaded.read_only, notes=loaded.notes, digest=loaded.digest
        )

    def show_journey(self, journey: Journey, *, saved: bool = True, **fields: Any) -> MainWindow:
        """Shows a map in this window where nothing would be lost, else in another one; returns the window.

        `fields` are those of `Document`; `saved` is False for a map that would be lost if it were not saved.
        """
        if not self.is_untouched:
            return self._desktop.another_window(self).show_journey(journey, saved=saved, **fields)
        from cjm_desktop.editing.session import Session
        from cjm_desktop.windows.document import Document

        if self.document is None:
            session = Session(journey, saved=saved)
        else:
            session = self.document.session
            session.load(journey, saved=saved)
        self._show_document(Document(session, **fields))
        self.come_forward()
        return self

    def come_forward(self) -> None:
        """In front of the other windows, with the keyboard."""
        if self.isVisible():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
            self.raise_()
            self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        # First of all: an exception in what follows must not close the window over unsaved work.
        event.ignore()
        if self.workspace is not None:
            self.workspace.canvas.commit_editing()
        if self.document is not None and not self.document.may_close(self):
            return
        settings.store(settings.GEOMETRY, self.saveGeometry())
        if self.workspace is not None:
            if self._gave_way:
                self.show_panel("inspector", True)
            settings.store(settings.DOCKS, self.saveState(_DOCKS_VERSION))
            self.workspace.stop()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        pictures = self.workspace is not None and _dropped_files(event.mimeData(), SUFFIXES)
        if pictures or _dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = _dropped_files(event.mimeData())
        pictures = _dropped_files(event.mimeData(), SUFFIXES)
        place = self.mapToGlobal(event.position().toPoint())
        event.acceptProposedAction()
        # After the drop has ended: a message of a bad file must not hold up the program that it was dragged from.
        QTimer.singleShot(0, self, lambda: self.commands.file.open_all(files))
        if self.workspace is not None:
            QTimer.singleShot(0, self, lambda: self._place_pictures(pictures, place))

    def _place_pictures(self, files: list[Path], place: QPoint) -> None:
        """Cards with these pictures in the cell nearest to a place of the screen."""
        assert self.workspace is not None
        canvas = self.workspace.canvas
        for file in files:
            picture = read_picture(file, self)
            if picture is not None:
                self.workspace.place_picture(picture, canvas.to_map(canvas.viewport().mapFromGlobal(place)))
        canvas.commit_editing()

    # ---- geometry

    def _restore_geometry(self) -> None:
        remembered = settings.load(settings.GEOMETRY)
        screen = QGuiApplication.primaryScreen().availableGeometry()
        if remembered.isEmpty() or not self.restoreGeometry(remembered):
            size = QSize(1440, 900).boundedTo(QSize(round(screen.width() * 0.92), round(screen.height() * 0.92)))
            self.resize(size)
            self.move(screen.center() - self.rect().center())
        seen = any(_reachable(self.frameGeometry(), s.availableGeometry()) for s in QGuiApplication.screens())
        if not seen:
            self.move(screen.topLeft())

    def cascade_from(self, other: QMainWindow) -> None:
        """Stands a little beside another window, so that both are seen."""
        if not other.isMaximized():
            self.resize(other.size())
            self.move(other.pos() + QPoint(28, 28))

    def _restore_docks(self) -> None:
        remembered = settings.load(settings.DOCKS)
        if not remembered.isEmpty():
            self.restoreState(remembered, _DOCKS_VERSION)
        self._fit_panels()


def _stop(panel: QWidget) -> QWidget | None:
    """Where the focus was last in the panel, else the first widget in it to which Tab goes."""

    def takes_focus(widget: QWidget) -> bool:
        return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()

    last = panel.focusWidget()
    if last is not None and takes_focus(last):
        return last
    widget = panel.nextInFocusChain()
    while widget is not None and widget is not panel:
        if panel.isAncestorOf(widget) and takes_focus(widget):
            return widget
        widget = widget.nextInFocusChain()
    return None


def _reachable(frame: QRect, screen: QRect) -> bool:
    """Whether enough of a window's upper edge lies on the screen to take hold of it."""
    top = QRect(frame.x(), frame.y(), frame.width(), 40) & screen
    return top.width() >= 100 and top.height() >= 20


def _dropped_files(mime: QMimeData, suffixes: tuple[str, ...] = _DROPPED) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in suffixes]
