"""A text goes in, Mermaid or Markdown; the lines of its journey diagrams come out with what stands around them taken away.

Taken away are front matter, `%%{...}%%` directives and `%%` comments; line numbers stay those of the file. The rules are
those of Mermaid 11 (`preprocess.ts` and `journey.jison`), except that front matter may be indented.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from itertools import pairwise

from cjm_desktop.formats.errors import FileProblem, shown

_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,}|:{3})[ \t]*(?:\{\.?)?([\w-]*)")
_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t#]*$")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_FRONT_MATTER_MARK = re.compile(r"^[ \t]*-{3,}[ \t]*$")
_TITLE_FIELD = re.compile(r"[ \t]*title[ \t]*:(.*)$")
_HEADER = re.compile(r"\s*journey\b", re.IGNORECASE)
_ENTITY = re.compile(r"&?#(\w+);|&(\w+);")
_BREAK = re.compile(r"<\s{0,2}/?br(?:\s|\\t){0,8}/?\s{0,2}>", re.IGNORECASE)

_DIAGRAMS = (
    (r"(flowchart|graph)\b", "a flowchart"),
    (r"sequenceDiagram", "a sequence diagram"),
    (r"classDiagram", "a class diagram"),
    (r"stateDiagram", "a state diagram"),
    (r"erDiagram", "an entity relationship diagram"),
    (r"gantt\b", "a Gantt chart"),
    (r"pie\b", "a pie chart"),
    (r"gitGraph", "a git graph"),
    (r"mindmap\b", "a mind map"),
    (r"timeline\b", "a timeline"),
    (r"quadrantChart", "a quadrant chart"),
    (r"requirement(Diagram)?\b", "a requirement diagram"),
    (r"C4(Context|Container|Component|Dynamic|Deployment)", "a C4 diagram"),
    (r"sankey", "a Sankey diagram"),
    (r"xychart", "an XY chart"),
    (r"block\b|block-beta", "a block diagram"),
    (r"packet", "a packet diagram"),
    (r"kanban\b", "a kanban board"),
    (r"architecture", "an architecture diagram"),
    (r"radar", "a radar chart"),
    (r"treemap", "a treemap"),
    (r"zenuml", "a ZenUML diagram"),
)


#: A diagram of more lines than this would be no map that anybody could read.
LINES = 100_000
#: What is told of comments, wherever they stand.
COMMENT = "the comment was left out"
_SETTINGS = "what the front matter says beside the title was left out"
#: An entity with more digits than this is no character.
_LONGEST_ENTITY = 12


@dataclass(frozen=True, slots=True)
class JourneySource:
    """The diagram's statements as (line number, text without margins), its front matter's title, and what is to be told.

    `left_out` are remarks with a line number (0 for none) and an example, as `imported.Notes` takes them. `heading` is
    that of the Markdown text above the diagram.
    """

    statements: tuple[tuple[int, str], ...]
    title: str
    left_out: tuple[tuple[str, int, str], ...] = ()
    heading: str = ""


def journey_source(text: str, name: str) -> JourneySource:
    """The first journey diagram in the text; FileProblem, naming what is there instead, where there is none."""
    return journey_sources(text, name)[0]


def journey_sources(text: str, name: str) -> tuple[JourneySource, ...]:
    """The journey diagrams in the text; FileProblem, naming what is there instead, where there is none."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > LINES:
        raise FileProblem(f"{name} has {len(lines):,} lines; {LINES:,} are the most.")
    fences = _fences(lines)
    if not fences:
        alone = [one for first, part in _parts(lines) if (one := _journey(part, first)) is not None]
        if not alone and name.lower().endswith((".md", ".markdown")):
            raise FileProblem(f"{name} holds no Mermaid diagram (a block that begins with ```mermaid).")
        if not alone:
            raise FileProblem(f"{name} {_what_instead(lines)}.")
        return tuple(alone)
    journeys = [
        replace(found, heading=heading)
        for number, fence, heading in fences
        if (found := _journey(fence, number)) is not None
    ]
    if not journeys:
        kinds = list(dict.fromkeys(_what_instead(fence).removeprefix("is ").split(", ")[0] for _, fence, _ in fences))
        raise FileProblem(f"{name} holds no Mermaid journey (it holds {' and '.join(kinds[:4])}).")
    return tuple(journeys)


def _parts(lines: list[str]) -> list[tuple[int, list[str]]]:
    """The diagrams that follow one another in a text, each with the number of its first line."""
    heads = [n for n, line in enumerate(lines) if _HEADER.fullmatch(line.rstrip())]
    starts = [0, *(_with_front_matter(lines, before, head) for before, head in pairwise(heads))]
    return [(start + 1, lines[start:end]) for start, end in pairwise([*starts, len(lines)])]


def _with_front_matter(lines: list[str], before: int, head: int) -> int:
    """Where the diagram begins whose head stands at `head`; the head of the one before it stands at `before`."""
    filled = [n for n in range(before + 1, head) if lines[n].strip()]
    if not filled or not _FRONT_MATTER_MARK.match(lines[filled[-1]]):
        return head
    return next((n for n in reversed(filled[:-1]) if _FRONT_MATTER_MARK.match(lines[n])), head)


def plain(text: str) -> str:
    """A name or title as people see it: `<br>` is a new line, entities such as `#58;` are what they stand for."""
    broken = _BREAK.sub("\n", text)
    return "\n".join(line.strip() for line in _ENTITY.sub(_character, broken).split("\n")).strip()


def _character(match: re.Match[str]) -> str:
    number_or_name, name = match.groups()
    if (number_or_name or "").isdigit() and len(number_or_name) > _LONGEST_ENTITY:
        return match[0]
    entity = f"&#{number_or_name};" if (number_or_name or "").isdigit() else f"&{number_or_name or name};"
    character = html.unescape(entity)
    return match[0] if character == entity else character


def _fences(lines: list[str]) -> list[tuple[int, list[str], str]]:
    """The fenced Mermaid blocks of a Markdown text with the number of their first line, and the heading above them.

    None where it is no Markdown.
    """
    found: list[tuple[int, list[str], str]] = []
    mark, inside, start, heading = "", False, 0, ""
    for number, line in enumerate(lines):
        match = _FENCE.match(line)
        if not mark and match and (match[2] or match[1] != ":::"):
            mark, inside, start = match[1], match[2].lower() == "mermaid", number + 1
        elif mark and line.strip(" \t>").startswith(mark) and not line.strip(" \t>").strip(mark[0]).strip():
            if inside:
                found.append((start + 1, _unquoted_lines(lines[start - 1 : number]), heading))
            mark = ""
        elif not mark and (headed := _HEADING.match(line)):
            heading = headed[1].strip()
    if mark and inside:  # a last block that is never closed
        found.append((start + 1, _unquoted_lines(lines[start - 1 :]), heading))
    return found


def _unquoted_lines(block: list[str]) -> list[str]:
    """The lines below the first, without the marks of a quotation that the first stands in."""
    return [_QUOTE.sub("", line) for line in block[1:]] if block[0].lstrip().startswith(">") else block[1:]


def _journey(lines: list[str], first: int) -> JourneySource | None:
    """The journey that the lines hold, None where they hold something else; `first` is the number of the first line."""
    lines, title, settings = _without_front_matter(lines)
    left_out: list[tuple[str, int, str]] = [(_SETTINGS, 0, "")] if settings else []
    bare = _without_directives(lines)
    if bare != lines:
        at = next(number for number, pair in enumerate(zip(lines, bare, strict=True), first) if pair[0] != pair[1])
        left_out.append(
            ("the directive with settings of the drawing was left out", at, shown(lines[at - first].strip(), 40))
        )
    lines = bare
    left_out += [
        (COMMENT, number, shown(line.strip(), 40))
        for number, line in enumerate(lines, first)
        if line.strip().startswith("%%") and line.strip("% \t")
    ]
    statements = [
        (number, stripped)
        for number, line in enumerate(lines, first)
        if (stripped := line.strip()) and not stripped.startswith("%%")
    ]
    header = _HEADER.match(statements[0][1]) if statements else None
    if header is None:
        return None
    number, line = statements[0]
    rest = line[header.end() :].strip()  # a statement may stand on the header's own line
    told = tuple(left_out)
    return JourneySource(((number, rest), *statements[1:]) if rest else tuple(statements[1:]), title, told)


def _without_front_matter(lines: list[str]) -> tuple[list[str], str, bool]:
    """The lines with the front matter blanked, the title that it gives, and whether it says anything else."""
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if start >= len(lines) or not _FRONT_MATTER_MARK.match(lines[start]):
        return lines, "", False
    end = next((number for number in range(start + 1, len(lines)) if _FRONT_MATTER_MARK.match(lines[number])), None)
    if end is None:
        return lines, "", False
    inside = [line for line in lines[start + 1 : end] if line.strip()]
    titled = next((match for line in inside if (match := _TITLE_FIELD.match(line))), None)
    title = "" if titled is None else _unquoted(titled[1].strip(" \t"))
    return [""] * (end + 1) + lines[end + 1 :], title, len(inside) > (titled is not None)


def _unquoted(value: str) -> str:
    """A YAML scalar on one line without its quotation marks or its comment."""
    for mark in "\"'":
        if len(value) > 1 and value.startswith(mark) and value.find(mark, 1) > 0:
            return value[1 : value.rfind(mark)].replace(mark * 2 if mark == "'" else f"\\{mark}", mark)
    return value.split(" #")[0].strip()


def _without_directives(lines: list[str]) -> list[str]:
    """The lines with every `%%{...}%%` blanked, which may run over several lines."""
    text, parts, at = "\n".join(lines), [], 0
    while (start := text.find("%%{", at)) >= 0 and (end := text.find("}%%", start)) >= 0:
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + 3
    return "".join([*parts, text[at:]]).split("\n") if lines else []


def _what_instead(lines: list[str]) -> str:
    """What a diagram that is no journey is: `is a flowchart, not a journey`."""
    lines, _, _ = _without_front_matter(lines)
    first = next(
        (line.strip() for line in _without_directives(lines) if line.strip() and not line.strip().startswith("%%")), ""
    )
    if not first:
        return "is empty"
    for pattern, what in _DIAGRAMS:
        if re.match(pattern, first, re.IGNORECASE):
            return f"is {what}, not a journey"
    return f"is something that begins with “{shown(first, 30)}”, not a Mermaid journey"
