"""Commands that find: words on the map, a stage, a command by its name."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu

from cjm_desktop.windows import plain
from cjm_desktop.windows.actions import ACTIONS, MENUS, Menu
from cjm_desktop.windows.chooser import Chooser, Entry
from cjm_desktop.windows.commands.base import CommandGroup


class FindCommands(CommandGroup):
    """Find and replace, go to a stage, the command palette."""

    def find(self) -> None:
        """The find bar, with what is selected in the field that had the keyboard."""
        self._open_bar(replacing=False)

    def replace(self) -> None:
        self._open_bar(replacing=True)

    def find_next(self) -> None:
        self._workspace.find_bar.step(1)

    def find_previous(self) -> None:
        self._workspace.find_bar.step(-1)

    def _open_bar(self, *, replacing: bool) -> None:
        focused = self._window.focusWidget()
        text = focused.selectedText() if isinstance(focused, QLineEdit) else ""
        self._canvas.commit_editing()
        self._workspace.find_bar.open(text, replacing=replacing)

    def go_to_stage(self) -> None:
        """A list of the stages to find one by typing; the one that is taken is selected and shown."""
        stages = self._session.journey.stages.values()
        unnamed = self.tr("Stage {number}")
        entries = [
            Entry(
                plain.shortened(plain.visible(stage.name), 80) or unnamed.format(number=n),
                stage.id,
                detail=plain.visible(stage.duration or stage.start),
                keys=str(n),
                also=str(n),
            )
            for n, stage in enumerate(stages, 1)
        ]
        chooser = Chooser(
            self.tr("Go to Stage"),
            self.tr("Type a stage's name or number"),
            entries,
            self._window.appearance.chrome,
            self._window,
        )
        chooser.chosen.connect(self._go_to)
        chooser.open_over(self._window)

    def _go_to(self, stage: str) -> None:
        canvas = self._canvas
        canvas.select((stage,))
        rect = canvas.selected.bounds(canvas.layout_now())
        if rect is not None:
            canvas.reveal(rect)
        canvas.setFocus()

    def command_palette(self) -> None:
        """Every command by name, with its keys."""
        # The lanes, views and files of menus that are filled when they open are commands as well.
        filled = QMenu(self._window)
        entries = [entry for menu in MENUS for entry in self._entries(menu, filled)]
        chooser = Chooser(
            self.tr("Command Palette"),
            self.tr("Type a command"),
            entries,
            self._window.appearance.chrome,
            self._window,
        )
        chooser.destroyed.connect(filled.deleteLater)
        chooser.chosen.connect(lambda action: action.trigger())
        chooser.open_over(self._window)

    def _entries(self, menu: Menu, filled: QMenu, above: str = "") -> Iterator[Entry]:
        path = f"{above} › {plain.bare(menu.label)}" if above else plain.bare(menu.label)
        if menu.dynamic:
            inner = QMenu(filled)
            self._window.commands.menu_fillers()[menu.id](inner)
            # What such a menu has at all times is among its entries, too.
            yield from (entry for entry in _filled_entries(inner, path) if entry.value.objectName() not in ACTIONS)
        for entry in menu.entries:
            if isinstance(entry, Menu):
                yield from self._entries(entry, filled, path)
            elif entry is not None and entry != "command-palette":
                action = self._window.actions_by_id[entry]
                keys = action.shortcuts()
                yield Entry(
                    plain.bare(action.text()),
                    action,
                    detail=path,
                    keys=keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else "",
                    icon=ACTIONS[entry].icon,
                    enabled=action.isEnabled(),
                    also=ACTIONS[entry].tip,
                )


def _filled_entries(menu: QMenu, path: str) -> Iterator[Entry]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _filled_entries(inner, f"{path} › {plain.bare(action.text())}")
        elif not action.isSeparator() and action.text():
            # Some entries say by themselves what they are about ("Channel: Web"), and have an icon.
            text = action.property("whole") or plain.bare(action.text())
            icon = action.property("icon_name") or ""
            yield Entry(text, action, detail=path, icon=icon, enabled=action.isEnabled())
