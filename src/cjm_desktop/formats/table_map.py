"""The cells of a table and a reading of them go in; the map of it comes out, with what was guessed and what is not kept.

`table_reading` makes the reading and a user may correct it. Whatever it says, no text of a line that is not left out
is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from cjm_desktop.editing.cards import insert_cards
from cjm_desktop.editing.channels import insert_channel
from cjm_desktop.editing.curve import insert_curve, new_curve, new_point
from cjm_desktop.editing.lanes import insert_lane, move_lanes, new_lane
from cjm_desktop.editing.metrics import new_metric
from cjm_desktop.editing.personas import insert_persona, new_persona
from cjm_desktop.editing.tables import with_tables
from cjm_desktop.formats import language
from cjm_desktop.formats.errors import FileProblem, shown
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.patience import go_on
from cjm_desktop.formats.table import Grid
from cjm_desktop.formats.table_cells import (
    Said,
    are_feelings,
    cleaned_lines,
    faces_of,
    felt_parts,
    original,
    written,
)
from cjm_desktop.formats.table_channels import Channels, channels_apart
from cjm_desktop.formats.table_details import told_of_card
from cjm_desktop.formats.table_kinds import line_named
from cjm_desktop.formats.table_lists import Lists
from cjm_desktop.formats.table_long import Details
from cjm_desktop.formats.table_personas import people_beside, people_of
from cjm_desktop.formats.table_reading import (
    LEFT_OUT,
    MEANINGS,
    MORE,
    STAGE_FIELDS,
    STAGE_NAMES,
    SUB_STAGES,
    Reading,
    flipped,
    guess,
    is_filled,
    line_names,
    lines_of,
    relabelled,
)
from cjm_desktop.formats.table_stages import STAGES_MOST, StagesMaker
from cjm_desktop.formats.table_words import (
    is_channel_word,
    names_feelings,
    without_last_number,
)
from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.model.feelings import beyond_scale, feelings_of, is_doubtful, number_in, scale_in, score_in
from cjm_desktop.model.journey import Table
from cjm_desktop.model.records import NAME_MAX, TEXT_MAX, Card, EmotionPoint, Lane, LaneKind, Metric

__all__ = [
    "CARDS_MOST",
    "LANES_MOST",
    "LEFT_OUT",
    "MEANINGS",
    "MORE",
    "STAGES_MOST",
    "STAGE_FIELDS",
    "STAGE_NAMES",
    "SUB_STAGES",
    "Reading",
    "felt_parts",
    "flipped",
    "guess",
    "line_names",
    "read",
    "relabelled",
]

LANES_MOST, CARDS_MOST = 200, 20_000
#: What a heading names beside feelings without meaning more than these by it, where the cells say nothing else.
_FELT_BESIDE = frozenset({"thoughts", "touchpoints", "expectations", "own"})
#: So many cards tell the language of a map.
_TELLING = 200


def read(grid: Grid, reading: Reading, title: str, details: Details | None = None) -> Imported:
    """The map that a table is under a reading, and what to tell of it; FileProblem where it would be too large.

    `details` say more of cards, by the row and column of the cell that they come from.
    """
    if details and not reading.across:
        details = {(column, row): told for (row, column), told in details.items()}
    return _Maker(lines_of(grid, reading), reading, title, details or {}).made()


class _Maker(StagesMaker):
    """Builds the map of a table."""

    def __init__(self, lines: Grid, reading: Reading, title: str, details: Details) -> None:
        super().__init__(lines, reading, title)
        self._details = details
        self._cards: list[Card] = []
        self._points: list[EmotionPoint] = []
        self._metrics: list[Metric] = []
        self._channels = Channels()
        self._channel_lines: frozenset[int] = frozenset()
        #: Personas by the lines of their feelings or by place, and the line that names those.
        self._felt_by: dict[int, str] = {}
        self._people: dict[int, str] = {}
        self._people_line: int | None = None
        #: Cells whose details cards have.
        self._used: set[tuple[int, int]] = set()

    def made(self) -> Imported:
        self._make_stages()
        self._tell_people()
        self._tell_channels()
        lanes = self._lanes()
        if len(lanes) > LANES_MOST:
            raise FileProblem(f"The table makes {len(lanes):,} lanes; {LANES_MOST} are the most.")
        channels = []
        for role, label, numbers in lanes:
            go_on()
            if self._channel_lines.issuperset(numbers):
                channels.append((label, numbers, len(self._journey.lanes)))
            else:
                self._make_lane(role, label, numbers)
        for label, numbers, at in reversed(channels):
            self._make_lane_of_channels(label, numbers, at)
        self._tell_what_is_left()
        self._tell_details()
        journey = self._journey
        for channel in self._channels.own:
            journey = insert_channel(journey, channel)
        journey = insert_cards(journey, self._cards)
        journey = with_tables(journey, points=Table.of(self._points), metrics=Table.of(self._metrics))
        spoken = language.guess(" ".join(self._texts()))
        if spoken:
            journey = journey.model_copy(update={"language": spoken})
            self._notes.append(language.sentence(spoken))
        return Imported(journey, tuple(dict.fromkeys(self._notes)))

    def _texts(self) -> Iterator[str]:
        """What tells the language: names and texts, a beginning of them."""
        yield from self._names()
        yield from (label for _, label, _ in self._lanes())
        yield from (point.label for point in self._points[:_TELLING])
        yield from (card.text for card in self._cards[:_TELLING])

    # Lanes

    def _lanes(self) -> list[tuple[str, str, list[int]]]:
        """Role, label and lines of each lane: lines of one name are one lane, and so are “Pain 1” and “Pain 2”."""
        found: list[tuple[str, str, list[int]]] = []
        lines = [n for n, meaning in enumerate(self._reading.meanings) if meaning in ROLES]
        # Of what is known only: “Line 1” and “Line 2” may be anything.
        known = [self._reading.meanings[n] != "own" for n in lines]
        bare = [without_last_number(self._label(n)) if one else "" for n, one in zip(lines, known, strict=True)]
        for n, base in zip(lines, bare, strict=True):
            meaning = self._reading.meanings[n]
            label = base if base and bare.count(base) > 1 else self._label(n)
            same = next((one for one in found if label and one[0] == meaning and one[1] == label), None)
            if same is None:
                found.append((meaning, label, [n]))
            else:
                same[2].append(n)
                self._notes.append(f"The lines “{shown(label)}” were put together in one lane.")
        for n, meaning in enumerate(self._reading.meanings):
            if meaning == MORE:
                above = next((one for one in reversed(found) if one[2] and min(one[2]) < n), None)
                if above is None:
                    found.insert(0, ("own", "", [n]))
                else:
                    above[2].append(n)
                    above[2].sort()
        return found

    def _tell_people(self) -> None:
        """A persona for each that headings of feelings name, or else a line that says whose each place is."""
        meanings = self._reading.meanings
        felt = people_of({n: self._label(n) for n, meaning in enumerate(meanings) if meaning == "emotions"})
        ids = self._personas(felt.values())
        self._felt_by = {n: ids[name] for n, name in felt.items()}
        for n, meaning in enumerate(meanings):
            if meaning != "own" or felt or self._people:
                continue
            beside = people_beside(self._label(n), {place: self._lines.rows[n][place] for place in self._stages})
            if beside:
                ids = self._personas(beside.values())
                self._people = {place: ids[name] for place, name in beside.items()}
                self._reading, self._people_line = self._reading.with_meaning(n, LEFT_OUT), n
                self._notes.append(f"“{shown(self._label(n))}” says whose each card and curve is, and is no lane.")

    def _personas(self, names: Iterable[str]) -> dict[str, str]:
        """The ids of personas made for these names."""
        found: dict[str, str] = {}
        for name in dict.fromkeys(names):
            persona = new_persona(self._journey, name=name)
            self._journey, found[name] = insert_persona(self._journey, persona), persona.id
        if found:
            words = ", ".join(f"“{shown(name, 40)}”" for name in found)
            self._notes.append(f"Personas were made: {words}.")
        return found

    def _tell_channels(self) -> None:
        """Where one line holds the touchpoints and another their channels, each touchpoint gets that of its place."""
        told = [n for n, meaning in enumerate(self._reading.meanings) if meaning == "touchpoints"]
        lines = [n for n in told if is_channel_word(self._label(n))]
        if not lines or len(lines) == len(told):
            return
        cells = {place: [cleaned_lines(self._lines.rows[n][place]) for n in lines] for place in self._stages}
        named = [self._channels.tell(place, texts) for place, texts in cells.items()]
        if any(named):
            self._channel_lines = frozenset(lines)

    def _make_lane_of_channels(self, label: str, numbers: Sequence[int], at: int) -> None:
        """The lane of a line of channels, at its place among the lanes, unless all that it says went into touchpoints."""
        if self._channels.are_all_given:
            told = f"“{shown(label)}” became the channels of the touchpoints beside it, and is no lane of its own."
            self._notes.append(told)
            return
        before = list(self._journey.lanes)
        self._make_lane("touchpoints", label, numbers)
        made = [id_ for id_ in self._journey.lanes if id_ not in before]
        if at < len(before):
            self._journey = move_lanes(self._journey, made, before[at])
        if self._channels.are_given:
            told = f"“{shown(label)}” also became the channels of the touchpoints beside it, but not all that it says could."
            self._notes.append(told)

    def _make_lane(self, role: str, label: str, numbers: Sequence[int]) -> None:
        lane = new_lane(self._journey, role, label or None)
        if label:
            lane = lane.model_copy(update={"hint": ""})
        rest = {
            cell: self._lines.rows[cell[0]][cell[1]] for cells in self._by_stage(numbers).values() for cell in cells
        }
        if role != "emotions" and names_feelings(label) and role in _FELT_BESIDE and are_feelings(rest.values()):
            # “Touchpoint / emotion” with nothing but feelings in it.
            lane = new_lane(self._journey, "emotions", label).model_copy(update={"hint": ""})
        if not lane.kind.holds_cards:
            said = self._understood(lane, rest)
            if len(said) * 2 < len(rest):
                # Words, for the most part: one lane of them reads better than two that belong together.
                said = {}
                word = "feelings" if lane.kind is LaneKind.EMOTION else "numbers"
                self._notes.append(
                    f"Most texts of “{shown(lane.label)}” are no {word} that are known: all stand as cards."
                )
            if said or not rest:
                self._journey = insert_lane(self._journey, lane)
                self._add_values(lane, said, rest)
                felt = (rest[cell] for cell in said) if lane.kind is LaneKind.EMOTION else ()
                if any(score_in(cleaned_lines(text)) is None for text in felt):
                    self._notes.append(f"The values of “{shown(lane.label)}” were guessed from faces and words.")
            rest = {cell: text for cell, text in rest.items() if cell not in said}
            if not rest:
                return
            if said:
                word = "feelings" if lane.kind is LaneKind.EMOTION else "numbers"
                self._notes.append(f"Texts of “{shown(lane.label)}” that are no {word} stand in a lane of their own.")
            # What is neither a feeling nor a number is a card: nothing that was written is lost.
            beside = self._free_label(lane.label) if said else lane.label
            lane = new_lane(self._journey, role, beside).model_copy(update={"kind": LaneKind.CARDS, "hint": ""})
        self._journey = insert_lane(self._journey, lane)
        lists = Lists(
            list(rest.values()),
            self._notes.append,
            by_line=self._reading.by_line,
            lists=self._reading.lists,
            listed=lane.kind is LaneKind.TOUCHPOINTS,
        )
        for cell, text in rest.items():
            found = lists.cards(text)
            if lane.kind is LaneKind.TOUCHPOINTS and self._reading.lists:
                found = self._apart(found, label)
            for n, entry in enumerate(found):
                self._add_card(lane, cell, entry, (n, len(found)))
        if role != "emotions" and names_feelings(label):
            self._add_faces(lane, rest)

    def _apart(self, texts: Sequence[str], label: str) -> list[str]:
        """The touchpoints of a cell, those that list channels as one for each."""
        found = [part for text in texts for part in channels_apart(text, sure=is_channel_word(label))]
        if len(found) > len(texts):
            self._notes.append(f"Cells of “{shown(label)}” that list channels became a touchpoint for each.")
        return found

    def _add_faces(self, lane: Lane, texts: Mapping[tuple[int, int], str]) -> None:
        """A curve of the faces in a lane that tells feelings among other things, where most of its cells have one."""
        said = {cell: faces for cell, text in texts.items() if (faces := faces_of(text))}
        if len(said) < 2 or 2 * len(said) <= len(texts):
            return
        curve = new_lane(self._journey, "emotions", self._free_label(lane.label)).model_copy(update={"hint": ""})
        self._journey = insert_lane(self._journey, curve)
        self._add_values(curve, said, {cell: " → ".join(face for _, face in faces) for cell, faces in said.items()})
        self._notes.append(f"The faces in “{shown(lane.label)}” are a curve as well: “{shown(curve.label)}”.")

    def _free_label(self, label: str) -> str:
        """The label with the first number behind it that no lane bears: an import reads both as one lane again."""
        taken = {lane.label for lane in self._journey.lanes.values()} | {label for _, label, _ in self._lanes()}
        number = next(n for n in count(2) if f"{label[: NAME_MAX - 4]} {n}" not in taken)
        return f"{label[: NAME_MAX - 4]} {number}"

    def _add_card(self, lane: Lane, cell: tuple[int, int], text: str, place: tuple[int, int]) -> None:
        """`place` says which of how many cards of its cell it is."""
        channel, note = None, ""
        if lane.kind is LaneKind.TOUCHPOINTS and cell[0] not in self._channel_lines:
            text, channel = self._channels.of(text, cell[1], *place)
            note = self._remark(cell[1], *place)
        elif lane.kind is LaneKind.TOUCHPOINTS:
            named = self._channels.named(text)
            channel = named[0] if len(named) == 1 else None
        stage = self._stages[cell[1]]
        wide = self._lines.spans.get(cell, (1, 1))[1]
        span = self._span(cell[1], wide) if wide > 1 else 1
        parts = {self._parts.get(n) for n in range(cell[1], cell[1] + wide) if n in self._stages}
        part = next(iter(parts)) if span == len(parts) == 1 else None
        if span > 1:
            self._notes.append("Cells that are merged over several stages became cards that span them.")
        # Thousands of them are made at each correction: random ids would take longer than all the rest.
        id_ = f"card-{len(self._cards) + 1}"
        card = Card(id=id_, lane=lane.id, stage=stage, text=text[:TEXT_MAX], span=span, sub_stage=part, channel=channel)
        if cell[1] in self._people:
            card = card.model_copy(update={"persona": self._people[cell[1]]})
        if note:
            card = card.model_copy(update={"note": note})
        if cell in self._details:
            self._used.add(cell)
            card = card.model_copy(update=told_of_card(self._details[cell], self._channels, channel, self._notes))
        if len(text) > TEXT_MAX:
            self._notes.append(f"Texts of more than {TEXT_MAX:,} characters were cut.")
        self._cards.append(card)
        if len(self._cards) > CARDS_MOST:
            raise FileProblem(f"The table makes more than {CARDS_MOST:,} cards, which are the most.")

    def _remark(self, place: int, number: int, count: int) -> str:
        """What a line of channels says of a touchpoint beside the one channel that it can have, for its note."""
        words = self._channels.remark(place, number, count)
        if not words:
            return ""
        heading = self._label(min(self._channel_lines))
        self._notes.append(
            f"Where “{shown(heading)}” says more than one channel or a narrower word, it stands in the touchpoint's note."
        )
        return f"{heading}: {words}"[:TEXT_MAX]

    def _span(self, place: int, wide: int) -> int:
        """How many stages a merged cell covers."""
        ids = list(self._journey.stages)
        last = next(self._stages[n] for n in range(place + wide - 1, place - 1, -1) if n in self._stages)
        return max(1, ids.index(last) - ids.index(self._stages[place]) + 1)

    def _understood(self, lane: Lane, texts: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], Said]:
        """By cell the value of each text that is a feeling or a number, with the words to keep or the unit."""
        if lane.kind is LaneKind.METRIC:
            numbers = {cell: number_in(text) for cell, text in texts.items()}
            return {cell: (number,) for cell, number in numbers.items() if number is not None}
        plain = {cell: " ".join(cleaned_lines(text).split()) for cell, text in texts.items()}
        scale = self._reading.scale or scale_in(lane.label)
        changes = {cell: felt_parts(text) for cell, text in texts.items()}
        flat = [part for parts in changes.values() for part in parts]
        values, used = feelings_of(flat, scale)
        felt = iter(values)
        found: dict[tuple[int, int], Said] = {}
        for cell, parts in changes.items():
            each = [(part, next(felt)) for part in parts]
            known = [(value[0], original(part, value[0])) for part, value in each if value is not None]
            if known and len(known) == len(each):
                found[cell] = tuple(known)
            elif known:
                # What one side of an arrow says is not known: the cell is one feeling, all its words kept.
                found[cell] = ((sum(value for value, _ in known) / len(known), plain[cell]),)
        outside = beyond_scale(flat, scale)
        if outside:
            listed = ", ".join(f"“{shown(text, 40)}”" for text, _ in outside[:6])
            more = f" and {len(outside) - 6:,} more" if len(outside) > 6 else ""
            ends = " and ".join(dict.fromkeys(name for _, name in outside))
            self._notes.append(
                f"Beyond the scale of {ends} in “{shown(lane.label)}”, and taken for the end that is nearer: {listed}{more}."
            )
        if used and not scale:
            said = f"The numbers of “{shown(lane.label)}” were read as a scale of {used}"
            if is_doubtful(flat):
                self._notes.append(f"{said}, which they do not say themselves; choose another where that is wrong.")
            elif used != "-2 to +2":
                self._notes.append(f"{said}.")
        return found

    def _add_values(
        self, lane: Lane, said: Mapping[tuple[int, int], Said], texts: Mapping[tuple[int, int], str]
    ) -> None:
        together: dict[tuple[str, str], list[tuple[int, int]]] = {}
        ids = list(self._journey.stages)
        for cell in said:
            first, wide = self._stages[cell[1]], self._lines.spans.get(cell, (1, 1))[1]
            span = self._span(cell[1], wide) if wide > 1 else 1
            covered = ids[ids.index(first) :][:span] if span > 1 else [first]
            for stage in covered:
                together.setdefault((self._person_of(lane, cell), stage), []).append(cell)
            if span > 1:
                self._notes.append(
                    f"Values of “{shown(lane.label)}” that are merged over several stages stand in each."
                )
        curves: dict[str, str] = {}
        people = [person for person, _ in together] or [""]
        for person in dict.fromkeys(people) if lane.kind is LaneKind.EMOTION else ():
            made = new_curve(self._journey, lane.id, persona=person or None)
            self._journey = insert_curve(self._journey, made)
            curves[person] = made.id
        for (person, stage), cells in together.items():
            values = [value for cell in cells for value in written(said[cell], texts[cell])]
            for n, (value, words, exact) in enumerate(values):
                if lane.kind is LaneKind.METRIC:
                    self._metrics.append(new_metric(self._journey, lane.id, stage, value=value, unit=words))
                else:
                    at, text = (n + 0.5) / len(values), words[:TEXT_MAX]
                    kept = exact[:TEXT_MAX] if exact != text else ""
                    self._points.append(
                        new_point(self._journey, curves[person], stage, at, value, label=text, original=kept)
                    )

    def _person_of(self, lane: Lane, cell: tuple[int, int]) -> str:
        """The id of the persona whose curve a cell is a point of; empty where the table names none, and for figures."""
        if lane.kind is not LaneKind.EMOTION:
            return ""
        return self._felt_by.get(cell[0], "") or self._people.get(cell[1], "")

    def _tell_details(self) -> None:
        """Points and figures have no owner, and where there is no text there is no card."""
        lost = [said for cell, told in self._details.items() if cell not in self._used for _, said in told]
        if lost:
            heads = ", ".join(
                f"“{shown(head, 40)}”" for head in dict.fromkeys(said.partition("\n")[0] for said in lost)
            )
            self._notes.append(f"Left out, because feelings, figures and empty texts cannot have it: {heads}.")

    def _tell_what_is_left(self) -> None:
        """What stands in the table and not in the map, and what could not be told from the table."""
        lost = [
            self._label(n) or next(text for text in line if is_filled(text))
            for n, (line, meaning) in enumerate(zip(self._lines.rows, self._reading.meanings, strict=True))
            if meaning == LEFT_OUT
            and n != self._people_line
            and any(is_filled(text) for text in line)
            and line_named(self._label(n)) is None
        ]
        if lost:
            words = ", ".join(f"“{shown(text, 40)}”" for text in lost[:4])
            more = f" and {len(lost) - 4} more" if len(lost) > 4 else ""
            self._notes.append(f"Left out: {words}{more}.")
        unknown = [label for role, label, _ in self._lanes() if role == "own" and label]
        if unknown:
            words = ", ".join(f"“{shown(text, 40)}”" for text in unknown[:4])
            more = f" and {len(unknown) - 4} more" if len(unknown) > 4 else ""
            self._notes.append(f"Not known, so lanes of their own: {words}{more}.")
