"""What the actions for copying, pasting and duplicating do, on one window and its document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from cjm_desktop.windows.commands.base import CommandGroup
from cjm_desktop.windows.links import in_folder, without_folder
from cjm_desktop.windows.plain import plural
from cjm_desktop.windows.steps import step

if TYPE_CHECKING:
    from cjm_desktop.editing.clip import Clip
    from cjm_desktop.editing.clipboard import Place
    from cjm_desktop.editing.filling import Filled
    from cjm_desktop.formats.table import Grid
    from cjm_desktop.model.journey import Journey
    from cjm_desktop.model.records import Picture

_TextWidget = QLineEdit | QPlainTextEdit | QTextEdit


class ClipboardCommands(CommandGroup):
    """Cut, copy, paste, duplicate; where a text is being written, they do what they do in every text field."""

    # Copying

    def cut(self) -> None:
        if (field := _written_in(self._window)) is not None:
            field.cut()
        elif self._copy():
            from cjm_desktop.canvas.edits import Edit
            from cjm_desktop.canvas.words import counted
            from cjm_desktop.editing import things

            journey, ids = self._session.journey, self._canvas.selection
            self._canvas.apply(Edit(f"Cut {counted(journey, ids)}", things.remove(journey, ids), ()))

    def copy(self) -> None:
        if (field := _written_in(self._window)) is not None:
            field.copy()
        elif self._copy():
            self._say(plural(self.tr("%n thing(s) copied", "", len(self._canvas.selection))))

    def copy_picture(self) -> None:
        """The selected things, or the whole map, as a picture for other programs."""
        from cjm_desktop.canvas.snapshot import snapshot
        from cjm_desktop.windows import clipboard

        self._canvas.commit_editing()
        sheet, ids = self._canvas.sheet, self._canvas.selection
        image = snapshot(sheet.drawing, sheet.layout, ids, sheet.journey.pictures)
        if image is not None:
            clipboard.copy_image(image)
            size = self.tr("Copied a picture of {width} × {height} pixels")
            self._say(size.format(width=image.width(), height=image.height()))

    def copy_svg(self) -> None:
        """The selected things, or the whole map, as a drawing for other programs, made when one of them asks for it."""
        from cjm_desktop.exporting.pictures import svg_later
        from cjm_desktop.windows import clipboard

        self._canvas.commit_editing()
        sheet = self._canvas.sheet
        made = svg_later(sheet.journey, sheet.layout, sheet.theme, sheet.dimmed, self._canvas.selection)
        clipboard.copy(clipboard.SvgData(made))
        self._say(self.tr("Copied as SVG, for programs that take drawings"))

    def copy_table(self) -> None:
        """The selected things, or the whole map, as a table for a spreadsheet, with the names of stages and lanes."""
        from cjm_desktop.formats.map_table import rows_of_map
        from cjm_desktop.formats.table import write_separated
        from cjm_desktop.windows import clipboard

        rows = rows_of_map(self._chosen_part())
        clipboard.copy_text(write_separated(rows), rows)
        count = self.tr("Copied a table of {rows} rows and {columns} columns")
        self._say(count.format(rows=len(rows), columns=len(rows[0])))

    def copy_as_text(self) -> None:
        """The selected things, or the whole map, as text to read."""
        from cjm_desktop.editing.clip import copied
        from cjm_desktop.formats.map_table import text_of_clip, text_of_map
        from cjm_desktop.windows import clipboard

        part = self._chosen_part()
        clip = copied(self._session.journey, self._canvas.selection)
        text = None if clip is None else text_of_clip(clip)
        text = text_of_map(part) if text is None else text
        clipboard.copy_text(text)
        self._say(plural(self.tr("%n line(s) of text copied", "", text.rstrip("\n").count("\n") + 1)))

    def _copy(self) -> bool:
        from cjm_desktop.canvas.snapshot import snapshot_later
        from cjm_desktop.editing.clip import copied
        from cjm_desktop.windows import clipboard

        self._canvas.commit_editing()
        sheet, ids = self._canvas.sheet, self._canvas.selection
        clip = copied(self._session.journey, ids)
        if clip is None:
            self._say(self.tr("Arrows and lines are copied with the cards and lanes that they belong to."))
            return False
        if (folder := self._document.folder) is not None:
            # It may be pasted into a map in another folder, and its links are to lead to the same maps.
            clip = replace(clip, journey=without_folder(clip.journey, folder))
        picture = snapshot_later(sheet.drawing, sheet.layout, ids, sheet.journey.pictures)
        clipboard.copy(clipboard.ClipData(clip, picture))
        return True

    def _chosen_part(self) -> Journey:
        """The selected things as a map of their own; the whole map as it is shown where nothing is selected."""
        from cjm_desktop.editing.clip import copied

        self._canvas.commit_editing()
        clip = copied(self._session.journey, self._canvas.selection)
        return self._canvas.sheet.journey if clip is None else clip.journey

    # Pasting

    def paste(self) -> None:
        """What lies on the clipboard: behind what is selected, into the selected cell, or where the mouse is."""
        if (field := _written_in(self._window)) is not None:
            field.paste()
            return
        from cjm_desktop.windows import clipboard

        self._canvas.commit_editing()
        self._canvas.setFocus()
        found = clipboard.contents()
        if found.problem:
            self._say(found.problem)
        elif found.clip is not None:
            self._paste_clip(found.clip)
        elif found.pictures:
            self._paste_pictures(found.pictures)
        elif found.grid is not None:
            self._paste_grid(found.grid)
        elif found.text:
            self._paste_text(found.text, by_line=True)
        else:
            self._say(self.tr("There is nothing on the clipboard that a map can hold."))

    def paste_as_one(self) -> None:
        """The clipboard's text as one card, whatever lines it has."""
        from cjm_desktop.windows import clipboard

        self._canvas.commit_editing()
        self._canvas.setFocus()
        found = clipboard.contents()
        text = found.text or (_lines_of(found.clip) if found.clip is not None else "")
        if text:
            self._paste_text(text, by_line=False)
        else:
            self._say(found.problem or self.tr("There is no text on the clipboard."))

    def duplicate(self) -> None:
        """Copies of what is selected right behind it; the clipboard stays as it is."""
        from cjm_desktop.canvas.edits import Edit
        from cjm_desktop.canvas.words import counted
        from cjm_desktop.editing.clipboard import duplicate

        canvas = self._canvas
        canvas.commit_editing()
        journey, ids = self._session.journey, canvas.selection
        copy = duplicate(journey, ids)
        if copy.ids:
            canvas.setFocus()
            canvas.apply(Edit(f"Duplicate {counted(journey, ids)}", copy.journey, copy.ids))
        else:
            self._say(self.tr("Arrows and lines are copied with the cards and lanes that they belong to."))

    def _paste_clip(self, clip: Clip) -> None:
        from cjm_desktop.canvas.edits import Edit
        from cjm_desktop.canvas.words import counted
        from cjm_desktop.editing.clipboard import paste

        clip = replace(clip, journey=in_folder(clip.journey, self._document.folder))
        pasted = paste(self._session.journey, clip, self._place())
        label = f"Paste {counted(pasted.journey, pasted.ids)}"
        if self._canvas.apply(Edit(label, pasted.journey, pasted.ids)):
            self._tell(len(pasted.ids), pasted.stages, pasted.lanes, ())

    def _paste_text(self, text: str, *, by_line: bool) -> None:
        place = self._place()
        filled = self._fill([[text]], None, place, by_line=by_line)
        if filled is not None and by_line and len(filled.ids) > 1:
            # One step back, and another way on.
            def as_one() -> None:
                self._session.undo()
                self._fill([[text]], None, place, by_line=False)

            said = self.tr("%n card(s) pasted, one for each line", "", len(filled.ids))
            self._window.status.say(plural(said), self.tr("As One Card"), as_one)

    def _paste_grid(self, grid: Grid) -> None:
        if not self._session.journey.stages or not self._session.journey.lanes:
            self._as_map(grid)
            return
        if grid.size[1] == 1:
            # A column of a spreadsheet is a list.
            self._fill([["\n".join(row[0] for row in grid.rows)]], None, self._place(), by_line=True)
        else:
            self._fill(grid.rows, grid, self._place(), by_line=True)

    def _fill(
        self,
        rows: Sequence[Sequence[str]],
        grid: Grid | None,
        place: Place,
        *,
        by_line: bool,
        over: Collection[str] | None = None,
    ) -> Filled | None:
        """Texts into the cells from a place onwards, as one step.

        Feelings and figures that are there stay, but for those `over` which one may write (None: what is selected).
        """
        from cjm_desktop.canvas.edits import Edit
        from cjm_desktop.canvas.words import counted
        from cjm_desktop.editing.filling import fill

        try:
            journey, lane, stage = self._cell(place)
            filled = fill(
                journey,
                rows,
                lane,
                stage,
                spans=None if grid is None else grid.spans,
                by_line=by_line,
                behind=[id_ for id_ in place.after if id_ in journey.cards],
                unseen=place.unseen,
                over=place.after if over is None else over,
            )
        except ValueError:
            self._say(self.tr("A text is longer than 20,000 characters, which are the most that a card holds."))
            return None

        def replace() -> None:
            if filled.ids:
                # One step back, and another way on.
                self._session.undo()
            self._fill(rows, grid, place, by_line=by_line, over={*place.after, *filled.kept})

        if not filled.ids:
            self._tell(0, 0, 0, filled.left, len(filled.kept), replace)
            return None
        label = f"Paste {counted(filled.journey, filled.ids)}"
        if not self._canvas.apply(Edit(label, filled.journey, filled.ids)):
            return None
        self._tell(len(filled.ids), filled.stages, filled.lanes, filled.left, len(filled.kept), replace)
        return filled

    def _paste_pictures(self, pictures: Sequence[Picture]) -> None:
        """Into the selected card or persona that has none; else cards of their own in the selected cell."""
        from cjm_desktop.canvas.edits import Edit
        from cjm_desktop.canvas.words import counted
        from cjm_desktop.editing.cards import insert_cards, new_card, update_cards
        from cjm_desktop.editing.homes import family
        from cjm_desktop.editing.personas import update_persona
        from cjm_desktop.editing.pictures import insert_picture
        from cjm_desktop.model.records import LaneKind

        journey, selection, place = self._session.journey, self._canvas.selection, self._place()
        for picture in pictures:
            journey = insert_picture(journey, picture)
        (only,) = selection if len(selection) == 1 == len(pictures) else ("",)
        card, persona = journey.cards.get(only), journey.personas.get(only)
        if card is not None and card.picture is None:
            after = update_cards(journey, [only], picture=pictures[0].id)
            self._canvas.apply(Edit(step("Paste picture"), after, (only,)))
            return
        if persona is not None and persona.portrait is None:
            after = update_persona(journey, only, portrait=pictures[0].id)
            self._canvas.apply(Edit(step("Paste picture"), after, (only,)))
            return
        if (place.lane is None and not place.after) or place.stage not in (*journey.stages, None):
            for picture in pictures:
                self._workspace.place_picture(picture)
            return
        journey, lane, stage = self._cell(place, journey)
        if family(journey.lanes[lane]) is not LaneKind.CARDS:
            for picture in pictures:
                self._workspace.place_picture(picture)
            return
        made = [new_card(journey, lane, stage, picture=picture.id) for picture in pictures]
        after = insert_cards(journey, made, behind=[id_ for id_ in place.after if id_ in journey.cards])
        ids = tuple(one.id for one in made)
        self._canvas.apply(Edit(step("Paste picture") if len(ids) == 1 else f"Paste {counted(after, ids)}", after, ids))

    # Whole maps

    def paste_as_map(self) -> None:
        """A new map of the table on the clipboard, after a look at what becomes stage, lane and card."""
        from cjm_desktop.formats.errors import FileProblem
        from cjm_desktop.formats.table import read_separated
        from cjm_desktop.windows import clipboard, plain

        if self._window.workspace is not None:
            self._canvas.commit_editing()
        found = clipboard.contents()
        title = self.tr("Paste as New Map")
        if found.clip is not None:
            self._map_of_clip(found.clip)
            return
        grid, problem = found.grid, found.problem
        if grid is None and found.text and not problem:
            try:
                grid = read_separated(found.text)
            except FileProblem as refused:
                problem = str(refused)
        if grid is None or problem:
            plain.tell(
                self._window,
                title,
                problem or self.tr("There is no table on the clipboard."),
                "" if problem else self.tr("Copy the cells of a table in a spreadsheet or a document first."),
            )
            return
        self._as_map(grid)

    def _as_map(self, grid: Grid) -> None:
        from cjm_desktop.formats.errors import FileProblem
        from cjm_desktop.windows import plain
        from cjm_desktop.windows.paste_dialog import PasteDialog

        try:
            dialog = PasteDialog(grid, self._window)
        except FileProblem as problem:
            plain.tell(self._window, self.tr("Paste as New Map"), str(problem))
            return
        dialog.exec()
        imported = dialog.imported
        dialog.deleteLater()
        if imported is not None:
            self._window.show_journey(imported.journey, saved=False)

    def _map_of_clip(self, clip: Clip) -> None:
        from cjm_desktop.editing.clipboard import Place, paste
        from cjm_desktop.editing.document import empty_journey

        journey = paste(empty_journey(), clip, Place()).journey
        self._window.show_journey(journey.model_copy(update={"language": clip.journey.language}), saved=False)

    # Where

    def _place(self) -> Place:
        """Behind what is selected, in the selected cell, or at the mouse where nothing is."""
        from cjm_desktop.editing.clipboard import Place

        canvas = self._canvas
        whole, seen = self._session.journey, canvas.sheet.journey
        hidden = {id_ for id_, lane in seen.lanes.items() if lane.hidden and not whole.lanes[id_].hidden}
        unseen = frozenset(hidden | (whole.stages.keys() - seen.stages.keys()))
        if canvas.selection:
            return Place(after=canvas.selection, unseen=unseen)
        cell = canvas.selected_cell
        if cell is None:
            at = canvas.viewport().mapFromGlobal(QCursor.pos())
            found = canvas.pointing.hit_at(at)
            if not canvas.viewport().rect().contains(at) or found.kind in ("none", "title"):
                return Place(unseen=unseen)
            if found.kind != "cell":
                return Place(after=(found.id,), unseen=unseen)
            return Place(found.id, found.part, unseen=unseen)
        return Place(cell.lane, cell.stage, unseen=unseen)

    def _cell(self, place: Place, journey: Journey | None = None) -> tuple[Journey, str, str]:
        """The map and the cell for texts and pictures; lane and stage are made where the map has none."""
        from cjm_desktop.editing.clipboard import cell_of
        from cjm_desktop.editing.homes import family, is_open
        from cjm_desktop.editing.lanes import insert_lane, new_lane
        from cjm_desktop.editing.stages import insert_stage, new_stage
        from cjm_desktop.model.records import LaneKind

        journey = self._session.journey if journey is None else journey
        cells = [cell_of(journey, id_) for id_ in place.after] or [(place.lane, place.stage)]
        lanes, stages = {lane for lane, _ in cells}, {stage for _, stage in cells}
        lane = next((id_ for id_ in journey.lanes if id_ in lanes), None)
        stage = next((id_ for id_ in journey.stages if id_ in stages), None)
        if lane is None:
            suits = (
                id_
                for id_, one in journey.lanes.items()
                if family(one) is LaneKind.CARDS and is_open(one) and id_ not in place.unseen
            )
            lane = next(suits, None)
        if lane is None:
            made = new_lane(journey, "actions")
            journey, lane = insert_lane(journey, made), made.id
        if stage is None:
            stage = next((id_ for id_ in journey.stages if id_ not in place.unseen), None)
        if stage is None:
            first = new_stage(journey, self.tr("New stage"))
            journey, stage = insert_stage(journey, first), first.id
        return journey, lane, stage

    # Telling

    def _say(self, text: str) -> None:
        self._window.status.say(text)

    def _tell(
        self,
        things: int,
        stages: int,
        lanes: int,
        left: Sequence[str],
        kept: int = 0,
        replace: Callable[[], None] | None = None,
    ) -> None:
        """What came of it, and what had to be added for it; where values were `kept`, the offer to `replace` them."""
        parts = [self.tr("%n thing(s) pasted", "", things)]
        if stages:
            parts.append(self.tr("%n stage(s) added", "", stages))
        if lanes:
            parts.append(self.tr("%n lane(s) added", "", lanes))
        if left:
            parts.append(self.tr("%n text(s) that no lane could take left out", "", len(left)))
        if kept:
            parts.append(self.tr("%n value(s) kept as they were", "", kept))
        offer = self.tr("Replace Them") if kept else ""
        self._window.status.say(" · ".join(map(plural, parts)), offer, replace if kept else None)


def _written_in(window: QWidget) -> _TextWidget | None:
    """The text field of the window that has the focus, if one has."""
    focused = QApplication.focusWidget()
    if not isinstance(focused, QLineEdit | QPlainTextEdit | QTextEdit):
        focused = None if focused is None else focused.focusProxy()
    if isinstance(focused, QLineEdit | QPlainTextEdit | QTextEdit) and focused.window() is window:
        return focused
    return None


def _lines_of(clip: Clip) -> str:
    from cjm_desktop.formats.map_table import text_of_clip

    return text_of_clip(clip) or ""
