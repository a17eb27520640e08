"""What links do: those of a card to other maps are made and opened here, all others go to the user's system."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from weakref import ref

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFileDialog, QMenu

from cjm_desktop.windows import plain
from cjm_desktop.windows.actions import ACTIONS
from cjm_desktop.windows.commands.base import CommandGroup
from cjm_desktop.windows.links import linked_map, open_link
from cjm_desktop.windows.steps import step

if TYPE_CHECKING:
    from cjm_desktop.model.records import WebLink
    from cjm_desktop.windows.document import Document
    from cjm_desktop.windows.main_window import Desktop, MainWindow

#: How much of a map's name is said, in characters.
_SHOWN_NAME = 48


class LinkedCommands(CommandGroup):
    """The commands on links."""

    def __init__(self, window: MainWindow, desktop: Desktop) -> None:
        super().__init__(window, desktop)
        #: The document that a link opened, and the one that holds the link with its file of then.
        self._led: tuple[Document, ref[Document], Path | None] | None = None

    @property
    def leads_somewhere(self) -> bool:
        """Whether the selected cards lead to other maps; the window holds one."""
        return bool(self._links_of(self._canvas.selection))

    def link(self) -> None:
        """Asks for another map's file, and has the selected cards lead to it."""
        from cjm_desktop.windows.document import start_folder
        from cjm_desktop.windows.document.names import file_filter

        self._canvas.commit_editing()
        folder = self._folder or start_folder()
        title = self.tr("Link Card to Another Map")
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, str(folder), file_filter())
        if chosen:
            self.link_to(Path(chosen))

    def link_to(self, path: Path) -> None:
        """Has the selected cards lead to a map's file, as one step."""
        from cjm_desktop.editing.links import add_link, map_address

        folder = self._folder
        url = map_address(path.absolute(), folder)
        if url is None:
            plain.tell(
                self._window,
                self.tr("The card cannot be linked to this file"),
                self.tr("A link leads to a map (.cjm) on this computer."),
            )
            return
        journey = self._session.journey
        cards = [id_ for id_ in self._canvas.selection if id_ in journey.cards]
        for id_ in cards:
            if all(one.url != url for one in journey.cards[id_].links):
                journey = add_link(journey, id_, url)
        self._session.apply(step("Add link"), journey)

    def open_selected(self) -> None:
        """Opens the map that the selected card leads to; where there are several, asks which."""
        self._open_one_of(self._links_of(self._canvas.selection))

    def open_of(self, card: str) -> None:
        """Opens the map that a card leads to; where there are several, asks which."""
        self._open_one_of(self._links_of((card,)))

    def open(self, url: str) -> None:
        """Opens what a link leads to: another map in this program, an address where the user's system opens it."""
        from cjm_desktop.editing.links import map_path

        if map_path(url) is None:
            open_link(url)
            return
        self._canvas.commit_editing()
        path = linked_map(url, self._folder)
        title = self.tr("The linked map cannot be opened")
        if path is None:
            plain.tell(
                self._window,
                title,
                self.tr(
                    "Its place is told from the folder of this map. Save this map first, then its links lead somewhere."
                ),
            )
        elif not path.is_file():
            plain.tell(self._window, title, self.missing(url))
        else:
            origin = self._document
            self._window.open_path(path)
            shown = self._desktop.window_of(path)
            if shown is not None and shown is not self._window:
                shown.commands.linked.arrive_from(origin)

    def arrive_from(self, origin: Document) -> None:
        """A link on another window's map opened this one: says so, and offers the way back."""
        self._led = self._document, ref(origin), origin.path
        self._window.refresh()
        text = self.tr("Opened by a link in “{name}”").format(name=plain.shortened(origin.name, _SHOWN_NAME))
        self._window.status.say(text, self.tr("Back"), self.back)

    @property
    def is_led_here(self) -> bool:
        """Whether a link opened the window's map, and there is a way back to where that link is."""
        if self._led is None or self._led[0] is not self._window.document:
            return False
        return self._origin is not None or self._led[2] is not None

    @property
    def back_words(self) -> str:
        """What the way back is called, with the name of the map that it leads to."""
        if self._led is None or not self.is_led_here:
            return ACTIONS["back"].label
        window, path = self._origin, self._led[2]
        name = window.document.name if window is not None and window.document is not None else path.name if path else ""
        return self.tr("&Back to “{name}”").format(name=plain.mnemonic_free(plain.shortened(name, _SHOWN_NAME)))

    def back(self) -> None:
        """To the map with the link that opened this one, also where its window was closed meanwhile."""
        if self._led is None or not self.is_led_here:
            return
        self._canvas.commit_editing()
        window, path = self._origin, self._led[2]
        if window is not None:
            window.come_forward()
        elif path is not None:
            self._window.open_path(path)

    @property
    def _origin(self) -> MainWindow | None:
        """The window that still shows the map with the link."""
        origin = None if self._led is None else self._led[1]()
        return next((one for one in self._desktop.windows if origin is not None and one.document is origin), None)

    def missing(self, url: str) -> str:
        """That there is no such map, in a sentence; nothing where there is one, for other links, and where nobody knows."""
        path = linked_map(url, self._folder)
        if path is None or path.is_file():
            return ""
        return self.tr("There is no map {name} in {folder}.").format(
            name=plain.visible(path.name), folder=plain.visible(str(path.parent))
        )

    def _open_one_of(self, links: list[WebLink]) -> None:
        from cjm_desktop.editing.links import map_path

        if len(links) == 1:
            self.open(links[0].url)
        elif links:
            menu = QMenu(self._window)
            menu.setAccessibleName(self.tr("Linked maps"))
            menu.setToolTipsVisible(True)
            for link in links:
                name = plain.shortened(plain.visible(link.title.strip() or map_path(link.url) or link.url), 60)
                missing = self.missing(link.url)
                if missing:
                    name = self.tr("{name} (not there)").format(name=name)
                entry = menu.addAction(plain.mnemonic_free(name))
                entry.setEnabled(not missing)
                entry.setToolTip(plain.tooltip(missing))
                entry.setStatusTip(missing)
                entry.triggered.connect(lambda _=False, url=link.url: self.open(url))
            menu.popup(QCursor.pos())

    def _links_of(self, ids: tuple[str, ...]) -> list[WebLink]:
        cards = self._session.journey.cards
        return [link for id_ in ids if id_ in cards for link in cards[id_].links if link.leads_to_map]

    @property
    def _folder(self) -> Path | None:
        return self._document.folder
