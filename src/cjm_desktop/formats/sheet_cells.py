"""Cells of the readable table that people wrote into go in with their map, the map with what they wrote comes out.

An entry of a cell that still says what a card, an emotion point or a metric says is that one; what was rewritten, moved to
another cell or put in is found out, so that what no cell shows (owners, evidence, links ...) stays with its card.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from cjm_desktop.editing.cards import clipped, remove_cards, rooms
from cjm_desktop.editing.curve import curve_for, free_position, insert_point, new_point, remove_points, update_point
from cjm_desktop.editing.metrics import insert_metric, new_metric, read_metric, remove_metrics, update_metric
from cjm_desktop.editing.tables import arranged, changed, unused_id, with_tables
from cjm_desktop.formats.errors import shown
from cjm_desktop.formats.imported import Notes
from cjm_desktop.formats.sheet_grid import BULLET, curve_name, metric_words, points_of, said, said_point
from cjm_desktop.formats.sheet_marks import plain
from cjm_desktop.formats.told import feeling
from cjm_desktop.model.catalogue import CHANNELS
from cjm_desktop.model.feelings import feeling_in
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.queries import curves_of_lane
from cjm_desktop.model.records import EMOTION_MAX, TEXT_MAX, Card, EmotionPoint, LaneKind

#: Lane, stage and sub-stage; without a lane that is the parking lot.
Place = tuple[str | None, str | None, str | None]

_BULLET = re.compile(r"\s*[•·‣▪*–-]\s+")
_VALUE = r"[+\-−]?\d{1,3}(?:[.,]\d{1,12})?"
_POINT = re.compile(rf"(?:(?P<label>.*?)\s*\(\s*(?P<told>{_VALUE})\s*\)|(?P<value>{_VALUE}))", re.DOTALL)
#: How alike two texts are of which one was made out of the other.
_ALIKE = 0.5
#: So much of long texts is compared, and of so many pairs in a cell and in all cells.
_COMPARED, _PAIRS, _ALL_PAIRS = 300, 2_000, 20_000
#: A stage has no more feelings or numbers than this.
_MOST_VALUES = 200


@dataclass(slots=True)
class _Cell:
    """The entries of a cell, and by their place in it the ids of the cards that they are."""

    place: Place
    line: int
    entries: list[str]
    cards: dict[int, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    @property
    def open(self) -> list[int]:
        return [n for n in range(len(self.entries)) if n not in self.cards]


def written_entries(text: str) -> list[str]:
    """What a cell says, one by one, as `sheet_grid.listed` wrote it."""
    if not text.startswith(BULLET):
        return [text] if text.strip() else []
    return text.removeprefix(BULLET).split(f"\n{BULLET}")


def entries_of(text: str, before: Sequence[str]) -> list[str]:
    """What a cell says, one by one; `before` are the texts that it said, of which each may have several lines."""
    if plain(text) in map(plain, before):
        return [text]
    lines = [line for line in text.split("\n") if line.strip()]
    following = {line.strip() for one in before for line in one.split("\n")[1:] if line.strip()}
    if not any(_BULLET.match(line) for line in lines) and len(before) == 1 and "\n" in before[0]:
        return [text] if text.strip() else []
    found: list[str] = []
    few = len(lines) * len(following) <= _PAIRS
    for line in lines:
        bullet = _BULLET.match(line)
        words = line.strip()
        goes_on = words in following or (few and any(_is_alike(words, one) for one in following))
        if found and bullet is None and goes_on:
            found[-1] += "\n" + line
        else:
            found.append(line[bullet.end() :] if bullet is not None else line)
    return [one.strip() for one in found]


def _is_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one[:_COMPARED], other[:_COMPARED]).ratio() >= _ALIKE


class CellEdits:
    """Takes the cells that were changed one by one, and then makes all the changes."""

    def __init__(self, journey: Journey, notes: Notes, *, as_written: bool = False) -> None:
        """`as_written` where the cells are taken as they were written, not as changes of what the map says."""
        self._journey, self._notes, self._as_written = journey, notes, as_written
        self._cells: list[_Cell] = []
        self._gone: list[str] = []
        self._by_place: dict[Place, list[Card]] = {}
        for card in journey.cards.values():
            place = (card.lane, card.stage, card.sub_stage) if card.lane and card.stage else (None, None, None)
            self._by_place.setdefault(place, []).append(card)

    def remove(self, places: Iterable[Place]) -> None:
        """These places are gone, and what stood there, but for cards that are found in another cell."""
        self._gone += [card.id for place in dict.fromkeys(places) for card in self._by_place.get(place, ())]

    def change(self, place: Place, text: str, line: int) -> None:
        """A cell says this now; `line` is its row."""
        cards = [card for card in self._by_place.get(place, ()) if said(self._journey, card).strip()]
        lane, stage, part = place
        kind = LaneKind.CARDS if lane is None else self._journey.lanes[lane].kind
        words = [said(self._journey, card) for card in cards]
        if lane is not None and stage is not None and not kind.holds_cards:
            points = [] if part else [one for one in points_of(self._journey, lane) if one.stage == stage]
            metrics = [one for one in self._journey.metrics.values() if (one.lane, one.stage) == (lane, stage)]
            words += [said_point(self._journey, one) for one in points]
            words += [metric_words(one) for one in metrics if one.value is not None]
            entries = self._entries(text, words)
            entries = self._without_cards(entries, cards)
            if len(entries) > _MOST_VALUES:
                remark = f"the sheet “Map” says more than {_MOST_VALUES} values in a cell; they were not taken"
                self._notes.add(remark, line)
                return
            if kind is LaneKind.EMOTION:
                self._felt(lane, stage, points, entries, line)
            else:
                self._measured(lane, stage, entries, line)
            return
        cell = _Cell(place, line, self._entries(text, words), left=[card.id for card in cards])
        same: dict[str, list[str]] = {}
        for card in reversed(cards):
            same.setdefault(plain(said(self._journey, card)), []).append(card.id)
        for n, entry in enumerate(cell.entries):
            if ids := same.get(plain(entry)):
                cell.cards[n] = ids.pop()
        taken = set(cell.cards.values())
        cell.left = [id_ for id_ in cell.left if id_ not in taken]
        self._cells.append(cell)

    def _entries(self, text: str, before: Sequence[str]) -> list[str]:
        return written_entries(text) if self._as_written else entries_of(text, before)

    def made(self) -> Journey:
        """The map with all changes."""
        self._find_alike()
        self._find_moved()
        for cell in self._cells:
            # As many new texts as cards without one: they were written anew.
            if len(cell.open) == len(cell.left):
                cell.cards.update(zip(cell.open, cell.left, strict=True))
                cell.left = []
        kept = {id_ for cell in self._cells for id_ in cell.cards.values()}
        lost = {id_ for cell in self._cells for id_ in cell.left} | set(self._gone)
        return self._placed(remove_cards(self._journey, lost - kept))

    # Values

    def _without_cards(self, entries: list[str], cards: Sequence[Card]) -> list[str]:
        """The entries that are no cards, which may stand in a lane of values all the same."""
        known = {plain(said(self._journey, card)) for card in cards}
        return [entry for entry in entries if plain(entry) not in known]

    def _felt(self, lane: str, stage: str, points: Sequence[EmotionPoint], entries: list[str], line: int) -> None:
        left = {point.id: plain(said_point(self._journey, point)) for point in points}
        names = {plain(curve_name(self._journey, one)): one.id for one in curves_of_lane(self._journey, lane)}
        for entry in entries:
            same = next((id_ for id_, words in left.items() if words == plain(entry)), None)
            if same is not None:
                del left[same]
                continue
            curve, label, value = self._read_point(entry, names)
            old = next((id_ for id_ in left if curve in (None, self._journey.points[id_].curve)), None)
            if value is None:
                self._notes.add(
                    "the sheet “Map” says a feeling without a number from −2 to +2; it was not taken",
                    line,
                    shown(entry, 60),
                )
                left.pop(old or "", None)
            elif old is not None:
                point = self._journey.points[old]
                del left[old]
                told = feeling(point.value or 0.0) == feeling(value)
                same_label = " ".join(point.label.split()) == " ".join(label.split())
                fields = {
                    "value": point.value if told else value,
                    "label": point.label if same_label else label[:TEXT_MAX],
                }
                self._journey = update_point(self._journey, old, **fields)
            else:
                if curve is None:
                    self._journey, curve = curve_for(self._journey, lane)
                taken = [
                    one.position for one in self._journey.points.values() if (one.curve, one.stage) == (curve, stage)
                ]
                place = free_position(taken, 0.5)
                made = new_point(self._journey, curve, stage, place, value, label=label[:TEXT_MAX])
                self._journey = insert_point(self._journey, made)
        self._journey = remove_points(self._journey, left)

    @staticmethod
    def _read_point(entry: str, names: Mapping[str, str]) -> tuple[str | None, str, float | None]:
        """Whose feeling an entry tells, if it says so, its words and its value, if it has one within the bounds."""
        curve = None
        for name in sorted(names, key=len, reverse=True):
            if plain(entry).startswith(f"{name}:"):
                curve, entry = names[name], plain(entry)[len(name) + 1 :].strip()
                break
        found = _POINT.fullmatch(entry.strip())
        if found is None:
            return curve, entry, feeling_in(entry)
        value = float((found["told"] or found["value"]).replace("−", "-").replace(",", "."))
        return curve, (found["label"] or "").strip(), value if abs(value) <= EMOTION_MAX else None

    def _measured(self, lane: str, stage: str, entries: list[str], line: int) -> None:
        left = {
            one.id: plain(metric_words(one))
            for one in self._journey.metrics.values()
            if (one.lane, one.stage) == (lane, stage) and one.value is not None
        }
        for entry in entries:
            same = next((id_ for id_, words in left.items() if words == plain(entry)), None)
            if same is not None:
                del left[same]
                continue
            old = next(iter(left), None)
            left.pop(old or "", None)
            try:
                fields = read_metric(entry)
                if old is not None:
                    if "label" in fields or "unit" in fields:
                        # A number alone changes the number alone.
                        fields = {"label": "", "unit": "", **fields}
                    self._journey = update_metric(self._journey, old, **fields)
                else:
                    self._journey = insert_metric(self._journey, new_metric(self._journey, lane, stage, **fields))
            except ValueError:
                self._notes.add(
                    "the sheet “Map” says a value without a number; it was not taken", line, shown(entry, 60)
                )
        self._journey = remove_metrics(self._journey, left)

    # Cards

    def _find_alike(self) -> None:
        budget = _ALL_PAIRS
        for cell in self._cells:
            count = len(cell.open) * len(cell.left)
            if not count or count > min(_PAIRS, budget):
                continue
            budget -= count
            pairs = [
                (
                    SequenceMatcher(
                        None, said(self._journey, self._journey.cards[id_])[:_COMPARED], cell.entries[n][:_COMPARED]
                    ).ratio(),
                    -n,
                    id_,
                )
                for n in cell.open
                for id_ in cell.left
            ]
            for alike, at, id_ in sorted(pairs, key=lambda pair: pair[:2], reverse=True):
                if alike >= _ALIKE and id_ in cell.left and -at in cell.open:
                    cell.cards[-at] = id_
                    cell.left.remove(id_)

    def _find_moved(self) -> None:
        """Cards that went from one cell to another word for word."""
        lost: dict[str, list[tuple[str, list[str]]]] = {}
        for ids in (*(cell.left for cell in self._cells), self._gone):
            for id_ in ids:
                lost.setdefault(plain(said(self._journey, self._journey.cards[id_])), []).append((id_, ids))
        for cell in self._cells:
            for n in cell.open:
                same = lost.get(plain(cell.entries[n]))
                if same:
                    id_, ids = same.pop(0)
                    ids.remove(id_)
                    cell.cards[n] = id_

    def _placed(self, journey: Journey) -> Journey:
        """The map with the cards as the cells say them; those of a cell stand where the first of them stood."""
        known = {**CHANNELS, **journey.channels}
        channels = {one.name.casefold().strip(): id_ for id_, one in known.items() if one.name.strip()}
        room = rooms(journey)
        records = dict(journey.cards)
        cell_of: dict[str, list[str]] = {}
        new: list[str] = []
        for cell in self._cells:
            lane, stage, part = cell.place
            ids: list[str] = []
            for n, entry in enumerate(cell.entries):
                old = records.get(cell.cards.get(n, ""))
                same = old is not None and plain(said(journey, old)) == plain(entry)
                fields: dict[str, Any] = {} if same else self._fields(entry, channels)
                if old is None:
                    old = Card(id=unused_id(journey, "card"), lane=lane, stage=stage, sub_stage=part, **fields)
                    new.append(old.id)
                else:
                    if said(journey, old) == old.text and not fields.get("channel"):
                        # What stands in no cell is not taken away by writing into one.
                        fields.pop("channel", None)
                    if (old.lane, old.stage, old.sub_stage) != cell.place and (lane or old.lane):
                        span = clipped(old.span, stage, room)
                        fields |= {"lane": lane, "stage": stage, "sub_stage": part, "span": span}
                    old = changed(old, fields)
                records[old.id] = old
                ids.append(old.id)
                cell_of[old.id] = ids
        order: dict[str, None] = {}
        for id_ in (*journey.cards, *new):
            ids = cell_of.get(id_, [id_])
            if ids[0] not in order:
                order.update(dict.fromkeys(ids))
        return with_tables(journey, cards=arranged(Table(records), list(order)))

    def _fields(self, entry: str, channels: Mapping[str, str]) -> dict[str, Any]:
        """The text of an entry, and the channel that it names in front of it or all alone."""
        if len(entry) > TEXT_MAX:
            self._notes.add(f"a text of more than {TEXT_MAX:,} characters was cut", 0)
        entry = entry[:TEXT_MAX]
        name, colon, text = entry.partition(":")
        channel = channels.get(name.strip().casefold())
        if channel is not None and (colon or "\n" not in entry):
            return {"text": text.strip(), "channel": channel}
        return {"text": entry, "channel": None}
