"""`cjm check`: maps go in, what a careful colleague would ask about them comes out, as lines or as JSON.

What is said depends on the maps, the arguments and the day, not on who runs it: rules that somebody switched off in the
editor's Preferences are asked. It ends with 0 where nothing was found, with 1 where something was, and with 2 where a map
cannot be read.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from cjm_desktop.cli.base import FINDINGS, OK, AddCommand, BadUsage, complain, tell
from cjm_desktop.formats.errors import FileProblem, shown

if TYPE_CHECKING:  # the model brings pydantic, which --help does not need
    from cjm_desktop.model.journey import Journey
    from cjm_desktop.model.records import Record


class _Remark(NamedTuple):
    """A line: the rule that said it, how grave it is, the sentence, its reason, and the id of what it is about."""

    rule: str
    severity: str
    message: str
    why: str = ""
    place: str = ""


#: Of more findings of one rule than this, a line counts them and names the first of them.
_FEW = 3


def add(command: AddCommand) -> None:
    text = "Say what a careful colleague would ask about a map."
    check = command(
        "check",
        _check,
        text + " Ends with 1 where there is anything to say.",
        "cjm check feeding.cjm --without long-card,stale-map\n  cjm check maps/*.cjm --all --json"
        "\n\nRules that a map itself switches off are not asked of it without --all. Those that you switched off for all"
        "\nmaps, in the editor's Preferences, are: what cjm says is the same on every computer.",
    )
    check.add_argument("maps", metavar="MAP.cjm", nargs="*")
    check.add_argument("--json", action="store_true", help="print JSON: for each map its findings")
    check.add_argument(
        "--without",
        metavar="RULE,...",
        action="extend",
        type=lambda words: [word.strip() for word in words.split(",") if word.strip()],
        default=[],
        help="do not ask these rules; may be given again",
    )
    check.add_argument("--all", action="store_true", help="ask the rules, too, that a map switches off")
    check.add_argument("--rules", action="store_true", help="list the rules, and what each is for, instead")


def _check(arguments: argparse.Namespace) -> int:
    from cjm_desktop.review.rules import RULES

    for rule in arguments.without:
        if rule not in RULES:
            raise BadUsage(f"there is no rule “{rule}”; cjm check --rules lists them")
    if arguments.rules:
        return _list_rules(arguments.json)
    if not arguments.maps:
        raise BadUsage("the following arguments are required: MAP.cjm (see cjm check --help)")
    codes, told = [OK], []
    for path in arguments.maps:
        try:
            found = list(_remarks(path, arguments.without, whole=arguments.all))
        except FileProblem as problem:
            codes.append(complain(str(problem)))
            told.append({"map": os.fspath(path), "problem": str(problem)})
            continue
        codes.append(FINDINGS if found else OK)
        told.append({"map": os.fspath(path), "findings": [remark._asdict() for remark, _ in found]})
        if not arguments.json:
            for line in _lines(found):
                print(f"{shown(os.fspath(path), 1_000)}: {line}")
    if arguments.json:
        _print_json({"maps": told})
    return max(codes)


def _lines(found: list[tuple[_Remark, str]]) -> Iterator[str]:
    """The remarks as sentences; many of one rule as one line that counts them and names the first."""
    from cjm_desktop.review.rules import RULES

    for rule, group in groupby(found, lambda one: one[0].rule):
        remarks = list(group)
        names = [shown(name, 60) for _, name in remarks[:_FEW] if name]
        if len(remarks) > _FEW == len(names):
            title = RULES[rule].title
            many = f"{len(remarks):,} × {title[:1].lower()}{title[1:]}"
            yield f"{remarks[0][0].severity}: {many}: {', '.join(names)} and {len(remarks) - _FEW:,} more"
        else:
            yield from (f"{remark.severity}: {shown(remark.message, 1_000)}" for remark, _ in remarks)


def _list_rules(as_json: bool) -> int:
    from cjm_desktop.review.rules import RULES

    if as_json:
        fields = ("id", "severity", "title", "why", "counts")
        _print_json({"rules": [{name: str(getattr(rule, name)) for name in fields} for rule in RULES.values()]})
        return OK
    width = max(map(len, RULES))
    for rule in RULES.values():
        print(f"{rule.id:<{width}}  {rule.severity.value:<7}  {rule.why}")
    return OK


def _print_json(value: dict[str, Any]) -> None:
    # In ASCII it is the same in every terminal, and half a surrogate pair in a file name stops nothing.
    print(json.dumps(value, indent=2))


def _remarks(path: str, off: list[str], *, whole: bool) -> Iterator[tuple[_Remark, str]]:
    """Each remark with the name of what it is about, empty where it is only told in the sentence."""
    from cjm_desktop.formats.journey_file import load
    from cjm_desktop.review.findings import findings, touched

    loaded = load(path)
    if loaded.mended:
        yield from ((_Remark("mended", "warning", note), "") for note in loaded.notes)
    else:
        tell(loaded.notes)
    journey = loaded.journey.model_copy(update={"review_off": ()}) if whole else loaded.journey
    for one in findings(journey, off, date.today(), touched(path)):
        yield _Remark(one.rule, one.severity.value, one.message, one.why, one.place), one.called
    yield from ((remark, "") for remark in _undrawable(journey))


def _undrawable(journey: Journey) -> Iterator[_Remark]:
    """A remark for each record with characters that no face of the program has; the text engine is only loaded for these."""
    from cjm_desktop.model.journey import TABLES

    words = {"cards": "card", "stages": "stage", "lanes": "lane", "personas": "persona", "points": "emotion point"}
    records: list[tuple[str, Record]] = [("the map", journey)]
    records += [
        (f"{words.get(table, table.removesuffix('s'))} “{record.id}”", record)
        for table in TABLES
        for record in getattr(journey, table).values()
    ]
    for name, record in records:
        text = "\n".join(part for part in _texts(record) if not part.isascii())
        if not text:
            continue
        from cjm_desktop.text.engine import default_engine
        from cjm_desktop.text.lines import TextStyle

        for char in sorted(default_engine().block(text, TextStyle(10), 1e9).missing):
            code = " ".join(f"U+{ord(part):04X}" for part in char)
            what = f"{name} holds a character that no face of the program can draw: “{shown(char)}” ({code})"
            yield _Remark("undrawable-character", "warning", what, place=getattr(record, "id", ""))


def _texts(value: Any) -> Iterator[str]:
    """The texts of a record and of the small records inside it; tables and unknown fields are left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
