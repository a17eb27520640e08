"""What the actions do: one method for each handler that `actions` names, on one window and its document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu

from cjm_desktop.windows import icons, plain, recent
from cjm_desktop.windows.actions import CONTEXT, ROLE_GROUPS, group_label, role_icon, role_label

if TYPE_CHECKING:
    from cjm_desktop.windows.document import Document
    from cjm_desktop.windows.main_window import Desktop, MainWindow
    from cjm_desktop.windows.workspace import Workspace

_MERMAID = (".mmd", ".mermaid")


class Commands(QObject):
    """The commands of one window."""

    def __init__(self, window: MainWindow, desktop: Desktop) -> None:
        super().__init__(window)
        self._window = window
        self._desktop = desktop

    @property
    def _document(self) -> Document:
        assert self._window.document is not None
        return self._window.document

    @property
    def _workspace(self) -> Workspace:
        assert self._window.workspace is not None
        return self._window.workspace

    def menu_fillers(self) -> dict[str, Callable[[QMenu], None]]:
        """What fills the dynamic menus, by their ids."""
        return {"recent": self._fill_recent, "insert-lane": self._fill_lanes}

    # File

    def new_map(self) -> None:
        """The gallery: on the start page where the window shows it, else in a dialog."""
        if self._window.document is None:
            self._window.start_page.gallery.focus_cards()
            return
        from cjm_desktop.windows.gallery import GalleryDialog

        dialog = GalleryDialog(self._window.appearance, self._window.thumbnails, self._window)
        dialog.exec()
        if dialog.choice is not None:
            self.start_from_template(*dialog.choice)
        dialog.deleteLater()

    def start_from_template(self, key: str, structure: bool) -> None:
        """A map that no file holds yet, from a template or from its structure only."""
        from cjm_desktop.editing.document import structure_only
        from cjm_desktop.formats.errors import FileProblem
        from cjm_desktop.templates import load_template

        try:
            journey = load_template(key)
        except FileProblem as problem:
            plain.tell(self._window, self.tr("The template cannot be opened"), str(problem))
            return
        self._window.show_journey(structure_only(journey) if structure else journey)

    def open_dialog(self) -> None:
        from cjm_desktop.windows.document import file_filter, start_folder

        title = self.tr("Open Map")
        chosen, _ = QFileDialog.getOpenFileNames(self._window, title, str(start_folder()), file_filter())
        self.open_all(map(Path, chosen))

    def open_all(self, paths: Iterable[Path]) -> None:
        for path in paths:
            self.open_any(path)

    def open_any(self, path: Path) -> None:
        """Opens a map, or imports what the program can read as one."""
        if path.suffix.lower() in _MERMAID:
            self.import_file(path)
        else:
            self._window.open_path(path)

    def import_dialog(self) -> None:
        from cjm_desktop.windows.document import start_folder

        kinds = self.tr("Mermaid journeys (*.mmd *.mermaid *.md *.txt)") + ";;" + self.tr("All files (*)")
        chosen, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import"), str(start_folder()), kinds)
        if chosen:
            self.import_file(Path(chosen))

    def import_file(self, path: Path) -> None:
        """A map that no file holds yet from a file of another kind; says what was guessed or dropped."""
        from cjm_desktop.formats.errors import FileProblem
        from cjm_desktop.formats.registry import import_file

        try:
            imported = import_file(path)
        except FileProblem as problem:
            plain.tell(self._window, self.tr("The file cannot be imported"), str(problem))
            return
        window = self._window.show_journey(imported.journey, saved=False)
        if imported.notes:
            window.show_notes(imported.notes)

    def save(self) -> bool:
        self._workspace.canvas.commit_editing()
        return self._after_save(self._document.save(self._window))

    def save_as(self) -> bool:
        self._workspace.canvas.commit_editing()
        return self._after_save(self._document.save_as(self._window))

    def _after_save(self, saved: bool) -> bool:
        if saved:
            path = self._document.path
            self._workspace.canvas.set_file_name(path.name if path else "")
            self._workspace.banner.show_text("")
            self._window.status.say(self.tr("Saved {name}").format(name=self._document.name))
        self._window.refresh()
        return saved

    def export_dialog(self) -> None:
        from cjm_desktop.windows.export_dialog import ExportDialog

        self._workspace.canvas.commit_editing()
        dialog = ExportDialog(self._document.session.journey, self._document.path, self._window)
        dialog.exec()
        if dialog.exported is not None:
            exported = dialog.exported
            text = self.tr("Exported {name}").format(name=plain.visible(exported.name))
            self._window.status.say(text, self.tr("Open folder"), lambda: _open_folder(exported))
        dialog.deleteLater()

    def close_window(self) -> None:
        self._window.close()

    def quit(self) -> None:
        self._desktop.quit()

    def _fill_recent(self, menu: QMenu) -> None:
        files = recent.files()
        for file in files:
            entry = menu.addAction(plain.mnemonic_free(plain.visible(file.path.name)))
            entry.setEnabled(file.exists)
            entry.setStatusTip(plain.visible(str(file.path)))
            entry.triggered.connect(lambda _=False, path=file.path: self._window.open_path(path))
        if files:
            menu.addSeparator()
        clear = menu.addAction(self.tr("Clear the List"))
        clear.setEnabled(bool(files))
        clear.triggered.connect(self._clear_recent)

    def _clear_recent(self) -> None:
        recent.clear()
        self._window.start_page.refresh()

    # Edit

    def undo(self) -> None:
        self._workspace.canvas.commit_editing()
        self._document.session.undo()

    def redo(self) -> None:
        self._workspace.canvas.commit_editing()
        self._document.session.redo()

    def edit_text(self) -> None:
        """In place where the map shows the text, else in the inspector."""
        canvas = self._workspace.canvas
        canvas.setFocus()
        if not (len(canvas.selection) == 1 and canvas.start_editing(canvas.selection[0])):
            self.edit_in_inspector()

    def edit_in_inspector(self) -> None:
        """The focus into the inspector's first field."""
        self._window.show_panel("inspector", True)
        self._workspace.inspector.focus_first()

    def delete(self) -> None:
        self._workspace.canvas.delete_selection()

    def select_all(self) -> None:
        self._workspace.canvas.select_all()

    def select_none(self) -> None:
        self._workspace.canvas.select_none()

    # Insert

    def insert(self, what: str) -> None:
        """Places a thing where the selection is; `what` is a kind of thing, or a lane role for a card of it."""
        from cjm_desktop.canvas.tools import Making, Tool

        tool = Tool(Making(what)) if what in set(Making) else Tool(Making.CARD, role=what)
        self._workspace.place(tool)

    def insert_lane(self, role: str) -> None:
        from cjm_desktop.canvas.tools import Making, Tool

        self._workspace.place(Tool(Making.LANE, role=role))

    def add_persona(self) -> None:
        self._window.show_panel("inspector", True)
        self._workspace.add_persona()

    def _fill_lanes(self, menu: QMenu) -> None:
        if self._window.workspace is None:
            return
        chrome = self._window.appearance.chrome
        for group, roles in ROLE_GROUPS:
            submenu = menu.addMenu(group_label(group)) if len(roles) > 1 else menu
            if submenu is menu:
                menu.addSeparator()
            for role in roles:
                entry = submenu.addAction(icons.icon(role_icon(role), chrome), role_label(role))
                entry.triggered.connect(lambda _=False, role=role: self.insert_lane(role))

    # View

    def zoom_in(self) -> None:
        self._workspace.canvas.zoom_in()

    def zoom_out(self) -> None:
        self._workspace.canvas.zoom_out()

    def zoom_actual(self) -> None:
        self._workspace.canvas.zoom_actual()

    def zoom_fit(self) -> None:
        self._workspace.canvas.zoom_fit()

    def zoom_selection(self) -> None:
        self._workspace.canvas.zoom_to_selection()

    def show_context_menu(self, place: QPoint) -> None:
        """What a right click on the map offers, at a place of the screen; actions that do not apply are left out."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.tr("Context menu"))
        for id_ in CONTEXT:
            if id_ is None:
                menu.addSeparator()
            elif self._window.actions_by_id[id_].isEnabled():
                menu.addAction(self._window.actions_by_id[id_])
        menu.popup(place)

    def set_appearance(self, mode: str) -> None:
        self._window.appearance.set_mode(mode)

    def show_palette(self, shown: bool) -> None:
        self._window.show_panel("palette", shown)

    def show_inspector(self, shown: bool) -> None:
        self._window.show_panel("inspector", shown)

    def go_to_panel(self, which: str) -> None:
        """The focus into the “next” or “previous” one of map, inspector, palette and tool bar that is shown."""
        self._window.go_to_panel(1 if which == "next" else -1)

    # Map

    def map_properties(self) -> None:
        """The map's own fields in the inspector, with the focus in the first."""
        self._window.show_panel("inspector", True)
        self._workspace.canvas.select_none()
        self._workspace.inspector.show_selection(())
        self._workspace.inspector.focus_first()

    def show_hidden_lanes(self) -> None:
        """Shows every hidden lane again, as one step, and selects them."""
        from cjm_desktop.editing.lanes import update_lane

        session = self._document.session
        hidden = [lane.id for lane in session.journey.lanes.values() if lane.hidden]
        journey = session.journey
        for id_ in hidden:
            journey = update_lane(journey, id_, hidden=False)
        session.apply("Show hidden lanes", journey)
        self._workspace.canvas.select(hidden)

    def put_parked_cards(self) -> None:
        """Gives every card that no cell holds a place on the map, as one step, and selects them."""
        from cjm_desktop.editing.parking import put_parked_cards
        from cjm_desktop.model.queries import parked_cards

        self._workspace.canvas.commit_editing()
        session = self._document.session
        parked = [card.id for card in parked_cards(session.journey)]
        session.apply("Put parked cards on the map", put_parked_cards(session.journey))
        self._workspace.canvas.select(parked)
        self._workspace.canvas.zoom_to_selection()

    def structure_only(self) -> None:
        """Empties the map, but for its stages and lanes, as one step that can be undone."""
        from cjm_desktop.editing.document import structure_only

        self._workspace.canvas.commit_editing()
        session = self._document.session
        session.apply("Keep structure only", structure_only(session.journey))

    # Help

    def show_shortcuts(self) -> None:
        from cjm_desktop.windows.dialogs import ShortcutsDialog

        ShortcutsDialog(self._window).exec()

    def show_about(self) -> None:
        from cjm_desktop.windows.dialogs import AboutDialog

        AboutDialog(self._window).exec()


def _open_folder(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute().parent)))
