"""Feelings by keys: the selection, or what is being written, says which stage; a value or a step goes in, one edit comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from cjm_desktop.canvas.edits import Edit
from cjm_desktop.canvas.words import value_text
from cjm_desktop.editing.feelings import Feeling, Felt, feel, feel_points
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.queries import stage_of
from cjm_desktop.model.records import LaneKind

if TYPE_CHECKING:
    from cjm_desktop.canvas.view import CanvasView

_translate = QCoreApplication.translate


class Feelings:
    """Says how the current stage feels, while one walks the map and while one writes."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self._told = ""
        view.selection_changed.connect(self._forget)

    def is_at(self, value: float) -> bool:
        """The current stage (or the selected emotion points) feels like this, from -2 to +2, as one step."""
        return self._feel("Set emotion", lambda _now: value)

    def better(self, by: float) -> bool:
        """The current stage (or the selected emotion points) feels better by so much, or worse, as one step."""
        return self._feel("Change emotion", lambda now: (now or 0.0) + by)

    def _feel(self, label: str, feeling: Feeling) -> bool:
        view, writing = self._view, self._view.writing
        # A feeling that is just being named comes to be first; its name is then written on.
        goes_on = writing.cell is not None and self._is_emotion(writing.cell.lane)
        if goes_on:
            view.commit_editing()
        writing.stand_alone()
        journey = view.session.journey
        if not writing.is_open and view.selection and all(id_ in journey.points for id_ in view.selection):
            felt = Felt(feel_points(journey, view.selection, feeling), view.selection)
        else:
            felt = feel(journey, self._stages(journey), feeling, self._persona(journey))
        if not felt.points:
            view.status_message.emit(
                _translate("canvas", "Select a stage, or a cell or card in it, to say how it feels.")
            )
            return False
        chosen = view.selected.cell is not None and self._is_emotion(view.selected.cell.lane)
        select = felt.points if chosen and not writing.is_open else None
        done = view.apply(Edit(label, felt.journey, select))
        if goes_on and len(felt.points) == 1:
            writing.write_on(felt.points[0])
        if done or felt.journey is journey:
            self._tell(felt)
        return done

    def _stages(self, journey: Journey) -> tuple[str, ...]:
        """The stages of what is being written or selected."""
        view, writing = self._view, self._view.writing
        if writing.is_open:
            if writing.cell is not None:
                return (writing.cell.stage,)
            ids: tuple[str, ...] = (writing.id,)
        elif view.selected.cell is not None:
            return (view.selected.cell.stage,)
        else:
            ids = view.selection
        found = (stage_of(journey, id_) for id_ in ids)
        return tuple(dict.fromkeys(stage for stage in found if stage is not None))

    def _persona(self, journey: Journey) -> str | None:
        """Whose feeling is meant: that of a selected persona, point or card, else of the curve that is being drawn."""
        for id_ in self._view.selection:
            if id_ in journey.personas:
                return id_
            if id_ in journey.points:
                return journey.curves[journey.points[id_].curve].persona
            if id_ in journey.cards and journey.cards[id_].persona is not None:
                return journey.cards[id_].persona
        return self._view.pointing.whose.persona

    def _is_emotion(self, lane: str) -> bool:
        found = self._view.session.journey.lanes.get(lane)
        return found is not None and found.kind is LaneKind.EMOTION

    def _tell(self, felt: Felt) -> None:
        journey = felt.journey
        points = [journey.points[id_] for id_ in felt.points]
        told = ", ".join(f"{journey.stages[one.stage].name} {value_text(one.value or 0.0)}" for one in points[:3])
        if felt.new_lane is not None:
            told = _translate("canvas", "{emotions}. The map had no emotion lane: one was added at its end.").format(
                emotions=told
            )
        elif journey.lanes[journey.curves[points[0].curve].lane].hidden:
            told = _translate("canvas", "{emotions}. The emotion lane is hidden.").format(emotions=told)
        self._told = told
        self._view.status_message.emit(told)

    def _forget(self) -> None:
        """Elsewhere, one no longer reads how the stage before felt."""
        if self._told:
            told, self._told = self._told, ""
            self._view.message_outdated.emit(told)
