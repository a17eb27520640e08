"""The text of a Mermaid `journey` diagram goes in, a journey comes out: sections are stages, tasks cards, scores a curve.

Read as Mermaid 11 reads it; where Mermaid refuses what people write (a colon in a section's name, a task without a score),
the most likely meaning is taken and told.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from cjm_desktop.formats import several
from cjm_desktop.formats.errors import FileProblem, file_name, shown
from cjm_desktop.formats.imported import Imported, Notes
from cjm_desktop.formats.language import guess, sentence
from cjm_desktop.formats.mermaid_source import COMMENT, JourneySource, journey_sources, plain
from cjm_desktop.model.catalogue import ROLES
from cjm_desktop.model.journey import Journey, Table
from cjm_desktop.model.records import (
    NAME_MAX,
    TEXT_MAX,
    Card,
    Curve,
    EmotionPoint,
    Lane,
    Persona,
    Stage,
)

_STATEMENT = re.compile(
    r"(title|section)(?:\s+(.*))?$|(accTitle|accDescr)\s*:\s*(.*)$|accDescr\s*\{(.*)$", re.IGNORECASE
)
#: What JavaScript's Number() takes, of which Mermaid makes the score.
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$")
_NUMBER_LENGTH = 30
#: The ends of Mermaid's own scale.
_SCALE = (1.0, 5.0)
#: How many sections, tasks and actors a diagram may have.
_SIZE_LIMIT = 20_000
#: How many actors one task may have, and how many colons are looked at in its line.
_ACTORS_LIMIT = 200
_COLONS_LIMIT = 200
#: `#` starts a comment, unless it starts an entity such as `#58;`.
_COMMENT = re.compile(r"#(?!\w+;)")
#: A comment at the end of a line, which Mermaid knows only where nothing stands before it.
_LATE_COMMENT = re.compile(r"\s%%.*$")
#: A sign that ends statements in other diagrams, unless it ends an entity.
_LATE_SEMICOLON = re.compile(r"([#&]\w+)?;$")
#: Statements with a colon where Mermaid wants a blank, and so takes them for tasks.
_WITH_COLON = re.compile(r"(title|section)\s*:\s*(?=\S)", re.IGNORECASE)
#: A score that says of how many.
_OF_FIVE = re.compile(r"\s*(\d(?:\.\d+)?)\s*/\s*5\s*$")


@dataclass(slots=True)
class _Task:
    name: str
    score: float | None
    actors: tuple[str, ...]


@dataclass(slots=True)
class _Section:
    name: str
    tasks: list[_Task] = field(default_factory=list)


@dataclass(slots=True)
class _Diagram:
    """What the statements say, before it becomes a journey."""

    title: str = ""
    accessible_title: str = ""
    description: str = ""
    sections: list[_Section] = field(default_factory=list)

    @property
    def tasks(self) -> list[_Task]:
        return [task for section in self.sections for task in section.tasks]


def read(text: str, name: str, which: str = "") -> Imported:
    """The journey in a Mermaid text, or in the fenced Mermaid journeys of a Markdown text.

    Of several journeys it is that of the name or number (from 1) `which`, unless given the first. `name` is the file's
    name, for sentences and as the title of a diagram without one. FileProblem where there is no such journey. The same
    text always gives the same ids.
    """
    shown_name = file_name(name)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise FileProblem(f"{shown_name} holds half of a character (a lone surrogate).") from None
    sources = journey_sources(text.removeprefix("\ufeff"), shown_name)
    called = _names(sources) if which or len(sources) > 1 else ("",)
    number = several.place_of(called, which, shown_name, "diagram") if which else 0
    source = sources[number]
    notes = Notes()
    for remark, line, example in source.left_out:
        notes.add(remark, line, example)
    diagram = _parsed(source.statements, notes)
    things = len(diagram.sections) + sum(1 + len(task.actors) for task in diagram.tasks)
    if things > _SIZE_LIMIT:
        raise FileProblem(f"{shown_name} holds {things:,} sections, tasks and actors; {_SIZE_LIMIT:,} are the most.")
    if not diagram.sections:
        notes.add("the diagram has no sections and no tasks, so the map is empty")
    if diagram.title and source.title and diagram.title != plain(source.title):
        notes.add("the title of the front matter was left out, since the diagram has one of its own")
    diagram.title = diagram.title or plain(source.title)
    journey = _journey(diagram, source.heading[:NAME_MAX] or PurePath(name).stem, notes)
    others = (several.told(called, number),) if len(sources) > 1 and not which else ()
    return Imported(journey, (*others, *notes.sentences()))


def names(text: str, name: str) -> tuple[str, ...]:
    """What the journey diagrams of a text are called; FileProblem where there is none."""
    return _names(journey_sources(text.removeprefix("\ufeff"), file_name(name)))


def _names(sources: Sequence[JourneySource]) -> tuple[str, ...]:
    """By their titles, else by the headings above them."""
    parsed = [_parsed(source.statements, Notes()) for source in sources]
    return several.distinct(
        [
            " ".join((one.title or plain(source.title) or one.accessible_title or source.heading).split())[:NAME_MAX]
            for one, source in zip(parsed, sources, strict=True)
        ]
    )


def _parsed(statements: Iterable[tuple[int, str]], notes: Notes) -> _Diagram:
    diagram = _Diagram()
    block: list[str] | None = None  # the lines of an accDescr in braces that is still open
    for number, line in statements:
        if block is not None:
            inside, closed, _ = line.partition("}")
            block.append(inside)
            if closed:
                diagram.description, block = plain("\n".join(block)), None
            continue
        if _COMMENT.match(line):
            notes.add(COMMENT, number, shown(line, 40))
            continue
        line = _meant(line, number, notes)
        match = _STATEMENT.match(line)
        if match is None:
            _add_task(diagram, line, number, notes)
            continue
        keyword, value, accessible, accessible_value, block_start = match.groups(default="")
        if keyword.lower() == "title":
            diagram.title = _cut(plain(_without_comment(value, number, notes)), NAME_MAX, number, notes)
        elif keyword.lower() == "section":
            _add_section(diagram, value, number, notes)
        elif accessible.lower() == "acctitle":
            diagram.accessible_title = plain(accessible_value)
        elif accessible:
            diagram.description = plain(accessible_value)
        elif "}" in block_start:
            diagram.description = plain(block_start.partition("}")[0])
        else:
            block = [block_start]
    if block is not None:
        diagram.description = plain("\n".join(block))
        notes.add("the description (accDescr) has no closing brace, so all that follows it was taken as description")
    return diagram


def _meant(line: str, number: int, notes: Notes) -> str:
    """The line without a comment or semicolon at its end, and without a colon behind `title` and `section`."""
    comment = _LATE_COMMENT.search(line)
    if comment is not None:
        notes.add(COMMENT, number, shown(comment[0].strip(), 40))
        line = line[: comment.start()].rstrip()
    end = _LATE_SEMICOLON.search(line)
    if end is not None and not end[1]:
        line = line[: end.start()].rstrip()
    word = _WITH_COLON.match(line)
    if word is not None and score_of(line[word.end() :].partition(":")[0]) is None:
        notes.add(f"“{word[1]}:” was read without its colon, which Mermaid takes for a task", number)
        line = f"{word[1]} {line[word.end() :]}"
    return line


def _add_section(diagram: _Diagram, value: str, number: int, notes: Notes) -> None:
    name = plain(_without_comment(value, number, notes))
    if ":" in value:
        notes.add("the colon was kept in the name of the section", number, shown(name, 40))
    if not name:
        notes.add("the section has no name", number)
    diagram.sections.append(_Section(_cut(name, NAME_MAX, number, notes)))


def _add_task(diagram: _Diagram, line: str, number: int, notes: Notes) -> None:
    """A line `name: score: actor, actor`; what Mermaid would refuse or read oddly is read as it was most likely meant."""
    name, colon, data = line.partition(":")
    parts = _without_comment(data, number, notes).split(":", _COLONS_LIMIT) if colon else []
    if len(parts) > 0 and (of_five := _OF_FIVE.match(parts[0])):
        notes.add("the score was read as one on a scale to 5", number, shown(parts[0].strip(), 40))
        parts[0] = of_five[1]
    scored = next((place for place, part in enumerate(parts) if score_of(part) is not None), None)
    if scored:  # the name itself holds colons
        name, parts = ":".join([name, *parts[:scored]]), parts[scored:]
        notes.add("the colon was taken as part of the task's name", number, shown(name.strip(), 40))
    if len(parts) > 2:
        notes.add("what stands after the actors was left out", number, shown(":".join(parts[2:]).strip(), 40))
    written = parts[0].strip() if parts else ""
    score = score_of(written)
    if score is None:
        _note_gap(written, line, number, notes)
    # Whoever wrote more actors than are taken gets to know it; all the others are not even looked at.
    actors = [plain(actor) for actor in parts[1].split(",", _ACTORS_LIMIT)] if len(parts) > 1 else []
    if not diagram.sections:
        diagram.sections.append(_Section(""))
        notes.add("tasks before the first section stand in a stage without a name", number)
    if len(actors) > _ACTORS_LIMIT:
        notes.add(f"the task has more than {_ACTORS_LIMIT} actors, and the others were left out", number)
    diagram.sections[-1].tasks.append(
        _Task(
            _cut(plain(name), TEXT_MAX, number, notes),
            score,
            tuple(_cut(actor, NAME_MAX, number, notes) for actor in dict.fromkeys(actors[:_ACTORS_LIMIT]) if actor),
        )
    )


def score_of(text: str) -> float | None:
    """The finite number that the text is, None where it is none."""
    text = text.strip()
    if len(text) > _NUMBER_LENGTH or not _NUMBER.match(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def _note_gap(written: str, line: str, number: int, notes: Notes) -> None:
    if not written:
        notes.add("the task has no score, so the curve has a gap there", number, shown(line, 40))
    elif "," in written and score_of(written.partition(",")[0]) is not None:
        notes.add(
            "a comma stands where Mermaid wants a colon, so the task has no score and no actor (write it as “task: 2: actor”)",
            number,
            shown(written, 40),
        )
    else:
        notes.add("the score is not a number, so the curve has a gap there", number, shown(written, 40))


def _without_comment(text: str, number: int, notes: Notes) -> str:
    match = _COMMENT.search(text)
    if match is None:
        return text
    notes.add("what follows “#” was taken as a comment, as Mermaid takes it", number, shown(text[match.start() :], 40))
    return text[: match.start()]


def _cut(text: str, most: int, number: int, notes: Notes) -> str:
    if len(text) > most:
        notes.add(f"the text is longer than {most:,} characters and was cut", number)
    return text[:most]


def _journey(diagram: _Diagram, stem: str, notes: Notes) -> Journey:
    scores = [task.score for task in diagram.tasks if task.score is not None]
    start, end = _scale(scores)
    other = (start, end) != _SCALE
    if other:
        notes.add(f"the scores are not those of a scale from 1 to 5; {start:g} was taken as −2 and {end:g} as +2")
    values = iter(values_of(scores))
    personas = _personas(diagram)
    by_name = {persona.name: persona for persona in personas}
    actions, emotions = (
        Lane(id=f"lane-{key}", kind=ROLES[key].kind, role=key, label=ROLES[key].label, hint=ROLES[key].hint)
        for key in ("actions", "emotions")
    )
    curve = Curve(id="curve-1", lane=emotions.id, persona=personas[0].id if len(personas) == 1 else None)
    stages: list[Stage] = []
    cards: list[Card] = []
    points: list[EmotionPoint] = []
    for section_number, section in enumerate(diagram.sections, 1):
        stage = Stage(id=f"stage-{section_number}", name=section.name)
        stages.append(stage)
        for place, task in enumerate(section.tasks):
            number = len(cards) + 1
            alone = len(task.actors) == 1
            cards.append(
                Card(
                    id=f"card-{number}",
                    lane=actions.id,
                    stage=stage.id,
                    text=task.name,
                    persona=by_name[task.actors[0]].id if alone else None,
                    tags=() if alone else task.actors,
                )
            )
            value = None if task.score is None else next(values)
            points.append(
                EmotionPoint(
                    id=f"point-{number}",
                    curve=curve.id,
                    stage=stage.id,
                    position=round((place + 0.5) / len(section.tasks), 4),
                    value=value,
                    # The middle of any scale is found without it.
                    original=f"{task.score:.15g}" if other and value else "",
                )
            )
    title = diagram.title or diagram.accessible_title or stem
    language = guess(
        " ".join([title, *(section.name for section in diagram.sections), *(task.name for task in diagram.tasks)])
    )
    if language:
        notes.add(sentence(language).rstrip("."))
    remarks = [diagram.accessible_title if diagram.accessible_title != title else "", diagram.description]
    return Journey(
        title=title[:NAME_MAX],
        language=language or "en",
        note="\n".join(remark for remark in remarks if remark)[:TEXT_MAX],
        personas=Table.of(personas),
        stages=Table.of(stages),
        lanes=Table.of([actions, emotions] if cards else []),
        cards=Table.of(cards),
        curves=Table.of([curve] if cards else []),
        points=Table.of(points),
    )


def _personas(diagram: _Diagram) -> list[Persona]:
    """One for each actor in order of appearance; who takes part in most tasks is the primary one."""
    counts = Counter(actor for task in diagram.tasks for actor in task.actors)
    most = max(counts.values(), default=0)
    first = next((actor for actor, count in counts.items() if count == most), None)
    return [
        Persona(id=f"persona-{number}", name=actor, primary=actor == first) for number, actor in enumerate(counts, 1)
    ]


def values_of(scores: Sequence[float]) -> tuple[float, ...]:
    """The emotions from -2 to +2 that the scores of one diagram are; all of them say of which scale they are."""
    start, end = _scale(scores)
    return tuple(round(min(2.0, max(-2.0, (score - start) / (end - start) * 4 - 2)), 4) for score in scores)


def middle_of(scores: Sequence[float]) -> float:
    """The score that is no feeling either way on the scale of these."""
    start, end = _scale(scores)
    return (start + end) / 2


def _scale(scores: Sequence[float]) -> tuple[float, float]:
    """The ends of the scale of these scores. Mermaid's runs from 1 to 5; another one is guessed."""
    low, high = min(scores, default=1.0), max(scores, default=5.0)
    if low >= 1 and high <= 5:
        return _SCALE
    if low < 0:
        end = next((limit for limit in (2.0, 3.0, 5.0, 10.0, 100.0) if max(-low, high) <= limit), max(-low, high))
        return -end, end
    end = next((limit for limit in (5.0, 10.0, 100.0) if high <= limit), high)
    return 1.0 if end == 10 and low >= 1 else 0.0, end
