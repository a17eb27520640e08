"""The main window: a start page until it holds a map, then the map with its palette, inspector, menus and bars."""

from __future__ import annotations

from itertools import compress
from operator import is_not
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QPushButton, QStackedWidget, QWidget

from cjm_desktop.canvas.guard import guarded
from cjm_desktop.windows import dropping, geometry, icons, plain, settings
from cjm_desktop.windows.actions import Needs
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.bars import Actions, ToolBar, dress_menus, fill_menu_bar
from cjm_desktop.windows.clean_canvas import CleanCanvas
from cjm_desktop.windows.commands import Commands
from cjm_desktop.windows.docks import Docks
from cjm_desktop.windows.giving_way import GivingWay
from cjm_desktop.windows.panel_walk import walk
from cjm_desktop.windows.start_page import StartPage
from cjm_desktop.windows.steps import step_words
from cjm_desktop.windows.thumbnails import Thumbnails

if TYPE_CHECKING:
    from cjm_desktop.model.journey import Journey, Table
    from cjm_desktop.model.records import Card
    from cjm_desktop.windows.document import Document
    from cjm_desktop.windows.document.notices import Notices
    from cjm_desktop.windows.document.saving import Wish
    from cjm_desktop.windows.recovery_offer import RecoveryOffer
    from cjm_desktop.windows.status import StatusBar
    from cjm_desktop.windows.workspace import Workspace

_ZOOMS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
#: How much of a file's name shows beside the menus, in characters.
_SHOWN_NAME = 48
#: Beside the text of a menu in the menu bar, and beside the map's name there.
_AROUND_MENU, _AROUND_NAME = 27, 64


class Desktop(Protocol):
    """What a window asks of the application: other windows."""

    recovery_offer: RecoveryOffer
    windows: list[MainWindow]

    def another_window(self, beside: QMainWindow) -> MainWindow: ...

    def window_of(self, path: Path) -> MainWindow | None: ...

    def quit(self) -> None: ...


@guarded
class MainWindow(QMainWindow):
    """One window, one document. What menus do is in `commands`."""

    #: Title and bars were brought up to date: after a change, a save, another selection, another map.
    refreshed = Signal()
    #: The user closed the window, and agreed to what becomes of its map.
    closed = Signal()

    def __init__(self, desktop: Desktop, appearance: Appearance, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._desktop = desktop
        self.appearance = appearance
        self.thumbnails = thumbnails
        self.document: Document | None = None
        self.workspace: Workspace | None = None
        self._docks: Docks | None = None
        self._parked: tuple[Table[Card] | None, int] = (None, 0)
        self._position = 0  #: so many steps were done when the bars were brought up to date last
        self._giving_way: GivingWay | None = None
        self._notices: Notices | None = None
        self._is_agreed = False
        self._clean = CleanCanvas(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.setWindowIcon(icons.application_icon())
        self.setMinimumSize(730, 460)
        self.commands = Commands(self, desktop)
        self.actions_by_id = Actions(self, self.commands)
        self._menus = fill_menu_bar(self.menuBar(), self.actions_by_id, self.commands.menu_fillers())
        self.menuBar().setAccessibleName(self.tr("Menu bar"))
        self._name = ""
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
        appearance.mode_changed.connect(self._tick_appearance)
        geometry.restore(self)
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
        from cjm_desktop.windows.document.notices import Notices

        self._leave_document()
        self.document = document
        assert self.workspace is not None
        self._notices = Notices(self, document, self.workspace.banner)
        self._notices.barrier_changed.connect(self.refresh)
        document.moved.connect(self._follow_document)
        document.saved.connect(self.refresh)
        self._follow_document()
        self.workspace.inspector.show_selection(())
        self._stack.setCurrentWidget(self.workspace)
        self.commands.views.recall()
        self.refresh()
        self.workspace.canvas.setFocus()

    def look_at_file(self) -> None:
        """Looks whether somebody else has changed the document's file, and says so."""
        if self._notices is not None:
            self._notices.look()

    def _follow_document(self) -> None:
        """The document is in another file, or somebody else's to write."""
        if self.document is not None and self.workspace is not None:
            self.workspace.canvas.set_file_name(self.document.path.name if self.document.path else "")
            self._desktop.recovery_offer.tell_of_waiting(self)
            self.refresh()

    def _leave_document(self) -> None:
        """The window shows another document from now on, or none."""
        if self._notices is not None:
            self._notices.stop()
            self._notices = None
        if self.document is not None:
            self.document.release()
            self.document.moved.disconnect(self._follow_document)
            self.document.saved.disconnect(self.refresh)

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
        self._status.parking_wanted.connect(self.commands.lanes.open_parking_lot)
        self._status.zoom_wanted.connect(workspace.canvas.set_zoom)
        self._status.fit_wanted.connect(workspace.canvas.zoom_fit)
        self._docks = Docks(self, workspace, self.appearance, lambda id_: self.actions_by_id[f"show-{id_}"])
        self._giving_way = GivingWay(self._docks)
        self._fit_panels()
        self.commands.views.follow(workspace)
        self.commands.lanes.follow(workspace)
        self.commands.workshop.follow(workspace)
        workspace.changed.connect(self.refresh)
        workspace.canvas.selection_changed.connect(self.refresh)
        workspace.canvas.zoom_changed.connect(self._show_zoom)
        workspace.canvas.edit_requested.connect(self.commands.personas.edit_elsewhere)
        workspace.canvas.picture_requested.connect(self.commands.pictures.edit)
        workspace.canvas.context_menu_requested.connect(
            lambda place, hit: self.commands.view.show_context_menu(place, hit.kind)
        )
        workspace.file = lambda: None if self.document is None else self.document.path
        workspace.action_wanted.connect(lambda id_: self.actions_by_id[id_].trigger())
        workspace.panel_wanted.connect(lambda id_: self.show_panel(id_, True))
        workspace.canvas.text_written.connect(self._show_saved)
        workspace.canvas.status_message.connect(self._status.say)
        workspace.canvas.message_outdated.connect(self._status.withdraw)
        workspace.palette_panel.personas_wanted.connect(lambda: self.commands.personas.edit())
        workspace.inspector.link_wanted.connect(self.commands.linked.open)
        workspace.inspector.link_check = self.commands.linked.missing
        workspace.canvas.linked_map_requested.connect(self.commands.linked.open_of)
        workspace.inspector.persona_wanted.connect(lambda id_: self.commands.personas.edit(id_))
        self._tool_bar.dress(self.appearance.chrome)
        self._status.dress(self.appearance.chrome)
        self._show_zoom(workspace.canvas.zoom)

    def show_panel(self, name: str, shown: bool) -> None:
        """Opens or closes a panel of `docks.PANELS`, without moving the keyboard's focus."""
        self._narrowness.forget(name)
        self.docks.show(name, shown)

    def toggle_panel(self, name: str, shown: bool) -> None:
        """What the action of a panel asks for, see `Docks.toggle`."""
        self._narrowness.forget(name)
        self.docks.toggle(name, shown)

    def bars(self) -> list[QWidget]:
        """Menu bar, tool bar and status bar."""
        return [self.menuBar(), self._tool_bar, self._status]

    @property
    def docks(self) -> Docks:
        """The panels; there only once the window holds a map."""
        assert self._docks is not None
        return self._docks

    def set_clean(self, clean: bool) -> None:
        """Shows the map alone on the whole screen; or again what was round it before."""
        self._clean.set_on(clean)
        self.actions_by_id["clean-canvas"].setChecked(self._clean.is_on)

    def reset_panels(self) -> None:
        """Puts every panel back to where it stood at first."""
        self.docks.reset()
        self._giving_way = GivingWay(self.docks)
        self._fit_panels()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_panels()
        self._show_name(self._name)

    def _fit_panels(self) -> None:
        if self._giving_way is not None and not self._clean.is_on:
            self._giving_way.fit(self.width())

    @property
    def _narrowness(self) -> GivingWay:
        assert self._giving_way is not None
        return self._giving_way

    def go_to_panel(self, step: int) -> None:
        """Puts the focus into the panel that follows (or for -1, precedes) the one that has it, where it last was."""
        assert self.workspace is not None
        canvas = self.workspace.canvas
        panels = [canvas, *self.docks.seen_panels(), self._tool_bar, self.workspace.banner]
        walk(panels, self.focusWidget(), step, itself=canvas)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape and self.workspace is not None:
            if self._clean.is_on and self.workspace.canvas.hasFocus():
                self.set_clean(False)
            self.workspace.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QPushButton):
            # Qt gives Enter to buttons of dialogs only.
            focused.click()
        elif QKeySequence(event.keyCombination()) in self.actions_by_id["back"].shortcuts():
            # Whoever has the focus has no use for it.
            self.actions_by_id["back"].trigger()
        else:
            super().keyPressEvent(event)

    @property
    def status(self) -> StatusBar:
        """The status bar; there only once the window holds a map."""
        return self._status

    def show_notes(self, title: str, notes: tuple[str, ...]) -> None:
        """Notes on the map or its file under a title, in a window of plain text."""
        from cjm_desktop.windows.dialogs import NotesDialog

        NotesDialog(title, notes, self).exec()

    def show_missing(self) -> None:
        """Which characters of the map stand as boxes, because no font that comes with the program has them."""
        assert self.workspace is not None
        text = self.tr("“{character}” ({code}) is in none of the program's fonts; the map shows a box for it.")
        missing = sorted(self.workspace.canvas.layout_now().missing)
        codes = (" ".join(f"U+{ord(part):04X}" for part in one) for one in missing)
        notes = tuple(text.format(character=one, code=code) for one, code in zip(missing, codes, strict=True))
        self.show_notes(self.tr("Characters that cannot be drawn"), notes)

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
            cards = [id_ for id_ in workspace.canvas.selection if id_ in session.journey.cards]
            met[Needs.CARD], met[Needs.CARDS] = bool(cards), len(cards) > 1
            met[Needs.CARD_TEXT] = bool(cards) or workspace.canvas.writing.is_open
            met[Needs.UNDO], met[Needs.REDO] = session.can_undo, session.can_redo
            met[Needs.STAGES] = bool(session.journey.stages)
            parked = self._count_parked(session.journey)
            met[Needs.PARKED] = bool(parked)
            met[Needs.HIDDEN] = self.commands.lanes.anything_hidden
            met[Needs.LANE] = bool(self.commands.lanes.lanes)
            met[Needs.STAGE] = bool(self.commands.lanes.stages)
            met[Needs.CONFLICTS] = bool(session.journey.conflicts)
            met[Needs.LINKED] = self.commands.linked.leads_somewhere
            met[Needs.LED_HERE] = self.commands.linked.is_led_here
            met[Needs.VIEWS] = bool(session.journey.views)
            met[Needs.CHANGED_VIEW] = self.commands.views.is_changed
            # In a title, "[*]" is where Qt puts the sign of unsaved changes, and "[*][*]" a literal one.
            title = document.name.replace("[*]", "[*][*]")
            if self._notices is not None and self._notices.barrier:
                title = self.tr("{name} (read-only)").format(name=title)
            self.setWindowTitle(f"{title}[*] — CJM Desktop")
            self._show_saved()
            self.setWindowFilePath(str(document.path) if document.path else "")
            met[Needs.FILE] = document.path is not None
            if self._notices is not None:
                self._notices.refresh()
            if session.position < self._position:
                # What was said of a step that is undone is said of nothing.
                self._status.hush()
            self._position = session.position
            self._status.show_journey(session.journey, parked)
            self._status.show_selected(len(workspace.canvas.selection))
            self._status.show_parked(parked)
            self._status.show_missing(len(workspace.canvas.layout_now().missing))
            self._name_step("undo", self.tr("&Undo"), session.undo_label)
            self._name_step("redo", self.tr("&Redo"), session.redo_label)
            self.actions_by_id["back"].setText(self.commands.linked.back_words)
        self.actions_by_id.enable(met)
        if workspace is not None:
            workspace.refreshed.emit()
        self.refreshed.emit()

    def _count_parked(self, journey: Journey) -> int:
        """How many cards have no cell. Where cards were only edited, only those are looked at again."""
        from cjm_desktop.model.queries import is_parked, parked_cards

        (before, count), cards = self._parked, journey.cards
        if before is not cards:
            if before is not None and list(before) == list(cards):
                edited = compress(
                    zip(before.values(), cards.values(), strict=True), map(is_not, before.values(), cards.values())
                )
                count += sum(is_parked(new) - is_parked(old) for old, new in edited)
            else:
                count = len(parked_cards(journey))
            self._parked = cards, count
        return count

    def _show_name(self, name: str) -> None:
        """The map's name in what the menus leave of their bar."""
        self._name = name
        bar, metrics = self.menuBar(), self.menuBar().fontMetrics()
        menus = sum(metrics.horizontalAdvance(plain.bare(one.text())) + _AROUND_MENU for one in bar.actions())
        room = bar.width() - menus - _AROUND_NAME
        shown = self._title_label.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, max(0, room))
        if shown != self._title_label.text():
            self._title_label.setText(shown)
            # A menu bar makes room for its corner only when the widget there is shown.
            self._title_label.hide()
            self._title_label.show()

    def _name_step(self, id_: str, word: str, label: str) -> None:
        step = plain.mnemonic_free(step_words(label))
        self.actions_by_id[id_].setText(f"{word} {step}".rstrip())

    def _show_saved(self) -> None:
        """Whether the map is saved; words that are being written are not."""
        document, workspace = self.document, self.workspace
        if document is None or workspace is None:
            return
        unsaved = document.session.is_dirty or workspace.canvas.writing.is_changed
        if workspace.canvas.writing.is_open:
            # Nothing that the map holds is selected where something new is written.
            self.actions_by_id["split-card"].setEnabled(True)
        self.setWindowModified(unsaved)
        self._show_name(plain.shortened(document.name, _SHOWN_NAME) + (" •" if unsaved else ""))
        self._status.show_saved(self.tr("Unsaved changes") if unsaved else self._saved_words(document))

    def _saved_words(self, document: Document) -> str:
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
        self._tick_appearance()
        if self.workspace is not None:
            self._tool_bar.dress(chrome)
            self._status.dress(chrome)

    def _tick_appearance(self) -> None:
        self.actions_by_id[f"appearance-{self.appearance.mode}"].setChecked(True)

    # ---- opening and closing

    def open_path(self, path: Path) -> None:
        """Opens a file in this window where nothing would be lost, else in another one; a bad file is told of."""
        # Whatever becomes of the folder that the program was started in.
        path = path.absolute()
        shown = self._desktop.window_of(path)
        if shown is not None:
            shown.come_forward()
            return
        from cjm_desktop.windows.document.reading import open_file

        opened = open_file(path, self)
        if opened is None:
            self.start_page.refresh()
            return
        self.show_journey(opened.journey, saved=opened.saved, **opened.fields)

    def show_journey(self, journey: Journey, *, saved: bool = True, **fields: Any) -> MainWindow:
        """Shows a map in this window where nothing would be lost, else in another one; returns the window.

        `fields` are those of `Document`; `saved` is False for a map that would be lost if it were not saved.
        """
        if self.workspace is not None:
            # Words that are being written are no less than those that are on the map.
            self.workspace.canvas.commit_editing()
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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Whoever comes back to the window may have changed its file meanwhile.
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.look_at_file()

    def closeEvent(self, event: QCloseEvent) -> None:
        # First of all: an exception in what follows must not close the window over unsaved work.
        event.ignore()
        if not self._is_agreed and not self.may_close(self.wish_at_close()):
            return
        self._wind_up()
        event.accept()
        self.closed.emit()

    def wish_at_close(self) -> Wish:
        """Asks what becomes of unsaved changes; nothing is done yet."""
        from cjm_desktop.windows.document.saving import Wish, wish_at_close

        self.commands.present.end()
        if self.workspace is not None:
            self.workspace.canvas.commit_editing()
        return Wish.LET_GO if self.document is None else wish_at_close(self.document, self)

    def may_close(self, wish: Wish) -> bool:
        """Does what the user wishes for the map; False where the window has to stay after all."""
        from cjm_desktop.windows.document.saving import fulfil

        return self.document is None or fulfil(wish, self.document, self)

    def close_unasked(self) -> None:
        """Closes the window: the user has been asked, and the wish is fulfilled."""
        self._is_agreed = True
        try:
            self.close()
        finally:
            self._is_agreed = False

    def end(self) -> None:
        """The program goes, without asking: what is unsaved is kept elsewhere."""
        self.commands.present.end()
        self._wind_up()

    def _wind_up(self) -> None:
        """Remembers how the window stood; nothing in it follows anything any more."""
        self._leave_document()
        self.set_clean(False)
        settings.store(settings.GEOMETRY, self.saveGeometry())
        if self.workspace is not None:
            self._narrowness.restore()
            self.docks.store()
            self.docks.stop()
            self.workspace.stop()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        pictures = self.workspace is not None and (dropping.pictures(mime) or dropping.has_image(mime))
        if pictures or dropping.maps(mime):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        workspace = self.workspace
        # A picture becomes a card of the map; where there is none, it may hold a map itself.
        pictures = dropping.pictures(event.mimeData()) if workspace is not None else []
        files = dropping.maps(event.mimeData(), but=pictures)
        place = self.mapToGlobal(event.position().toPoint())
        event.acceptProposedAction()
        # After the drop has ended: a message of a bad file must not hold up the program that it was dragged from.
        QTimer.singleShot(0, self, lambda: self.commands.file.open_all(files))
        if workspace is not None:
            QTimer.singleShot(0, self, lambda: dropping.place_pictures(workspace, pictures, place))
            if dropping.has_image(event.mimeData()):
                QTimer.singleShot(0, self, dropping.image_dropper(workspace, event.mimeData(), place))

    def cascade_from(self, other: QMainWindow) -> None:
        """Stands a little beside another window, so that both are seen, and whole on its screen."""
        if not other.isMaximized():
            geometry.stand_beside(self, other)
