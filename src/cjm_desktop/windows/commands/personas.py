"""What the actions about personas and their emotion curves do, on one window and its document."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from cjm_desktop.windows import plain
from cjm_desktop.windows.commands.base import CommandGroup
from cjm_desktop.windows.steps import step


class PersonaCommands(CommandGroup):
    """The commands about personas and their curves."""

    def edit(self, id_: str | None = None) -> None:
        """The persona editor, with a persona (None: the one that is selected, else the first)."""
        from cjm_desktop.windows.persona_editor import PersonaEditor

        self._canvas.commit_editing()
        dialog = PersonaEditor(self._session, self._window.appearance, id_ or self._selected(), self._window)
        dialog.exec()
        current = dialog.current
        dialog.deleteLater()
        if current is not None:
            self._workspace.inspect((current,))

    def edit_elsewhere(self, id_: str) -> None:
        """Edits what is not written in place: a persona or a curve's persona in its editor, the rest in the inspector."""
        journey = self._session.journey
        curve = journey.curves.get(id_)
        persona = id_ if curve is None else curve.persona
        if persona in journey.personas:
            self.edit(persona)
        else:
            self._window.commands.edit.edit_in_inspector()

    def add_curve(self, id_: str) -> None:
        """A further curve for a persona, which is then the one that new points go to."""
        from cjm_desktop.canvas.edits import Edit
        from cjm_desktop.editing.personas import add_curve

        self._canvas.commit_editing()
        after, _ = add_curve(self._session.journey, id_)
        if not self._canvas.apply(Edit(step("Add emotion curve"), after)):
            return
        self._workspace.inspect((id_,))
        name = plain.shortened(self._session.journey.personas[id_].name, 40) or self.tr("this persona")
        told = self.tr("Emotion points go to the new curve of {name} now. Double-click the lane to put one there.")
        self._window.status.say(told.format(name=name))

    def show_curve(self, id_: str, how: str) -> None:
        """Shows a curve (“shown”), as a dashed line behind the others (“ghost”) or not at all (“hidden”)."""
        from cjm_desktop.editing.curve import Shown, show_curve
        from cjm_desktop.windows.personas.curves import STEPS

        self._canvas.commit_editing()
        self._session.apply(STEPS[Shown(how)], show_curve(self._session.journey, id_, Shown(how)))

    def fill_curves(self, menu: QMenu) -> None:
        """One menu for each curve of the map, then what adds one for each persona."""
        if self._window.workspace is None:
            return
        self._fill(menu, list(self._session.journey.curves), list(self._session.journey.personas))

    def fill_context(self, menu: QMenu) -> None:
        """The curves of the selected persona, point, curve or emotion lane; nothing for anything else."""
        from cjm_desktop.model.queries import curves_of_lane
        from cjm_desktop.model.records import LaneKind

        journey, selection = self._session.journey, self._canvas.selection
        cell = self._canvas.selected_cell
        id_ = cell.lane if cell is not None else selection[0] if len(selection) == 1 else ""
        if id_ in journey.personas:
            self._fill(menu, [curve.id for curve in journey.curves.values() if curve.persona == id_], [id_])
        elif id_ in journey.curves or id_ in journey.points:
            curve = journey.curves[id_ if id_ in journey.curves else journey.points[id_].curve]
            self._fill(menu, [one.id for one in curves_of_lane(journey, curve.lane)], list(journey.personas))
        elif id_ in journey.lanes and journey.lanes[id_].kind is LaneKind.EMOTION:
            self._fill(menu, [curve.id for curve in curves_of_lane(journey, id_)], list(journey.personas))

    def _fill(self, menu: QMenu, curves: list[str], personas: list[str]) -> None:
        from cjm_desktop.editing.curve import how_shown
        from cjm_desktop.windows.personas.curves import curve_name, lane_name, shown_words

        journey = self._session.journey
        for id_ in curves:
            curve = journey.curves[id_]
            text = self.tr("{curve} in “{lane}”").format(
                curve=curve_name(journey, curve), lane=lane_name(journey, curve)
            )
            submenu = menu.addMenu(plain.mnemonic_free(text))
            submenu.setAccessibleName(text)
            for how, word in shown_words().items():
                entry = submenu.addAction(word)
                entry.setCheckable(True)
                entry.setChecked(how is how_shown(curve))
                entry.triggered.connect(lambda _=False, id_=id_, how=how: self.show_curve(id_, how))
        if curves and personas:
            menu.addSeparator()
        for id_ in personas:
            name = plain.shortened(journey.personas[id_].name, 30) or self.tr("Nameless")
            entry = menu.addAction(plain.mnemonic_free(self.tr("Add Curve for {name}").format(name=name)))
            entry.triggered.connect(lambda _=False, id_=id_: self.add_curve(id_))
        if not curves and not personas:
            menu.addAction(self.tr("No curves yet")).setEnabled(False)

    def _selected(self) -> str | None:
        """The persona that is selected, or that of the selected curve, point or card."""
        journey, selection = self._session.journey, self._canvas.selection
        if len(selection) != 1:
            return None
        (id_,) = selection
        point, card = journey.points.get(id_), journey.cards.get(id_)
        curve = journey.curves.get(point.curve if point is not None else id_)
        if card is not None:
            return card.persona
        return curve.persona if curve is not None else id_ if id_ in journey.personas else None
