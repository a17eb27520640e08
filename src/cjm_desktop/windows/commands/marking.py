"""What the menus of channels, marks and evidence do with what is selected, on one window and its document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from cjm_desktop.windows import icons, plain
from cjm_desktop.windows.chooser import Chooser, Entry
from cjm_desktop.windows.commands.base import CommandGroup
from cjm_desktop.windows.steps import step

if TYPE_CHECKING:
    from cjm_desktop.model.journey import Journey
    from cjm_desktop.windows.inspector.field import Option

#: An icon for channels whose own is unknown.
_ANY = "circle-dot"


class MarkingCommands(CommandGroup):
    """Channels, marks and evidence of the selected things."""

    def choose_channel(self) -> None:
        """A list of the channels, to find one by typing; the selected cards get the one that is taken."""
        self._canvas.commit_editing()
        cards = self._chosen("cards")
        if not cards:
            self._window.status.say(self.tr("Select the cards that are to have a channel."))
            return
        entries = [
            Entry(plain.shortened(plain.visible(option.text), 80), option, icon=_icon(option))
            for option in self._channels()
        ]
        chooser = Chooser(
            self.tr("Choose Channel"),
            self.tr("Type a channel's name"),
            # What takes a channel away is seldom meant by Enter alone.
            [*entries[1:], *entries[:1]],
            self._window.appearance.chrome,
            self._window,
        )
        chooser.chosen.connect(lambda option: self._set_channel(cards, option.value))
        chooser.open_over(self._window)

    def fill_channels(self, menu: QMenu) -> None:
        """No channel, the map's own and the catalogue's; that of the selected cards is ticked."""
        menu.addAction(self._window.actions_by_id["set-channel"])
        if self._window.workspace is None:
            return
        menu.addSeparator()
        cards = self._chosen("cards")
        now = {self._session.journey.cards[id_].channel for id_ in cards}
        whole = self.tr("Channel: {name}")
        self._fill(menu, self._channels(), whole, now if cards else None, lambda value: self._set_channel(cards, value))

    def fill_marks(self, menu: QMenu) -> None:
        """The marks; those that all the selected cards and emotion points bear are ticked."""
        if self._window.workspace is None:
            return
        from cjm_desktop.editing.many import set_mark
        from cjm_desktop.windows.inspector.options import MARKS

        journey, ids = self._session.journey, self._chosen("cards", "points")
        borne = [set(marks) for marks in self._gathered(ids, "marks")]
        for option in MARKS(journey, ()):
            everywhere = bool(borne) and all(option.value in marks for marks in borne)
            entry = self._entry(menu, option, self.tr("Mark as: {name}"))
            entry.setChecked(everywhere)
            entry.setEnabled(bool(ids))
            entry.triggered.connect(
                lambda _=False, mark=option.value, on=not everywhere: self._apply(
                    step("Change marks"), lambda now: set_mark(now, ids, mark, on)
                )
            )

    def fill_evidence(self, menu: QMenu) -> None:
        """How we know what the selected cards, emotion points and metrics say."""
        if self._window.workspace is None:
            return
        from cjm_desktop.editing.many import set_proof
        from cjm_desktop.windows.inspector.options import EVIDENCE

        ids = self._chosen("cards", "points", "metrics")
        now = {None if proof is None else proof.status for proof in self._gathered(ids, "evidence")}
        self._fill(
            menu,
            EVIDENCE(self._session.journey, ()),
            self.tr("Evidence: {name}"),
            now if ids else None,
            lambda value: self._apply(
                step("Change evidence"), lambda journey: set_proof(journey, ids, "status", value)
            ),
        )

    def _fill(
        self,
        menu: QMenu,
        options: Iterable[Option],
        whole: str,
        now: set[Any] | None,
        take: Callable[[Any], None],
    ) -> None:
        """Entries of which one is ticked; grey where `now` is None, because nothing is selected that could have it."""
        group = QActionGroup(menu)
        for option in options:
            entry = self._entry(menu, option, whole)
            entry.setChecked(now == {option.value})
            entry.setEnabled(now is not None)
            group.addAction(entry)
            entry.triggered.connect(lambda _=False, value=option.value: take(value))

    def _entry(self, menu: QMenu, option: Option, whole: str) -> QAction:
        name = plain.shortened(plain.visible(option.text))
        icon = _icon(option)
        entry = menu.addAction(icons.icon(icon, self._window.appearance.chrome), plain.mnemonic_free(name))
        entry.setCheckable(True)
        # For the command palette, where it stands without its menu.
        entry.setProperty("whole", whole.format(name=name))
        entry.setProperty("icon_name", icon)
        return entry

    def _channels(self) -> tuple[Option, ...]:
        from cjm_desktop.windows.inspector.options import channel_options

        return channel_options(self._session.journey)

    def _chosen(self, *tables: str) -> tuple[str, ...]:
        """What is selected of these tables of the map."""
        journey = self._session.journey
        return tuple(id_ for id_ in self._canvas.selection if any(id_ in getattr(journey, name) for name in tables))

    def _gathered(self, ids: Iterable[str], field: str) -> list[Any]:
        from cjm_desktop.windows.inspector.fields.shared import records

        return [getattr(record, field) for record in records(self._session.journey, tuple(ids))]

    def _set_channel(self, cards: tuple[str, ...], channel: str | None) -> None:
        from cjm_desktop.editing.cards import update_cards

        self._apply(step("Change channel"), lambda journey: update_cards(journey, cards, channel=channel))
        self._canvas.setFocus()

    def _apply(self, label: str, edit: Callable[[Journey], Journey]) -> None:
        """One step that keeps the selection."""
        from cjm_desktop.canvas.edits import Edit

        self._canvas.commit_editing()
        self._canvas.apply(Edit(label, edit(self._session.journey)))


def _icon(option: Option) -> str:
    """The option's icon; the name may come from a file."""
    return option.icon if icons.exists(option.icon) else _ANY
