"""What the actions for merging, splitting, ordering and evening out do, on one window and its document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from cjm_desktop.windows import icons
from cjm_desktop.windows.commands.base import CommandGroup
from cjm_desktop.windows.steps import step

if TYPE_CHECKING:
    from cjm_desktop.model.journey import Journey

_NARROWEST, _WIDEST = 120.0, 480.0


class ArrangeCommands(CommandGroup):
    """Cards made one or several and put in order; stages and lanes made alike."""

    def merge(self) -> None:
        """The selected cards become the first of them."""
        from cjm_desktop.canvas.edits import Edit
        from cjm_desktop.editing.merging import lost_in_merging, merge_cards

        self._canvas.commit_editing()
        journey, ids = self._session.journey, self._cards()
        try:
            after, id_ = merge_cards(journey, ids)
        except ValueError:
            self._say(self.tr("Together the texts are longer than 20,000 characters, which are the most for a card."))
            return
        lost = lost_in_merging(journey, ids)
        if id_ is not None and self._canvas.apply(Edit(f"Merge {len(ids)} cards", after, (id_,))) and lost:
            self._say(self.tr("Merged. A card has but one picture: the first was kept."))

    def split(self) -> None:
        """A card for each line of the selected one; two cards at the cursor where its text is being written."""
        from cjm_desktop.canvas.edits import Edit
        from cjm_desktop.editing.merging import split_card

        canvas = self._canvas
        cut, written = canvas.writing.cursor_place, canvas.writing.id
        canvas.commit_editing()
        journey = self._session.journey
        ids = tuple(id_ for id_ in (written, *self._cards()) if id_ in journey.cards)
        if not ids:
            return
        text = journey.cards[ids[0]].text
        parts = text.splitlines() if cut is None else (text[:cut], text[cut:])
        after, made = split_card(journey, ids[0], parts)
        if not made:
            self._say(self.tr("This card has but one line. While writing, it is split at the cursor."))
        elif canvas.apply(Edit(step("Split card"), after, made)) and cut is not None:
            canvas.select((made[-1],))
            canvas.start_editing(made[-1])

    def order(self, order: str) -> None:
        """The cards of the selected cards' cells in order."""
        from cjm_desktop.editing.arranging import Order, order_cards

        self._apply(step("Order cards"), lambda journey: order_cards(journey, self._cards(), Order(order)))

    def to_top(self) -> None:
        from cjm_desktop.editing.arranging import put_at_end

        self._apply(step("Move to the top"), lambda journey: put_at_end(journey, self._cards(), top=True))

    def to_bottom(self) -> None:
        from cjm_desktop.editing.arranging import put_at_end

        self._apply(step("Move to the bottom"), lambda journey: put_at_end(journey, self._cards(), top=False))

    def equal_widths(self) -> None:
        """The selected stages, or all, as wide as they are on average."""
        widths = self._widths()
        mean = round(sum(widths.values()) / len(widths), 1)
        self._set_widths(step("Make stages equally wide"), dict.fromkeys(widths, mean))

    def fit_widths(self) -> None:
        """The selected stages, or all, as wide as fills their columns alike; together they stay as wide as they are."""
        widths, filled = self._widths(), self._filled()
        areas = {id_: max(filled[id_], 1.0) * width for id_, width in widths.items()}
        share = sum(widths.values()) / sum(areas.values())
        wanted = {id_: min(_WIDEST, max(_NARROWEST, area * share)) for id_, area in areas.items()}
        self._set_widths(step("Fit stage widths"), {id_: round(width, 1) for id_, width in wanted.items()})

    def reset_widths(self) -> None:
        self._set_widths(step("Reset stage widths"), dict.fromkeys(self._widths()))

    def equal_heights(self) -> None:
        """The selected lanes, or all, as high as the highest of them."""
        from cjm_desktop.editing.arranging import set_heights

        heights = self._heights()
        if heights:
            highest = round(max(heights.values()), 1)
            self._apply(
                step("Make lanes equally high"), lambda journey: set_heights(journey, dict.fromkeys(heights, highest))
            )

    def reset_heights(self) -> None:
        """The selected lanes, or all, as high as what stands in them."""
        from cjm_desktop.editing.arranging import set_heights

        heights = dict.fromkeys(self._heights())
        self._apply(step("Reset lane heights"), lambda journey: set_heights(journey, heights))

    # Menus that are filled when they open

    def fill_kinds(self, menu: QMenu) -> None:
        """How the selected lane is drawn; one that holds cards stays one of cards."""
        from cjm_desktop.editing.lanes import update_lane
        from cjm_desktop.windows.inspector.options import KINDS

        journey = self._session.journey
        lanes = [id_ for id_ in self._canvas.selection if id_ in journey.lanes]
        if not lanes:
            return
        lane = journey.lanes[lanes[0]]
        holds = any(card.lane == lane.id for card in journey.cards.values())
        for option in KINDS(journey, ()):
            entry = menu.addAction(icons.icon(option.icon, self._window.appearance.chrome), option.text)
            entry.setCheckable(True)
            entry.setChecked(lane.kind is option.value)
            alike = lane.kind.holds_cards and option.value.holds_cards
            entry.setEnabled(alike or not holds)
            entry.triggered.connect(
                lambda _=False, kind=option.value: self._apply(
                    step("Change lane kind"), lambda now: update_lane(now, lane.id, kind=kind)
                )
            )

    def fill_colours(self, menu: QMenu) -> None:
        """The accents for the selected cards or lane."""
        from cjm_desktop.editing import things
        from cjm_desktop.windows.inspector.options import CARD_COLOURS, LANE_COLOURS

        journey = self._session.journey
        chosen = [id_ for id_ in self._canvas.selection if id_ in journey.cards or id_ in journey.lanes]
        if not chosen:
            return
        of_cards = chosen[0] in journey.cards
        offered = CARD_COLOURS if of_cards else LANE_COLOURS
        label = step("Change card colour") if of_cards else step("Change lane colour")
        now = {(journey.cards.get(id_) or journey.lanes[id_]).accent for id_ in chosen}

        def paint(accent: object) -> None:
            def edit(journey: Journey) -> Journey:
                for id_ in chosen:
                    journey = things.update(journey, id_, accent=accent)
                return journey

            self._apply(label, edit)

        for option in offered(journey, ()):
            entry = menu.addAction(option.text)
            entry.setCheckable(True)
            entry.setChecked(now == {option.value})
            entry.triggered.connect(lambda _=False, accent=option.value: paint(accent))

    # What is there

    def _cards(self) -> tuple[str, ...]:
        return tuple(id_ for id_ in self._canvas.selection if id_ in self._session.journey.cards)

    def _widths(self) -> dict[str, float]:
        """The widths of the selected stages, of all where fewer than two are."""
        shown = {box.stage.id: box.column.width for box in self._canvas.layout_now().stages}
        chosen = {id_: shown[id_] for id_ in self._canvas.selection if id_ in shown}
        return chosen if len(chosen) > 1 else shown

    def _heights(self) -> dict[str, float]:
        shown = {
            placed.box.lane.id: placed.box.height
            for placed in self._canvas.layout_now().lanes
            if not placed.box.lane.collapsed
        }
        chosen = {id_: shown[id_] for id_ in self._canvas.selection if id_ in shown}
        return chosen if len(chosen) > 1 or (chosen and len(self._canvas.selection) == 1) else shown

    def _filled(self) -> dict[str, float]:
        """How high the cards of each stage stand upon each other."""
        layout = self._canvas.layout_now()
        found = {box.stage.id: 0.0 for box in layout.stages}
        for placed in layout.lanes:
            for box in placed.box.cards:
                if box.card.stage in found:
                    found[box.card.stage] += box.content.height / box.card.span
        return found

    def _set_widths(self, label: str, widths: Mapping[str, float | None]) -> None:
        from cjm_desktop.editing.arranging import set_widths

        self._apply(label, lambda journey: set_widths(journey, widths))

    def _apply(self, label: str, edit: Callable[[Journey], Journey]) -> None:
        """One step that keeps the selection."""
        from cjm_desktop.canvas.edits import Edit

        self._canvas.commit_editing()
        self._canvas.apply(Edit(label, edit(self._session.journey)))

    def _say(self, text: str) -> None:
        self._window.status.say(text)
