"""The editor of a card's channel: one of all channels; the map's own ones are made, renamed and removed here, too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cjm_desktop.editing.channels import new_channel, remove_channels, update_channel
from cjm_desktop.editing.many import give_channel
from cjm_desktop.model.journey import Journey
from cjm_desktop.windows import plain
from cjm_desktop.windows.appearance import Appearance
from cjm_desktop.windows.controls import Choice, LineField
from cjm_desktop.windows.inspector import options as choices
from cjm_desktop.windows.inspector.editors.base import ICON, dress_button, icon_button
from cjm_desktop.windows.inspector.editors.choice import ChoiceEditor, fill_choice
from cjm_desktop.windows.inspector.field import Deed, Field, Ids, Option
from cjm_desktop.windows.inspector.subject import MIXED
from cjm_desktop.windows.steps import step


class ChannelEditor(ChoiceEditor):
    """A choice with a button for a new channel, and one that shows what a channel of the map's own is, to be edited."""

    def __init__(self, field: Field, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(field, appearance, parent)
        self._own: str | None = None
        self.row.removeWidget(self.choice)
        self.add = icon_button("plus", self.tr("New channel of the map"), appearance)
        self.add.clicked.connect(self._add)
        self.edit = icon_button("pencil", self.tr("Edit the channel"), appearance)
        self.edit.setCheckable(True)
        self.edit.clicked.connect(self._open)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.choice, 1)
        line.addWidget(self.edit)
        line.addWidget(self.add)
        self.row.addLayout(line)
        self.block = QFrame()
        self.block.setProperty("look", "block")
        self.row.addWidget(self.block)
        self.name = LineField()
        self.name.setPlaceholderText(self.tr("Name of the channel"))
        self.name.textEdited.connect(lambda text: self._change("name", text, step("Rename channel"), merge=True))
        self.name.left.connect(self.left)
        self.icon = Choice()
        self.icon.setIconSize(ICON)
        self.icon.activated.connect(
            lambda index: self._change("icon", self.icon.itemData(index), step("Change channel icon"))
        )
        self.online = Choice()
        self.online.activated.connect(
            lambda index: self._change("online", self.online.itemData(index), step("Change channel"))
        )
        self.remove = icon_button("trash-2", self.tr("Delete the channel"), appearance)
        self.remove.clicked.connect(self._remove)
        self.used = plain.label("", "muted", wrap=True)
        column = QVBoxLayout(self.block)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        first, second = QHBoxLayout(), QHBoxLayout()
        for one in (first, second):
            one.setSpacing(4)
            column.addLayout(one)
        first.addWidget(self.name, 1)
        first.addWidget(self.remove)
        second.addWidget(self.icon, 1)
        second.addWidget(self.online, 1)
        column.addWidget(self.used)
        self._fill_block()

    def named(self, name: str) -> None:
        super().named(name)
        self.name.setAccessibleName(self.tr("Name of the channel"))
        self.icon.setAccessibleName(self.tr("Icon of the channel"))
        self.online.setAccessibleName(self.tr("Online or offline"))

    def show_options(self, options: Sequence[Option]) -> None:
        super().show_options(options)
        self.choice.setMaxVisibleItems(16)

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        own = None if value is MIXED else self.journey.channels.get(value or "")
        self._own = None if own is None else own.id
        self.edit.setVisible(own is not None)
        self.block.setVisible(own is not None and self.edit.isChecked())
        if own is None:
            return
        self.name.show_text(own.name)
        self.icon.show_data(own.icon)
        self.online.show_data(own.online)
        count = sum(card.channel == own.id for card in self.journey.cards.values())
        self.used.setText(self.tr("A channel of this map. Cards in it: {count}").format(count=count))

    def dress(self) -> None:
        super().dress()
        dress_button(self.add, "plus", self.appearance)
        dress_button(self.edit, "pencil", self.appearance)
        dress_button(self.remove, "trash-2", self.appearance)
        self._fill_block()

    def _open(self, on: bool) -> None:
        self.block.setVisible(on and self._own is not None)

    def _fill_block(self) -> None:
        fill_choice(self.icon, choices.CHANNEL_ICONS(self.journey, ()), self.appearance)
        fill_choice(self.online, choices.ONLINE(self.journey, ()), self.appearance)

    def _add(self) -> None:
        name = self.tr("New channel")

        def made(journey: Journey, ids: Ids) -> Journey:
            return give_channel(journey, ids, new_channel(journey, name))

        self.edit.setChecked(True)
        self.done.emit(Deed(step("Add channel"), made))
        self.name.setFocus()
        self.name.selectAll()

    def _change(self, key: str, value: Any, undo: str, *, merge: bool = False) -> None:
        own = self._own
        if own is not None:
            deed = Deed(undo, lambda journey, _ids: update_channel(journey, own, **{key: value}), own if merge else "")
            self.done.emit(deed)

    def _remove(self) -> None:
        own = self._own
        if own is not None:
            self.choice.setFocus()
            self.done.emit(Deed(step("Delete channel"), lambda journey, _ids: remove_channels(journey, [own])))
