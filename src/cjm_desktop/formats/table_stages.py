"""The cells of a table and a reading of them go in; the stages of its map come out, with their parts, times and goals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cjm_desktop.editing.filling import entries
from cjm_desktop.editing.stages import insert_stage, new_stage, new_sub_stage, update_stage
from cjm_desktop.formats.errors import FileProblem, shown
from cjm_desktop.formats.table import Grid
from cjm_desktop.formats.table_cells import cleaned_lines, cleaned_name
from cjm_desktop.formats.table_reading import LEFT_OUT, STAGE_FIELDS, STAGE_NAMES, SUB_STAGES, Reading, is_filled
from cjm_desktop.formats.table_words import cleaned, counted, is_numbered, without_number
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import NAME_MAX, TEXT_MAX, Stage

STAGES_MOST = 200
_SUB_STAGES_MOST = 200


class StagesMaker:
    """Begins the map of a table with its stages; what makes the rest of it goes on from here."""

    def __init__(self, lines: Grid, reading: Reading, title: str) -> None:
        self._lines, self._reading = lines, reading
        self._journey = Journey(title=title[:NAME_MAX])
        self._notes: list[str] = []
        #: For each place in a line the stage that it belongs to, and the part of it.
        self._stages: dict[int, str] = {}
        self._parts: dict[int, str] = {}

    def _names(self) -> Iterator[str]:
        return (stage.name for stage in self._journey.stages.values())

    def _places(self) -> Iterator[int]:
        """The places in a line that belong to stages."""
        width = self._lines.size[1]
        return (n for n in range(width) if n != self._reading.labels)

    def _label(self, n: int) -> str:
        return "" if self._reading.labels is None else cleaned(self._lines.rows[n][self._reading.labels])[:NAME_MAX]

    def _make_stages(self) -> None:
        """The stages, with what lines tell of them."""
        self._name_stages()
        for n, meaning in enumerate(self._reading.meanings):
            if meaning in STAGE_FIELDS or meaning == SUB_STAGES:
                self._tell_stages(meaning, n)

    def _name_stages(self) -> None:
        """A stage for each name. Places with the name of the one before, or none but with content, belong to that one."""
        meanings = self._reading.meanings
        named = meanings.index(STAGE_NAMES) if STAGE_NAMES in meanings else None
        used = [line for line, meaning in zip(self._lines.rows, meanings, strict=True) if meaning != LEFT_OUT]
        places = [n for n in self._places() if any(is_filled(line[n]) for line in used)]
        names = {n: "" if named is None else cleaned_name(self._lines.rows[named][n]) for n in places}
        if named is None:
            names |= self._named_by_touchpoints(places)
        again = self._are_repeated([name for name in names.values() if name])
        by_name: dict[str, str] = {}
        current: Stage | None = None
        for n in places:
            name = names[n]
            if current is None or named is None or (name and name != current.name):
                earlier = by_name.get(name) if again else None
                if earlier is None:
                    current = new_stage(self._journey, name)
                    self._journey = insert_stage(self._journey, current)
                    by_name.setdefault(name, current.id)
                    if len(self._journey.stages) > STAGES_MOST:
                        raise FileProblem(f"The table makes more than {STAGES_MOST} stages, which are the most.")
                else:
                    current = self._journey.stages[earlier]
            self._stages[n] = current.id
        if again:
            self._notes.append("Stages of the same name that stand apart in the table were put together.")
        if all(is_numbered(name) for name in self._names()) and self._journey.stages:
            for stage in self._journey.stages.values():
                self._journey = update_stage(self._journey, stage.id, name=without_number(stage.name))
            self._notes.append("The numbers in front of the stages' names were left out.")
        elif (bare := counted(list(self._names()))) is not None:
            for stage, name in zip(list(self._journey.stages.values()), bare, strict=True):
                self._journey = update_stage(self._journey, stage.id, name=name)
            self._notes.append("The numbers in front of the stages' names were left out.")

    def _named_by_touchpoints(self, places: Sequence[int]) -> dict[int, str]:
        """What rows without stages are called by the touchpoints that they begin with, each another one."""
        if self._reading.across or self._reading.meanings[:1] != ("touchpoints",):
            return {}
        names = {n: cleaned_name(self._lines.rows[0][n]) for n in places}
        if len(names) < 2 or not all(names.values()) or len(set(names.values())) < len(names):
            return {}
        self._notes.append(f"No stage is named, so each is called like its “{shown(self._label(0))}”.")
        return names

    @staticmethod
    def _are_repeated(names: Sequence[str]) -> bool:
        """Whether a line names the stage of each touchpoint, in any order, and not each stage once."""
        runs = sum(1 for n, name in enumerate(names) if n == 0 or name != names[n - 1])
        return runs > len(set(names)) and len(names) >= 2 * len(set(names))

    def _tell_stages(self, field: str, n: int) -> None:
        for id_, places in self._by_stage([n]).items():
            stage = self._journey.stages[id_]
            texts = [self._lines.rows[n][place] for _, place in places]
            if field == SUB_STAGES:
                self._add_parts(stage, n, [place for _, place in places])
            else:
                text = "\n".join(one for one in (cleaned_lines(text) for text in texts) if one)
                if field in ("start", "duration"):
                    text = " ".join(text.split())[:NAME_MAX]
                self._journey = update_stage(self._journey, id_, **{field: text[:TEXT_MAX]})
        if field == SUB_STAGES:
            subs = [part.name for stage in self._journey.stages.values() for part in stage.sub_stages]
            words = ", ".join(f"“{shown(name, 40)}”" for name in subs[:4])
            more = f" and {len(subs) - 4} more" if len(subs) > 4 else ""
            self._notes.append(f"Parts of stages: {words}{more}.")
        word = {"customer_goal": "the customer's goals", "business_goal": "the business's goals", "note": "notes"}
        if field in word and self._label(n):
            self._notes.append(f"“{shown(self._label(n))}” became {word[field]} of the stages.")

    def _add_parts(self, stage: Stage, n: int, places: Sequence[int]) -> None:
        subs = stage.sub_stages
        of_place: dict[int, str] = {}
        for place in places:
            parts = entries(cleaned_lines(self._lines.rows[n][place]))
            if len(subs) + len(parts) > _SUB_STAGES_MOST:
                raise FileProblem(f"The table makes more than {_SUB_STAGES_MOST} sub-stages of one stage.")
            for part in parts:
                subs = (*subs, new_sub_stage(stage.model_copy(update={"sub_stages": subs}), part[:NAME_MAX]))
            if len(parts) == 1:
                of_place[place] = subs[-1].id
        self._journey = update_stage(self._journey, stage.id, sub_stages=subs)
        if len(of_place) == len(places):
            part = ""
            for place, id_ in self._stages.items():
                if id_ == stage.id:
                    part = of_place.get(place, part)
                    if part:
                        self._parts[place] = part

    def _by_stage(self, lines: Sequence[int]) -> dict[str, list[tuple[int, int]]]:
        """By stage the cells (line, place) of these lines that say something."""
        found: dict[str, list[tuple[int, int]]] = {}
        for place, id_ in self._stages.items():
            for n in lines:
                if is_filled(self._lines.rows[n][place]):
                    found.setdefault(id_, []).append((n, place))
        return found
