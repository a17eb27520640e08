"""A table of answers goes in, what was answered about each stage or touchpoint of a map comes out: mean, number, spread."""

from __future__ import annotations

import csv
import io
import math
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from cjm_desktop.editing.survey import Result, Survey, note_of, scale_before, scale_told, title_of_file
from cjm_desktop.formats.encodings import decoded, encoding_called
from cjm_desktop.formats.encodings import note_of as encoding_note
from cjm_desktop.formats.errors import FileProblem, file_name, shown
from cjm_desktop.formats.patience import go_on
from cjm_desktop.formats.reading import read_file
from cjm_desktop.formats.survey_names import Assigned, NothingMatchedError, Unmatched, pairs_of
from cjm_desktop.formats.survey_places import Place, Places
from cjm_desktop.formats.table_text import separator_of
from cjm_desktop.formats.table_words import is_stage_word
from cjm_desktop.model.feelings import bounds_of, feeling_in, feelings_of, scale_in, scale_name, score_in
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import EMOTION_MAX, EMOTION_MIN, NAME_MAX, TEXT_MAX

#: The most that is read of a file.
BYTES, ANSWERS, COLUMNS, CELL = 50_000_000, 500_000, 500, 20_000
#: So many answers tell which column is which; so many values of a column are compared with names.
_SAMPLE, _VALUES = 400, 60
_WORKBOOKS = (".xlsx", ".xlsm")
#: Fewer answers may all be different.
_FEW = 20
#: From this share on, scores are on the scale that a source had before.
_FITTING = 0.95
#: From this share on, a column's values are names of the map, or scores.
_ENOUGH = 0.5
#: From this share on, a column that is not read seems to hold scores as well.
_MOSTLY = 0.9
_SCORES = re.compile(
    r"score|rating|\brate|csat|\bnps\b|\bces\b|satisf|recommend|promot|оценк|балл|удовлетв|рекоменд|bewert|zufrieden|"
    r"\bnote\b|puntu|valora|calific|satisfa|voto|ocena|puan|评分|分数|满意|評価|満足|점수|만족|تقييم|अंक",
    re.IGNORECASE,
)
_NO_SCORES = re.compile(r"\bid\b|date|time|zip|phone|age\b|year|дата|номер|возраст|datum|fecha", re.IGNORECASE)
_NPS = re.compile(r"\bnps\b|promot|recommend|рекоменд", re.IGNORECASE)
NPS_SCALE = "0 to 10"
_NPS_LOW, _NPS_HIGH, _PROMOTER, _DETRACTOR = -100.0, 100.0, 9.0, 6.0
_NPS_NOTE = "The scores were read as NPS, 0 to 10: the share of promoters (9, 10) less that of detractors (0 to 6)."


@dataclass(frozen=True, slots=True)
class Answers:
    """A table of answers: `name` is the file's, `heads` are what its columns are called, `rows` may be shorter.

    `notes` say what had to be guessed of the file itself.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    def column(self, n: int) -> Iterator[str]:
        return (row[n] if n < len(row) else "" for row in self.rows)


@dataclass(frozen=True, slots=True)
class SurveyReading:
    """How answers are read.

    `place` is the column with the names of stages or touchpoints, `score` that with the scores. Without a `place` each
    column that a stage or touchpoint is the heading of holds the scores for it. `scale` is such as “1 to 5” (empty: the
    narrowest usual one that holds all scores). `promoters`: not the mean is wanted, but the share of 9 and 10 less that
    of 0 to 6, in percent. `assigned` are pairs of a name in the answers and that of the place which it means (empty: none).
    """

    place: int | None
    score: int | None
    scale: str = ""
    promoters: bool = False
    assigned: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SurveyMade:
    """A survey ready to be put onto a map; `notes` say what was guessed and what was left out.

    `unmatched` are names that the map does not have, the most frequent first, with where they were put.
    """

    survey: Survey
    notes: tuple[str, ...]
    unmatched: tuple[Unmatched, ...] = ()

    def told(self, journey: Journey) -> str:
        """In one line what came in: how many answers about what, and of each place mean, number and spread."""
        results = self.survey.results
        stages = len({result.stage for result in results})
        parts = []
        for result in results:
            name = result.label or journey.stages[result.stage].name
            spread = "" if result.spread is None else f", ± {result.spread:.2f}"
            parts.append(f"{shown(name, 40)} {result.value:.2f} (n = {result.count:,}{spread})")
        count = "1 answer" if self.survey.count == 1 else f"{self.survey.count:,} answers"
        many = "1 stage" if stages == 1 else f"{stages:,} stages"
        ends = scale_name(self.survey.low, self.survey.high)
        return f"{shown(self.survey.title, 80)}: {count} about {many}, {ends}: {'; '.join(parts)}."


def read_answers(path: str | os.PathLike[str], sheet: str = "", encoding: str = "") -> Answers:
    """The table in a CSV, TSV or XLSX file; FileProblem where there is none or it is too large.

    `sheet` is the name or number of the sheet of a workbook, the first one unless said; `encoding` that of a text.
    """
    return answers_in(read_file(path, BYTES), Path(path).name, sheet, encoding)


def answers_in(data: bytes, name: str, sheet: str = "", encoding: str = "") -> Answers:
    """The same from the bytes of a file of that name."""
    if Path(name).suffix.lower() in _WORKBOOKS:
        if encoding:
            raise FileProblem(f"{file_name(name)} is a workbook, whose encoding cannot be chosen.")
        read, notes = _of_workbook(data, name, sheet)
        return _answers(read, name, notes)
    if sheet:
        raise FileProblem(f"{file_name(name)} is no workbook, so that it has no sheet “{shown(sheet, 80)}”.")
    text, guessed = decoded(data, name, encoding_called(encoding) if encoding else "")
    try:
        return _answers(csv.reader(io.StringIO(text), delimiter=separator_of(text)), name, encoding_note(guessed))
    except csv.Error as error:
        raise FileProblem(f"{file_name(name)} is not a table of answers: {error}.") from error


def _of_workbook(data: bytes, name: str, wanted: str) -> tuple[Iterable[Sequence[str]], tuple[str, ...]]:
    """The rows of a sheet, and what is to be told of it; the first that is not hidden unless one is wanted."""
    from cjm_desktop.formats.xlsx_reading import read_sheets

    sheets = read_sheets(data, name, exact=True)
    if not wanted:
        usual = [sheet for sheet in sheets if not sheet.hidden] or list(sheets)
        filled = next((sheet for sheet in usual if len(sheet.rows) > 1), usual[0] if usual else None)
        if filled is None:
            raise FileProblem(f"{file_name(name)} has no sheets.")
        others = [sheet.name for sheet in usual if sheet is not filled and sheet.rows]
        also = (f"The sheet “{shown(filled.name, 60)}” was read; there is also {_listed(others)}.",) if others else ()
        return filled.rows, (*also, *filled.notes)
    folded = wanted.strip().casefold()
    found = next((sheet for sheet in sheets if sheet.name.strip().casefold() == folded), None)
    if found is None and folded.isdecimal() and len(folded) < 4 and 1 <= int(folded) <= len(sheets):
        found = sheets[int(folded) - 1]
    if found is None:
        names = _listed([sheet.name for sheet in sheets])
        raise FileProblem(f"{file_name(name)} has no sheet “{shown(wanted, 80)}”; its sheets are {names}.")
    return found.rows, found.notes


def _answers(read: Iterable[Sequence[str]], name: str, notes: tuple[str, ...]) -> Answers:
    rows: list[tuple[str, ...]] = []
    for row in read:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > COLUMNS or max(map(len, row)) > CELL:
            raise FileProblem(
                f"{file_name(name)}: line {len(rows) + 1:,} has more than {COLUMNS:,} columns or a cell of more than"
                f" {CELL:,} characters."
            )
        if len(rows) % 500 == 0:
            go_on()
        rows.append(tuple(row))
        if len(rows) > ANSWERS + 1:
            raise FileProblem(f"{file_name(name)} has more than {ANSWERS:,} answers.")
    if len(rows) < 2:
        raise FileProblem(
            f"{file_name(name)} holds no answers: a line of headings and at least one answer are expected."
        )
    heads = tuple(" ".join(head.split()) or f"Column {n}" for n, head in enumerate(rows[0], 1))
    return Answers(name, heads, tuple(rows[1:]), notes)


def guess(answers: Answers, journey: Journey) -> SurveyReading:
    """The likeliest reading; FileProblem where no column has stages or touchpoints of the map, or none has scores."""
    places = Places(journey)
    sample = replace(answers, rows=answers.rows[:: max(1, len(answers.rows) // _SAMPLE)])
    columns = range(len(answers.heads))
    named = [_share_named(sample, n, places) for n in columns]
    scored = [_share_scored(sample, n) for n in columns]
    wide = [n for n in columns if places.find(answers.heads[n]) is not None and scored[n] >= _ENOUGH]
    place = max(columns, key=lambda n: named[n] - scored[n] / 2, default=None)
    if place is not None and named[place] < _ENOUGH:
        # Most names are strange, yet the heading says what they are.
        said = is_stage_word(answers.heads[place]) and named[place] > 0
        place = place if said and scored[place] < _ENOUGH else None
    score = max(
        (n for n in columns if n != place and scored[n] >= _ENOUGH),
        key=lambda n: (
            _SCORES.search(answers.heads[n]) is not None,
            _NO_SCORES.search(answers.heads[n]) is None,
            scored[n],
            n,
        ),
        default=None,
    )
    if len(wide) > 1 and (place is None or place in wide):
        return SurveyReading(None, None, promoters=_NPS.search(answers.name) is not None)
    if place is None:
        raise FileProblem(
            f"No column of {file_name(answers.name)} holds names of the map's stages or touchpoints; its columns are"
            f" {_listed(answers.heads)}."
        )
    if score is None:
        raise FileProblem(
            f"No column of {file_name(answers.name)} holds scores; its columns are {_listed(answers.heads)}."
        )
    head = answers.heads[score]
    promoters = _NPS.search(head) is not None
    return SurveyReading(place, score, NPS_SCALE if promoters else scale_in(head), promoters)


def by_headings(answers: Answers) -> SurveyReading:
    """A reading of at least two columns by what they are called, for answers that name no place of the map."""
    columns = range(len(answers.heads))
    place = next((n for n in columns if is_stage_word(answers.heads[n])), 0)
    scored = [n for n in columns if n != place and _SCORES.search(answers.heads[n]) is not None]
    return SurveyReading(place, scored[0] if scored else next(n for n in columns if n != place))


def column_called(answers: Answers, name: str) -> int:
    """The column of that heading, in whatever capitals, or of that number (from 1); FileProblem where there is none."""
    wanted = " ".join(name.split()).casefold()
    for n, head in enumerate(answers.heads):
        if head.casefold() == wanted:
            return n
    if wanted.isdecimal() and len(wanted) < 6 and 1 <= int(wanted) <= len(answers.heads):
        return int(wanted) - 1
    raise FileProblem(
        f"{file_name(answers.name)} has no column “{shown(name, 80)}”; its columns are {_listed(answers.heads)}."
    )


def scale_called(name: str) -> str:
    """The scale that a user means by “1..5”, “1-5”, “-2..+2” or “nps”; ValueError where it is none."""
    if name.strip().casefold() == "nps":
        return NPS_SCALE
    scale = scale_in(name)
    if not scale:
        raise ValueError(f"“{name}” is no scale such as 1..5")
    return scale


def survey_of(answers: Answers, reading: SurveyReading, journey: Journey, title: str = "") -> SurveyMade:
    """What was answered about the places of the map, along the journey; FileProblem where nothing was.

    `title` is what the source is called, by which the survey is found again; the file's name unless given.
    """
    places = Places(journey)
    kept = (one for title_ in _titles(answers, journey, title) for one in pairs_of(_note(journey, title_)))
    assigned = Assigned((*kept, *reading.assigned), places)
    collected = _Collected(answers, reading, places, assigned)
    low, high, scale_note = collected.scale(_before(answers, journey, title))
    groups = collected.groups(low, high)
    if not groups:
        raise NothingMatchedError(
            f"No answer in {file_name(answers.name)} is about a stage or touchpoint of the map.", collected.unmatched()
        )
    order = {id_: n for n, id_ in enumerate(journey.stages)}
    found = sorted(groups.items(), key=lambda item: (order[item[0].stage], item[0].position, item[0].label))
    results = tuple(_result(place, values, promoters=collected.promoters) for place, values in found)
    if collected.promoters:
        low, high = _NPS_LOW, _NPS_HIGH
    count = sum(result.count for result in results)
    told = scale_told(collected.scale_name, promoters=collected.promoters)
    lines = (note_of(answers.name, f"{count:,} answers, {told}"), assigned.kept(collected.names))
    note = "\n".join(filter(None, lines))[:TEXT_MAX]
    survey = Survey((title.strip() or Path(answers.name).stem)[:NAME_MAX], low, high, results, note=note)
    nps = (_NPS_NOTE,) if collected.promoters else ()
    others = _other_scores(answers, reading)
    return SurveyMade(survey, (*answers.notes, *others, *nps, *scale_note, *collected.notes()), collected.unmatched())


def _other_scores(answers: Answers, reading: SurveyReading) -> tuple[str, ...]:
    """In a sentence, or none, which columns hold scores beside the one that is read."""
    if reading.score is None:
        return ()
    sample = replace(answers, rows=answers.rows[:: max(1, len(answers.rows) // _SAMPLE)])
    heads = [
        head
        for n, head in enumerate(answers.heads)
        if n not in (reading.place, reading.score)
        and _NO_SCORES.search(head) is None
        and _share_scored(sample, n) >= _MOSTLY
    ]
    if not heads:
        return ()
    taken = shown(answers.heads[reading.score], 40)
    hold = "holds" if len(heads) == 1 else "hold"
    return (
        f"The scores of “{taken}” were taken; {_listed(heads)} {hold} scores, too: choose with --score-column, or in the "
        "window.",
    )


def _before(answers: Answers, journey: Journey, title: str) -> tuple[str, bool] | None:
    """The scale on which answers of this source came in before: of that title, or from a file of that name."""
    titles = _titles(answers, journey, title)
    return next((found for one in titles if one and (found := scale_before(journey, one)) is not None), None)


def _titles(answers: Answers, journey: Journey, title: str) -> tuple[str, ...]:
    """What the source may be called by which answers came in before, the likeliest first."""
    return title.strip()[:NAME_MAX], title_of_file(journey, answers.name), Path(answers.name).stem[:NAME_MAX]


def _note(journey: Journey, title: str) -> str:
    return next((one.note for one in journey.sources.values() if title and one.title == title), "")


class _Collected:
    """The scores of a table by the place that they are about, each distinct text read only once."""

    def __init__(self, answers: Answers, reading: SurveyReading, places: Places, assigned: Assigned) -> None:
        self._reading, self._assigned = reading, assigned
        #: Names that the map does not have, by how many answers they stand in.
        self.names: Counter[str] = Counter()
        self._close: dict[str, str] = {}
        self._unknown: Counter[str] = Counter()
        self._counts: dict[Place, Counter[str]] = {}
        known: dict[str, Place | None] = {}
        for n, (name, score) in enumerate(_pairs(answers, reading, places, assigned)):
            if n % 500 == 0:
                go_on()
            if name not in known:
                said = assigned.of(name) is not None
                found = assigned.find(name) if said else places.find(name)
                known[name] = None if found is None else found.place
                if found is not None and found.close:
                    self._close[name] = found.name
                if (said or found is None) and name.strip():
                    self.names[name.strip()] = 0
            place = known[name]
            if name.strip() in self.names:
                self.names[name.strip()] += 1
            if place is None:
                self._unknown[name.strip()] += 1
            else:
                self._counts.setdefault(place, Counter())[score.strip()] += 1
        self._texts = Counter[str]()
        for counts in self._counts.values():
            self._texts.update(counts)
        self._scores = {text: score_in(text) for text in self._texts if text}
        self._beyond = self._without = 0
        self.scale_name = ""
        self.promoters = reading.promoters

    def scale(self, before: tuple[str, bool] | None) -> tuple[float, float, tuple[str, ...]]:
        """The ends of the scale, and what to say of it; one that this source had `before` unless the answers contradict it."""
        said = bounds_of(NPS_SCALE if self._reading.promoters else self._reading.scale)
        notes: tuple[str, ...] = ()
        if said is not None and before is not None and scale_name(*said) != before[0]:
            notes = (
                f"The answers that came from this source before were on a scale of {before[0]}; these are on one of "
                f"{scale_name(*said)}.",
            )
        elif said is None and before is not None and self._fit(before[0]):
            said, self.promoters = bounds_of(before[0]), before[1]
            notes = (f"The scale of {before[0]} is that of the answers that came from this source before.",)
        if said is None:
            numbers = [score for score in self._scores.values() if score is not None]
            of = Counter(score[1] for score in numbers if score[1] is not None)
            name = scale_name(1 if of.most_common(1)[0][0] in (5, 7) else 0, of.most_common(1)[0][0]) if of else ""
            name = name or feelings_of([f"{score[0]:g}" for score in numbers])[1] or "-2 to +2"
            said = bounds_of(name) or (EMOTION_MIN, EMOTION_MAX)
            notes = (f"The scores were taken to be on a scale of {name}.",)
            if before is not None:
                notes = (f"The answers do not fit the scale of {before[0]} that this source had before.", *notes)
        self.scale_name = scale_name(*said)
        return (*said, notes)

    def _fit(self, scale: str) -> bool:
        """Whether nearly all scores are on a scale: one among many is a slip."""
        low, high = bounds_of(scale) or (0.0, 0.0)
        count = fitting = 0
        for text, times in self._texts.items():
            score = self._scores.get(text)
            if score is not None:
                count += times
                fitting += times * (low <= score[0] <= high and score[1] in (None, high))
        return fitting >= _FITTING * count

    def groups(self, low: float, high: float) -> dict[Place, list[tuple[float, int]]]:
        """By place its scores with how often each was given."""
        values = {text: self._value(text, low, high) for text in self._texts}
        made: dict[Place, list[tuple[float, int]]] = {}
        for place, counts in self._counts.items():
            for text, count in counts.items():
                value = values[text]
                if value is None:
                    self._without += count
                elif not low <= value <= high:
                    self._beyond += count
                else:
                    made.setdefault(place, []).append((value, count))
        return made

    def _value(self, text: str, low: float, high: float) -> float | None:
        score = self._scores.get(text)
        if score is not None:
            return score[0] if math.isfinite(score[0]) else None
        feeling = feeling_in(text[:200]) if text else None
        if feeling is None:
            return None
        return low + (feeling - EMOTION_MIN) / (EMOTION_MAX - EMOTION_MIN) * (high - low)

    def unmatched(self) -> tuple[Unmatched, ...]:
        return tuple(Unmatched(name, count, self._assigned.of(name)) for name, count in self.names.most_common())

    def notes(self) -> tuple[str, ...]:
        made = []
        by_hand = [
            f"“{shown(name, 40)}” as “{shown(place, 40)}”" for name in self.names if (place := self._assigned.of(name))
        ]
        if by_hand:
            made.append(f"Put there by hand: {_listed(by_hand, quoted=False)}.")
        if self._close:
            pairs = [f"“{shown(name, 40)}” as “{shown(known, 40)}”" for name, known in self._close.items()]
            made.append(f"Taken for names of the map: {_listed(pairs, quoted=False)}.")
        if self._unknown:
            pairs = [f"“{shown(name, 40)}” ({count:,})" for name, count in self._unknown.most_common()]
            total = self._unknown.total()
            answers = "1 answer is" if total == 1 else f"{total:,} answers are"
            made.append(f"{answers} about what is not on the map: {_listed(pairs, quoted=False)}.")
        if self._without:
            answers = "1 answer has" if self._without == 1 else f"{self._without:,} answers have"
            made.append(f"{answers} no score.")
        if self._beyond:
            answers = "1 score is" if self._beyond == 1 else f"{self._beyond:,} scores are"
            made.append(f"{answers} beyond the scale of {self.scale_name} and left out.")
        return tuple(made)


def _pairs(answers: Answers, reading: SurveyReading, places: Places, assigned: Assigned) -> Iterator[tuple[str, str]]:
    """The name of the place and the score of each answer."""
    if reading.place is None:
        for n, head in enumerate(answers.heads):
            if assigned.of(head) is not None or places.find(head) is not None or _may_be_asked(answers, n):
                # Whoever was not asked about a stage has left its cell empty.
                yield from ((head, score) for score in answers.column(n) if score.strip())
    elif reading.score is not None:
        yield from zip(answers.column(reading.place), answers.column(reading.score), strict=True)


def _may_be_asked(answers: Answers, n: int) -> bool:
    """Whether a column whose heading is no name of the map may hold scores for one all the same."""
    if _NO_SCORES.search(answers.heads[n]) is not None:
        return False
    texts = list(islice((text for text in answers.column(n) if text.strip()), _SAMPLE))
    # Numbers that are nearly all different count the answers, or are what each one paid.
    counts = len(texts) > _FEW and len(set(texts)) * 2 > len(texts)
    return bool(texts) and not counts and sum(map(_is_score, texts)) >= _ENOUGH * len(texts)


def _result(place: Place, values: list[tuple[float, int]], *, promoters: bool) -> Result:
    """Mean and standard deviation; of promoters the share less that of detractors, in percent."""
    if promoters:
        values = [((value >= _PROMOTER) * 100.0 - (value <= _DETRACTOR) * 100.0, count) for value, count in values]
    total = sum(count for _, count in values)
    mean = math.fsum(value * count for value, count in values) / total
    squares = math.fsum((value - mean) ** 2 * count for value, count in values)
    spread = math.sqrt(squares / (total - 1)) if total > 1 else None
    return Result(place.stage, place.position, place.label, mean, total, spread)


def _share_named(answers: Answers, n: int, places: Places) -> float:
    """How many of a column's values are names of places."""
    counts = Counter(text.strip() for text in answers.column(n) if text.strip())
    if not counts:
        return 0.0
    # Numbers are those of stages only where the heading says so.
    numbers = is_stage_word(answers.heads[n])
    most = [(text, count) for text, count in counts.most_common(_VALUES) if numbers or score_in(text) is None]
    return sum(count for text, count in most if places.find(text) is not None) / counts.total()


def _share_scored(answers: Answers, n: int) -> float:
    """How many of a column's values are scores or feelings."""
    counts = Counter(text.strip() for text in answers.column(n) if text.strip())
    if not counts:
        return 0.0
    known = sum(count for text, count in counts.items() if _is_score(text))
    return known / counts.total()


def _is_score(text: str) -> bool:
    score = score_in(text)
    return abs(score[0]) <= 100 if score is not None else len(text) <= 40 and feeling_in(text) is not None


def _listed(names: Sequence[str], *, quoted: bool = True) -> str:
    said = [f"“{shown(name, 40)}”" if quoted else name for name in names[:6]]
    return ", ".join(said) + (f" and {len(names) - 6:,} more" if len(names) > 6 else "")
