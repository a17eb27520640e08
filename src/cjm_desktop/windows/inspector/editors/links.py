"""The editor of links: an address or another map's file and a title each, opened only by a click on their button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cjm_desktop.editing.links import add_link, address, change_link, remove_link
from cjm_desktop.model.records import WebLink
from cjm_desktop.windows import plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.controls import LineField
from cjm_desktop.windows.inspector.editors.base import dress_button, icon_button, name_button
from cjm_desktop.windows.inspector.editors.blocks import BlocksEditor
from cjm_desktop.windows.inspector.editors.text import mark_wrong
from cjm_desktop.windows.inspector.field import Deed, Field, tr
from cjm_desktop.windows.inspector.subject import MIXED
from cjm_desktop.windows.steps import step


class LinkBlock(QFrame):
    """One link: its address, its title, a button that opens it and one that removes it; what is wrong stands below."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setProperty("look", "block")
        self._appearance = appearance
        #: The link as the map has it; None for one that is only being written.
        self.link: WebLink | None = None
        #: Whether it came into the map since its address got the focus.
        self.fresh = False
        self.url = LineField()
        self.url.setPlaceholderText(self.tr("Address, or a map (.cjm)"))
        self.title = LineField()
        self.title.setPlaceholderText(self.tr("What it is called"))
        self.open = icon_button("external-link", "", appearance)
        self.remove = icon_button("x", "", appearance)
        self.complaint = plain.label("", "error", wrap=True)
        self.complaint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 4, 6)
        column.setSpacing(4)
        for control, button in ((self.url, self.open), (self.title, self.remove)):
            line = QHBoxLayout()
            line.setSpacing(4)
            line.addWidget(control, 1)
            line.addWidget(button)
            column.addLayout(line)
        column.addWidget(self.complaint)

    def show_link(self, link: WebLink | None, number: int) -> None:
        """Shows a link; what is being written as its address stays."""
        changed, self.link = link is not None and link != self.link, link
        if link is not None and (changed or not self.url.hasFocus()):
            if not self.url.hasFocus() or address(self.url.text()) != link.url:
                self.url.show_text(link.url)
            self.complain("")
        if link is not None:
            self.title.show_text(link.title)
        self.open.setEnabled(link is not None)
        name = plain.shortened((link.title or link.url) if link is not None else "", 40)
        named = name or self.tr("link {number}").format(number=number)
        self.url.setAccessibleName(self.tr("Address of {link}").format(link=named))
        self.title.setAccessibleName(self.tr("Title of {link}").format(link=named))
        name_button(self.open, self.tr("Open {link}").format(link=link.url if link is not None else named))
        name_button(self.remove, self.tr("Remove {link}").format(link=named))

    def complain(self, text: str) -> None:
        """Says what is wrong with the address; nothing with an empty text."""
        self.complaint.setText(text)
        self.complaint.setVisible(bool(text))
        mark_wrong(self.url, text)

    def dress(self) -> None:
        dress_button(self.open, "external-link", self._appearance)
        dress_button(self.remove, "x", self._appearance)


class LinksEditor(BlocksEditor[LinkBlock]):
    """A block for each link, and a button for one more, which comes into the map once its address is one."""

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, tr("Add link"), parent)
        self._links: tuple[WebLink, ...] = ()
        #: Says what is wrong with a link that the map has: that there is no such file.
        self.check: Callable[[str], str] = lambda _url: ""
        self.add.clicked.connect(self._add)

    def show_value(self, value: Any) -> None:
        links: tuple[WebLink, ...] = () if value is MIXED else tuple(value or ())
        drafts = [block for block in self.blocks if block.link is None]
        if drafts and len(links) == len(self._links) + 1 and links[:-1] == self._links:
            # The link that was being written has come into the map.
            drafts.pop(0)
        wanted = len(links) + len(drafts)
        while len(self.blocks) > wanted:
            self._drop(self.blocks[-1])
        while len(self.blocks) < wanted:
            self._made()
        self._links = links
        for number, block in enumerate(self.blocks, 1):
            block.show_link(links[number - 1] if number <= len(links) else None, number)
            if number <= len(links) and links[number - 1].leads_to_map and not block.url.hasFocus():
                block.complain(plain.breakable(self.check(links[number - 1].url)))

    def forget_drafts(self) -> None:
        """Lets go of links that were never finished: something else is shown now."""
        for block in [block for block in self.blocks if block.link is None]:
            self._drop(block)

    def _made(self) -> LinkBlock:
        block = LinkBlock(self.appearance)
        block.url.textEdited.connect(lambda text: self._write(block, text))
        block.url.left.connect(lambda: self._left(block))
        block.title.textEdited.connect(lambda text: self._entitle(block, text))
        block.title.left.connect(self.left)
        block.open.clicked.connect(lambda: self._open(block))
        block.remove.clicked.connect(lambda: self._remove(block))
        self.blocks.append(block)
        self.column.addWidget(block)
        block.show()
        self.rebuilt = True
        return block

    def _drop(self, block: LinkBlock) -> None:
        self.blocks.remove(block)
        self.column.removeWidget(block)
        block.hide()
        block.deleteLater()
        self.rebuilt = True

    def _add(self) -> None:
        draft = next((block for block in self.blocks if block.link is None), None)
        if draft is None:
            draft = self._made()
            draft.show_link(None, len(self.blocks))
        draft.url.setFocus()

    def _write(self, block: LinkBlock, text: str) -> None:
        """Takes an address as soon as it is one with its scheme; a shorter form waits until the field is left."""
        url = address(text)
        if url is None:
            known = text.strip() and not "https://mailto:".startswith(text.strip()[:8].lower())
            block.complain(self._complaint() if known and ":" in text else "")
            return
        block.complain("")
        if ":" in text.strip()[:8]:
            self._keep(block, url)

    def _left(self, block: LinkBlock) -> None:
        text = block.url.text().strip()
        url = address(text)
        if url is not None:
            self._keep(block, url)
            block.url.show_text(url)
        elif block.link is not None:
            block.url.show_text(block.link.url)
            block.complain("")
        elif text:
            block.complain(self._complaint())
        block.fresh = False
        self.left.emit()

    def _complaint(self) -> str:
        return self.tr(
            "An address begins with https://, http:// or mailto: and holds no spaces; a map's file ends in .cjm."
        )

    def _keep(self, block: LinkBlock, url: str) -> None:
        at = self.blocks.index(block)
        if block.link is None:
            title, block.fresh = block.title.text(), True
            self.done.emit(
                Deed(step("Add link"), lambda journey, ids: add_link(journey, ids[0], url, title), f"link {at}")
            )
        elif url != block.link.url:
            self.done.emit(
                Deed(
                    step("Add link") if block.fresh else step("Change link"),
                    lambda journey, ids: change_link(journey, ids[0], at, url=url),
                    f"link {at}",
                )
            )

    def _entitle(self, block: LinkBlock, title: str) -> None:
        at = self.blocks.index(block)
        if block.link is not None:
            self.done.emit(
                Deed(
                    step("Change link"),
                    lambda journey, ids: change_link(journey, ids[0], at, title=title),
                    f"title {at}",
                )
            )

    def _open(self, block: LinkBlock) -> None:
        if block.link is not None:
            self.asked.emit("open", block.link.url)

    def _remove(self, block: LinkBlock) -> None:
        at = self.blocks.index(block)
        self.add.setFocus()
        if block.link is None:
            self._drop(block)
        else:
            self.done.emit(Deed(step("Remove link"), lambda journey, ids: remove_link(journey, ids[0], at)))
